package metrics

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"
	"strings"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// MakePlan freezes the plan of a run. Only when the survey met repeated fingerprints,
// returns or price credits are the shards read a second time, for the lines concerned.
func MakePlan(ctx context.Context, shards []table.Shard, s *Survey, data Data, o assessment.Options) (*Plan, error) {
	g, err := Gather(ctx, shards, s, data, o)
	if err != nil {
		return nil, err
	}
	return planOf(s, g, data, o.Resolved()), nil
}

// Gather reads the lines that the repeats, returns and credits of a survey concern; it
// reads none where there are none. What several shards gave merges in any order.
func Gather(ctx context.Context, shards []table.Shard, s *Survey, data Data, o assessment.Options) (*Gathered, error) {
	o = o.Resolved()
	suspects := s.prints.twice()
	all := &Gathered{}
	if len(suspects) == 0 && len(s.acts) == 0 {
		return all, nil
	}
	want := newWanted(suspects, s.acts, o)
	workers, err := spread(ctx, shards, o.Workers, func() *gatherer {
		return &gatherer{wanted: want, scan: newDealScan(data, o), digest: sha256.New()}
	}, (*gatherer).read)
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
func PlanOf(s *Survey, g *Gathered, data Data, o assessment.Options) *Plan {
	o = o.Resolved()
	if o.SizeBands != nil && o.ListMin != nil && s.others == 0 && s.prints.twice() == nil { // nothing needed to be surveyed
		p := &Plan{check: true}
		p.freeze(newHistogram(), o)
		return p
	}
	return planOf(s, g, data, o)
}

func planOf(s *Survey, g *Gathered, data Data, o assessment.Options) *Plan {
	p := &Plan{}
	back := p.repeats(g.sightings, data)
	back = append(back, p.settle(s.acts, g.lines, o)...)
	for _, list := range back {
		s.amounts.add(list, -1)
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

// sighting is a line whose fingerprint was met more than once.
type sighting struct {
	id       string
	content  [32]byte
	place    linePlace
	recorded int64
	known    bool // up to the cut-off
	surveyed bool
	list     int64
}

// target is a line of sale that a return or credit may be about.
type target struct {
	place                     linePlace
	date                      table.Day
	document, client, product string
	list, net                 int64
	hasNet, priced, surveyed  bool // priced: but for the window it is measured
}

// Gathered are the lines that a plan must know of beside the survey.
type Gathered struct {
	sightings []sighting
	lines     []target
}

// Merge adds what h holds.
func (g *Gathered) Merge(h *Gathered) {
	g.sightings = append(g.sightings, h.sightings...)
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

func (g *gatherer) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(r arrow.Record) error { g.gather(r); return nil })
}

func (g *gatherer) gather(r arrow.Record) {
	b := &g.batch
	g.scan.view(r, b)
	clients, products := g.scan.client.names, g.scan.product.names
	var l dealLine
	for i := range b.rows {
		g.scan.read(b, i, &l)
		at, surveyed := linePlace{b.file[i], b.row[i]}, false
		if id := b.id(i); id != "" && g.suspects[fingerprintOf(id)] {
			surveyed = g.scan.surveyed(b, i, &l)
			s := sighting{id: strings.Clone(id), content: g.content(b, i), place: at, known: l.known, surveyed: surveyed, list: l.list}
			if b.recorded.set(i) {
				s.recorded = int64(b.recordedAt[i])
			}
			g.sightings = append(g.sightings, s)
		}
		if l.kind != table.Sale || !l.known || !l.won {
			continue
		}
		t := target{place: at, date: l.date, document: b.paper(i), client: clients.list[l.client], product: products.list[b.product.at(i)],
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
		switch a := a.(type) {
		case *array.String:
			buf = append(buf, a.Value(i)...)
		case *array.Dictionary:
			buf = append(buf, a.Dictionary().(*array.String).Value(a.GetValueIndex(i))...)
		case *array.Int64:
			buf = binary.LittleEndian.AppendUint64(buf, uint64(a.Value(i)))
		case *array.Date32:
			buf = binary.LittleEndian.AppendUint32(buf, uint32(a.Value(i)))
		case *array.Uint8:
			buf = append(buf, a.Value(i))
		default:
			buf = fmt.Append(buf, a.ValueStr(i))
		}
	}
	g.buffer = buf
	g.digest.Reset()
	g.digest.Write(buf)
	return [32]byte(g.digest.Sum(nil))
}

// repeats decides which line of each id stands: identical content counts once; another
// content in another file is replaced by the newest export (recorded_at, then the month
// in the file's name, then configuration order); another content in the same file makes
// row errors of all. Lines recorded after the cut-off compete only among themselves: as
// known at the cut-off the older one stands. It returns the surveyed amounts that drop out.
func (p *Plan) repeats(all []sighting, data Data) (back []int64) {
	slices.SortFunc(all, func(a, b sighting) int {
		known := 0
		if a.known != b.known {
			if known = 1; a.known {
				known = -1
			}
		}
		return cmp.Or(cmp.Compare(a.id, b.id), known, a.place.compare(b.place))
	})
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].id == all[i].id && all[j].known == all[i].known {
			j++
		}
		if j-i > 1 {
			p.judge(all[i:j], data)
		}
		i = j
	}
	for _, s := range all {
		if s.surveyed && p.mark(s.place).fate != kept {
			back = append(back, s.list)
		}
	}
	p.sortByPlace()
	return back
}

// judge decides about the lines of one id, which come by file and row.
func (p *Plan) judge(group []sighting, data Data) {
	var heads []sighting
	for i := 0; i < len(group); {
		j := i + 1
		for j < len(group) && group[j].place.file == group[i].place.file {
			j++
		}
		heads = append(heads, p.judgeFile(group[i:j], data)...)
		i = j
	}
	if len(heads) < 2 {
		return
	}
	month := func(s sighting) int32 {
		if k := int(s.place.file); k < len(data.Files) {
			return data.Files[k].Month
		}
		return -1
	}
	newest := slices.MaxFunc(heads, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(a.recorded, b.recorded), cmp.Compare(month(a), month(b)), cmp.Compare(a.place.file, b.place.file))
	})
	stands := heads[slices.IndexFunc(heads, func(s sighting) bool { return s.content == newest.content })]
	for _, s := range heads {
		switch {
		case s.place == stands.place:
		case s.content == stands.content:
			p.put(s.place, repeated)
			p.Repeated++
		default:
			p.put(s.place, superseded)
			p.Superseded = append(p.Superseded, Superseded{s.id, placeIn(data, s.place), placeIn(data, stands.place)})
		}
	}
}

