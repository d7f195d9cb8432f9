// Package columnar reads Parquet and Arrow IPC files into raw blocks: every value as
// exact text with a hint of its type, so that what is behind it needs to know one form.
package columnar

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strconv"
	"time"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/raw"
)

// ErrTruncated says that a file is damaged or ends too early.
var ErrTruncated = errors.New("the file is damaged or ends too early")

// blockRows bounds the rows of a block.
const blockRows = 4096

// guard turns a panic of the library on a hostile file into an error.
func guard(path string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: %w (%v)", path, ErrTruncated, r)
	}
}

// OpenParquet opens a Parquet file: one sheet, one part a row group, the leaf columns
// that are neither nested nor repeated by their names.
func OpenParquet(path string, limits raw.Limits) (book *raw.Book, err error) {
	defer guard(path, &err)
	limits = limits.WithDefaults()
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	r, err := file.OpenParquetFile(path, false)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	defer r.Close()
	var names, remarks []string
	var columns []int
	for i := range r.MetaData().Schema.NumColumns() {
		c := r.MetaData().Schema.Column(i)
		if c.MaxRepetitionLevel() > 0 || len(c.ColumnPath()) > 1 {
			remarks = append(remarks, "nested column left out: "+c.ColumnPath().String())
			continue
		}
		names, columns = append(names, c.Name()), append(columns, i)
	}
	if len(columns) > limits.Columns {
		return nil, &raw.LimitError{Key: "columns", Limit: int64(limits.Columns), Got: int64(len(columns))}
	}
	total := int64(0)
	var first []int64
	rows := int64(0)
	for g := range r.NumRowGroups() {
		m := r.MetaData().RowGroup(g)
		first = append(first, rows)
		rows += m.NumRows()
		total += m.TotalByteSize()
	}
	if total > limits.Unpacked {
		return nil, &raw.LimitError{Key: "unpacked", Limit: limits.Unpacked, Got: total}
	}
	if total > 1<<20 && total/max(info.Size(), 1) > limits.Ratio {
		return nil, &raw.LimitError{Key: "ratio", Limit: limits.Ratio, Got: total / max(info.Size(), 1)}
	}
	remarks = append([]string{fmt.Sprintf("Parquet, %d row groups, %d rows, %d columns", r.NumRowGroups(), rows, len(names))}, remarks...)
	groups := r.NumRowGroups()
	read := func(ctx context.Context, part int, f func(*raw.Block) error) (err error) {
		if groups == 0 {
			return nil
		}
		defer guard(path, &err)
		r, err := file.OpenParquetFile(path, false)
		if err != nil {
			return fmt.Errorf("%w: %v", ErrTruncated, err)
		}
		defer r.Close()
		return readGroup(ctx, r, part, columns, first[part], limits, f)
	}
	return &raw.Book{Sheets: []raw.Sheet{{Parts: max(groups, 1), Read: read, Named: names}}, Remarks: remarks, Close: func() error { return nil }}, nil
}

// readGroup reads one row group block by block.
func readGroup(ctx context.Context, r *file.Reader, g int, columns []int, first int64, limits raw.Limits, f func(*raw.Block) error) error {
	group := r.RowGroup(g)
	cursors := make([]*cursor, len(columns))
	for k, c := range columns {
		chunk, err := group.Column(c)
		if err != nil {
			return fmt.Errorf("%w: %v", ErrTruncated, err)
		}
		cursors[k] = newCursor(chunk)
	}
	var b raw.Block
	for done, rows := int64(0), group.NumRows(); done < rows; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n := min(blockRows, rows-done)
		for _, c := range cursors {
			if err := c.fill(n); err != nil {
				return err
			}
		}
		b.Reset()
		for i := range int(n) {
			for _, c := range cursors {
				text, hint := c.text(i)
				if len(text) > limits.Cell {
					return &raw.LimitError{Key: "cell", Limit: int64(limits.Cell), Got: int64(len(text))}
				}
				b.Add(text, hint)
			}
			b.EndRow(first + done + int64(i) + 1)
		}
		if err := f(&b); err != nil {
			return err
		}
		done += n
	}
	return nil
}

