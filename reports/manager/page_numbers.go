package manager

import (
	"math"
	"slices"
	"strconv"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// series is one number of page one over the months of the trend, oldest first: nil for a
// month of which nothing is known, nil as a whole where no month of the team has it.
type series []assessment.Number

// monthly sums one number of the team over the trend.
func monthly(v *reader.Reader, f func(*assessment.TrendMonth) map[string]int64) series {
	var list series
	any := false
	for i := range v.Assessment.Trend {
		x, ok := v.Trend(&v.Assessment.Trend[i], f)
		any = any || ok
		if ok {
			list = append(list, assessment.Of(float64(x)))
		} else {
			list = append(list, nil)
		}
	}
	if !any {
		return nil
	}
	return list
}

// floats are s as a trend is drawn.
func (s series) floats() []float64 {
	list := make([]float64, len(s))
	for k, x := range s {
		if x != nil {
			list[k] = *x
		}
	}
	return list
}

// at is the k-th month from the end, 1 the last, and whether it is known.
func (s series) at(k int) (int64, bool) {
	if len(s) < k || s[len(s)-k] == nil {
		return 0, false
	}
	return int64(*s[len(s)-k]), true
}

// threeNumbers are the month in three figures, with last month, the last twelve as
// columns, and between what figures these stand.
func threeNumbers(v *reader.Reader) []sheet.Row {
	c := v.Words
	return []sheet.Row{
		sheet.RowAs(sheet.Space, sheet.Span(sheet.Cell{}, 12)),
		sheet.RowAs(sheet.Band, sheet.Span(sheet.String(c.Text("three.title")), 12)),
		sheet.RowAs(sheet.Heading, sheet.Span(sheet.Cell{}, 4), sheet.Span(sheet.String(c.Text("three.now")), 4), sheet.String(c.Text("three.before")), sheet.String(c.Text("three.trend")), sheet.Span(sheet.String(c.Text("three.range")), 2)),
		landed(v), conceded(v), pastDue(v),
	}
}

// numberRow is one of the three numbers: its name, this month, last month, its trend under
// the column key of the trend sheet, and the lowest and highest of it in words.
func numberRow(label, now, before string, trend []float64, key, between string) sheet.Row {
	return sheet.RowOf(sheet.Span(sheet.Toned(label, sheet.Bold), 4), sheet.Span(sheet.Toned(now, sheet.Large), 4), sheet.String(before), sheet.Cell{Annotations: &sheet.Annotations{Spark: trend, Trend: key}}, sheet.Span(sheet.String(between), 2)).Tall()
}

// landed is how much of the instructed price increases invoices confirm: in money
// where the waterfall has it, else in instructions that invoices can decide.
func landed(v *reader.Reader) sheet.Row {
	c := v.Words
	instructed, seen := 0., 0.
	for i := range v.Assessment.Waterfalls {
		if w := &v.Assessment.Waterfalls[i]; v.Members[w.Person] != nil {
			instructed += w.Instructed
			seen += w.Landed
		}
	}
	if instructed < 1 {
		label, now := c.Text("three.landed"), c.Text("three.landed_none")
		if word := uninstructed(v); word != "" {
			now = c.Text(word)
		}
		if landed, decided := landedCount(v); decided > 0 {
			label, now = c.Text("three.landed_label_count"), c.Text("three.landed_count", landed, decided, percent(int64(landed), int64(decided)))
		}
		return numberRow(label, now, sheet.Missing, nil, "", "")
	}
	x, y := int64(math.Round(seen)), int64(math.Round(instructed))
	part, whole, _ := v.Money.Against(x, y)
	shares, before, between := landedShares(v), sheet.Missing, ""
	if n := len(shares); n > 1 {
		if last := shares[n-2]; last != nil {
			before = c.Text("percent", int64(math.Round(100**last)))
		}
		between = landedBetween(v, shares, func(s float64) string { return strconv.FormatInt(int64(math.Round(100*s)), 10) }, c.Text("percent.unit"))
	}
	trend := make([]float64, len(shares))
	for k, s := range shares {
		if s != nil {
			trend[k] = *s
		}
	}
	return numberRow(c.Text("three.landed"), c.Text("three.landed_money", part, whole, percent(x, y)), before, trend, "col.landed_share", between)
}

// landedShares is landed ÷ instructed by month of the trend; nil where nothing was
// instructed.
func landedShares(v *reader.Reader) series {
	instructed, landed := monthly(v, part.InstructedOf), monthly(v, part.LandedOf)
	list := make(series, len(instructed))
	for k, y := range instructed {
		if y != nil && *y > 0 && landed[k] != nil {
			list[k] = assessment.Of(*landed[k] / *y)
		}
	}
	return list
}

// between says the lowest and the highest of the known figures of a trend.
func landedBetween(v *reader.Reader, list series, say func(float64) string, unit string) string {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, x := range list {
		if x != nil {
			lo, hi = min(lo, *x), max(hi, *x)
		}
	}
	if lo > hi {
		return ""
	}
	return v.Words.Text("three.between", say(lo), say(hi), unit)
}

// landedCount counts the price increases that invoices decide, and those landed in full.
func landedCount(v *reader.Reader) (landed, decided int) {
	for _, i := range v.Instructions {
		if i.Trigger == table.Triggers.Words[table.PriceIncrease].Name && decidedByInvoices(i.Verdict) {
			decided++
			if i.Verdict == "landed_in_full" || i.Verdict == "late" {
				landed++
			}
		}
	}
	return landed, decided
}

// conceded is the discount beyond authority against what peers would have given, in the
// data month: a gap only where both are known, of this month and of the one before.
func conceded(v *reader.Reader) sheet.Row {
	c := v.Words
	now, before, between := c.Text("none.measured"), c.Text("none.month"), ""
	conceded, expected := monthly(v, part.ConcededOf), monthly(v, part.ExpectedOf)
	if conceded == nil {
		return numberRow(c.Text("three.conceded"), now, before, nil, "", "")
	}
	if x, ok := conceded.at(1); ok {
		now = c.Text("three.conceded_alone", v.Money.Short(x))
		if e, ok := expected.at(1); ok {
			x, e, d := v.Money.Against(x, e)
			now = c.Text("three.conceded_now", x, e, d)
		}
	}
	if x, ok := conceded.at(2); ok {
		before = c.Text("three.conceded_alone", v.Money.Short(x))
		if e, ok := expected.at(2); ok {
			_, _, d := v.Money.Against(x, e)
			before = c.Text("three.conceded_before", d)
		}
	}
	unit := v.Money.Unit(int64(slices.Max(conceded.floats())))
	between = landedBetween(v, conceded, func(x float64) string { return v.Money.Bare(int64(x), unit) }, v.Money.StepName(unit))
	if between != "" {
		between = v.Money.Mark() + between
	}
	return numberRow(c.Text("three.conceded"), now, before, conceded.floats(), "col.conceded", between)
}

// uninstructed says why the reader's people have no instructions, "" where they have: there is
// no table of them, or it holds none for this team.
func uninstructed(v *reader.Reader) (word string) {
	switch {
	case v.Assessment.Inputs.InstructionsRead == 0:
		return "none.instructions"
	case len(v.Instructions) == 0:
		return "none.team_instructions"
	}
	return ""
}

// pastDue counts the instructions that are open past their due date. The months before the
// first instruction with a due date say nothing; later ones without any say none.
func pastDue(v *reader.Reader) sheet.Row {
	c := v.Words
	count, yen, priced, dated := overdue(v)
	switch {
	case uninstructed(v) != "":
		return numberRow(c.Text("three.overdue"), c.Text(uninstructed(v)), "", nil, "", "")
	case !dated:
		return numberRow(c.Text("three.overdue"), c.Text("none.due"), "", nil, "", "")
	}
	now, before, between := c.Text("three.overdue_now", count), c.Text("none.month"), ""
	if priced > 0 {
		now = c.Text("three.overdue_money", count, v.Money.Short(yen))
	}
	overdue := monthly(v, part.OverdueOf)
	if overdue == nil {
		overdue = make(series, len(v.Assessment.Trend))
	}
	from := firstIssued(v)
	for k := range overdue {
		if overdue[k] == nil && from <= v.Assessment.Trend[k].Month.CutOff(v.Assessment.Options.ClosingDay) {
			overdue[k] = assessment.Of(0)
		}
	}
	if n, ok := overdue.at(2); ok {
		before = c.Text("three.overdue_before", n)
	}
	between = landedBetween(v, overdue, func(x float64) string { return strconv.FormatInt(int64(x), 10) }, c.Text("three.overdue_unit"))
	return numberRow(c.Text("three.overdue"), now, before, overdue.floats(), "col.overdue_count", between)
}

// firstIssued is the day of the team's first instruction with a due date.
func firstIssued(v *reader.Reader) table.Day {
	first := v.Assessment.CutOff
	for _, i := range v.Instructions {
		if i.Due.Known() {
			first = min(first, i.Issued)
		}
	}
	return first
}

// decidedByInvoices reports whether a verdict says something about the price.
func decidedByInvoices(verdict string) bool {
	switch verdict {
	case "landed_in_full", "late", "in_part", "not_applied", "reverted", "given_back":
		return true
	}
	return false
}

func percent(part, whole int64) int64 {
	if whole == 0 {
		return 0
	}
	return (200*part + whole) / (2 * whole)
}
