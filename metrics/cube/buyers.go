package cube

import (
	"cmp"
	"context"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Question asks which clients bought something in [From, To).
type Question struct {
	From, To                  table.Day
	Client, Category, Product string // "" = any
	Segment                   string // "" = any; else only clients of this segment, by the line or the account list
}

// Bought is what parts of the deals say about who bought what was asked.
// It merges in any order.
type Bought struct {
	Reaches []map[string]Sale // by question, in their order; by client
}

// Sale is a client's latest sale of what a question is about.
type Sale struct {
	Date   table.Day
	File   int32
	Row    int64
	Person string
}

// later reports whether s comes behind t: by date, then place.
func (s Sale) later(t Sale) bool {
	return cmp.Or(cmp.Compare(s.Date, t.Date), cmp.Compare(s.File, t.File), cmp.Compare(s.Row, t.Row)) > 0
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
			if old, ok := b.Reaches[k][client]; !ok || x.later(old) {
				b.Reaches[k][client] = x
			}
		}
	}
}

// Of are the latest sales that the k-th question found, by client.
func (b *Bought) Of(k int) map[string]Sale {
	if k < len(b.Reaches) {
		return b.Reaches[k]
	}
	return nil
}

// FindBuyers looks in the deal lines for the clients that each question is about. segments
// are the clients' by the account list. Lines that plan drops take no part; nil drops none.
func FindBuyers(ctx context.Context, src Source, plan *Plan, questions []Question, segments map[string]string, o assessment.Options) (*Bought, error) {
	workers, err := spread(ctx, src.Shards, o.Workers, func() *buyers {
		b := &buyers{scan: newDealScan(src, o), plan: plan, owns: segments}
		for _, q := range questions {
			b.asked = append(b.asked, asked{q, b.scan.category.Names.ID(q.Category), b.scan.product.Names.ID(q.Product), b.scan.client.Names.ID(q.Client), b.scan.segment.Names.ID(q.Segment)})
			b.found = append(b.found, map[string]Sale{})
		}
		return b
	}, (*buyers).readShard)
	if err != nil {
		return nil, err
	}
	all := &Bought{Reaches: workers[0].found}
	for _, b := range workers[1:] {
		all.Merge(&Bought{b.found})
	}
	return all, nil
}

// asked is a question in the scan's numbers; 0 = any.
type asked struct {
	Question
	category, product, client, segment int32
}

// buyers looks for the clients that each question is about, shard by shard.
type buyers struct {
	scan  *dealScan
	batch dealBatch
	plan  *Plan
	asked []asked
	owns  map[string]string // client → segment by the account list
	found []map[string]Sale // by question: client → latest sale
}

func (b *buyers) readShard(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(r table.Record) error { b.scanBatch(r); return nil })
}

func (b *buyers) scanBatch(r table.Record) {
	b.scan.view(r, &b.batch)
	d, s := &b.batch, b.scan
	var l dealLine
	for i := range d.rows {
		s.readLine(d, i, &l)
		if l.kind != table.Sale || !l.known || !l.won || l.client == 0 || b.plan != nil && b.plan.Dropped(d.file[i], d.row[i]) {
			continue
		}
		category, product, segment := d.category.At(i), d.product.At(i), d.segment.At(i)
		for k := range b.asked {
			q := &b.asked[k]
			if l.date < q.From || l.date >= q.To || q.category != 0 && q.category != category || q.product != 0 && q.product != product || q.client != 0 && q.client != l.client {
				continue
			}
			client := s.client.Names.List[l.client]
			if q.Segment != "" && segment != q.segment && b.owns[client] != q.Segment {
				continue
			}
			x := Sale{l.date, d.file[i], d.row[i], s.person.Names.List[l.person]}
			if old, ok := b.found[k][client]; !ok || x.later(old) {
				b.found[k][client] = x
			}
		}
	}
}
