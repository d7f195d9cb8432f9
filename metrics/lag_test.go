package metrics

import (
	"math"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
	"tenbin/metrics/peers"
	"tenbin/metrics/progress"
)

// order is an instruction of the tests: issued so many days before the cut-off of
// 2026-10-31; done, due, logged and closed count days from the issue, −1 = none.
type order struct {
	id, person, client               string
	trigger, ago                     int
	done, due, logged, closed, taken int
	status                           int
	target                           float64
	effective                        int
}

// none stands for an absent day.
const none = -1

// open is an order that waits, without anything else known of it.
func open(id, person, client string, trigger, ago int) order {
	return order{id: id, person: person, client: client, trigger: trigger, ago: ago, done: none, due: none, logged: none, closed: none, taken: none, effective: none}
}

func done(id, person, client string, trigger, ago, days int) order {
	o := open(id, person, client, trigger, ago)
	o.done, o.status = days, table.StatusImplemented
	return o
}

func (o order) record() instruction.Record {
	issued := table.DayOf(2026, 10, 31) - table.Day(o.ago)
	day := func(n int) table.Day {
		if n == none {
			return table.NoDay
		}
		return issued + table.Day(n)
	}
	r := instruction.Record{ID: o.id, Person: o.person, Client: o.client, Trigger: o.trigger, Status: o.status, Issued: issued, Implemented: day(o.done), Due: day(o.due),
		LoggedAt: day(o.logged), Closed: day(o.closed), HeldFrom: day(o.taken), EffectiveFrom: day(o.effective), Acknowledged: table.NoDay, ClientContacted: table.NoDay, AgreedOn: table.NoDay, Reported: table.NoDay}
	if o.target > 0 {
		v := int64(math.Round(o.target * table.RateScale))
		r.TargetIncrease = &v
	}
	return r
}

func recordsOf(orders ...order) (records []instruction.Record, person map[string]int) {
	person = map[string]int{}
	for _, o := range orders {
		if _, ok := person[o.person]; !ok && o.person != "" {
			person[o.person] = len(person)
		}
		records = append(records, o.record())
	}
	return records, person
}

