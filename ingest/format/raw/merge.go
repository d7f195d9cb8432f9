package raw

import (
	"context"
	"slices"
)

// Range is a block of merged cells: rows from Top to Bottom (as Block.Row counts), columns
// from Left to Right (0-based), all inclusive. Its value stands in the first cell.
type Range struct {
	Top, Bottom int64
	Left, Right int
}

// Filled is s with the value of merged cells in every cell that they cover, from row first
// on, where may allows it: down says that the value comes from a row above. Cells that hold
// something keep it. A row without a text of its own stays empty, and one whose only text
// is a merged cell (a title, a remark) stays as it is.
func (s Sheet) Filled(ranges []Range, first int64, may func(column int, down bool) bool) Sheet {
	ranges = slices.Clone(ranges)
	slices.SortStableFunc(ranges, func(a, b Range) int { return int(a.Top - b.Top) })
	read := s.Read
	s.ReadCoded = nil
	s.Read = func(ctx context.Context, part int, f func(*Block) error) error {
		w := filler{waiting: ranges, first: first, may: may}
		return read(ctx, part, func(b *Block) error { return f(w.fill(b)) })
	}
	return s
}

// filler follows the rows of a sheet and the merged cells that reach into them.
type filler struct {
	waiting []Range
	open    []covered
	first   int64
	may     func(int, bool) bool
	out     Block
}

// covered is a range with its value.
type covered struct {
	Range
	text []byte
	hint Hint
}

// fill returns b with merged cells filled; b itself where nothing is to be filled.
func (w *filler) fill(b *Block) *Block {
	n := b.Rows()
	if n == 0 || len(w.open) == 0 && (len(w.waiting) == 0 || w.waiting[0].Top > b.Row[n-1]) {
		return b
	}
	w.out.Reset()
	for i := range n {
		w.row(b, i)
	}
	w.out.Bad = append(w.out.Bad, b.Bad...)
	return &w.out
}

func (w *filler) row(b *Block, i int) {
	row, own := b.Row[i], 0
	for j := range b.Width(i) {
		if text, h := b.Cell(i, j); len(text) > 0 || h != Plain {
			own++
		}
	}
	w.open = slices.DeleteFunc(w.open, func(c covered) bool { return c.Bottom < row })
	titled := false
	for len(w.waiting) > 0 && w.waiting[0].Top <= row {
		r := w.waiting[0]
		w.waiting = w.waiting[1:]
		if r.Top < row { // its first row is not in the sheet
			continue
		}
		text, h := b.Cell(i, r.Left)
		titled = titled || len(text) > 0 && own == 1
		w.open = append(w.open, covered{r, slices.Clone(text), h})
	}
	width := b.Width(i)
	fill := row >= w.first && own > 0 && !titled
	for _, c := range w.open {
		if fill && c.Right >= width && len(c.text) > 0 {
			width = c.Right + 1
		}
	}
	for j := range width {
		text, h := b.Cell(i, j)
		if fill && len(text) == 0 && h == Plain {
			for _, c := range w.open {
				if c.Left <= j && j <= c.Right && (c.Top < row || j > c.Left) && w.may(j, c.Top < row) {
					text, h = c.text, c.hint
					break
				}
			}
		}
		w.out.Add(text, h)
	}
	w.out.EndRow(row)
}
