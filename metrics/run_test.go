package metrics

import (
	"context"
	"encoding/json"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
	"tenbin/metrics/cube"
	"tenbin/metrics/simulate"
)

// The lines of the shared reference give the cube that the plainest reading gives.
func TestReferenceLines(t *testing.T) {
	raw := load(t, reference+"crosscheck/deals.csv")
	want, least := referenceCube(t, raw)
	var rows []row
	for _, l := range raw {
		r := row{"line_id": l["line_id"], "date": l["date"], "salesperson": l["salesperson"], "client": l["client"], "category": l["category"], "region": l["region"]}
		for _, c := range []string{"list_amount", "net_amount"} {
			v, err := strconv.ParseInt(l[c], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			r[c] = v
		}
		if v, err := strconv.ParseFloat(l["authorised_rate"], 64); err == nil {
			r["authorised_rate"] = int64(v*table.RateScale + .5)
		}
		rows = append(rows, r)
	}
	o := october()
	o.SizeBands, o.ListMin = []int64{1e5, 4e5, 16e5, 64e5}, nil
	got, plan := reduced(t, cube.Source{HasPolicy: true}, o, deals(t, 0, rows...))
	if plan.ListMin != least || plan.ListMin != 125_677 {
		t.Errorf("L_min = %d, want %d", plan.ListMin, least)
	}
	type key struct {
		person, client, category, region string
		band                             int32
		month                            table.Month
	}
	keyed := func(c *cube.Cube) map[key]cube.Cell {
		m := map[key]cube.Cell{}
		for i, k := range c.Keys {
			s, x := c.Strata[k.Stratum], c.Cells[i]
			m[key{c.People[k.Person], c.Clients[k.Client], c.Categories[s.Category], c.Regions[s.Region], s.Band, k.Month}] =
				cube.Cell{CellSums: cube.CellSums{Lines: x.Lines, List: x.List}, N: x.N, Y: x.Y, ScoredList: x.ScoredList}
		}
		return m
	}
	// The plain reading rounds y in floating point: one part in 10⁹ a line is its own.
	near := cmp.Comparer(func(a, b cube.Cell) bool {
		d := a.Y - b.Y
		a.Y, b.Y = 0, 0
		return a == b && max(d, -d) <= a.N
	})
	if d := cmp.Diff(keyed(want), keyed(got), near); d != "" {
		t.Error(d)
	}
}

// A made-up company gives the same assessment on one worker and on eight.
func TestRunIsTheSameOnAnyWorkers(t *testing.T) {
	setting := simulate.Base
	setting.People = 12
	o := october()
	c := simulate.New(setting, o.Month, simulate.Source(simulate.Seed("workers", 1)))
	o.SizeBands, o.ListMin, o.CalendarFactor, o.Tolerance = nil, nil, true, .005
	data := Data{Tables: c.Tables(), Roster: c.Roster(), HasPolicy: true}
	var first []byte
	for _, workers := range []int{1, 8} {
		o.Workers = workers
		a, _, err := Run(context.Background(), data, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.People) != 12 || a.Inputs.LinesScored == 0 || a.Inputs.InstructionsRead == 0 || len(a.Plan) < 10 {
			t.Fatalf("%d people, inputs %+v", len(a.People), a.Inputs)
		}
		a.Options.Workers = 0
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = text
		} else if string(first) != string(text) {
			t.Error("one worker and eight do not agree")
		}
	}
}
