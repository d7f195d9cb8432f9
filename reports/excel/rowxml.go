package excel

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/sheet"
	wordtables "tenbin/reports/words"
)

// rowWriter writes the rows of one sheet as Excel's XML, each as it comes: nothing
// holds the cells of a long table.
type rowWriter struct {
	r       *renderer
	out     io.Writer
	n       numbering
	texts   sharedStrings
	letters []string // of the columns, from 1
	columns []usage  // of the sheet, from 1
	lines   sheet.LineCounter
	money   wordtables.Currency // for its places alone
	buf     []byte
	merged  []byte // the merged cells
	merges  int
	row     int
	digits  []byte // of row
}

// rowWriter returns a writer of the rows of b, used before or new.
func (p *Pool) rowWriter(b *sheet.Book) *rowWriter {
	w, _ := p.rows.Get().(*rowWriter)
	if w == nil {
		w = &rowWriter{n: numbering{p: p, by: map[string]uint16{}}, texts: sharedStrings{number: map[string]int{}}}
	}
	clear(w.n.by)
	clear(w.n.list)
	clear(w.texts.number)
	w.n.number, w.n.list = [cellStyles]uint16{}, w.n.list[:0]
	w.texts.xml, w.texts.uses = w.texts.xml[:0], 0
	w.n.st = &styles{ja: b.Language == "ja", money: "#,##0"}
	w.money.Places = b.Places
	if b.Places > 0 {
		w.n.st.money += "." + strings.Repeat("0", b.Places)
	}
	return w
}

// done takes w back, unless it has grown on a workbook far larger than most.
func (p *Pool) done(w *rowWriter) {
	w.r, w.out = nil, nil
	if cap(w.texts.xml) < 1<<20 {
		p.rows.Put(w)
	}
}

// usage counts the texts of a column, and how many of them were new to the workbook;
// the text above, if it is shared, has its number.
type usage struct {
	texts, fresh int
	above        string // as the cell has it; "" = none
	number       int
}

// own reports whether most texts of a column are its alone, as ids and places in files
// are: then they stand in their cells, and the list of shared texts, which is held until
// the end, stays short in a ledger of any length.
func (u usage) own() bool { return u.texts >= 256 && 2*u.fresh > u.texts }

// keep is how many bytes of rows are kept before they go out.
const keep = 1 << 16

// write writes the sheet into the frame that excelize made of it: the rows in the
// place of its own, the merged cells after them and after the filter.
func (w *rowWriter) write(frame []byte) error {
	head, tail, ok := cut(frame)
	if !ok {
		return fmt.Errorf("no room for rows in %.200s", frame)
	}
	w.buf = append(w.buf[:0], head...)
	if !w.r.s.Drawn() {
		w.widths()
	}
	w.buf = append(w.buf, "<sheetData>"...)
	w.row, w.merges, w.merged = 0, 0, w.merged[:0]
	clear(w.columns)
	w.lines.Begin()
	if err := w.r.each(w.line, w.long); err != nil {
		return err
	}
	w.buf = append(w.buf, "</sheetData>"...)
	filter, rest := afterFilter(tail)
	w.buf = append(w.buf, filter...)
	if w.merges > 0 {
		w.buf = append(append(w.buf, `<mergeCells count="`...), strconv.Itoa(w.merges)...)
		w.buf = append(append(append(w.buf, `">`...), w.merged...), `</mergeCells>`...)
	}
	w.buf = append(w.buf, rest...)
	_, err := w.out.Write(w.buf)
	return err
}

// widths writes the widths of the columns, neighbours of one width together.
func (w *rowWriter) widths() {
	columns := w.r.s.Columns
	if len(columns) == 0 {
		return
	}
	w.buf = append(w.buf, "<cols>"...)
	for k := 0; k < len(columns); {
		n := k + 1
		for n < len(columns) && columns[n].Width == columns[k].Width {
			n++
		}
		w.buf = fmt.Appendf(w.buf, `<col customWidth="true" max="%d" min="%d" width="%s"></col>`, n, k+1, strconv.FormatFloat(columns[k].Width, 'f', -1, 64))
		k = n
	}
	w.buf = append(w.buf, "</cols>"...)
}

// long writes the rows of a long body, one set of cells for all of them.
func (w *rowWriter) long(l *sheet.Long) error {
	var row sheet.Row
	for k := range l.Rows {
		row.Cells = l.Row(k, row.Cells[:0])
		if err := w.line(&row); err != nil {
			return err
		}
	}
	return nil
}

