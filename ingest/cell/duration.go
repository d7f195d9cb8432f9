package cell

import (
	"math"
	"strconv"
	"strings"

	"tenbin/ingest/name"
)

// units of a duration, in minutes, as name.Plain leaves them without spaces; longer ones first.
var durationUnits = []struct {
	word    string
	minutes float64
}{
	{"MINUTES", 1}, {"MINUTE", 1}, {"MINS", 1}, {"MIN.", 1}, {"MIN", 1}, {"分間", 1}, {"分", 1}, {"M", 1},
	{"HOURS", 60}, {"HOUR", 60}, {"HRS", 60}, {"HR", 60}, {"H", 60}, {"時間", 60},
}

// Minutes reads a duration that names its unit: 60分, 45 min, 1時間, 1.5h, 1時間半, 1h30, 1:30
// (hours and minutes). A bare number has no unit, and false is returned.
func Minutes(b []byte) (minutes float64, ok bool) {
	s := strings.ReplaceAll(name.Plain(string(b)), " ", "")
	if h, m, found := strings.Cut(s, ":"); found {
		hours, err := strconv.ParseUint(h, 10, 16)
		rest, err2 := strconv.ParseUint(m, 10, 16)
		return float64(60*hours + rest), err == nil && err2 == nil && rest < 60 && len(m) == 2
	}
	last := 0. // the unit before
	for s != "" {
		if s == "半" && last == 60 {
			return minutes + 30, true
		}
		n := 0
		for n < len(s) && (digit(s[n]) || s[n] == '.') {
			n++
		}
		v, err := strconv.ParseFloat(s[:n], 64)
		if err != nil || v > 1e4 {
			return 0, false
		}
		s = s[n:]
		if s == "" { // 1h30
			return minutes + v, last == 60 && v < 60
		}
		unit := 0.
		for _, u := range durationUnits {
			if rest, found := strings.CutPrefix(s, u.word); found {
				unit, s = u.minutes, rest
				break
			}
		}
		if unit == 0 || last != 0 && unit >= last {
			return 0, false
		}
		minutes, last = minutes+v*unit, unit
	}
	return math.Round(minutes*1e6) / 1e6, last != 0
}
