package convert

import (
	"bytes"
	"encoding/binary"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"

	"tenbin/ingest/intern"
	"tenbin/ingest/table"
)

// batchRows bounds the rows of a record batch: few enough that its columns stay in the
// processor's cache between the one who writes them and the one who reads them.
const batchRows = 1 << 13

// batch collects rows of one canonical table column by column and hands them out as
// record batches. A row is written cell by cell at position n and counts only once
// commit was called: a row error is simply written over. The memory of numbers is used
// again for the next batch; that of texts is not, since strings may point into it.
type batch struct {
	schema table.Schema
	arrow  *arrow.Schema
	file   int32
	n      int
	files  []int32
	row    []int64
	cols   []vector
}

// vector is one column under construction.
type vector struct {
	kind  table.Kind
	on    bool   // something was set in this batch
	valid []byte // one byte a row
	wide  []int64
	small []int32
	bytes []uint8
	ends  []int32 // text: of the rows before row len(ends)
	data  []byte
	size  int    // of the text of the batch before: room made at once
	words *words // Code
	bits  []byte
	none  arrow.Array // a column of which nothing is set, as often as it is needed
}

// words is the dictionary of a Code column. It lives as long as its converter: codes stay
// what they are, and later batches only add to it.
type words struct {
	interner *intern.Interner // of the words: entry n is code n
	offsets  []int32          // of the words and the end
	last     arrow.Array      // of the last batch, reused while nothing was added
}

func newWords() *words { return &words{interner: intern.New(1 << 30), offsets: []int32{0}} }

func (w *words) of(s string) int32 {
	text := []byte(s)
	q := intern.KeyOf(text, 0, uint32(len(text)))
	h := q.Hash(text)
	if c := w.interner.Find(&q, h, uint32(len(text)), text); c >= 0 {
		return c
	}
	c := w.interner.Put(&q, h, text, 0)
	w.offsets = append(w.offsets, int32(len(w.interner.Texts)))
	return c
}

// text returns a word.
func (w *words) text(code int32) string { return string(w.interner.Text(int(code))) }

func (w *words) array() arrow.Array {
	if n := len(w.offsets) - 1; w.last == nil || w.last.Len() != n {
		// What was handed out stays as it is: words are only ever added behind it.
		data := w.interner.Texts
		w.last = array.NewStringData(array.NewData(arrow.BinaryTypes.String, n,
			[]*memory.Buffer{nil, memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(w.offsets)), memory.NewBufferBytes(data[:len(data):len(data)])}, nil, 0, 0))
	}
	return w.last
}

func newBatch(s table.Schema, file int32) *batch {
	b := &batch{schema: s, arrow: s.Arrow(), file: file, cols: make([]vector, len(s.Columns))}
	for i, c := range s.Columns {
		b.cols[i].kind = c.Kind
		if c.Kind == table.Code {
			b.cols[i].words = newWords()
		}
	}
	b.fresh()
	return b
}

// fresh starts a new batch.
func (b *batch) fresh() {
	if b.files == nil {
		b.files, b.row = make([]int32, batchRows), make([]int64, 0, batchRows)
		for i := range b.files {
			b.files[i] = b.file
		}
	}
	for i := range b.cols {
		v := &b.cols[i]
		if v.on {
			clear(v.valid[:min(b.n+1, batchRows)])
			v.on = false
		}
		if v.kind == table.Text {
			v.ends, v.data, v.size = nil, nil, max(v.size, len(v.data))
		}
	}
	b.n, b.row = 0, b.row[:0]
}

// touch makes room for the current row in column i.
func (v *vector) touch(n int) {
	if !v.on {
		v.on = true
		if v.valid == nil {
			v.valid = make([]byte, batchRows)
			switch v.kind {
			case table.Text:
			case table.Code, table.Date:
				v.small = make([]int32, batchRows)
			case table.Bool, table.Word:
				v.bytes = make([]uint8, batchRows)
			default:
				v.wide = make([]int64, batchRows)
			}
		}
		if v.kind == table.Text {
			v.ends, v.data = make([]int32, 0, batchRows), make([]byte, 0, v.size+v.size/8)
		}
	}
	if v.kind == table.Text {
		for len(v.ends) <= n {
			v.ends = append(v.ends, int32(len(v.data)))
		}
	}
}

