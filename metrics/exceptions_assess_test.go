package metrics

import (
	"math"
	"testing"

	"tenbin/metrics/assessment"
)

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
