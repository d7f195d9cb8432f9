package cell

import (
	"unicode/utf8"
)

// form is what the separators of one number prove about its locale.
type form uint8

const (
	noForm         form = iota
	plain               // digits only, or grouped by spaces or apostrophes
	provesPoint         // 1,234.5 · 1,234,567 · 12.5 · 0.125
	provesComma         // 1.234,5 · 1.234.567 · 12,5 · 0,125
	eitherComma         // 1,234: grouped, or a decimal comma
	eitherPoint         // 1.234: a decimal point, or grouped
	longestNumber  = 96 // bytes of normalised text; nothing longer is a number
	largestDecimal = 9999
)

// number is a cell taken apart: sign, digits with their separators, powers of ten.
type number struct {
	from    int // digits and separators are buf[from:to], ASCII
	to      int
	form    form
	exp     int // exponent and units: 1.2E+3 → 3, 3千円 → 3, 2.5百万円 → 6
	neg     bool
	percent bool
	buf     [longestNumber + 8]byte
}

// Codes in normalised text for what has no ASCII character.
const (
	currencyMark = 0x81 + iota
	unitTen      // 十
	unitHundred  // 百
	unitThousand // 千
	unitMyriad   // 万
	unitOku      // 億
	unitCho      // 兆
	unitWari     // 割: a tenth, in rates
	unitBu       // 分: a hundredth, in rates
	unitRin      // 厘: a thousandth, in rates
	unitOff      // 引
)

// powers of ten of the units from unitTen on.
var unitPower = [...]int{1, 2, 3, 4, 8, 12}

// markOf returns the one byte that stands for r in a normalised number, or 0.
func markOf(r rune) byte {
	switch {
	case r >= 0xff01 && r <= 0xff5e: // full-width ASCII
		return asciiMark(byte(r - 0xfee0))
	}
	switch r {
	case '\u3000', '\u00a0', '\u202f', '\u2009':
		return ' '
	case '▲', '△', '−', '‐', '‑', '–', '―', '—', '－', 'ー':
		return '-'
	case '¥', '￥', '€', '£', '円', '＄':
		return currencyMark
	case '％', '﹪':
		return '%'
	case '’':
		return '\''
	case '十':
		return unitTen
	case '百':
		return unitHundred
	case '千':
		return unitThousand
	case '万', '萬':
		return unitMyriad
	case '億':
		return unitOku
	case '兆':
		return unitCho
	case '割':
		return unitWari
	case '分':
		return unitBu
	case '厘':
		return unitRin
	case '引':
		return unitOff
	}
	return 0
}

func asciiMark(c byte) byte {
	if c == '$' || c == '\\' { // in Shift_JIS files the yen sign is byte 0x5C
		return currencyMark
	}
	return c
}

// normalise writes b into n.buf in one byte per character; ok is false when b holds
// a character that no number has.
func (n *number) normalise(b []byte) ([]byte, bool) {
	k := 0
	for i := 0; i < len(b); {
		if k >= longestNumber {
			return nil, false
		}
		c := b[i]
		if c < utf8.RuneSelf {
			n.buf[k] = asciiMark(c)
			k++
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		m := markOf(r)
		if m == 0 {
			return nil, false
		}
		n.buf[k] = m
		k++
		i += size
	}
	return n.buf[:k], true
}

// scan takes b apart. It accepts one sign (-, +, ▲, △, −, trailing minus or
// parentheses), currency signs and codes, grouping, an exponent, Japanese units and
// a per cent sign; ok is false for everything else.
func (n *number) scan(b []byte) bool {
	s, ok := n.normalise(b)
	if !ok {
		return false
	}
	signs, open, marked := 0, false, false
	i := 0
front:
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' || c == currencyMark:
			marked = marked || c == currencyMark
		case c == '-' || c == '+':
			n.neg = c == '-'
			signs++
		case c == '(' && !open:
			open, n.neg = true, true
			signs++
		case isCode(s[i:]):
			i += 2
		default:
			break front
		}
	}
	from := i
	for i < len(s) && (digit(s[i]) || s[i] == '.' || s[i] == ',' || (s[i] == '\'' || s[i] == ' ') && i+1 < len(s) && digit(s[i+1]) && i > from) {
		i++
	}
	n.from, n.to = from, i
	if i < len(s) && (s[i] == 'E' || s[i] == 'e') {
		e, j, neg := 0, i+1, false
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			neg = s[j] == '-'
			j++
		}
		first := j
		for ; j < len(s) && digit(s[j]); j++ {
			e = min(e*10+int(s[j]-'0'), largestDecimal)
		}
		if j > first {
			if neg {
				e = -e
			}
			n.exp, i = e, j
		}
	}
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' || c == currencyMark:
		case c >= unitTen && c <= unitCho && !n.percent:
			n.exp += unitPower[c-unitTen]
		case c == '%' && !n.percent:
			n.percent = true
		case c == ')' && open:
			open = false
		case c == '-' && marked && signs == 0 && i == len(s)-1: // ¥950- closes the amount
		case c == '-':
			n.neg = true
			signs++
		case isCode(s[i:]):
			i += 2
		default:
			return false
		}
	}
	if open || signs > 1 {
		return false
	}
	n.form = formOf(n.core())
	return n.form != noForm
}

