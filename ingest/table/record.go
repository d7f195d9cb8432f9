package table

import (
	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

// Record is a batch of rows. The name is for those who look at rows in passing and have
// nothing else to do with Arrow.
type Record = arrow.Record

// Dates returns a column of days, and whether it is one.
func Dates(r Record, column int) (*array.Date32, bool) {
	d, ok := r.Column(column).(*array.Date32)
	return d, ok
}

// SourceOf returns which file a row of r comes from, and which row of it.
func SourceOf(r Record, row int) (file int32, number int64) {
	return r.Column(FileColumn).(*array.Int32).Value(row), r.Column(RowColumn).(*array.Int64).Value(row)
}
