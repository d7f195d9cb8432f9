// Package columnar reads Parquet and Arrow IPC files into raw blocks: every value as
// exact text with a hint of its type, so that what is behind it needs to know one form.
//
// Null is an empty Plain cell, and so is NaN, with which some tools write null into
// columns of floats; ±Inf is an error cell; text that is no UTF-8 is Invalid.
package columnar

import (
	"context"
	"fmt"
	"os"
	"sync"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/metadata"

	"tenbin/ingest/format/raw"
)

// batchRows is how many values of each column are decoded at once.
const batchRows = 2048

// OpenParquet opens a Parquet file: one sheet, one part a row group, the leaf columns
// that are neither nested nor repeated by their names. The parts may be read at once.
func OpenParquet(path string, limits raw.Limits) (*raw.Book, error) {
	limits = limits.WithDefaults()
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	p := &parquetFile{path: path, size: info.Size(), limits: limits}
	if err := protect(p.readFooter); err != nil {
		return nil, err
	}
	sheet := raw.Sheet{Parts: max(len(p.first), 1), Read: p.read, ReadCoded: p.readCoded, Named: p.names}
	return &raw.Book{Traits: raw.Traits{Typed: true, Uniform: true}, Sheets: []raw.Sheet{sheet}, Remarks: p.remarks, Close: func() error { return nil }}, nil
}

// parquetFile is what the footer says; the file is opened anew for every part.
type parquetFile struct {
	path    string
	size    int64
	limits  raw.Limits
	names   []string
	columns []int
	first   []int64                // rows before each row group
	footer  *metadata.FileMetaData // as it was read first, nil before
	spare   sync.Pool              // grids, from one row group to the next
	remarks []string
}

// open opens the file with a meter of its own.
func (p *parquetFile) open() (*file.Reader, *meter, error) {
	f, err := os.Open(p.path)
	if err != nil {
		return nil, nil, err
	}
	m := newMeter(p.size, p.limits)
	m.source, m.size = f, p.size
	properties := parquet.NewReaderProperties(m)
	r, err := file.NewParquetReader(f, file.WithReadProps(properties), file.WithMetadata(p.footer))
	if err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	return r, m, nil
}

func (p *parquetFile) readFooter() error {
	r, _, err := p.open()
	if err != nil {
		return err
	}
	defer r.Close()
	p.footer = r.MetaData()
	var nested []string
	schema := p.footer.Schema
	for i := range schema.NumColumns() {
		c := schema.Column(i)
		if c.MaxRepetitionLevel() > 0 || len(c.ColumnPath()) > 1 {
			nested = append(nested, "nested column left out: "+c.ColumnPath().String())
			continue
		}
		p.names, p.columns = append(p.names, c.Name()), append(p.columns, i)
	}
	if len(p.columns) > p.limits.Columns {
		return &raw.LimitError{Key: "columns", Limit: int64(p.limits.Columns), Got: int64(len(p.columns))}
	}
	total, rows := int64(0), int64(0)
	for g := range r.NumRowGroups() {
		m := r.MetaData().RowGroup(g)
		if m.NumRows() < 0 || m.TotalByteSize() < 0 {
			return fmt.Errorf("%w: row group %d claims %d rows", ErrTruncated, g, m.NumRows())
		}
		p.first = append(p.first, rows)
		if rows += m.NumRows(); rows < 0 || rows > mostRows(p.size, p.limits) {
			return &raw.LimitError{Key: "ratio", Limit: p.limits.Ratio}
		}
		if total += m.TotalByteSize(); total < 0 || total > p.limits.Unpacked {
			return &raw.LimitError{Key: "unpacked", Limit: p.limits.Unpacked, Got: max(0, total)}
		}
	}
	switch {
	case rows != r.NumRows():
		return fmt.Errorf("%w: its row groups hold %d rows of %d", ErrTruncated, rows, r.NumRows())
	case total > 1<<20 && total/max(p.size, 1) > p.limits.Ratio:
		return &raw.LimitError{Key: "ratio", Limit: p.limits.Ratio, Got: total / max(p.size, 1)}
	}
	p.remarks = append([]string{fmt.Sprintf("Parquet, %d row groups, %d rows, %d columns", r.NumRowGroups(), rows, len(p.names))}, nested...)
	return nil
}

// read reads one row group, all cells as text.
func (p *parquetFile) read(ctx context.Context, part int, f func(*raw.Block) error) error {
	return p.readCoded(ctx, part, nil, f)
}

// readCoded reads one row group, its columns in the forms that are wanted; without want as
// text.
func (p *parquetFile) readCoded(ctx context.Context, part int, want []raw.Want, f func(*raw.Block) error) error {
	if len(p.first) == 0 || len(p.columns) == 0 {
		return nil
	}
	var r *file.Reader
	var m *meter
	if err := protect(func() (err error) { r, m, err = p.open(); return err }); err != nil {
		return err
	}
	defer r.Close()
	cursors, rows, err := p.cursors(r, m, part)
	if err != nil {
		return err
	}
	out, _ := p.spare.Get().(*grid)
	if out == nil {
		out = &grid{}
	}
	defer p.spare.Put(out)
	out.sink, out.width, out.kept = sink{limits: p.limits, emit: f, row: p.first[part], block: out.block}, len(cursors), 0
	for done := int64(0); done < rows; done += batchRows {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(batchRows, rows-done)
		if err := protect(func() error {
			for _, c := range cursors {
				if err := c.fill(n); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		if err := p.emit(out, cursors, want, int(n)); err != nil {
			return err
		}
	}
	return protect(func() error {
		for _, c := range cursors {
			if c.goesOn() {
				return fmt.Errorf("%w: column %s goes on behind row %d", ErrTruncated, c.column.Name(), rows)
			}
		}
		return nil
	})
}

// cursors returns one cursor a column over a row group, and its number of rows.
func (p *parquetFile) cursors(r *file.Reader, m *meter, part int) (cursors []*cursor, rows int64, err error) {
	err = protect(func() error {
		group := r.RowGroup(part)
		rows = group.NumRows()
		for _, c := range p.columns {
			x, err := newCursor(r, group, c, m)
			if err != nil {
				return fmt.Errorf("%w: %v", ErrTruncated, err)
			}
			cursors = append(cursors, x)
		}
		return nil
	})
	return cursors, rows, err
}

// emit hands over the n rows that the cursors hold, in blocks that are not too large.
func (p *parquetFile) emit(out *grid, cursors []*cursor, want []raw.Want, n int) error {
	for from := 0; from < n; {
		to := from + fitting(cursors, from, n)
		out.begin(to - from)
		coded := false
		for j, c := range cursors {
			if c.unspelled(want, j, len(cursors), p.limits) {
				coded = true
				continue
			}
			if err := c.put(out, j, from, to); err != nil {
				return err
			}
		}
		if coded {
			out.code(cursors, want, from, to)
		}
		if err := out.end(); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// fitting is how many of the rows from to n make a block that is not too large.
func fitting(cursors []*cursor, from, n int) int {
	size := 0
	for _, c := range cursors {
		if c.codes != nil {
			size += (n - from) * c.codes.most
			continue
		}
		for _, b := range c.bytes {
			size += len(b)
		}
		for _, b := range c.fixed {
			size += len(b)
		}
	}
	if size <= blockBytes {
		return n - from
	}
	size = 0
	for i := from; i < n; i++ {
		for _, c := range cursors {
			size += c.size(i)
		}
		if size > blockBytes {
			return i - from + 1
		}
	}
	return n - from
}