func nearly(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

// Seven rows by hand, all within the first interval (0, 7]. For person a the others
// have, in days and events:
//
//	price increases  W = 4+4+4 = 12, d = 3      stock shortages  W = 3+5 = 8, d = 1
//	λ = 4/20 = 1/5;  f_p = (3+8)/(12/5+8) = 55/52;  f_s = (1+8)/(8/5+8) = 15/16
//	λ_p = 11/(12 + 8·5·52/55) = 121/548;  λ_s = 9/(8 + 8·5·16/15) = 27/152
//
// and a's own exposure is 2 + ½ (done on the day of issue) and 6.
func TestLagByHand(t *testing.T) {
	const price, stock = table.PriceIncrease, table.StockShortage
	records, person := recordsOf(
		done("1", "a", "x", price, 20, 2), done("2", "a", "y", price, 20, 0), open("3", "a", "y", stock, 6),
		done("4", "b", "x", price, 20, 4), done("5", "b", "x", price, 30, 4), done("6", "c", "z", price, 9, 4),
		done("7", "b", "v", stock, 9, 3), open("8", "c", "z", stock, 5))
	l := progress.New(records, person, 3, referenceOptions(), true)
	events := make([]float64, l.J*lag.Intervals)
	for _, ev := range l.Ev {
		for q, d := range ev {
			events[q] += d
		}
	}
	l.Expect(peers.Fill(3, 1), events)
	nearly(t, "λ of price increases", l.Hazard[0][0], 121./548)
	nearly(t, "λ of stock shortages", l.Hazard[0][lag.Intervals], 27./152)
	nearly(t, "E of a", l.E[0], 2.5*121/548+6*27./152)
	l.ExpectPairs()
	nearly(t, "E of a with x", l.Pairs.E[0], 2*121./548)
	nearly(t, "E of a with y", l.Pairs.E[1], .5*121/548+6*27./152)
	l.Fit()
	if l.O[0] != 2 || l.N[0] != 0 || l.Peers[0] >= peers.FewestPeers {
		t.Errorf("O = %v, n = %v with %v peers: two others are no norm", l.O[0], l.N[0], l.Peers[0])
	}
}

// Where exposure begins and ends, and what is left out.
func TestExposure(t *testing.T) {
	const p = table.PriceIncrease
	later := func(o order, f func(*order)) order { f(&o); return o }
	for _, c := range []struct {
		name     string
		order    order
		from, to float64
		why      string
	}{
		{"open", open("1", "a", "x", p, 40), 0, 40, ""},
		{"done", done("1", "a", "x", p, 40, 13), 0, 13, ""},
		{"done on the day of issue", done("1", "a", "x", p, 40, 0), 0, .5, ""},
		{"issued on the cut-off", open("1", "a", "x", p, 0), 0, 0, "no_exposure"},
		{"logged late", later(done("1", "a", "x", p, 40, 13), func(o *order) { o.logged = 9 }), 9, 13, ""},
		{"finished before entry", later(done("1", "a", "x", p, 40, 13), func(o *order) { o.logged = 13 }), 0, 0, "before_entry"},
		{"taken over", later(open("1", "a", "x", p, 40), func(o *order) { o.logged, o.taken = 9, 30 }), 30, 40, ""},
		{"withdrawn", later(open("1", "a", "x", p, 40), func(o *order) { o.closed, o.status = 17, table.StatusWithdrawn }), 0, 17, ""},
		{"superseded", later(open("1", "a", "x", p, 40), func(o *order) { o.closed, o.status = 8, table.StatusSuperseded }), 0, 8, ""},
		{"transferred", later(open("1", "a", "x", p, 40), func(o *order) { o.closed, o.status = 21, table.StatusTransferred }), 0, 21, ""},
		{"nobody's", open("1", "", "x", p, 40), 0, 0, "no_person"},
	} {
		records, person := recordsOf(c.order)
		l := progress.New(records, person, 1, referenceOptions(), true)
		if l.Reason[0] != c.why {
			t.Errorf("%s: left out as %q, want %q", c.name, l.Reason[0], c.why)
		}
		if c.why != "" {
			if len(l.Rows) != 0 || l.LeftOut[c.why] != 1 {
				t.Errorf("%s: %d rows, left out %v", c.name, len(l.Rows), l.LeftOut)
			}
			continue
		}
		if r := l.Rows[0]; r.From != c.from || r.To != c.to {
			t.Errorf("%s: exposure from %v to %v, want %v to %v", c.name, r.From, r.To, c.from, c.to)
		}
	}
	// An instruction without a client is a pair of its own.
	records, person := recordsOf(open("1", "a", "", p, 9), open("2", "a", "", p, 9), open("3", "a", "x", p, 9), open("4", "a", "x", p, 9))
	if l := progress.New(records, person, 1, referenceOptions(), true); len(l.Pairs.Owner) != 3 {
		t.Errorf("%d pairs, want 3", len(l.Pairs.Owner))
	}
}

// Unproven waits count up to the peers' share of unproven days in open days. Person a
// has 30 of them in 100 open days, the others 10 in 200: the share is 1/20, so 5 days of
// a are believed, 1/6 of each; the others' 10 lie below 100·… 30/100 of 200 = 60, all
// believed. Without any wait for the buyer nothing is taken off at all.
func TestUnprovenWaits(t *testing.T) {
	records, person := recordsOf(open("1", "a", "x", 0, 60), open("2", "a", "y", 0, 40), open("3", "b", "x", 0, 120), open("4", "c", "y", 0, 80))
	records[0].UnprovenPaused, records[1].UnprovenPaused, records[2].UnprovenPaused = 24, 6, 10
	o := referenceOptions()
	c := progress.NewClock(records, person, 3, o, true)
	for i, want := range []float64{60 - 4, 40 - 1, 120 - 10, 80} {
		nearly(t, records[i].ID, c.End(i, o.CutOff()), want)
	}
	first := records[0].Issued
	records[0].Paused = []table.Day{first + 1, first + 2, first + 3}
	records[0].BuyerPaused = records[0].Paused[1:]
	c = progress.NewClock(records, person, 3, o, true)
	nearly(t, "proven wait, early age", c.Age(0, first+2), 0)
	without := progress.NewClock(records, person, 3, o, false)
	nearly(t, "without any wait for the buyer", without.End(0, o.CutOff()), 59)
}

// A due band needs due dates for four in five instructions and 20 events.
func TestDueBands(t *testing.T) {
	var orders []order
	for i := range 50 {
		x := done("s", "a", "x", 0, 100, 5)
		x.due = 10
		if i%2 == 1 {
			x.due = 30
		}
		orders = append(orders, x)
	}
	count := func(o assessment.Options, orders []order) map[string]int {
		records, _ := recordsOf(orders...)
		m := map[string]int{}
		for _, k := range progress.KindsOf(records, o) {
			m[k]++
		}
		return m
	}
	o := referenceOptions()
	same := func(name string, got map[string]int, want map[string]int) {
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
	}
	same("switched off", count(o, orders), map[string]int{"price_increase": 50})
	o.DueBand = true
	same("halves", count(o, orders), map[string]int{"price_increase/short": 25, "price_increase/long": 25})
	for i := range 12 {
		orders[2*i] = open("s", "a", "x", 0, 100)
		orders[2*i].due = 10
	}
	same("13 events join their kind", count(o, orders), map[string]int{"price_increase": 25, "price_increase/long": 25})
	for i := range 11 {
		orders[i].due = none
	}
	same("39 of 50 with a date", count(o, orders), map[string]int{"price_increase": 50})
}

// SLA: 80 % done on the due date is the hazard ln 5/due; 6 days of 10 and 20 of 40.
func TestDueDateReference(t *testing.T) {
	x, y := done("1", "a", "x", 0, 60, 6), open("2", "a", "x", 0, 20)
	x.due, y.due = 10, 40
	records, person := recordsOf(x, y, done("3", "a", "x", 0, 60, 50))
	o, e := progress.New(records, person, 1, referenceOptions(), true).DueDates(0)
	nearly(t, "done among those with a date", o, 1)
	nearly(t, "due by now", e, math.Log(5)*(6./10+20./40))
}

// More than half of four or more completions on one date, or on the day of issue.
func TestBatchDates(t *testing.T) {
	for _, c := range []struct {
		name   string
		orders []order
		want   bool
	}{
		{"three on one date", []order{done("1", "a", "", 0, 30, 10), done("2", "a", "", 0, 40, 20), done("3", "a", "", 0, 50, 30)}, false},
		{"three of four on one date", []order{done("1", "a", "", 0, 30, 10), done("2", "a", "", 0, 40, 20), done("3", "a", "", 0, 50, 30), done("4", "a", "", 0, 50, 3)}, true},
		{"half on one date", []order{done("1", "a", "", 0, 30, 10), done("2", "a", "", 0, 40, 20), done("3", "a", "", 0, 50, 3), done("4", "a", "", 0, 50, 4)}, false},
		{"three of four on the day of issue", []order{done("1", "a", "", 0, 30, 0), done("2", "a", "", 0, 40, 0), done("3", "a", "", 0, 50, 0), done("4", "a", "", 0, 50, 4)}, true},
	} {
		records, person := recordsOf(c.orders...)
		l := progress.New(records, person, 1, referenceOptions(), true)
		if got := l.BatchDates(0, records); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// A law: one more open instruction never makes anybody look faster.
func TestAnOpenInstructionNeverRaisesSpeed(t *testing.T) {
	_, records := madeCube(12)
	person := map[string]int{}
	for i := range records {
		if _, ok := person[records[i].Person]; !ok {
			person[records[i].Person] = len(person)
		}
	}
	o := referenceOptions()
	before := progress.New(records, person, 12, o, true)
	before.Fit()
	for _, ago := range []int{1, 8, 25, 100, 400} {
		for id, i := range person {
			after := progress.New(append(records[:len(records):len(records)], open("new", id, "x", ago%6, ago).record()), person, 12, o, true)
			after.Fit()
			if a, b := before.O[i]/before.E[i], after.O[i]/after.E[i]; !(b < a) {
				t.Errorf("%s, %d days old: speed %.6f, was %.6f", id, ago, b, a)
			}
		}
	}
}
