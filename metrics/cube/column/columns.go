package column

import (
	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/bitutil"

	"tenbin/ingest/table"
)

// Nulls tells which rows of a column are set.
type Nulls struct {
	bitmap    []byte
	offset    int
	All, None bool
}

func NullsOf(a arrow.Array) Nulls {
	n := Nulls{bitmap: a.NullBitmapBytes(), offset: a.Data().Offset()}
	n.All = a.NullN() == 0 || len(n.bitmap) == 0
	n.None = !n.All && a.NullN() == a.Len()
	return n
}

// Set reports whether row i has a value.
func (n *Nulls) Set(i int) bool {
	return n.All || !n.None && bitutil.BitIsSet(n.bitmap, n.offset+i)
}

type Ints struct {
	Nulls
	Values []int64
}

func IntsOf(a arrow.Array) Ints {
	return Ints{NullsOf(a), a.(*array.Int64).Int64Values()}
}

type Days struct {
	Nulls
	Values []arrow.Date32
}

func DaysOf(a arrow.Array) Days {
	return Days{NullsOf(a), a.(*array.Date32).Date32Values()}
}

// At returns the day of row i, NoDay where it is empty.
func (d *Days) At(i int) table.Day {
	if !d.Set(i) {
		return table.NoDay
	}
	return table.Day(d.Values[i])
}

type Words struct {
	Nulls
	Values []uint8
}

func WordsOf(a arrow.Array) Words {
	return Words{NullsOf(a), a.(*array.Uint8).Uint8Values()}
}

// At returns the word of row i; an empty cell is word 0.
func (w *Words) At(i int) uint8 {
	if w.None || !w.Set(i) {
		return 0
	}
	return w.Values[i]
}

// Codes is a dictionary column with its codes turned into ids of a names list.
type Codes struct {
	Nulls
	codes []int32
	ids   []int32
}

// At returns the id of row i; 0 is the empty text.
func (c *Codes) At(i int) int32 {
	if !c.Set(i) {
		return 0
	}
	return c.ids[c.codes[i]]
}

// Times are moments, in microseconds.
type Times struct {
	Nulls
	values []arrow.Timestamp
}

func TimesOf(a arrow.Array) Times {
	return Times{NullsOf(a), a.(*array.Timestamp).TimestampValues()}
}

// Micros returns the moment of row i, whatever stands there where it is empty.
func (t *Times) Micros(i int) int64 { return int64(t.values[i]) }

// Texts are read in place.
type Texts struct{ *array.String }

func TextsOf(a arrow.Array) Texts { return Texts{a.(*array.String)} }

// At returns the text of row i, "" where it is empty. It borrows the batch's memory.
func (t Texts) At(i int) string {
	if t.IsNull(i) {
		return ""
	}
	return t.Value(i)
}

// Spelled is a dictionary column read text by text.
type Spelled struct {
	codes *array.Dictionary
	texts *array.String
}

func SpelledOf(a arrow.Array) Spelled {
	d := a.(*array.Dictionary)
	return Spelled{d, d.Dictionary().(*array.String)}
}

// At returns the text of row i, "" where it is empty.
func (s Spelled) At(i int) string {
	if s.codes.IsNull(i) {
		return ""
	}
	return s.texts.Value(s.codes.GetValueIndex(i))
}

// PlacesOf returns the file and the number of every row.
func PlacesOf(r table.Record) (file []int32, row []int64) {
	return r.Column(table.FileColumn).(*array.Int32).Int32Values(), r.Column(table.RowColumn).(*array.Int64).Int64Values()
}
