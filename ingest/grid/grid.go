// Package grid finds the table of a sheet whatever its columns mean: which rows are a
// heading, which are data, and which are neither?
//
// What comes in: an open book. What goes out: the Table of the sheet that looks most like
// one, whose rows Each hands on, with what it met on the way. Where the columns are known
// package heading finds them; this one serves who only wants to look.
package grid

import (
	"context"
	"slices"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
)

// cell is one cell as it was read.
type cell struct {
	text string
	hint raw.Hint
}

// Outside is why a row is no row of the table.
type Outside uint8

// Why a row is no row of the table.
const (
	Above     Outside = iota // stands above the heading
	Blank                    // empty
	Total                    // 合計, Grand Total …
	Footer                   // a line of text behind the table
	HeadAgain                // the heading again
	Other                    // a row of another table
	inTable                  // a row of the table
)

// Table is the table of a sheet, whatever its columns mean.
type Table struct {
	Sheet  string   // its name; "" where the form has none
	Number int      // of the sheet, from 1
	Named  bool     // the form names the columns
	Header int64    // physical row of the heading; 0 = none, or the form names its columns
	Heads  []string // as written; empty when no row looks like a heading
	Over   bool     // the heading stands in two rows, the last of which is Header
	Width  int      // of the widest row of the table
	Met    Met      // by Each
	Rows   int64    // of the table
	Others []Block  // tables of the sheet that are left out
	More   []*Table // sheets with the same heading, which go on with this one
	Left   []*Table // sheets that are left out

	sheet    *raw.Sheet
	written  []string // the heading's own row
	over     []string // the row above it, where the heading stands in two
	score    float64
	lastFull int64 // last physical row with two cells or more
	through  int64 // last row before another table begins; 0 = the sheet's last
}

// Met is what Each met.
type Met struct {
	Rows, Ragged, BadQuotes, Undecoded int64
	FirstRagged, FirstBadQuote         int64
	Outside                            [inTable]int64
	OutsideRows                        [inTable][]int64 // the first few
	Uncached                           int64            // formulas without a saved value
	UncachedRow                        int64            // of the first, and its column from 1
	UncachedColumn                     int
	Figures                            int64 // rows behind the table that hold a number alone
}

// Open opens the file at path, as a user says that it is to be read; "" finds out. What is
// wrong with it is said in the words of its form.
func Open(path, encoding, delimiter string, password func() (string, error)) (*raw.Book, error) {
	return format.Book(path, raw.Options{Encoding: encoding, Delimiter: delimiter, Workers: 1, Password: password})
}

// Find finds the sheet of book that looks most like a table, of equals the first;
// with a sheet named only that one. Sheets with the same heading go on with it. It is nil
// when there is none.
func Find(ctx context.Context, book *raw.Book, sheet string) (*Table, error) {
	var all []*Table
	best := -1
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if sheet != "" && !strings.EqualFold(name.Display(s.Name), name.Display(sheet)) {
			continue
		}
		t, err := tableOf(ctx, s)
		if err != nil {
			return nil, err
		}
		if t == nil {
			continue
		}
		t.Number = i + 1
		if all = append(all, t); best < 0 || t.score > all[best].score {
			best = len(all) - 1
		}
	}
	if best < 0 {
		return nil, nil
	}
	t := all[best]
	for i, other := range all {
		switch {
		case i == best:
		case i > best && len(t.Heads) > 1 && slices.Equal(other.Heads, t.Heads) && !other.sheet.Hidden && !heading.SetAside(other.Sheet):
			t.More = append(t.More, other)
			t.Width = max(t.Width, other.Width)
		default:
			t.Left = append(t.Left, other)
		}
	}
	return t, nil
}

// NoTable says that a file holds no table, and what its form makes of that.
func NoTable(path string, book *raw.Book) error {
	for _, w := range book.Warnings {
		if f := raw.Foreign(w.Code); f != nil {
			return fault.New(path, fault.ErrNoTable, f.What, f.ToDo)
		}
	}
	return fault.New(path, fault.ErrNoTable, fault.Sentence{JA: "表が見つかりません", EN: "no table was found"},
		fault.Sentence{JA: "シートの名前(" + sheetNames(book) + ")とファイルの中身を確認してください", EN: "check the sheet's name (" + sheetNames(book) + ") and what the file holds"})
}

