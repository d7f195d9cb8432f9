package cube

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/fixed"
)

// Every reason is planted a known number of times, with amounts that tell them apart.
func TestReasons(t *testing.T) {
	o := october()
	o.Zone = jst
	least := int64(50_000)
	o.ListMin = &least
	policy := &table.Policy{Rules: []table.PolicyRule{{Category: "A", Rate: 50_000_000, From: table.NoDay, To: mustDay("2026-06-30")}, {Category: "A", Rate: 20_000_000, From: mustDay("2026-07-01"), To: table.NoDay}}}
	rows := []row{
		{},                                       // scored: 95 000 against 98 000 authorised
		{"date": "2024-10-31", "list_amount": 1}, // before_window, seen by monitoring
		{"date": "2021-10-31", "list_amount": 1}, // before_window, and before monitoring
		{"date": "2024-10-31", "stage": table.Lost, "list_amount": 1},    // before_window comes first
		{"date": "2026-11-01", "list_amount": 20},                        // after_cut_off
		{"recorded_at": tokyo("2026-11-01", 0), "list_amount": 20},       // known only in November
		{"recorded_at": tokyo("2026-10-31", 23), "list_amount": 300_000}, // known on the last evening: scored
		{"stage": table.Open, "list_amount": 300},                        // stage_open
		{"stage": table.Lost, "list_amount": 0},                          // stage_lost
		{"stage": table.Lost, "list_amount": 4000},                       // stage_lost
		{"list_amount": 0},                                                    // not_positive_list
		{"list_amount": -5000, "salesperson": nil},                            // not_positive_list comes first
		{"salesperson": nil, "list_amount": 60_000},                           // no_person
		{"salesperson": "nobody", "list_amount": 60_000},                      // not on the roster: no_person
		{"salesperson": "kato", "date": "2026-03-31", "list_amount": 700_000}, // before_person
		{"salesperson": "kato", "date": "2026-04-01"},                         // kato's first day: scored
		{"list_amount": nil}, {"net_amount": nil},                             // no_price
		{"kind": table.Return, "net_amount": -8}, // return_unmatched
		{"kind": table.CreditNote, "reason": table.ReasonPrice, "client": "nowhere", "list_amount": nil, "net_amount": -8}, // no line to add it to
		{"category": "B", "list_amount": 9_000_000},             // no_policy
		{"category": "B", "authorised_rate": int64(50_000_000)}, // the line's own rate answers
		{"list_amount": 49_999}, {"list_amount": 50_000},        // below L_min; at it
		{"kind": table.CreditNote, "reason": table.ReasonQuality, "list_amount": nil, "net_amount": -1000}, // not_price_reason
		{"kind": table.Rebate, "list_amount": nil, "net_amount": -1000},                                    // no reason given
	}
	c, _ := reduced(t, Source{Roster: roster, Policy: policy, HasPolicy: true}, o, deals(t, 0, rows...))
	in := c.Inputs
	want := map[string]int64{"before_window": 3, "after_cut_off": 2, "stage_open": 1, "stage_lost": 2, "not_positive_list": 2, "no_person": 2, "before_person": 1, "no_price": 2, "return_unmatched": 2}
	if d := cmp.Diff(want, in.LinesLeftOut); d != "" {
		t.Error("left out:", d)
	}
	if d := cmp.Diff(map[string]int64{"no_policy": 1, "below_l_min": 1, "not_price_reason": 2}, in.LinesNotScored); d != "" {
		t.Error("not scored:", d)
	}
	amounts := map[string]int64{"before_window": 3, "after_cut_off": 40, "stage_open": 300, "stage_lost": 4000, "not_positive_list": -5000, "no_person": 120_000, "before_person": 700_000, "no_price": 100_000, "return_unmatched": 100_000}
	if d := cmp.Diff(amounts, in.ListAmountLeftOut); d != "" {
		t.Error("list amount left out:", d)
	}
	if in.LinesRead != 26 || in.LinesMeasured != 9 || in.LinesScored != 5 {
		t.Errorf("read, measured, scored = %d, %d, %d; want 26, 9, 5", in.LinesRead, in.LinesMeasured, in.LinesScored)
	}
	if in.ListAmountMeasured != 3*100_000+300_000+9_000_000+99_999 || in.ListAmountRead != in.ListAmountMeasured+1_019_343 || in.ListAmountWithoutPerson != 120_000 {
		t.Errorf("list amounts: read %d, measured %d, without person %d", in.ListAmountRead, in.ListAmountMeasured, in.ListAmountWithoutPerson)
	}
	var lines, scored, list, early int64
	for i, k := range c.Keys {
		if k.Month < c.WindowFrom {
			early += c.Cells[i].Lines
			continue
		}
		lines, scored, list = lines+c.Cells[i].Lines, scored+c.Cells[i].N, list+c.Cells[i].List
	}
	if lines != in.LinesMeasured || scored != in.LinesScored || list != in.ListAmountMeasured || early != 1 {
		t.Errorf("cells hold %d lines, %d scored, %d list, %d early lines", lines, scored, list, early)
	}
	if c.FirstDay != mustDay("2026-04-01") || c.WindowFrom.String() != "2024-11" {
		t.Errorf("first day %v, window from %v", c.FirstDay, c.WindowFrom)
	}
}

