package reports

import (
	"slices"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// ageBands are the upper ends of the age bands of the stalled instructions, in days
// past due; the last band has none.
var ageBands = [...]int{10, 20, 40}

// agesOf are counts by age band.
type agesOf struct {
	name   string
	counts [len(ageBands) + 1]int64
	total  int64
}

func (g *agesOf) add(overdue int) {
	k := 0
	for k < len(ageBands) && overdue > ageBands[k] {
		k++
	}
	g.counts[k]++
	g.total++
}

// turns are whose turn it can be, in the order in which they stand on page one.
var turns = [...]string{assessment.TurnSalesperson, assessment.TurnBuyer, assessment.TurnUs}

// stalledAges are the instructions past due by whose turn it is and age, and their total.
// Where no table tells whose turn it is, they are one row that says so.
func (v *Reader) stalledAges() (rows []agesOf, total agesOf) {
	if v.a.TurnsKnown {
		for _, t := range turns {
			rows = append(rows, agesOf{name: v.c.Text("turn." + t)})
		}
	} else {
		rows = []agesOf{{name: v.c.Text("turn.unknown")}}
	}
	for _, i := range v.instructions {
		if !late(i) {
			continue
		}
		total.add(*i.OverdueDays)
		rows[max(0, slices.Index(turns[:len(rows)], i.Turn))].add(*i.OverdueDays)
	}
	total.name = v.c.Text("stalled.total")
	return rows, total
}

// stalledAndDone stand side by side: instructions past due by age, and what was done well.
func (v *Reader) stalledAndDone() []sheet.Row {
	c := v.c
	unit := c.Text("days.calendar")
	if v.a.Options.Lag.Business {
		unit = c.Text("days.business")
	}
	ages, total := v.stalledAges()
	rows := []sheet.Row{
		sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, 12)),
		sheet.RowAs(sheet.Band, sheet.Span(sheet.String(c.Text("stalled.title", total.total)), 7), sheet.Span(sheet.String(c.Text("done.title")), 5)),
		sheet.RowAs(sheet.Heading, sheet.Span(sheet.String(c.Text("stalled.turn", unit)), 2), sheet.Right(sheet.String(c.Text("stalled.to", ageBands[0]))), sheet.Right(sheet.String(c.Text("stalled.between", ageBands[0]+1, ageBands[1]))),
			sheet.Right(sheet.String(c.Text("stalled.between", ageBands[1]+1, ageBands[2]))), sheet.Right(sheet.String(c.Text("stalled.from", ageBands[2]+1))), sheet.Right(sheet.String(c.Text("stalled.total"))), sheet.Span(sheet.Cell{}, 5)),
	}
	_, _, _, dated := v.overdue()
	switch {
	case !dated, total.total == 0:
		ages = nil
	case len(ages) > 1:
		ages = append(ages, total)
	}
	var left [][]sheet.Cell
	if len(ages) == 0 {
		word := "stalled.none"
		if !dated {
			word = "none.due"
		}
		left = append(left, []sheet.Cell{sheet.Span(sheet.String(c.Text(word)), 7)})
	}
	for k := range ages {
		tone := sheet.Plain
		if len(ages) > 1 && k == len(ages)-1 {
			tone = sheet.Bold
		}
		cells := []sheet.Cell{sheet.Span(sheet.Toned(ages[k].name, tone), 2)}
		for _, n := range ages[k].counts {
			x := sheet.Count(n)
			x.Tone = tone
			cells = append(cells, x)
		}
		x := sheet.Count(ages[k].total)
		x.Tone = sheet.Bold
		left = append(left, append(cells, x))
	}
	right := v.doneWell()
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
func (v *Reader) doneWell() []sheet.Cell {
	c := v.c
	if len(v.done) == 0 {
		return []sheet.Cell{sheet.String(c.Text("done.none"))}
	}
	width := 0.
	for _, column := range pageGrid[7:] {
		width += column.Width
	}
	var list []sheet.Cell
	for _, d := range v.done[:min(len(v.done), 3)] {
		who := v.person(d.Person)
		if d.Client != "" {
			who = c.Text("step.pair", who, v.client(d.Client))
		}
		lines := sheet.Wrap(c.Text("done.row", symbol(sheet.Fine), who, v.say(d.Evidence)), width, sheet.PageFont)
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

// symbol stands beside every colour, for printers without one and for readers who do
// not tell them apart.
func symbol(t sheet.Tone) string {
	switch t {
	case sheet.Urgent:
		return "▲"
	case sheet.Soon:
		return "●"
	case sheet.Fine:
		return "○"
	}
	return ""
}
