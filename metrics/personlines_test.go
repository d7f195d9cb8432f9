package metrics

import (
	"context"
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// Everybody's lines, read again, add up to everybody's figures.
func TestPersonLinesAddUp(t *testing.T) {
	setting := simulate.Base
	setting.People = 12
	o := october()
	c := simulate.New(setting, o.Month, simulate.Source(simulate.Seed("person lines", 1)))
	o.SizeBands, o.ListMin, o.CalendarFactor, o.Tolerance = nil, nil, true, .005
	data := Data{Tables: c.Tables(), Roster: c.Roster(), HasPolicy: true}
	a, basis, err := Run(context.Background(), data, o)
	if err != nil {
		t.Fatal(err)
	}
	everybody := map[string]bool{}
	for i := range a.People {
		everybody[string(a.People[i].ID)] = true
	}
	lines, err := PersonLines(context.Background(), data, everybody, basis)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for i := range a.People {
		p := &a.People[i]
		var list, conceded int64
		var y, e float64
		last := table.NoDay
		for _, l := range lines[string(p.ID)] {
			list, conceded = list+l.List, conceded+l.Conceded
			if l.Scored != (l.NotScored == "") || l.Person != p.ID || l.Date < last || l.Date < a.WindowFrom || l.Date > a.CutOff {
				t.Fatalf("line %+v", l)
			}
			if last = l.Date; l.Scored {
				y, e = y+l.Y, e+l.Expected
			}
		}
		d := &p.Concession
		if int64(len(lines[string(p.ID)])) != d.Lines || list != *d.ListAmount || conceded != *d.ConcededAmount {
			t.Errorf("%s: %d lines, %d list, %d conceded; want %d, %d, %d", p.ID, len(lines[string(p.ID)]), list, conceded, d.Lines, *d.ListAmount, *d.ConcededAmount)
		}
		if math.Abs(y-*d.Observed) > 1e-9 || math.Abs(e-*d.Expected) > 1e-9*math.Max(1, *d.Expected) {
			t.Errorf("%s: O = %v, E = %v; want %v, %v", p.ID, y, e, *d.Observed, *d.Expected)
		}
		total += len(lines[string(p.ID)])
	}
	if total == 0 || int64(total) != a.Inputs.LinesMeasured {
		t.Errorf("%d lines of %d measured", total, a.Inputs.LinesMeasured)
	}
	one := a.People[0].ID
	basis.options.Workers = 8
	again, err := PersonLines(context.Background(), data, map[string]bool{string(one): true, "nobody": true}, basis)
	if err != nil {
		t.Fatal(err)
	}
	if len(again) != 1 || !reflect.DeepEqual(again[string(one)], lines[string(one)]) {
		t.Errorf("one person alone: %d people, %d lines, want %d", len(again), len(again[string(one)]), len(lines[string(one)]))
	}
	if _, err := PersonLines(context.Background(), data, everybody, &Basis{}); err == nil {
		t.Error("an assessment without deal lines has lines")
	}
}

// Lines that are repeated, replaced or cancelled are no rows of a card; credits and
// unscored lines are, with the word why.
func TestPersonLinesReasons(t *testing.T) {
	o := october()
	least := int64(50_000)
	o.ListMin = &least
	data := Data{HasPolicy: true, Files: []table.File{{Path: "a.csv"}}, Tables: map[string][]table.Shard{"deals": {deals(t, 0,
		row{"line_id": "1"},
		row{"line_id": "1"}, // repeated
		row{"line_id": "2", "document": "D2", "product": "p"},
		row{"line_id": "3", "document": "D2", "product": "p", "kind": table.Return, "list_amount": nil, "net_amount": -95_000}, // cancels 2
		row{"line_id": "4", "authorised_rate": nil, "date": "2026-05-02"},
		row{"line_id": "5", "list_amount": 49_999, "net_amount": 49_999, "authorised_rate": int64(0), "date": "2026-05-01"},
		row{"line_id": "6", "kind": table.CreditNote, "reason": table.ReasonQuality, "list_amount": nil, "net_amount": -1000, "date": "2026-05-03"},
		row{"line_id": "7", "stage": table.Lost},
		row{"line_id": "8", "date": "2024-10-31"},
		row{"line_id": "9", "document": "D9", "list_amount": 200_000, "net_amount": 190_000, "authorised_rate": int64(20_000_000), "date": "2026-05-04"},
		row{"line_id": "10", "document": "D9", "kind": table.CreditNote, "reason": table.ReasonPrice, "list_amount": nil, "net_amount": -4000, "date": "2026-05-05"}, // to 9
	)}}}
	a, basis, err := Run(context.Background(), data, o)
	if err != nil {
		t.Fatal(err)
	}
	var id string
	for i := range a.People {
		id = string(a.People[i].ID)
	}
	lines, err := PersonLines(context.Background(), data, map[string]bool{id: true}, basis)
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		ID, NotScored string
		Conceded, Net int64
	}
	got := map[string]said{}
	for _, l := range lines[id] {
		got[l.LineID] = said{l.LineID, l.NotScored, l.Conceded, l.Net}
	}
	if len(a.People) != 1 || len(got) != len(lines[id]) {
		t.Fatalf("%d people, %d lines under %d ids", len(a.People), len(lines[id]), len(got))
	}
	want := map[string]said{
		"4": {"4", "no_policy", 0, 95_000}, "5": {"5", "below_l_min", 0, 49_999}, "6": {"6", "not_price_reason", 0, -1000},
		"9": {"9", "", 10_000, 186_000}, // 200 000 less 2 % = 196 000 authorised; 190 000 less the credit of 4 000
	}
	for k := range want {
		if d := cmp.Diff(want[k], got[k]); d != "" {
			t.Error(d)
		}
	}
	for _, k := range []string{"2", "3", "7", "8", "10"} {
		if _, ok := got[k]; ok {
			t.Errorf("line %s is listed", k)
		}
	}
	if _, ok := got["1"]; !ok || int64(len(got)) != a.Inputs.LinesMeasured {
		t.Errorf("%d lines listed, %d measured: %v", len(got), a.Inputs.LinesMeasured, got)
	}
}