// An exception counts when it came before the order, or when no date contradicts it.
func TestExceptions(t *testing.T) {
	base := func(r row) row { r["net_amount"], r["approved_rate"] = 80_000, int64(200_000_000); return r }
	c, _ := reduced(t, Source{}, october(), deals(t, 0,
		base(row{"approved_at": "2026-09-15"}), base(row{"approved_at": "2026-09-16"}), base(row{}),
		base(row{"requested_at": "2026-09-16"}), base(row{"requested_at": "2026-09-01"}),
		row{"net_amount": 80_000, "approved_rate": int64(100_000_000), "authorised_rate": int64(150_000_000)}))
	got := map[int64][2]any{}
	for _, l := range c.Evidence {
		got[l.Place.Row] = [2]any{l.Conceded, l.AfterFact}
	}
	want := map[int64][2]any{2: {int64(0), false}, 3: {int64(20_000), true}, 4: {int64(0), false}, 5: {int64(20_000), true}, 6: {int64(0), false}, 7: {int64(5000), false}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("conceded and marked = %v, want %v", got, want)
	}
}

// Months follow the closing day, and with window all the cube starts at its first line.
func TestClosingDayAndWholeWindow(t *testing.T) {
	o := october()
	o.ClosingDay, o.WindowMonths = 20, assessment.All
	c, _ := reduced(t, Source{}, o, deals(t, 0, row{"date": "2026-10-20"}, row{"date": "2026-10-21"}, row{"date": "2019-05-21"}))
	var months []string
	for _, k := range c.Keys {
		months = append(months, k.Month.String())
	}
	if got := strings.Join(months, " "); got != "2019-06 2026-10" || c.WindowFrom.String() != "2019-06" || c.Inputs.LinesLeftOut["after_cut_off"] != 1 {
		t.Errorf("months %s, window from %v, after the cut-off %d", got, c.WindowFrom, c.Inputs.LinesLeftOut["after_cut_off"])
	}
}

// A sum that no longer fits is an error that says which, never a wrapped number.
func TestOverflow(t *testing.T) {
	var rows []row
	for range 10 {
		rows = append(rows, row{"list_amount": int64(fixed.MaxAmount), "net_amount": int64(fixed.MaxAmount)})
	}
	_, _, err := Reduce(context.Background(), Source{}.Of([]table.Shard{deals(t, 0, rows...)}), october())
	if err == nil || !strings.Contains(err.Error(), "list amounts") {
		t.Errorf("ten times 10¹⁸ gives %v", err)
	}
	// The same spread over clients: each cell fits, the whole does not.
	for i, r := range rows {
		r["client"] = string(rune('a' + i))
	}
	_, _, err = Reduce(context.Background(), Source{}.Of([]table.Shard{deals(t, 0, rows...)}), october())
	if err == nil || !strings.Contains(err.Error(), "list amounts read") {
		t.Errorf("ten cells of 10¹⁸ give %v", err)
	}
	// And over two partials.
	_, _, err = Reduce(context.Background(), Source{}.Of([]table.Shard{deals(t, 0, rows[:5]...), deals(t, 1, rows[5:]...)}), october())
	if err == nil {
		t.Error("an overflow across shards went unseen")
	}
	_, _, err = Reduce(context.Background(), Source{}.Of([]table.Shard{deals(t, 0, row{"net_amount": int64(-2 * fixed.MaxAmount)})}), october())
	if err == nil || !strings.Contains(err.Error(), "row 2") {
		t.Errorf("an amount beyond the bound gives %v", err)
	}
}
