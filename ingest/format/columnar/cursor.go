package columnar

import (
	"fmt"
	"sync"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/format/raw"
)

// cursor reads one column of a row group in steps of batchRows values.
type cursor struct {
	chunk  file.ColumnChunkReader
	column *schema.Column
	write  func(out []byte, k int32) ([]byte, raw.Hint) // value k of the batch
	levels []int16
	at     []int32 // position of row i's value, −1 = null
	ints32 []int32
	ints64 []int64
	int96s []parquet.Int96
	f32    []float32
	f64    []float64
	bools  []bool
	bytes  []parquet.ByteArray
	fixed  []parquet.FixedLenByteArray
	buffer []byte
	cents  []int64
	open   func() (file.ColumnChunkReader, error)
	mem    *meter
	pool   *sync.Pool
	rows   int64  // of the row group
	done   int64  // rows before the batch
	last   int64  // rows of the batch
	codes  *codes // nil where the chunk is read by its values
}

// newCursor opens column k of a row group.
func newCursor(r *file.Reader, group *file.RowGroupReader, k int, mem *meter) (*cursor, error) {
	c := &cursor{column: r.MetaData().Schema.Column(k), levels: make([]int16, batchRows), at: make([]int32, batchRows),
		mem: mem, pool: r.BufferPool(), rows: group.NumRows()}
	c.open = func() (file.ColumnChunkReader, error) { return chunk(r, group, k, mem) }
	c.write = c.writer()
	var err error
	if c.codes, err = codesOf(r, group, k, mem); err == nil && c.codes == nil {
		c.chunk, err = c.open()
	}
	return c, err
}

// fill reads the next n values of the column: by their codes while it has them. Where
// they end, as a writer's dictionary has grown too large, the chunk is read anew by its
// values, up to where it stood.
func (c *cursor) fill(n int64) error {
	c.done, c.last = c.done+c.last, n
	if c.codes == nil {
		return c.fillValues(n)
	}
	if ok, err := c.fillCodes(n); ok || err != nil {
		return err
	}
	c.codes = nil
	var err error
	if c.chunk, err = c.open(); err != nil {
		return fmt.Errorf("%w: column %s: %v", ErrTruncated, c.column.Name(), err)
	}
	for skipped := int64(0); skipped < c.done; skipped += batchRows {
		if err := c.fillValues(min(batchRows, c.done-skipped)); err != nil {
			return err
		}
	}
	return c.fillValues(n)
}

// goesOn reports whether the column holds values behind those read.
func (c *cursor) goesOn() bool {
	if c.codes != nil {
		return c.codes.reader.HasNext() || c.codes.pages.coded.bare
	}
	return c.chunk.HasNext()
}

// fillValues reads the next n values of the column.
func (c *cursor) fillValues(n int64) error {
	got, values := int64(0), int32(0)
	most := c.column.MaxDefinitionLevel()
	c.clear()
	for got < n {
		levels := c.levels[got:n]
		total, err := c.batch(n-got, levels)
		if err != nil {
			return fmt.Errorf("%w: column %s: %v", ErrTruncated, c.column.Name(), err)
		}
		if total == 0 {
			return fmt.Errorf("%w: column %s ends after %d of %d rows", ErrTruncated, c.column.Name(), got, n)
		}
		for i := range total {
			if most == 0 || levels[i] == most {
				c.at[got+i] = values
				values++
			} else {
				c.at[got+i] = -1
			}
		}
		got += total
	}
	if have := int32(c.len()); values > have {
		return fmt.Errorf("%w: column %s holds %d values of %d", ErrTruncated, c.column.Name(), have, values)
	}
	return nil
}

func (c *cursor) len() int {
	return len(c.ints32) + len(c.ints64) + len(c.int96s) + len(c.f32) + len(c.f64) + len(c.bools) + len(c.bytes) + len(c.fixed)
}

func (c *cursor) clear() {
	c.ints32, c.ints64, c.int96s, c.f32, c.f64 = c.ints32[:0], c.ints64[:0], c.int96s[:0], c.f32[:0], c.f64[:0]
	c.bools, c.bytes, c.fixed = c.bools[:0], c.bytes[:0], c.fixed[:0]
}

