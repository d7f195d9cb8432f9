package validate

import (
	"context"
	"math"
	"testing"

	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// The program's reliability, wrong sides and named people are those that the
// specification measured by its own simulation: 12 / 30 / 80 checks give .17, .32, .55;
// 36 % on the wrong side at 12; 6, 24 and 45 % decided, of whom 13 and 9 % wrongly.
func TestAdvocacyAgreesWithTheSpecification(t *testing.T) {
	for _, x := range []struct {
		study                                 string
		reliability, wrong, decided, decWrong float64
	}{{"advocacy_12", .17, .36, .06, .13}, {"advocacy_30", .32, .30, .24, .13}, {"advocacy_80", .55, .225, .45, .09}} {
		s, _ := Named(x.study)
		rs, err := Run(context.Background(), s, 0, 40, 2)
		if err != nil {
			t.Fatal(err)
		}
		f := s.Summarise(rs)
		for _, m := range []struct {
			name      string
			want, tol float64
		}{{"retention: reliability", x.reliability, .03}, {"retention: sign wrong", x.wrong, .03}, {"retention: decided", x.decided, .05}, {"retention: decided wrongly", x.decWrong, .075}} {
			if got := f[m.name]; !(math.Abs(got.Value-m.want) <= m.tol) {
				t.Errorf("%s: %s = %.3f ± %.3f, the specification %.3g", x.study, m.name, got.Value, got.SE, m.want)
			}
		}
	}
}

// A whole run over deal lines: clients that were planted to leave are found, people
// stand on the map, and the planted differences order them; with nobody leaving there is
// no map.
func TestAdvocacyFromLines(t *testing.T) {
	s := simulate.Base
	s.People, s.Months, s.DealsPerMonth = 40, 36, 30
	run := func(stay float64) (*assessment.Advocacy, map[string]float64) {
		c := simulate.New(s, Month, simulate.Source(simulate.Seed("advocacy_test", 0)))
		theta := c.LoseClients(stay, .3)
		a, err := assess(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]float64{}
		for i, p := range c.People {
			at[p.ID] = theta[i]
		}
		return &a.Advocacy, at
	}
	m, at := run(.85)
	if m.Without != "" || m.Checks != 5 || len(m.People) < 38 || math.Abs(*m.Retention-.84) > .04 {
		t.Fatalf("without %q, %d checks, %d people, retention %v", m.Without, m.Checks, len(m.People), *m.Retention)
	}
	var truth, said []float64
	lost, expected := 0, 0.
	for _, p := range m.People {
		truth, said = append(truth, -at[string(p.Person)]), append(said, *p.Continuity.Value)
		lost, expected = lost+p.Lost, expected+p.Expected
		if p.Quadrant != "" && !p.Drawn {
			t.Errorf("%s is named and not drawn", p.Person)
		}
	}
	if r := spearman(truth, said); r < .3 {
		t.Errorf("rank correlation with the truth %.2f", r)
	}
	if math.Abs(float64(lost)/expected-1) > .05 {
		t.Errorf("all together lose %d of an expected %.1f", lost, expected)
	}
	if m, _ := run(.995); m.Without != assessment.AdvocacyHighRetention || len(m.People) != 0 || len(m.Teams) == 0 {
		t.Errorf("hardly anybody leaves: without %q, %d people, %d teams", m.Without, len(m.People), len(m.Teams))
	}
}

// Handing over changes the holder and nothing else: as many lines, and the new holder's
// own level shows in the lines.
func TestHandOver(t *testing.T) {
	c := simulate.New(simulate.Base, Month, simulate.Source(simulate.Seed("handover", 0)))
	before := len(c.Lines)
	truth := c.HandOver()
	var o, e [2]float64 // new holders with a higher, and a lower level than the old
	for _, l := range c.Lines {
		change, ok := truth[[2]string{c.People[l.Person].ID, c.ClientID(l.Client)}]
		if !ok {
			continue
		}
		k := 0
		if change < 1 {
			k = 1
		}
		o[k] += l.Conceded()
		e[k] += l.Rate
	}
	if len(c.Lines) != before || len(truth) < 200 || o[0]/e[0] <= o[1]/e[1] {
		t.Errorf("%d lines of %d, %d handed over, %v against %v", len(c.Lines), before, len(truth), o[0]/e[0], o[1]/e[1])
	}
}
