package cube

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// lineNets returns the nets of the evidence by line id: what a test can recognise.
func lineNets(c *Cube) map[string]int64 {
	m := map[string]int64{}
	for _, l := range c.Evidence {
		m[l.LineID] = l.Net
	}
	return m
}

func TestRepeats(t *testing.T) {
	at := func(id string, net int, recorded any) row {
		return row{"line_id": id, "net_amount": net, "recorded_at": recorded}
	}
	october1, october2 := tokyo("2026-10-01", 9), tokyo("2026-10-02", 9)
	shards := []table.Shard{
		deals(t, 0, at("same", 1, nil), at("month", 1, nil), at("stamp", 1, october2), at("twice", 1, nil), at("twice", 1, nil), at("clash", 1, nil), at("clash", 2, nil), at("late", 1, october1), at("alone", 1, nil), at("order", 1, nil)),
		deals(t, 1, at("same", 1, october2), at("month", 2, nil), at("stamp", 2, october1), at("clash", 3, nil), at("late", 2, tokyo("2026-11-02", 9))),
		deals(t, 2, at("month", 3, nil), at("same", 1, nil), at("order", 2, nil)),
	}
	o := october()
	o.Zone = jst
	c, p := reduced(t, Source{Files: append(files[:2:2], table.File{Path: "c.csv", Month: 680})}, o, shards...)
	want := map[string]int64{"same": 1, "month": 2, "stamp": 1, "twice": 1, "clash": 3, "late": 1, "alone": 1, "order": 2}
	if d := cmp.Diff(want, lineNets(c)); d != "" {
		t.Error("what stands:", d)
	}
	counts := table.Counts{RowsRead: 18, Records: 9, RowErrors: 2, Repeated: 3, Superseded: 4}
	if c.Inputs.Counts != counts || !counts.Whole() {
		t.Errorf("counts = %+v, want %+v", c.Inputs.Counts, counts)
	}
	if c.Inputs.LinesRead != 9 || c.Inputs.LinesLeftOut["after_cut_off"] != 1 {
		t.Errorf("%d lines read, %d after the cut-off", c.Inputs.LinesRead, c.Inputs.LinesLeftOut["after_cut_off"])
	}
	var said []string
	for _, s := range p.Superseded {
		said = append(said, fmt.Sprintf("%s %s by %s", s.ID, s.Place, s.By))
	}
	if d := cmp.Diff([]string{"month a.csv:3 by b.csv:3", "order a.csv:11 by c.csv:4", "stamp b.csv:4 by a.csv:4", "month c.csv:2 by b.csv:3"}, said); d != "" {
		t.Error("superseded:", d)
	}
	if len(p.RowErrors) != 2 || p.RowErrors[0].Place.String() != "a.csv:7" || p.RowErrors[0].Cells[0].Other.String() != "a.csv:8" || p.RowErrors[0].Cells[0].Reason != table.DuplicateID {
		t.Errorf("row errors: %v", p.RowErrors)
	}
	if !p.Dropped(0, 3) || p.Dropped(1, 3) {
		t.Error("the plan does not know what it dropped")
	}
}

func TestReturns(t *testing.T) {
	ret := func(r row) row { r["kind"] = table.Return; return r }
	c, p := reduced(t, Source{}, october(), deals(t, 0,
		row{"line_id": "by document", "document": "D1", "product": "P", "list_amount": 10},
		row{"line_id": "other product", "document": "D1", "product": "Q"},
		ret(row{"document": "D1", "product": "P", "net_amount": -95_000}),
		row{"line_id": "older", "product": "R", "date": "2026-08-01", "net_amount": 700},
		row{"line_id": "newer", "product": "R", "date": "2026-08-02", "net_amount": 700},
		row{"line_id": "after the return", "product": "R", "date": "2026-08-20", "net_amount": 700},
		ret(row{"product": "R", "date": "2026-08-10", "net_amount": -700}),
		ret(row{"product": "R", "date": "2026-08-11", "net_amount": -701}), // no such amount
		ret(row{"product": "R", "date": "2026-11-01", "net_amount": -700}), // not yet known
		row{"line_id": "another client", "document": "D9", "client": "beni"},
		ret(row{"document": "D9", "net_amount": -1}), // aoi returns nothing of beni's
	))
	want := map[string]int64{"other product": 95_000, "older": 700, "after the return": 700, "another client": 95_000}
	if d := cmp.Diff(want, lineNets(c)); d != "" {
		t.Error("what stands:", d)
	}
	if n := c.Inputs.LinesLeftOut; n["not_positive_list"] != 4 || n["return_unmatched"] != 2 || n["after_cut_off"] != 1 || p.Returns != 2 || p.ReturnsUnmatched != 2 {
		t.Errorf("left out %v, plan %v", n, p.Summary())
	}
}

