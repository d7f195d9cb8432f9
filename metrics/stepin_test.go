package metrics

import (
	"fmt"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/company"
	"tenbin/metrics/concession"
	"tenbin/metrics/estimate"
	"tenbin/metrics/forecast"
	"tenbin/metrics/instruction"
	"tenbin/metrics/record"
)

// desk is an assessor that only knows instructions and the small tables.
func desk(o assessment.Options, t *instruction.Tables, tier assessment.Tier, orders ...order) *assessor {
	a := &assessor{Assessment: &assessment.Assessment{Month: o.Month, CutOff: o.CutOff(), Currency: "JPY"}, o: o, own: map[string][]int{}, person: map[string]*assessment.Person{}}
	a.records, _ = recordsOf(orders...)
	var accounts []instruction.Account
	if t != nil {
		accounts = t.Accounts
	}
	a.records = instruction.Handovers(a.records, accounts, a.CutOff)
	for i := range a.records {
		r := &a.records[i]
		a.own[r.Person] = append(a.own[r.Person], i)
		a.dated = a.dated || r.Due.Known()
		a.person[r.Person] = &assessment.Person{ID: table.PersonID(r.Person), Manager: "m", Tier: tier, Score: assessment.Of(90)}
	}
	a.data.Small = t
	a.register = record.New(t, a.data.Names, o)
	a.gaps = a.register.Gaps(a.records)
	a.forward = make([]forecast.Forecast, len(a.records))
	for i := range a.forward {
		a.forward[i] = forecast.Forecast{Open: true, P: .3, Peers: .6, Stake: 400_000, HasStake: true}
	}
	return a
}

// What is asked about the first of the instructions, by what the tables show.
func TestActions(t *testing.T) {
	o := referenceOptions()
	cut := o.CutOff()
	late := open("1", "a", "x", 0, 60)
	late.due = 30
	today := open("1", "a", "x", 0, 60)
	today.due = 60
	early := open("1", "a", "x", 0, 60)
	early.due = 90
	undated := open("1", "a", "x", 0, 60)
	ahead := open("1", "a", "x", 0, 10)
	ahead.effective, ahead.due = 40, 60
	before := done("2", "a", "y", 0, 300, 90)
	before.due = 60
	kept := done("2", "a", "y", 0, 300, 50)
	kept.due = 60
	inherited := late
	inherited.taken = 45
	report := func(id, person string, ago int, promised int) instruction.Update {
		u := instruction.Update{InstructionID: id, Person: person, Author: person, At: cut - table.Day(ago), PromisedDate: table.NoDay}
		if promised != none {
			u.PromisedDate = cut + table.Day(promised)
		}
		return u
	}
	visit := func(ago int, rank int) instruction.Activity {
		return instruction.Activity{Date: cut - table.Day(ago), Person: "a", Client: "x", Kind: record.Visit, Rank: rank}
	}
	taken := instruction.Decision{FindingID: string(findingID(table.ActionFollowUp, "a", "x", "1", "")), Decision: table.DecisionWords.Find("accepted")}
	// Three others report every ten days: that is usual.
	others := []order{done("8", "c", "x", 0, 100, 30), done("7", "d", "x", 0, 100, 30), done("6", "e", "x", 0, 100, 30)}
	usual := func(extra ...instruction.Update) []instruction.Update {
		for i, o := range others {
			for _, ago := range []int{90, 80, 70} {
				extra = append(extra, report(o.id, string("cde"[i]), ago, 5))
			}
		}
		return extra
	}
	for _, c := range []struct {
		name   string
		tier   assessment.Tier
		first  order
		second order
		tables *instruction.Tables
		want   table.Action
	}{
		{"past due", assessment.Healthy, late, kept, nil, table.ActionFollowUp},
		{"due on the cut-off", assessment.Healthy, today, kept, nil, ""},
		{"not due yet, ordinary person", assessment.Healthy, early, kept, nil, ""},
		{"not due yet, unlikely, person to be supported", assessment.Coach, early, kept, nil, table.ActionFollowUp},
		{"no due date though others have one", assessment.Healthy, undated, kept, nil, table.ActionClarify},
		{"no due date anywhere", assessment.Healthy, undated, open("2", "b", "y", 0, 5), nil, ""},
		{"waits for us", assessment.Healthy, late, kept, &instruction.Tables{Pauses: []instruction.Pause{{InstructionID: "1", From: cut - 20, To: table.NoDay, WaitingFor: table.WaitingUs}}}, table.ActionClarify},
		{"waited for us", assessment.Healthy, late, kept, &instruction.Tables{Pauses: []instruction.Pause{{InstructionID: "1", From: cut - 20, To: cut - 3, WaitingFor: table.WaitingUs}}}, table.ActionFollowUp},
		{"reported as often as is usual", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 9, 3))}, ""},
		{"not for longer than is usual", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 11, 3))}, table.ActionFollowUp},
		{"reported without a date", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 1, none))}, table.ActionFollowUp},
		{"reported with a date gone by", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 1, 0))}, table.ActionFollowUp},
		{"followed up before, no visits known", assessment.Healthy, late, kept, &instruction.Tables{Decisions: []instruction.Decision{taken}}, table.ActionFollowUp},
		{"followed up before, nobody senior there", assessment.Healthy, late, kept, &instruction.Tables{Decisions: []instruction.Decision{taken}, Activities: []instruction.Activity{visit(5, table.RankOther), visit(70, table.RankSectionHead)}}, table.ActionSeniorVisit},
		{"followed up before, a senior was there", assessment.Healthy, late, kept, &instruction.Tables{Decisions: []instruction.Decision{taken}, Activities: []instruction.Activity{visit(59, table.RankSectionHead)}}, table.ActionFollowUp},
		{"not followed up yet", assessment.Healthy, late, kept, &instruction.Tables{Activities: []instruction.Activity{visit(5, table.RankOther)}}, table.ActionFollowUp},
		{"never followed up, but heard of", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 9, 3)), Activities: []instruction.Activity{visit(5, table.RankOther)}}, ""},
		{"a hard talk ahead", assessment.Healthy, ahead, before, &instruction.Tables{Sessions: []instruction.Session{{InstructionID: "9", Date: cut - 5, Held: true}}}, table.ActionRehearse},
		{"rehearsed", assessment.Healthy, ahead, before, &instruction.Tables{Sessions: []instruction.Session{{InstructionID: "1", Date: cut - 5, Held: true}}}, ""},
		{"earlier talk went well", assessment.Healthy, ahead, kept, &instruction.Tables{Sessions: []instruction.Session{{InstructionID: "9", Date: cut - 5, Held: true}}}, ""},
		{"no sessions supplied", assessment.Healthy, ahead, before, &instruction.Tables{}, ""},
		{"taken over 15 days ago", assessment.Healthy, inherited, kept, nil, ""},
	} {
		a := desk(o, c.tables, c.tier, append([]order{c.first, c.second}, others...)...)
		f, ok := a.instructionFinding(0, a.person["a"])
		if ok != (c.want != "") || f.Action != c.want {
			t.Errorf("%s: %q, want %q", c.name, f.Action, c.want)
		}
		if ok && (f.Manager != "m" || f.Instruction != "1" || *f.AmountAtStake != 400_000 || f.By <= cut) {
			t.Errorf("%s: %+v", c.name, f.StepInRow)
		}
	}
}

