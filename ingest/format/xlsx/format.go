package xlsx

import "strings"

// kind is what a number format makes of a number.
type kind uint8

const (
	number kind = iota
	percent
	date    // a day, perhaps with a time
	clock   // a time of day; its day, if it has one, is not shown
	elapsed // a duration: hours beyond 24
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
	case id == 46:
		return elapsed
	case id >= 18 && id <= 21, id == 32, id == 33, id == 45, id == 47:
		return clock
	}
	return number
}

// kindOfCode scans the first section of a format code that shows anything, outside
// quotes, escapes and brackets: y, d, g, e and a m that is no minute make a date; h and
// s alone a time; h, m or s in brackets a duration.
func kindOfCode(code string) kind {
	var tokens []byte
	pct, digits, total := false, false, false
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
				total = true
			}
			i += k
		case ';':
			if len(tokens) > 0 || pct || digits || total {
				i = len(code)
			}
		case '0', '#', '?', '@':
			digits = true
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
				i, digits = i+6, true
				break
			}
			tokens = append(tokens, 'y')
		case 'y', 'Y', 'r', 'R', 'b', 'B':
			tokens = append(tokens, 'y')
		case 'd', 'D', 'm', 'M', 'h', 'H', 's', 'S':
			tokens = append(tokens, c|0x20)
		}
	}
	day, hours, m := false, false, false
	for _, c := range tokens {
		switch c {
		case 'y', 'd':
			day = true
		case 'h', 's':
			hours = true
		case 'm':
			m = true
		}
	}
	switch {
	case day:
		return date
	case total:
		return elapsed
	case m && !hours:
		return date
	case hours:
		return clock
	case pct:
		return percent
	}
	return number
}
