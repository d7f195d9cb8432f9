package part

import (
	"math"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// CurveColumns are the columns of a sheet of curves, which has two blocks, each with its
// own headings over the same columns.
const CurveColumns = 6

// colours of the three ways in which an instruction stands, dark to light so that they
// differ in grey.
const (
	doneFill   = sheet.Navy
	waitedFill = "C2790A"
	leftFill   = "D6DEE8"
)

// Curves says how curves are worded on a sheet.
type Curves struct {
	Words    words.Catalogue
	Unit     string // of days
	Whose    string // key of the words for those whose curve it is
	Answered bool   // some instruction has an acknowledgement: waiting out can be seen
}

// Add appends the two blocks of a curve to s: the share not yet carried out
// against peers (Kaplan–Meier), and what became of the instructions (Aalen–Johansen),
// each with one sentence above its chart.
func (w *Curves) Add(s *sheet.Sheet, x *assessment.LagCurve) {
	c := w.Words
	heading := func(keys ...string) sheet.Row {
		cells := make([]sheet.Cell, len(keys))
		for k, key := range keys {
			cells[k] = sheet.String(strings.NewReplacer("%[2]s", w.Unit, "%%", "%").Replace(c.Text(key)))
		}
		return sheet.RowAs(sheet.Heading, cells...)
	}
	peers := false
	for i := range x.Points {
		peers = peers || x.Points[i].Peers != nil
	}
	s.Body = append(s.Body, sheet.RowAs(sheet.Band, sheet.Span(sheet.String(c.Text("curves.open")), CurveColumns)), sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(w.openSentence(x)), CurveColumns)))
	first := len(s.Body)
	s.Body = append(s.Body, heading("curves.age", "curves.risk", w.Whose, "col.lo", "col.hi", "curves.peers"))
	for i := range x.Points {
		p := &x.Points[i]
		s.Body = append(s.Body, sheet.RowOf(sheet.DayCount(int64(math.Round(p.Age))), sheet.Count(int64(p.AtRisk)), sheet.Figure(sheet.Percent, &p.Open), sheet.Figure(sheet.Percent, &p.Lo), sheet.Figure(sheet.Percent, &p.Hi), sheet.Figure(sheet.Percent, p.Peers)))
	}
	d := sheet.Diagram{Over: true, Share: true, Title: c.Text("curves.share"), Heading: first, Last: len(s.Body) - 1, Rows: max(len(x.Points)+1, 14), Series: []sheet.Series{{Column: 2, Line: true, Colour: sheet.Navy},
		{Column: 3, Line: true, Dashed: true, Colour: "9CA3AF"}, {Column: 4, Line: true, Dashed: true, Colour: "9CA3AF"}}}
	if peers {
		d.Series = append(d.Series, sheet.Series{Column: 5, Line: true, Colour: waitedFill})
	}
	s.Charts = append(s.Charts, d)

	s.Body = append(s.Body, sheet.Row{Role: sheet.Band, Cells: []sheet.Cell{sheet.Span(sheet.String(c.Text("curves.ways")), CurveColumns)}, Break: true}, sheet.RowAs(sheet.Lead, sheet.Span(sheet.String(w.waysSentence(x)), CurveColumns)))
	first = len(s.Body)
	if w.Answered {
		s.Body = append(s.Body, heading("curves.age", "curves.risk", "curves.done", "curves.waited", "curves.left"))
	} else {
		s.Body = append(s.Body, heading("curves.age", "curves.risk", "curves.done", "curves.left"))
	}
	for i := range x.Points {
		p := &x.Points[i]
		cells := []sheet.Cell{sheet.DayCount(int64(math.Round(p.Age))), sheet.Count(int64(p.AtRisk)), sheet.Figure(sheet.Percent, &p.Done)}
		if w.Answered {
			cells = append(cells, sheet.Figure(sheet.Percent, &p.Waited))
		}
		s.Body = append(s.Body, sheet.RowOf(append(cells, sheet.Figure(sheet.Percent, &p.Left))...))
	}
	d = sheet.Diagram{Over: true, Share: true, Title: c.Text("curves.share"), Stacked: true, Heading: first, Last: len(s.Body) - 1, Rows: max(len(x.Points)+1, 14), Series: []sheet.Series{{Column: 2, Colour: doneFill}}}
	if w.Answered {
		d.Series = append(d.Series, sheet.Series{Column: 3, Colour: waitedFill}, sheet.Series{Column: 4, Colour: leftFill})
	} else {
		d.Series = append(d.Series, sheet.Series{Column: 3, Colour: leftFill})
	}
	s.Charts = append(s.Charts, d)
}

// spoken is the point of which a sentence speaks: thirty days, else the last.
func spoken(x *assessment.LagCurve) *assessment.CurvePoint {
	if p := x.At(30); p != nil && p.Age == 30 {
		return p
	}
	return &x.Points[len(x.Points)-1]
}

// openSentence says how many are still open at one age, beside peers.
func (w *Curves) openSentence(x *assessment.LagCurve) string {
	p := spoken(x)
	age, from := int(math.Round(p.Age)), int(math.Round(x.From))
	said := w.Words.Text("curves.says_open", age, w.Unit, 100*p.Open, 100*p.Lo, 100*p.Hi)
	if p.Peers != nil {
		said = w.Words.Text("curves.says_peers", age, w.Unit, 100*p.Open, 100*p.Lo, 100*p.Hi, 100**p.Peers)
	}
	if from > 0 {
		said += w.Words.Text("list.gap") + w.Words.Text("curves.says_from", from, w.Unit, assessment.FewestAtRisk)
	}
	return said
}

// waysSentence says what became of the instructions at the same age.
func (w *Curves) waysSentence(x *assessment.LagCurve) string {
	p := spoken(x)
	age := int(math.Round(p.Age))
	if !w.Answered {
		return w.Words.Text("curves.says_two", age, w.Unit, 100*p.Done, 100*p.Left)
	}
	return w.Words.Text("curves.says_ways", age, w.Unit, 100*p.Done, 100*p.Waited, 100*p.Left)
}

// Answered reports whether any instruction carries an acknowledgement.
func Answered(a *assessment.Assessment) bool {
	for i := range a.Instructions {
		if a.Instructions[i].Acknowledged.Known() {
			return true
		}
	}
	return false
}

// CurveWidths are the columns of a sheet of curves.
func CurveWidths(whose string) []sheet.Column {
	return []sheet.Column{{Key: "curves.age", Width: 9}, {Key: "curves.risk", Width: 8.5}, {Key: whose, Width: 7}, {Key: "curves.share", Width: 8}, {Key: "curves.left", Width: 7.5}, {Key: "curves.peers", Width: 8.5}}
}