func (b *batch) setInt(i int, x int64) {
	v := &b.cols[i]
	v.touch(b.n)
	v.wide[b.n], v.valid[b.n] = x, 1
}

func (b *batch) setDay(i int, d table.Day) {
	v := &b.cols[i]
	v.touch(b.n)
	v.small[b.n], v.valid[b.n] = int32(d), 1
}

func (b *batch) setByte(i int, x uint8) {
	v := &b.cols[i]
	v.touch(b.n)
	v.bytes[b.n], v.valid[b.n] = x, 1
}

func (b *batch) setText(i int, s string) {
	if v := &b.cols[i]; v.kind == table.Code {
		b.setCode(i, v.words.of(s))
		return
	}
	v := b.room(i)
	v.data = append(v.data, s...)
	v.ends[b.n], v.valid[b.n] = int32(len(v.data)), 1
}

// setBytes is setText for a Text column, without a string.
func (b *batch) setBytes(i int, text []byte) {
	v := b.room(i)
	v.data = append(v.data, text...)
	v.ends[b.n], v.valid[b.n] = int32(len(v.data)), 1
}

// room makes a Text column ready for the current row's bytes.
func (b *batch) room(i int) *vector {
	v := &b.cols[i]
	v.touch(b.n)
	start := int32(0)
	if b.n > 0 {
		start = v.ends[b.n-1]
	}
	v.data = v.data[:start]
	return v
}

// setCode sets a Code column to a word of its dictionary.
func (b *batch) setCode(i int, code int32) {
	v := &b.cols[i]
	v.touch(b.n)
	v.small[b.n], v.valid[b.n] = code, 1
}

// has reports whether column i of the current row holds a value.
func (b *batch) has(i int) bool {
	v := &b.cols[i]
	return v.on && v.valid[b.n] != 0
}

// unset leaves column i of the current row empty.
func (b *batch) unset(i int) {
	if v := &b.cols[i]; v.on {
		v.valid[b.n] = 0
	}
}

// int and day give back what the current row holds so far.
func (b *batch) int(i int) (int64, bool) {
	v := &b.cols[i]
	if !v.on || v.valid[b.n] == 0 {
		return 0, false
	}
	return v.wide[b.n], true
}

func (b *batch) day(i int) table.Day {
	v := &b.cols[i]
	if !v.on || v.valid[b.n] == 0 {
		return table.NoDay
	}
	return table.Day(v.small[b.n])
}

func (b *batch) byte(i int) uint8 {
	v := &b.cols[i]
	if !v.on || v.valid[b.n] == 0 {
		return 0
	}
	return v.bytes[b.n]
}

// text gives back the current row's text or word, "" when empty.
func (b *batch) text(i int) string {
	v := &b.cols[i]
	if !v.on || v.valid[b.n] == 0 {
		return ""
	}
	if v.kind == table.Code {
		return v.words.text(v.small[b.n])
	}
	start := int32(0)
	if b.n > 0 {
		start = v.ends[b.n-1]
	}
	return string(v.data[start:v.ends[b.n]])
}

// drop forgets the current row.
func (b *batch) drop() {
	for i := range b.cols {
		if v := &b.cols[i]; v.on {
			v.valid[b.n] = 0
			if v.kind == table.Text && len(v.ends) > b.n {
				start := int32(0)
				if b.n > 0 {
					start = v.ends[b.n-1]
				}
				v.data, v.ends[b.n] = v.data[:start], start
			}
		}
	}
}

// commit keeps the current row as physical row number row.
func (b *batch) commit(row int64) {
	b.row = append(b.row, row)
	b.n++
}

// record hands out the rows as a record; nil when there are none. It is good until
// fresh is called, which must be done before another row is set.
func (b *batch) record() arrow.Record {
	if b.n == 0 {
		return nil
	}
	n := b.n
	cols := []arrow.Array{
		array.NewInt32Data(array.NewData(arrow.PrimitiveTypes.Int32, n, []*memory.Buffer{nil, memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(b.files[:n]))}, nil, 0, 0)),
		array.NewInt64Data(array.NewData(arrow.PrimitiveTypes.Int64, n, []*memory.Buffer{nil, memory.NewBufferBytes(arrow.Int64Traits.CastToBytes(b.row))}, nil, 0, 0)),
	}
	for i := range b.cols {
		if v := &b.cols[i]; v.on {
			cols = append(cols, v.array(n))
		} else {
			cols = append(cols, v.nothing(n))
		}
	}
	return array.NewRecord(b.arrow, cols, int64(n))
}

