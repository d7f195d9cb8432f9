package cell

import (
	"math"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

var powers = [...]int64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}

// Decimal reads a number exactly, as an int64 in units of 10^-scale (0 = whole yen,
// 2 = cents, 6 = table.QuantityScale); digits beyond the unit are rounded half to even.
//
// Forms: 1234 · 1,234 · ¥1,234 · 1,234円 · １，２３４ · (1,234) · ▲1,234 · △1,234 ·
// -1,234 · 1,234- · 1.234,5 where d.Locale is Comma · 1.2E+3 · 3千円 · 2.5百万円 ·
// 1億円. A raw.Number is read with a decimal point whatever d says.
//
// Reasons: Empty, NotNumber, TooLarge (does not fit), ScaleConflict (1,234 or 1.234
// in a column that shows both locales), ErrorCell, NoCache, Undecodable.
func Decimal(b []byte, h raw.Hint, d Decision, scale int) (v int64, r table.Reason, ok bool) {
	if h <= raw.Percent && uint(scale) < uint(len(powers)) {
		if v, ok := fastDecimal(b, scale, h == raw.Plain || h == raw.String, d); ok {
			return v, 0, true
		}
	}
	var n number
	comma, r, ok := n.read(b, h, d)
	if !ok {
		return 0, r, false
	}
	if n.percent {
		return 0, table.NotNumber, false
	}
	if v, ok = n.units(comma, scale); !ok {
		return 0, table.TooLarge, false
	}
	return v, 0, true
}

// fastDecimal reads an optional minus, digits and at most one point, in at most 18
// digits and no more decimals than scale: nearly every cell. It allocates nothing.
func fastDecimal(b []byte, scale int, written bool, d Decision) (int64, bool) {
	i, neg := 0, false
	if len(b) > 0 && b[0] == '-' {
		neg, i = true, 1
	}
	if len(b)-i > 18 || i == len(b) {
		return 0, false
	}
	from := i
	var v int64
	for ; i < len(b) && digit(b[i]); i++ {
		v = v*10 + int64(b[i]-'0')
	}
	if i == from {
		return 0, false
	}
	if i < len(b) {
		if b[i] != '.' || written && (d.Locale != Point || d.Mixed) {
			return 0, false
		}
		i++
		if len(b)-i > scale || i == len(b) {
			return 0, false
		}
		for ; i < len(b) && digit(b[i]); i++ {
			v = v*10 + int64(b[i]-'0')
			scale--
		}
		if i < len(b) {
			return 0, false
		}
	}
	p := powers[scale]
	if v > math.MaxInt64/p {
		return 0, false
	}
	if v *= p; neg {
		v = -v
	}
	return v, true
}

// read scans b and resolves its locale.
func (n *number) read(b []byte, h raw.Hint, d Decision) (comma bool, r table.Reason, ok bool) {
	if r, ok := usable(b, h); !ok {
		return false, r, false
	}
	if h == raw.Date || h == raw.Stamp || h == raw.Time || h == raw.Bool || !n.scan(b) {
		return false, table.NotNumber, false
	}
	if h == raw.Number || h == raw.Percent {
		if n.form == provesComma || n.form == eitherComma {
			return false, table.NotNumber, false
		}
		return false, 0, true
	}
	switch {
	case n.form == plain:
	case n.form == provesPoint && d.Locale == Comma, n.form == provesComma && d.Locale == Point:
		return false, table.NotNumber, false
	case d.Mixed && (n.form == eitherComma || n.form == eitherPoint):
		return false, table.ScaleConflict, false
	}
	return d.Locale == Comma, 0, true
}

// usable reports whether the cell holds text to read at all, and why not.
func usable(b []byte, h raw.Hint) (table.Reason, bool) {
	switch h {
	case raw.NoCache:
		return table.NoCache, false
	case raw.Invalid:
		return table.Undecodable, false
	case raw.Error:
		if Null(b) {
			return table.Empty, false
		}
		return table.ErrorCell, false
	}
	if Null(b) {
		return table.Empty, false
	}
	return 0, true
}

// Rate reads a share from 0 to 1 in units of 10⁻⁹ (table.RateScale).
//
// 5%, ５％ and a raw.Percent cell say themselves what they are; so do 1割5分 and
// 2割引. A bare number is a fraction or whole per cent by d.Scale, one for the whole
// column. Reasons as Decimal, and NotRate outside 0 to 1; ScaleConflict for a bare
// number in a column that mixes scales, and for one below 1 in a column of whole per
// cent unless the configuration named the scale.
func Rate(b []byte, h raw.Hint, d Decision) (v int64, r table.Reason, ok bool) {
	if v, ok := wari(b, h); ok {
		return inRate(v, true)
	}
	if h != raw.Number && h != raw.Percent && CurrencyOf(b) != "" {
		return 0, table.NotRate, false
	}
	var n number
	comma, r, ok := n.read(trimOff(b), h, d)
	if !ok {
		if r == table.NotNumber {
			r = table.NotRate
		}
		return 0, r, false
	}
	switch {
	case n.percent:
		n.exp -= 2
	case h == raw.Percent:
	default:
		size := n.size(comma)
		if size != zero && !d.Fixed && (d.Mixed || d.Scale == WholePercent && size == belowOne) {
			return 0, table.ScaleConflict, false
		}
		if d.Scale == WholePercent {
			n.exp -= 2
		}
	}
	return inRate(n.units(comma, 9))
}

func inRate(v int64, ok bool) (int64, table.Reason, bool) {
	if !ok || v < 0 || v > table.RateScale {
		return 0, table.NotRate, false
	}
	return v, 0, true
}

// size classes of a bare number, for the scale of a column of rates.
type size uint8

const (
	zero size = iota
	belowOne
	one
	aboveOne
)

func (n *number) size(comma bool) size {
	v, ok := n.units(comma, 15)
	switch {
	case !ok || v > 1e15 || v < -1e15:
		return aboveOne
	case v == 1e15 || v == -1e15:
		return one
	case v == 0:
		return zero
	}
	return belowOne
}

// wari reads 1割5分2厘 and 1.5割 as 10⁻⁹.
func wari(b []byte, h raw.Hint) (int64, bool) {
	if h != raw.Plain && h != raw.String || len(b) == 0 || b[len(b)-1] < 0x80 {
		return 0, false
	}
	var n number
	s, ok := n.normalise(b)
	if !ok {
		return 0, false
	}
	if len(s) > 0 && s[len(s)-1] == unitOff {
		s = s[:len(s)-1]
	}
	var v, part, scale int64
	next, seen, digits, point := byte(unitWari), false, 0, false
	scale = 1
	for _, c := range s {
		switch {
		case digit(c) && digits < 9:
			part = part*10 + int64(c-'0')
			if point {
				scale *= 10
			}
			digits++
		case c == '.' && !point && digits > 0:
			point = true
		case c >= next && c <= unitRin && digits > 0:
			unit := int64(1e8)
			for range c - unitWari {
				unit /= 10
			}
			if part*unit%scale != 0 || part > 1000*scale {
				return 0, false
			}
			v += part * unit / scale
			next, seen, part, scale, digits, point = c+1, true, 0, 1, 0, false
		default:
			return 0, false
		}
	}
	return v, seen && digits == 0
}

// trimOff cuts the words that say "off" behind a rate: 5%引, 5%OFF.
func trimOff(b []byte) []byte {
	for _, w := range [...]string{"引き", "引", "OFF", "off", "Off"} {
		if n := len(b) - len(w); n > 0 && string(b[n:]) == w {
			return b[:n]
		}
	}
	return b
}
