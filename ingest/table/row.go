package table

import (
	"context"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

// Row is one row of a small table, read cell by cell. Large tables are read by column.
type Row struct {
	record Record
	at     int
	schema Schema
}

// EachRow calls f with every row of the shards of a table, in their order.
func EachRow(ctx context.Context, shards []Shard, s Schema, f func(Row)) error {
	for _, shard := range shards {
		err := shard.Records(ctx, func(r Record) error {
			for i := range int(r.NumRows()) {
				f(Row{r, i, s})
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r Row) column(name string) arrow.Array {
	return r.record.Column(FirstColumn + r.schema.Index(name))
}

// Empty reports whether a cell of the row is empty.
func (r Row) Empty(name string) bool { return r.column(name).IsNull(r.at) }

// Said returns every cell of the row as text, "" where it is empty and behind an equals
// sign where it is not.
func (r Row) Said() []string {
	out := make([]string, len(r.schema.Columns))
	for k := range out {
		if a := r.record.Column(FirstColumn + k); !a.IsNull(r.at) {
			out[k] = "=" + a.ValueStr(r.at)
		}
	}
	return out
}

// Text returns a text of the row, "" where it is empty.
func (r Row) Text(name string) string {
	a := r.column(name)
	if a.IsNull(r.at) {
		return ""
	}
	return string([]byte(a.(*array.String).Value(r.at))) // the record is borrowed
}

// Day returns a date of the row, NoDay where it is empty.
func (r Row) Day(name string) Day {
	a := r.column(name)
	if a.IsNull(r.at) {
		return NoDay
	}
	return Day(a.(*array.Date32).Value(r.at))
}

// Word returns a word of the row by its number, 0 where it is empty.
func (r Row) Word(name string) int {
	a := r.column(name)
	if a.IsNull(r.at) {
		return 0
	}
	return int(a.(*array.Uint8).Value(r.at))
}

// Number returns a number of the row, nil where it is empty.
func (r Row) Number(name string) *int64 {
	a := r.column(name)
	if a.IsNull(r.at) {
		return nil
	}
	v := a.(*array.Int64).Value(r.at)
	return &v
}

// Flag returns whether a cell of the row says yes.
func (r Row) Flag(name string) bool {
	a := r.column(name)
	return !a.IsNull(r.at) && a.(*array.Boolean).Value(r.at)
}

// Source returns the file that the row comes from, and its number there.
func (r Row) Source() (file int32, number int64) { return SourceOf(r.record, r.at) }
