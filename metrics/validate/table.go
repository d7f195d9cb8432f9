package validate

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/measured"
)

// Row is one figure of a study's table with the bounds that it must meet and what
// simpler ways give for the same thing; NaN where there is nothing to compare.
type Row struct {
	Study, Measure        string
	Figure                Figure
	Bounds                []Bound
	Naive, Better, Oracle Figure
}

// Met reports whether the figure meets all its bounds.
func (r Row) Met() bool {
	for _, b := range r.Bounds {
		if !b.Met(r.Figure, 0) {
			return false
		}
	}
	return true
}

// references are the measures shown beside another: naive, better naive, oracle.
var references = map[string][3]string{
	"recall":                        {"recall naive", "recall better naive", "recall oracle"},
	"Spearman":                      {"Spearman naive", "Spearman better naive", "Spearman oracle"},
	"effect, matched controls":      {"effect, before/after", "effect, against everybody else", ""},
	"false alarms a year":           {"", "", "false alarms a year, oracle"},
	"found in 6 months":             {"", "", "found in 6 months, oracle"},
	"median delay":                  {"", "", "median delay, oracle"},
	"landed, accused: worst of 144": {"landed, point rule: worst of 144", "", ""},
	"landed, accused: all":          {"landed, point rule: all", "", ""},
	"pairs: nested":                 {"pairs: raw share", "pairs: raw O/E", ""},
	"pairs: squared error nested":   {"", "pairs: squared error raw", ""},
}

// Table returns the study's figures over its sets, in the order of its measures.
func (s Study) Table(rs []Result) []Row {
	figures := s.Summarise(rs)
	of := func(name string) Figure {
		if f, ok := figures[name]; ok {
			return f
		}
		return Figure{math.NaN(), math.NaN(), 0}
	}
	var rows []Row
	for _, m := range s.Measures {
		r := Row{Study: s.Name, Measure: m.Name, Figure: figures[m.Name]}
		if math.IsNaN(r.Figure.Value) {
			continue
		}
		names := references[m.Name]
		r.Naive, r.Better, r.Oracle = of(names[0]), of(names[1]), of(names[2])
		r.Bounds = boundsOf(s.Name, m.Name)
		rows = append(rows, r)
	}
	return rows
}

// Tenth is one point of the calibration plot: people whose score was said to lie in a
// tenth, the mean of what was said and the share truly bad.
type Tenth struct {
	Said float64
	Bad  Figure
	N    float64
}

// Calibration pools the sets by tenths of the score; a tenth without anybody is left out.
func Calibration(rs []Result) []Tenth {
	var ts []Tenth
	for k := range 10 {
		n, said := 0., 0.
		for _, r := range rs {
			n += r.Tenths[k].Among
			said += r.SaidTenths[k]
		}
		if n > 0 {
			ts = append(ts, Tenth{said / n, pooled(rs, func(r Result) Share { return r.Tenths[k] }), n})
		}
	}
	return ts
}

// Record is the rows as the file that pages read, of the sets first … first+sets−1.
func Record(rows []Row, first, sets int) *measured.Table {
	t := &measured.Table{Method: assessment.MethodVersion, First: first, Sets: sets}
	for _, r := range rows {
		x := measured.Row{Study: r.Study, Measure: r.Measure, Value: r.Figure.Value, SE: r.Figure.SE, Sets: r.Figure.Sets, AtLeast: math.NaN(), AtMost: math.NaN()}
		for _, b := range r.Bounds {
			if b.AtLeast {
				x.AtLeast = b.Limit
			} else {
				x.AtMost = b.Limit
			}
		}
		t.Rows = append(t.Rows, x)
	}
	return t
}
