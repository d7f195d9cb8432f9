package excel

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/sheet"
)

// narrowColumnWidth is of a chart that prints beside its rows at the size of its fonts.
const narrowColumnWidth = 6.

// chart draws the sheet's diagram from its table.
func (r *renderer) chart(d *sheet.Diagram, heading, last int) error {
	if last <= heading {
		return nil
	}
	width := sheet.ChartColumnWidth
	if d.Over || d.AroundOne {
		width = narrowColumnWidth
	}
	first, err := excelize.ColumnNumberToName(len(r.s.Columns) + 2)
	if err != nil {
		return err
	}
	end, err := excelize.ColumnNumberToName(len(r.s.Columns) + 1 + sheet.ChartColumns)
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
	font := excelize.Font{Family: FontName, Size: sheet.SmallestPrint, Color: ink}
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
	title := func(text string) excelize.ChartTitle {
		f := font
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: text, Font: &f}}}
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
		c.XAxis.Title, c.YAxis.Title = title(r.s.Columns[d.X].Heading), title(r.s.Columns[d.Series[0].Column].Heading)
		if d.Share {
			one := 1.
			c.YAxis.NumFmt.CustomNumFmt, c.YAxis.Maximum, c.YAxis.Title = "0%", &one, title(d.Title)
		}
	case d.Scatter:
		c.XAxis.Minimum = &zero
		c.XAxis.Title, c.YAxis.Title = title(r.s.Columns[d.X].Heading), title(r.s.Columns[d.Series[0].Column].Heading)
	default:
		c.YAxis.NumFmt.CustomNumFmt = "#,##0"
		c.YAxis.Title = title(r.s.Columns[d.Series[0].Column].Heading)
	}
	return r.f.AddChart(r.name, first+strconv.Itoa(heading), c)
}
