package reports

import (
	"tenbin/ingest/table"
	"tenbin/metrics"
)

// ageBands are the upper ends of the age bands of the stalled instructions, in days
// past due; the last band has none.
var ageBands = [...]int{10, 20, 40}

// maxTriggers is how many kinds of instruction the age table names; the others are
// one row.
const maxTriggers = 4

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

// stalledAges are the instructions past due by kind and age, kinds in the order of
// the vocabulary, and their total.
func (v *view) stalledAges() (rows []agesOf, total agesOf) {
	byKind := make([]agesOf, len(table.Triggers.Words))
	for k, w := range table.Triggers.Words {
		byKind[k].name = v.c.label(table.Triggers, w.Name)
	}
	other := agesOf{name: v.c.label(table.Triggers, table.Triggers.Words[table.OtherTrigger].Name)}
	for _, i := range v.instructions {
		if !late(i) {
			continue
		}
		total.add(*i.OverdueDays)
		if k := table.Triggers.Find(i.Trigger); k >= 0 && k != table.OtherTrigger {
			byKind[k].add(*i.OverdueDays)
		} else {
			other.add(*i.OverdueDays)
		}
	}
	for _, g := range byKind {
		if g.total == 0 {
			continue
		}
		if len(rows) == maxTriggers-1 {
			other.merge(g)
			continue
		}
		rows = append(rows, g)
	}
	if other.total > 0 {
		rows = append(rows, other)
	}
	total.name = v.c.t("stalled.total")
	return rows, total
}

func (g *agesOf) merge(h agesOf) {
	for k := range g.counts {
		g.counts[k] += h.counts[k]
	}
	g.total += h.total
}

// stalledAndDone stand side by side: instructions past due by age, and what was done well.
func (v *view) stalledAndDone() []Row {
	c := v.c
	unit := c.t("days.calendar")
	if v.a.Options.Lag.Business {
		unit = c.t("days.business")
	}
	ages, total := v.stalledAges()
	rows := []Row{
		rowAs(Space, span(Cell{}, 12)),
		rowAs(Band, span(words(c.t("stalled.title", total.total, unit)), 7), span(words(c.t("done.title")), 5)),
		rowAs(Heading, span(words(c.t("stalled.kind")), 2), right(words(c.t("stalled.to", ageBands[0]))), right(words(c.t("stalled.between", ageBands[0]+1, ageBands[1]))),
			right(words(c.t("stalled.between", ageBands[1]+1, ageBands[2]))), right(words(c.t("stalled.from", ageBands[2]+1))), right(words(c.t("stalled.total"))), span(Cell{}, 5)),
	}
	_, _, _, dated := v.overdue()
	switch {
	case !dated:
		ages = nil
	case len(ages) > 1:
		ages = append(ages, total)
	}
	var left [][]Cell
	if len(ages) == 0 {
		word := "stalled.none"
		if !dated {
			word = "none.due"
		}
		left = append(left, []Cell{span(words(c.t(word)), 7)})
	}
	for k := range ages {
		tone := Plain
		if len(ages) > 1 && k == len(ages)-1 {
			tone = Bold
		}
		cells := []Cell{span(toned(ages[k].name, tone), 2)}
		for _, n := range ages[k].counts {
			x := integer(n)
			x.Tone = tone
			cells = append(cells, x)
		}
		x := integer(ages[k].total)
		x.Tone = Bold
		left = append(left, append(cells, x))
	}
	right := v.doneWell()
	for k := 0; k < max(len(left), len(right)); k++ {
		var cells []Cell
		if k < len(left) {
			cells = append(cells, left[k]...)
		} else {
			cells = append(cells, span(Cell{}, 7))
		}
		if k < len(right) {
			cells = append(cells, span(right[k], 5))
		} else {
			cells = append(cells, span(Cell{}, 5))
		}
		rows = append(rows, row(cells...))
	}
	return rows
}

// doneWell names one to three people with evidence, positive only.
func (v *view) doneWell() []Cell {
	c := v.c
	if len(v.done) == 0 {
		return []Cell{words(c.t("done.none"))}
	}
	var list []Cell
	for _, d := range v.done[:min(len(v.done), 3)] {
		who := v.person(d.Person)
		if d.Client != "" {
			who = c.t("step.pair", who, v.client(d.Client))
		}
		list = append(list, words(c.t("done.row", symbol(Fine), who, d.Evidence.In(c.language))))
	}
	return list
}

// oneLiners close the page: since last month, not rated, my own part, where decisions go.
func (v *view) oneLiners() []Row {
	c := v.c
	first := ""
	if s := v.stamp.Since; s != nil {
		first = c.t("line.since")
		if s.Compared {
			first += c.t("line.since_findings", s.Resolved, s.New)
		}
		first += c.t("line.since_restated", s.Restated) + c.t("list.gap")
	}
	notRated := 0
	for _, p := range v.people {
		if p.Tier == metrics.NotEnoughEvidence {
			notRated++
		}
	}
	first += c.t("line.not_rated", notRated)
	open, undated := 0, 0
	for _, i := range v.instructions {
		if isOpen(i) {
			open++
			if !i.Due.Known() {
				undated++
			}
		}
	}
	mine := c.t("line.mine", open, undated)
	var planned, held int64
	for _, p := range v.coaching {
		held += p.SessionsHeld
		if p.SessionsPlanned != nil {
			planned += *p.SessionsPlanned
		}
	}
	if len(v.coaching) > 0 {
		mine += c.t("line.coaching", planned, held)
	}
	return []Row{
		rowAs(Space, span(Cell{}, 12)),
		row(span(words(first), 12)),
		row(span(words(mine), 12)),
		row(span(words(c.t("line.decide")+c.t("list.gap")+c.t("line.symbols", symbol(Urgent), symbol(Soon), symbol(Fine))), 12)),
	}
}

// symbol stands beside every colour, for printers without one and for readers who do
// not tell them apart.
func symbol(t Tone) string {
	switch t {
	case Urgent:
		return "▲"
	case Soon:
		return "●"
	case Fine:
		return "○"
	}
	return ""
}
