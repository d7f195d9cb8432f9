package columnar

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strconv"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/ipc"

	"tenbin/ingest/raw"
)

// OpenArrow opens an Arrow IPC file or stream: one sheet, one part.
func OpenArrow(path string, limits raw.Limits) (book *raw.Book, err error) {
	defer guard(path, &err)
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
	var remarks []string
	err = records(path, func(s *arrow.Schema) error {
		for i, f := range s.Fields() {
			if plain(f.Type) {
				names, columns = append(names, f.Name), append(columns, i)
			} else {
				remarks = append(remarks, "nested column left out: "+f.Name)
			}
		}
		if len(columns) > limits.Columns {
			return &raw.LimitError{Key: "columns", Limit: int64(limits.Columns), Got: int64(len(columns))}
		}
		return nil
	}, func(arrow.Record) error { return io.EOF })
	if err != nil {
		return nil, err
	}
	read := func(ctx context.Context, part int, f func(*raw.Block) error) (err error) {
		defer guard(path, &err)
		var b raw.Block
		row := int64(0)
		return records(path, func(*arrow.Schema) error { return nil }, func(r arrow.Record) error {
			for lo := int64(0); lo < r.NumRows(); lo += blockRows {
				if err := ctx.Err(); err != nil {
					return err
				}
				b.Reset()
				for i := lo; i < min(lo+blockRows, r.NumRows()); i++ {
					for _, c := range columns {
						text, hint := value(r.Column(c), int(i))
						if len(text) > limits.Cell {
							return &raw.LimitError{Key: "cell", Limit: int64(limits.Cell), Got: int64(len(text))}
						}
						b.Add(text, hint)
					}
					row++
					b.EndRow(row)
				}
				if err := f(&b); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return &raw.Book{Sheets: []raw.Sheet{{Parts: 1, Read: read, Named: names}}, Remarks: append([]string{fmt.Sprintf("Arrow IPC, %d columns", len(names))}, remarks...), Close: func() error { return nil }}, nil
}

// records walks the batches of an IPC file, or of a stream. f may stop with io.EOF.
func records(path string, head func(*arrow.Schema) error, f func(arrow.Record) error) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	stop := func(err error) error {
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
	if r, err := ipc.NewFileReader(in); err == nil {
		defer r.Close()
		if err := head(r.Schema()); err != nil {
			return err
		}
		for i := range r.NumRecords() {
			rec, err := r.Record(i)
			if err != nil {
				return fmt.Errorf("%w: batch %d: %v", ErrTruncated, i, err)
			}
			if err := f(rec); err != nil {
				return stop(err)
			}
		}
		return nil
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r, err := ipc.NewReader(in)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	defer r.Release()
	if err := head(r.Schema()); err != nil {
		return err
	}
	for r.Next() {
		if err := f(r.Record()); err != nil {
			return stop(err)
		}
	}
	if err := r.Err(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: %v", ErrTruncated, err)
	}
	return nil
}

// plain reports whether a column of type t holds one value a row.
func plain(t arrow.DataType) bool {
	switch t.ID() {
	case arrow.LIST, arrow.LARGE_LIST, arrow.FIXED_SIZE_LIST, arrow.STRUCT, arrow.MAP, arrow.SPARSE_UNION, arrow.DENSE_UNION, arrow.EXTENSION, arrow.RUN_END_ENCODED:
		return false
	}
	return true
}

// value returns row i of a column as text with its hint.
func value(a arrow.Array, i int) ([]byte, raw.Hint) {
	if a.IsNull(i) {
		return nil, raw.Plain
	}
	switch c := a.(type) {
	case *array.Dictionary:
		return value(c.Dictionary(), c.GetValueIndex(i))
	case *array.String:
		return []byte(c.Value(i)), raw.String
	case *array.LargeString:
		return []byte(c.Value(i)), raw.String
	case *array.Boolean:
		return strconv.AppendBool(nil, c.Value(i)), raw.Bool
	case *array.Date32:
		return []byte(time.Unix(int64(c.Value(i))*86400, 0).UTC().Format("2006-01-02")), raw.Date
	case *array.Date64:
		return []byte(time.UnixMilli(int64(c.Value(i))).UTC().Format("2006-01-02")), raw.Date
	case *array.Timestamp:
		t := c.DataType().(*arrow.TimestampType)
		out := []byte(c.Value(i).ToTime(t.Unit).UTC().Format("2006-01-02T15:04:05.999999999"))
		if t.TimeZone != "" {
			out = append(out, 'Z')
		}
		return out, raw.Stamp
	case *array.Decimal128:
		return scaled(nil, c.Value(i).BigInt(), int(c.DataType().(*arrow.Decimal128Type).Scale)), raw.Number
	case *array.Decimal256:
		return scaled(nil, new(big.Int).Set(c.Value(i).BigInt()), int(c.DataType().(*arrow.Decimal256Type).Scale)), raw.Number
	case *array.Float32:
		return strconv.AppendFloat(nil, float64(c.Value(i)), 'g', -1, 32), raw.Number
	case *array.Float64:
		return strconv.AppendFloat(nil, c.Value(i), 'g', -1, 64), raw.Number
	case *array.Time32, *array.Time64:
		return []byte(a.ValueStr(i)), raw.Time
	case *array.Null:
		return nil, raw.Plain
	}
	switch a.DataType().ID() {
	case arrow.INT8, arrow.INT16, arrow.INT32, arrow.INT64, arrow.UINT8, arrow.UINT16, arrow.UINT32, arrow.UINT64, arrow.FLOAT16:
		return []byte(a.ValueStr(i)), raw.Number
	}
	return []byte(a.ValueStr(i)), raw.String
}
