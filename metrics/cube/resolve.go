package cube

import (
	"context"
	"crypto/sha256"
	"hash"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/amounts"
	"tenbin/metrics/cube/column"
	"tenbin/metrics/cube/dedup"
)

// MakePlan freezes the plan of a run. Only when the survey met repeated fingerprints,
// returns or price credits are the shards read a second time, for the lines concerned.
func MakePlan(ctx context.Context, src Source, s *Survey, o assessment.Options) (*Plan, error) {
	g, err := Gather(ctx, src, s, o)
	if err != nil {
		return nil, err
	}
	return planOf(s, g, src.Files, o.Resolved()), nil
}

// Gather reads the lines that the repeats, returns and credits of a survey concern; it
// reads none where there are none. What several shards gave merges in any order.
func Gather(ctx context.Context, src Source, s *Survey, o assessment.Options) (*Gathered, error) {
	o = o.Resolved()
	suspects := s.prints.Repeated()
	all := &Gathered{}
	if len(suspects) == 0 && len(s.acts) == 0 {
		return all, nil
	}
	want := newWanted(suspects, s.acts, o)
	workers, err := spread(ctx, src.Shards, o.Workers, func() *gatherer {
		return &gatherer{wanted: want, scan: newDealScan(src, o), digest: sha256.New()}
	}, (*gatherer).readShard)
	if err != nil {
		return nil, err
	}
	for _, w := range workers {
		all.Merge(&w.Gathered)
	}
	return all, nil
}

// PlanOf is the plan that ReduceDeals makes of a survey of all lines and what was gathered
// for it.
func PlanOf(s *Survey, g *Gathered, src Source, o assessment.Options) *Plan {
	o = o.Resolved()
	if o.SizeBands != nil && o.ListMin != nil && s.others == 0 && s.prints.Repeated() == nil { // nothing needed to be surveyed
		p := &Plan{check: true}
		p.freeze(amounts.New(), o)
		return p
	}
	return planOf(s, g, src.Files, o)
}

func planOf(s *Survey, g *Gathered, files []table.File, o assessment.Options) *Plan {
	p := &Plan{}
	back := p.repeats(g.duplicates, files)
	back = append(back, p.balance(s.acts, g.lines, o)...)
	for _, list := range back {
		s.amounts.Add(list, -1)
	}
	p.freeze(s.amounts, o)
	return p
}

// wanted is what the second reading looks for.
type wanted struct {
	suspects  map[uint64]bool
	documents map[string]bool        // of returns and credits
	goods     map[goodsKey]bool      // of returns
	quarters  map[clientQuarter]bool // of credits
	o         assessment.Options
}

// goodsKey is what a return is matched by when its document finds nothing.
type goodsKey struct {
	client, product string
	amount          int64
}

// clientQuarter is what a credit is spread over when its document finds nothing.
type clientQuarter struct {
	client  string
	quarter int
}

func newWanted(suspects map[uint64]bool, acts []act, o assessment.Options) *wanted {
	w := &wanted{suspects: suspects, documents: map[string]bool{}, goods: map[goodsKey]bool{}, quarters: map[clientQuarter]bool{}, o: o}
	for _, a := range acts {
		if a.document != "" {
			w.documents[a.document] = true
		}
		if a.kind == table.Return {
			w.goods[goodsKey{a.client, a.product, a.amount}] = true
		} else {
			w.quarters[clientQuarter{a.client, quarterOf(a.date, o)}] = true
		}
	}
	return w
}

// quarterOf numbers the fiscal quarters, by the closing day.
func quarterOf(d table.Day, o assessment.Options) int {
	m := int(d.DataMonth(o.ClosingDay)) - (o.FiscalYearStart - 1)
	if m < 0 {
		m -= 2
	}
	return m / 3
}

// duplicate is a line whose fingerprint was met more than once.
type duplicate struct {
	dedup.Candidate
	surveyed bool
}

// target is a line of sale that a return or credit may be about.
type target struct {
	place                     dedup.Place
	date                      table.Day
	document, client, product string
	list, net                 int64
	hasNet, priced, surveyed  bool // priced: but for the window it is measured
}

