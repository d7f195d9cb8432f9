package column

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest/table"
)

// AppendValue writes the value of row i, which is set, behind b, for digests.
func AppendValue(b []byte, a arrow.Array, i int) []byte {
	switch a := a.(type) {
	case *array.String:
		return append(b, a.Value(i)...)
	case *array.Dictionary:
		return append(b, a.Dictionary().(*array.String).Value(a.GetValueIndex(i))...)
	case *array.Int64:
		return binary.LittleEndian.AppendUint64(b, uint64(a.Value(i)))
	case *array.Date32:
		return binary.LittleEndian.AppendUint32(b, uint32(a.Value(i)))
	case *array.Uint8:
		return append(b, a.Value(i))
	}
	return fmt.Append(b, a.ValueStr(i))
}

// AppendRow writes row i of r behind b, as an array of JSON.
func AppendRow(b []byte, r table.Record, i int) ([]byte, error) {
	b = append(b, '[')
	for k := range int(r.NumCols()) {
		if k > 0 {
			b = append(b, ',')
		}
		c := r.Column(k)
		if c.IsNull(i) {
			b = append(b, "null"...)
			continue
		}
		switch c := c.(type) {
		case *array.String:
			b = appendText(b, c.Value(i))
		case *array.Dictionary:
			b = appendText(b, c.Dictionary().(*array.String).Value(c.GetValueIndex(i)))
		case *array.Int32:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Int64:
			b = strconv.AppendInt(b, c.Value(i), 10)
		case *array.Date32:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Timestamp:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Uint8:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Boolean:
			b = strconv.AppendBool(b, c.Value(i))
		default:
			return nil, fmt.Errorf("a column of %s cannot be kept", c.DataType())
		}
	}
	return append(b, ']'), nil
}

func appendText(b []byte, s string) []byte {
	quoted, err := json.Marshal(table.Exact(s))
	if err != nil {
		panic(err) // a string is never refused
	}
	return append(b, quoted...)
}
