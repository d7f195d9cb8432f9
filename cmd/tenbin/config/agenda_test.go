package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Nobody has an agenda who did not ask; the bounds have defaults.
func TestAgenda(t *testing.T) {
	for text, want := range map[string]Agenda{
		"": {From: 600, To: 1020, PerWeek: 4},
		"agenda: {managers: [M1, M2]}\nagenda_per_week: 2\n":                    {Managers: []string{"M1", "M2"}, From: 600, To: 1020, PerWeek: 2},
		"agenda: {managers: [M1], hours: [\"09:30\", \"18:15\"]}\nversion: 1\n": {Managers: []string{"M1"}, From: 570, To: 1095, PerWeek: 4},
	} {
		c, err := Parse("tenbin.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, c.Agenda()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