// judgeFile decides about the lines of one id inside one file and returns the one that
// speaks for the file, none when they contradict each other.
func (p *Plan) judgeFile(file []sighting, data Data) []sighting {
	different := func(s sighting) func(sighting) bool {
		return func(t sighting) bool { return t.content != s.content }
	}
	if slices.ContainsFunc(file, different(file[0])) {
		for _, s := range file {
			other := file[slices.IndexFunc(file, different(s))]
			p.put(s.place, conflicting)
			p.RowErrors = append(p.RowErrors, table.RowError{Table: table.Deals.Name, Place: placeIn(data, s.place), ListAmount: s.list,
				Cells: []table.CellError{{Name: "line_id", Value: s.id, Reason: table.DuplicateID, Other: placeIn(data, other.place)}}})
		}
		return nil
	}
	for _, s := range file[1:] {
		p.put(s.place, repeated)
		p.Repeated++
	}
	return file[:1]
}

// placeIn returns a line's place as a person can look it up.
func placeIn(data Data, at linePlace) table.Place {
	p := table.Place{Row: at.row}
	if k := int(at.file); k >= 0 && k < len(data.Files) {
		p.File, p.Sheet = data.Files[k].Path, data.Files[k].Sheet
	}
	return p
}

func (p *Plan) sortByPlace() {
	table.SortRowErrors(p.RowErrors)
	slices.SortFunc(p.Superseded, func(a, b Superseded) int {
		switch {
		case a.Place.Less(b.Place):
			return -1
		case b.Place.Less(a.Place):
			return 1
		}
		return 0
	})
}
