package cell

import (
	"fmt"
	"math/bits"
	"strings"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

// Profile counts what the cells of one column show. It holds no cell, has one size,
// and Merge is associative and commutative: the order of cells, blocks and shards
// does not matter. The zero Profile is empty.
type Profile struct {
	cells, nulls, others int64 // others: hints and texts that are neither number nor date

	numbers                   [eitherPoint + 1]int64 // by form, written ones
	typed, percents, shownPct int64                  // raw.Number; written with %; raw.Percent
	sizes                     [aboveOne + 1]int64    // bare numbers by size

	clear, compact       int64 // dates that leave nothing open; 20261031
	serials, textSerials int64 // numbers that could be date serials, by raw.Number or written
	fits                 [2][8]int64
	seen                 [2][3][2]uint64 // values seen per position of long and short dates
	first, last          int32           // of the dates that leave nothing open, as 20261031; 0 = none
	undated              bool            // there are dates whose day depends on what is decided
}

// Observe counts one cell.
func (p *Profile) Observe(b []byte, h raw.Hint) {
	p.cells++
	if h == raw.NoCache || h == raw.Error || h == raw.Invalid {
		p.others++
		return
	}
	if Null(b) {
		p.nulls++
		return
	}
	switch h {
	case raw.Date, raw.Stamp:
		p.clear++
		if d := (dateParts{}); d.parse(b) && d.style == clearDate {
			p.dated(d.part[0], d.part[1], d.part[2])
		} else {
			p.undated = true
		}
		return
	case raw.Time, raw.Bool:
		p.others++
		return
	}
	var n number
	if c := b[0]; (c >= 0x80 || c <= '9' || !letter(c) || isCode(b)) && n.scan(b) {
		p.number(&n, h)
	} else if h == raw.Number || h == raw.Percent {
		p.others++
	} else {
		p.date(b)
	}
}

func (p *Profile) number(n *number, h raw.Hint) {
	switch {
	case h == raw.Percent:
		p.shownPct++
		return
	case h == raw.Number:
		p.typed++
	default:
		p.numbers[n.form]++
	}
	if n.percent {
		p.percents++
		return
	}
	p.sizes[n.size(n.form == provesComma)]++
	if n.form == plain || n.form == provesPoint || n.form == eitherPoint {
		v, ok := n.units(false, 0)
		switch {
		case !ok:
		case v >= 32874 && v <= 73050: // 1990 to 2099 as 1900 serials
			p.undated = true
			if h == raw.Number {
				p.serials++
			} else if len(n.core()) == 5 {
				p.textSerials++
			}
		case v >= 19000101 && v <= 20991231 && len(n.core()) == 8:
			if realDay(int(v/10000), int(v/100%100), int(v%100)) {
				p.compact++
				p.dated(int(v/10000), int(v/100%100), int(v%100))
			}
		}
	}
}

func (p *Profile) date(b []byte) {
	var d dateParts
	if !d.parse(b) {
		p.others++
		return
	}
	if d.style == clearDate {
		p.clear++
		p.dated(d.part[0], d.part[1], d.part[2])
		return
	}
	p.undated = true
	k := int(d.style - longDate)
	p.fits[k][d.fits()>>1]++
	for i, v := range d.part {
		if v < 128 {
			p.seen[k][i][v/64] |= 1 << (v % 64)
		}
	}
}

// dated widens the days of the column.
func (p *Profile) dated(year, month, day int) {
	if year < 1900 || year > 2099 {
		return
	}
	v := int32(year*10000 + month*100 + day)
	if p.first == 0 || v < p.first {
		p.first = v
	}
	p.last = max(p.last, v)
}

// Days returns the first and the last day of the column's dates, as 20261031; ok is false
// where the days of some depend on how the column is read.
func (p *Profile) Days() (first, last int32, ok bool) {
	return p.first, p.last, p.first > 0 && !p.undated
}

// ObserveTimes counts n cells of the same text.
func (p *Profile) ObserveTimes(b []byte, h raw.Hint, n int64) {
	var one, sum Profile
	one.Observe(b, h)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			sum.Merge(one)
		}
		one.Merge(one)
	}
	p.Merge(sum)
}

// ObserveAmount counts one cell of a column of money as far as Decide asks for that
// kind: its locale.
func (p *Profile) ObserveAmount(b []byte, h raw.Hint) {
	s := ShapeOf(b, h)
	if s == Unshaped {
		p.Observe(b, h)
		return
	}
	var n Shapes
	n[s] = 1
	p.ObserveShapes(&n)
}

// Merge adds q to p.
func (p *Profile) Merge(q Profile) {
	p.cells += q.cells
	p.nulls += q.nulls
	p.others += q.others
	for i := range p.numbers {
		p.numbers[i] += q.numbers[i]
	}
	p.typed += q.typed
	p.percents += q.percents
	p.shownPct += q.shownPct
	for i := range p.sizes {
		p.sizes[i] += q.sizes[i]
	}
	if q.first > 0 && (p.first == 0 || q.first < p.first) {
		p.first = q.first
	}
	p.last, p.undated = max(p.last, q.last), p.undated || q.undated
	p.clear += q.clear
	p.compact += q.compact
	p.serials += q.serials
	p.textSerials += q.textSerials
	for k := range p.fits {
		for i := range p.fits[k] {
			p.fits[k][i] += q.fits[k][i]
		}
		for i := range p.seen[k] {
			p.seen[k][i][0] |= q.seen[k][i][0]
			p.seen[k][i][1] |= q.seen[k][i][1]
		}
	}
}

