package raw

import (
	"reflect"
	"testing"
)

// TestBlock: cells come back from the place where they were put, by either way of filling
// a block, nothing stands beyond a row, and what was emptied holds nothing but its
// dictionary.
func TestBlock(t *testing.T) {
	var b Block
	b.Reset()
	b.Add([]byte("a"), String)
	b.Add([]byte("12"), Number)
	b.EndRow(7)
	b.EndRow(9) // a row without cells
	b.Add(nil, Plain)
	b.EndRow(10)
	if b.Rows() != 3 || b.Width(0) != 2 || b.Width(1) != 0 || b.Width(2) != 1 || !reflect.DeepEqual(b.Row, []int64{7, 9, 10}) {
		t.Fatalf("%d rows: %+v", b.Rows(), b)
	}
	for _, c := range []struct {
		i, j int
		text string
		hint Hint
	}{{0, 0, "a", String}, {0, 1, "12", Number}, {0, 2, "", Plain}, {0, -1, "", Plain}, {1, 0, "", Plain}, {2, 0, "", Plain}} {
		if text, hint := b.Cell(c.i, c.j); string(text) != c.text || hint != c.hint {
			t.Errorf("cell (%d, %d) is %q, %d", c.i, c.j, text, hint)
		}
	}
	b.Data, b.Dict = append(b.Data[:0], "dictionary......"...), DictStep
	b.Grid(2, 3, 5)
	if b.Rows() != 2 || b.Width(1) != 3 || !reflect.DeepEqual(b.Row, []int64{5, 6}) || len(b.Data) != DictStep {
		t.Fatalf("a grid of 2 × 3: %+v", b)
	}
	for k := range b.Start {
		b.Start[k], b.End[k], b.Hints[k] = 0, uint32(k), String
	}
	if text, hint := b.Cell(1, 2); string(text) != "dicti" || hint != String {
		t.Errorf("the last cell of the grid is %q, %d", text, hint)
	}
	b.Reset()
	if b.Rows() != 0 || string(b.Data) != "dictionary......" {
		t.Errorf("emptied: %+v", b)
	}
	b.Hints = nil // as the text scanner leaves them
	b.Data, b.Start, b.End = append(b.Data, "x"...), []uint32{16}, []uint32{17}
	b.First, b.Row = []uint32{0, 1}, []int64{1}
	if text, hint := b.Cell(0, 0); string(text) != "x" || hint != Plain {
		t.Errorf("without hints: %q, %d", text, hint)
	}
}

// TestLimits: what is left open gets its default, what is set stays.
func TestLimits(t *testing.T) {
	got := Limits{Rows: 5, Cell: 9}.WithDefaults()
	if want := (Limits{Unpacked: 4 << 30, Ratio: 200, Rows: 5, Columns: 2000, Cell: 9}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
