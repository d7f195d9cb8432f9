package reports

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// renderer writes one sheet.
type renderer struct {
	b    *book
	f    *excelize.File
	st   *styles
	s    *Sheet
	name string
	row  int // the row being written, 1-based
}

func (r *renderer) size() float64 {
	if r.s.OnePage {
		return pageFont
	}
	return sheetFont
}

// render writes rows, then widths, panes, filter and page setup.
func (r *renderer) render() error {
	for k, c := range r.s.Columns {
		letter, _ := excelize.ColumnNumberToName(k + 1)
		if err := r.f.SetColWidth(r.name, letter, letter, c.Width); err != nil {
			return err
		}
	}
	if err := r.rows(r.s.Top); err != nil {
		return err
	}
	heading := 0
	if r.s.Heading {
		cells := make([]Cell, len(r.s.Columns))
		for k, c := range r.s.Columns {
			cells[k] = words(r.b.heading(c.Key))
		}
		if err := r.rows([]Row{{Role: Heading, Cells: cells}}); err != nil {
			return err
		}
		heading = r.row
	}
	body := r.row
	if err := r.rows(r.s.Body); err != nil {
		return err
	}
	last := r.row
	if err := r.rows(r.s.Notes); err != nil {
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

// width is how many columns the sheet is wide in print.
func (r *renderer) width() int {
	if r.s.Chart != nil || r.s.Charts != nil {
		return len(r.s.Columns) + 1 + chartColumns
	}
	return len(r.s.Columns) - r.s.Screen
}

// rows writes rows below what stands. A single cell of a title, sentence, band or
// note covers all columns.
func (r *renderer) rows(rows []Row) error {
	for i := range rows {
		row := rows[i]
		if len(row.Cells) == 1 && row.Role != Body && row.Role != Heading {
			c := row.Cells[0]
			c.Span = r.width()
			row.Cells = []Cell{c}
		}
		r.row++
		if row.Break {
			if err := r.f.InsertPageBreak(r.name, "A"+strconv.Itoa(r.row)); err != nil {
				return err
			}
		}
		k := 1
		for j := range row.Cells {
			if err := r.cell(&row, &row.Cells[j], k); err != nil {
				return err
			}
			k += max(row.Cells[j].Span, 1)
		}
		if err := r.f.SetRowHeight(r.name, r.row, min(rowHeight(&row, r.s.Columns, r.size()), tallest)); err != nil {
			return err
		}
	}
	return nil
}

// cell writes one cell in column k.
func (r *renderer) cell(row *Row, c *Cell, k int) error {
	at, err := excelize.CoordinatesToCellName(k, r.row)
	if err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(k+max(c.Span, 1)-1, r.row)
	if err != nil {
		return err
	}
	wrap := c.Kind == Words && (r.s.OnePage || row.Role == Lead || row.Role == Note || k <= len(r.s.Columns) && r.s.Columns[k-1].Wrap) && row.Role != Title && row.Role != Band
	id, err := r.st.of(look{role: row.Role, tone: c.Tone, kind: c.Kind, right: c.Right, wrap: wrap, link: c.Link != "", page: r.s.OnePage})
	if err != nil {
		return err
	}
	if err := r.f.SetCellStyle(r.name, at, end, id); err != nil {
		return err
	}
	if end != at {
		if err := r.f.MergeCell(r.name, at, end); err != nil {
			return err
		}
	}
	if err := r.value(c, at); err != nil {
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

// value writes what c holds. Text is always written as a string, so that a name that
// begins with = + - @ stays a name.
func (r *renderer) value(c *Cell, at string) error {
	if c.Kind == Words {
		if c.Text == "" {
			return nil
		}
		return r.f.SetCellStr(r.name, at, clean(c.Text))
	}
	if !c.Set && c.Tone == FillIn {
		return nil
	}
	if !c.Set {
		return r.f.SetCellStr(r.name, at, missing)
	}
	switch c.Kind {
	case Integer, Days:
		return r.f.SetCellInt(r.name, at, c.Int)
	case Money:
		if r.b.money.places == 0 {
			return r.f.SetCellInt(r.name, at, c.Int)
		}
		return r.f.SetCellFloat(r.name, at, r.b.money.major(c.Int), -1, 64)
	case Date, ShortDate:
		return r.f.SetCellInt(r.name, at, excelDay(c.Day))
	}
	return r.f.SetCellFloat(r.name, at, round9(c.Value), -1, 64)
}

// missing stands where something is not measurable.
const missing = "–"

// clean takes out what a cell cannot hold: control characters, and more than 32,767
// letters.
func clean(s string) string {
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
func (r *renderer) spark(at string, c *Cell) error {
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
