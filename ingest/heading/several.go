package heading

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// Choice is what a book holds of one table.
type Choice struct {
	Tables []Found // in the order of the sheets; more than one where sheets have one heading
	Left   []Left  // what looks like the table and is not read
	Seen   []Heading
}

// Left is a table that is not read.
type Left struct {
	Sheet         string
	From, Through int64 // its rows, the heading among them; Through 0 = to the end of the sheet
	Rows          int64 // that hold something, below the heading
	Why           Reason
}

// Reason is why a table is not read.
type Reason uint8

// The reasons.
const (
	OtherTable Reason = iota // another table of the same sheet fits better
	Narrower                 // the sheet lacks columns that the one that is read has
	ByName                   // the sheet's name says copy, budget, example, …
	Hidden                   // the sheet is hidden
	AboveTable               // rows above the heading are as wide as the table
)

// Choose finds the table in a book as Find does, the other sheets with the same or a wider
// heading, and of several tables in one sheet the one that gives most: rows times columns.
// columns gives the canonical columns that a heading yields, with the heading of each, and
// whether the table is complete.
func Choose(ctx context.Context, book *raw.Book, sheet string, row int, score func([]Heading) int, columns func([]Heading) (map[string]string, bool)) (Choice, error) {
	best, seen, err := Find(ctx, book, sheet, row, score)
	c := Choice{Seen: seen}
	if err != nil || best.Sheet == nil {
		return c, err
	}
	if row > 0 || best.Sheet.Named != nil {
		c.Tables = []Found{best}
		return c, nil
	}
	if best, err = c.inSheet(ctx, best, score, columns); err != nil {
		return c, err
	}
	named, _ := columns(best.Heads)
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s == best.Sheet {
			c.Tables = append(c.Tables, best)
			continue
		}
		if sheet != "" || s.Named != nil {
			continue
		}
		other, _, err := Find(ctx, &raw.Book{Sheets: []raw.Sheet{*s}}, "", 0, score)
		if err != nil {
			return c, err
		}
		if other.Sheet == nil || 2*other.score < best.score {
			continue
		}
		other.Sheet = s
		why, goesOn := c.goesOn(named, other, columns)
		if goesOn {
			left := len(c.Left)
			if other, err = c.inSheet(ctx, other, score, columns); err != nil {
				return c, err
			}
			if why, goesOn = c.goesOn(named, other, columns); goesOn {
				c.Tables = append(c.Tables, other)
				continue
			}
			c.Left = c.Left[:left]
		}
		l := Left{Sheet: s.Name, From: other.Row, Why: why}
		if l.Rows, err = rowsBelow(ctx, s, other.Row); err != nil {
			return c, err
		}
		if l.Rows > 0 {
			c.Left = append(c.Left, l)
		}
	}
	return c, nil
}

// setAside are words in the name of a sheet that nobody means to be read with the others.
var setAside = []string{"旧", "コピー", "バックアップ", "予算", "見積", "記入例", "入力例", "サンプル", "テンプレート", "下書き", "COPY", "BACKUP", "BUDGET", "SAMPLE", "EXAMPLE", "TEMPLATE", "DRAFT"}

// SetAside reports whether a sheet's name says that it is a copy, a budget, an example.
func SetAside(sheet string) bool {
	p := name.Plain(sheet)
	return slices.ContainsFunc(setAside, func(w string) bool { return strings.Contains(p, w) })
}

// goesOn reports whether a sheet goes on with the table whose columns are named.
func (c *Choice) goesOn(named map[string]string, other Found, columns func([]Heading) (map[string]string, bool)) (Reason, bool) {
	if other.Sheet.Hidden {
		return Hidden, false
	}
	if SetAside(other.Sheet.Name) {
		return ByName, false
	}
	own, complete := columns(other.Heads)
	for column, text := range named {
		if own[column] != text {
			return Narrower, false
		}
	}
	return 0, complete
}

// candidate is a row of a sheet that may be a heading.
type candidate struct {
	Found
	at    int // among the rows at the top
	rows  int64
	cells []string
}

// inSheet looks for other tables in the sheet of best, and returns the one to read.
func (c *Choice) inSheet(ctx context.Context, best Found, score func([]Heading) int, columns func([]Heading) (map[string]string, bool)) (Found, error) {
	rows, numbers, err := top(ctx, best.Sheet)
	if err != nil {
		return best, err
	}
	_, complete := columns(best.Heads)
	at := slices.Index(numbers, best.Row)
	all := []candidate{{Found: best, at: at, cells: rows[at]}}
	for k, cells := range rows {
		own := k >= at-len(best.Above) && k <= at
		if own || !namesOnly(cells) || slices.ContainsFunc(all, func(x candidate) bool {
			return slices.Equal(x.cells, cells) || repeats(x.cells, func(j int) string { return cellAt(cells, j) }, len(cells))
		}) {
			continue
		}
		heads := ReadAll(cells)
		n := score(heads)
		if n < 3 || 2*n < best.score {
			continue
		}
		if _, ok := columns(heads); ok {
			all = append(all, candidate{Found: Found{Sheet: best.Sheet, Row: numbers[k], Heads: heads, score: n, Before: linesAbove(rows[:k])}, at: k, cells: cells})
		}
	}
	if len(all) == 1 {
		c.above(best, rows, numbers)
		return best, nil
	}
	slices.SortFunc(all, func(a, b candidate) int { return a.at - b.at })
	if err := count(ctx, best.Sheet, all); err != nil {
		return best, err
	}
	chosen := 0
	for i := range all {
		weight := func(x candidate) int64 {
			if x.Row == best.Row && !complete {
				return -1
			}
			return x.rows * int64(x.score)
		}
		if weight(all[i]) > weight(all[chosen]) || weight(all[i]) == weight(all[chosen]) && all[i].score > all[chosen].score {
			chosen = i
		}
	}
	out := all[chosen].Found
	for i, x := range all {
		through := int64(0)
		if i+1 < len(all) {
			next := all[i+1].at
			for next > x.at+1 && filledTexts(rows[next-1]) < 2 {
				next--
			}
			through = numbers[next] - 1
		}
		switch {
		case i == chosen:
			out.Through = through
		case x.rows > 0:
			c.Left = append(c.Left, Left{Sheet: best.Sheet.Name, From: x.Row, Through: through, Rows: x.rows, Why: OtherTable})
		}
	}
	return out, nil
}

