package finding

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/progress"
)

// candidate is what may stand on the step-in list.
type candidate struct {
	assessment.StepInRow
	urgent bool    // the person is in "step in"
	gain   float64 // expected yen gained
	late   int     // days past due or old
}

// ID names a matter: it stays the same while the matter lasts.
func ID(action table.Action, person, client, instruction, category string) table.FindingID {
	return table.FindingID(table.ID("f", string(action), person, client, instruction, category))
}

// List makes the step-in list of section 6b: what is worth a manager's own time
// this month, at most five a manager. Of each matter the first action that applies,
//
//	clarify       the instruction has no due date though others have one, or it waits for us
//	follow_up     past due or unlikely to be carried out, and nothing heard for longer than is usual
//	rehearse      the effective date lies ahead, earlier such talk stalled, no rehearsal recorded
//	senior_visit  yen at stake × P(not carried out) above the cost of a visit, already followed up,
//	              nobody senior there in the last 60 days
//	deal_review   one or two clients carry the excess, large deals do, or one pair stands out by itself
//	coach         above peers deal by deal, and the excess is spread over the clients
//
// in this order: people in "step in" first, then by expected yen gained, then by days
// past due, then by id; one a person and client, two a person. What needs a table that
// was not supplied (activities, sessions, updates) is not proposed and not mentioned.
func List(m *Matters) []assessment.StepInRow {
	var kept []assessment.StepInRow
	var all []candidate
	for i := range m.Records {
		if f, ok := m.instructionFinding(i, m.Person[m.Records[i].Person]); ok {
			all = append(all, f)
		}
	}
	for i := range m.People {
		p := &m.People[i]
		if f, ok := m.discountFinding(p); ok {
			p.Advice = f.Action
			all = append(all, f)
		}
		if f, ok := m.pauseFinding(p); ok {
			all = append(all, f)
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		x, y := &all[i], &all[j]
		switch {
		case x.Manager != y.Manager:
			return x.Manager < y.Manager
		case x.urgent != y.urgent:
			return x.urgent
		case x.gain != y.gain:
			return x.gain > y.gain
		case x.late != y.late:
			return x.late > y.late
		}
		return x.FindingID < y.FindingID
	})
	perManager, perPerson, pair := map[string]int{}, map[string]int{}, map[[2]string]bool{}
	for _, f := range all {
		key := [2]string{string(f.Person), string(f.Client)}
		if perManager[string(f.Manager)] >= MostFindings || perPerson[string(f.Person)] >= 2 || pair[key] {
			continue
		}
		pair[key] = true
		perPerson[string(f.Person)]++
		perManager[string(f.Manager)]++
		f.Rank = perManager[string(f.Manager)]
		kept = append(kept, f.StepInRow)
	}
	return kept
}

// pauseFinding asks a manager to agree the waits for the buyer with the person where the
// score hangs on them.
func (m *Matters) pauseFinding(p *assessment.Person) (candidate, bool) {
	if p.ScoreUnpaused == nil || p.Tier == assessment.NotEnoughEvidence || math.Abs(*p.ScoreUnpaused-*p.Score) <= DecisivePauses {
		return candidate{}, false
	}
	days, unproven := progress.BuyerWaits(m.Records, m.Own[string(p.ID)], m.Options)
	says := assessment.Say(assessment.SaysPauses, assessment.OfDays(days, m.Options.Lag.Business), assessment.OfDays(unproven, m.Options.Lag.Business))
	return candidate{urgent: p.Tier == assessment.StepIn, StepInRow: assessment.StepInRow{FindingID: ID("agree_pauses", string(p.ID), "", "", ""), Manager: p.Manager, Person: p.ID,
		Action: table.ActionFollowUp, Evidence: says, By: m.by(10)}}, true
}

// DecidedByPauses is the number of people whose score hangs on waits for the buyer.
func DecidedByPauses(m *Matters) int {
	n := 0
	for i := range m.People {
		if _, ok := m.pauseFinding(&m.People[i]); ok {
			n++
		}
	}
	return n
}
