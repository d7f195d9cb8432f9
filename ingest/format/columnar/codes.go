package columnar

import (
	"fmt"

	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/format/raw"
)

// codes reads a column chunk that has a dictionary by the codes of its values, so that a
// value is written, checked and looked up once for its dictionary and not for each cell.
//
// Note: the library hands out no codes outside of its own arrays. It is therefore told
// that the column is one of int32 with the dictionary 0, 1, 2, …: what it decodes then,
// with its own checks of pages, levels and ranges, are the codes.
type codes struct {
	pages  *pages
	reader *file.Int32ColumnChunkReader
	values []int32
	placed []place // by code
	keep   bool    // codes come again often enough for their texts to enter the dictionary
	most   int     // bytes of the longest value
}

// place is where the text of a code stands in the dictionary of the part.
type place struct {
	from, to uint32
	hint     raw.Hint
	state    placeState
}

type placeState uint8

const (
	placeNew  placeState = iota
	placeMet             // once: a value that never comes again takes no room
	placeKept            // its text stands there
)

// coded is how a pages hands on codes in place of values.
type coded struct {
	mem  memory.Allocator
	dict []byte // the values, as they were read: the reader of pages forgets a page at the next
	size int32  // how many, −1 before the dictionary
	bare bool   // a page of values without codes was met: it was not handed on
}

// turn returns what stands for page: for a dictionary the numbers of its values. Nil for
// a page that has no codes.
func (c *coded) turn(page file.Page) file.Page {
	switch page := page.(type) {
	case *file.DictionaryPage:
		n := int(page.NumValues())
		numbers := c.mem.Allocate(4 * n)
		for k := range n {
			numbers[4*k], numbers[4*k+1], numbers[4*k+2], numbers[4*k+3] = byte(k), byte(k>>8), byte(k>>16), byte(k>>24)
		}
		c.dict, c.size = page.Data(), page.NumValues()
		return file.NewDictionaryPage(memory.NewBufferBytes(numbers), page.NumValues(), parquet.Encoding(page.Encoding()))
	case *file.DataPageV1, *file.DataPageV2:
		switch parquet.Encoding(page.Encoding()) {
		case parquet.Encodings.PlainDict, parquet.Encodings.RLEDict:
		default:
			c.bare = true
			return nil
		}
	}
	return page
}

// codesOf opens a chunk by its codes; nil where it has none.
func codesOf(r *file.Reader, group *file.RowGroupReader, c int, mem *meter) (*codes, error) {
	meta, err := group.MetaData().ColumnChunk(c)
	if err != nil {
		return nil, err
	}
	column := r.MetaData().Schema.Column(c)
	if !meta.HasDictionaryPage() || column.PhysicalType() == parquet.Types.Boolean {
		return nil, nil
	}
	p, err := pagesOf(r, group, c, mem)
	if err != nil {
		return nil, err
	}
	p.coded = &coded{mem: mem, size: -1}
	number := schema.NewColumn(schema.NewInt32Node(column.Name(), parquet.Repetitions.Optional, -1), column.MaxDefinitionLevel(), 0)
	reader, ok := file.NewColumnReader(number, p, mem, r.BufferPool()).(*file.Int32ColumnChunkReader)
	if !ok {
		return nil, fmt.Errorf("column %d has no codes", c)
	}
	return &codes{pages: p, reader: reader}, nil
}

// onlyPage is a column chunk of one page.
type onlyPage struct {
	file.PageReader
	page file.Page
	done bool
}

func (p *onlyPage) Next() bool {
	more := !p.done
	p.done = true
	return more
}

func (p *onlyPage) Page() file.Page { return p.page }
func (p *onlyPage) Err() error      { return nil }

// learn reads the values of the dictionary, of a chunk of so many rows, into c, where
// they stay as long as it is read by codes.
func (c *cursor) learn() error {
	data, n := c.codes.pages.coded.dict, c.codes.pages.coded.size
	node, ok := c.column.SchemaNode().(*schema.PrimitiveNode)
	if !ok {
		return fmt.Errorf("%w: column %s is nested", ErrTruncated, c.column.Name())
	}
	page := file.NewDataPageV1(memory.NewBufferBytes(data), n, parquet.Encodings.Plain, parquet.Encodings.RLE, parquet.Encodings.RLE, int32(len(data)))
	c.clear()
	whole := c.chunk
	c.chunk = file.NewColumnReader(schema.NewColumn(node, 0, 0), &onlyPage{page: page}, c.mem, c.pool)
	defer func() { c.chunk = whole }()
	for have := 0; have < int(n); {
		before := have
		_, err := c.batch(int64(int(n)-have), nil)
		if have = c.len(); err != nil || have == before {
			return fmt.Errorf("%w: column %s: the dictionary holds %d values of %d", ErrTruncated, c.column.Name(), have, n)
		}
	}
	c.codes.placed = make([]place, n)
	c.codes.keep = int64(n) <= c.rows/2
	for _, b := range c.bytes {
		c.codes.most = max(c.codes.most, len(b))
	}
	for _, b := range c.fixed {
		c.codes.most = max(c.codes.most, len(b))
	}
	return nil
}

