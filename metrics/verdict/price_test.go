package verdict

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// By hand: one item, 10 pieces at 100 before, 10 at 105 after a 5 % increase.
func TestPassThroughByHand(t *testing.T) {
	it := Item{{-3, 1, 1000, 10}, {-1, 1, 1000, 10}, {0, 1, 1050, 10}, {1, 1, 1050, 10}, {2, 2, 2100, 20}}
	p, ok := Measure([]Item{it}, .05, Noise{Within: .01, Drift: .02}, 0, 2)
	if !ok || math.Abs(p.PT-1) > 1e-12 {
		t.Fatalf("PT = %v, want exactly 1", p.PT)
	}
	// Se = √(.02² + .01²/2 + .01²/4) / ln 1.05
	if want := math.Sqrt(.0004+.0001/2+.0001/4) / math.Log(1.05); math.Abs(p.Se-want) > 1e-12 {
		t.Errorf("Se = %v, want %v", p.Se, want)
	}
}

// Two items with revenue shares 3 : 1; the first rises in full, the second not at all.
func TestPassThroughWeighsByRevenueBefore(t *testing.T) {
	a := Item{{-1, 1, 3000, 30}, {0, 1, 3300, 30}}
	b := Item{{-1, 1, 1000, 10}, {0, 1, 9000, 90}}
	p, _ := Measure([]Item{a, b}, .10, Noise{}, 0, 2)
	if math.Abs(p.PT-.75) > 1e-12 || p.Items != 2 {
		t.Errorf("PT = %v over %d items, want .75 over 2", p.PT, p.Items)
	}
}

// months makes an item with one line a month: price 100 before, then 100·(1+rise[k]) in month k.
func months(rise ...float64) Item {
	var it Item
	for k := -12; k < 0; k++ {
		it = append(it, Monthly{k, 1, 1000, 10})
	}
	for k, r := range rise {
		it = append(it, Monthly{k, 1, 1000 * (1 + r), 10})
	}
	return it
}

func TestPriceVerdicts(t *testing.T) {
	small := Noise{Within: .005, Drift: .003}
	five := func(r ...float64) Increase {
		return Increase{Announced: .05, Months: len(r), Days: 30 * len(r), HasQuantity: true, Items: []Item{months(r...), months(r...)}, Noise: small}
	}
	for _, c := range []struct {
		name string
		in   Increase
		want Word
	}{
		{"full from the first month", five(.05, .05, .05), Landed},
		{"nothing after ninety days", five(0, 0, 0), NotApplied},
		{"nothing after thirty days", five(0), NotTestable},
		{"half", five(.025, .025, .025, .025), InPart},
		{"a little up, no part of it certain", func() Increase {
			in := five(.004, .012, .008, .004)
			in.Noise = Noise{Within: .02, Drift: .011}
			return in
		}(), NothingShown},
		{"a little down", func() Increase {
			in := five(-.002, -.001, 0, .002)
			in.Noise = Noise{Within: .03, Drift: .013}
			return in
		}(), NothingShown},
		{"undone after three months", five(.05, .05, .05, 0, 0, 0), Reverted},
		{"undone, and held again since", five(.05, .05, .05, 0, 0, 0, .05, .05, .05), Landed},
		{"undone in the second year", func() Increase {
			in := five(.05, .05, .05, .05, .05, .05, .05, .05, .05, .05, .05, .05, .05, 0, 0, 0)
			in.Months, in.Since = 12, 16
			return in
		}(), Reverted},
		{"lands in month four, due in month two", func() Increase {
			in := five(0, 0, 0, .05, .05, .05)
			in.HasDue, in.DueOffset = true, 2
			return in
		}(), Late},
		{"noise drowns it", func() Increase {
			in := five(.02, .03)
			in.Noise = Noise{Within: .2, Drift: .1}
			return in
		}(), TooNoisy},
		{"no quantity", func() Increase {
			in := five(.05)
			in.HasQuantity = false
			return in
		}(), CannotBeVerified},
		{"nothing bought since", five(), NotTestable},
		{"given back", func() Increase {
			in := five(.05, .05, .05)
			in.Credits = Credits{ShareBefore: .005, ShareSD: .005, After: 2*150*.9 + .005*6300, Revenue: 6300, Months: 3}
			return in
		}(), GivenBack},
		{"ordinary credit notes", func() Increase {
			in := five(.05, .05, .05)
			in.Credits = Credits{ShareBefore: .005, ShareSD: .005, After: .008 * 6300, Revenue: 6300, Months: 3}
			return in
		}(), Landed},
	} {
		if got := Price(c.in); got.Word != c.want {
			t.Errorf("%s: %s (PT %.2f, %.2f … %.2f, back %.2f), want %s", c.name, got.Word, got.PassThrough.PT, got.PassThrough.Lo, got.PassThrough.Hi, got.Back, c.want)
		}
	}
}