// A sentence names only what a supplied table could have shown.
func TestEvidenceNamesOnlyWhatIsSupplied(t *testing.T) {
	late := open("1", "a", "x", 0, 60)
	late.due = 30
	held := late
	held.taken = 32
	bare := desk(referenceOptions(), nil, assessment.Healthy, open("1", "a", "x", 0, 60))
	if got := says(bare.instructionEvidence(&bare.records[0], false, table.NoDay)); got != "instruction[instructed(2026-09-01 trigger.price_increase) undated() not_done(60 days)]" {
		t.Error(got)
	}
	cut := bare.CutOff
	full := desk(referenceOptions(), &instruction.Tables{Updates: []instruction.Update{{InstructionID: "2", At: cut}}, Activities: []instruction.Activity{{Person: "a", Client: "x", Date: cut - 20}, {Person: "a", Client: "x", Date: cut - 9}}}, assessment.Healthy, held)
	if got := says(full.instructionEvidence(&full.records[0], true, cut-6)); got != "instruction[instructed(2026-09-01 trigger.price_increase) overdue(2026-10-01 30 days) "+
		"handed_over(28 days 60 days) not_done(28 days) visits(2) no_update() waiting_for_us(2026-10-25)]" {
		t.Error(got)
	}
}

// At most five findings a manager, two a person, one a pair; people in "step in" come
// first, then yen.
func TestFindingsAreFew(t *testing.T) {
	var orders []order
	for p := range 6 {
		for c := range 3 {
			x := open(fmt.Sprintf("%d%d", p, c), string(rune('a'+p)), fmt.Sprintf("x%d", c%2), 0, 60)
			x.due = 30
			orders = append(orders, x)
		}
	}
	a := desk(referenceOptions(), nil, assessment.Healthy, orders...)
	for i := range a.forward {
		a.forward[i].Stake = float64(1000 * i)
	}
	a.person["b"].Tier = assessment.StepIn
	a.findings()
	var got []string
	for _, f := range a.StepIn {
		got = append(got, fmt.Sprintf("%d:%s", f.Rank, f.Instruction))
	}
	// b's two clients first (12 is the dearer on x0), then f, f, e.
	if s := strings.Join(got, " "); s != "1:12 2:11 3:52 4:51 5:42" {
		t.Error(s)
	}
}

