package metrics

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// madeRows are the lines of a made-up company as rows: 14 people with twelve clients,
// 48 lines a month in round numbers, one line in three with a discount.
func madeRows(scale int64) []row {
	draw := rand.New(rand.NewPCG(3, 3))
	var rows []row
	for p := range 14 {
		for k := range 576 {
			list := (1 + draw.Int64N(400)) * 1000
			share := int64(0)
			if draw.IntN(3) == 0 {
				share = draw.Int64N(60)
			}
			if p == 4 {
				share *= 2
			}
			rows = append(rows, row{"date": table.DayOf(2025, 11, 3) + table.Day(k*7%360), "salesperson": "p" + string(rune('a'+p)), "client": "c" + string(rune('a'+draw.IntN(12))),
				"category": string(rune('A' + draw.IntN(3))), "region": string(rune('r' + draw.IntN(2))), "list_amount": list * scale, "net_amount": list * scale * (1000 - share) / 1000,
				"authorised_rate": int64(.01 * table.RateScale)})
		}
	}
	return rows
}

// lawOptions are a run with bands and L_min of its own.
func lawOptions(scale int64) assessment.Options {
	o := october()
	least := 20_000 * scale
	o.SizeBands, o.ListMin, o.CalendarFactor, o.Tolerance, o.Recovery = []int64{50_000 * scale, 200_000 * scale}, &least, true, .005, .3
	o.HasVisitCost, o.VisitCost = true, 15_000*scale
	return o
}

func assessed(t *testing.T, o assessment.Options, rows []row) *assessment.Assessment {
	t.Helper()
	a, _, err := Run(context.Background(), Data{Tables: map[string][]table.Shard{table.Deals.Name: {deals(t, 0, rows...)}}, HasPolicy: true}, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Law: the order of the rows does not matter, to the byte. Only the places of the rows
// in the file differ.
func TestRowOrderDoesNotMatter(t *testing.T) {
	rows := madeRows(1)
	for i := range rows {
		rows[i]["line_id"] = "L" + string(rune('a'+i/1000)) + string(rune('0'+i/100%10)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10))
	}
	var first []byte
	for n := range 3 {
		draw := rand.New(rand.NewPCG(9, uint64(n)))
		if n > 0 {
			draw.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		}
		a := assessed(t, lawOptions(1), rows)
		a.Lines = nil // they carry their places, by which equal ones are ordered
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case first == nil:
			first = text
		case !bytes.Equal(first, text):
			t.Errorf("shuffle %d gives another assessment", n)
		}
	}
}

// Law: counting in another unit of money changes no score, tier or rank, and every
// amount by the factor.
func TestScalingMoneyChangesNoScore(t *testing.T) {
	a, b := assessed(t, lawOptions(1), madeRows(1)), assessed(t, lawOptions(10), madeRows(10))
	if len(a.People) != 14 || len(a.StepIn) == 0 || *a.People[0].Score < 50 {
		t.Fatalf("%d people, %d findings, highest score %v: nothing is tested", len(a.People), len(a.StepIn), *a.People[0].Score)
	}
	for i := range a.People {
		p, q := &a.People[i], &b.People[i]
		if p.ID != q.ID || p.Tier != q.Tier || p.MoneyFlag != q.MoneyFlag || math.Abs(*p.Score-*q.Score) > 1e-6 || math.Abs(p.MoneyZ-q.MoneyZ) > 1e-6 {
			t.Errorf("%s: %s, %.9f, z %.9f; scaled %s: %s, %.9f, z %.9f", p.ID, p.Tier, *p.Score, p.MoneyZ, q.ID, q.Tier, *q.Score, q.MoneyZ)
		}
		if 10**p.Concession.ConcededAmount != *q.Concession.ConcededAmount || math.Abs(10*float64(*p.Concession.ExpectedAmount)-float64(*q.Concession.ExpectedAmount)) > 5 {
			t.Errorf("%s: conceded %d of %d expected; scaled %d of %d", p.ID, *p.Concession.ConcededAmount, *p.Concession.ExpectedAmount, *q.Concession.ConcededAmount, *q.Concession.ExpectedAmount)
		}
	}
	for i := range a.StepIn {
		if a.StepIn[i].FindingID != b.StepIn[i].FindingID {
			t.Errorf("finding %d: %s and %s", i, a.StepIn[i].FindingID, b.StepIn[i].FindingID)
		}
	}
}

// A company of known truth: warnings name nobody, sentences say none of the words that
// no sheet says, every person has a reason in both languages, and the counts add up.
func TestWordsOfAnAssessment(t *testing.T) {
	setting := simulate.Base
	setting.People = 25
	c := simulate.New(setting, october().Month, simulate.Source(simulate.Seed("words", 1)))
	o := lawOptions(1)
	o.SizeBands, o.ListMin = nil, nil
	a, _, err := Run(context.Background(), Data{Tables: c.Tables(), Roster: c.Roster(), HasPolicy: true}, o)
	if err != nil {
		t.Fatal(err)
	}
	var said []assessment.Evidence
	for i := range a.People {
		p := &a.People[i]
		if p.Reason.Kind == assessment.SaysNothing {
			t.Errorf("%s has no reason", p.ID)
		}
		said = append(said, p.Reason)
		if (p.Tier == assessment.NotEnoughEvidence) != (p.Rank == nil) && p.Tier != assessment.Watch {
			t.Errorf("%s: tier %s, rank %v", p.ID, p.Tier, p.Rank)
		}
		if p.Rank != nil && (*p.RankLo > *p.Rank || *p.RankHi < *p.Rank) && *p.RankHi-*p.RankLo > 20 {
			t.Errorf("%s: rank %d in %d to %d", p.ID, *p.Rank, *p.RankLo, *p.RankHi)
		}
	}
	for _, f := range a.StepIn {
		said = append(said, f.Evidence)
	}
	for _, g := range a.DoneWell {
		said = append(said, g.Evidence)
	}
	for _, w := range a.Warnings {
		said = append(said, w.Evidence)
		text := says(w.Evidence)
		for i := range a.People {
			if strings.Contains(text, string(a.People[i].ID)) || a.People[i].Name != "" && strings.Contains(text, a.People[i].Name) {
				t.Errorf("the warning %q names %s", text, a.People[i].ID)
			}
		}
	}
	for _, e := range said { // what they say in words is looked through in reports/words
		if err := e.Check(); err != nil {
			t.Error(err)
		}
	}
	in := a.Inputs
	left, unscored := int64(0), int64(0)
	for _, n := range in.LinesLeftOut {
		left += n
	}
	for _, n := range in.LinesNotScored {
		unscored += n
	}
	if in.LinesRead != in.LinesMeasured+left || in.LinesMeasured != in.LinesScored+unscored {
		t.Errorf("lines do not add up: %+v", in)
	}
}