// core returns the digits and separators. An offset and not a slice of buf is kept,
// so that a number stays on the stack.
func (n *number) core() []byte { return n.buf[n.from:n.to] }

func digit(c byte) bool { return c-'0' <= 9 }

// isCode reports whether s begins with a currency code.
func isCode(s []byte) bool {
	if len(s) < 3 {
		return false
	}
	switch string(s[:3]) {
	case "JPY", "USD", "EUR", "GBP", "CNY", "jpy", "usd", "eur", "gbp", "cny":
		return true
	}
	return false
}

// formOf classifies digits with separators; noForm is no number.
func formOf(s []byte) form {
	points, commas, others, digits := 0, 0, 0, 0
	last := -1 // position of the last point or comma
	for i, c := range s {
		switch c {
		case '.':
			points++
			last = i
		case ',':
			commas++
			last = i
		case '\'', ' ':
			others++
			if last >= 0 {
				return noForm
			}
		default:
			digits++
		}
	}
	if digits == 0 {
		return noForm
	}
	if others > 0 {
		whole := s
		if last >= 0 {
			whole = s[:last]
		}
		if points+commas > 1 || !grouped(whole, '\'') && !grouped(whole, ' ') {
			return noForm
		}
	}
	switch {
	case points+commas == 0:
		return plain
	case points+commas == 1:
		proves, either := provesPoint, eitherPoint
		if commas == 1 {
			proves, either = provesComma, eitherComma
			if last == len(s)-1 {
				return noForm
			}
		}
		if len(s)-last-1 == 3 && last >= 1 && last <= 3 && s[0] != '0' && others == 0 {
			return either
		}
		return proves
	case commas == 0 && grouped(s, '.'):
		return provesComma
	case points == 0 && grouped(s, ','):
		return provesPoint
	case s[last] == '.' && points == 1 && grouped(s[:last], ','):
		return provesPoint
	case s[last] == ',' && commas == 1 && grouped(s[:last], '.'):
		return provesComma
	}
	return noForm
}

// grouped reports whether s is digits in groups of three behind a first of one to three.
func grouped(s []byte, sep byte) bool {
	n, first := 0, true
	for _, c := range s {
		if c == sep {
			if first && (n < 1 || n > 3) || !first && n != 3 {
				return false
			}
			n, first = 0, false
			continue
		}
		if !digit(c) {
			return false
		}
		n++
	}
	return !first && n == 3
}

// units returns the number in units of 10^-scale, rounded half to even, its
// separators read by locale; ok is false when it does not fit an int64.
func (n *number) units(comma bool, scale int) (v int64, ok bool) {
	mark := byte('.')
	if comma {
		mark = ','
	}
	var digits [longestNumber]byte
	count, decimals, behind := 0, 0, false
	for _, c := range n.core() {
		if !digit(c) {
			behind = behind || c == mark
			continue
		}
		if behind {
			decimals++
		}
		if count > 0 || c != '0' {
			digits[count] = c - '0'
			count++
		}
	}
	if count == 0 {
		return 0, true
	}
	whole := count + n.exp + scale - decimals // digits before the unit's point
	if whole > 19 {
		return 0, false
	}
	var u uint64
	for i := range max(whole, 0) {
		u *= 10
		if i < count {
			u += uint64(digits[i])
		}
	}
	if whole >= 0 && whole < count {
		rest := digits[whole:count]
		up := rest[0] > 5
		if rest[0] == 5 {
			up = u&1 == 1
			for _, d := range rest[1:] {
				up = up || d != 0
			}
		}
		if up {
			u++
		}
	}
	if u > 1<<63-1 {
		return 0, false
	}
	if n.neg {
		return -int64(u), true
	}
	return int64(u), true
}
