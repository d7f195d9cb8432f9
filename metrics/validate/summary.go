package validate

import "math"

// Figure is a mean or a pooled share over data sets with its standard error.
type Figure struct {
	Value, SE float64
	Sets      int
}

// mean is the plain mean over sets.
func mean(rs []Result, f func(Result) float64) Figure {
	var sum, square, n float64
	for _, r := range rs {
		if x := f(r); !math.IsNaN(x) {
			sum += x
			square += x * x
			n++
		}
	}
	if n == 0 {
		return Figure{math.NaN(), math.NaN(), 0}
	}
	m := sum / n
	if n == 1 {
		return Figure{m, math.NaN(), 1}
	}
	return Figure{m, math.Sqrt(math.Max(square-n*m*m, 0) / (n - 1) / n), int(n)}
}

// pooled is Σ of ÷ Σ among with the ratio estimator's standard error,
//
//	SE = √(Σ (ofₖ − p·amongₖ)²) / Σ amongₖ
func pooled(rs []Result, f func(Result) Share) Figure {
	var of, among float64
	for _, r := range rs {
		s := f(r)
		of += s.Of
		among += s.Among
	}
	if among == 0 {
		return Figure{math.NaN(), math.NaN(), 0}
	}
	p, v := of/among, 0.
	for _, r := range rs {
		s := f(r)
		v += (s.Of - p*s.Among) * (s.Of - p*s.Among)
	}
	return Figure{p, math.Sqrt(v) / among, len(rs)}
}

// Measures are all figures of a table, in its order.
var Measures = []struct {
	Name string
	Of   func([]Result) Figure
}{
	{"recall", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.Recall }) }},
	{"recall naive", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.RecallNaive }) }},
	{"recall better naive", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.RecallBetter }) }},
	{"recall oracle", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.RecallOracle }) }},
	{"recall − naive", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.Recall - r.RecallNaive }) }},
	{"oracle − recall", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.RecallOracle - r.Recall }) }},
	{"Spearman", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.Spearman }) }},
	{"Spearman naive", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.SpearmanNaive }) }},
	{"Spearman better naive", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.SpearmanBetter }) }},
	{"Spearman oracle", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.SpearmanOracle }) }},
	{"Spearman concession", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.SpearmanConcession }) }},
	{"Spearman lag", func(rs []Result) Figure { return mean(rs, func(r Result) float64 { return r.SpearmanLag }) }},
	{"cover", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.Cover }) }},
	{"cover planted", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.CoverCaptured }) }},
	{"false flags", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.FalseFlags }) }},
	{"planted flagged", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.Found }) }},
	{"planted in top tenth", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.TruePlanted }) }},
	{"planted at ≥ 80", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.PlantedAt80 }) }},
	{"bad at ≥ 80", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.BadAt80 }) }},
	{"bad at < 20", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.Calibration[0] }) }},
	{"bad at 20–50", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.Calibration[1] }) }},
	{"bad at 50–80", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.Calibration[2] }) }},
	{"healthy at ≥ 50", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.HealthyAt50 }) }},
	{"part at ≥ 50", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.RoleAt50 }) }},
	{"part at ≥ 80", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.RoleAt80 }) }},
	{"money flag finds", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.MoneyFound }) }},
	{"money flag on healthy", func(rs []Result) Figure { return pooled(rs, func(r Result) Share { return r.MoneyHealthy }) }},
	{"lag bias", func(rs []Result) Figure {
		return pooled(rs, func(r Result) Share { return Share{r.LagBias, r.LagBiasN} })
	}},
}

// Summarise returns every measure of the sets, by name.
func Summarise(rs []Result) map[string]Figure {
	m := map[string]Figure{}
	for _, x := range Measures {
		m[x.Name] = x.Of(rs)
	}
	return m
}

// Bound is a figure that the specification asks of a setting.
type Bound struct {
	Setting, Measure string
	AtLeast          bool
	Limit            float64
}

// Met reports whether f meets the bound with slack standard errors of grace.
func (b Bound) Met(f Figure, slack float64) bool {
	se := f.SE
	if math.IsNaN(se) {
		se = 0
	}
	if b.AtLeast {
		return f.Value >= b.Limit-slack*se
	}
	return f.Value <= b.Limit+slack*se
}

// everywhere are the settings to which the coverage bounds apply.
var everywhere = []string{"base", "S20", "S40", "sparse", "noisy_clients", "strong_confounding", "one_axis", "captured_25", "captured_2", "huge_deals"}

// Bounds returns what the specification asks for, section 9.
func Bounds() []Bound {
	bs := []Bound{
		{"base", "recall", true, .83}, {"base", "recall − naive", true, .30}, {"base", "oracle − recall", false, .02},
		{"strong_confounding", "recall", true, .83}, {"huge_deals", "recall", true, .83}, {"sparse", "recall", true, .72},
		{"S20", "recall", true, .82}, {"noisy_clients", "recall", true, .72},
		{"base", "Spearman concession", true, .80}, {"noisy_clients", "Spearman concession", true, .66},
		{"captured_2", "planted in top tenth", true, .92},
	}
	for _, s := range everywhere {
		bs = append(bs, Bound{s, "cover", true, .885}, Bound{s, "cover", false, .93})
		planted, flags, sure := .72, .13, .92
		switch s {
		case "base":
			planted = .78
		case "captured_2":
			planted, flags, sure = .55, .22, .80
		}
		bs = append(bs, Bound{s, "cover planted", true, planted}, Bound{s, "false flags", false, flags}, Bound{s, "bad at ≥ 80", true, sure})
	}
	return append(bs,
		Bound{"batch_entry", "healthy at ≥ 50", false, .08},
		Bound{"specialist", "part at ≥ 80", false, .03}, Bound{"specialist", "part at ≥ 50", false, .08},
		Bound{"unregistered_campaign", "part at ≥ 50", false, .12},
		Bound{"hidden_difficulty", "part at ≥ 50", false, .14},
		Bound{"large_deal_conceder", "money flag finds", true, .85}, Bound{"large_deal_conceder", "money flag on healthy", false, .02},
		Bound{"invented_pauses", "planted at ≥ 80", true, .78},
		Bound{"late_log", "lag bias", false, .03}, Bound{"late_log", "lag bias", true, -.03})
}
