package trend

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
	"tenbin/metrics/verdict"
)

// Two increases by hand. Client x buys for 120,000 a month; x's increase of 5 % took
// effect in the third month from the end and is on the invoices by half and then in
// full; client y buys for 60,000 a month, of which 10 % took effect thirteen months ago
// and has left the window by the last month.
//
//	x: 6 · 120,000 · 5 % = 36,000      y: 6 · 60,000 · 10 % = 36,000
func TestLanding(t *testing.T) {
	o := assessment.Options{Month: table.MonthOf(2026, 10), WindowMonths: assessment.All}
	record := func(id, person, client string, ago table.Day) instruction.Record {
		return instruction.Record{ID: id, Person: person, Client: client, Issued: o.CutOff() - ago, Implemented: table.NoDay, Due: table.NoDay, LoggedAt: table.NoDay, Closed: table.NoDay, HeldFrom: table.NoDay,
			EffectiveFrom: table.NoDay, Acknowledged: table.NoDay, ClientContacted: table.NoDay, AgreedOn: table.NoDay, Reported: table.NoDay}
	}
	records := []instruction.Record{record("1", "a", "x", 80), record("2", "b", "y", 400)}
	c := &cube.Cube{People: []string{"a", "b"}, Clients: []string{"x", "y"}, Categories: []string{""}, Strata: []cube.Stratum{{}}}
	for m := o.Month - 40; m <= o.Month; m++ {
		for k, net := range []int64{120_000, 60_000} {
			c.Keys = append(c.Keys, cube.CellKey{Person: int32(k), Client: int32(k), Month: m})
			c.Cells = append(c.Cells, cube.Cell{CellSums: cube.CellSums{List: net + 500, Discount: 500}})
		}
	}
	rate := func(v float64) *int64 { n := int64(v * table.RateScale); return &n }
	records[0].Trigger, records[0].TargetIncrease, records[0].EffectiveFrom = table.PriceIncrease, rate(.05), (o.Month-3).CutOff(o.ClosingDay)+1
	records[1].Trigger, records[1].TargetIncrease, records[1].EffectiveFrom = table.PriceIncrease, rate(.10), (o.Month-13).CutOff(o.ClosingDay)+1
	records[0].Shown = []float64{9: 0, 10: .5, 11: 1}
	records[0].Verdict = &verdict.Result{Word: verdict.Landed, PassThrough: verdict.PassThrough{PT: 1.2}}
	months, waterfalls := Of(&Input{Options: o, Cube: c, Records: records, Axis: &concession.Axis{},
		WaitsForBuyer: func(*instruction.Record) bool { return false }})
	for k, m := range months {
		want := map[string][2]int64{"": {36_000, 0}, "b": {36_000, 0}} // y alone
		switch k {
		case 9:
			want = map[string][2]int64{"": {72_000, 0}, "a": {36_000, 0}, "b": {36_000, 0}}
		case 10:
			want = map[string][2]int64{"": {72_000, 18_000}, "a": {36_000, 18_000}, "b": {36_000, 0}}
		case 11: // y took effect more than twelve months ago
			want = map[string][2]int64{"": {36_000, 36_000}, "a": {36_000, 36_000}}
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
	if len(waterfalls) != 1 || waterfalls[0] != (assessment.Waterfall{Person: "a", Instructed: 36_000, Landed: 36_000}) {
		t.Errorf("the waterfall differs from the last month: %+v", waterfalls)
	}
}