// cursor reads one column of a row group in steps.
type cursor struct {
	chunk  file.ColumnChunkReader
	column *schema.Column
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
}

func newCursor(chunk file.ColumnChunkReader) *cursor {
	return &cursor{chunk: chunk, column: chunk.Descriptor(), levels: make([]int16, blockRows), at: make([]int32, blockRows)}
}

// fill reads the next n values of the column.
func (c *cursor) fill(n int64) error {
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
	return nil
}

func (c *cursor) clear() {
	c.ints32, c.ints64, c.int96s, c.f32, c.f64 = c.ints32[:0], c.ints64[:0], c.int96s[:0], c.f32[:0], c.f64[:0]
	c.bools, c.bytes, c.fixed = c.bools[:0], c.bytes[:0], c.fixed[:0]
}

// batch appends up to n values and their levels.
func (c *cursor) batch(n int64, levels []int16) (total int64, err error) {
	switch r := c.chunk.(type) {
	case *file.Int32ColumnChunkReader:
		c.ints32, total, _, err = more(c.ints32, n, func(v []int32) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
	case *file.Int64ColumnChunkReader:
		c.ints64, total, _, err = more(c.ints64, n, func(v []int64) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
	case *file.Int96ColumnChunkReader:
		c.int96s, total, _, err = more(c.int96s, n, func(v []parquet.Int96) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
	case *file.Float32ColumnChunkReader:
		c.f32, total, _, err = more(c.f32, n, func(v []float32) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
	case *file.Float64ColumnChunkReader:
		c.f64, total, _, err = more(c.f64, n, func(v []float64) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
	case *file.BooleanColumnChunkReader:
		c.bools, total, _, err = more(c.bools, n, func(v []bool) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
	case *file.ByteArrayColumnChunkReader:
		var read int
		c.bytes, total, read, err = more(c.bytes, n, func(v []parquet.ByteArray) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
		for i := len(c.bytes) - read; i < len(c.bytes); i++ {
			c.bytes[i] = append(parquet.ByteArray(nil), c.bytes[i]...) // the page's memory is reused
		}
	case *file.FixedLenByteArrayColumnChunkReader:
		var read int
		c.fixed, total, read, err = more(c.fixed, n, func(v []parquet.FixedLenByteArray) (int64, int, error) { return r.ReadBatch(n, v, levels, nil) })
		for i := len(c.fixed) - read; i < len(c.fixed); i++ {
			c.fixed[i] = append(parquet.FixedLenByteArray(nil), c.fixed[i]...)
		}
	default:
		err = fmt.Errorf("unknown physical type %v", c.column.PhysicalType())
	}
	return total, err
}

// more appends what read delivers to v.
func more[T any](v []T, n int64, read func([]T) (int64, int, error)) ([]T, int64, int, error) {
	have := len(v)
	v = append(v, make([]T, n)...)
	total, got, err := read(v[have:])
	return v[:have+got], total, got, err
}

// text returns row i's value as text with its hint; null is an empty Plain cell.
func (c *cursor) text(i int) ([]byte, raw.Hint) {
	k := c.at[i]
	if k < 0 {
		return nil, raw.Plain
	}
	out := c.buffer[:0]
	hint := raw.Number
	switch c.column.PhysicalType() {
	case parquet.Types.Int32:
		out, hint = c.integer(out, int64(c.ints32[k]), 32)
	case parquet.Types.Int64:
		out, hint = c.integer(out, c.ints64[k], 64)
	case parquet.Types.Int96:
		out, hint = append(out, c.int96s[k].ToTime().UTC().Format("2006-01-02T15:04:05.999999999")...), raw.Stamp
	case parquet.Types.Float:
		out = strconv.AppendFloat(out, float64(c.f32[k]), 'g', -1, 32)
	case parquet.Types.Double:
		out = strconv.AppendFloat(out, c.f64[k], 'g', -1, 64)
	case parquet.Types.Boolean:
		out, hint = strconv.AppendBool(out, c.bools[k]), raw.Bool
	case parquet.Types.ByteArray:
		out, hint = c.binary(out, c.bytes[k])
	case parquet.Types.FixedLenByteArray:
		out, hint = c.binary(out, c.fixed[k])
	}
	c.buffer = out
	return out, hint
}

// integer writes an integer by its logical type.
func (c *cursor) integer(out []byte, v int64, bits int) ([]byte, raw.Hint) {
	switch t := c.column.LogicalType().(type) {
	case schema.DateLogicalType:
		return append(out, time.Unix(v*86400, 0).UTC().Format("2006-01-02")...), raw.Date
	case *schema.DecimalLogicalType:
		return scaled(out, big.NewInt(v), int(t.Scale())), raw.Number
	case schema.DecimalLogicalType:
		return scaled(out, big.NewInt(v), int(t.Scale())), raw.Number
	case schema.TimestampLogicalType:
		return stamp(out, v, t), raw.Stamp
	case *schema.TimestampLogicalType:
		return stamp(out, v, *t), raw.Stamp
	case schema.TimeLogicalType:
		return clock(out, v, t.TimeUnit()), raw.Time
	case *schema.TimeLogicalType:
		return clock(out, v, t.TimeUnit()), raw.Time
	case schema.IntLogicalType:
		if !t.IsSigned() {
			return unsigned(out, v, bits), raw.Number
		}
	case *schema.IntLogicalType:
		if !t.IsSigned() {
			return unsigned(out, v, bits), raw.Number
		}
	}
	return strconv.AppendInt(out, v, 10), raw.Number
}

func unsigned(out []byte, v int64, bits int) []byte {
	if bits == 32 {
		return strconv.AppendUint(out, uint64(uint32(v)), 10)
	}
	return strconv.AppendUint(out, uint64(v), 10)
}

// stamp writes a timestamp; one without zone stays without.
func stamp(out []byte, v int64, t schema.TimestampLogicalType) []byte {
	var at time.Time
	switch t.TimeUnit() {
	case schema.TimeUnitMillis:
		at = time.UnixMilli(v)
	case schema.TimeUnitMicros:
		at = time.UnixMicro(v)
	default:
		at = time.Unix(0, v)
	}
	out = append(out, at.UTC().Format("2006-01-02T15:04:05.999999999")...)
	if t.IsAdjustedToUTC() && !t.IsFromConvertedType() {
		out = append(out, 'Z')
	}
	return out
}

func clock(out []byte, v int64, unit schema.TimeUnitType) []byte {
	d := time.Duration(v)
	switch unit {
	case schema.TimeUnitMillis:
		d *= time.Millisecond
	case schema.TimeUnitMicros:
		d *= time.Microsecond
	}
	return append(out, time.Unix(0, int64(d)).UTC().Format("15:04:05")...)
}

// binary writes bytes by their logical type: text, or a big-endian decimal.
func (c *cursor) binary(out []byte, v []byte) ([]byte, raw.Hint) {
	scale := -1
	switch t := c.column.LogicalType().(type) {
	case *schema.DecimalLogicalType:
		scale = int(t.Scale())
	case schema.DecimalLogicalType:
		scale = int(t.Scale())
	}
	if scale < 0 {
		return append(out, v...), raw.String
	}
	n := new(big.Int).SetBytes(v)
	if len(v) > 0 && v[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v))))
	}
	return scaled(out, n, scale), raw.Number
}

// scaled writes n·10^−scale as a plain decimal.
func scaled(out []byte, n *big.Int, scale int) []byte {
	if n.Sign() < 0 {
		out = append(out, '-')
		n = new(big.Int).Neg(n)
	}
	digits := n.String()
	for len(digits) <= scale {
		digits = "0" + digits
	}
	out = append(out, digits[:len(digits)-scale]...)
	if scale > 0 {
		out = append(append(out, '.'), digits[len(digits)-scale:]...)
	}
	return out
}
