package metrics

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// hundredths is a rate of whole per cents in 10⁻⁹.
func hundredths(n int64) int64 { return n * table.RateScale / 100 }

// Each way of asking, planted once on one cell; policy 5 %, list 100 000.
func TestExceptionSums(t *testing.T) {
	o := october()
	least := int64(50_000)
	o.ListMin = &least
	ask := func(r row) row {
		r["authorised_rate"] = hundredths(5)
		return r
	}
	rows := []row{
		ask(row{"approved_rate": hundredths(12), "approved_at": "2026-09-10", "approved_by": "mori"}), // 95 000 − 88 000
		ask(row{"approved_rate": hundredths(8), "approved_at": "2026-09-20", "approved_by": "mori"}),  // after the fact: 3 000
		ask(row{"approved_rate": hundredths(10)}),                                                     // approver not recorded: 5 000
		ask(row{"approved_rate": int64(0), "approval_id": "R-4", "approved_by": "mori"}),              // refused by mori
		ask(row{"requested_at": "2026-09-01"}),                                                        // no answer on record
		ask(row{"approved_rate": hundredths(5)}),                                                      // what policy allows anyway: no exception
		ask(row{"approved_rate": hundredths(9), "list_amount": 40_000, "net_amount": 38_000}),         // below L_min: approved 1 600, not scored
		ask(row{"approved_rate": hundredths(20), "date": "2024-10-31"}),                               // before the window
		ask(row{"approved_rate": hundredths(20), "stage": table.Lost}),                                // lost
		ask(row{}), // asked for nothing
	}
	c, _ := reduced(t, Data{}, o, deals(t, 0, rows...))
	got := map[string]assessment.ExceptionCount{}
	for _, x := range c.Exceptions {
		y := got[x.Approver]
		addExceptions(&y, &x.ExceptionCount)
		got[x.Approver] = y
	}
	want := map[string]assessment.ExceptionCount{"mori": {Asked: 3, Granted: 2, After: 1, Scored: 3, Amount: 10_000}, "": {Asked: 3, Granted: 2, Scored: 2, Amount: 6600}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("exceptions %+v, want %+v", got, want)
	}
}

// Law: however the lines are split into partials with numbers of their own, the merged
// sums are those of the whole.
func TestExceptionsMerge(t *testing.T) {
	rows := askingRows(6, 24, func(p, k int) bool { return (p+k)%5 == 0 })
	o := october()
	whole, plan := reduced(t, Data{}, o, deals(t, 0, rows...))
	if len(whole.Exceptions) == 0 {
		t.Fatal("nothing was asked for")
	}
	for _, cut := range []int{1, 40, len(rows) - 1} {
		parts := []*Partial{NewPartial(plan, Data{}, o), NewPartial(plan, Data{}, o)}
		for k, s := range []table.Shard{piece(t, 0, rows, cut, len(rows)), piece(t, 0, rows, 0, cut)} {
			if err := parts[k].Reduce(context.Background(), s); err != nil {
				t.Fatal(err)
			}
		}
		if err := parts[0].Merge(parts[1]); err != nil {
			t.Fatal(err)
		}
		c, err := parts[0].Cube(Data{})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(c.Exceptions, whole.Exceptions) {
			t.Errorf("split at %d: %+v, whole %+v", cut, c.Exceptions, whole.Exceptions)
		}
	}
}

// askingRows are lines of people, one kind of work; asks tells on which an exception was
// granted before the order.
func askingRows(people, lines int, asks func(p, k int) bool) (rows []row) {
	for p := range people {
		for k := range lines {
			r := row{"salesperson": fmt.Sprintf("p%d", p), "client": fmt.Sprintf("c%d", (k+p)%4), "date": table.DayOf(2026, 1, 5) + table.Day(k*9%270), "net_amount": 100_000, "authorised_rate": int64(0)}
			if asks(p, k) {
				r["approved_rate"], r["approved_at"], r["approved_by"] = hundredths(4), table.DayOf(2025, 12, 1), fmt.Sprintf("m%d", p%2)
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// fewAsk are four of 20 lines, three of them for one client.
func fewAsk(k int) bool { return k == 0 || k == 1 || k == 4 || k == 8 }

// By hand: six people with 20 lines each and 4 requests each have E = 20·(20/100) = 4
// and the ratio 1. Whoever asks more has a higher
// O/E and a shrunken ratio above 1; where nobody was refused on record
// nothing is said of the share granted.
func TestExceptionsAgainstPeers(t *testing.T) {
	o := lawOptions(1)
	o.SizeBands, o.CalendarFactor = []int64{}, false
	even := assessed(t, o, askingRows(6, 20, func(p, k int) bool { return fewAsk(k) }))
	if len(even.Exceptions) != 6 {
		t.Fatalf("%d people, want 6", len(even.Exceptions))
	}
	for _, e := range even.Exceptions {
		if x := e.Requests; x.Observed != 4 || math.Abs(x.Expected-4) > 1e-9 || x.Exposure != 20 || x.Ratio == nil || math.Abs(*x.Ratio-1) > .02 || e.Share != nil || e.Amount != 4*4000 {
			t.Errorf("%s: %+v", e.Person, e)
		}
	}
	last := 1.
	for n := 5; n <= 20; n += 5 {
		more := assessed(t, o, askingRows(6, 20, func(p, k int) bool { return fewAsk(k) || p == 0 && k < n }))
		x := more.Exceptions[0].Requests
		if r := x.Observed / x.Expected; r <= last || *x.Ratio <= 1 || *x.Lo > *x.Ratio || *x.Hi < *x.Ratio {
			t.Errorf("asking on the first %d lines: O/E %.3f, before %.3f; shrunken %.3f (%.3f to %.3f)", n, r, last, *x.Ratio, *x.Lo, *x.Hi)
		} else {
			last = r
		}
	}

	rows := askingRows(6, 20, func(p, k int) bool { return fewAsk(k) })
	rows[2]["requested_at"] = "2026-01-02" // p0, and no approval
	refused := assessed(t, o, rows)
	if x := refused.Exceptions[0]; !refused.RequestsKnown || x.Share == nil || math.Abs(*x.Share-.8) > 1e-12 || x.Asked != 5 || x.Granted != 4 {
		t.Errorf("one of five refused: %+v", x)
	}
	if x := refused.Approvals; len(x) != 7 || x[0].Approver != "" || x[0].Granted != 0 || x[1] != (assessment.Approval{Approver: "m0", Person: "p0", ExceptionCount: assessment.ExceptionCount{Asked: 4, Granted: 4, Scored: 4, Amount: 16_000}}) {
		t.Errorf("approvals %+v", x)
	}
	none := assessed(t, o, askingRows(6, 20, func(p, k int) bool { return false }))
	if none.Exceptions != nil || none.Approvals != nil || none.RequestsKnown {
		t.Errorf("without any request: %+v %+v", none.Exceptions, none.Approvals)
	}
}
