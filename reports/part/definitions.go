package part

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// Definition is one row of the definitions: the key of its words and, where the month
// gave it a value, that value.
type Definition struct {
	Key   string
	Value string // with slots for constants of the method, see [words.Fill]
	Mark  string // "", "measured" or "specified": how far simulation stands behind it
}

// DefinitionSheet prints everything that a figure depends on: factors, formulas,
// weights, thresholds, the month's parameters, the accuracy measured and the known
// limits, with the version of the method.
func DefinitionSheet(v *reader.Reader) sheet.Sheet { return DefinitionSheetOf(v, Definitions(v)) }

// DefinitionSheetOf prints some definitions.
func DefinitionSheetOf(v *reader.Reader, list []Definition) sheet.Sheet {
	constants, t := constantsOf(v), &Listing[Definition]{Reader: v}
	said := func(key string) string { return words.Fill(v.Words.Text(key), constants) }
	t.Add("col.term", 26, true, func(d Definition) sheet.Cell { return sheet.Toned(said("def."+d.Key), sheet.Bold) })
	t.Add("col.meaning", 60, true, func(d Definition) sheet.Cell { return sheet.String(said("def." + d.Key + ".text")) })
	t.Add("col.value", 30, true, func(d Definition) sheet.Cell { return sheet.String(words.Fill(d.Value, constants)) })
	t.Add("col.checked", 20, true, func(d Definition) sheet.Cell {
		if d.Mark == "" {
			return sheet.Cell{}
		}
		return sheet.String(v.Words.Text("checked." + d.Mark))
	})
	s := t.Sheet("definitions", list)
	for _, w := range v.Assessment.Warnings {
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.Span(sheet.String(v.Words.Text("def.warning", v.Say(w.Evidence))), len(s.Columns))))
	}
	return s
}

// Definitions are the rows, grouped: what is shown, how it is computed, the tiers,
// the month's parameters, accuracy and limits.
func Definitions(v *reader.Reader) []Definition {
	a, o, h := v.Assessment, &v.Assessment.Options, &v.Assessment.Hyper
	at := func(key string) string { return v.Words.Text(key) }
	list := []Definition{
		{"purpose", "", ""},
		{"method", assessment.MethodVersion + " · " + a.RunID, ""},
		{"window", v.Words.LongDay(a.CutOff), ""},
		{"measured", counts(a.Inputs.LinesMeasured, a.Inputs.LinesRead), ""},
		{"scored", counts(a.Inputs.LinesScored, a.Inputs.LinesMeasured), ""},
		{"score", "P(K > {worse})", "measured"},
		{"k", "K = √((θc/mc)·(ml/θl))", "measured"},
		{"weights", "½ · ½", "measured"},
		{"rank", "", "measured"},
		{"concession", "y = min(x/L, 0.5), x = max(0, L·(1−a) − N)", "measured"},
		{"expected", "r = z·ȳ + (1−z)·r', z = n/(n+{credibility_deals}); E = Σ n·r", "measured"},
		{"ratio", "θ ~ Γ(a + o, a/m + n); exp(E ln θ)/m", "measured"},
		{"interval", "{confidence: %}", "measured"},
		{"n", "n = 1/Var(O/E)", "measured"},
		{"lag", "E = Σ w·λ; " + v.Words.Text("def.slowness") + " = ml/θl", "measured"},
		{"days", Clock(v), ""},
		{"due_band", at(onOff(o.DueBand)), "measured"},
		{"calendar", at(onOff(o.CalendarFactor)), "measured"},
		{"l_min", optional(v, h.ListMin), "measured"},
		{"size_bands", bands(v, h.SizeBands), ""},
		{"pair", "θ ~ Γ(α + o, α/θ̂ + n), α = 1/max(ω², 0.02)", "measured"},
		{"money_flag", "z¥ > {money_flag_z}", "measured"},
		{"verdict", "PT ± 1.645·Se", "measured"},
		{"verdict_others", "", "specified"},
		{"said", "O/E", "specified"},
		{"response", "O/E", "specified"},
		{"progress", "exp(Σ ln θ / k)", "measured"},
		{"exceptions", "O/E", "specified"},
		{"p20", "{forecast_days} " + Clock(v), "measured"},
		{"stake", "", "specified"},
		{"signal", "C = max(0, C + W) > h", "measured"},
		{"absolute", pct(v, o.Tolerance), "specified"},
		{"gain", visit(v), "specified"},
		{"tier.step_in", "", ""}, {"tier.coach", "≥ {score_coach} %", ""}, {"tier.watch", "{score_watch}–{score_coach_below} %", ""}, {"tier.healthy", "< {score_watch} %", ""},
		{"tier.not_enough_evidence", "R = n/(n+a) < {reliability_low}", ""},
		{"grade", "{reliability_low} / {reliability_good}", ""},
		{"fdr", "{false_discovery: %}", "measured"},
		{"few", strconv.Itoa(v.Scored()), ""},
		{"unmatched", pct(v, o.UnmatchedShare), ""},
		{"hyper.concession", hyper(h.Concession, true), ""},
		{"hyper.lag", hyper(h.Lag, false), ""},
		{"accuracy.recall", "{measured_recall} ({measured_recall_naive})", "measured"}, {"accuracy.score", "{measured_bad}", "measured"}, {"accuracy.cover", "{measured_cover}", "measured"},
		{"accuracy.fdr", "{measured_fdr}", "measured"}, {"accuracy.signal", v.Words.Text("def.accuracy.signal.value"), "measured"},
		{"limit.cover", "", "measured"}, {"limit.tough", "", "measured"}, {"limit.lag", "", "measured"}, {"limit.easy", "", "measured"}, {"limit.flagged", "", "measured"},
		{"objection", "", ""},
	}
	return slices.Insert(list, definitionsBefore(list, "absolute"), analysisDefinitions(v)...)
}

// constantsOf are the constants of the method by name, and what texts say of them in
// another way.
func constantsOf(v *reader.Reader) map[string]float64 {
	c := map[string]float64{}
	maps.Copy(c, v.Assessment.Definitions)
	c["worse_by"] = c["worse"] - 1
	c["false_alarm_years"] = math.Round(1 / c["false_alarms"])
	c["score_coach_below"] = c["score_coach"] - 1
	return c
}

// definitionsBefore is the place of the row called key.
func definitionsBefore(list []Definition, key string) int {
	return slices.IndexFunc(list, func(d Definition) bool { return d.Key == key })
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

// Clock is the unit in which days are counted.
func Clock(v *reader.Reader) string {
	if v.Assessment.Options.Lag.Business {
		return v.Words.Text("days.business")
	}
	return v.Words.Text("days.calendar")
}

func pct(v *reader.Reader, f float64) string { return words.Percent(f) }

func optional(v *reader.Reader, m *int64) string {
	if m == nil {
		return "–"
	}
	return v.Money.Plain(*m) + " " + v.Money.Name()
}

func bands(v *reader.Reader, edges []int64) string {
	if len(edges) == 0 {
		return "–"
	}
	parts := make([]string, len(edges))
	for i, e := range edges {
		parts[i] = v.Money.Plain(e)
	}
	return strings.Join(parts, " | ") + " " + v.Money.Name()
}

// visit is the cost of a visit and the share that it is expected to recover.
func visit(v *reader.Reader) string {
	o := &v.Assessment.Options
	if !o.HasVisitCost {
		return v.Words.Text("none.visit_cost")
	}
	return v.Money.Plain(o.VisitCost) + " " + v.Money.Name() + ", ρ = " + words.Shortest(o.Recovery)
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
