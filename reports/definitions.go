package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// definition is one row of the definitions: the key of its words and, where the month
// gave it a value, that value.
type definition struct {
	key   string
	value string
	mark  string // "", "measured" or "specified": how far simulation stands behind it
}

// definitionSheet prints everything that a figure depends on: factors, formulas,
// weights, thresholds, the month's parameters, the accuracy measured and the known
// limits, with the version of the method.
func (v *Reader) definitionSheet() sheet.Sheet { return v.definitionSheetOf(v.definitions()) }

// definitionSheetOf prints some definitions.
func (v *Reader) definitionSheetOf(list []definition) sheet.Sheet {
	t := &listing[definition]{v: v}
	t.add("col.term", 26, true, func(d definition) sheet.Cell { return sheet.Toned(v.c.Text("def."+d.key), sheet.Bold) })
	t.add("col.meaning", 60, true, func(d definition) sheet.Cell { return sheet.String(v.c.Text("def." + d.key + ".text")) })
	t.add("col.value", 30, true, func(d definition) sheet.Cell { return sheet.String(d.value) })
	t.add("col.checked", 20, true, func(d definition) sheet.Cell {
		if d.mark == "" {
			return sheet.Cell{}
		}
		return sheet.String(v.c.Text("checked." + d.mark))
	})
	s := t.sheet("definitions", list)
	for _, w := range v.a.Warnings {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(v.c.Text("def.warning", v.say(w.Evidence))), len(s.Columns))))
	}
	return s
}

// definitions are the rows, grouped: what is shown, how it is computed, the tiers,
// the month's parameters, accuracy and limits.
func (v *Reader) definitions() []definition {
	a, o, h := v.a, &v.a.Options, &v.a.Hyper
	at := func(key string) string { return v.c.Text(key) }
	list := []definition{
		{"purpose", "", ""},
		{"method", assessment.MethodVersion + " · " + a.RunID, ""},
		{"window", v.c.LongDay(a.CutOff), ""},
		{"measured", counts(a.Inputs.LinesMeasured, a.Inputs.LinesRead), ""},
		{"scored", counts(a.Inputs.LinesScored, a.Inputs.LinesMeasured), ""},
		{"score", "P(K > 1.25)", "measured"},
		{"k", "K = √((θc/mc)·(ml/θl))", "measured"},
		{"weights", "½ · ½", "measured"},
		{"rank", "", "measured"},
		{"concession", "y = min(x/L, 0.5), x = max(0, L·(1−a) − N)", "measured"},
		{"expected", "r = z·ȳ + (1−z)·r', z = n/(n+8); E = Σ n·r", "measured"},
		{"ratio", "θ ~ Γ(a + o, a/m + n); exp(E ln θ)/m", "measured"},
		{"interval", "90 %", "measured"},
		{"n", "n = 1/Var(O/E)", "measured"},
		{"lag", "E = Σ w·λ; " + v.c.Text("def.slowness") + " = ml/θl", "measured"},
		{"days", v.clock(), ""},
		{"due_band", at(onOff(o.DueBand)), "measured"},
		{"calendar", at(onOff(o.CalendarFactor)), "measured"},
		{"l_min", v.optional(h.ListMin), "measured"},
		{"size_bands", v.bands(h.SizeBands), ""},
		{"pair", "θ ~ Γ(α + o, α/θ̂ + n), α = 1/max(ω², 0.02)", "measured"},
		{"money_flag", "z¥ > 2", "measured"},
		{"verdict", "PT ± 1.645·Se", "measured"},
		{"verdict_others", "", "specified"},
		{"said", "O/E", "specified"},
		{"response", "O/E", "specified"},
		{"progress", "exp(Σ ln θ / k)", "measured"},
		{"exceptions", "O/E", "specified"},
		{"p20", "20 " + v.clock(), "measured"},
		{"stake", "", "specified"},
		{"signal", "C = max(0, C + W) > h", "measured"},
		{"absolute", v.pct(o.Tolerance), "specified"},
		{"gain", v.visit(), "specified"},
		{"tier.step_in", "", ""}, {"tier.coach", "≥ 50 %", ""}, {"tier.watch", "20–49 %", ""}, {"tier.healthy", "< 20 %", ""},
		{"tier.not_enough_evidence", "R = n/(n+a) < 0.25", ""},
		{"grade", "0.25 / 0.7", ""},
		{"fdr", "10 %", "measured"},
		{"few", strconv.Itoa(v.scored()), ""},
		{"unmatched", v.pct(o.UnmatchedShare), ""},
		{"hyper.concession", hyper(h.Concession, true), ""},
		{"hyper.lag", hyper(h.Lag, false), ""},
		{"accuracy.recall", "0.84 (0.44)", "measured"}, {"accuracy.score", "0.96", "measured"}, {"accuracy.cover", "0.92", "measured"},
		{"accuracy.fdr", "0.12", "measured"}, {"accuracy.signal", v.c.Text("def.accuracy.signal.value"), "measured"},
		{"limit.cover", "", "measured"}, {"limit.tough", "", "measured"}, {"limit.lag", "", "measured"}, {"limit.easy", "", "measured"}, {"limit.flagged", "", "measured"},
		{"objection", "", ""},
	}
	return slices.Insert(list, definitionsBefore(list, "absolute"), v.analysisDefinitions()...)
}

// definitionsBefore is the place of the row called key.
func definitionsBefore(list []definition, key string) int {
	return slices.IndexFunc(list, func(d definition) bool { return d.key == key })
}

func onOff(b bool) string {
	if b {
		return "word.on"
	}
	return "word.off"
}

func counts(part, whole int64) string {
	return words.Grouped(part) + " / " + words.Grouped(whole)
}

// clock is the unit in which days are counted.
func (v *Reader) clock() string {
	if v.a.Options.Lag.Business {
		return v.c.Text("days.business")
	}
	return v.c.Text("days.calendar")
}

func (v *Reader) pct(f float64) string { return words.Percent(f) }

func (v *Reader) optional(m *int64) string {
	if m == nil {
		return "–"
	}
	return v.money.Plain(*m) + " " + v.money.Name()
}

func (v *Reader) bands(edges []int64) string {
	if len(edges) == 0 {
		return "–"
	}
	parts := make([]string, len(edges))
	for i, e := range edges {
		parts[i] = v.money.Plain(e)
	}
	return strings.Join(parts, " | ") + " " + v.money.Name()
}

// visit is the cost of a visit and the share that it is expected to recover.
func (v *Reader) visit() string {
	o := &v.a.Options
	if !o.HasVisitCost {
		return v.c.Text("none.visit_cost")
	}
	return v.money.Plain(o.VisitCost) + " " + v.money.Name() + ", ρ = " + strconv.FormatFloat(o.Recovery, 'f', -1, 64)
}

// hyper are the parameters of one axis, to four digits; the lag axis has φ = 1.
func hyper(h assessment.AxisHyper, phi bool) string {
	if h.M == 0 {
		return "–"
	}
	s := fmt.Sprintf("a %.4g, m %.4g, κ %.4g, π %.4g", h.A, h.M, h.Kappa, h.Pi)
	if phi {
		s += fmt.Sprintf(", φ %.4g", h.Phi)
	}
	return s + fmt.Sprintf(", ω² %.4g", h.Omega2)
}