// batch appends up to n values and their levels.
func (c *cursor) batch(n int64, levels []int16) (total int64, err error) {
	switch r := c.chunk.(type) {
	case *file.Int32ColumnChunkReader:
		c.ints32, total, err = more(c.ints32, n, levels, r.ReadBatch)
	case *file.Int64ColumnChunkReader:
		c.ints64, total, err = more(c.ints64, n, levels, r.ReadBatch)
	case *file.Int96ColumnChunkReader:
		c.int96s, total, err = more(c.int96s, n, levels, r.ReadBatch)
	case *file.Float32ColumnChunkReader:
		c.f32, total, err = more(c.f32, n, levels, r.ReadBatch)
	case *file.Float64ColumnChunkReader:
		c.f64, total, err = more(c.f64, n, levels, r.ReadBatch)
	case *file.BooleanColumnChunkReader:
		c.bools, total, err = more(c.bools, n, levels, r.ReadBatch)
	case *file.ByteArrayColumnChunkReader: // the arrays point into pages: see meter
		c.bytes, total, err = more(c.bytes, n, levels, r.ReadBatch)
	case *file.FixedLenByteArrayColumnChunkReader:
		c.fixed, total, err = more(c.fixed, n, levels, r.ReadBatch)
	default:
		err = fmt.Errorf("unknown physical type %v", c.column.PhysicalType())
	}
	return total, err
}

// more appends to v what read delivers.
func more[T any](v []T, n int64, levels []int16, read func(int64, []T, []int16, []int16) (int64, int, error)) ([]T, int64, error) {
	have := len(v)
	if cap(v) < have+int(n) {
		v = append(make([]T, 0, have+max(batchRows, int(n))), v...)
	}
	total, got, err := read(n, v[have:have+int(n)], levels, nil)
	return v[:have+got], total, err
}

// size is about how long row i's text is.
func (c *cursor) size(i int) int {
	switch k := c.at[i]; {
	case k < 0:
		return 0
	case len(c.bytes) > 0:
		return len(c.bytes[k])
	case len(c.fixed) > 0:
		return len(c.fixed[k])
	}
	return 8
}

// put fills column j of out with the rows from to to.
func (c *cursor) put(out *grid, j, from, to int) error {
	if c.codes != nil {
		return c.putCodes(out, j, from, to)
	}
	for i := from; i < to; i++ {
		var text []byte
		hint := raw.Plain
		if k := c.at[i]; k >= 0 {
			text, hint = c.write(c.buffer[:0], k)
			c.buffer = text
		}
		if err := out.put(i-from, j, text, hint); err != nil {
			return err
		}
	}
	return nil
}

// writer returns how a value of the column is written, by its logical type.
func (c *cursor) writer() func([]byte, int32) ([]byte, raw.Hint) {
	logical := c.column.LogicalType()
	switch c.column.PhysicalType() {
	case parquet.Types.Int32:
		f := integer(logical, 32)
		return func(out []byte, k int32) ([]byte, raw.Hint) { return f(out, int64(c.ints32[k])) }
	case parquet.Types.Int64:
		f := integer(logical, 64)
		return func(out []byte, k int32) ([]byte, raw.Hint) { return f(out, c.ints64[k]) }
	case parquet.Types.Int96:
		return func(out []byte, k int32) ([]byte, raw.Hint) { return appendInt96(out, c.int96s[k]), raw.Stamp }
	case parquet.Types.Float:
		return func(out []byte, k int32) ([]byte, raw.Hint) { return appendFloat(out, float64(c.f32[k]), 32) }
	case parquet.Types.Double:
		return func(out []byte, k int32) ([]byte, raw.Hint) { return appendFloat(out, c.f64[k], 64) }
	case parquet.Types.Boolean:
		return func(out []byte, k int32) ([]byte, raw.Hint) { return appendBool(out, c.bools[k]), raw.Bool }
	case parquet.Types.ByteArray:
		f := binaryOf(logical)
		return func(out []byte, k int32) ([]byte, raw.Hint) { return f(out, c.bytes[k]) }
	default:
		f := binaryOf(logical)
		return func(out []byte, k int32) ([]byte, raw.Hint) { return f(out, c.fixed[k]) }
	}
}
