package words

import "strconv"

// AppendMajor appends v minor units of c in major units, as few digits as hold it:
// 123450 in a currency with two places is 1234.5. It is what 'f' and -1 of
// [strconv.AppendFloat] make of c.Major(v): fifteen digits and fewer are each another
// float64.
func (c Currency) AppendMajor(b []byte, v int64) []byte {
	const most = 1e15
	if v <= -most || v >= most {
		return strconv.AppendFloat(b, c.Major(v), 'f', -1, 64)
	}
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	scale := c.Scale()
	b = strconv.AppendInt(b, v/scale, 10)
	rest := v % scale
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for rest > 0 {
		scale /= 10
		b = append(b, byte('0'+rest/scale))
		rest %= scale
	}
	return b
}

// Round9 returns v rounded to nine significant digits; -0 is 0.
func Round9(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 8, 64), 64)
	if err != nil || r == 0 {
		return 0
	}
	return r
}

// Nine writes v with nine significant digits and fewer.
func Nine(v float64) string { return strconv.FormatFloat(Round9(v), 'g', -1, 64) }

// Fixed writes v with so many decimals.
func Fixed(v float64, places int) string { return strconv.FormatFloat(v, 'f', places, 64) }

// Shortest writes v with as few digits as hold it, without an exponent.
func Shortest(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Percent writes the share f, 0.105 as "10.5 %".
func Percent(f float64) string { return Shortest(Round9(100*f)) + " %" }

// AppendNine appends the finite v with nine significant digits and no exponent, without
// zeros at its end: what 'f' and -1 of [strconv.AppendFloat] make of Round9(v).
func AppendNine(b []byte, v float64) []byte {
	if v == 0 {
		return append(b, '0')
	}
	var room [32]byte
	e := strconv.AppendFloat(room[:0], v, 'e', 8, 64) // -d.dddddddde-dd
	start := b
	if e[0] == '-' {
		b, e = append(b, '-'), e[1:]
	}
	digits := [9]byte{e[0]}
	copy(digits[1:], e[2:10])
	power := 0
	for _, c := range e[12:] {
		power = power*10 + int(c-'0')
	}
	if e[11] == '-' {
		power = -power
	}
	if power < -300 || power > 300 { // where float64 has fewer digits
		return strconv.AppendFloat(start, Round9(v), 'f', -1, 64)
	}
	n := 9
	for digits[n-1] == '0' {
		n--
	}
	if power < 0 {
		b = append(b, "0."...)
		for range -power - 1 {
			b = append(b, '0')
		}
		return append(b, digits[:n]...)
	}
	for k := range max(n, power+1) {
		switch {
		case k == power+1:
			b = append(b, '.', digits[k])
		case k < n:
			b = append(b, digits[k])
		default:
			b = append(b, '0')
		}
	}
	return b
}
