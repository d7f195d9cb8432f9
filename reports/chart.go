package reports

import (
	"math"
	"slices"
	"sort"
	"strconv"

	"github.com/xuri/excelize/v2"

	"tenbin/metrics/assessment"
)

// A chart stands to the right of its table on columns and rows of its own, so that no
// page break cuts it.
const (
	chartColumns, chartRows = 9, 20
	chartColumnWidth        = 9.
	narrowColumnWidth       = 6. // of a chart that prints beside its rows at the size of its fonts
)

// Diagram is a chart of a sheet's table. Columns are counted from 0.
type Diagram struct {
	Scatter bool // points and lines over X; else one bar a row
	Over    bool // points and lines over the words or dates of X
	X       int
	Series  []Series
	// Of Sheet.Charts only: the Body row of its headings (−1: the sheet's), its last row,
	// and how many rows high it is.
	Heading, Last, Rows int
	Percent             bool // a change, which may be below 0
	Share               bool // shares of a whole, 0 to 100 %
	Stacked             bool // areas on top of one another, over the words of X
	Segments            []Segment
	AroundOne           bool // ratios to peers, whose lines at 1 are among the Segments: no legend, no gridlines
}

// Series is one column of the table in a chart.
type Series struct {
	Column int
	Line   bool // a limit: a line without points
	Dashed bool
	Colour string
}

// Segment is a thin line in a scatter chart, from the cells of one Body row: X and the
// column after it against Y and the column after it.
type Segment struct{ Row, X, Y int }

