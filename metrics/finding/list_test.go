package finding

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/assessment/assessmenttest"
	"tenbin/metrics/forecast"
	"tenbin/metrics/instruction"
	"tenbin/metrics/instruction/instructiontest"
	"tenbin/metrics/record"
	"tenbin/metrics/verdict"
)

// desk is what is decided from where only instructions and the small tables are known.
func desk(o assessment.Options, t *instruction.Tables, tier assessment.Tier, orders ...instructiontest.Order) *Matters {
	m := &Matters{Company: &Company{Options: o, Cut: o.CutOff()}, Own: map[string][]int{}, Person: map[string]*assessment.Person{}}
	m.Records, _ = instructiontest.Records(orders...)
	var accounts []instruction.Account
	if t != nil {
		accounts = t.Accounts
	}
	m.Records = instruction.Handovers(m.Records, accounts, m.Cut)
	for i := range m.Records {
		r := &m.Records[i]
		m.Own[r.Person] = append(m.Own[r.Person], i)
		m.Dated = m.Dated || r.Due.Known()
		m.Person[r.Person] = &assessment.Person{ID: table.PersonID(r.Person), Manager: "m", Tier: tier, Score: assessment.Of(90)}
	}
	m.Register = record.New(t, table.Names{}, o)
	m.Gaps = m.Register.Gaps(m.Records)
	m.Forecasts = make([]forecast.Forecast, len(m.Records))
	for i := range m.Forecasts {
		m.Forecasts[i] = forecast.Forecast{Open: true, P: .3, Peers: .6, Stake: 400_000, HasStake: true}
	}
	return m
}

// What is asked about the first of the instructions, by what the tables show.
func TestActions(t *testing.T) {
	o := instructiontest.Options()
	cut := o.CutOff()
	late := instructiontest.Open("1", "a", "x", 0, 60)
	late.Due = 30
	today := instructiontest.Open("1", "a", "x", 0, 60)
	today.Due = 60
	early := instructiontest.Open("1", "a", "x", 0, 60)
	early.Due = 90
	undated := instructiontest.Open("1", "a", "x", 0, 60)
	ahead := instructiontest.Open("1", "a", "x", 0, 10)
	ahead.Effective, ahead.Due = 40, 60
	before := instructiontest.Done("2", "a", "y", 0, 300, 90)
	before.Due = 60
	kept := instructiontest.Done("2", "a", "y", 0, 300, 50)
	kept.Due = 60
	inherited := late
	inherited.Taken = 45
	report := func(id, person string, ago int, promised int) instruction.Update {
		u := instruction.Update{InstructionID: id, Person: person, Author: person, At: cut - table.Day(ago), PromisedDate: table.NoDay}
		if promised != instructiontest.None {
			u.PromisedDate = cut + table.Day(promised)
		}
		return u
	}
	visit := func(ago int, rank int) instruction.Activity {
		return instruction.Activity{Date: cut - table.Day(ago), Person: "a", Client: "x", Kind: record.Visit, Rank: rank}
	}
	taken := instruction.Decision{FindingID: string(ID(table.ActionFollowUp, "a", "x", "1", "")), Decision: table.DecisionWords.Find("accepted")}
	// Three others report every ten days: that is usual.
	others := []instructiontest.Order{instructiontest.Done("8", "c", "x", 0, 100, 30), instructiontest.Done("7", "d", "x", 0, 100, 30), instructiontest.Done("6", "e", "x", 0, 100, 30)}
	usual := func(extra ...instruction.Update) []instruction.Update {
		for i, o := range others {
			for _, ago := range []int{90, 80, 70} {
				extra = append(extra, report(o.ID, string("cde"[i]), ago, 5))
			}
		}
		return extra
	}
	for _, c := range []struct {
		name   string
		tier   assessment.Tier
		first  instructiontest.Order
		second instructiontest.Order
		tables *instruction.Tables
		want   table.Action
	}{
		{"past due", assessment.Healthy, late, kept, nil, table.ActionFollowUp},
		{"due on the cut-off", assessment.Healthy, today, kept, nil, ""},
		{"not due yet, ordinary person", assessment.Healthy, early, kept, nil, ""},
		{"not due yet, unlikely, person to be supported", assessment.Coach, early, kept, nil, table.ActionFollowUp},
		{"no due date though others have one", assessment.Healthy, undated, kept, nil, table.ActionClarify},
		{"no due date anywhere", assessment.Healthy, undated, instructiontest.Open("2", "b", "y", 0, 5), nil, ""},
		{"waits for us", assessment.Healthy, late, kept, &instruction.Tables{Pauses: []instruction.Pause{{InstructionID: "1", From: cut - 20, To: table.NoDay, WaitingFor: table.WaitingUs}}}, table.ActionClarify},
		{"waited for us", assessment.Healthy, late, kept, &instruction.Tables{Pauses: []instruction.Pause{{InstructionID: "1", From: cut - 20, To: cut - 3, WaitingFor: table.WaitingUs}}}, table.ActionFollowUp},
		{"reported as often as is usual", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 9, 3))}, ""},
		{"not for longer than is usual", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 11, 3))}, table.ActionFollowUp},
		{"reported without a date", assessment.Healthy, late, kept, &instruction.Tables{Updates: usual(report("1", "a", 1, instructiontest.None))}, table.ActionFollowUp},
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
		a := desk(o, c.tables, c.tier, append([]instructiontest.Order{c.first, c.second}, others...)...)
		f, ok := a.instructionFinding(0, a.Person["a"])
		if ok != (c.want != "") || f.Action != c.want {
			t.Errorf("%s: %q, want %q", c.name, f.Action, c.want)
		}
		if ok && (f.Manager != "m" || f.Instruction != "1" || *f.AmountAtStake != 400_000 || f.By <= cut) {
			t.Errorf("%s: %+v", c.name, f.StepInRow)
		}
	}
}

