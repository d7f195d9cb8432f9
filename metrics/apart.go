package metrics

import (
	"context"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// What ReadDeals does on one machine several can do together, each with some parts of the
// deals. What a step gives merges in any order and can be carried:
//
//	SurveyDeals → Gather → PlanOf → Reduce, Buyers → WantedOf → KeepRows → ReadingOf

// Bought is what parts of the deals say about who bought what instructions for several
// are about. It merges in any order.
type Bought struct {
	Reaches []map[string]Sale // by reach, in the order of the table; by client
}

// Sale is a client's latest sale of what a reach is about.
type Sale struct {
	Date   table.Day
	File   int32
	Row    int64
	Person string
}

func (s Sale) latest() latestSale {
	return latestSale{s.Date, linePlace{s.File, s.Row}, s.Person}
}

// Merge adds what c knows.
func (b *Bought) Merge(c *Bought) {
	for k, found := range c.Reaches {
		for len(b.Reaches) <= k {
			b.Reaches = append(b.Reaches, map[string]Sale{})
		}
		if b.Reaches[k] == nil {
			b.Reaches[k] = map[string]Sale{}
		}
		for client, x := range found {
			if old, ok := b.Reaches[k][client]; !ok || x.latest().later(old.latest()) {
				b.Reaches[k][client] = x
			}
		}
	}
}

// KeptRows are rows that parts of the deals keep. They merge in any order.
type KeptRows struct{ Rows []KeptRow }

// Merge adds rows.
func (k *KeptRows) Merge(l *KeptRows) { k.Rows = append(k.Rows, l.Rows...) }

// Buyers reads parts of the deals for the clients that instructions for several are
// about.
func Buyers(ctx context.Context, shards []table.Shard, data Data, plan *Plan, o assessment.Options) (*Bought, error) {
	o = o.Resolved()
	t, err := ReadTables(ctx, data.withoutDeals(), plan, o)
	if err != nil || len(t.several) == 0 {
		return &Bought{}, err
	}
	found, err := t.buyersAmong(ctx, shards, t.several, data, plan, o)
	if err != nil {
		return nil, err
	}
	b := &Bought{}
	for k, clients := range found {
		b.Reaches = append(b.Reaches, map[string]Sale{})
		for c, x := range clients {
			b.Reaches[k][c] = Sale{x.date, x.place.file, x.place.row, x.person}
		}
	}
	return b, nil
}

// withoutDeals is the data without deal lines.
func (d Data) withoutDeals() Data {
	tables := map[string][]table.Shard{}
	for name, shards := range d.Tables {
		if name != table.Deals.Name {
			tables[name] = shards
		}
	}
	d.Tables = tables
	return d
}

// latest are the sales that b knows of n reaches.
func (b *Bought) latest(n int) []map[string]latestSale {
	out := make([]map[string]latestSale, n)
	for k := range out {
		out[k] = map[string]latestSale{}
		if k < len(b.Reaches) {
			for c, x := range b.Reaches[k] {
				out[k][c] = x.latest()
			}
		}
	}
	return out
}

// Wanted says which rows are kept, and what was asked for that.
type Wanted struct {
	Asked Asked
	rows  *wantedRows
}

// WantedOf says which rows to keep: where every is set those of all measured lines, in
// any case the rows that the instructions ask for, of whose buyers b tells.
func WantedOf(ctx context.Context, b *Bought, every bool, data Data, plan *Plan, o assessment.Options) (*Wanted, error) {
	data = data.withoutDeals()
	data.Bought = b
	t, err := ReadTables(ctx, data, plan, o)
	if err != nil {
		return nil, err
	}
	return &Wanted{t.asked(), newWantedRows(t, every)}, nil
}

// KeepRows keeps the wanted rows of parts of the deals.
func KeepRows(ctx context.Context, shards []table.Shard, want *Wanted, plan *Plan, data Data, o assessment.Options) (*KeptRows, error) {
	o = o.Resolved()
	workers, err := spread(ctx, shards, o.Workers, func() *rowKeeper { return newRowKeeper(want.rows, plan, data, o) }, (*rowKeeper).read)
	if err != nil {
		return nil, err
	}
	k := &KeptRows{}
	for _, w := range workers {
		k.Rows = append(k.Rows, w.rows...)
	}
	return k, nil
}

// Measured is the number of lines that the reduction measured.
func (p *Partial) Measured() int64 {
	n := p.lines[measured]
	for r := noPolicy; r < reasons; r++ {
		n += p.lines[r]
	}
	return n
}

// ReadingOf is the reading of all parts together.
func ReadingOf(p *Partial, plan *Plan, asked Asked, rows *KeptRows, data Data, o assessment.Options) (*Reading, error) {
	cube, err := p.Cube(data)
	if err != nil {
		return nil, err
	}
	sortRows(rows.Rows)
	return &Reading{Month: o.Month, Cube: cube, Plan: plan, Asked: asked, Rows: rows.Rows}, nil
}
