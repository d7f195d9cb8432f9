package operator

import (
	"maps"
	"slices"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// Quality is everything that is known of the data of a run: what the operator mends
// before the next one. Nothing in it is scored.
type Quality struct {
	Month      table.Month
	CutOff     table.Day
	Company    string
	Currency   string
	MinorUnits int
	RunID      string

	Blocked  []Matter // why nothing is published; empty = it would be
	Warnings []Matter // what makes the exit code 3
	Tables   []TableCount
	Inputs   *assessment.Inputs // nil where the run ended before lines were counted
	Errors   []table.RowError
	Alone    []table.Place // lines without a salesperson
	Outside  []Outside
	Again    []Again
	Remarks  []Matter
	Columns  []ColumnMatter
}

// Matter is something to look at: where, what, and what to do.
type Matter struct {
	Code       string
	Place      table.Place
	What, ToDo words.Text
}

// TableCount is what became of the rows of one table's own files.
type TableCount struct {
	Table string
	table.Counts
}

// Outside is a row, or a range of rows, that belongs to the sheet and not to a table.
type Outside struct {
	Place   table.Place
	Through int64
	Kind    string // blank, blank_tail, total, footer, heading
	Text    string
}

// Again is a row, or a range of rows, that takes no part because the same id stands
// elsewhere.
type Again struct {
	Table        string
	Place        table.Place
	Through      int64 // last row of the range
	Superseded   bool  // by a newer row; false = the same row once more
	Other        table.Place
	OtherThrough int64
}

// ColumnMatter is a column that came, went, or holds nothing.
type ColumnMatter struct {
	Table, File string
	Kind        string // new, gone, unfilled, not_yet
	Column      string // its heading, or the canonical name of one that is unfilled or not used yet
	Before      string // the file compared with
}

// QualityBook describes the workbook on the data in "ja" or "en".
func QualityBook(q *Quality, s reader.Stamp, language string) (*sheet.Book, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	a := &assessment.Assessment{Month: q.Month, CutOff: q.CutOff, Company: q.Company, Currency: q.Currency, MinorUnits: q.MinorUnits, RunID: q.RunID}
	v := &qualityView{q: q, Base: reader.BaseOf(a, c)}
	return v.Book(s, "operator", c.Text("quality.title", c.Month(q.Month)), c.Text("quality.limit"),
		[]sheet.Sheet{v.summary(), v.errors(), v.leftOut(), v.names(), v.columns(), v.again(), v.outside()}), nil
}

// qualityView is the workbook while it is described.
type qualityView struct {
	q *Quality
	reader.Base
}

// text is t in the language of the workbook.
func (v *qualityView) text(t words.Text) string { return t.In(v.Words.Language) }

// tableName is how a table is called in front of people.
func (v *qualityView) tableName(name string) string { return v.Words.Closed("quality.table", name) }

// cellName is where a person finds a cell: F214 in a sheet, 214:17 (line and field)
// in text.
func cellName(p table.Place) string {
	if p.Row == 0 {
		return ""
	}
	return table.Place{Sheet: p.Sheet, Row: p.Row, Column: p.Column}.String()[len(cellPrefix(p.Sheet)):]
}

func cellPrefix(sheet string) string {
	if sheet == "" {
		return ":"
	}
	return ":" + sheet + "!"
}

func (v *qualityView) top(key string) []sheet.Row {
	return []sheet.Row{sheet.RowAs(sheet.Title, sheet.String(v.Words.Text(key+".title", v.Words.Month(v.q.Month)))), sheet.RowAs(sheet.Lead, sheet.String(v.Words.Text(key+".lead")))}
}

// filled adds to an empty sheet the sentence that says so.
func (v *qualityView) filled(s sheet.Sheet) sheet.Sheet {
	if len(s.Body) == 0 {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(v.Words.Text("sheet.empty"))))
	}
	return s
}

