package metrics

import (
	"context"
	"math"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/simulate"
)

// responseData is a simulated company of forty people of whom none is planted. Around an
// event in month 12 the salesperson concedes 25 points on every line of the client, from
// three months before to six after it. scale multiplies all money.
func responseData(o assessment.Options, scale int64, events bool) (data Data, person, client string) {
	setting, _ := simulate.Named("S40")
	setting.Captured = 0
	c := simulate.New(setting, o.Month, simulate.Source(simulate.Seed("response", 1)))
	p, k, lines := c.Lines[0].Person, 0, map[int]int{}
	for _, l := range c.Lines { // the client who buys most
		if l.Person == p {
			if lines[l.Client]++; lines[l.Client] > lines[k] {
				k = l.Client
			}
		}
	}
	at := c.Months()[12]
	for i := range c.Lines {
		l := &c.Lines[i]
		if d := int(l.Date.DataMonth(0) - at); l.Person == p && l.Client == k && d >= -3 && d <= 6 {
			l.Net = l.List - l.List*30/100
		}
		l.List, l.Net = l.List*scale, l.Net*scale
	}
	c.Orders = nil
	person, client = c.People[p].ID, c.ClientID(k)
	data = Data{Tables: c.Tables(), Roster: c.Roster(), HasPolicy: true, Files: []table.File{{Path: "deals", Table: "deals", Month: -1}}}
	if events {
		b := table.NewBuilder(table.Events, 9)
		b.Set("event_id", "E1").Set("trigger", table.PriceIncrease).Set("from", (at-1).CutOff(0)+5).Set("client", client).EndRow()
		data.Tables["events"] = []table.Shard{b.Shard()}
	}
	return data, person, client
}

func TestResponse(t *testing.T) {
	o := referenceOptions()
	o.Month, o.WindowMonths, o.SizeBands, o.ListMin = table.MonthOf(2026, 10), 24, nil, nil
	var person string
	run := func(extra int64, events bool) *assessment.Assessment {
		data, who, _ := responseData(o, extra, events)
		person = who
		a, _, err := Run(context.Background(), data, o)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := run(1, true)
	if a.ResponsesDerived || len(a.Responses) != 2 {
		t.Fatalf("%d rows, derived %v: one of the person and one of the team wanted: %+v", len(a.Responses), a.ResponsesDerived, a.Responses)
	}
	r := a.Responses[0]
	// every scored line inside shows .25
	if r.Person != table.PersonID(person) || r.Trigger != "price_increase" || r.Events < 1 || math.Abs(r.InO/.25-math.Round(r.InO/.25)) > 1e-2 || r.InO <= r.InE {
		t.Errorf("%+v, want %s with .25 a line inside", r, person)
	}
	if !r.Clear || *r.Lo <= 1 || *r.In <= *r.Out {
		t.Errorf("inside %v, outside %v, ratio %v from %v (%+v; %+v)", *r.In, *r.Out, *r.Ratio, *r.Lo, r, a.Hyper.Concession)
	}
	// by hand from the sums and the month's constants
	h := a.Hyper.Concession
	alpha, theta := 1/math.Max(h.Omega2, .02), 0.
	for i := range a.People {
		if a.People[i].ID == table.PersonID(person) {
			p := a.People[i].Posterior[0]
			theta = (1-p.W)*p.A1/p.B1 + p.W*p.A2/p.B2
		}
	}
	if want := (alpha + r.InO/h.Phi) / (alpha/theta + r.InE/h.Phi) / h.M; math.Abs(*r.In-want) > 1e-9*want {
		t.Errorf("inside %v, by hand %v", *r.In, want)
	}
	team := a.Responses[1]
	if team.Person != "" || len(team.Path) != 10 || team.Path[0].Offset != -3 || team.InO != r.InO {
		t.Errorf("the team: %+v", team)
	}
	// ten times the money changes nothing; without events and instructions there is nothing
	if b := run(10, true); math.Abs(*b.Responses[0].Ratio-*r.Ratio) > 1e-4 { // yen are rounded
		t.Errorf("ten times the money: %v, %v", *b.Responses[0].Ratio, *r.Ratio)
	}
	if b := run(1, false); len(b.Responses) != 0 {
		t.Errorf("no events, no instructions: %+v", b.Responses)
	}
}
