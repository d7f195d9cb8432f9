package count

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"testing"

	"tenbin/metrics/simulate"
)

// madeCounts draws a company with known levels: six kinds with rates of their own, eight
// clients a person with effects of SD .2, ordinary people of SD .25, one in ten planted at
// .3 to .6 (silent) or 2 to 3 (vague) times the ordinary level.
func madeCounts(draw *rand.Rand, people int, shares bool) (rows []Row, level []float64, planted []bool) {
	rates := [...]float64{.05, .08, .1, .12, .15, .2}
	if shares {
		rates = [...]float64{.12, .15, .18, .2, .25, .3}
	}
	for i := range people {
		t := math.Exp(.25 * draw.NormFloat64())
		bad := i%10 == 0
		switch {
		case bad && shares:
			t = 2 + draw.Float64()
		case bad:
			t = .3 + .3*draw.Float64()
		}
		level, planted = append(level, t), append(planted, bad)
		for c := range 8 {
			client := math.Exp(.2*draw.NormFloat64() - .02)
			for range 1 + draw.IntN(4) {
				k := draw.IntN(len(rates))
				r := Row{Person: i, Pair: 8*i + c, Kind: k}
				mean := rates[k] * t * client
				if shares {
					r.Exposure = float64(1 + draw.IntN(6))
					for range int(r.Exposure) {
						if draw.Float64() < math.Min(mean, .95) {
							r.Events++
						}
					}
				} else {
					r.Exposure = float64(5 + draw.IntN(60))
					for at := draw.ExpFloat64(); at < mean*r.Exposure; at += draw.ExpFloat64() {
						r.Events++
					}
				}
				rows = append(rows, r)
			}
		}
	}
	return rows, level, planted
}

// Known truth: the 90 % limits of silence and vagueness hold the person's level (in units
// of the middle person) about nine times in ten, and planted people are told from others.
// The definitions sheet says what comes out here.
func TestCountsAgainstKnownTruth(t *testing.T) {
	for _, x := range []struct {
		name    string
		people  int
		shares  bool
		lo, hi  float64 // bounds of the share covered
		leastAU float64
	}{
		{"silence", 40, false, .86, .94, .95},
		{"silence", 20, false, .86, .94, .95},
		{"vagueness", 40, true, .86, .95, .9},
		{"vagueness", 20, true, .86, .95, .9},
	} {
		in, all, below, pairs := 0., 0., 0., 0.
		for set := range 60 {
			draw := rand.New(simulate.Source(simulate.Seed(fmt.Sprintf("progress/%s/%d", x.name, x.people), set)))
			rows, level, planted := madeCounts(draw, x.people, x.shares)
			c := Compare(rows, x.people, 6, x.shares)
			sorted := append([]float64(nil), level...)
			sort.Float64s(sorted)
			middle := (sorted[(x.people-1)/2] + sorted[x.people/2]) / 2
			for i := range c {
				if c[i].Ratio == nil {
					t.Fatalf("%s: no ratio of person %d", x.name, i)
				}
				all++
				if truth := level[i] / middle; *c[i].Lo <= truth && truth <= *c[i].Hi {
					in++
				}
				for j := range c {
					if planted[i] && !planted[j] {
						pairs++
						if (*c[i].Ratio > *c[j].Ratio) == x.shares {
							below++
						}
					}
				}
			}
		}
		t.Logf("%s, %d people: covered %.3f, AUC %.3f", x.name, x.people, in/all, below/pairs)
		if cover := in / all; cover < x.lo || cover > x.hi {
			t.Errorf("%s, %d people: the limits cover %.3f", x.name, x.people, cover)
		}
		if auc := below / pairs; auc < x.leastAU {
			t.Errorf("%s, %d people: planted told from others with AUC %.3f", x.name, x.people, auc)
		}
	}
}
