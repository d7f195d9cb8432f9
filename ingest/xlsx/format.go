package xlsx

import (
	"math"
	"strconv"
	"strings"
	"time"

	"tenbin/ingest/raw"
)

// kind is what a number format makes of a number.
type kind uint8

const (
	number kind = iota
	percent
	date     // a day, perhaps with a time
	timeOnly // a time of day or a duration
)

// kindOf classifies a number format by its id, or by its code where the workbook has one.
// Formats 27–36 and 50–58 are dates of the East Asian editions; 32 and 33 are times.
func kindOf(id int, code string) kind {
	if code != "" {
		return kindOfCode(code)
	}
	switch {
	case id == 9 || id == 10:
		return percent
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id >= 34 && id <= 36, id >= 50 && id <= 58:
		return date
	case id >= 18 && id <= 21, id == 32, id == 33, id >= 45 && id <= 47:
		return timeOnly
	}
	return number
}

// kindOfCode scans the first section of a format code outside quotes, escapes and
// brackets: y, d, g, e and a m that is no minute make a date; h and s alone a time.
func kindOfCode(code string) kind {
	var tokens []byte
	pct := false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			if k := strings.IndexByte(code[i+1:], '"'); k >= 0 {
				i += k + 1
			} else {
				i = len(code)
			}
		case '\\', '_', '*':
			i++
		case '[':
			k := strings.IndexByte(code[i:], ']')
			if k < 0 {
				i = len(code)
				break
			}
			if inside := strings.ToLower(code[i+1 : i+k]); strings.Trim(inside, "hms") == "" && inside != "" {
				tokens = append(tokens, inside[0])
			}
			i += k
		case ';':
			i = len(code)
		case '%':
			pct = true
		case 'E', 'e':
			if i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-') {
				i++ // scientific
				break
			}
			tokens = append(tokens, 'y')
		case 'G', 'g':
			if strings.HasPrefix(strings.ToLower(code[i:]), "general") {
				i += 6
				break
			}
			tokens = append(tokens, 'y')
		case 'y', 'Y', 'r', 'R', 'b', 'B':
			tokens = append(tokens, 'y')
		case 'd', 'D', 'm', 'M', 'h', 'H', 's', 'S':
			tokens = append(tokens, c|0x20)
		}
	}
	day, clock, m := false, false, false
	for _, c := range tokens {
		switch c {
		case 'y', 'd':
			day = true
		case 'h', 's':
			clock = true
		case 'm':
			m = true
		}
	}
	switch {
	case day, m && !clock:
		return date
	case clock:
		return timeOnly
	case pct:
		return percent
	}
	return number
}

// present returns a stored number as text with the hint of its format. Serials become
// ISO dates in the 1900 system (with its 29 February 1900) or the 1904 system; what is
// no possible date stays a number.
func present(text string, k kind, epoch1904 bool) (string, raw.Hint) {
	switch k {
	case number:
		return text, raw.Number
	case percent:
		return text, raw.Percent
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || v < 0 || v >= 2958466 {
		return text, raw.Number
	}
	ms := int64(math.Round(v * 86400000))
	days, rest := ms/86400000, ms%86400000
	if k == timeOnly && days == 0 {
		return time.UnixMilli(rest).UTC().Format("15:04:05"), raw.Time
	}
	if k == timeOnly {
		return text, raw.Number // a duration of more than a day
	}
	if days == 0 && !epoch1904 {
		if rest == 0 {
			return "1900-01-00", raw.Date // Excel's day zero: no date; the reader above refuses it
		}
		return time.UnixMilli(rest).UTC().Format("15:04:05"), raw.Time
	}
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case epoch1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		base = base.AddDate(0, 0, 1)
	}
	at := base.AddDate(0, 0, int(days)).Add(time.Duration(rest) * time.Millisecond)
	if rest == 0 {
		return at.Format("2006-01-02"), raw.Date
	}
	return at.Format("2006-01-02T15:04:05.999"), raw.Stamp
}