func TestCredits(t *testing.T) {
	credit := func(kind int, r row) row {
		r["kind"] = kind
		if _, ok := r["reason"]; !ok {
			r["reason"] = table.ReasonPrice
		}
		return r
	}
	c, p := reduced(t, Source{}, october(), deals(t, 0,
		row{"line_id": "doc", "document": "D1", "net_amount": 100_000, "client": "beni"},
		credit(table.CreditNote, row{"document": "D1", "client": "beni", "net_amount": -4000, "list_amount": nil}),
		// A quarter of aoi: 100 spread over 1 : 1 : 1, a unit left for the earliest.
		row{"line_id": "q1", "date": "2026-07-01", "list_amount": 300, "net_amount": 300},
		row{"line_id": "q2", "date": "2026-08-31", "list_amount": 300, "net_amount": 300, "salesperson": "kato"},
		row{"line_id": "q3", "date": "2026-09-30", "list_amount": 300, "net_amount": 300},
		row{"line_id": "next", "date": "2026-10-01", "list_amount": 300, "net_amount": 300},
		row{"line_id": "lost", "date": "2026-09-01", "list_amount": 300, "net_amount": 300, "stage": table.Lost},
		credit(table.Rebate, row{"date": "2026-09-10", "net_amount": 100, "list_amount": nil}),
		// Free goods count at list.
		row{"line_id": "free", "client": "cha", "list_amount": 5000, "net_amount": 5000},
		credit(table.FreeGoods, row{"client": "cha", "net_amount": 0, "list_amount": 1000}),
		credit(table.CreditNote, row{"client": "cha", "reason": table.ReasonDelivery, "net_amount": -900, "list_amount": nil}),
		credit(table.CreditNote, row{"client": "dai", "net_amount": -900, "list_amount": nil}),
	))
	want := map[string]int64{"doc": 96_000, "q1": 266, "q2": 267, "q3": 267, "next": 300, "free": 4000}
	if d := cmp.Diff(want, lineNets(c)); d != "" {
		t.Error("net after credits:", d)
	}
	var conceded, lines int64
	for _, x := range c.Cells {
		conceded, lines = conceded+x.Conceded, lines+x.Lines
	}
	if conceded != 4000+100+1000 || lines != 7 {
		t.Errorf("conceded %d on %d lines, want 5100 on 7", conceded, lines)
	}
	in := c.Inputs
	if in.LinesNotScored["not_price_reason"] != 1 || in.LinesLeftOut["return_unmatched"] != 1 || in.LinesLeftOut["no_price"] != 3 || p.Credits != 3 || p.CreditedAmount != 5100 {
		t.Errorf("left out %v, not scored %v, plan %v", in.LinesLeftOut, in.LinesNotScored, p.Summary())
	}
}

// Bands and L_min come from the measured, answered, standing lines alone.
func TestSurveyedPlan(t *testing.T) {
	var rows []row
	for k := 1; k <= 11; k++ {
		rows = append(rows, row{"line_id": fmt.Sprint(k), "list_amount": k * 1000, "net_amount": k * 1000, "product": fmt.Sprint(k)})
	}
	rows = append(rows, row{"line_id": "1", "list_amount": 1000, "net_amount": 1000, "product": "1"}, // repeated
		row{"line_id": "r", "kind": table.Return, "product": "11", "net_amount": -11_000}, // cancels the largest
		row{"stage": table.Lost, "list_amount": 1}, row{"date": "2024-01-01", "list_amount": 1}, row{"category": "B", "list_amount": 1})
	o := october()
	o.SizeBands, o.ListMin = nil, nil
	policy := &table.Policy{Rules: []table.PolicyRule{{Category: "A", From: table.NoDay, To: table.NoDay}}}
	_, p := reduced(t, Source{Policy: policy, HasPolicy: true}, o, deals(t, 0, rows...))
	// 1000 … 10000: the second is L_min, the median is 5500: 687.5, 2750, 11000, 44000.
	if d := cmp.Diff([]int64{690, 2800, 11_000, 44_000}, p.SizeBands); d != "" || p.ListMin != 2000 || p.Surveyed != 10 {
		t.Errorf("bands %v, L_min %d of %d", p.SizeBands, p.ListMin, p.Surveyed)
	}
}

