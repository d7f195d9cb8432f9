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