// Two matters a person: a third client is left to the sheets.
func TestNobodyFillsTheList(t *testing.T) {
	var orders []order
	for c := range 3 {
		x := open(fmt.Sprint(c), "a", fmt.Sprintf("x%d", c), 0, 60)
		x.due = 30
		orders = append(orders, x)
	}
	a := desk(referenceOptions(), nil, assessment.Healthy, orders...)
	a.findings()
	if len(a.StepIn) != 2 {
		t.Errorf("%d findings on one person", len(a.StepIn))
	}
}

// A review where two clients carry more than half of the excess, coaching where it is
// spread.
func TestReviewOrCoach(t *testing.T) {
	for _, c := range []struct {
		shares []float64
		want   table.Action
		client table.ClientID
	}{{[]float64{.4, .2, .4 / 3, .4 / 3, .4 / 3}, table.ActionDealReview, "x0"}, {[]float64{.26, .24, .2, .2, .1}, table.ActionCoach, ""}} {
		a := desk(referenceOptions(), nil, assessment.Coach, open("1", "a", "x", 0, 60))
		a.money = &company.Money{Months: 24}
		a.e = &estimate.Estimates{Index: map[string]int{"a": 0}, Concession: concession.New([]concession.Deals{{N: 5, Y: 1, X: 1_000_000, List: 5_000_000}}, 1)}
		for k, share := range c.shares {
			a.Pairs = append(a.Pairs, assessment.Pair{Person: "a", Client: table.ClientID(fmt.Sprintf("x%d", k)), ExcessAmount: assessment.Yen(int64(1e6 * share)), ShareOfExcess: assessment.Of(share)})
		}
		p := a.person["a"]
		p.Concession.Ratio = assessment.Of(2)
		if f, ok := a.discountFinding(p); !ok || f.Action != c.want || f.Client != c.client {
			t.Errorf("%v: %q with %q, want %q with %q", c.shares, f.Action, f.Client, c.want, c.client)
		}
	}
}

// Waits for the buyer that move the score by more than 20 points are to be agreed.
func TestAgreeThePauses(t *testing.T) {
	a := desk(referenceOptions(), nil, assessment.Coach, open("1", "a", "x", 0, 60))
	p := a.person["a"]
	a.records[0].UnprovenPaused = 30
	for _, c := range []struct {
		without assessment.Number
		tier    assessment.Tier
		want    bool
	}{{nil, assessment.Coach, false}, {assessment.Of(69.9), assessment.Coach, true}, {assessment.Of(70), assessment.Coach, false}, {assessment.Of(110.1), assessment.Coach, true}, {assessment.Of(10), assessment.NotEnoughEvidence, false}} {
		p.ScoreUnpaused, p.Tier = c.without, c.tier
		f, ok := a.pauseFinding(p)
		if ok != c.want || ok && says(f.Evidence) != "pauses(30 days 30 days)" {
			t.Errorf("%+v: %v %q", c, ok, says(f.Evidence))
		}
	}
}

// Hard news that landed in time in the data month, three a manager, one a person;
// nobody whose dates were entered in batches.
func TestDoneWell(t *testing.T) {
	var orders []order
	for p := range 6 {
		x := done(fmt.Sprint(p), string(rune('a'+p)), "x", 5, 60, 40)
		x.due = 41 + p
		orders = append(orders, x)
	}
	orders[0].trigger = table.PriceIncrease
	orders[4].done = 20 // last month
	orders[5].due = 39  // too late
	a := desk(referenceOptions(), nil, assessment.Healthy, orders...)
	a.data.Roster = &table.Roster{}
	for p := range 6 {
		a.data.Roster.People = append(a.data.Roster.People, table.RosterPerson{ID: string(rune('a' + p)), Periods: []table.Period{{Manager: "m", From: table.NoDay, To: table.NoDay}}})
	}
	a.person["d"].BatchDates = true
	a.praise()
	var got []string
	for _, g := range a.DoneWell {
		got = append(got, g.Instruction)
	}
	if s := strings.Join(got, " "); s != "0 2 1" {
		t.Error(s)
	}
	a = desk(referenceOptions(), nil, assessment.Healthy, orders[5])
	if a.praise(); len(a.DoneWell) > 0 {
		t.Errorf("%+v came too late", a.DoneWell)
	}
}