// fillCodes reads the next n codes of the column; false where pages without codes begin.
func (c *cursor) fillCodes(n int64) (bool, error) {
	x := c.codes
	x.values = x.values[:0]
	got, next := int64(0), 0
	most := c.column.MaxDefinitionLevel()
	for got < n {
		levels := c.levels[got:n]
		var total int64
		var err error
		x.values, total, err = more(x.values, n-got, levels, x.reader.ReadBatch)
		switch {
		case x.pages.coded.bare:
			return false, nil
		case err != nil:
			return false, fmt.Errorf("%w: column %s: %v", ErrTruncated, c.column.Name(), err)
		case total == 0:
			return false, fmt.Errorf("%w: column %s ends after %d of %d rows", ErrTruncated, c.column.Name(), got, n)
		case x.placed == nil && x.pages.coded.size >= 0:
			if err := c.learn(); err != nil {
				return false, err
			}
		}
		for i := range total {
			if most != 0 && levels[i] != most {
				c.at[got+i] = -1
				continue
			}
			if next >= len(x.values) {
				return false, fmt.Errorf("%w: column %s holds %d values of %d", ErrTruncated, c.column.Name(), len(x.values), next+1)
			}
			k := x.values[next]
			if next++; k < 0 || int(k) >= len(x.placed) {
				return false, fmt.Errorf("%w: column %s: code %d of %d", ErrTruncated, c.column.Name(), k, len(x.placed))
			}
			c.at[got+i] = k
		}
		got += total
	}
	return true, nil
}

// putCodes fills column j of out with the rows from to to.
func (c *cursor) putCodes(out *grid, j, from, to int) error {
	x := c.codes
	for i := from; i < to; i++ {
		k := c.at[i]
		if k < 0 {
			if err := out.put(i-from, j, nil, raw.Plain); err != nil {
				return err
			}
			continue
		}
		p := &x.placed[k]
		if p.state == placeKept {
			if err := out.set(i-from, j, p.from, p.to, p.hint); err != nil {
				return err
			}
			continue
		}
		text, hint := c.write(c.buffer[:0], k)
		c.buffer = text
		if p.state == placeMet {
			if start, end, ok := out.keep(text); ok {
				*p = place{start, end, hint, placeKept}
				if err := out.set(i-from, j, start, end, hint); err != nil {
					return err
				}
				continue
			}
		} else if x.keep {
			p.state = placeMet
		}
		if err := out.put(i-from, j, text, hint); err != nil {
			return err
		}
	}
	return nil
}

// unspelled reports whether column j of so many does not come as text: as codes where it
// has them and no row of such values can be too long, or as numbers.
func (c *cursor) unspelled(want []raw.Want, j, width int, limits raw.Limits) bool {
	switch {
	case j >= len(want):
		return false
	case c.codes != nil:
		return want[j] >= raw.AsCodes && c.codes.most <= limits.Cell/width
	}
	return want[j] >= raw.AsNumbers && c.column.PhysicalType() == parquet.Types.Double && limits.Cell/width >= 32
}

// code hands the columns of cursors that are not spelled to the block. Their text counts
// against the limits when it is written.
func (g *grid) code(cursors []*cursor, want []raw.Want, from, to int) {
	g.coded = g.coded[:0]
	for j, c := range cursors {
		x := raw.Coded{}
		switch {
		case !c.unspelled(want, j, len(cursors), g.limits):
		case c.codes != nil:
			x.Codes, x.Value = c.at[from:to], c.value
		default:
			x.Hundredths = c.hundredths(from, to)
		}
		g.coded = append(g.coded, x)
	}
	columns := g.coded
	g.block.Code(columns, func() error {
		g.sent -= g.texts()
		for j, c := range cursors {
			if columns[j].Codes == nil && columns[j].Hundredths == nil {
				continue
			}
			if err := c.put(g, j, from, to); err != nil {
				return err
			}
		}
		return g.send()
	})
}

// hundredths returns the doubles of the rows from to to times 100.
func (c *cursor) hundredths(from, to int) []int64 {
	c.cents = c.cents[:0]
	for _, k := range c.at[from:to] {
		v := int64(raw.NoNumber)
		if k >= 0 {
			if n, ok := hundred(c.f64[k]); ok {
				v = n
			}
		}
		c.cents = append(c.cents, v)
	}
	return c.cents
}

// value writes the value of a code.
func (c *cursor) value(code int32) ([]byte, raw.Hint) {
	if code < 0 {
		return nil, raw.Plain
	}
	text, hint := c.write(c.buffer[:0], code)
	c.buffer = text
	return text, hint
}