// analysis are the sheets with charts; one that has nothing to show is left out.
func (v *view) analysis() []Sheet {
	var list []Sheet
	if s := v.funnelSheet(); len(s.Body) > 1 {
		list = append(list, s)
	}
	if s := v.waterfallSheet(); len(s.Body) > 0 {
		list = append(list, s)
	}
	for _, s := range []Sheet{v.signalSheet(), v.teamCurveSheet(), v.lagSheet(), v.progressSheet(), v.shockSheet(), v.exceptionSheet(), v.effectSheet(), v.spreadSheet(), v.handoverSheet(), v.advocacySheet()} {
		if len(s.Body) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// funnelSheet is the funnel plot of the discount ratios: O/E over the evidence n with
// limits
//
//	1 ± z/√n,   z = 1.96 (95 %) and 3.09 (99.8 %),   never below 0
//
// since n = 1/Var(O/E). Spiegelhalter 2005, Stat Med 24:1185. People without evidence
// are not drawn.
func (v *view) funnelSheet() Sheet {
	type person = *assessment.Person
	var rows []person
	for _, p := range v.people {
		if c := &p.Concession; p.Tier != assessment.NotEnoughEvidence && c.N != nil && *c.N > 0 && c.RawRatio != nil {
			rows = append(rows, p)
		}
	}
	sort.SliceStable(rows, func(i, j int) bool { return *rows[i].Concession.N < *rows[j].Concession.N })
	limit := func(z float64) func(person) Cell {
		return func(p person) Cell {
			l := math.Max(0, 1+z/math.Sqrt(*p.Concession.N))
			return figure(Decimal, &l)
		}
	}
	t := &listing[person]{v: v}
	t.add("col.person", 11, false, func(p person) Cell { return words(v.person(p.ID)) })
	t.add("col.n", 8, false, func(p person) Cell { return figure(Events, p.Concession.N) })
	t.add("col.raw_ratio", 8, false, func(p person) Cell { return figure(Decimal, p.Concession.RawRatio) })
	t.add("col.lower95", 7.5, false, limit(-1.96))
	t.add("col.upper95", 7.5, false, limit(1.96))
	t.add("col.lower998", 7.5, false, limit(-3.09))
	t.add("col.upper998", 7.5, false, limit(3.09))
	s := t.sheet("funnel", rows)
	s.Chart = &Diagram{Scatter: true, X: 1, Series: []Series{{Column: 2, Colour: bandFill},
		{Column: 3, Line: true, Dashed: true, Colour: "6B7280"}, {Column: 4, Line: true, Dashed: true, Colour: "6B7280"},
		{Column: 5, Line: true, Colour: "6B7280"}, {Column: 6, Line: true, Colour: "6B7280"}}}
	return s
}

// waterfallSheet is where the money of the instructed price increases went.
func (v *view) waterfallSheet() Sheet {
	var sum assessment.Waterfall
	for i := range v.a.Waterfalls {
		if w := &v.a.Waterfalls[i]; slices.Contains(v.teams, w.Team) {
			sum.Instructed += w.Instructed
			sum.Withdrawn += w.Withdrawn
			sum.Refused += w.Refused
			sum.NotInvoiced += w.NotInvoiced
			sum.GivenBack += w.GivenBack
			sum.Landed += w.Landed
		}
	}
	type step struct {
		key   string
		value float64
	}
	var rows []step
	if sum.Instructed >= 1 {
		rows = []step{{"waterfall.instructed", sum.Instructed}, {"waterfall.withdrawn", sum.Withdrawn}, {"waterfall.refused", sum.Refused}, {"waterfall.not_invoiced", sum.NotInvoiced},
			{"waterfall.given_back", sum.GivenBack}, {"waterfall.landed", sum.Landed}}
	}
	t := &listing[step]{v: v}
	t.add("col.step", 26, false, func(s step) Cell { return words(v.c.Text(s.key)) })
	t.add("col.amount", 18, false, func(s step) Cell { return moneyOf(int64(math.Round(s.value))) })
	s := t.sheet("waterfall", rows)
	s.Chart = &Diagram{Series: []Series{{Column: 1, Colour: bandFill}}}
	return s
}

// chart draws the sheet's diagram from its table.
func (r *renderer) chart(d *Diagram, heading, last int) error {
	if last <= heading {
		return nil
	}
	width := chartColumnWidth
	if d.Over || d.AroundOne {
		width = narrowColumnWidth
	}
	first, err := excelize.ColumnNumberToName(len(r.s.Columns) + 2)
	if err != nil {
		return err
	}
	end, err := excelize.ColumnNumberToName(len(r.s.Columns) + 1 + chartColumns)
	if err != nil {
		return err
	}
	if err := r.f.SetColWidth(r.name, first, end, width); err != nil {
		return err
	}
	of := func(column, from, to int) string {
		letter, _ := excelize.ColumnNumberToName(column + 1)
		return "'" + r.name + "'!$" + letter + "$" + strconv.Itoa(from) + ":$" + letter + "$" + strconv.Itoa(to)
	}
	font := excelize.Font{Family: fontName, Size: smallestPrint, Color: ink}
	c := &excelize.Chart{Type: excelize.Bar, Legend: excelize.ChartLegend{Position: "bottom", Font: &font}, Dimension: excelize.ChartDimension{Width: 620, Height: 400}}
	vary := false
	c.VaryColors = &vary
	switch {
	case d.Over:
		c.Type = excelize.Line
		if d.Stacked {
			c.Type = excelize.AreaStacked
		}
		c.Dimension = excelize.ChartDimension{Width: 395, Height: uint(d.Rows * 20)}
	case d.Scatter:
		c.Type = excelize.Scatter
		if d.AroundOne {
			c.Dimension = excelize.ChartDimension{Width: 395, Height: uint(d.Rows * 20)}
		}
	default:
		c.Legend.Position = "none"
		c.YAxis.ReverseOrder = false
		c.XAxis.ReverseOrder = true
	}
	for _, s := range d.Series {
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Colour}}
		series := excelize.ChartSeries{Name: of(s.Column, heading, heading), Categories: of(d.X, heading+1, last), Values: of(s.Column, heading+1, last), Fill: fill}
		if d.Scatter || d.Over && !d.Stacked {
			series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 7, Fill: fill}
			series.Line = excelize.LineOptions{Type: excelize.LineNone}
			if s.Line {
				series.Marker = excelize.ChartMarker{Symbol: "none"}
				series.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: 1.25, Fill: fill}
				if s.Dashed {
					series.Line.Dash = excelize.LineDashDash
				}
			}
		}
		c.Series = append(c.Series, series)
	}
	for _, g := range d.Segments {
		pair := func(column int) string {
			from, _ := excelize.ColumnNumberToName(column + 1)
			to, _ := excelize.ColumnNumberToName(column + 2)
			at := strconv.Itoa(heading + 1 + g.Row)
			return "'" + r.name + "'!$" + from + "$" + at + ":$" + to + "$" + at
		}
		fill := excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"9CA3AF"}}
		c.Series = append(c.Series, excelize.ChartSeries{Categories: pair(g.X), Values: pair(g.Y), Fill: fill, Marker: excelize.ChartMarker{Symbol: "none"},
			Line: excelize.LineOptions{Type: excelize.LineSolid, Width: .75, Fill: fill}})
	}
	if d.AroundOne {
		c.Legend.Position = "none"
	}
	title := func(key string) excelize.ChartTitle {
		f := font
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: r.b.heading(key), Font: &f}}}
	}
	c.XAxis.Font, c.YAxis.Font = font, font
	c.YAxis.MajorGridLines = !d.AroundOne
	zero := 0.
	c.YAxis.Minimum = &zero
	switch {
	case d.Over:
		c.YAxis.NumFmt.CustomNumFmt = "0.0"
		if d.Percent {
			c.YAxis.NumFmt.CustomNumFmt, c.YAxis.Minimum = "0%", nil
			c.XAxis.TickLabelPosition = excelize.ChartTickLabelLow
		}
		c.XAxis.Title, c.YAxis.Title = title(r.s.Columns[d.X].Key), title(r.s.Columns[d.Series[0].Column].Key)
		if d.Share {
			one := 1.
			c.YAxis.NumFmt.CustomNumFmt, c.YAxis.Maximum, c.YAxis.Title = "0%", &one, title("curves.share")
		}
	case d.Scatter:
		c.XAxis.Minimum = &zero
		c.XAxis.Title, c.YAxis.Title = title(r.s.Columns[d.X].Key), title(r.s.Columns[d.Series[0].Column].Key)
	default:
		c.YAxis.NumFmt.CustomNumFmt = "#,##0"
		c.YAxis.Title = title(r.s.Columns[d.Series[0].Column].Key)
	}
	return r.f.AddChart(r.name, first+strconv.Itoa(heading), c)
}