// Gathered are the lines that a plan must know of beside the survey.
type Gathered struct {
	duplicates []duplicate
	lines      []target
}

// Merge adds what h holds.
func (g *Gathered) Merge(h *Gathered) {
	g.duplicates = append(g.duplicates, h.duplicates...)
	g.lines = append(g.lines, h.lines...)
}

// gatherer collects what is wanted, shard by shard.
type gatherer struct {
	*wanted
	Gathered
	scan   *dealScan
	batch  dealBatch
	digest hash.Hash
	buffer []byte
}

func (g *gatherer) readShard(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(r table.Record) error { g.gather(r); return nil })
}

func (g *gatherer) gather(r table.Record) {
	b := &g.batch
	g.scan.view(r, b)
	clients, products := g.scan.client.Names, g.scan.product.Names
	var l dealLine
	for i := range b.rows {
		g.scan.readLine(b, i, &l)
		at, surveyed := dedup.At(b.file[i], b.row[i]), false
		if id := b.id(i); id != "" && g.suspects[dedup.Fingerprint(id)] {
			surveyed = g.scan.surveyed(b, i, &l)
			d := duplicate{dedup.Candidate{ID: strings.Clone(id), Content: g.content(b, i), Place: at, Known: l.known, Amount: l.list}, surveyed}
			if b.recorded.Set(i) {
				d.Recorded = b.recorded.Micros(i)
			}
			g.duplicates = append(g.duplicates, d)
		}
		if l.kind != table.Sale || !l.known || !l.won {
			continue
		}
		t := target{place: at, date: l.date, document: b.paper(i), client: clients.List[l.client], product: products.List[b.product.At(i)],
			list: l.list, net: l.net, hasNet: l.hasNet, priced: l.eligible}
		if !g.about(&t) {
			continue
		}
		t.document = strings.Clone(t.document)
		t.surveyed = g.scan.surveyed(b, i, &l)
		g.lines = append(g.lines, t)
	}
}

// about reports whether a return or credit may be about the line.
func (w *wanted) about(t *target) bool {
	if t.document != "" && w.documents[t.document] {
		return true
	}
	if len(w.goods) > 0 && w.goods[goodsKey{t.client, t.product, t.amount()}] {
		return true
	}
	return len(w.quarters) > 0 && t.priced && w.quarters[clientQuarter{t.client, quarterOf(t.date, w.o)}]
}

// amount is what a return of the whole line amounts to.
func (t *target) amount() int64 {
	if t.hasNet {
		return max(t.net, -t.net)
	}
	return max(t.list, -t.list)
}

// content digests everything that the line says, recorded_at apart.
func (g *gatherer) content(b *dealBatch, i int) [32]byte {
	buf := g.buffer[:0]
	for k := table.FirstColumn; k < int(b.record.NumCols()); k++ {
		a := b.record.Column(k)
		if k == dealColumn.recorded || a.IsNull(i) {
			continue
		}
		buf = append(buf, 0xff, byte(k))
		buf = column.AppendValue(buf, a, i)
	}
	g.buffer = buf
	g.digest.Reset()
	g.digest.Write(buf)
	return [32]byte(g.digest.Sum(nil))
}

// repeats notes which line of each id stands, and returns the surveyed amounts of those
// that do not.
func (p *Plan) repeats(all []duplicate, files []table.File) (back []int64) {
	rows := make([]dedup.Candidate, len(all))
	for i := range all {
		rows[i] = all[i].Candidate
	}
	r := dedup.Resolve(rows, files, table.Deals.Name, "line_id")
	for at, d := range r.Dispositions {
		p.put(at, dispositionOf(d))
	}
	p.Repeated, p.Superseded, p.RowErrors = r.Repeated, r.Superseded, r.RowErrors
	for i := range all {
		if all[i].surveyed && r.Dispositions[all[i].Place] != dedup.Kept {
			back = append(back, all[i].Amount)
		}
	}
	return back
}
