package fixed

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"tenbin/ingest/table"
)

// Shares add up to the whole and lie within one unit of the exact part.
func TestApportion(t *testing.T) {
	draw := rand.New(rand.NewPCG(9, 9))
	for range 200 {
		weights := make([]int64, 1+draw.IntN(9))
		sum := new(big.Int)
		for k := range weights {
			weights[k] = 1 + draw.Int64N(1<<draw.IntN(58))
			sum.Add(sum, big.NewInt(weights[k]))
		}
		total := draw.Int64N(1 << draw.IntN(59))
		left := total
		for k, s := range Apportion(total, weights) {
			exact := new(big.Int).Mul(big.NewInt(total), big.NewInt(weights[k]))
			low := new(big.Int).Quo(exact, sum).Int64()
			if s < low || s > low+1 {
				t.Fatalf("share %d of %d over %v = %d, exact part %d", k, total, weights, s, low)
			}
			left -= s
		}
		if left != 0 {
			t.Fatalf("%d over %v leaves %d", total, weights, left)
		}
	}
	if got := Apportion(2, []int64{1, 1, 1}); !slices.Equal(got, []int64{1, 1, 0}) {
		t.Errorf("two units over three equals = %v, want the earlier ones", got)
	}
}

// The wide sum against big integers, across the borders of 64 bits.
func TestWide(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 9))
	var w, v Wide
	exact := new(big.Int)
	for k := range 1000 {
		x := int64(draw.Uint64())
		if k%2 == 0 {
			w.Add(x)
		} else {
			v.Add(x)
		}
		exact.Add(exact, big.NewInt(x))
		sum := w
		sum.Plus(v)
		if got, fits := sum.Int64(); fits != exact.IsInt64() || fits && got != exact.Int64() {
			t.Fatalf("after %d terms: %d (%v), exactly %v", k+1, got, fits, exact)
		}
	}
}

// The outcome of single lines, reckoned by hand.
func TestOutcome(t *testing.T) {
	for _, c := range []struct {
		name            string
		list, net, rate int64
		want            Outcome
	}{
		{"within policy", 100_000, 95_000, 50_000_000, Outcome{Authorised: 95_000}},
		{"three points beyond", 100_000, 92_000, 50_000_000, Outcome{Authorised: 95_000, Conceded: 3000, Capped: 3000, Y: 30_000_000, Y2: 900_000}},
		{"a third", 3, 2, 0, Outcome{Authorised: 3, Conceded: 1, Capped: 1, Y: 333_333_333, Y2: 111_111_111}},
		{"a sixth is rounded up", 6, 5, 0, Outcome{Authorised: 6, Conceded: 1, Capped: 1, Y: 166_666_667, Y2: 27_777_778}},
		{"rounding is no concession", 100_000, 94_901, 50_000_000, Outcome{Authorised: 95_000}},
		{"a thousandth is one", 100_000, 94_900, 50_000_000, Outcome{Authorised: 95_000, Conceded: 100, Capped: 100, Y: 1_000_000, Y2: 1000}},
		{"above policy", 100_000, 99_000, 50_000_000, Outcome{Authorised: 95_000, Over: 4000}},
		{"given away", 99_999, 0, 0, Outcome{Authorised: 99_999, Conceded: 99_999, Capped: 50_000, Y: 500_000_000, Y2: 250_000_000}},
		{"just half", 100_000, 50_000, 0, Outcome{Authorised: 100_000, Conceded: 50_000, Capped: 50_000, Y: 500_000_000, Y2: 250_000_000}},
		{"half to even, down", 10, 10, 50_000_000, Outcome{Authorised: 10}}, // 9.5 → 10
		{"half to even, up", 30, 28, 50_000_000, Outcome{Authorised: 28}},   // 28.5 → 28
		{"the largest", MaxAmount, 0, 0, Outcome{Authorised: MaxAmount, Conceded: MaxAmount, Capped: MaxAmount / 2, Y: 500_000_000, Y2: 250_000_000}},
	} {
		if got := OutcomeOf(c.list, c.net, c.rate); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// Random lines against exact rationals.
func TestOutcomeIsExact(t *testing.T) {
	draw := rand.New(rand.NewPCG(11, 12))
	round := func(x *big.Rat) int64 { // half to even
		q, r := new(big.Int).DivMod(x.Num(), x.Denom(), new(big.Int))
		if c := r.Lsh(r, 1).Cmp(x.Denom()); c > 0 || c == 0 && q.Bit(0) == 1 {
			q.Add(q, big.NewInt(1))
		}
		return q.Int64()
	}
	scale := big.NewRat(table.RateScale, 1)
	for range 20_000 {
		list := 1 + draw.Int64N(1<<(1+draw.IntN(58)))
		net, rate := draw.Int64N(2*list), draw.Int64N(table.RateScale+1)
		if draw.IntN(2) == 0 { // round numbers make ties
			list, rate = list/100*100+100, rate/10_000_000*10_000_000
		}
		got := OutcomeOf(list, net, rate)
		l := big.NewRat(list, 1)
		a := round(new(big.Rat).Mul(l, big.NewRat(table.RateScale-rate, table.RateScale)))
		x := new(big.Rat).SetInt64(a - net)
		if abs := new(big.Rat).Abs(x); abs.Cmp(new(big.Rat).Quo(l, big.NewRat(1000, 1))) < 0 {
			x.SetInt64(0)
		}
		want := Outcome{Authorised: a}
		if x.Sign() < 0 {
			want.Over = net - a
		} else {
			want.Conceded = x.Num().Int64()
			y, half := new(big.Rat).Quo(x, l), big.NewRat(1, 2)
			if y.Cmp(half) > 0 {
				y = half
			}
			want.Y = round(new(big.Rat).Mul(y, scale))
			want.Y2 = round(new(big.Rat).Quo(big.NewRat(want.Y, 1).Mul(big.NewRat(want.Y, 1), big.NewRat(want.Y, 1)), scale))
			want.Capped = round(new(big.Rat).Mul(y, l))
		}
		if got != want {
			t.Fatalf("list %d net %d rate %d: %+v, exactly %+v", list, net, rate, got, want)
		}
	}
}

func TestUint128Append(t *testing.T) {
	for want, u := range map[string]Uint128{"0": {}, "18446744073709551615": {Lo: 1<<64 - 1}, "18446744073709551616": {Hi: 1}, "340282366920938463463374607431768211455": {Hi: 1<<64 - 1, Lo: 1<<64 - 1}} {
		if got := string(u.Append(nil)); got != want {
			t.Errorf("%v: %s, want %s", u, got, want)
		}
	}
}
