package columnar

import (
	"tenbin/ingest/format/raw"
)

// grid is a sink that is filled a column at a time, so that what is known of a column is
// at hand for all its cells. Its block begins with the dictionary of the part.
type grid struct {
	sink
	width int
	text  []int  // bytes of text by row
	kept  uint32 // bytes of the dictionary in use
	coded []raw.Coded
}

// Room for the dictionary of a part: at first, and at most; and for one text in it.
const (
	leastDict = 1 << 16
	mostDict  = 1 << 23
	longText  = 1 << 12
)

// begin lays out n rows.
func (g *grid) begin(n int) {
	for g.kept >= g.block.Dict/2 && g.block.Dict < mostDict {
		g.block.Dict = max(leastDict, 2*g.block.Dict)
	}
	if grow := int(g.block.Dict) - len(g.block.Data); grow > 0 {
		g.block.Data = append(g.block.Data, make([]byte, grow)...)
	}
	g.block.Grid(n, g.width, g.row+1)
	if cap(g.text) < n {
		g.text = make([]int, n)
	}
	g.text = g.text[:n]
	clear(g.text)
}

// set gives cell (i, j) a text that stands in Data.
func (g *grid) set(i, j int, from, to uint32, h raw.Hint) error {
	g.text[i] += int(to - from)
	if g.text[i] > g.limits.Cell { // else neither the cell nor the row can be too long
		if err := g.bounded(g.row+int64(i)+1, int(to-from), g.text[i]); err != nil {
			return err
		}
	}
	k := i*g.width + j
	g.block.Start[k], g.block.End[k], g.block.Hints[k] = from, to, h
	return nil
}

// put gives cell (i, j) a text of its own.
func (g *grid) put(i, j int, text []byte, h raw.Hint) error {
	from := len(g.block.Data)
	g.block.Data = append(g.block.Data, text...)
	return g.set(i, j, uint32(from), uint32(len(g.block.Data)), h)
}

// keep writes text into the dictionary; false when there is no room before the next
// block.
func (g *grid) keep(text []byte) (from, to uint32, ok bool) {
	from = g.kept
	if to = from + uint32(len(text)); len(text) == 0 || len(text) > longText || to > g.block.Dict {
		return 0, 0, false
	}
	copy(g.block.Data[from:], text)
	g.kept = (to + raw.DictStep - 1) &^ (raw.DictStep - 1)
	return from, to, true
}

// end hands the rows on.
func (g *grid) end() error {
	if err := g.send(); err != nil {
		return err
	}
	g.row += int64(g.block.Rows())
	return g.emit(&g.block)
}

// send counts the text of the block.
func (g *grid) send() error {
	if g.sent += g.texts(); g.sent > g.limits.Unpacked {
		return &raw.LimitError{Key: "unpacked", Limit: g.limits.Unpacked, Got: g.sent}
	}
	return nil
}

// texts is the number of bytes of text in the block.
func (g *grid) texts() (sum int64) {
	for _, n := range g.text {
		sum += int64(n)
	}
	return sum
}
