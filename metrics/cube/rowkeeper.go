package cube

import (
	"cmp"
	"context"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/dedup"
)

// Rows says which rows of the deals are looked at one by one behind the cube.
type Rows struct {
	Clients map[string]bool      // of these clients
	Places  map[dedup.Place]bool // at these places
	Every   bool                 // of every measured line
}

// KeptRow is a row of deals with all its columns, encoded.
type KeptRow struct {
	File int32
	Row  int64
	Line []byte
}

// KeptRows are rows that parts of the deals keep. They merge in any order.
type KeptRows struct{ Rows []KeptRow }

// Merge adds rows.
func (k *KeptRows) Merge(l *KeptRows) { k.Rows = append(k.Rows, l.Rows...) }

// Sort puts the rows in the order of the inputs.
func (k *KeptRows) Sort() {
	slices.SortFunc(k.Rows, func(a, b KeptRow) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row)) })
}

// KeepRows keeps the wanted rows; encode writes row i of a batch behind b.
func KeepRows(ctx context.Context, src Source, want Rows, plan *Plan, encode func(b []byte, r table.Record, i int) ([]byte, error), o assessment.Options) (*KeptRows, error) {
	o = o.Resolved()
	workers, err := spread(ctx, src.Shards, o.Workers, func() *rowKeeper { return newRowKeeper(want, plan, encode, src, o) }, (*rowKeeper).read)
	if err != nil {
		return nil, err
	}
	k := &KeptRows{}
	for _, w := range workers {
		k.Rows = append(k.Rows, w.kept...)
	}
	return k, nil
}

// rowKeeper keeps wanted rows, shard by shard. What is measured the reduction decides.
type rowKeeper struct {
	*Partial
	want   Rows
	asks   []bool // by the scan's number of the client
	encode func([]byte, table.Record, int) ([]byte, error)
	kept   []KeptRow
}

func newRowKeeper(want Rows, plan *Plan, encode func([]byte, table.Record, int) ([]byte, error), src Source, o assessment.Options) *rowKeeper {
	return &rowKeeper{Partial: NewPartial(plan, src, o), want: want, encode: encode}
}

func (k *rowKeeper) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, k.keepRows)
}

// keepRows keeps the wanted rows of one record batch.
func (k *rowKeeper) keepRows(r table.Record) error {
	b := &k.batch
	k.scan.view(r, b)
	clients := k.scan.client.Names.List
	for n := len(k.asks); n < len(clients); n++ {
		k.asks = append(k.asks, k.want.Clients[clients[n]])
	}
	var l dealLine
	for i := range b.rows {
		at := dedup.At(b.file[i], b.row[i])
		if k.wants(b, i, at, &l) {
			line, err := k.encode(nil, r, i)
			if err != nil {
				return err
			}
			k.kept = append(k.kept, KeptRow{at.File, at.Row, line})
		}
	}
	return nil
}

func (k *rowKeeper) wants(b *dealBatch, i int, at dedup.Place, l *dealLine) bool {
	if k.want.Places[at] || k.asks[b.client.At(i)] && !k.plan.Dropped(at.File, at.Row) {
		return true
	}
	if !k.want.Every {
		return false
	}
	m := k.plan.mark(at)
	switch m.disposition {
	case repeated, superseded, conflicting:
		return false
	}
	k.scan.readLine(b, i, l)
	_, counts := k.decide(b, i, l, m)
	return counts && (l.reason == measured || l.reason >= noPolicy)
}
