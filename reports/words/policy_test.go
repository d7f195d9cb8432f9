package words

import (
	"slices"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// TestWithoutPolicy: every phrase stands in some text, and without a policy no text that a
// month is said with speaks of an authority; with one the texts are those of the tables.
func TestWithoutPolicy(t *testing.T) {
	a := &assessment.Assessment{Warnings: []assessment.Warning{{Code: table.WarnNoPolicyGiven}}}
	spoken := []string{"evidence.", "three.", "sheet.discounts.", "sheet.pairs.", "sheet.shocks.", "sheet.exceptions.", "sheet.teams", "sheet.division", "col.", "card.", "card_lines.", "card_pairs.", "def.concession", "def.scored", "def.weights", "def.absolute", "own.after_fact", "changed."}
	silent := []string{"evidence.warn_no_policy", "evidence.warn_campaign"}
	for i, forbidden := range [][]string{{"承認範囲", "承認基準", "方針を超", "超過率"}, {"authori", "beyond policy", "beyond what"}} {
		with, err := Of(Languages[i])
		if err != nil {
			t.Fatal(err)
		}
		without := with.For(a)
		for key, s := range without.texts {
			if _, found := with.texts[key]; !found || s == "" && with.texts[key] != "" {
				t.Errorf("%s is empty", key)
			}
			if !slices.ContainsFunc(spoken, func(p string) bool { return strings.HasPrefix(key, p) }) || slices.ContainsFunc(silent, func(p string) bool { return strings.HasPrefix(key, p) }) {
				continue
			}
			for _, f := range forbidden {
				if strings.Contains(s, f) {
					t.Errorf("%s speaks of an authority: %s", key, s)
				}
			}
		}
		for key, s := range with.texts {
			if !strings.HasPrefix(key, "without_policy.") {
				continue
			}
			said, _, ok := strings.Cut(s, "⇒")
			used := false
			for other, text := range with.texts {
				used = used || !strings.HasPrefix(other, "without_policy.") && strings.Contains(text, said)
			}
			if !ok || said == "" || !used {
				t.Errorf("%s: %q stands in no text", key, said)
			}
		}
		if with.For(&assessment.Assessment{}).Text("three.conceded") != with.Text("three.conceded") {
			t.Error("with a policy the words differ")
		}
	}
}
