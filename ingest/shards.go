package ingest

import (
	"context"
	"slices"
	"sort"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// part is one part of one file, as a table.Shard.
type part struct {
	in   *Input
	s    *survey
	part int
	skip []bool // columns of deals that nobody wants, by position; nil = none
}

// Only returns the part without the values of other columns than those named, as far as
// leaving them out saves work. What is wrong with a row is found all the same.
func (p *part) Only(columns []string) table.Shard {
	q := *p
	q.skip = make([]bool, len(p.s.layout.schema.Columns))
	for i, c := range p.s.layout.schema.Columns {
		q.skip[i] = !slices.Contains(columns, c.Name) && (c.Kind == table.Text || c.Kind == table.Code && !p.s.listed)
	}
	return &q
}

// Shards returns the parts of a table's files, in configuration order, then row order.
// They may be read in any order, at once, and more than once.
func (in *Input) Shards(tableName string) []table.Shard {
	var out []table.Shard
	for _, s := range in.surveys[tableName] {
		for k := range s.parts {
			out = append(out, &part{in: in, s: s, part: k})
		}
	}
	return out
}

// Records calls f with the record batches of the part, in row order.
func (p *part) Records(ctx context.Context, f func(arrow.Record) error) error {
	return p.read(ctx, func(c *converter) error {
		if !c.out.full() {
			return nil
		}
		return hand(c.out, f)
	}, func(c *converter) error { return hand(c.out, f) })
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

// read converts the rows of the part. after is called behind every record that was
// committed, end at the end; what became of the rows is noted when all went well.
func (p *part) read(ctx context.Context, after, end func(*converter) error) error {
	c := p.in.lease(p.s)
	t := &tally{unmatched: make([]int64, len(p.s.joins))}
	verdicts := p.in.verdicts[p.s]
	l := c.lane
	var seen *partSurvey
	if p.s.parts[p.part].pending {
		first := p.s.emptyPart()
		first.late = true
		seen = &first
	}
	if l != nil {
		l.observing, l.skip = seen != nil, p.skip
		l.forget()
	}
	may := func(row int64) bool {
		if row <= p.s.found.row || row > p.s.shape.lastFull {
			return false
		}
		_, judged := verdicts[row]
		return !judged
	}
	read := p.s.found.sheet.Read
	if l != nil && p.s.found.sheet.ReadCoded != nil {
		if want, ok := l.forms(); ok {
			read = func(ctx context.Context, part int, f func(*raw.Block) error) error {
				return p.s.found.sheet.ReadCoded(ctx, part, want, f)
			}
		}
	}
	err := read(ctx, p.part, func(b *raw.Block) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		plain := l != nil && len(b.Bad) == 0
		if plain {
			l.take(b, may)
		}
		if !plain || slices.Contains(l.good[:b.Rows()], false) {
			if err := b.Spell(); err != nil {
				return err
			}
		}
		for i := 0; i < b.Rows(); i++ {
			row := b.Row[i]
			if row <= p.s.found.row {
				continue
			}
			if plain && l.good[i] {
				to := i + 1
				for to < b.Rows() && l.good[to] && to-i < batchRows-c.out.n {
					to++
				}
				l.emit(b, i, to)
				t.counts.RowsRead += int64(to - i)
				t.counts.Records += int64(to - i)
				if err := after(c); err != nil {
					return err
				}
				i = to - 1
				continue
			}
			kind := p.s.shape.of(b, i)
			if kind != isRow {
				t.furnish(p.s, b, i, kind)
				continue
			}
			t.counts.RowsRead++
			if c.cur.start != nil {
				c.cur.stand(b, i)
				if c.cur.helps() {
					t.counts.Helper++
					continue
				}
			}
			v := verdicts[row]
			switch v.fate {
			case repeated:
				t.counts.Repeated++
				continue
			case superseded:
				t.counts.Superseded++
				continue
			}
			ok := c.row(b, i)
			if seen != nil {
				p.s.observe(c.cur, seen)
				if print := c.id.print(c.cur); print != 0 {
					seen.prints = append(seen.prints, print)
				}
			}
			for k := range p.s.joins {
				if c.cur.find(k) == none {
					t.unmatched[k]++
				}
			}
			if v.fate == conflicting {
				c.conflict(v)
				ok = false
			}
			if !ok {
				t.counts.RowErrors++
				t.errors = append(t.errors, c.rowError(row))
				c.out.drop()
				continue
			}
			t.counts.Records++
			c.out.commit(row)
			if err := after(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := end(c); err != nil {
		return err
	}
	if seen != nil {
		p.s.parts[p.part] = *seen
	}
	p.in.giveBack(c)
	p.in.mu.Lock()
	p.in.tallies[p.s][p.part] = t
	p.in.mu.Unlock()
	return nil
}

// conflict adds that the row's id stands on another row too.
func (c *converter) conflict(v verdict) {
	e := table.CellError{Name: idColumn(c.s.layout.schema.Name), Value: cut(cell.Clean(string(c.id.text(c.cur)))), Reason: table.DuplicateID, Other: v.other}
	if len(c.id.slots) > 0 {
		e.Column = c.id.slots[0].column()
	}
	c.errs = append(c.errs, e)
}

// rowError is the current row as an error.
func (c *converter) rowError(row int64) table.RowError {
	e := table.RowError{Table: c.s.layout.schema.Name, Place: table.Place{File: c.s.path, Sheet: c.s.found.sheet.Name, Row: row},
		Cells: append([]table.CellError(nil), c.errs...)}
	if i, ok := c.at["list_amount"]; ok {
		e.ListAmount, _ = c.out.int(i)
	}
	sort.SliceStable(e.Cells, func(a, b int) bool { return e.Cells[a].Column < e.Cells[b].Column })
	return e
}

// furnish notes a row that is no row of the table. A blank tail counts once a file:
// counts leaves it to Counts.
func (t *tally) furnish(s *survey, b *raw.Block, i int, kind class) {
	row := b.Row[i]
	if kind != isTail {
		t.counts.RowsRead++
		t.counts.Furniture++
	}
	if n := len(t.furniture) - 1; n >= 0 && (kind == isTail || kind == isBlank) && t.furniture[n].Kind == classNames[kind] && t.furniture[n].Through == row-1 {
		t.furniture[n].Through = row
		return
	}
	f := Furniture{Table: s.layout.schema.Name, Place: table.Place{File: s.path, Sheet: s.found.sheet.Name, Row: row}, Through: row, Kind: classNames[kind]}
	if kind != isTail && kind != isBlank {
		f.Text = firstText(b, i)
	}
	t.furniture = append(t.furniture, f)
}

// each reads a table's rows one by one while Open builds its lists.
func (in *Input) each(tableName string, f func(*converter)) error {
	for _, s := range in.surveys[tableName] {
		for k := range s.parts {
			p := &part{in: in, s: s, part: k}
			err := p.read(in.ctx, func(c *converter) error {
				c.out.n-- // the row just committed is the current one again
				f(c)
				c.out.n++
				if c.out.full() {
					c.out.fresh()
				}
				return nil
			}, func(*converter) error { return nil })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// rows calls f on every row of the file that is no furniture.
func (s *survey) rows(ctx context.Context, f func(*cursor)) error {
	cur := newCursor(s.layout, s.joins)
	for k := range s.parts {
		err := s.found.sheet.Read(ctx, k, func(b *raw.Block) error {
			for i := range b.Rows() {
				if b.Row[i] > s.found.row && s.shape.of(b, i) == isRow {
					cur.stand(b, i)
					f(cur)
				}
			}
			return nil
		})
		if err != nil {
			return unreadable(s.path, err)
		}
	}
	return nil
}

// TableCounts counts the rows of one table's own files that were read so far.
func (in *Input) TableCounts(tableName string) table.Counts {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.tableCounts(tableName)
}

func (in *Input) tableCounts(tableName string) table.Counts {
	var sum table.Counts
	if r := in.sources.Deals; r != nil && tableName == table.Deals.Name {
		return r.Counts
	}
	for _, s := range in.surveys[tableName] {
		tail := int64(0)
		for _, t := range in.tallies[s] {
			if t == nil {
				continue
			}
			sum = sum.Add(t.counts)
			for _, f := range t.furniture {
				if f.Kind == classNames[isTail] {
					tail = 1
				}
			}
		}
		sum = sum.Add(table.Counts{RowsRead: tail + s.folded, Furniture: tail, Helper: s.folded})
	}
	return sum
}

// Counts counts every physical row of every file that was read so far, joined files
// included.
func (in *Input) Counts() table.Counts {
	in.mu.Lock()
	defer in.mu.Unlock()
	var sum table.Counts
	for _, schema := range table.All {
		sum = sum.Add(in.tableCounts(schema.Name))
	}
	for _, h := range in.helpers {
		sum = sum.Add(h)
	}
	return sum
}

// RowErrors lists the rows that could not be used, by place.
func (in *Input) RowErrors() []table.RowError {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := append([]table.RowError(nil), in.broken...)
	if r := in.sources.Deals; r != nil {
		out = append(out, r.RowErrors...)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			for _, t := range in.tallies[s] {
				if t != nil {
					out = append(out, t.errors...)
				}
			}
		}
	}
	table.SortRowErrors(out)
	return out
}

// Furniture lists the rows that belong to the sheet and not to a table, by place.
func (in *Input) Furniture() []Furniture {
	in.mu.Lock()
	defer in.mu.Unlock()
	out := append([]Furniture(nil), in.sheets...)
	if r := in.sources.Deals; r != nil {
		out = append(out, r.Furniture...)
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			for _, t := range in.tallies[s] {
				if t != nil {
					out = append(out, t.furniture...)
				}
			}
		}
	}
	return mergeFurniture(out)
}
