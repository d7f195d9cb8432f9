package cube

import (
	"sort"
	"strconv"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/amounts"
	"tenbin/metrics/cube/dedup"
	"tenbin/metrics/cube/fixed"
)

// disposition is what becomes of a line beside its content: because of another line.
type disposition uint8

const (
	kept        disposition = iota
	repeated                // stands in another file or row with the same content
	superseded              // a newer export says otherwise
	conflicting             // the same id with different content in one file
	cancelled               // a sale taken back by its return
	returned                // a return that cancels its sale
	credited                // a credit whose amount was added to other lines
)

// dispositionOf is what deduplication says, in the plan's words.
func dispositionOf(d dedup.Disposition) disposition {
	return map[dedup.Disposition]disposition{dedup.Repeated: repeated, dedup.Superseded: superseded, dedup.Conflicting: conflicting}[d]
}

// mark is what the plan says about one line.
type mark struct {
	disposition disposition
	extra       int64 // credited amount, added to the line's concession
}

// Plan is what must be known before a line can be counted. It is frozen before the
// first line is reduced and printed in the manifest.
type Plan struct {
	SizeBands []int64 // edges, minor units, ascending; an edge belongs to the upper band
	ListMin   int64   // L_min: a line equal to it is scored
	// Superseded lists the lines that were replaced, RowErrors the ids that stand on
	// different lines of one file; both by place.
	Superseded []dedup.Replacement
	RowErrors  []table.RowError
	// Counts of what was resolved between lines.
	Repeated, Returns, ReturnsUnmatched, Credits, CreditsUnmatched int64
	CreditedAmount                                                 int64 // minor units added to concessions
	Surveyed                                                       int64 // list amounts that bands and L_min rest on; 0 = none asked

	marks map[int32]map[int64]mark
	check bool // no survey was run: the reduction must look for repeats and returns itself
}

// mark returns what is said about a line.
func (p *Plan) mark(at dedup.Place) mark { return p.marks[at.File][at.Row] }

// Dropped reports whether the line takes no part: repeated, superseded, in conflict, or
// cancelled by a return, or itself such a return.
func (p *Plan) Dropped(file int32, row int64) bool {
	switch p.marks[file][row].disposition {
	case repeated, superseded, conflicting, cancelled, returned:
		return true
	}
	return false
}

func (p *Plan) put(at dedup.Place, d disposition) {
	m := p.of(at.File)
	m[at.Row] = mark{d, m[at.Row].extra}
}

func (p *Plan) add(at dedup.Place, extra int64) {
	m := p.of(at.File)
	m[at.Row] = mark{m[at.Row].disposition, min(m[at.Row].extra+extra, 2*fixed.MaxAmount)} // refused when reduced
}

func (p *Plan) of(file int32) map[int64]mark {
	if p.marks == nil {
		p.marks = map[int32]map[int64]mark{}
	}
	if p.marks[file] == nil {
		p.marks[file] = map[int64]mark{}
	}
	return p.marks[file]
}

// Summary returns the plan as pairs of word and value for the manifest, in a fixed order.
func (p *Plan) Summary() [][2]string {
	n := func(v int64) string { return strconv.FormatInt(v, 10) }
	out := [][2]string{{"l_min", n(p.ListMin)}}
	for i, e := range p.SizeBands {
		out = append(out, [2]string{"size_band_" + strconv.Itoa(i+1), n(e)})
	}
	return append(out, [2]string{"surveyed_lines", n(p.Surveyed)}, [2]string{"repeated", n(p.Repeated)}, [2]string{"superseded", n(int64(len(p.Superseded)))},
		[2]string{"duplicate_ids", n(int64(len(p.RowErrors)))}, [2]string{"returns", n(p.Returns)}, [2]string{"returns_unmatched", n(p.ReturnsUnmatched)},
		[2]string{"credits", n(p.Credits)}, [2]string{"credits_unmatched", n(p.CreditsUnmatched)}, [2]string{"credited_amount", n(p.CreditedAmount)})
}

// freeze takes size bands and L_min from the options where they are given, else from
// the surveyed amounts:
//
//	L_min = the ⌈N/5⌉-th smallest;  edges = median·4^(−1.5, −.5, .5, 1.5), two significant digits
func (p *Plan) freeze(amounts *amounts.Histogram, o assessment.Options) {
	p.Surveyed = amounts.Total
	ranked := amounts.Ranked()
	p.SizeBands = append([]int64(nil), o.SizeBands...)
	if o.SizeBands == nil {
		p.SizeBands = bandsAround(ranked, amounts.Total)
	}
	sort.Slice(p.SizeBands, func(i, j int) bool { return p.SizeBands[i] < p.SizeBands[j] })
	if o.ListMin != nil {
		p.ListMin = *o.ListMin
	} else if amounts.Total > 0 {
		p.ListMin = ranked.Smallest((amounts.Total + 4) / 5)
	}
}

// bandsAround returns the four edges around the median (of an even number the mean of
// the middle two), nil without any amount. The factors ⅛, ½, 2 and 8 are exact.
func bandsAround(amounts amounts.Ranked, n int64) []int64 {
	if n == 0 {
		return nil
	}
	twice := uint64(amounts.Smallest((n+1)/2)) + uint64(amounts.Smallest(n/2+1)) // 2 × median < 2⁶¹
	return []int64{twoDigits(twice, 16), twoDigits(twice, 4), twoDigits(twice, 1), twoDigits(twice*4, 1)}
}

// twoDigits returns v/d rounded half to even to two significant digits, and to whole
// minor units.
func twoDigits(v, d uint64) int64 {
	unit := uint64(1)
	for v/d >= 100*unit {
		unit *= 10
	}
	return int64(fixed.RoundDiv(0, v, d*unit) * unit)
}

// band returns the size band of a list amount.
func (p *Plan) band(list int64) int {
	k := 0
	for k < len(p.SizeBands) && list >= p.SizeBands[k] {
		k++
	}
	return k
}
