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
