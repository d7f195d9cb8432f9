package cube

import (
	"tenbin/ingest/table"
	"tenbin/metrics/cube/fixed"
	"tenbin/metrics/cube/hash"
)

// sumsQueue holds what waits to be added to cells of which only the sums of money are
// wanted: by part of the cells, and the run of lines of one cell under way. Lines of a
// document stand together and often belong to one cell, which is then looked up once.
type sumsQueue struct {
	parts [hash.Parts][]queuedSums
	run   queuedSums // Lines = 0: none
}

// queuedSums are the sums of lines of one cell.
type queuedSums struct {
	hash.Placed
	CellSums
}

// plain reports whether all lines of b are sales, won, with prices and an authorised
// rate of their own and without exceptions, as far as whole columns tell.
func (b *dealBatch) plain() bool {
	return b.kind.None && b.stage.None && b.recorded.None && b.approved.None && b.authorised.All && b.list.All && b.net.All && b.date.All
}

// plainSale counts row i of a plain batch as reduce would, for sums alone. The result is
// false when the row needs a closer look; nothing is counted then.
func (p *Partial) plainSale(b *dealBatch, i int) bool {
	s := p.scan
	date, list, net := table.Day(b.date.Values[i]), b.list.Values[i], b.net.Values[i]
	person := b.person.At(i)
	if date > s.cut || date < s.from || list <= 0 || list > fixed.MaxAmount || net > fixed.MaxAmount || net < -fixed.MaxAmount || !s.listed[person] || date < s.starts[person] {
		return false
	}
	month := s.month(date)
	ago := p.o.Month - month
	if ago < 0 || ago >= hash.MaxMonths {
		return false
	}
	p.counts.RowsRead++
	p.counts.Records++
	q := queuedLine{list: list, net: net, scored: list >= p.plan.ListMin}
	q.Conceded = concededOf(list, net, min(max(b.authorised.Values[i], 0), table.RateScale))
	p.sum(hash.Pack(person, b.client.At(i), b.category.At(i), b.region.At(i), p.plan.band(list), ago), &q)
	if q.scored {
		p.lines[measured]++
	} else {
		p.lines[belowListMin]++
	}
	return true
}

// concededOf is the Conceded of fixed.OutcomeOf.
func concededOf(list, net, rate int64) int64 {
	if x := fixed.AuthorisedNet(list, rate) - net; x > (list-1)/1000 {
		return x
	}
	return 0
}

// sum adds a line to the run of its cell.
func (p *Partial) sum(key hash.Key, q *queuedLine) {
	run := &p.sums.run
	if key != run.Key || run.Lines == 0 {
		p.endRun()
		run.Key = key
	}
	fits := true
	switch {
	case q.credit:
		fits = run.credit(q.list)
	case q.scored:
		fits = run.square(q.list)
		fallthrough
	default:
		fits = run.count(q.list, q.net, &q.Outcome) && fits
	}
	if !fits {
		p.overflows(key, &run.CellSums)
	}
}

// endRun puts the run under way behind what waits for its part of the cells.
func (p *Partial) endRun() {
	run := &p.sums.run
	if run.Lines == 0 {
		return
	}
	run.Hash = run.Key.Hash()
	k := hash.PartOf(run.Hash)
	if p.sums.parts[k] == nil {
		p.sums.parts[k] = make([]queuedSums, 0, hash.QueueLines)
	}
	if p.sums.parts[k] = append(p.sums.parts[k], *run); len(p.sums.parts[k]) == hash.QueueLines {
		p.flushSums(k)
	}
	run.CellSums = CellSums{}
}

// flushSums adds the waiting sums of one part to their cells, as flush does lines.
func (p *Partial) flushSums(part int) {
	var look hash.Lookup
	queue, t := p.sums.parts[part], &p.shared.cells.parts[part]
	p.sums.parts[part] = queue[:0]
	for n := range queue {
		look.Places[n] = queue[n].Placed
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	p.touched += t.sums.Locate(&look, len(queue))
	for n := range queue {
		if c := t.sum(int(look.At[n])); !c.merge(&queue[n].CellSums) {
			p.overflows(queue[n].Key, c)
		}
	}
}

// overflows notes that a sum of the cell of key k does not fit.
func (p *Partial) overflows(k hash.Key, c *CellSums) {
	if p.err == nil {
		p.err = c.overflow(p.scan.person.Names.All()[k.Person()], p.scan.client.Names.All()[k.Client()])
	}
}
