package reports

import (
	"strings"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/reporttest"
)

// Every analysis sheet that stands has its entry, with words in both languages, its
// threshold and what was measured or that nothing was.
func TestAnalysisDefinitions(t *testing.T) {
	for _, language := range [...]string{"ja", "en"} {
		a := reporttest.OneTeam()
		a.Charts = append(a.Charts, assessment.Chart{Person: "x", Band: 1, Limit: 3.72}, assessment.Chart{Person: "y", Band: 4, Limit: 5.7}, assessment.Chart{Person: "z", Band: 4, Limit: 5.7})
		v, err := IndexOf(a).Team("M-101", read, language)
		if err != nil {
			t.Fatal(err)
		}
		measured, unsaid := "Measured", "not yet simulated"
		if language == "ja" {
			measured, unsaid = "検証", "検証は未了"
		}
		seen := map[string]bool{}
		for _, d := range v.definitions() {
			if seen[d.key] {
				t.Errorf("%s stands twice", d.key)
			}
			seen[d.key] = true
		}
		for _, d := range v.analysisDefinitions() {
			text := v.c.Text("def." + d.key + ".text")
			switch {
			case !seen[d.key]:
				t.Errorf("%s is not on the sheet", d.key)
			case d.value == "":
				t.Errorf("%s has neither formula nor threshold", d.key)
			case d.mark == "measured" && d.key != "advocacy" && !strings.Contains(text, measured), d.mark == "specified" && !strings.Contains(text, unsaid):
				t.Errorf("%s (%s): does not say how far it is tested: %s", d.key, d.mark, text)
			}
		}
		if got := v.signalLimits(); !strings.HasPrefix(got, "< 1: h 4.6 | 1–2: h 3.7") || !strings.HasSuffix(got, "≥ 8: h 5.7") {
			t.Errorf("limits: %s", got)
		}
	}
}
