package retention

import (
	"math"
	"testing"

	"tenbin/metrics/ratio"
)

func nearly(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

// Three people, one half, by hand. Checks (lost):
//
//	a  rhythm 2: 4 (1), rhythm 0: 2 (1)      b  rhythm 2: 6 (1)      c  rhythm 0: 4 (2), and 2 (1) set aside
//
// Without a: all 10 (3) → .3; rhythm 2: 6 (1) → (1 + 8·.3)/14 = 17/70, and once more
// against itself (1 + 8·17/70)/14 = 206/980; rhythm 0: 4 (2) → (2 + 2.4)/12 = 11/30,
// (2 + 8·11/30)/12 = 74/180. E = 4·206/980 + 2·74/180.
func TestRetentionByHand(t *testing.T) {
	var checks []Check
	add := func(person, rhythm, n, lost int, aside bool) {
		for k := range n {
			checks = append(checks, Check{Person: person, Rhythm: rhythm, Lost: k < lost, SetAside: aside})
		}
	}
	add(0, 2, 4, 1, false)
	add(0, 0, 2, 1, false)
	add(1, 2, 6, 1, false)
	add(2, 0, 4, 2, false)
	add(2, 0, 2, 1, true)
	kept, prior := Compare(checks, 4)
	a := kept[0]
	e := 4*206./980 + 2*74./180
	nearly(t, "E of a", a.Expected, e)
	nearly(t, "n of a", a.N, e/(1-e/6))
	nearly(t, "A", a.A, prior.A+2/e*a.N)
	nearly(t, "B", a.B, prior.A+prior.M*a.N)
	if a.Lost != 2 || a.Checks != 6 || kept[2].Checks != 4 || kept[2].SetAside != 2 || kept[2].SetAsideLost != 1 {
		t.Errorf("%+v %+v", a, kept[2])
	}
	if kept[3].N != 0 || kept[3].Reliability != 0 || kept[3].A != prior.A {
		t.Errorf("somebody without clients: %+v", kept[3])
	}
	x, lo, hi := Continuity(&a)
	if !(lo < x && x < hi) || math.Abs(ratio.GammaCDF(a.A, a.B, 1/lo)-.95) > 1e-9 {
		t.Errorf("%v in %v … %v", x, lo, hi)
	}
}

// Laws: the order of the checks does not matter; one more loss lowers the chance of
// losing fewer than peers, one more that stayed raises it.
func TestRetentionLaws(t *testing.T) {
	var checks []Check
	for i := range 240 {
		checks = append(checks, Check{Person: i % 8, Rhythm: i / 8 % 3, Half: i / 24 % 5, Lost: i*i%7 == 1})
	}
	base, _ := Compare(checks, 8)
	back := make([]Check, len(checks))
	for i := range checks {
		back[len(checks)-1-i] = checks[i]
	}
	again, _ := Compare(back, 8)
	for i := range base {
		if base[i] != again[i] {
			t.Fatalf("the order matters: %+v, %+v", base[i], again[i])
		}
	}
	lost, _ := Compare(append(checks[:len(checks):len(checks)], Check{Person: 3, Rhythm: 1, Half: 2, Lost: true}), 8)
	stayed, _ := Compare(append(checks[:len(checks):len(checks)], Check{Person: 3, Rhythm: 1, Half: 2}), 8)
	if !(Better(&lost[3]) < Better(&base[3]) && Better(&base[3]) < Better(&stayed[3])) {
		t.Errorf("P(fewer) %v with one more lost, %v, %v with one more kept", Better(&lost[3]), Better(&base[3]), Better(&stayed[3]))
	}
}
