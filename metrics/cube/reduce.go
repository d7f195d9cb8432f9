package cube

import (
	"context"
	"fmt"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/dedup"
	"tenbin/metrics/cube/fixed"
	"tenbin/metrics/cube/hash"
)

// Partial is a cube under construction: what one worker, shard or machine has counted.
// Its names are numbered as they were met; Cube sorts them. Partials merge in any
// order and grouping to the same cube.
type Partial struct {
	scan *dealScan
	plan *Plan
	o    assessment.Options

	shared     *shared
	evidence   evidence
	lines      [reasons]int64 // by reason; measured holds the scored ones
	list       [reasons]fixed.Wide
	reference  [5]fixed.Wide
	counts     table.Counts
	exceptions exceptionSums
	first      table.Day
	earliest   table.Month
	prints     *dedup.Fingerprints // with Plan.check, unless the ids were compared before
	unresolved int64               // with Plan.check: returns and credits met
	batch      dealBatch
	queues     [hash.Parts][]queuedLine
	sums       sumsQueue
	touched    int64 // of no meaning: see flush
	err        error
}

// NewPartial returns an empty reduction of deals under plan. It serves one goroutine.
func NewPartial(plan *Plan, src Source, o assessment.Options) *Partial {
	return newPartial(newShared(o.SumsOnly), plan, src, o)
}

// shared is what the workers of one reduction share: the numbers of names and the
// cells, so that nothing is copied when their partials are merged.
type shared struct {
	names dealNames
	cells cellTable
}

func newShared(lean bool) *shared {
	t := &shared{names: newDealNames()}
	t.cells.prepare(lean)
	return t
}

func newPartial(t *shared, plan *Plan, src Source, o assessment.Options) *Partial {
	o = o.Resolved()
	p := &Partial{shared: t, scan: dealScanOf(t.names, src, o), plan: plan, o: o, first: table.NoDay, earliest: o.Month, exceptions: exceptionSums{}}
	if plan.check && !src.Deduplicated {
		p.prints = &dedup.Fingerprints{}
	}
	if len(plan.SizeBands) >= hash.MaxBands {
		p.err = fmt.Errorf("%d size bands are more than %d", len(plan.SizeBands), hash.MaxBands-1)
	}
	return p
}

// Reduce counts the deal lines of a shard. An error (an overflow, a shard that cannot
// be read) spoils the partial.
func (p *Partial) Reduce(ctx context.Context, shard table.Shard) error {
	err := shard.Records(ctx, func(r table.Record) error {
		if p.err == nil {
			p.reduce(r)
		}
		return p.err
	})
	if err != nil {
		return err
	}
	p.flushAll()
	return p.err
}

func (p *Partial) reduce(r table.Record) {
	b := &p.batch
	p.scan.view(r, b)
	if len(p.scan.category.Names.All()) > hash.MaxCategories || len(p.scan.region.Names.All()) > hash.MaxRegions {
		p.err = fmt.Errorf("more than %d categories or %d regions", hash.MaxCategories, hash.MaxRegions)
		return
	}
	var l dealLine
	marks, file := map[int64]mark(nil), int32(-1)
	plain := p.o.SumsOnly && p.prints == nil && b.plain()
	for i := range b.rows {
		if b.file[i] != file {
			file = b.file[i]
			marks = p.plan.marks[file]
		}
		if plain && marks == nil && p.plainSale(b, i) {
			continue
		}
		m := marks[b.row[i]]
		p.counts.RowsRead++
		switch m.disposition {
		case repeated:
			p.counts.Repeated++
			continue
		case superseded:
			p.counts.Superseded++
			continue
		case conflicting:
			p.counts.RowErrors++
			continue
		}
		p.counts.Records++
		p.scan.readLine(b, i, &l)
		p.line(b, i, &l, m)
		if p.err != nil {
			return
		}
	}
}

// line counts a line that takes part.
func (p *Partial) line(b *dealBatch, i int, l *dealLine, m mark) {
	if max(l.list, -l.list, l.net, -l.net, m.extra) > fixed.MaxAmount {
		p.tooLarge(b, i)
		return
	}
	if p.prints != nil {
		p.prints.Add(b.id(i))
	}
	if p.plan.check && l.kind != table.Sale && l.known && l.won {
		p.unresolved++
	}
	if q, counts := p.decide(b, i, l, m); counts {
		p.enqueue(l, q)
		if !q.credit && l.reason != beforeWindow && !p.o.SumsOnly {
			p.keep(b, i, l, &q)
			p.except(b, i, l, &q)
		}
	}
	p.lines[l.reason]++
	p.list[l.reason].Add(l.list)
	if l.reason == measured || l.reason >= noPolicy {
		p.reference[min(int(b.reference.At(i)), len(p.reference)-1)].Add(l.list)
		if p.first == table.NoDay || l.date < p.first {
			p.first = l.date
		}
		p.earliest = min(p.earliest, l.month)
	}
}

