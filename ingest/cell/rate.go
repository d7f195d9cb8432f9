package cell

import (
	"bytes"
	"strings"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

// Rate reads a share from 0 to 1 in units of 10⁻⁹ (table.RateScale).
//
// 5%, ５％ and a raw.Percent cell say themselves what they are; so do 1割5分 and
// 2割引. A bare number is a fraction or whole per cent by d.Scale, one for the whole
// column. Reasons as Decimal, and NotRate outside 0 to 1; ScaleConflict for a bare
// number in a column that mixes scales, and for one below 1 in a column of whole per
// cent unless the configuration named the scale.
//
// Discounts one after the other, 10%+5%, are one of 14.5 %; 9掛 is what is left of the list
// price and so a discount of 10 %.
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
		if r != table.NotNumber {
			return 0, r, false
		}
		if v, ok := kake(b, h); ok {
			return inRate(table.RateScale-v, true)
		}
		if v, ok := chained(b, h, d); ok {
			return v, 0, true
		}
		return 0, table.NotRate, false
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

// PriceShare reads a column of 掛率 or 仕切率: the part of the list price that is paid, in
// units of 10⁻⁹. A number says its scale itself: .85, 8.5 and 85 are all 85 %, for nobody
// sells at 8.5 % of the list price by a column of that name.
func PriceShare(b []byte, h raw.Hint, d Decision) (v int64, r table.Reason, ok bool) {
	if v, ok := kake(b, h); ok {
		return inRate(v, true)
	}
	if v, ok := wari(b, h); ok && !bytes.HasSuffix(b, []byte("引")) {
		return inRate(v, true)
	}
	var n number
	comma, r, ok := n.read(b, h, d)
	switch {
	case !ok && r == table.NotNumber || ok && h != raw.Number && h != raw.Percent && CurrencyOf(b) != "":
		return 0, table.NotRate, false
	case !ok:
		return 0, r, false
	case n.percent:
		n.exp -= 2
		return inRate(n.units(comma, 9))
	case h == raw.Percent:
		return inRate(n.units(comma, 9))
	}
	return inRate(share(n.units(comma, 9)))
}

// share brings a bare number above 1 down to a part: tenths up to 10, per cent above. Between
// 1 and 2 it may be more than the list price, and is no part.
func share(v int64, ok bool) (int64, bool) {
	switch {
	case v > table.RateScale && v < 2*table.RateScale:
		return 0, false
	case v > 10*table.RateScale:
		return v / 100, ok
	case v > table.RateScale:
		return v / 10, ok
	}
	return v, ok
}

// kake reads 9掛, 8.5掛け and 85掛 as the part of the list price that is paid, 10⁻⁹.
func kake(b []byte, h raw.Hint) (int64, bool) {
	if h != raw.Plain && h != raw.String {
		return 0, false
	}
	core := bytes.TrimSpace(b)
	for _, w := range [...]string{"掛け", "掛", "がけ", "ガケ"} {
		if !bytes.HasSuffix(core, []byte(w)) {
			continue
		}
		var n number
		comma, _, ok := n.read(bytes.TrimSuffix(core, []byte(w)), raw.String, Decision{})
		if !ok || n.percent || n.neg {
			return 0, false
		}
		v, ok := n.units(comma, 9)
		if v <= table.RateScale { // 1掛 is a tenth
			return v / 10, ok && v > 0
		}
		return share(v, ok)
	}
	return 0, false
}

// NoDiscount reports whether a cell of a column of discounts says in words that there is none.
func NoDiscount(b []byte) bool {
	if len(b) < 2 || len(b) > 30 || digit(b[0]) || b[0] == '-' {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(string(b))) {
	case "なし", "無し", "無", "ナシ", "値引なし", "値引きなし", "割引なし", "定価", "定価販売", "ゼロ", "零", "none", "nil", "zero", "no", "no discount", "full price", "list price", "list":
		return true
	}
	return false
}

// chained reads discounts that are taken one after the other, 10%+5%, as one.
func chained(b []byte, h raw.Hint, d Decision) (int64, bool) {
	if h != raw.Plain && h != raw.String {
		return 0, false
	}
	parts := bytes.Split(bytes.ReplaceAll(b, []byte("＋"), []byte("+")), []byte("+"))
	if len(parts) < 2 || len(parts) > 5 {
		return 0, false
	}
	left := int64(table.RateScale)
	for _, p := range parts {
		v, _, ok := Rate(bytes.TrimSpace(p), raw.String, d)
		if !ok {
			return 0, false
		}
		left = (left*(table.RateScale-v) + table.RateScale/2) / table.RateScale
	}
	return table.RateScale - left, true
}

// RateRange reads a range of rates, 3〜5% or 3% to 5%, and an upper limit, 10%以内: its ends,
// 10⁻⁹. Of what was allowed the upper counts, of what was asked for the lower.
func RateRange(b []byte, h raw.Hint, d Decision) (low, high int64, ok bool) {
	if h != raw.Plain && h != raw.String {
		return 0, 0, false
	}
	text := strings.ToLower(strings.TrimSpace(string(b)))
	for _, w := range [...]string{"以内", "以下", "まで"} {
		if s, is := strings.CutSuffix(text, w); is {
			high, _, ok = Rate([]byte(s), raw.String, d)
			return high, high, ok
		}
	}
	for _, w := range [...]string{"最大", "上限", "up to", "max.", "max"} {
		if s, is := strings.CutPrefix(text, w); is {
			high, _, ok = Rate([]byte(strings.TrimSpace(s)), raw.String, d)
			return high, high, ok
		}
	}
	for _, w := range [...]string{"〜", "～", "~", " to ", "から", "–", "−", "－", "-"} {
		from, to, is := strings.Cut(text, w)
		if !is {
			continue
		}
		from, to = strings.TrimSpace(from), strings.TrimSpace(to)
		if sign := strings.TrimLeft(to, "0123456789０１２３４５６７８９.．"); from != "" && strings.Trim(from, "0123456789０１２３４５６７８９.．") == "" {
			from += sign // 3〜5%: the sign of the second is that of both
		}
		var one, two bool
		low, _, one = Rate([]byte(from), raw.String, d)
		high, _, two = Rate([]byte(to), raw.String, d)
		return low, high, one && two && low <= high
	}
	return 0, 0, false
}