// Cells returns the number of cells observed and how many of them were null.
func (p *Profile) Cells() (cells, nulls int64) { return p.cells, p.nulls }

// Numeric returns how many cells read as numbers, Dates how many as dates (a compact
// 20261031 is both): for guessing what an unknown column holds.
func (p *Profile) Numeric() int64 {
	n := p.typed + p.shownPct
	for _, c := range p.numbers {
		n += c
	}
	return n
}

// Dates returns how many cells read as dates.
func (p *Profile) Dates() int64 {
	n := p.clear + p.compact
	for k := range p.fits {
		for _, c := range p.fits[k][1:] {
			n += c
		}
	}
	return n
}

// Decide resolves the column for a canonical kind. Locale: by the numbers that prove
// one (12,5 or 1.234,5 against 12.5 or 1,234.5); without proof a decimal point. Scale:
// whole per cent when bare numbers above 1 outnumber those below. Order: the one that
// most dates fit; where several fit all, the one whose days take more values than its
// years (01-03-17 … 31-12-17 is day first), or whose day is always the first of a
// month. Mixed and Proved as Decision says.
func (p *Profile) Decide(kind table.Kind) Decision {
	d := Decision{Kind: kind}
	switch kind {
	case table.Money, table.Quantity, table.Int:
		p.decideLocale(&d)
	case table.Rate:
		p.decideLocale(&d)
		p.decideScale(&d)
	case table.Date, table.Stamp:
		p.decideDates(&d)
	default:
		d.Proved = true
	}
	return d
}

// mixed reports a minority that is no slip of the pen: at least one in twenty.
func mixed(most, least int64) bool { return least > 0 && least*20 >= most+least }

func (p *Profile) decideLocale(d *Decision) {
	point, comma := p.numbers[provesPoint], p.numbers[provesComma]
	if comma > point {
		d.Locale = Comma
	}
	d.Mixed = mixed(max(point, comma), min(point, comma))
	d.Proved = point != comma || p.numbers[eitherPoint]+p.numbers[eitherComma] == 0
	if point+comma+p.numbers[eitherPoint]+p.numbers[eitherComma] > 0 {
		d.Evidence = fmt.Sprintf("%d prove a point, %d a comma, %d open", point, comma, p.numbers[eitherPoint]+p.numbers[eitherComma])
	}
}

func (p *Profile) decideScale(d *Decision) {
	below, above := p.sizes[belowOne], p.sizes[aboveOne]
	if above > below {
		d.Scale = WholePercent
	}
	d.Mixed = d.Mixed || mixed(max(below, above), min(below, above))
	d.Proved = d.Proved && (below != above || p.sizes[one] == 0)
	d.Evidence = fmt.Sprintf("%d with %%, %d bare below 1, %d at 1, %d above 1", p.percents+p.shownPct, below, p.sizes[one], above)
}

func (p *Profile) decideDates(d *Decision) {
	var fit [DMY + 1]int64
	var open int64
	for k := range p.fits {
		for m, c := range p.fits[k] {
			open += c
			for o := YMD; o <= DMY; o++ {
				if m<<1&(1<<o) != 0 {
					fit[o] += c
				}
			}
		}
	}
	var words []string
	if open > 0 {
		best, second := YMD, NoOrder
		for o := MDY; o <= DMY; o++ {
			if fit[o] > fit[best] || fit[o] == fit[best] && p.score(o) > p.score(best) {
				best, second = o, best
			} else if second == NoOrder || fit[o] > fit[second] || fit[o] == fit[second] && p.score(o) > p.score(second) {
				second = o
			}
		}
		d.Order = best
		d.Mixed = mixed(fit[best], open-fit[best])
		d.Proved = fit[best] > fit[second] || p.score(best)-p.score(second) >= 5
		words = append(words, fmt.Sprintf("of %d open dates %d fit ymd, %d mdy, %d dmy", open, fit[YMD], fit[MDY], fit[DMY]))
	} else {
		d.Proved = true
	}
	values := p.cells - p.nulls
	switch {
	case p.serials > 0:
		d.Serial = Serial1900
		words = append(words, fmt.Sprintf("%d serials", p.serials))
	case p.textSerials > 0 && p.textSerials == values:
		d.Serial, d.Proved = Serial1900, false
		words = append(words, fmt.Sprintf("%d of %d written as serials", p.textSerials, values))
	}
	d.Evidence = strings.Join(words, ", ")
}

// score says how likely an order is among those that fit equally: the days of real
// dates take many values and the years few; dates that are all the first of a month
// are commoner than dates that all lie in January.
func (p *Profile) score(o DateOrder) int {
	year, month, day := 2, 0, 1
	switch o {
	case YMD:
		year, month, day = 0, 1, 2
	case DMY:
		month, day = 1, 0
	}
	s := 0
	for k := range p.seen {
		count := func(i int) int { return bits.OnesCount64(p.seen[k][i][0]) + bits.OnesCount64(p.seen[k][i][1]) }
		if o == YMD && k == 0 {
			continue
		}
		if p.seen[k][day] == [2]uint64{2, 0} && count(month) > 1 {
			s += count(month) + 1
		} else {
			s += count(day) - count(year)
		}
	}
	return s
}

// Rates returns how many bare numbers lie below 1, at 1 and above it, and how many carry a
// per cent sign: what the scale of a column of rates is settled by.
func (p *Profile) Rates() (below, at, above, marked int64) {
	return p.sizes[belowOne], p.sizes[one], p.sizes[aboveOne], p.percents + p.shownPct
}
