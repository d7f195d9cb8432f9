package metrics

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/verdict"
)

// Two increases by hand. Client x buys for 120,000 a month; x's increase of 5 % took
// effect in the third month from the end and is on the invoices by half and then in
// full; client y buys for 60,000 a month, of which 10 % took effect thirteen months ago
// and has left the window by the last month.
//
//	x: 6 · 120,000 · 5 % = 36,000      y: 6 · 60,000 · 10 % = 36,000
func TestLanding(t *testing.T) {
	o := referenceOptions()
	x, y := open("1", "a", "x", 0, 80), open("2", "b", "y", 0, 400)
	a := desk(o, nil, assessment.Healthy, x, y)
	a.cube = &cube.Cube{People: []string{"a", "b"}, Clients: []string{"x", "y"}, Categories: []string{""}, Strata: []cube.Stratum{{}}}
	for m := o.Month - 40; m <= o.Month; m++ {
		for k, net := range []int64{120_000, 60_000} {
			a.cube.Keys = append(a.cube.Keys, cube.CellKey{Person: int32(k), Client: int32(k), Month: m})
			a.cube.Cells = append(a.cube.Cells, cube.Cell{CellSums: cube.CellSums{List: net + 500, Discount: 500}})
		}
	}
	rate := func(v float64) *int64 { n := int64(v * table.RateScale); return &n }
	a.records[0].Trigger, a.records[0].TargetIncrease, a.records[0].EffectiveFrom = table.PriceIncrease, rate(.05), (o.Month-3).CutOff(o.ClosingDay)+1
	a.records[1].Trigger, a.records[1].TargetIncrease, a.records[1].EffectiveFrom = table.PriceIncrease, rate(.10), (o.Month-13).CutOff(o.ClosingDay)+1
	a.records[0].Shown = []float64{9: 0, 10: .5, 11: 1}
	a.records[0].Verdict = &verdict.Result{Word: verdict.Landed, PassThrough: verdict.PassThrough{PT: 1.2}}
	a.People = []assessment.Person{{ID: "a", Team: "A"}, {ID: "b", Team: "B"}}
	a.e = &estimate.Estimates{Concession: &concession.Axis{}}
	a.trend()
	for k, m := range a.Trend {
		want := map[string][2]int64{"": {36_000, 0}, "B": {36_000, 0}} // y alone
		switch k {
		case 9:
			want = map[string][2]int64{"": {72_000, 0}, "A": {36_000, 0}, "B": {36_000, 0}}
		case 10:
			want = map[string][2]int64{"": {72_000, 18_000}, "A": {36_000, 18_000}, "B": {36_000, 0}}
		case 11: // y took effect more than twelve months ago
			want = map[string][2]int64{"": {36_000, 36_000}, "A": {36_000, 36_000}}
		}
		if len(m.Instructed) != len(want) {
			t.Errorf("month %d: %v", k, m.Instructed)
		}
		for key, w := range want {
			if m.Instructed[key] != w[0] || m.Landed[key] != w[1] {
				t.Errorf("month %d, %q: %d instructed, %d landed, want %v", k, key, m.Instructed[key], m.Landed[key], w)
			}
		}
	}
	a.waterfall()
	if len(a.Waterfalls) != 1 || a.Waterfalls[0] != (assessment.Waterfall{Team: "A", Instructed: 36_000, Landed: 36_000}) {
		t.Errorf("the waterfall differs from the last month: %+v", a.Waterfalls)
	}
}
