// Package instructiontest makes up instructions for the tests of the rooms that read them.
package instructiontest

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// Order is an instruction of the tests: issued so many days before the cut-off of
// 2026-10-31; done, due, logged and closed count days from the issue, −1 = none.
type Order struct {
	ID, Person, Client               string
	Trigger, Ago                     int
	Done, Due, Logged, Closed, Taken int
	Status                           int
	Target                           float64
	Effective                        int
}

// None stands for an absent day.
const None = -1

// Open is an order that waits, without anything else known of it.
func Open(id, person, client string, trigger, ago int) Order {
	return Order{ID: id, Person: person, Client: client, Trigger: trigger, Ago: ago, Done: None, Due: None, Logged: None, Closed: None, Taken: None, Effective: None}
}

// Done is an order that was carried out so many days after its issue.
func Done(id, person, client string, trigger, ago, days int) Order {
	o := Open(id, person, client, trigger, ago)
	o.Done, o.Status = days, table.StatusImplemented
	return o
}

// Record is the instruction.
func (o Order) Record() instruction.Record {
	issued := table.DayOf(2026, 10, 31) - table.Day(o.Ago)
	day := func(n int) table.Day {
		if n == None {
			return table.NoDay
		}
		return issued + table.Day(n)
	}
	r := instruction.Record{ID: o.ID, Person: o.Person, Client: o.Client, Trigger: o.Trigger, Status: o.Status, Issued: issued, Implemented: day(o.Done), Due: day(o.Due),
		LoggedAt: day(o.Logged), Closed: day(o.Closed), HeldFrom: day(o.Taken), EffectiveFrom: day(o.Effective), Acknowledged: table.NoDay, ClientContacted: table.NoDay, AgreedOn: table.NoDay, Reported: table.NoDay}
	if o.Target > 0 {
		v := int64(math.Round(o.Target * table.RateScale))
		r.TargetIncrease = &v
	}
	return r
}

// Records are the instructions, with the places of their people.
func Records(orders ...Order) (records []instruction.Record, person map[string]int) {
	person = map[string]int{}
	for _, o := range orders {
		if _, ok := person[o.Person]; !ok && o.Person != "" {
			person[o.Person] = len(person)
		}
		records = append(records, o.Record())
	}
	return records, person
}

// Options are the settings of the reference figures.
func Options() assessment.Options {
	return assessment.Options{Month: table.MonthOf(2026, 10), WindowMonths: assessment.All, Currency: "JPY", SizeBands: []int64{1e5, 4e5, 16e5, 64e5},
		Tolerance: .005, UnmatchedShare: .02, VisitCost: 150_000, HasVisitCost: true, Recovery: .3, Workers: 1}
}
