package excel

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/sheet"
)

// parts are the parts of a workbook by name; as excelize's ZipWriter they take what it
// would have zipped.
type parts map[string][]byte

// partsOf is what f holds, part by part.
func partsOf(f *excelize.File) (parts, error) {
	p := parts{}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return collector{p} })
	_, err := f.WriteTo(io.Discard)
	return p, err
}

// renderer makes the frame of one sheet: everything but the cells, which rowWriter
// writes into it.
type renderer struct {
	b    *sheet.Book
	f    *excelize.File
	s    *sheet.Sheet
	name string
	row  int // the row under way, 1-based
}

func (r *renderer) size() float64 {
	if r.s.OnePage {
		return sheet.PageFont
	}
	return sheet.BodyFont
}

// render sets what single cells carry beside their value, panes, filter, charts
// and page set-up.
func (r *renderer) render() error {
	heading := 0
	if r.s.Heading {
		heading = len(r.s.Top) + 1
	}
	body := max(heading, len(r.s.Top))
	last := body + r.s.Len()
	if rows := last + len(r.s.Notes); rows > excelize.TotalRows {
		return fmt.Errorf("%d rows: Excel shows %d", rows, excelize.TotalRows)
	}
	if r.s.Drawn() {
		if err := r.widths(); err != nil {
			return err
		}
	}
	if err := r.each(r.line, r.long); err != nil {
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
	if r.s.Drawn() {
		return len(r.s.Columns) + 1 + sheet.ChartColumns
	}
	return len(r.s.Columns) - r.s.Screen
}

// each calls do with the rows of the sheet from the top to the last, headings included, and
// long with its long body, if any. A single cell of a title, sentence, band or note
// covers all columns.
func (r *renderer) each(do func(*sheet.Row) error, long func(*sheet.Long) error) error {
	s := r.s
	over := func(rows []sheet.Row) error {
		for i := range rows {
			row := rows[i]
			if len(row.Cells) == 1 && row.Role != sheet.Body && row.Role != sheet.Heading {
				c := row.Cells[0]
				c.Span = r.width()
				row.Cells = []sheet.Cell{c}
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
		cells := make([]sheet.Cell, len(s.Columns))
		for k, c := range s.Columns {
			cells[k] = sheet.String(c.Heading)
		}
		if err := do(&sheet.Row{Role: sheet.Heading, Cells: cells}); err != nil {
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
func (r *renderer) long(l *sheet.Long) error {
	r.row += l.Rows
	return nil
}

// line takes what the cells of one row carry beside their value. Charts are anchored by
// the heights of rows, so their sheets tell them.
func (r *renderer) line(row *sheet.Row) error {
	r.row++
	if row.Break {
		if err := r.f.InsertPageBreak(r.name, "A"+strconv.Itoa(r.row)); err != nil {
			return err
		}
	}
	k := 1
	for j := range row.Cells {
		c := &row.Cells[j]
		if c.Annotations != nil {
			if err := r.cell(c.Annotations, k); err != nil {
				return err
			}
		}
		k += max(c.Span, 1)
	}
	if !r.s.Drawn() {
		return nil
	}
	return r.f.SetRowHeight(r.name, r.row, min(sheet.RowHeight(row, r.s.Columns, r.size(), nil), sheet.Tallest))
}

// cell gives the cell in column k its link, drop-down and columns of a trend.
func (r *renderer) cell(c *sheet.Annotations, k int) error {
	at, err := excelize.CoordinatesToCellName(k, r.row)
	if err != nil {
		return err
	}
	if c.Link != "" {
		to := "'" + r.b.SheetName(c.Link) + "'!A" + strconv.Itoa(max(c.Row, 1))
		if err := r.f.SetCellHyperLink(r.name, at, to, "Location"); err != nil {
			return err
		}
	}
	if c.Entry != nil {
		if err := r.choice(at, c.Entry, c.Open); err != nil {
			return err
		}
	}
	if len(c.Spark) > 1 && c.Trend != "" {
		return r.spark(at, c)
	}
	return nil
}

// choice gives a cell its drop-down; an open one takes other text too.
func (r *renderer) choice(at string, entries []string, open bool) error {
	if len(entries) == 0 {
		return nil
	}
	title := r.b.ChoiceTitle
	if open {
		title = ""
	}
	dv, err := dropDown(at, entries, title, r.b.ChoiceText)
	if dv == nil || err != nil {
		return err
	}
	return r.f.AddDataValidation(r.name, dv)
}

// longestList is the number of letters that Excel takes for all entries of a drop-down.
const longestList = 255

// dropDown lets the cells at take one of entries, and nothing else where title says what is
// then told; nil for entries that Excel would divide at a comma or has no room for: such a
// cell takes any text, and is read as it stands.
func dropDown(at string, entries []string, title, text string) (*excelize.DataValidation, error) {
	all := strings.Join(entries, ",")
	if strings.Count(all, ",") != len(entries)-1 || len(utf16.Encode([]rune(all))) > longestList {
		return nil, nil
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(at)
	if title != "" {
		dv.SetError(excelize.DataValidationErrorStyleStop, title, text)
	}
	return dv, dv.SetDropList(entries)
}

// spark draws the columns of a trend; its figures stand on the trend sheet.
func (r *renderer) spark(at string, c *sheet.Annotations) error {
	for i := range r.b.Sheets {
		s := &r.b.Sheets[i]
		if s.Key != "trend" {
			continue
		}
		for k := range s.Columns {
			if s.Columns[k].Key != c.Trend {
				continue
			}
			letter, _ := excelize.ColumnNumberToName(k + 1)
			first := sheet.BodyRow(s, 0)
			return r.f.AddSparkline(r.name, &excelize.SparklineOptions{Location: []string{at}, Type: "column", SeriesColor: "#" + bandFill, CustMin: 0,
				Range: []string{"'" + s.Name + "'!" + letter + strconv.Itoa(first) + ":" + letter + strconv.Itoa(first+len(c.Spark)-1)}})
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

// frame is everything of the workbook but cells, texts and styles, part by part.
func frameOf(b *sheet.Book) (parts, error) {
	f := excelize.NewFile()
	defer f.Close()
	for i := range b.Sheets {
		name := b.Sheets[i].Name
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return nil, err
		}
	}
	// A first text, so that the frame knows of a part for texts.
	if err := f.SetCellStr(b.Sheets[0].Name, "A1", sheet.Missing); err != nil {
		return nil, err
	}
	for i := range b.Sheets {
		r := renderer{b: b, f: f, s: &b.Sheets[i], name: b.Sheets[i].Name}
		if err := r.render(); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", r.name, err)
		}
	}
	if err := properties(f, b); err != nil {
		return nil, err
	}
	f.SetActiveSheet(0)
	// Image and chart types enter the content types in map order.
	sort.Slice(f.ContentTypes.Defaults, func(i, j int) bool {
		return f.ContentTypes.Defaults[i].Extension < f.ContentTypes.Defaults[j].Extension
	})
	return partsOf(f)
}

// properties come from the cut-off, never the clock.
func properties(f *excelize.File, b *sheet.Book) error {
	at := b.CutOff.Time().Format(time.RFC3339)
	if err := f.SetDocProps(&excelize.DocProperties{Title: b.Title, Subject: b.Limit, Creator: "tenbin", LastModifiedBy: "tenbin",
		Description: b.Never, Created: at, Modified: at, Language: b.Language}); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "tenbin", Company: b.Company}); err != nil {
		return err
	}
	for _, p := range []excelize.CustomProperty{
		{Name: "tenbin.schema", Value: int32(b.Schema)},
		{Name: "tenbin.run_id", Value: b.RunID},
		{Name: "tenbin.audience", Value: b.Audience},
		{Name: "tenbin.purpose", Value: b.Purpose},
	} {
		if p.Value == "" {
			continue
		}
		if err := f.SetCustomProps(p); err != nil {
			return err
		}
	}
	return nil
}
