package main

import (
	"math"
	"os"
	"testing"
)

// TestNorthwind runs the whole job on the Northwind sample, whose orders double as
// instructions, and compares it with figures found by a query over the same files.
func TestNorthwind(t *testing.T) {
	if _, err := os.Stat("../../../shared/data/northwind"); err != nil {
		t.Skip("the Northwind sample is not beside this checkout")
	}
	got := runTo(t, "1998-05", "run", "--config", "../../testdata/northwind.yaml")
	if n := string(got.Inputs["lines_read"]); n != "2155" {
		t.Errorf("lines_read %s, want 2155", n)
	}
	for key, want := range map[string]float64{"lines_discounted": 838, "instructions_late": 37, "instructions_open": 21, "instructions_overdue": 10, "conceded_share": .065462} {
		figure := got.Totals[key]
		if figure == nil || math.Abs(*figure-want) > 5e-7 {
			t.Errorf("%s = %v, want %v", key, show(figure), want)
		}
	}
	if len(got.People) != 9 {
		t.Fatalf("%d salespeople, want 9", len(got.People))
	}
	low, high, highest := math.Inf(1), math.Inf(-1), ""
	for _, p := range got.People {
		share := p.Concession["share"]
		if share == nil {
			t.Fatalf("%s has no conceded share", p.Name)
		}
		low = math.Min(low, *share)
		if *share > high {
			high, highest = *share, p.Name
		}
	}
	if math.Abs(low-.0481) > 5e-5 || math.Abs(high-.1184) > 5e-5 {
		t.Errorf("conceded shares from %.4f to %.4f, want .0481 to .1184", low, high)
	}
	if highest != "King" && highest != "Robert King" && highest != "King Robert" {
		t.Errorf("%s concedes the largest share, want King", highest)
	}
}

func show(v *float64) any {
	if v == nil {
		return "null"
	}
	return *v
}
