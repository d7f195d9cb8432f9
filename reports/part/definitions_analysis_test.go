package part

import (
	"strings"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// Every analysis sheet that stands has its entry, with words in both languages, its
// threshold and what was measured or that nothing was.
func TestAnalysisDefinitions(t *testing.T) {
	for _, language := range [...]string{"ja", "en"} {
		a := reporttest.OneTeam()
		a.Charts = append(a.Charts, assessment.Chart{Person: "x", Band: 1, Limit: 3.72}, assessment.Chart{Person: "y", Band: 4, Limit: 5.7}, assessment.Chart{Person: "z", Band: 4, Limit: 5.7})
		v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, language)
		if err != nil {
			t.Fatal(err)
		}
		measured, unsaid := "Measured", "not yet simulated"
		if language == "ja" {
			measured, unsaid = "検証", "検証は未了"
		}
		seen := map[string]bool{}
		for _, d := range Definitions(v) {
			if seen[d.Key] {
				t.Errorf("%s stands twice", d.Key)
			}
			seen[d.Key] = true
		}
		for _, d := range analysisDefinitions(v) {
			text := v.Words.Text("def." + d.Key + ".text")
			switch {
			case !seen[d.Key]:
				t.Errorf("%s is not on the sheet", d.Key)
			case d.Value == "":
				t.Errorf("%s has neither formula nor threshold", d.Key)
			case d.Mark == "measured" && d.Key != "advocacy" && !strings.Contains(text, measured), d.Mark == "specified" && !strings.Contains(text, unsaid):
				t.Errorf("%s (%s): does not say how far it is tested: %s", d.Key, d.Mark, text)
			}
		}
		if got := signalLimits(v); !strings.HasPrefix(got, "< 1: h 4.6 | 1–2: h 3.7") || !strings.HasSuffix(got, "≥ 8: h 5.7") {
			t.Errorf("limits: %s", got)
		}
	}
}