// array returns the first n rows of the column.
func (v *vector) array(n int) arrow.Array {
	v.touch(n - 1)
	valid, nulls := v.validity(n)
	fixed := func(kind arrow.DataType, values []byte) *array.Data {
		return array.NewData(kind, n, []*memory.Buffer{valid, memory.NewBufferBytes(values)}, nil, nulls, 0)
	}
	switch v.kind {
	case table.Text:
		return textArray(v.ends[:n], v.data, valid, nulls)
	case table.Code:
		kind := v.kind.Arrow().(*arrow.DictionaryType)
		return array.NewDictionaryArray(kind, array.NewInt32Data(fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(v.small[:n]))), v.words.array())
	case table.Date:
		return array.NewDate32Data(fixed(arrow.FixedWidthTypes.Date32, arrow.Int32Traits.CastToBytes(v.small[:n])))
	case table.Bool:
		packed := make([]byte, (n+7)/8)
		for i, x := range v.bytes[:n] {
			packed[i/8] |= (x & 1) << (i % 8)
		}
		return array.NewBooleanData(fixed(arrow.FixedWidthTypes.Boolean, packed))
	case table.Word:
		return array.NewUint8Data(fixed(arrow.PrimitiveTypes.Uint8, v.bytes[:n]))
	case table.Stamp:
		return array.NewTimestampData(fixed(arrow.FixedWidthTypes.Timestamp_us, arrow.Int64Traits.CastToBytes(v.wide[:n])))
	}
	return array.NewInt64Data(fixed(arrow.PrimitiveTypes.Int64, arrow.Int64Traits.CastToBytes(v.wide[:n])))
}

// nothing returns n rows in which nothing is set, a part of as many as a batch may have.
func (v *vector) nothing(n int) arrow.Array {
	if v.none == nil {
		empty := vector{kind: v.kind, words: v.words}
		v.none = empty.array(batchRows)
	}
	if n == batchRows {
		return v.none
	}
	return array.NewSlice(v.none, 0, int64(n))
}

// validity packs the first n rows into bits, eight at a time; nil when all are set.
func (v *vector) validity(n int) (*memory.Buffer, int) {
	set := bytes.Count(v.valid[:n], []byte{1})
	if set == n {
		return nil, 0
	}
	if v.bits == nil {
		v.bits = make([]byte, batchRows/8)
	}
	packed := v.bits[:(n+7)/8]
	clear(packed)
	if set > 0 {
		for i := range packed {
			if 8*i+8 <= n {
				// The bytes are 0 or 1: the product gathers their lowest bits in the top byte.
				packed[i] = byte(binary.LittleEndian.Uint64(v.valid[8*i:]) * 0x0102040810204080 >> 56)
				continue
			}
			for k, ok := range v.valid[8*i : n] {
				packed[i] |= ok << k
			}
		}
	}
	return memory.NewBufferBytes(packed), n - set
}

// textArray wraps cell ends and bytes; the bytes may grow behind it.
func textArray(ends []int32, data []byte, valid *memory.Buffer, nulls int) arrow.Array {
	offsets := make([]byte, 4*(len(ends)+1))
	for i, e := range ends {
		binary.NativeEndian.PutUint32(offsets[4*(i+1):], uint32(e))
	}
	return array.NewStringData(array.NewData(arrow.BinaryTypes.String, len(ends),
		[]*memory.Buffer{valid, memory.NewBufferBytes(offsets), memory.NewBufferBytes(data[:len(data):len(data)])}, nil, nulls, 0))
}

// full reports whether the batch must be handed out before another row.
func (b *batch) full() bool {
	if b.n >= batchRows {
		return true
	}
	if b.n%1024 == 0 {
		for i := range b.cols {
			if len(b.cols[i].data) > 1<<28 {
				return true
			}
		}
	}
	return false
}
