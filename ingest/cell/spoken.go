package cell

import (
	"strconv"
	"strings"

	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// Spoken is what a cell of a date column says that holds no date.
type Spoken uint8

// What such a cell can say.
const (
	Unspoken   Spoken = iota // nothing that is understood
	NoDate                   // there is none yet: 至急, ASAP, 未定, 継続
	DoneWord                 // it is done: 済, 完了, ○
	PartOfDate               // a month, a part or the end of one, a day without its year
)

var noDateWords = spokenWords("至急", "大至急", "緊急", "早急", "早急に", "即日", "即時", "随時", "都度", "適宜", "未定", "未", "未了", "未完", "未完了", "未実施", "未済", "未回答", "調整中", "検討中", "対応中", "作業中", "継続", "継続中", "現在", "期限なし", "なし", "無し", "無期限", "別途", "別途連絡", "要相談", "要調整", "保留", "常時", "毎月", "毎週", "できるだけ早く", "なるべく早く", "近日中", "予定", "×",
	"ASAP", "A.S.A.P", "A.S.A.P.", "URGENT", "URGENTLY", "IMMEDIATELY", "IMMEDIATE", "AT ONCE", "NOW", "RUSH", "TBD", "TBA", "TBC", "T.B.D.", "TO BE DECIDED", "TO BE CONFIRMED", "OPEN", "ONGOING", "ON-GOING", "CONTINUOUS", "PENDING", "NONE", "NO DATE", "NO DUE DATE", "NOT SET", "NOT YET", "SOON", "PRESENT", "IN PROGRESS")

var doneWords = spokenWords("済", "済み", "完", "完了", "完了済", "完了済み", "対応済", "対応済み", "実施済", "実施済み", "終了", "回答済", "回答済み", "連絡済", "連絡済み", "了", "○", "〇", "◯", "◎", "☑", "✓", "✔", "レ",
	"DONE", "COMPLETED", "COMPLETE", "FINISHED", "CLOSED", "YES", "Y", "OK")

func spokenWords(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[squeezed(w)] = true
	}
	return m
}

func squeezed(s string) string { return strings.ReplaceAll(name.Plain(s), " ", "") }

// Speak reads a cell of a date column that holds no date. A month or a part of one becomes its
// last day (上旬 the 10th, 中旬 the 20th); what lacks a year is the first such day on or after
// from, and without from nothing.
func Speak(b []byte, from table.Day) (Spoken, table.Day) {
	p := squeezed(string(b))
	switch {
	case noDateWords[p]:
		return NoDate, table.NoDay
	case doneWords[p]:
		return DoneWord, table.NoDay
	}
	for _, tail := range [...]string{"までに", "まで", "頃", "ごろ", "予定", "目処", "目途", "めど", "中"} {
		if t, ok := strings.CutSuffix(p, tail); ok && t != "" {
			p = t
		}
	}
	day, ok := partOfDate(p, from)
	if !ok {
		return Unspoken, table.NoDay
	}
	return PartOfDate, day
}

// parts of a month and the day on which they end.
var parts = [...]struct {
	word string
	day  int
}{{"月末日", 31}, {"月末", 31}, {"月上旬", 10}, {"月中旬", 20}, {"月下旬", 31}, {"月初旬", 10}, {"月初", 10}, {"月半ば", 20}, {"上旬", 10}, {"中旬", 20}, {"下旬", 31}, {"末", 31}}

// partOfDate resolves a month, a part of one, or a day without a year.
func partOfDate(p string, from table.Day) (table.Day, bool) {
	last := 31
	for _, end := range parts {
		if t, ok := strings.CutSuffix(p, end.word); ok {
			p, last = t, end.day
			break
		}
	}
	for _, w := range [...]string{"ENDOF", "END", "LATE", "BYENDOF"} {
		p = strings.TrimPrefix(p, w)
	}
	whole := last == 31 && p == "" // 末 and nothing else is 月末 only where 月 was said
	p = strings.TrimSuffix(p, "月")
	at := func(y, m int) (table.Day, bool) {
		if m < 1 || m > 12 || y < 1990 || y > 2099 {
			return table.NoDay, false
		}
		return civil(y, m, min(last, monthDays(y, m))), true
	}
	if y, m, ok := yearMonth(p); ok {
		return at(y, m)
	}
	if !from.Known() {
		return table.NoDay, false
	}
	y, m := from.Time().Year(), int(from.Time().Month())
	switch p {
	case "":
		if !whole && last == 31 {
			return table.NoDay, false
		}
		return at(y, m)
	case "今", "当", "同", "本", "MONTH", "THEMONTH", "THISMONTH":
		return at(y, m)
	case "来", "翌", "NEXTMONTH":
		return at(y+m/12, m%12+1)
	case "年", "今年", "本年", "YEAR", "THEYEAR", "THISYEAR":
		return at(y, 12)
	}
	if k, ok := spokenMonth(p); ok {
		if k < m {
			y++
		}
		return at(y, k)
	}
	k, d, ok := monthDay(p)
	for ; ok && y <= from.Time().Year()+1; y++ {
		if realDay(y, k, d) && civil(y, k, d) >= from {
			return civil(y, k, d), true
		}
	}
	return table.NoDay, false
}

// yearMonth reads 2026/09, 2026-9, 2026年9, 2026.09 and SEP2026.
func yearMonth(p string) (y, m int, ok bool) {
	for _, mark := range [...]string{"/", "-", "年", "."} {
		if a, b, found := strings.Cut(p, mark); found && len(a) == 4 {
			year, err := strconv.Atoi(a)
			month, err2 := strconv.Atoi(b)
			return year, month, err == nil && err2 == nil && len(b) <= 2
		}
	}
	if len(p) > 6 {
		if year, err := strconv.Atoi(p[len(p)-4:]); err == nil {
			m, ok = spokenMonth(strings.TrimRight(p[:len(p)-4], "-/,."))
			return year, m, ok && p[0] > '9'
		}
	}
	return 0, 0, false
}

var monthNames = [...]string{"JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"}

// spokenMonth reads 9, SEP and SEPTEMBER.
func spokenMonth(p string) (int, bool) {
	if m, err := strconv.Atoi(p); err == nil {
		return m, len(p) <= 2 && m >= 1 && m <= 12
	}
	p = strings.TrimSuffix(p, ".")
	for i, w := range monthNames {
		if len(p) >= 3 && strings.HasPrefix(w, p) || p == "SEPT" && i == 8 {
			return i + 1, true
		}
	}
	return 0, false
}

// monthDay reads 9/15 and 9月15日.
func monthDay(p string) (m, d int, ok bool) {
	p = strings.TrimSuffix(p, "日")
	for _, mark := range [...]string{"/", "月"} {
		if a, b, found := strings.Cut(p, mark); found {
			month, err := strconv.Atoi(a)
			day, err2 := strconv.Atoi(b)
			return month, day, err == nil && err2 == nil && len(a) <= 2
		}
	}
	return 0, 0, false
}