// summary says whether the month can be published, and what became of the rows.
func (v *qualityView) summary() sheet.Sheet {
	c, q := v.Words, v.q
	s := sheet.Sheet{Key: "quality", Columns: []sheet.Column{{Width: 34, Wrap: true}, {Width: 12}, {Width: 12}, {Width: 12}, {Width: 12}, {Width: 12}, {Width: 12}, {Width: 12}}}
	s.Top = []sheet.Row{sheet.RowAs(sheet.Title, sheet.String(c.Text("quality.title", c.Month(q.Month)))), sheet.RowAs(sheet.Lead, sheet.String(c.Text("quality.lead")))}
	wide := len(s.Columns)
	state := sheet.Toned(c.Text("quality.fine"), sheet.Fine)
	switch {
	case len(q.Blocked) > 0:
		state = sheet.Toned(c.Text("quality.blocked"), sheet.Urgent)
	case len(q.Warnings) > 0:
		state = sheet.Toned(c.Text("quality.warned"), sheet.Soon)
	}
	s.Body = append(s.Body, sheet.RowOf(sheet.Span(state, wide)))
	for _, list := range [][]Matter{q.Blocked, q.Warnings} {
		for _, m := range list {
			text := v.text(m.What)
			if at := m.Place.String(); at != "" {
				text += " (" + at + ")"
			}
			if todo := v.text(m.ToDo); todo != "" {
				text += c.Text("quality.do", todo)
			}
			s.Body = append(s.Body, sheet.Row{Cells: []sheet.Cell{sheet.Span(sheet.String("・"+text), wide)}, Height: 16 * float64(sheet.LinesOf("・"+text, 118, sheet.BodyFont))})
		}
	}
	band := func(key string) {
		s.Body = append(s.Body, sheet.RowAs(sheet.Space, sheet.String("")), sheet.RowAs(sheet.Band, sheet.String(c.Text(key))))
	}
	head := func(keys ...string) {
		r := sheet.Row{Role: sheet.Heading}
		for _, key := range keys {
			r.Cells = append(r.Cells, sheet.String(v.Heading(key)))
		}
		s.Body = append(s.Body, r)
	}
	band("quality.rows")
	head("quality.table", "quality.read", "quality.used", "quality.bad", "quality.outside", "quality.helper", "quality.repeated", "quality.superseded")
	var all table.Counts
	count := func(name sheet.Cell, n table.Counts) sheet.Row {
		return sheet.RowOf(name, sheet.Count(n.RowsRead), sheet.Count(n.Records), sheet.Count(n.RowErrors), sheet.Count(n.NonData), sheet.Count(n.Helper), sheet.Count(n.Repeated), sheet.Count(n.Superseded))
	}
	for _, t := range q.Tables {
		all = all.Add(t.Counts)
		s.Body = append(s.Body, count(sheet.String(v.tableName(t.Table)), t.Counts))
	}
	s.Body = append(s.Body, count(sheet.Toned(c.Text("quality.total"), sheet.Bold), all))
	band("quality.reasons")
	head("quality.reason", "quality.count", "quality.yen")
	reasons := v.byReason()
	for _, r := range reasons {
		money := sheet.Cell{Kind: sheet.Money} // no amount of these rows could be read
		if r.amount != 0 {
			money = sheet.MoneyOf(r.amount)
		}
		s.Body = append(s.Body, sheet.RowOf(sheet.String(r.reason.Sentence(c.Language)), sheet.Count(r.rows), money))
	}
	if len(reasons) == 0 {
		s.Body = append(s.Body, sheet.RowOf(sheet.Span(sheet.String(c.Text("sheet.empty")), wide)))
	}
	if q.Inputs != nil {
		v.money(&s, band, head)
	}
	return s
}

// money says how much of the money read is measured, and why the rest is not.
func (v *qualityView) money(s *sheet.Sheet, band func(string), head func(...string)) {
	c, in := v.Words, v.q.Inputs
	band("quality.lines")
	head("quality.what", "quality.count", "quality.yen")
	s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("quality.lines_read")), sheet.Count(in.LinesRead), sheet.MoneyOf(in.ListAmountRead)),
		sheet.RowOf(sheet.String(c.Text("quality.lines_measured")), sheet.Count(in.LinesMeasured), sheet.MoneyOf(in.ListAmountMeasured)))
	for _, k := range slices.Sorted(maps.Keys(in.LinesLeftOut)) {
		if in.LinesLeftOut[k] > 0 {
			s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("quality.left", c.Closed("quality.left", k))), sheet.Count(in.LinesLeftOut[k]), sheet.MoneyOf(in.ListAmountLeftOut[k])))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(in.LinesNotScored)) {
		if in.LinesNotScored[k] > 0 {
			s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("quality.not_scored", c.Closed("quality.left", k))), sheet.Count(in.LinesNotScored[k])))
		}
	}
	s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("quality.alone")), sheet.Count(int64(len(v.q.Alone))), sheet.MoneyOf(in.ListAmountWithoutPerson)),
		sheet.RowOf(sheet.String(c.Text("quality.instructions")), sheet.Count(in.InstructionsRead)))
	for _, k := range slices.Sorted(maps.Keys(in.InstructionsLeftOut)) {
		if in.InstructionsLeftOut[k] > 0 {
			s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("quality.left", c.Closed("quality.left", k))), sheet.Count(in.InstructionsLeftOut[k])))
		}
	}
}

// reasonCount is how many rows a reason condemned, and their list amount where it
// could be read.
type reasonCount struct {
	reason       table.Reason
	rows, amount int64
}

// byReason counts each row once, under the reason of its first cell.
func (v *qualityView) byReason() []reasonCount {
	at := map[table.Reason]int{}
	var list []reasonCount
	for _, e := range v.q.Errors {
		if len(e.Cells) == 0 {
			continue
		}
		r := e.Cells[0].Reason
		i, ok := at[r]
		if !ok {
			i = len(list)
			at[r] = i
			list = append(list, reasonCount{reason: r})
		}
		list[i].rows++
		list[i].amount += e.ListAmount
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].rows != list[j].rows {
			return list[i].rows > list[j].rows
		}
		return list[i].reason < list[j].reason
	})
	return list
}
