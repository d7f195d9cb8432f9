package inspect

import (
	"context"
	"slices"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/name"
)

// field is one cell as it was read.
type field struct {
	text string
	hint raw.Hint
}

// outside is why a row is no row of the table.
type outside uint8

const (
	above     outside = iota // stands above the heading
	blankRow                 // empty
	totalRow                 // 合計, Grand Total …
	footerRow                // a line of text behind the table
	headAgain                // the heading again
	inTable                  // a row of the table
)

var outsideWords = [...]cli.Words{above: cli.Text("見出しより上", "above the heading"), blankRow: cli.Text("空行", "blank"), totalRow: cli.Text("合計", "totals"), footerRow: cli.Text("表の後の文", "footers"), headAgain: cli.Text("見出しの繰り返し", "repeated headings")}

// grid is the table of a sheet, whatever its columns mean.
type grid struct {
	sheet    *raw.Sheet
	number   int      // of the sheet, from 1
	header   int64    // physical row of the heading; 0 = none, or the format names its columns
	heads    []string // as written; empty when no row looks like a heading
	written  []string // the heading's own row
	over     []string // the row above it, where the heading stands in two
	score    float64
	width    int   // of the widest row of the table
	lastFull int64 // last physical row with two cells or more

	// What each met.
	rows, ragged, badQuotes, undecoded int64
	firstRagged                        int64
	outside                            [inTable]int64
	outsideRows                        [inTable][]int64 // the first few
}

// findGrid finds the sheet of book that looks most like a table, of equals the first;
// with a sheet named only that one. It is nil when there is none.
func findGrid(ctx context.Context, book *raw.Book, sheet string) (*grid, error) {
	var best *grid
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if sheet != "" && !strings.EqualFold(name.Display(s.Name), name.Display(sheet)) {
			continue
		}
		g, err := gridOf(ctx, s)
		if err != nil {
			return nil, err
		}
		if g != nil && (best == nil || g.score > best.score) {
			best = g
			best.number = i + 1
		}
	}
	return best, nil
}

