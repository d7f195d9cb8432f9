package reports

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// renderer makes the frame of one sheet: everything but the cells, which rowWriter
// writes into it.
type renderer struct {
	b    *book
	f    *excelize.File
	s    *Sheet
	name string
	row  int // the row under way, 1-based
}

func (r *renderer) size() float64 {
	if r.s.OnePage {
		return pageFont
	}
	return sheetFont
}

// drawn reports whether charts stand on the sheet.
func (s *Sheet) drawn() bool { return s.Chart != nil || s.Charts != nil }

// render sets what single cells carry beside their value, panes, filter, charts
// and page set-up.
func (r *renderer) render() error {
	heading := 0
	if r.s.Heading {
		heading = len(r.s.Top) + 1
	}
	body := max(heading, len(r.s.Top))
	last := body + r.s.length()
	if rows := last + len(r.s.Notes); rows > excelize.TotalRows {
		return fmt.Errorf("%d rows: Excel shows %d", rows, excelize.TotalRows)
	}
	if r.s.drawn() {
		if err := r.widths(); err != nil {
			return err
		}
	}
	if err := r.s.each(r, r.line, r.long); err != nil {
		return err
	}
	if heading > 0 {
		if err := r.table(heading, last); err != nil {
			return err
		}
	}
	if r.s.Chart != nil {
		if err := r.chart(r.s.Chart, heading, last); err != nil {
			return err
		}
	}
	for i := range r.s.Charts {
		d := &r.s.Charts[i]
		if err := r.chart(d, body+d.Heading+1, body+d.Last+1); err != nil {
			return err
		}
	}
	return r.page(heading)
}

// widths tells the widths of the columns, by which charts are anchored; on a sheet
// without a chart rowWriter writes them.
func (r *renderer) widths() error {
	for k, c := range r.s.Columns {
		letter, _ := excelize.ColumnNumberToName(k + 1)
		if err := r.f.SetColWidth(r.name, letter, letter, c.Width); err != nil {
			return err
		}
	}
	return nil
}

// width is how many columns the sheet is wide in print.
func (r *renderer) width() int {
	if r.s.drawn() {
		return len(r.s.Columns) + 1 + chartColumns
	}
	return len(r.s.Columns) - r.s.Screen
}

// each calls do with the rows of s from the top to the last, headings included, and
// long with its long body, if any. A single cell of a title, sentence, band or note
// covers all columns.
func (s *Sheet) each(r *renderer, do func(*Row) error, long func(*Long) error) error {
	over := func(rows []Row) error {
		for i := range rows {
			row := rows[i]
			if len(row.Cells) == 1 && row.Role != Body && row.Role != Heading {
				c := row.Cells[0]
				c.Span = r.width()
				row.Cells = []Cell{c}
			}
			if err := do(&row); err != nil {
				return err
			}
		}
		return nil
	}
	if err := over(s.Top); err != nil {
		return err
	}
	if s.Heading {
		cells := make([]Cell, len(s.Columns))
		for k, c := range s.Columns {
			cells[k] = words(r.b.heading(c.Key))
		}
		if err := do(&Row{Role: Heading, Cells: cells}); err != nil {
			return err
		}
	}
	if err := over(s.Body); err != nil {
		return err
	}
	if s.Long != nil {
		if err := long(s.Long); err != nil {
			return err
		}
	}
	return over(s.Notes)
}

// long passes over the rows of a long body, which carry values only.
func (r *renderer) long(l *Long) error {
	r.row += l.Rows
	return nil
}

// line takes what the cells of one row carry beside their value. Charts are anchored by
// the heights of rows, so their sheets tell them.
func (r *renderer) line(row *Row) error {
	r.row++
	if row.Break {
		if err := r.f.InsertPageBreak(r.name, "A"+strconv.Itoa(r.row)); err != nil {
			return err
		}
	}
	k := 1
	for j := range row.Cells {
		c := &row.Cells[j]
		if c.Beside != nil {
			if err := r.cell(c.Beside, k); err != nil {
				return err
			}
		}
		k += max(c.Span, 1)
	}
	if !r.s.drawn() {
		return nil
	}
	return r.f.SetRowHeight(r.name, r.row, min(rowHeight(row, r.s.Columns, r.size(), nil), tallest))
}

// cell gives the cell in column k its link, drop-down and columns of a trend.
func (r *renderer) cell(c *Beside, k int) error {
	at, err := excelize.CoordinatesToCellName(k, r.row)
	if err != nil {
		return err
	}
	if c.Link != "" {
		to := "'" + r.b.name(c.Link) + "'!A" + strconv.Itoa(max(c.Row, 1))
		if err := r.f.SetCellHyperLink(r.name, at, to, "Location"); err != nil {
			return err
		}
	}
	if c.Entry != nil {
		if err := r.choice(at, c.Entry); err != nil {
			return err
		}
	}
	if len(c.Spark) > 1 && c.Trend != "" {
		return r.spark(at, c)
	}
	return nil
}

// missing stands where something is not measurable.
const missing = "–"

// clean takes out what a cell cannot hold: control characters, and more than 32,767
// letters.
func clean(s string) string {
	if printable(s) && len(s) <= excelize.TotalCellChars {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s)
	if len(s) > excelize.TotalCellChars {
		if runes := []rune(s); len(runes) > excelize.TotalCellChars {
			s = string(runes[:excelize.TotalCellChars])
		}
	}
	return s
}

// printable reports whether s is of printable ASCII alone.
func printable(s string) bool {
	for i := range len(s) {
		if s[i]-0x20 >= 0x7F-0x20 {
			return false
		}
	}
	return true
}

// choice gives a cell its drop-down.
func (r *renderer) choice(at string, entries []string) error {
	if len(entries) == 0 {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(at)
	if err := dv.SetDropList(entries); err != nil {
		return err
	}
	return r.f.AddDataValidation(r.name, dv)
}

// spark draws the columns of a trend; its figures stand on the trend sheet.
func (r *renderer) spark(at string, c *Beside) error {
	for i := range r.b.sheets {
		s := &r.b.sheets[i]
		if s.Key != "trend" {
			continue
		}
		for k := range s.Columns {
			if s.Columns[k].Key != c.Trend {
				continue
			}
			letter, _ := excelize.ColumnNumberToName(k + 1)
			first := bodyRow(s, 0)
			return r.f.AddSparkline(r.name, &excelize.SparklineOptions{Location: []string{at}, Type: "column", SeriesColor: "#" + bandFill, CustMin: 0,
				Range: []string{"'" + r.b.name("trend") + "'!" + letter + strconv.Itoa(first) + ":" + letter + strconv.Itoa(first+len(c.Spark)-1)}})
		}
	}
	return nil
}

// table freezes the headings, and gives the rows below them a filter.
func (r *renderer) table(heading, last int) error {
	end, err := excelize.CoordinatesToCellName(len(r.s.Columns), max(last, heading))
	if err != nil {
		return err
	}
	if last > heading {
		if err := r.f.AutoFilter(r.name, "A"+strconv.Itoa(heading)+":"+end, nil); err != nil {
			return err
		}
	}
	corner, err := excelize.CoordinatesToCellName(r.s.Freeze+1, heading+1)
	if err != nil {
		return err
	}
	panes := &excelize.Panes{Freeze: true, XSplit: r.s.Freeze, YSplit: heading, TopLeftCell: corner, ActivePane: "bottomLeft"}
	if r.s.Freeze > 0 {
		panes.ActivePane = "bottomRight"
	}
	return r.f.SetPanes(r.name, panes)
}
