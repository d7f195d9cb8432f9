package finding

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/estimate"
	"tenbin/metrics/forecast"
	"tenbin/metrics/instruction"
	"tenbin/metrics/record"
)

// Company is what tiers and their reasons are decided from.
type Company struct {
	Options    assessment.Options
	Cut        table.Day // cut-off
	WindowFrom table.Day
	Months     float64 // with measured lines
	Roster     *table.Roster
	Estimates  *estimate.Estimates
	Forecasts  []forecast.Forecast     // by record
	Gains      []forecast.Gain         // by person of the estimates
	Lines      []assessment.LedgerLine // largest lines, by person
	Charts     []assessment.Chart      // by person
}

// Matters is what the step-in list and the praise are decided from: a company whose
// people have their tiers, and what is on record.
type Matters struct {
	*Company
	People   []assessment.Person
	Person   map[string]*assessment.Person // the same, by id
	Pairs    []assessment.Pair             // by person
	Records  []instruction.Record
	Own      map[string][]int // records by person
	Dated    bool             // some record has a due date
	Register *record.Register
	Gaps     record.Gaps
}
