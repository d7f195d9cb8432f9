package stall

import (
	"math/rand/v2"
	"slices"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/count"
	"tenbin/metrics/instruction"
)

// TestPromises: what came due, and what was put off, note by note (day written, day promised).
func TestPromises(t *testing.T) {
	const no = table.NoDay
	for _, c := range []struct {
		name  string
		notes [][2]table.Day
		done  table.Day
		end   table.Day
		moved []bool
	}{
		{"kept day after day: each is the next step", [][2]table.Day{{10, 20}, {21, 30}, {31, 40}}, no, 60, []bool{false, false, false}},
		{"put off before it came", [][2]table.Day{{10, 20}, {18, 30}, {29, 40}}, no, 60, []bool{true, true, false}},
		{"still ahead", [][2]table.Day{{10, 90}}, no, 60, nil},
		{"put off, and still ahead", [][2]table.Day{{10, 20}, {15, 90}}, no, 60, []bool{true}},
		{"on the day itself it came due", [][2]table.Day{{10, 20}, {20, 30}}, no, 60, []bool{false, false}},
		{"brought forward is no delay", [][2]table.Day{{10, 40}, {20, 30}}, no, 60, []bool{false}},
		{"said again is one promise", [][2]table.Day{{10, 40}, {20, 40}, {30, 40}}, no, 60, []bool{false}},
		{"no promise, nothing put off", [][2]table.Day{{10, no}, {20, no}}, no, 60, nil},
		{"a day that was already past is none", [][2]table.Day{{10, 5}, {20, 15}}, no, 60, nil},
		{"carried out before the day", [][2]table.Day{{10, 50}}, 30, 30, []bool{false}},
	} {
		r := &instruction.Record{Issued: 0, Implemented: c.done, Closed: no}
		var mine []*instruction.Update
		for _, n := range c.notes {
			mine = append(mine, &instruction.Update{At: n[0], PromisedDate: n[1]})
		}
		g := &progressRows{in: &Input{}}
		if got := g.promises(r, mine, c.end); !slices.Equal(got, c.moved) {
			t.Errorf("%s: %v, want %v", c.name, got, c.moved)
		}
	}
}

// TestMovedAgainstKnownTruth: people who put off a fifth of their promises among some who put
// off every second one. The counts are not one another's image, the limits hold the truth as
// often as they say, and the ones are told from the others.
func TestMovedAgainstKnownTruth(t *testing.T) {
	const people, sets = 20, 40
	dice := rand.New(rand.NewPCG(16, 6))
	held, all, right, compared, equal := 0, 0, 0, 0, 0
	for range sets {
		var rows []count.Row
		truth := make([]float64, people)
		for i := range people {
			if truth[i] = .15 + .1*dice.Float64(); i < 4 {
				truth[i] = .5
			}
			for k := range 25 {
				s := count.Row{Person: i, Pair: i*5 + k%5, Kind: k % 3, Exposure: 1}
				if dice.Float64() < truth[i] {
					s.Events = 1
				}
				rows = append(rows, s)
			}
		}
		got := count.Compare(rows, people, 3, true)
		middle := middleOf(truth)
		for i, c := range got {
			if c.Observed == c.Expected {
				equal++
			}
			if c.Ratio == nil {
				continue
			}
			all++
			if v := truth[i] / middle; *c.Lo <= v && v <= *c.Hi {
				held++
			}
			for k := 4; i < 4 && k < people; k++ {
				compared++
				if *c.Ratio > *got[k].Ratio {
					right++
				}
			}
		}
	}
	if share := float64(held) / float64(all); share < .86 || all < people*sets*9/10 {
		t.Errorf("the 90 %% limits hold the truth in %.3f of %d", share, all)
	}
	if share := float64(right) / float64(compared); share < .95 {
		t.Errorf("told apart in %.3f of %d", share, compared)
	}
	if equal > 0 {
		t.Errorf("observed = expected for %d", equal)
	}
	t.Logf("limits hold %.3f, told apart %.3f", float64(held)/float64(all), float64(right)/float64(compared))
}

func middleOf(x []float64) float64 {
	s := slices.Clone(x)
	slices.Sort(s)
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