// line writes one row, whose cells stand side by side from column A on.
func (w *rowWriter) line(row *sheet.Row) error {
	w.row++
	w.digits = strconv.AppendInt(w.digits[:0], int64(w.row), 10)
	w.buf = append(append(w.buf, `<row r="`...), w.digits...)
	w.buf = append(w.buf, `" ht="`...)
	w.buf = strconv.AppendFloat(w.buf, min(sheet.RowHeight(row, w.r.s.Columns, w.r.size(), &w.lines), sheet.Tallest), 'f', -1, 64)
	w.buf = append(w.buf, `" customHeight="1">`...)
	k := 1
	for j := range row.Cells {
		if err := w.cell(row, &row.Cells[j], k); err != nil {
			return err
		}
		k += max(row.Cells[j].Span, 1)
	}
	w.buf = append(w.buf, "</row>"...)
	if len(w.buf) < keep {
		return nil
	}
	_, err := w.out.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// cell writes c in column k, and the cells that it covers.
func (w *rowWriter) cell(row *sheet.Row, c *sheet.Cell, k int) error {
	columns, span := w.r.s.Columns, max(c.Span, 1)
	wrap := c.Kind == sheet.Words && (w.r.s.OnePage || row.Role == sheet.Lead || row.Role == sheet.Note || k <= len(columns) && columns[k-1].Wrap) && row.Role != sheet.Title && row.Role != sheet.Band
	id, err := w.n.of(cellStyle{role: row.Role, tone: c.Tone, kind: c.Kind, right: c.Right, wrap: wrap, link: c.Annotations != nil && c.Annotations.Link != "", page: w.r.s.OnePage})
	if err != nil {
		return err
	}
	w.open(k, id)
	w.value(c, k)
	for j := k + 1; j < k+span; j++ {
		w.open(j, id)
		w.buf = append(w.buf, "/>"...)
	}
	if span > 1 {
		w.merges++
		w.merged = w.at(append(w.merged, `<mergeCell ref="`...), k)
		w.merged = append(w.at(append(w.merged, ':'), k+span-1), `"/>`...)
	}
	return nil
}

// at appends the name of the cell in column k of the row.
func (w *rowWriter) at(b []byte, k int) []byte {
	for len(w.letters) <= k {
		letter, _ := excelize.ColumnNumberToName(len(w.letters))
		w.letters, w.columns = append(w.letters, letter), append(w.columns, usage{})
	}
	return append(append(b, w.letters[k]...), w.digits...)
}

// open begins a cell with its style.
func (w *rowWriter) open(k int, id uint16) {
	w.buf = w.at(append(w.buf, `<c r="`...), k)
	w.buf = strconv.AppendInt(append(w.buf, `" s="`...), int64(id), 10)
	w.buf = append(w.buf, '"')
}

// value ends a cell with what c holds. Text is always written as a string, so that a
// name that begins with = + - @ stays a name.
func (w *rowWriter) value(c *sheet.Cell, k int) {
	switch {
	case c.Kind == sheet.Words && c.Text == "", c.Kind != sheet.Words && !c.Set && c.Tone == sheet.FillIn:
		w.buf = append(w.buf, "/>"...)
	case c.Kind == sheet.Words:
		w.text(c.Text, k)
	case !c.Set:
		w.text(sheet.Missing, k)
	case c.Kind == sheet.Integer, c.Kind == sheet.Days, c.Kind == sheet.Money && w.r.b.Places == 0:
		w.whole(c.Int)
	case c.Kind == sheet.Money:
		w.buf = append(w.money.AppendMajor(append(w.buf, "><v>"...), c.Int), "</v></c>"...)
	case c.Kind == sheet.Date, c.Kind == sheet.ShortDate:
		w.whole(excelDay(c.Day))
	default:
		w.number(c.Value, k)
	}
}

// text ends a cell with s as clean leaves it: with the number of a shared text, or in
// the cell itself where most texts of the column are its alone.
func (w *rowWriter) text(s string, k int) {
	u := &w.columns[k]
	if u.own() {
		w.buf = append(appendElement(append(w.buf, ` t="inlineStr"><is>`...), Clean(s)), "</is></c>"...)
		return
	}
	u.texts++
	if s == u.above && s != "" {
		w.texts.uses++
	} else {
		before := len(w.texts.number)
		u.above, u.number = s, w.texts.of(Clean(s))
		u.fresh += len(w.texts.number) - before
	}
	w.buf = strconv.AppendInt(append(w.buf, ` t="s"><v>`...), int64(u.number), 10)
	w.buf = append(w.buf, "</v></c>"...)
}

// whole ends a cell with a whole number.
func (w *rowWriter) whole(v int64) {
	w.buf = append(strconv.AppendInt(append(w.buf, "><v>"...), v, 10), "</v></c>"...)
}

// number writes v with nine significant digits; what is not a number has no cell of its
// own in Excel, and is text.
func (w *rowWriter) number(v float64, k int) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		w.text(wordtables.Nine(v), k)
		return
	}
	w.buf = append(wordtables.AppendNine(append(w.buf, "><v>"...), v), "</v></c>"...)
}

// cut divides a frame where its rows stand.
func cut(frame []byte) (head, tail []byte, ok bool) {
	head, tail, ok = bytes.Cut(frame, []byte("<sheetData>"))
	if ok {
		_, tail, ok = bytes.Cut(tail, []byte("</sheetData>"))
	}
	return head, tail, ok
}

// afterFilter divides what follows the rows after the filter, where merged cells belong.
func afterFilter(tail []byte) (filter, rest []byte) {
	const end = "</autoFilter>"
	if i := bytes.Index(tail, []byte(end)); i >= 0 {
		return tail[:i+len(end)], tail[i+len(end):]
	}
	return nil, tail
}
