package assessment

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
)

// CoachingRow is one coaching plan with its effect.
type CoachingRow struct {
	PlanID, Theme   string
	Person          table.PersonID
	From, To        table.Day
	SessionsPlanned *int64
	SessionsHeld    int64
	Accepted        bool
	Effect, Lo, Hi  Number // change of conceded discounts: −.27 is 27 % less; nil = no conclusion yet

	// For the sheets.
	HoursPlanned, HoursHeld Number // nil where no table says so
	Coach, Note             string
}

// CoachingGroup is the effect on all who began to be coached in one data month; 1 = none.
type CoachingGroup struct {
	From            table.Month
	People, Matched int
	Effect, Lo, Hi  float64
}

// CoachAsked are the people whose manager decided to support them as the finding
// proposed, with the finding, and who have no plan yet, by person.
func (a *Assessment) CoachAsked() []DecisionRow {
	planned := map[string]bool{}
	for i := range a.Coaching {
		planned[string(a.Coaching[i].Person)] = true
	}
	var list []DecisionRow
	for _, d := range a.Decisions {
		if d.Decision == "accepted" && (d.Published.Action == table.ActionCoach || d.Published.Action == table.ActionRehearse) && d.Published.Person != "" && !planned[string(d.Published.Person)] {
			planned[string(d.Published.Person)] = true
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(x, y DecisionRow) int { return cmp.Compare(x.Published.Person, y.Published.Person) })
	return list
}