// TestLineRates: a line's rate may be shown when five others do such work, and is then
// the chain's own; else the nearest wider level with five is named, with its rate, and
// never is a single kind of work left to the sum. E¥ is Σ list·r¥.
func TestLineRates(t *testing.T) {
	setting := simulate.Base
	setting.People = 14
	o := october()
	c := simulate.New(setting, o.Month, simulate.Source(simulate.Seed("line rates", 1)))
	o.SizeBands, o.ListMin, o.CalendarFactor, o.Tolerance = nil, nil, true, .005
	data := Data{Tables: c.Tables(), Roster: c.Roster(), HasPolicy: true}
	a, basis, err := Run(context.Background(), data, o)
	if err != nil {
		t.Fatal(err)
	}
	everybody := map[string]bool{}
	for i := range a.People {
		everybody[string(a.People[i].ID)] = true
	}
	lines, err := PersonLines(context.Background(), data, everybody, basis)
	if err != nil {
		t.Fatal(err)
	}
	type kind struct {
		category, region string
		band             int
	}
	of := func(l *assessment.LedgerLine, level int) kind {
		k := kind{l.Category, l.Region, 0}
		for _, e := range a.Hyper.SizeBands {
			if l.List >= e {
				k.band++
			}
		}
		if level >= 1 {
			k.region = "any"
		}
		if level >= 2 {
			k.band = -1
		}
		if level >= 3 {
			k.category = "any"
		}
		return k
	}
	doing := [4]map[kind]map[string]bool{{}, {}, {}, {}} // who does each kind, counted from the lines
	for id, list := range lines {
		for i := range list {
			for level := range doing {
				if k := of(&list[i], level); list[i].Scored {
					if doing[level][k] == nil {
						doing[level][k] = map[string]bool{}
					}
					doing[level][k][id] = true
				}
			}
		}
	}
	counted := map[bool]int{}
	for i := range a.People {
		p := &a.People[i]
		shown, hidden, money := map[kind]bool{}, map[kind]bool{}, 0.
		for k := range lines[string(p.ID)] {
			l := &lines[string(p.ID)][k]
			if !l.Scored {
				continue
			}
			r := &l.Peers
			if want := len(doing[0][of(l, 0)]) - 1; r.Others != want {
				t.Fatalf("%s: %d others, by the lines %d", l.LineID, r.Others, want)
			}
			money += float64(l.List) * r.Money
			counted[r.Shown]++
			if r.Shown {
				shown[of(l, 0)] = true
				if r.Others < assessment.FewestOthers || r.Level != 0 || r.Parent != 0 {
					t.Fatalf("%s is shown: %+v", l.LineID, *r)
				}
				continue
			}
			hidden[of(l, 0)] = true
			if r.Level < 1 || r.Level > 3 || len(doing[r.Level][of(l, r.Level)])-1 < assessment.FewestOthers || r.Parent <= 0 {
				t.Fatalf("%s is hidden: %+v", l.LineID, *r)
			}
			if r.Level > 1 && len(doing[r.Level-1][of(l, r.Level-1)])-1 >= assessment.FewestOthers {
				t.Fatalf("%s: a nearer level than %d has five others", l.LineID, r.Level)
			}
		}
		if len(hidden) == 1 && len(shown) > 0 {
			t.Errorf("%s: a single kind of work is left to the sum", p.ID)
		}
		if math.Abs(money-float64(*p.Concession.ExpectedAmount)) > 1 {
			t.Errorf("%s: peers in yen %.1f, want %d", p.ID, money, *p.Concession.ExpectedAmount)
		}
	}
	if counted[true] == 0 || counted[false] == 0 {
		t.Errorf("%d lines shown, %d hidden: the test shows one side only", counted[true], counted[false])
	}
	s := basis.rates.Axis.Sums(basis.rates.Axis.Before)
	for _, rows := range basis.rates.Axis.ByOne {
		s.Own(basis.rates.Axis, rows)
		for _, k := range rows {
			if got := s.Rate(basis.rates.Axis, &basis.rates.Axis.Rows[k], 0); math.Abs(got-basis.rates.Axis.Rate[k]) > 1e-15 {
				t.Fatalf("row %d: the chain gives %v, again %v", k, basis.rates.Axis.Rate[k], got)
			}
		}
	}
}
