package convert

import (
	"context"
	"slices"
	"sort"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/scan"
	"tenbin/ingest/table"
)

// Reading is how a part of a file is read.
type Reading struct {
	Part      int
	Skip      []bool                   // columns of deals that nobody wants, by position; nil = none
	Observe   bool                     // the part was not scanned: its cells are shown to the profiles
	Decisions map[int64]dedup.Decision // of the rows that stand in several places
}

// Outcome is what came of a reading beside its rows.
type Outcome struct {
	Tally *Tally
	Stats *scan.PartStats // nil where nothing had to be observed
}

// Records calls f with the record batches of a part, in row order.
func (c *Converter) Records(ctx context.Context, r Reading, f func(arrow.Record) error) (Outcome, error) {
	hand := func() error { return hand(c.out, f) }
	o, err := c.read(ctx, r, func() error {
		if !c.out.full() {
			return nil
		}
		return hand()
	})
	if err == nil {
		err = hand()
	}
	return o, err
}

// Row is a row of a small table under way.
type Row struct{ c *Converter }

// Text, Day, Int and Byte return what a column of the row holds; nothing where it is empty.
func (r Row) Text(column string) string       { return r.c.out.text(r.c.at[column]) }
func (r Row) Day(column string) table.Day     { return r.c.out.day(r.c.at[column]) }
func (r Row) Int(column string) (int64, bool) { return r.c.out.int(r.c.at[column]) }
func (r Row) Byte(column string) uint8        { return r.c.out.byte(r.c.at[column]) }

// Rows calls f with the rows of a part one by one.
func (c *Converter) Rows(ctx context.Context, r Reading, f func(Row)) (Outcome, error) {
	return c.read(ctx, r, func() error {
		c.out.n-- // the row just committed is the current one again
		f(Row{c})
		c.out.n++
		if c.out.full() {
			c.out.fresh()
		}
		return nil
	})
}

func hand(b *batch, f func(arrow.Record) error) error {
	r := b.record()
	if r == nil {
		return nil
	}
	err := f(r)
	r.Release()
	b.fresh()
	return err
}

// partReader reads the rows of one part.
type partReader struct {
	*Converter
	outcome Outcome
	after   func() error
}

// read converts the rows of a part. after is called behind every record that was committed.
func (c *Converter) read(ctx context.Context, r Reading, after func() error) (Outcome, error) {
	c.decisions = r.Decisions
	p := &partReader{c, Outcome{Tally: &Tally{Unmatched: make([]int64, len(c.s.Joins))}}, after}
	if r.Observe {
		first := scan.EmptyPart(c.s.Layout)
		first.Late = true
		p.outcome.Stats = &first
	}
	if l := c.fast; l != nil {
		l.observing, l.skip = r.Observe, r.Skip
		l.reset()
	}
	read := c.s.Found.Sheet.Read
	if c.fast != nil && c.s.Found.Sheet.ReadCoded != nil {
		if want, ok := c.fast.forms(); ok {
			read = func(ctx context.Context, part int, f func(*raw.Block) error) error {
				return c.s.Found.Sheet.ReadCoded(ctx, part, want, f)
			}
		}
	}
	err := read(ctx, r.Part, func(b *raw.Block) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return p.block(b)
	})
	return p.outcome, err
}

// may reports whether the fast path may take a row.
func (p *partReader) may(row int64) bool {
	if row <= p.s.Found.Row || row > p.s.Shape.LastFull {
		return false
	}
	if _, marked := p.s.Marks[row]; marked {
		return false
	}
	_, judged := p.decisions[row]
	return !judged
}

// block converts the rows of a block: those that the fast path takes together, the others one by
// one.
func (p *partReader) block(b *raw.Block) error {
	l := p.fast
	plain := l != nil && len(b.Bad) == 0
	if plain {
		l.take(b, p.may)
	}
	if !plain || slices.Contains(l.good[:b.Rows()], false) {
		if err := b.Spell(); err != nil {
			return err
		}
	}
	for i := 0; i < b.Rows(); i++ {
		switch {
		case b.Row[i] <= p.s.Found.Row:
		case plain && l.good[i]:
			to := i + 1
			for to < b.Rows() && l.good[to] && to-i < batchRows-p.out.n {
				to++
			}
			l.emit(b, i, to)
			p.outcome.Tally.Counts.RowsRead += int64(to - i)
			p.outcome.Tally.Counts.Records += int64(to - i)
			if err := p.after(); err != nil {
				return err
			}
			i = to - 1
		default:
			if err := p.single(b, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// single converts row i of b.
func (p *partReader) single(b *raw.Block, i int) error {
	c, t, row := p.Converter, p.outcome.Tally, b.Row[i]
	if kind := p.s.Shape.Class(b, i); kind != heading.IsRow {
		t.nonData(p.s, b, i, kind)
		return nil
	}
	if m := p.s.Marks[row]; m.Class != heading.IsRow {
		t.nonData(p.s, b, i, m.Class)
		return nil
	}
	t.Counts.RowsRead++
	if c.cur.Start != nil {
		c.cur.Seek(b, i)
		if c.cur.Continuation() {
			t.Counts.Helper++
			return nil
		}
	}
	v := p.decisions[row]
	switch v.Disposition {
	case dedup.Repeated:
		t.Counts.Repeated++
		return nil
	case dedup.Superseded:
		t.Counts.Superseded++
		return nil
	}
	ok := c.row(b, i)
	if p.outcome.Stats != nil {
		p.outcome.Stats.Observe(p.s, c.cur)
		if print := c.id.Fingerprint(c.cur); print != 0 {
			p.outcome.Stats.Fingerprints = append(p.outcome.Stats.Fingerprints, print)
		}
	}
	for k := range p.s.Joins {
		if c.cur.Find(k) == rows.NoPartner {
			t.Unmatched[k]++
		}
	}
	if v.Disposition == dedup.Conflicting {
		c.conflict(v)
		ok = false
	}
	if !ok {
		t.Counts.RowErrors++
		t.Errors = append(t.Errors, c.rowError(row))
		c.out.drop()
		return nil
	}
	if len(c.minor) > 0 {
		t.Errors = append(t.Errors, table.RowError{Table: c.s.Layout.Schema.Name, Place: c.s.Place(row), Cells: append([]table.CellError(nil), c.minor...), Kept: true, Day: table.NoDay})
	}
	t.Counts.Records++
	c.out.commit(row)
	return p.after()
}

// conflict adds that the row's id stands on another row too.
func (c *Converter) conflict(v dedup.Decision) {
	e := table.CellError{Name: heading.IdColumn(c.s.Layout.Schema.Name), Value: heading.Cut(cell.Clean(string(c.id.Text(c.cur)))), Reason: table.DuplicateID, Other: v.Other}
	if len(c.id.Slots) > 0 {
		e.Column = c.id.Slots[0].Column()
	}
	c.errs = append(c.errs, e)
}

// rowError is the current row as an error.
func (c *Converter) rowError(row int64) table.RowError {
	e := table.RowError{Table: c.s.Layout.Schema.Name, Place: c.s.Place(row),
		Cells: append(append([]table.CellError(nil), c.errs...), c.minor...), Day: table.NoDay}
	if i, ok := c.at["list_amount"]; ok {
		e.ListAmount, _ = c.out.int(i)
		e.Day = c.out.day(c.at["date"])
	}
	sort.SliceStable(e.Cells, func(a, b int) bool { return e.Cells[a].Column < e.Cells[b].Column })
	return e
}