// What is left to win: the whole where no part is certain, what is missing of a part, what was
// lost again; nothing of what has landed.
func TestLeft(t *testing.T) {
	small := Noise{Within: .005, Drift: .003}
	for _, c := range []struct {
		name  string
		rises []float64
		back  float64 // of the rise, by credit notes
		want  float64
	}{
		{"nothing", []float64{0, 0, 0}, 0, 1},
		{"half", []float64{.0247, .0247, .0247, .0247}, 0, .5},
		{"whole", []float64{.05, .05, .05}, 0, 0},
		{"reverted", []float64{.05, .05, .05, 0, 0, 0}, 0, 1},
		{"given back", []float64{.05, .05, .05}, .9, .9},
	} {
		in := Increase{Announced: .05, Months: len(c.rises), Days: 30 * len(c.rises), HasQuantity: true, Items: []Item{months(c.rises...), months(c.rises...)}, Noise: small}
		if c.back > 0 {
			in.Credits = Credits{ShareBefore: 0, ShareSD: .001, After: 300 * c.back, Revenue: 6300, Months: 3}
		}
		if got := Price(in); math.Abs(got.Left-c.want) > .01 {
			t.Errorf("%s (%s): %.3f is left, want %.2f", c.name, got.Word, got.Left, c.want)
		}
	}
}

// The specification bounds wrong accusations of truly landed increases at 4 % for every
// number of items and months, with line noise of 4 % or less. Simulated with a fixed seed.
func TestTrulyLandedIsRarelyAccused(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	const runs = 2000
	for _, noise := range []float64{.005, .02, .04} {
		for _, announced := range []float64{.03, .05, .10} {
			for _, items := range []int{1, 3, 10} {
				for _, after := range []int{1, 2, 3, 6} {
					accused := 0
					for range runs {
						in := Increase{Announced: announced, Months: after, Days: 30*after + 31, HasQuantity: true, Noise: Noise{Within: noise, Drift: noise / 2}}
						for range items {
							var it Item
							drift := noise / 2 * draw.NormFloat64()
							for k := -12; k < after; k++ {
								p := noise * draw.NormFloat64()
								if k >= 0 {
									p += math.Log1p(announced) + drift
								}
								it = append(it, Monthly{k, 1, 1000 * math.Exp(p), 10})
							}
							in.Items = append(in.Items, it)
						}
						if w := Price(in).Word; w == NotApplied || w == InPart || w == Reverted {
							accused++
						}
					}
					if share := float64(accused) / runs; share > .04+2.6*math.Sqrt(.04*.96/runs) {
						t.Errorf("noise %.1f %%, increase %.0f %%, %d items, %d months: %.3f accused", 100*noise, 100*announced, items, after, share)
					}
				}
			}
		}
	}
}

func ExamplePrice() {
	it := Item{{-2, 1, 1000, 10}, {-1, 1, 1000, 10}, {0, 1, 1050, 10}, {1, 1, 1050, 10}, {2, 1, 1050, 10}}
	r := Price(Increase{Announced: .05, Months: 3, Days: 92, HasQuantity: true, Items: []Item{it}, Noise: Noise{Within: .005, Drift: .003}})
	fmt.Printf("%s %.2f\n", r.Word, r.PassThrough.PT)
	// Output: landed_in_full 1.00
}
