package manager

import (
	"slices"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// turns are whose turn it can be, in the order in which they stand on page one.
var turns = [...]string{assessment.TurnSalesperson, assessment.TurnBuyer, assessment.TurnUs}

// stalledAges are the instructions past due by whose turn it is and age, and their total.
// Where no table tells whose turn it is, they are one row that says so.
func stalledAges(v *reader.Reader) (rows []part.AgesOf, total part.AgesOf) {
	if v.Assessment.TurnsKnown {
		for _, t := range turns {
			rows = append(rows, part.AgesOf{Name: v.Words.Text("turn." + t)})
		}
	} else {
		rows = []part.AgesOf{{Name: v.Words.Text("turn.unknown")}}
	}
	for _, i := range v.Instructions {
		if !part.Late(i) {
			continue
		}
		total.Add(*i.OverdueDays)
		rows[max(0, slices.Index(turns[:len(rows)], i.Turn))].Add(*i.OverdueDays)
	}
	total.Name = v.Words.Text("stalled.total")
	return rows, total
}

// stalledAndDone stand side by side: instructions past due by age, and what was done well.
func stalledAndDone(v *reader.Reader) []sheet.Row {
	c := v.Words
	unit := c.Text("days.calendar")
	if v.Assessment.Options.Lag.Business {
		unit = c.Text("days.business")
	}
	ages, total := stalledAges(v)
	_, _, _, dated := overdue(v)
	title := c.Text("stalled.title", total.Total)
	if !dated {
		title = c.Text("stalled.title_unknown")
	}
	rows := []sheet.Row{
		sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, 12)),
		sheet.RowAs(sheet.Band, sheet.Span(sheet.String(title), 7), sheet.Span(sheet.String(c.Text("done.title")), 5)),
		sheet.RowAs(sheet.Heading, sheet.Span(sheet.String(c.Text("stalled.turn", unit)), 2), sheet.Right(sheet.String(c.Text("stalled.to", part.AgeBands[0]))), sheet.Right(sheet.String(c.Text("stalled.between", part.AgeBands[0]+1, part.AgeBands[1]))),
			sheet.Right(sheet.String(c.Text("stalled.between", part.AgeBands[1]+1, part.AgeBands[2]))), sheet.Right(sheet.String(c.Text("stalled.from", part.AgeBands[2]+1))), sheet.Right(sheet.String(c.Text("stalled.total"))), sheet.Span(sheet.Cell{}, 5)),
	}
	switch {
	case !dated, total.Total == 0:
		ages = nil
	case len(ages) > 1:
		ages = append(ages, total)
	}
	var left [][]sheet.Cell
	if len(ages) == 0 {
		word := "stalled.none"
		if !dated {
			if word = uninstructed(v); word == "" {
				word = "none.due"
			}
		}
		left = append(left, []sheet.Cell{sheet.Span(sheet.String(c.Text(word)), 7)})
	}
	for k := range ages {
		tone := sheet.Plain
		if len(ages) > 1 && k == len(ages)-1 {
			tone = sheet.Bold
		}
		cells := []sheet.Cell{sheet.Span(sheet.Toned(ages[k].Name, tone), 2)}
		for _, n := range ages[k].Counts {
			x := sheet.Count(n)
			x.Tone = tone
			cells = append(cells, x)
		}
		x := sheet.Count(ages[k].Total)
		x.Tone = sheet.Bold
		left = append(left, append(cells, x))
	}
	right := doneWell(v)
	for k := 0; k < max(len(left), len(right)); k++ {
		var cells []sheet.Cell
		if k < len(left) {
			cells = append(cells, left[k]...)
		} else {
			cells = append(cells, sheet.Span(sheet.Cell{}, 7))
		}
		if k < len(right) {
			cells = append(cells, sheet.Span(right[k], 5))
		} else {
			cells = append(cells, sheet.Span(sheet.Cell{}, 5))
		}
		rows = append(rows, sheet.RowOf(cells...))
	}
	return rows
}

// doneLines are the lines beside the age table that hold what was done well.
const doneLines = len(turns) + 1

// doneWell names one to three people with evidence, positive only: as many as the lines
// beside the age table hold, each line in a cell.
func doneWell(v *reader.Reader) []sheet.Cell {
	c := v.Words
	if len(v.Done) == 0 {
		return []sheet.Cell{sheet.String(c.Text("done.none"))}
	}
	width := 0.
	for _, column := range pageGrid[7:] {
		width += column.Width
	}
	var list []sheet.Cell
	for _, d := range v.Done[:min(len(v.Done), 3)] {
		who := v.PersonName(d.Person)
		if d.Client != "" {
			who = c.Text("step.pair", who, v.ClientName(d.Client))
		}
		lines := sheet.Wrap(c.Text("done.row", part.Symbol(sheet.Fine), who, v.Say(d.Evidence)), width, sheet.PageFont)
		if len(list) > 0 && len(list)+len(lines) > doneLines {
			break
		}
		for k, line := range lines {
			if k > 0 {
				line = "    " + line
			}
			list = append(list, sheet.String(strings.TrimRight(line, " ")))
		}
	}
	return list
}