// gridOf finds the heading of one sheet and how far its table reaches; nil for a
// sheet without text.
func gridOf(ctx context.Context, s *raw.Sheet) (*grid, error) {
	g := &grid{sheet: s}
	var top [][]field
	var numbers []int64
	text := false
	err := eachRow(ctx, s, func(row int64, cells []field, _ bool) error {
		n := filledCells(cells)
		text = text || n > 0
		if n > 1 {
			g.lastFull = row
		}
		if len(top) < headerDepth+headerBelow {
			top, numbers = append(top, cells), append(numbers, row)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	switch {
	case s.Named != nil:
		g.heads, g.score = s.Named, float64(2*len(s.Named))
	case !text:
		return nil, nil
	default:
		if at, score := likelyHeading(top); at >= 0 {
			same := func(row []field) bool { return slices.Equal(textsOf(row), textsOf(top[at])) }
			at = slices.IndexFunc(top, same) // a heading that comes again counts where it comes first
			g.header, g.score = numbers[at], score
			g.heads = textsOf(trimRow(top[at]))
			g.written = g.heads
			if at > 0 && numbers[at-1] == g.header-1 {
				if two := ingest.HeadingOver(textsOf(top[at-1]), g.heads); two != nil {
					g.heads, g.over = two, textsOf(trimRow(top[at-1]))
				}
			}
		}
	}
	g.width = len(g.heads)
	err = eachRow(ctx, s, func(row int64, cells []field, _ bool) error {
		if g.of(row, cells) == inTable {
			g.width = max(g.width, len(trimRow(cells)))
		}
		return nil
	})
	return g, err
}

// of says what a physical row is.
func (g *grid) of(row int64, cells []field) outside {
	n := filledCells(cells)
	switch {
	case row <= g.header:
		return above
	case n == 0:
		return blankRow
	case len(g.heads) > 2 && g.totals(cells):
		return totalRow
	case g.repeats(cells):
		return headAgain
	case len(g.heads) > 1 && n == 1 && row > g.lastFull:
		return footerRow
	}
	return inTable
}

// totals reports whether a row sums up others: a total word is its first text and a
// cell of the heading stays empty. A client called Total stays a client.
func (g *grid) totals(cells []field) bool {
	open := false
	for j := range g.heads {
		open = open || j >= len(cells) || empty(cells[j].text)
	}
	if !open {
		return false
	}
	for _, c := range cells {
		if !empty(c.text) {
			return totalWord(c.text)
		}
	}
	return false
}

// repeats reports whether a row is the heading again.
func (g *grid) repeats(cells []field) bool {
	row := textsOf(trimRow(cells))
	return len(row) > 0 && (slices.Equal(row, g.written) || slices.Equal(row, g.over))
}

// textsOf is what cells show.
func textsOf(cells []field) []string {
	list := make([]string, len(cells))
	for k, c := range cells {
		list[k] = c.text
	}
	return list
}

// each calls f with the rows of the table and counts what it meets.
func (g *grid) each(ctx context.Context, f func([]field) error) error {
	return eachRow(ctx, g.sheet, func(row int64, cells []field, bad bool) error {
		if g.header > 0 && (row == g.header || row == g.header-1 && g.over != nil) {
			return nil
		}
		if kind := g.of(row, cells); kind != inTable {
			if kind == above && filledCells(cells) == 0 {
				kind = blankRow
			}
			g.outside[kind]++
			if len(g.outsideRows[kind]) < 5 {
				g.outsideRows[kind] = append(g.outsideRows[kind], row)
			}
			return nil
		}
		g.rows++
		if bad {
			g.badQuotes++
		}
		wide := len(trimRow(cells)) > len(g.heads)
		short := g.sheet.Name == "" && g.sheet.Named == nil && len(cells) < len(g.heads)
		if len(g.heads) > 0 && (wide || short) {
			if g.ragged++; g.ragged == 1 {
				g.firstRagged = row
			}
		}
		for _, c := range cells {
			if c.hint == raw.Invalid {
				g.undecoded++
			}
		}
		return f(trimRow(cells))
	})
}

// eachRow calls f with every physical row of a sheet; bad marks a quote that never
// closes. The cells are f's to keep.
func eachRow(ctx context.Context, s *raw.Sheet, f func(row int64, cells []field, bad bool) error) error {
	for part := range max(1, s.Parts) {
		err := s.Read(ctx, part, func(b *raw.Block) error {
			bad := b.Bad
			for i := range b.Rows() {
				cells := make([]field, b.Width(i))
				for j := range cells {
					text, h := b.Cell(i, j)
					cells[j] = field{string(text), h}
				}
				hurt := len(bad) > 0 && bad[0] == i
				if hurt {
					bad = bad[1:]
				}
				if err := f(b.Row[i], cells, hurt); err != nil {
					return err
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func filledCells(cells []field) int {
	n := 0
	for _, c := range cells {
		if !empty(c.text) || c.hint == raw.NoCache {
			n++
		}
	}
	return n
}

// trimRow drops empty cells at the end.
func trimRow(cells []field) []field {
	for len(cells) > 0 && empty(cells[len(cells)-1].text) && cells[len(cells)-1].hint != raw.NoCache {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func empty(s string) bool { return strings.TrimSpace(s) == "" } // U+3000 is a space too

// totalWord reports whether a cell says that its row sums up others.
func totalWord(s string) bool {
	p := strings.Trim(strings.ReplaceAll(name.Plain(s), " ", ""), "()[]<>【】*:=")
	switch p {
	case "TOTAL", "TOTALS", "GRANDTOTAL", "SUBTOTAL", "SUM", "計", "合計", "小計", "総計", "総合計", "中計", "月計", "累計", "合計金額":
		return true
	}
	for _, w := range []string{"GRANDTOTAL", "SUBTOTAL", "TOTAL(", "TOTAL:"} {
		if strings.HasPrefix(p, w) {
			return true
		}
	}
	return strings.HasSuffix(p, "小計") || strings.HasSuffix(p, "合計") || strings.HasSuffix(p, "総計")
}