// repeats reports whether a row of width cells says nothing but what the heading says in the
// same place, and most of it: it heads the next page of the same table. A narrower row heads
// a table of its own.
func repeats(head []string, cell func(int) string, width int) bool {
	same, all := 0, 0
	for j := range max(len(head), width) {
		h := cellAt(head, j)
		if h != "" {
			all++
		}
		if j >= width {
			continue
		}
		switch text := cell(j); {
		case text == "":
		case text != h:
			return false
		default:
			same++
		}
	}
	return same >= 3 && 3*same >= 2*all && width >= len(head)
}

func cellAt(cells []string, j int) string {
	if j < len(cells) {
		return cells[j]
	}
	return ""
}

// linesAbove are the texts of the lines right above a heading that hold a single cell: its title and
// its unit, and not the rows of the table before it.
func linesAbove(rows [][]string) (texts []string) {
	for k := len(rows) - 1; k >= 0 && filledTexts(rows[k]) < 2; k-- {
		for _, c := range rows[k] {
			if !Blank([]byte(c)) {
				texts = append(texts, c)
			}
		}
	}
	slices.Reverse(texts)
	return texts
}

// above notes rows above the heading that are as wide as the table.
func (c *Choice) above(best Found, rows [][]string, numbers []int64) {
	n, from := int64(0), int64(0)
	for k, cells := range rows {
		if numbers[k] >= best.Row-int64(len(best.Above)) {
			break
		}
		if filled := filledTexts(cells); filled >= 3 && filled >= len(best.Heads) {
			if n++; n == 1 {
				from = numbers[k]
			}
		}
	}
	if n >= 3 {
		c.Left = append(c.Left, Left{Sheet: best.Sheet.Name, From: from, Through: best.Row - 1, Rows: n, Why: AboveTable})
	}
}

func filledTexts(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// count counts the rows with two cells or more below each candidate.
func count(ctx context.Context, s *raw.Sheet, all []candidate) error {
	for part := range max(1, s.Parts) {
		if err := s.Read(ctx, part, func(b *raw.Block) error {
			for i := range b.Rows() {
				for k := len(all) - 1; k >= 0; k-- {
					if b.Row[i] >= all[k].Row {
						if b.Row[i] > all[k].Row && Filled(b, i, 2) > 1 {
							all[k].rows++
						}
						break
					}
				}
			}
			return ctx.Err()
		}); err != nil {
			return err
		}
	}
	return nil
}

// rowsBelow counts the rows with two cells or more below a row.
func rowsBelow(ctx context.Context, s *raw.Sheet, row int64) (int64, error) {
	all := []candidate{{Found: Found{Row: row}}}
	err := count(ctx, s, all)
	return all[0].rows, err
}

// Remark says what is not read.
func (l Left) Remark(path string) fault.Remark {
	r := fault.Remark{Code: "not_read", Place: table.Place{File: path, Sheet: l.Sheet, Row: l.From}}
	sheet := l.Sheet
	switch l.Why {
	case OtherTable:
		r.Text = fault.Sentence{JA: fmt.Sprintf("%d 行目からの別の表(%d 行)は読んでいません。読む表は header_row で指定できます", l.From, l.Rows),
			EN: fmt.Sprintf("another table from row %d on (%d rows) was not read; header_row names the one to read", l.From, l.Rows)}
	case AboveTable:
		r.Text = fault.Sentence{JA: fmt.Sprintf("見出しより上に、表と同じ幅の行が %d 行あります(%d 行目から)。読んでいません", l.Rows, l.From),
			EN: fmt.Sprintf("%d rows above the heading are as wide as the table (from row %d on); they were not read", l.Rows, l.From)}
	case Narrower:
		r.Text = fault.Sentence{JA: fmt.Sprintf("シート「%s」(%d 行)は見出しが異なるため読んでいません。読むなら sheet で指定してください", sheet, l.Rows),
			EN: fmt.Sprintf("sheet %s (%d rows) has another heading and was not read; name it under sheet to read it", sheet, l.Rows)}
	case Hidden:
		r.Text = fault.Sentence{JA: fmt.Sprintf("非表示のシート「%s」(%d 行)は読んでいません。読むなら sheet で指定してください", sheet, l.Rows),
			EN: fmt.Sprintf("the hidden sheet %s (%d rows) was not read; name it under sheet to read it", sheet, l.Rows)}
	default:
		r.Text = fault.Sentence{JA: fmt.Sprintf("シート「%s」(%d 行)は名前から別物とみなし、読んでいません。読むなら sheet で指定してください", sheet, l.Rows),
			EN: fmt.Sprintf("sheet %s (%d rows) was set aside by its name; name it under sheet to read it", sheet, l.Rows)}
	}
	return r
}