func sheetNames(book *raw.Book) string {
	var names []string
	for _, s := range book.Sheets {
		if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	if len(names) == 0 {
		return "–"
	}
	return strings.Join(names, ", ")
}

// tableOf finds the heading of one sheet and how far its table reaches; nil for a
// sheet without text.
func tableOf(ctx context.Context, s *raw.Sheet) (*Table, error) {
	t := &Table{sheet: s, Sheet: s.Name, Named: s.Named != nil}
	var top [][]cell
	var numbers []int64
	text := false
	err := eachRow(ctx, s, func(row int64, cells []cell, _ bool) error {
		n := filledCells(cells)
		text = text || n > 0
		if n > 1 {
			t.lastFull = row
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
		t.Heads, t.score = s.Named, float64(2*len(s.Named))
	case !text:
		return nil, nil
	default:
		if at, score := likelyHeading(top); at >= 0 {
			same := func(row []cell) bool { return slices.Equal(textsOf(row), textsOf(top[at])) }
			at = slices.IndexFunc(top, same) // a heading that comes again counts where it comes first
			if at, score, err = t.chooseBlock(ctx, top, numbers, at, score); err != nil {
				return nil, err
			}
			t.Header, t.score = numbers[at], score
			t.Heads = textsOf(trimRow(top[at]))
			t.written = t.Heads
			below := top[at+1 : min(len(top), at+1+headerBelow)]
			if at > 0 && numbers[at-1] == t.Header-1 && !wholeTable(trimRow(top[at]), below) {
				if two := heading.Over(textsOf(top[at-1]), t.Heads); two != nil {
					t.Heads, t.over = two, textsOf(trimRow(top[at-1]))
				}
			}
		}
	}
	t.Over, t.Width = t.over != nil, len(t.Heads)
	err = eachRow(ctx, s, func(row int64, cells []cell, _ bool) error {
		if t.of(row, cells) == inTable {
			t.Rows++
			t.Width = max(t.Width, len(trimRow(cells)))
		}
		return nil
	})
	return t, err
}

// of says what a physical row is.
func (t *Table) of(row int64, cells []cell) Outside {
	n := filledCells(cells)
	switch {
	case row <= t.Header:
		return Above
	case n == 0:
		return Blank
	case t.through > 0 && row > t.through:
		return Other
	case len(t.Heads) > 2 && t.totals(cells):
		return Total
	case t.repeats(cells):
		return HeadAgain
	case len(t.Heads) > 1 && n == 1 && row > t.lastFull:
		return Footer
	}
	return inTable
}

// totals reports whether a row sums up others: a total word is its first text and a
// cell of the heading stays empty. A client called Total stays a client.
func (t *Table) totals(cells []cell) bool {
	open := false
	for j := range t.Heads {
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
func (t *Table) repeats(cells []cell) bool {
	row := textsOf(trimRow(cells))
	return len(row) > 0 && (slices.Equal(row, t.written) || slices.Equal(row, t.over))
}

// textsOf is what cells show.
func textsOf(cells []cell) []string {
	list := make([]string, len(cells))
	for k, c := range cells {
		list[k] = c.text
	}
	return list
}

// Each calls f with what the cells of each row of the table show, and counts what it meets.
func (t *Table) Each(ctx context.Context, f func(cells []string) error) error {
	return eachRow(ctx, t.sheet, func(row int64, cells []cell, bad bool) error {
		if t.Header > 0 && (row == t.Header || row == t.Header-1 && t.over != nil) {
			return nil
		}
		if kind := t.of(row, cells); kind != inTable {
			if kind == Above && filledCells(cells) == 0 {
				kind = Blank
			}
			if t.Met.Outside[kind]++; kind == Footer && slices.ContainsFunc(cells, value) {
				t.Met.Figures++
			}
			if len(t.Met.OutsideRows[kind]) < 5 {
				t.Met.OutsideRows[kind] = append(t.Met.OutsideRows[kind], row)
			}
			return nil
		}
		t.Met.Rows++
		if bad {
			if t.Met.BadQuotes++; t.Met.BadQuotes == 1 {
				t.Met.FirstBadQuote = row
			}
		}
		wide := len(trimRow(cells)) > len(t.Heads)
		short := t.sheet.Name == "" && t.sheet.Named == nil && len(cells) < len(t.Heads)
		if len(t.Heads) > 0 && (wide || short) {
			if t.Met.Ragged++; t.Met.Ragged == 1 {
				t.Met.FirstRagged = row
			}
		}
		for j, c := range cells {
			switch c.hint {
			case raw.Invalid:
				t.Met.Undecoded++
			case raw.NoCache:
				if t.Met.Uncached++; t.Met.Uncached == 1 {
					t.Met.UncachedRow, t.Met.UncachedColumn = row, j+1
				}
			}
		}
		return f(textsOf(trimRow(cells)))
	})
}

// eachRow calls f with every physical row of a sheet; bad marks a quote that never
// closes. The cells are f's to keep.
func eachRow(ctx context.Context, s *raw.Sheet, f func(row int64, cells []cell, bad bool) error) error {
	for part := range max(1, s.Parts) {
		err := s.Read(ctx, part, func(b *raw.Block) error {
			bad := b.Bad
			for i := range b.Rows() {
				cells := make([]cell, b.Width(i))
				for j := range cells {
					text, h := b.Cell(i, j)
					cells[j] = cell{string(text), h}
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

func filledCells(cells []cell) int {
	n := 0
	for _, c := range cells {
		if !empty(c.text) || c.hint == raw.NoCache {
			n++
		}
	}
	return n
}

// trimRow drops empty cells at the end.
func trimRow(cells []cell) []cell {
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