// tooLarge refuses the amounts of row i.
func (p *Partial) tooLarge(b *dealBatch, i int) {
	p.err = fmt.Errorf("file %d, row %d: an amount beyond 10¹⁸ minor units", b.file[i], b.row[i])
}

// decide says what a line counts for, and why where it does not count: l.reason is
// the first of the contract's list that applies. counts is false for a line that no cell
// and no ledger takes.
func (p *Partial) decide(b *dealBatch, i int, l *dealLine, m mark) (q queuedLine, counts bool) {
	if l.kind != table.Sale {
		return p.other(b, i, l, m)
	}
	return p.sale(b, i, l, m)
}

// sale decides about a line of sale.
func (p *Partial) sale(b *dealBatch, i int, l *dealLine, m mark) (q queuedLine, counts bool) {
	if m.disposition == cancelled { // nothing is left of the list amount
		l.eligible = false
		if l.reason == measured || l.reason > notPositiveList {
			l.reason = notPositiveList
		}
	}
	if !l.eligible || l.reason == beforeWindow && l.month < p.scan.monitorFrom {
		return q, false
	}
	p.scan.authorise(b, i, l)
	q = queuedLine{list: l.list, net: l.net - m.extra, scored: l.answered && l.list >= p.plan.ListMin}
	q.Outcome = fixed.OutcomeOf(l.list, q.net, l.rate)
	if !l.answered {
		q.Conceded, q.Over, q.Y, q.Y2 = 0, 0, 0, 0
	}
	switch {
	case l.reason == beforeWindow:
	case !l.answered:
		l.reason = noPolicy
	case !q.scored:
		l.reason = belowListMin
	}
	return q, true
}

// keep offers a measured line of sale to the person's ledger.
func (p *Partial) keep(b *dealBatch, i int, l *dealLine, q *queuedLine) {
	e := p.evidence.of(l.person)
	at := dedup.At(b.file[i], b.row[i])
	byX, byL := q.Conceded > 0 && e.conceded.wants(q.Conceded, at), e.list.wants(l.list, at)
	if !byX && !byL {
		return
	}
	x := p.lineOf(b, i, l, q)
	if byX {
		e.conceded.push(q.Conceded, x)
	}
	if byL {
		e.list.push(l.list, x)
	}
}

// lineOf is the row of a ledger that a decided line becomes.
func (p *Partial) lineOf(b *dealBatch, i int, l *dealLine, q *queuedLine) *evidenceLine {
	return &evidenceLine{place: dedup.At(b.file[i], b.row[i]), date: l.date, client: l.client, product: b.product.At(i), category: l.category, region: l.region,
		list: l.list, net: q.net, rate: l.rate, Outcome: q.Outcome, scored: q.scored, after: l.after && q.Conceded > 0, reason: l.reason,
		id: strings.Clone(b.id(i)), document: strings.Clone(b.paper(i))}
}

// other decides about returns and credits. A matched return leaves no list amount, as
// its line; a credit that was added to other lines has no price of its own; one for
// another reason than price is shown as measured and never scored.
func (p *Partial) other(b *dealBatch, i int, l *dealLine, m mark) (q queuedLine, counts bool) {
	if l.reason != measured {
		return q, false
	}
	switch {
	case l.kind == table.Return && m.disposition == returned:
		l.reason = notPositiveList
	case l.kind == table.Return:
		l.reason = returnUnmatched
	case b.reason.At(i) == table.ReasonPrice && m.disposition == credited:
		l.reason = noPrice
	case b.reason.At(i) == table.ReasonPrice:
		l.reason = returnUnmatched
	case !p.scan.listed[l.person]:
		l.reason = noPerson
	case l.date < p.scan.starts[l.person]:
		l.reason = beforePerson
	default:
		l.reason = notPriceReason
		p.scan.authorise(b, i, l)
		return queuedLine{list: l.list, net: l.list, credit: true}, true
	}
	return q, false
}

// Measured is the number of lines that the reduction measured.
func (p *Partial) Measured() int64 {
	n := p.lines[measured]
	for r := noPolicy; r < reasons; r++ {
		n += p.lines[r]
	}
	return n
}
