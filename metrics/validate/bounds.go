package validate

import "math"

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

// boundsOf are the bounds of a study's measure.
func boundsOf(study, measure string) (bs []Bound) {
	for _, b := range Bounds() {
		if b.Setting == study && b.Measure == measure {
			bs = append(bs, b)
		}
	}
	return bs
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
		bs = append(bs, Bound{s, "funnel: healthy outside 95 %", false, .07}, Bound{s, "funnel: healthy outside 99.8 %", false, .006})
		bs = append(bs, Bound{s, "cover planted", true, planted}, Bound{s, "false flags", false, flags}, Bound{s, "bad at ≥ 80", true, sure})
	}
	for _, s := range []string{"dense", "dense_heavy_tails", "dense_one_axis", "dense_sparse"} {
		bs = append(bs, Bound{s, "false alarms a year", true, .03}, Bound{s, "false alarms a year", false, .055},
			Bound{s, "false alarms, worst band", false, .08}, Bound{s, "run length in control", true, 220}, Bound{s, "onset error", false, 1}, Bound{s, "onset error", true, -1})
	}
	for _, s := range Studies() {
		for _, m := range s.Measures {
			if m.Name == "finite" {
				bs = append(bs, Bound{s.Name, m.Name, true, 1})
			}
		}
	}
	for _, x := range clienteles {
		if x.name != "advocacy_12" {
			bs = append(bs, Bound{x.name, "retention: named wrongly", false, .15})
		}
		bs = append(bs, Bound{x.name, "retention: cover", true, .87})
	}
	// Missed, which is why the map of people is off by default.
	bs = append(bs, Bound{"advocacy_lines", "retention: named wrongly", false, .15}, Bound{"advocacy_lines_dense", "retention: named wrongly", false, .15})
	return append(bs,
		Bound{"handover", "handover: cover", true, .885},
		Bound{"forecast", "forecast: worst tenth off by", false, .05},
		Bound{"batch_entry", "healthy at ≥ 50", false, .08},
		Bound{"specialist", "part at ≥ 80", false, .03}, Bound{"specialist", "part at ≥ 50", false, .08},
		Bound{"unregistered_campaign", "part at ≥ 50", false, .12},
		Bound{"hidden_difficulty", "part at ≥ 50", false, .14},
		Bound{"large_deal_conceder", "money flag finds", true, .85}, Bound{"large_deal_conceder", "money flag on healthy", false, .02},
		Bound{"invented_pauses", "planted at ≥ 80", true, .78},
		Bound{"late_log", "lag bias", false, .03}, Bound{"late_log", "lag bias", true, -.03},
		Bound{"verdicts", "landed, accused: worst of 144", false, .04},
		// What is said of increases and allotments; a truth of nothing is praised in one of twenty at most.
		Bound{"increases", "nothing, said in full or in part", false, .05}, Bound{"increases", "negative, said in full or in part", false, .05},
		Bound{"increases", "nothing, few, said in full or in part", false, .05}, Bound{"increases", "in full, said not to be", false, .04},
		Bound{"increases", "half, said in full", false, .10}, Bound{"increases", "reverted, said in full", false, .10},
		Bound{"increases", "reverted → reverted", true, .60},
		Bound{"increases", "allotment kept to, said exceeded", false, .05}, Bound{"increases", "allotment exceeded, said so", true, .99},
		Bound{"promises", "promises: cover", true, .86}, Bound{"promises_sparse", "promises: cover", true, .86},
		Bound{"promises", "promises: others named", false, .10}, Bound{"promises_sparse", "promises: others named", false, .10},
		Bound{"promises", "promises: others above peers", false, .05}, Bound{"promises_sparse", "promises: others above peers", false, .05},
		Bound{"promises", "promises: movers named", true, .60},
		Bound{"late_log", "false flags", false, .13}, Bound{"late_log_unmarked", "false flags", false, .13},
		Bound{"filled_in", "false flags", false, .13}, Bound{"filled_in_seen", "false flags", false, .13}, Bound{"filled_in_numbered", "false flags", false, .13},
		Bound{"late_log", "healthy at ≥ 50", false, .08}, Bound{"late_log_unmarked", "healthy at ≥ 50", false, .08},
		Bound{"filled_in", "part at ≥ 50", false, .08}, Bound{"filled_in_seen", "part at ≥ 50", false, .08}, Bound{"filled_in_numbered", "part at ≥ 50", false, .08},
		Bound{"filled_in", "lag bias of the part", true, -.10}, Bound{"filled_in_seen", "lag bias of the part", true, -.10}, Bound{"filled_in_numbered", "lag bias of the part", true, -.20},
		Bound{"late_log_unmarked", "lag bias", false, .03}, Bound{"late_log_unmarked", "lag bias", true, -.03},
		Bound{"dense", "found in 6 months", true, .80}, Bound{"dense", "median delay", false, 4}, Bound{"dense_sparse", "median delay", false, 8},
		Bound{"dense_heeded", "alarm after heeding", false, .12}, Bound{"dense_sparse_heeded", "alarm after heeding", false, .12},
		Bound{"coaching_without_effect", "effect, matched controls", true, .98}, Bound{"coaching_without_effect", "effect, matched controls", false, 1.02},
		Bound{"coaching_life", "plans with a change claimed", false, .05},
		Bound{"odd_even", "pairs: nested − raw O/E", true, 0})
}
