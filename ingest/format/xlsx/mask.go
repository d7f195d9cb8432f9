package xlsx

import (
	"strings"

	"tenbin/ingest/format/raw"
)

// maskOf is the form in which a number format shows a code: 0 for each digit, other letters
// as they stand. "" for a format that shows an amount: one with fewer than two digits that are
// always shown, or with marks of thousands, decimals, per cent or dates.
func maskOf(code string) string {
	code, _, _ = strings.Cut(code, ";")
	var mask strings.Builder
	zeros := 0
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '0':
			zeros++
			mask.WriteByte(c)
		case c == '"':
			k := strings.IndexByte(code[i+1:], '"')
			if k < 0 || strings.Contains(code[i+1:i+1+k], "0") {
				return ""
			}
			mask.WriteString(code[i+1 : i+1+k])
			i += k + 1
		case c == '\\' && i+1 < len(code) && code[i+1] != '0':
			i++
			mask.WriteByte(code[i])
		case c == '-' || c == ' ' || c == '/' && zeros > 0:
			mask.WriteByte(c)
		default:
			return ""
		}
	}
	if zeros < 2 {
		return ""
	}
	return mask.String()
}

// masked appends the whole number v as mask shows it: 7 as 0007, 1234567 as 123-4567. ok is false
// for what is no whole number: it stays as it is.
func masked(out, v []byte, mask string) (_ []byte, h raw.Hint, ok bool) {
	for _, c := range v {
		if c < '0' || c > '9' {
			return out, 0, false
		}
	}
	zeros := strings.Count(mask, "0")
	h = raw.Number
	digit := len(v) - zeros                 // of v, for the first 0 of the mask; before its first stand zeros
	out = append(out, v[:max(0, digit)]...) // what is longer than the mask
	for i := 0; i < len(mask); i++ {
		switch {
		case mask[i] != '0':
			h = raw.String
			out = append(out, mask[i])
			continue
		case digit < 0:
			out = append(out, '0')
		default:
			out = append(out, v[digit])
		}
		digit++
	}
	return out, h, true
}
