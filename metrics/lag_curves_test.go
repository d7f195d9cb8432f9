package metrics

import (
	"math"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/progress"
)

// eleven are instructions of a with known ends: six watched from issue, five taken into
// the log on day 10 of their age, so that the risk set grows there.
//
//	watched from issue  done 5, done 20, waited out 20, withdrawn 30, open 40, open 40
//	logged on day 10    done 15, done 20, done 30, open 40, open 40
//
// At risk: 6 on day 5; 10 on 15; 9 on 20; 6 on 30, fewer than five after it.
//
//	S = 5/6 (5), ·9/10 = 3/4 (15), ·7/9 = 7/12 (20), ·5/6 = 35/72 (30)
//	neither done nor waited out: 5/6, 3/4, ·6/9 = 1/2, ·5/6 = 5/12
//	waited out: 3/4·1/9 = 1/12;  done: 1/6, 1/4, 5/12, 5/12 + 1/2·1/6 = 1/2
func eleven(person string) []order {
	const p = table.PriceIncrease
	with := func(o order, f func(*order)) order { f(&o); return o }
	late := func(o order) order { o.logged = 10; return o }
	return []order{
		done("1", person, "", p, 40, 5), done("2", person, "", p, 40, 20),
		with(open("3", person, "", p, 40), func(o *order) { o.closed, o.status = 20, table.StatusSuperseded }),
		with(open("4", person, "", p, 40), func(o *order) { o.closed, o.status = 30, table.StatusWithdrawn }),
		open("5", person, "", p, 40), open("6", person, "", p, 40),
		late(done("7", person, "", p, 40, 15)), late(done("8", person, "", p, 40, 20)), late(done("9", person, "", p, 40, 30)),
		late(open("10", person, "", p, 40)), late(open("11", person, "", p, 40)),
	}
}

// curveOf is the curve of the first person; what ended otherwise was acknowledged on day 2.
func curveOf(own bool, orders ...order) (assessment.LagCurve, bool, *progress.Axis) {
	records, person := recordsOf(orders...)
	for i := range records {
		if records[i].Closed.Known() {
			records[i].Acknowledged = records[i].Issued + 2
		}
	}
	o := referenceOptions()
	l := progress.New(records, person, len(person), o, true)
	l.Fit()
	c, ok := l.Curve(l.ByOne[0], records, o.CutOff(), own)
	return c, ok, l
}

func TestLagCurveByHand(t *testing.T) {
	c, ok, _ := curveOf(false, eleven("a")...)
	if !ok || c.From != 0 || c.Instructions != 11 || len(c.Points) != 7 {
		t.Fatalf("%v %+v", ok, c)
	}
	for _, x := range []struct {
		age, open, done, waited float64
		risk                    int
	}{{0, 1, 0, 0, 6}, {5, 5. / 6, 1. / 6, 0, 6}, {10, 5. / 6, 1. / 6, 0, 5}, {15, 3. / 4, 1. / 4, 0, 10}, {20, 7. / 12, 5. / 12, 1. / 12, 9}, {30, 35. / 72, 1. / 2, 1. / 12, 6}} {
		p := c.At(x.age)
		if p.Age != x.age || p.AtRisk != x.risk {
			t.Errorf("age %g: %d at risk on %g, want %d", x.age, p.AtRisk, p.Age, x.risk)
		}
		nearly(t, "open", p.Open, x.open)
		nearly(t, "done", p.Done, x.done)
		nearly(t, "waited out", p.Waited, x.waited)
		nearly(t, "together", p.Done+p.Waited+p.Left, 1)
		if p.Peers != nil {
			t.Error("one person alone has no peers")
		}
	}
	// log-log limits at day 5: S = 5/6, SE = 5/6·√(1/(6·5))
	w := 1.6448536269514722 * math.Sqrt(1./30) / math.Log(6./5)
	nearly(t, "lower limit", c.At(5).Lo, math.Pow(5./6, math.Exp(w)))
	nearly(t, "upper limit", c.At(5).Hi, math.Pow(5./6, math.Exp(-w)))
}

// A log that began late: all are seen from day 10 on, and the curve speaks of those
// open there.
func TestLagCurveOfALateLog(t *testing.T) {
	orders := eleven("a")[6:]
	c, ok, _ := curveOf(false, append(orders, open("12", "a", "", table.PriceIncrease, 40))...)
	if !ok || c.From != 10 || c.Points[0].Age != 10 || c.Points[0].Open != 1 {
		t.Fatalf("%v %+v", ok, c)
	}
	// 6 at risk on 15 (the twelfth from issue), 5 on 20: 5/6·4/5
	nearly(t, "open", c.At(20).Open, 2./3)
	if c.At(9) != nil {
		t.Error("a curve from day 10 on says something of day 9")
	}
	if _, ok, _ := curveOf(false, orders[:4]...); ok {
		t.Error("four instructions make a curve")
	}
}

// Peers stand beside a team's curve when there are three effective ones; a person sees
// them where five others stand behind every rate.
func TestLagCurvePeers(t *testing.T) {
	others := func(n int) []order {
		list := eleven("a")
		for i := range n {
			list = append(list, eleven(string(rune('b'+i)))...)
		}
		return list
	}
	for _, x := range []struct {
		n         int
		own, want bool
	}{{2, false, false}, {4, false, true}, {4, true, false}, {5, true, true}} {
		c, ok, l := curveOf(x.own, others(x.n)...)
		if !ok || (c.At(20).Peers != nil) != x.want {
			t.Errorf("%d others, own %v: peers %v, want %v", x.n, x.own, c.At(20).Peers, x.want)
			continue
		}
		if x.want { // everybody works alike: λ of the first interval over its first five days
			nearly(t, "peers on day 5", *c.At(5).Peers, math.Exp(-5*l.Hazard[0][0]))
		}
	}
}
