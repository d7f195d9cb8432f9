package cube

import (
	"context"
	"reflect"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

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
	c, _ := reduced(t, Source{}, o, deals(t, 0, rows...))
	got := map[string]assessment.ExceptionCount{}
	for _, x := range c.Exceptions {
		y := got[x.Approver]
		AddExceptions(&y, &x.ExceptionCount)
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
	whole, plan := reduced(t, Source{}, o, deals(t, 0, rows...))
	if len(whole.Exceptions) == 0 {
		t.Fatal("nothing was asked for")
	}
	for _, cut := range []int{1, 40, len(rows) - 1} {
		parts := []*Partial{NewPartial(plan, Source{}, o), NewPartial(plan, Source{}, o)}
		for k, s := range []table.Shard{piece(t, 0, rows, cut, len(rows)), piece(t, 0, rows, 0, cut)} {
			if err := parts[k].Reduce(context.Background(), s); err != nil {
				t.Fatal(err)
			}
		}
		if err := parts[0].Merge(parts[1]); err != nil {
			t.Fatal(err)
		}
		c, err := parts[0].Cube(nil)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(c.Exceptions, whole.Exceptions) {
			t.Errorf("split at %d: %+v, whole %+v", cut, c.Exceptions, whole.Exceptions)
		}
	}
}
