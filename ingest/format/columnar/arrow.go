package columnar

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"

	"tenbin/ingest/format/raw"
)

// OpenArrow opens an Arrow IPC file or stream: one sheet, one part.
func OpenArrow(path string, limits raw.Limits) (*raw.Book, error) {
	limits = limits.WithDefaults()
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > limits.Unpacked {
		return nil, &raw.LimitError{Key: "unpacked", Limit: limits.Unpacked, Got: info.Size()}
	}
	var names []string
	var columns []int
	remarks := []string{""}
	if err := protect(func() error {
		b, err := openBatches(path, info.Size(), limits)
		if err != nil {
			return err
		}
		defer b.close()
		for i, f := range b.schema.Fields() {
			if plain(f.Type) {
				names, columns = append(names, f.Name), append(columns, i)
			} else {
				remarks = append(remarks, "nested column left out: "+f.Name)
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	if len(columns) > limits.Columns {
		return nil, &raw.LimitError{Key: "columns", Limit: int64(limits.Columns), Got: int64(len(columns))}
	}
	remarks[0] = fmt.Sprintf("Arrow IPC, %d columns", len(names))
	read := func(ctx context.Context, part int, f func(*raw.Block) error) error {
		if len(columns) == 0 {
			return nil
		}
		var b *batches
		if err := protect(func() (err error) { b, err = openBatches(path, info.Size(), limits); return err }); err != nil {
			return err
		}
		defer b.close()
		return readBatches(ctx, b, columns, limits, f)
	}
	return &raw.Book{Traits: raw.Traits{Typed: true, Uniform: true}, Sheets: []raw.Sheet{{Parts: 1, Read: read, Named: names}}, Remarks: remarks, Close: func() error { return nil }}, nil
}

// readBatches reads all record batches. The library is called under protection, the
// receiver of the blocks is not.
func readBatches(ctx context.Context, b *batches, columns []int, limits raw.Limits, f func(*raw.Block) error) error {
	out := &sink{limits: limits, emit: f}
	out.block.Reset()
	var text []byte
	for {
		var rec arrow.Record
		if err := protect(func() (err error) { rec, err = b.next(); return err }); err != nil {
			if err == io.EOF {
				return out.flush()
			}
			return err
		}
		if most := mostRows(b.size, limits); out.row+rec.NumRows() > most {
			return &raw.LimitError{Key: "ratio", Limit: limits.Ratio}
		}
		for i := 0; i < int(rec.NumRows()); {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := protect(func() error {
				for full := false; i < int(rec.NumRows()) && !full; i++ {
					for _, c := range columns {
						var hint raw.Hint
						text, hint = value(text[:0], rec.Column(c), i)
						if err := out.add(text, hint); err != nil {
							return err
						}
					}
					full = out.endRow()
				}
				return nil
			}); err != nil {
				return err
			}
			if err := out.flush(); err != nil {
				return err
			}
		}
	}
}

// batches walks the record batches of an IPC file or of a stream.
type batches struct {
	in     *os.File
	size   int64
	schema *arrow.Schema
	file   *ipc.FileReader
	at     int
	stream *ipc.Reader
}

// openBatches opens a file by its magic, a stream without.
func openBatches(path string, size int64, limits raw.Limits) (b *batches, err error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if b == nil { // an error, or a panic on its way to protect
			in.Close()
		}
	}()
	if err := verifyIPC(in, size); err != nil {
		return nil, err
	}
	mem := ipc.WithAllocator(newMeter(size, limits))
	head := make([]byte, len(ipc.Magic))
	if _, err := io.ReadFull(in, head); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	if bytes.Equal(head, ipc.Magic) {
		r, err := ipc.NewFileReader(in, mem)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
		}
		return &batches{in: in, size: size, file: r, schema: r.Schema()}, nil
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	r, err := ipc.NewReader(in, mem)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	return &batches{in: in, size: size, stream: r, schema: r.Schema()}, nil
}

// next returns the next batch, or io.EOF.
func (b *batches) next() (arrow.Record, error) {
	if b.file != nil {
		if b.at == b.file.NumRecords() {
			return nil, io.EOF
		}
		b.at++
		rec, err := b.file.Record(b.at - 1)
		if err != nil {
			return nil, fmt.Errorf("%w: batch %d: %v", ErrTruncated, b.at, err)
		}
		return rec, nil
	}
	if b.stream.Next() {
		return b.stream.Record(), nil
	}
	if err := b.stream.Err(); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	return nil, io.EOF
}

func (b *batches) close() { b.in.Close() }

// plain reports whether a column of type t holds one value a row.
func plain(t arrow.DataType) bool {
	switch t.ID() {
	case arrow.LIST, arrow.LARGE_LIST, arrow.FIXED_SIZE_LIST, arrow.LIST_VIEW, arrow.LARGE_LIST_VIEW, arrow.STRUCT, arrow.MAP, arrow.SPARSE_UNION,
		arrow.DENSE_UNION, arrow.EXTENSION, arrow.RUN_END_ENCODED:
		return false
	case arrow.DICTIONARY:
		return plain(t.(*arrow.DictionaryType).ValueType)
	}
	return true
}

// value appends row i of a column as text, with its hint.
func value(out []byte, a arrow.Array, i int) ([]byte, raw.Hint) {
	if a.IsNull(i) {
		return out, raw.Plain
	}
	switch c := a.(type) {
	case *array.Dictionary:
		return value(out, c.Dictionary(), c.GetValueIndex(i))
	case *array.String:
		return appendText(out, []byte(c.Value(i)))
	case *array.LargeString:
		return appendText(out, []byte(c.Value(i)))
	case *array.Binary:
		return appendText(out, c.Value(i))
	case *array.LargeBinary:
		return appendText(out, c.Value(i))
	case *array.Boolean:
		return appendBool(out, c.Value(i)), raw.Bool
	case *array.Date32:
		return appendDay(out, int64(c.Value(i))), raw.Date
	case *array.Date64:
		return time.UnixMilli(int64(c.Value(i))).UTC().AppendFormat(out, time.DateOnly), raw.Date
	case *array.Timestamp:
		t := c.DataType().(*arrow.TimestampType)
		layout := stampLayout
		if t.TimeZone != "" {
			layout += "Z"
		}
		return c.Value(i).ToTime(t.Unit).UTC().AppendFormat(out, layout), raw.Stamp
	case *array.Decimal128:
		return scaled(out, c.Value(i).BigInt(), int(c.DataType().(*arrow.Decimal128Type).Scale)), raw.Number
	case *array.Decimal256:
		return scaled(out, c.Value(i).BigInt(), int(c.DataType().(*arrow.Decimal256Type).Scale)), raw.Number
	case *array.Float16:
		return appendFloat(out, float64(c.Value(i).Float32()), 32)
	case *array.Float32:
		return appendFloat(out, float64(c.Value(i)), 32)
	case *array.Float64:
		return appendFloat(out, c.Value(i), 64)
	case *array.Time32:
		return appendClock(out, int64(c.Value(i)), int64(c.DataType().(*arrow.Time32Type).Unit.Multiplier()))
	case *array.Time64:
		return appendClock(out, int64(c.Value(i)), int64(c.DataType().(*arrow.Time64Type).Unit.Multiplier()))
	case *array.Null:
		return out, raw.Plain
	}
	switch a.DataType().ID() {
	case arrow.INT8, arrow.INT16, arrow.INT32, arrow.INT64, arrow.UINT8, arrow.UINT16, arrow.UINT32, arrow.UINT64:
		return append(out, a.ValueStr(i)...), raw.Number
	}
	return append(out, a.ValueStr(i)...), raw.String
}
