package main

import (
	"testing"

	"tenbin/metrics/validate"
	"tenbin/reports/operator"
)

// Every study and every measure has its words in both languages; the catalogue panics
// on a key that it does not know.
func TestValidationHasWords(t *testing.T) {
	for _, language := range []string{"ja", "en"} {
		study, measure, err := operator.ValidationWords(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range validate.Studies() {
			if study(s.Name) == "" {
				t.Errorf("%s: study %s has no words", language, s.Name)
			}
			for _, m := range s.Measures {
				if measure(m.Name) == "" {
					t.Errorf("%s: measure %s has no words", language, m.Name)
				}
			}
		}
	}
}
