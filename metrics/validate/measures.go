package validate

// Measure is one figure of a study.
type Measure struct {
	Name string
	Of   func([]Result) Figure
}

func average(name string, f func(Result) float64) Measure {
	return Measure{name, func(rs []Result) Figure { return mean(rs, f) }}
}

func share(name string, f func(Result) Share) Measure {
	return Measure{name, func(rs []Result) Figure { return pooled(rs, f) }}
}

// peopleMeasures are the figures of a company of people, in the order of its table.
func peopleMeasures() []Measure {
	return []Measure{
		average("recall", func(r Result) float64 { return r.Recall }),
		average("recall naive", func(r Result) float64 { return r.RecallNaive }),
		average("recall better naive", func(r Result) float64 { return r.RecallBetter }),
		average("recall oracle", func(r Result) float64 { return r.RecallOracle }),
		average("recall − naive", func(r Result) float64 { return r.Recall - r.RecallNaive }),
		average("oracle − recall", func(r Result) float64 { return r.RecallOracle - r.Recall }),
		average("Spearman", func(r Result) float64 { return r.Spearman }),
		average("Spearman naive", func(r Result) float64 { return r.SpearmanNaive }),
		average("Spearman better naive", func(r Result) float64 { return r.SpearmanBetter }),
		average("Spearman oracle", func(r Result) float64 { return r.SpearmanOracle }),
		average("Spearman concession", func(r Result) float64 { return r.SpearmanConcession }),
		average("Spearman lag", func(r Result) float64 { return r.SpearmanLag }),
		share("cover", func(r Result) Share { return r.Cover }),
		share("cover planted", func(r Result) Share { return r.CoverCaptured }),
		share("false flags", func(r Result) Share { return r.FalseFlags }),
		share("planted flagged", func(r Result) Share { return r.Found }),
		share("planted in top tenth", func(r Result) Share { return r.TruePlanted }),
		share("planted at ≥ 80", func(r Result) Share { return r.PlantedAt80 }),
		share("bad at ≥ 80", func(r Result) Share { return r.BadAt80 }),
		share("bad at < 20", func(r Result) Share { return r.Calibration[0] }),
		share("bad at 20–50", func(r Result) Share { return r.Calibration[1] }),
		share("bad at 50–80", func(r Result) Share { return r.Calibration[2] }),
		share("healthy at ≥ 50", func(r Result) Share { return r.HealthyAt50 }),
		share("part at ≥ 50", func(r Result) Share { return r.RoleAt50 }),
		share("part at ≥ 80", func(r Result) Share { return r.RoleAt80 }),
		share("money flag finds", func(r Result) Share { return r.MoneyFound }),
		share("money flag on healthy", func(r Result) Share { return r.MoneyHealthy }),
		share("funnel: healthy outside 95 %", func(r Result) Share { return r.Outside95 }),
		share("funnel: healthy outside 99.8 %", func(r Result) Share { return r.Outside998 }),
		share("funnel: planted above 95 %", func(r Result) Share { return r.PlantedOut }),
		share("lag bias", func(r Result) Share { return Share{r.LagBias, r.LagBiasN} }),
		share("lag bias of the part", func(r Result) Share { return r.PartBias }),
		share("captured team has its line", func(r Result) Share { return r.TeamFound }),
		share("other teams with a line", func(r Result) Share { return r.TeamFalse }),
		share("finite", func(r Result) Share { return r.Finite }),
	}
}

// watchMeasures are the figures of a company that is watched for three years.
func watchMeasures() []Measure {
	return []Measure{
		share("false alarms a year", func(r Result) Share { return r.Watch.False }),
		{"false alarms, worst band", worstBand},
		{"run length in control", runLength},
		share("found in 6 months", func(r Result) Share { return r.Watch.FoundSoon }),
		{"median delay", func(rs []Result) Figure { return median(rs, func(r Result) []float64 { return r.Watch.Delay }) }},
		{"onset error", func(rs []Result) Figure { return median(rs, func(r Result) []float64 { return r.Watch.OnsetError }) }},
		share("false alarms a year, oracle", func(r Result) Share { return r.WatchOracle.False }),
		share("found in 6 months, oracle", func(r Result) Share { return r.WatchOracle.FoundSoon }),
		{"median delay, oracle", func(rs []Result) Figure {
			return median(rs, func(r Result) []float64 { return r.WatchOracle.Delay })
		}},
		share("alarm after heeding", func(r Result) Share { return r.Watch.Again }),
		share("caught again in 6 months", func(r Result) Share { return r.Watch.Caught }),
	}
}