// What invoices show stands beside what was reported, and nothing denies a record that stands in
// a table.
func TestProgressReportedAndShown(t *testing.T) {
	o := instructiontest.Options()
	target := int64(50_000_000)
	shown := func(word verdict.Word, rise, now, back float64) *verdict.Result {
		return &verdict.Result{Word: word, PassThrough: verdict.PassThrough{Items: 2, Rise: math.Log1p(rise)}, Now: verdict.PassThrough{Items: 2, Rise: math.Log1p(now)}, Back: back, Left: .5}
	}
	for _, c := range []struct {
		name   string
		change func(*instruction.Record)
		want   string
	}{
		{"nothing anywhere", func(r *instruction.Record) {}, "not_done(60 days)"},
		{"reported", func(r *instruction.Record) { r.Reported = r.Issued + 10 }, "reported(2026-09-11)"},
		{"reported, and invoices show a part", func(r *instruction.Record) {
			r.Reported, r.Verdict = r.Issued+10, shown(verdict.InPart, .018, .018, 0)
		}, "reported(2026-09-11) invoiced(1.7999999999999998% 5%)"},
		{"not reported, and invoices show a part", func(r *instruction.Record) { r.Verdict = shown(verdict.InPart, .018, .018, 0) }, "invoiced(1.7999999999999998% 5%)"},
		{"reported, and still with the old owner", func(r *instruction.Record) {
			r.Reported, r.SaidNotDone, r.Word, r.Reopened = r.Issued+10, true, verdict.StillOld, r.Issued+31
		}, "reported(2026-09-11) records(verdict.still_old_owner)"},
		{"given back", func(r *instruction.Record) {
			r.Implemented, r.Verdict = r.Issued+5, shown(verdict.GivenBack, .05, .05, .9)
		}, "shown(2026-09-06) given_back(90%)"},
		{"reverted", func(r *instruction.Record) {
			r.Reported, r.Implemented, r.Verdict = r.Issued+10, r.Issued+5, shown(verdict.Reverted, .02, .001, 0)
		}, "reported(2026-09-11) reverted(0.1% 5%)"},
	} {
		a := desk(o, nil, assessment.Healthy, instructiontest.Open("1", "a", "x", 0, 60))
		r := &a.Records[0]
		r.TargetIncrease = &target
		c.change(r)
		var got []string
		for _, e := range a.progress(r, r.Issued) {
			got = append(got, assessmenttest.Says(e))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

// A sentence names only what a supplied table could have shown.
func TestEvidenceNamesOnlyWhatIsSupplied(t *testing.T) {
	late := instructiontest.Open("1", "a", "x", 0, 60)
	late.Due = 30
	held := late
	held.Taken = 32
	bare := desk(instructiontest.Options(), nil, assessment.Healthy, instructiontest.Open("1", "a", "x", 0, 60))
	if got := assessmenttest.Says(bare.instructionEvidence(&bare.Records[0], table.NoDay)); got != "instruction[instructed(2026-09-01 trigger.price_increase) undated() not_done(60 days)]" {
		t.Error(got)
	}
	cut := bare.Cut
	full := desk(instructiontest.Options(), &instruction.Tables{Updates: []instruction.Update{{InstructionID: "2", At: cut}}, Activities: []instruction.Activity{{Person: "a", Client: "x", Date: cut - 20}, {Person: "a", Client: "x", Date: cut - 9}}}, assessment.Healthy, held)
	if got := assessmenttest.Says(full.instructionEvidence(&full.Records[0], cut-6)); got != "instruction[instructed(2026-09-01 trigger.price_increase) overdue(2026-10-01 30 days) "+
		"handed_over(28 days 60 days) not_done(28 days) visits(2) no_update() waiting_for_us(2026-10-25)]" {
		t.Error(got)
	}
}

// At most five findings a manager, two a person, one a pair; people in "step in" come
// first, then yen.
func TestFindingsAreFew(t *testing.T) {
	var orders []instructiontest.Order
	for p := range 6 {
		for c := range 3 {
			x := instructiontest.Open(fmt.Sprintf("%d%d", p, c), string(rune('a'+p)), fmt.Sprintf("x%d", c%2), 0, 60)
			x.Due = 30
			orders = append(orders, x)
		}
	}
	a := desk(instructiontest.Options(), nil, assessment.Healthy, orders...)
	for i := range a.Forecasts {
		a.Forecasts[i].Stake = float64(1000 * i)
	}
	a.Person["b"].Tier = assessment.StepIn
	list := List(a)
	var got []string
	for _, f := range list {
		got = append(got, fmt.Sprintf("%d:%s", f.Rank, f.Instruction))
	}
	// b's two clients first (12 is the dearer on x0), then f, f, e.
	if s := strings.Join(got, " "); s != "1:12 2:11 3:52 4:51 5:42" {
		t.Error(s)
	}
}

// Two matters a person: a third client is left to the sheets.
func TestNobodyFillsTheList(t *testing.T) {
	var orders []instructiontest.Order
	for c := range 3 {
		x := instructiontest.Open(fmt.Sprint(c), "a", fmt.Sprintf("x%d", c), 0, 60)
		x.Due = 30
		orders = append(orders, x)
	}
	a := desk(instructiontest.Options(), nil, assessment.Healthy, orders...)
	list := List(a)
	if len(list) != 2 {
		t.Errorf("%d findings on one person", len(list))
	}
}

// Waits for the buyer that move the score by more than 20 points are to be agreed.
func TestAgreeThePauses(t *testing.T) {
	a := desk(instructiontest.Options(), nil, assessment.Coach, instructiontest.Open("1", "a", "x", 0, 60))
	p := a.Person["a"]
	a.Records[0].UnprovenPaused = 30
	for _, c := range []struct {
		without assessment.Number
		tier    assessment.Tier
		want    bool
	}{{nil, assessment.Coach, false}, {assessment.Of(69.9), assessment.Coach, true}, {assessment.Of(70), assessment.Coach, false}, {assessment.Of(110.1), assessment.Coach, true}, {assessment.Of(10), assessment.NotEnoughEvidence, false}} {
		p.ScoreUnpaused, p.Tier = c.without, c.tier
		f, ok := a.pauseFinding(p)
		if ok != c.want || ok && assessmenttest.Says(f.Evidence) != "pauses(30 days 30 days)" {
			t.Errorf("%+v: %v %q", c, ok, assessmenttest.Says(f.Evidence))
		}
	}
}

// Hard news that landed in time in the data month, three a manager, one a person;
// nobody whose dates were entered in batches.
func TestDoneWell(t *testing.T) {
	var orders []instructiontest.Order
	for p := range 6 {
		x := instructiontest.Done(fmt.Sprint(p), string(rune('a'+p)), "x", 5, 60, 40)
		x.Due = 41 + p
		orders = append(orders, x)
	}
	for k := range orders {
		orders[k].Trigger = table.QualityIssue
	}
	orders[0].Trigger = table.StockShortage
	orders[4].Done = 20 // last month
	orders[5].Due = 39  // too late
	a := desk(instructiontest.Options(), nil, assessment.Healthy, orders...)
	a.Roster = &table.Roster{}
	for p := range 6 {
		a.Roster.People = append(a.Roster.People, table.RosterPerson{ID: string(rune('a' + p)), Periods: []table.Period{{Manager: "m", From: table.NoDay, To: table.NoDay}}})
	}
	a.Person["d"].BatchDates = true
	if rows := DoneWell(a); len(rows) > 0 {
		t.Errorf("a report alone is praised: %+v", rows)
	}
	for k := range a.Records {
		a.Records[k].Word = verdict.AsInstructed
	}
	var got []string
	for _, g := range DoneWell(a) {
		got = append(got, g.Instruction)
	}
	if s := strings.Join(got, " "); s != "0 2 1" {
		t.Error(s)
	}
	// An increase is praised in the month whose invoices show it in full, once.
	target, o := int64(50_000_000), instructiontest.Options()
	for landed, want := range map[int]int{0: 1, 1: 0, -1: 0} {
		a = desk(o, nil, assessment.Healthy, orders[0])
		r := &a.Records[0]
		r.Trigger, r.TargetIncrease, r.EffectiveFrom = table.PriceIncrease, &target, (o.Month - 2).CutOff(o.ClosingDay)
		r.Verdict = &verdict.Result{Word: verdict.Landed, Landed: landed}
		if rows := DoneWell(a); len(rows) != want {
			t.Errorf("landed %d: %d are praised, want %d", landed, len(rows), want)
		}
	}
	a = desk(instructiontest.Options(), nil, assessment.Healthy, orders[5])
	a.Records[0].Word = verdict.AsInstructed
	if rows := DoneWell(a); len(rows) > 0 {
		t.Errorf("%+v came too late", rows)
	}
}
