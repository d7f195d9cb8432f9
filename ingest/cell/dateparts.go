package cell

import (
	"unicode/utf8"
)

// dateStyle is the shape of a date, and so what it leaves open.
type dateStyle uint8

const (
	noDate    dateStyle = iota
	clearDate           // the year first in four digits, an era, a month in letters: nothing open
	longDate            // 10/20/2016: day and month open
	shortDate           // 20-10-16: everything open
)

// dateParts is a date and time as written. For longDate and shortDate, part holds the
// three numbers in their order; for clearDate, year, month and day.
type dateParts struct {
	style  dateStyle
	part   [3]int
	micros int64 // time of day
	zoned  bool
	offset int // seconds east of UTC
}

const longestDate = 64

// dateText writes b into buf with one ASCII character for each character: digits and
// separators of any width, 年月日 as slashes, 時分 as colons, eras as letters. written
// reports 年, which proves that the year stands first.
func dateText(b []byte, buf *[longestDate + 8]byte) (s []byte, written, ok bool) {
	k := 0
	for i := 0; i < len(b); {
		if k >= longestDate {
			return nil, false, false
		}
		c := b[i]
		if c < utf8.RuneSelf {
			buf[k] = c
			k++
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if e, n := eraWord(b[i:]); n > 0 {
			buf[k] = e
			k++
			i += n
			continue
		}
		i += size
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			buf[k] = byte(r - 0xfee0)
		case r == '年':
			buf[k], written = '/', true
		case r == '月' && !(k > 0 && buf[k-1] == '('):
			buf[k] = '/'
		case r == '日' && k > 0 && digit(buf[k-1]), r == '秒', r == '\u3000', r == '\u00a0', r == '\u202f':
			buf[k] = ' '
		case r == '時', r == '分':
			buf[k] = ':'
		case r == '元':
			buf[k] = '1'
		case r == '午': // 午前, 午後
			next, n := utf8.DecodeRune(b[i:])
			if next != '前' && next != '後' {
				return nil, false, false
			}
			buf[k] = 'A'
			if next == '後' {
				buf[k] = 'P'
			}
			buf[k+1] = 'M'
			k++
			i += n
		case r == '−', r == '‐', r == '–':
			buf[k] = '-'
		case r == '月' || r == '火' || r == '水' || r == '木' || r == '金' || r == '土' || r == '日' || r == '曜' || r == '祝' || r == '・':
			buf[k] = 'w' // weekday, cut below
		default:
			return nil, false, false
		}
		k++
	}
	return cutWeekday(trimSpaces(buf[:k])), written, true
}

// cutWeekday removes (w), (Thu) or www behind the date.
func cutWeekday(s []byte) []byte {
	for i, c := range s {
		if c != '(' && c != 'w' || i == 0 {
			continue
		}
		j := i
		if c == '(' {
			for j < len(s) && s[j] != ')' {
				j++
			}
			if j == len(s) || j-i > 5 {
				return s
			}
			for _, x := range s[i+1 : j] {
				if x|0x20 < 'a' || x|0x20 > 'z' {
					return s
				}
			}
			j++
		} else {
			for j < len(s) && s[j] == 'w' {
				j++
			}
		}
		n := copy(s[i:], s[j:])
		return trimSpaces(s[:i+n])
	}
	return s
}

func trimSpaces(s []byte) []byte {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t' || s[len(s)-1] == '/') {
		s = s[:len(s)-1]
	}
	return s
}

// eraWord returns the letter of the era name at the start of b and its length.
func eraWord(b []byte) (byte, int) {
	for _, e := range [...]struct {
		word   string
		letter byte
	}{{"令和", 'R'}, {"平成", 'H'}, {"昭和", 'S'}, {"㋿", 'R'}, {"㍻", 'H'}, {"㍼", 'S'}, {"令", 'R'}, {"平", 'H'}, {"昭", 'S'}} {
		if len(b) >= len(e.word) && string(b[:len(e.word)]) == e.word {
			return e.letter, len(e.word)
		}
	}
	return 0, 0
}

// eraBase is the Gregorian year before the first of an era, 0 for no era. Years past
// the end of an era (平成32年 on forms printed early) count on.
func eraBase(c byte) int {
	switch c {
	case 'R', 'r':
		return 2018
	case 'H', 'h':
		return 1988
	case 'S', 's':
		return 1925
	}
	return 0
}

// parse takes a date apart; false when b is no date in a known form.
func (p *dateParts) parse(b []byte) bool {
	var buf [longestDate + 8]byte
	s, written, ok := dateText(b, &buf)
	if !ok || len(s) < 5 {
		return false
	}
	c := s[0]
	if base := eraBase(c); base != 0 && (digit(s[1]) || s[1] == ' ' || s[1] == '.') {
		s = trimSpaces(s[1:])
		if len(s) > 1 && s[0] == '.' {
			s = s[1:]
		}
		y, n := number2(s)
		if n == 6 { // R080401
			return p.clear(base+y/10000, y/100%100, y%100, s[n:]) && y >= 10000
		}
		if n > 2 || y == 0 {
			return false
		}
		m, d, rest, ok := twoMore(s[n:])
		return ok && p.clear(base+y, m, d, rest)
	}
	if !digit(c) {
		return p.letters(s)
	}
	y, n := number2(s)
	switch n {
	case 8:
		return p.clear(y/10000, y/100%100, y%100, s[8:])
	case 14, 12:
		t, tail := y, 1
		if n == 14 {
			tail = 100
		}
		sec := t % tail
		t /= tail
		if t/100%100 > 23 || t%100 > 59 || sec > 59 {
			return false
		}
		if !p.clear(t/1e8, t/1e6%100, t/1e4%100, s[n:]) || p.micros != 0 {
			return false
		}
		p.micros = int64(t/100%100*3600+t%100*60+sec) * 1e6
		return true
	case 4:
		m, d, rest, ok := twoMore(s[4:])
		return ok && p.clear(y, m, d, rest)
	case 1, 2:
		if len(s) > n+1 && !digit(s[n+1]) || len(s) > n && letter(s[n]) {
			return p.dayMonth(y, s[n:])
		}
		b, c, width, rest, ok := lastTwo(s[n:])
		if !ok {
			return false
		}
		switch {
		case written && n == 1 && width <= 2: // 8年10月2日: the era left out, of the present one
			return p.clear(eraBase('R')+y, b, c, rest)
		case written && width <= 2:
			return p.clear(century(y), b, c, rest)
		case width == 4:
			p.style = longDate
		case width == 2:
			p.style = shortDate
		default:
			return false
		}
		p.part = [3]int{y, b, c}
		return p.clock(rest)
	}
	return false
}

