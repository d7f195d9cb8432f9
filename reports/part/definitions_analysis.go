package part

import (
	"fmt"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/words"
)

// analysisDefinitions are the definitions of the analysis sheets: signal limit,
// forecasts, curves, clients, handovers, coaching, and who keeps clients. The figures of
// accuracy are those of "tenbin validate" over the data sets that decide (40 to 79).
func analysisDefinitions(v *reader.Reader) []Definition {
	return []Definition{
		{"signal_limit", signalLimits(v), "measured"},
		{"forecast", "Λ = Σ λ·w; p = [1 − (1−w)·(B₁/(B₁+Λ))^A₁ − w·(B₂/(B₂+Λ))^A₂]·q", "measured"},
		{"curves", "S = Π (1 − d/r); F = Σ S·d/r; S* = exp(−∫ Σλ/r)", ""},
		{"concentration", "max(0, E[θ] − m)·E¥", "specified"},
		{"effective_clients", "1/Σ s²", "specified"},
		{"spread", "≤ {few_clients} / > {few_clients}", "specified"},
		{"handover", "(O₂/E₂)/(O₁/E₁), ± 1.645·√(ψ′(o₁+½) + ψ′(o₂+½))", "measured"},
		{"coaching", "G = O/Σ(θ̂·E); G₁/G₀", "measured"},
		{"retention", "O/E, n = E/p̄, θ ~ Γ(a + n·O/E, a/m + n), a ≥ 12", "measured"},
		{"advocacy", v.Words.Text(onOff(v.Assessment.Options.AdvocacyMap)), "measured"},
	}
}

// signalLimits are the month's limits by volume band, as far as anybody stands in it.
func signalLimits(v *reader.Reader) string {
	limits := map[int]*assessment.Chart{}
	last := 0
	for i := range v.Assessment.Charts {
		c := &v.Assessment.Charts[i]
		if limits[c.Band] == nil {
			limits[c.Band] = c
			last = max(last, c.Band)
		}
	}
	edges := v.Assessment.SignalBands
	var parts []string
	for b := 0; b <= last; b++ {
		c := limits[b]
		if c == nil {
			continue
		}
		name := ""
		switch {
		case b == 0:
			name = "< " + words.Shortest(edges[0])
		case b == len(edges):
			name = "≥ " + words.Shortest(edges[b-1])
		default:
			name = words.Shortest(edges[b-1]) + "–" + words.Shortest(edges[b])
		}
		parts = append(parts, fmt.Sprintf("%s: h %.1f", name, c.Limit))
	}
	if len(parts) == 0 {
		return "–"
	}
	return strings.Join(parts, " | ")
}