// made draws rows of every kind, ids that repeat, returns and credits among them.
func made(t testing.TB, n int) [3][]row {
	draw := rand.New(rand.NewPCG(7, 8))
	pick := func(words ...string) string { return words[draw.IntN(len(words))] }
	var out [3][]row
	for range n {
		list := 1 + draw.IntN(5000)*100
		r := row{"line_id": fmt.Sprint("L", draw.IntN(n*9/10)), "document": fmt.Sprint("D", draw.IntN(n/3)), "date": mustDay("2026-11-05") - table.Day(draw.IntN(900)),
			"salesperson": pick("sato", "kato", "ito", "endo"), "client": pick("aoi", "beni", "cha", "dai", "eri", "fuji"), "category": pick("A", "B", "C"), "region": pick("", "east", "west"),
			"product": pick("p", "q", "r", "s"), "list_amount": list, "net_amount": list - draw.IntN(1+list/2), "kind": max(0, draw.IntN(30)-25), "reason": draw.IntN(5), "stage": max(0, draw.IntN(20)-17),
			"recorded_at": tokyo("2026-10-20", int64(draw.IntN(500)))}
		if draw.IntN(30) == 0 {
			r[pick("salesperson", "list_amount", "net_amount", "category", "document", "line_id")] = nil
		}
		f := draw.IntN(3)
		out[f] = append(out[f], r)
		if draw.IntN(10) == 0 {
			out[(f+1)%3] = append(out[(f+1)%3], r)
		}
	}
	return out
}

// Any split of the rows into shards, in any order, on any number of workers, gives the
// same cube and the same plan to the byte.
func TestMergeLaw(t *testing.T) {
	rows := made(t, 3000)
	o := october()
	o.SizeBands, o.ListMin, o.Zone = nil, nil, jst
	data := Source{Files: files, Roster: &table.Roster{People: []table.RosterPerson{{ID: "endo"}, {ID: "ito"}, {ID: "kato", Periods: roster.People[0].Periods}, {ID: "sato"}}}}
	result := func(o assessment.Options, shards []table.Shard) string {
		c, p, err := Reduce(context.Background(), data.Of(shards), o)
		if err != nil {
			t.Fatal(err)
		}
		if in := c.Inputs; in.Repeated == 0 || in.Superseded == 0 || in.RowErrors == 0 || p.Returns == 0 || p.Credits == 0 || in.LinesScored == 0 || !in.Counts.Whole() {
			t.Fatalf("the made-up rows do not cover everything: %+v, plan %v", in, p.Summary())
		}
		text, err := json.MarshalIndent([]any{c, p.Summary(), p.Superseded, p.RowErrors}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	whole := result(o, []table.Shard{deals(t, 0, rows[0]...), deals(t, 1, rows[1]...), deals(t, 2, rows[2]...)})
	draw := rand.New(rand.NewPCG(3, 4))
	for _, workers := range []int{1, 2, 8} {
		var shards []table.Shard
		for f, all := range rows {
			// Pieces keep the row numbers that they have in the whole.
			for from := 0; from < len(all); {
				to := min(from+1+draw.IntN(400), len(all))
				shards = append(shards, piece(t, int32(f), all, from, to))
				from = to
			}
		}
		draw.Shuffle(len(shards), func(i, j int) { shards[i], shards[j] = shards[j], shards[i] })
		o.Workers = workers
		if d := cmp.Diff(whole, result(o, shards)); d != "" {
			t.Fatalf("%d shards on %d workers: %s", len(shards), workers, d)
		}
	}
	// Given bands and L_min the plan is made only because something repeats: same cube.
	_, p, _ := Reduce(context.Background(), data.Of([]table.Shard{deals(t, 0, rows[0]...), deals(t, 1, rows[1]...), deals(t, 2, rows[2]...)}), o)
	o.SizeBands, o.ListMin = p.SizeBands, &p.ListMin
	if d := cmp.Diff(whole, result(o, []table.Shard{deals(t, 0, rows[0]...), deals(t, 1, rows[1]...), deals(t, 2, rows[2]...)})); d != "" {
		t.Fatal("with bands and L_min given:", d)
	}
}