// clear takes year, month, day and the rest of the text.
func (p *dateParts) clear(y, m, d int, rest []byte) bool {
	p.style, p.part = clearDate, [3]int{y, m, d}
	return p.clock(rest)
}

// number2 returns the digits at the start of s as a number, and how many there are.
func number2(s []byte) (v, n int) {
	for n < len(s) && n < 15 && digit(s[n]) {
		v = v*10 + int(s[n]-'0')
		n++
	}
	return v, n
}

// twoMore reads SEP month SEP day.
func twoMore(s []byte) (m, d int, rest []byte, ok bool) {
	m, d, width, rest, ok := lastTwo(s)
	return m, d, rest, ok && width <= 2
}

// lastTwo reads SEP number SEP number with one and the same separator; width is the
// number of digits of the last.
func lastTwo(s []byte) (a, b, width int, rest []byte, ok bool) {
	if len(s) < 4 {
		return 0, 0, 0, nil, false
	}
	sep := s[0]
	if sep != '-' && sep != '/' && sep != '.' {
		return 0, 0, 0, nil, false
	}
	a, n := number2(skipSpaces(s[1:]))
	if n == 0 || n > 2 {
		return 0, 0, 0, nil, false
	}
	s = skipSpaces(s[1:])[n:]
	if len(s) < 2 || s[0] != sep {
		return 0, 0, 0, nil, false
	}
	s = skipSpaces(s[1:])
	b, n = number2(s)
	if n == 0 || n > 4 || n == 3 {
		return 0, 0, 0, nil, false
	}
	return a, b, n, s[n:], true
}

func skipSpaces(s []byte) []byte {
	for len(s) > 0 && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// letters reads "Apr 1, 2026", "Wed, 01 Apr 2026" and "Wed Apr 1 2026".
func (p *dateParts) letters(s []byte) bool {
	m, rest := monthWord(s)
	if m == 0 {
		for len(rest) > 0 && (rest[0] == ',' || rest[0] == ' ' || rest[0] == '.') {
			rest = rest[1:]
		}
		if len(rest) == 0 || len(rest) == len(s) || !weekday(s) {
			return false
		}
		if digit(rest[0]) {
			d, n := number2(rest)
			return n <= 2 && p.dayMonth(d, rest[n:])
		}
		if m, rest = monthWord(rest); m == 0 {
			return false
		}
	}
	rest = skipMarks(rest)
	d, n := number2(rest)
	if n == 0 || n > 2 {
		return false
	}
	rest = skipMarks(rest[n:])
	y, n := number2(rest)
	return n == 4 && p.clear(y, m, d, rest[n:])
}

// dayMonth reads "-Apr-2026" and " Apr 26" behind the day.
func (p *dateParts) dayMonth(day int, s []byte) bool {
	m, rest := monthWord(skipMarks(s))
	if m == 0 {
		return false
	}
	rest = skipMarks(rest)
	y, n := number2(rest)
	switch n {
	case 2:
		y = century(y)
	case 4:
	default:
		return false
	}
	return p.clear(y, m, day, rest[n:])
}

func skipMarks(s []byte) []byte {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '-' || s[0] == '/' || s[0] == '.' || s[0] == ',') {
		s = s[1:]
	}
	return s
}

// monthWord returns the month whose English name begins s (in full or its first
// three letters, SEPT too), 0 for none, and what follows the word.
func monthWord(s []byte) (int, []byte) {
	const full = "january  february march    april    may      june     july     august   septemberoctober  november december "
	n := 0
	for n < len(s) && letter(s[n]) {
		n++
	}
	if n < 3 || n > 9 {
		return 0, s[n:]
	}
	var w [9]byte
	for i := range n {
		w[i] = s[i] | 0x20
	}
	for m := range 12 {
		name := full[m*9 : m*9+9]
		if string(w[:n]) == name[:n] && (n == 3 || n == 9 || name[n] == ' ' || n == 4 && m == 8) {
			return m + 1, s[n:]
		}
	}
	return 0, s[n:]
}

func weekday(s []byte) bool {
	if len(s) < 3 {
		return false
	}
	w := [3]byte{s[0] | 0x20, s[1] | 0x20, s[2] | 0x20}
	switch string(w[:]) {
	case "mon", "tue", "wed", "thu", "fri", "sat", "sun":
		return true
	}
	return false
}

// century completes a year of two digits: 90 to 99 are the nineteen-nineties.
func century(y int) int {
	if y > 99 {
		return y
	}
	if y >= 90 {
		return 1900 + y
	}
	return 2000 + y
}
