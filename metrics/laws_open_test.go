package metrics_test

import (
	"context"
	"reflect"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/simulate"
)

// lawCompany is a made-up company of twenty with its options.
func lawCompany(set int) (*simulate.Company, assessment.Options) {
	s, _ := simulate.Named("S20")
	month := table.MonthOf(2026, 10)
	return simulate.New(s, month, simulate.Source(simulate.Seed("laws", set))),
		assessment.Options{Month: month, WindowMonths: 24, Currency: "JPY", CalendarFactor: true, DueBand: true, Tolerance: .005, Recovery: .3, Workers: 1}
}

func lawRun(t *testing.T, tables map[string][]table.Shard, o assessment.Options) map[string]*assessment.Person {
	t.Helper()
	a, _, err := metrics.Run(context.Background(), metrics.Data{Tables: tables, HasPolicy: true}, o)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]*assessment.Person{}
	for i := range a.People {
		m[string(a.People[i].ID)] = &a.People[i]
	}
	return m
}

// Law: one more open instruction never raises a person's speed, whatever its kind, and
// leaves the discounts as they are.
func TestOpenInstructionNeverRaisesSpeed(t *testing.T) {
	for set := range 3 {
		c, o := lawCompany(set)
		before := lawRun(t, c.Tables(), o)
		for k, id := range []string{"S001", "S007", "S012", "S020"} {
			more := *c
			more.Orders = append(append([]simulate.Order(nil), c.Orders...), simulate.Order{ID: "EXTRA", Person: map[string]int{"S001": 0, "S007": 6, "S012": 11, "S020": 19}[id],
				Client: c.Orders[k].Client, Kind: k, Issued: o.Month.CutOff(0) - table.Day(20+40*k), Due: o.Month.CutOff(0) + 10,
				Logged: table.NoDay, Acked: table.NoDay, Done: table.NoDay, Closed: table.NoDay})
			after := lawRun(t, more.Tables(), o)
			p, q := before[id], after[id]
			if p.Lag.RawSlowness == nil || q.Lag.RawSlowness == nil || p.Lag.Slowness == nil || q.Lag.Slowness == nil {
				continue
			}
			if *q.Lag.RawSlowness <= *p.Lag.RawSlowness || *q.Lag.Slowness <= *p.Lag.Slowness {
				t.Errorf("set %d, %s: an open instruction more and slowness falls from %v to %v (raw %v to %v)", set, id, *p.Lag.Slowness, *q.Lag.Slowness, *p.Lag.RawSlowness, *q.Lag.RawSlowness)
			}
			if !reflect.DeepEqual(p.Concession, q.Concession) {
				t.Errorf("set %d, %s: an instruction moved the discounts", set, id)
			}
		}
	}
}

// Law: merging parts equals the whole, to the bit, whichever way the lines are cut into
// parts and however many workers read them.
func TestMergedPartsAreTheWhole(t *testing.T) {
	c, o := lawCompany(9)
	whole, _, err := cube.Reduce(context.Background(), cube.Source{Shards: c.Tables()["deals"], HasPolicy: true}, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, parts := range []int{2, 3, 7} {
		var shards []table.Shard
		for k := range parts {
			part := *c
			part.Lines = c.Lines[k*len(c.Lines)/parts : (k+1)*len(c.Lines)/parts]
			shards = append(shards, part.Tables()["deals"]...)
		}
		o.Workers = parts
		got, _, err := cube.Reduce(context.Background(), cube.Source{Shards: shards, HasPolicy: true}, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Cells) == 0 || !reflect.DeepEqual(got.Keys, whole.Keys) || !reflect.DeepEqual(got.Cells, whole.Cells) {
			t.Errorf("%d parts: %d cells, the whole has %d", parts, len(got.Cells), len(whole.Cells))
		}
	}
}
