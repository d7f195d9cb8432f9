package metrics

import (
	"runtime"
	"time"

	"tenbin/ingest/table"
)

// Options are the settings of a run that figures depend on. Every one is printed in
// the workbook; the zero value of a field means the default named beside it.
type Options struct {
	Month           table.Month
	ClosingDay      int // 0 = month end
	WindowMonths    int // 24; All = everything up to the cut-off
	LookBackMonths  int // 3
	FiscalYearStart int // 4
	Currency        string
	MinorUnits      int // decimal places of Currency: JPY 0, USD 2

	// Zone is the business time zone, in which recorded_at is held against the cut-off;
	// nil = UTC.
	Zone *time.Location

	// Lags are counted in Lag's days (business or calendar).
	Lag table.Calendar

	SizeBands []int64 // edges in minor units; nil = from the survey
	ListMin   *int64  // L_min in minor units; nil = from the survey

	CalendarFactor bool // METHOD 1, default on
	DueBand        bool // METHOD 2, default on
	AdvocacyMap    bool // METHOD 6c, default off: see advocacy.go

	Tolerance      float64 // τ, .005
	UnmatchedShare float64 // .02
	VisitCost      int64   // minor units; JPY 150 000
	HasVisitCost   bool    // false: another currency without a visit cost: the cost test is skipped
	Recovery       float64 // ρ, .3

	// Monitoring: a frozen baseline of BaselineMonths (24), then WatchedMonths (13) that
	// end with Month.
	BaselineMonths, WatchedMonths int

	// People (by id) and factors of whom nothing is said for now, by decision of the firm.
	SuspendedPeople, SuspendedFactors []string

	Workers  int
	SumsOnly bool // the cube without ledgers: only sums are wanted
}

// All as WindowMonths means everything up to the cut-off.
const All = -1

// MethodVersion is printed on every result; a change of published numbers raises it.
const MethodVersion = "1.2"

// CutOff is the last day that the run knows of.
func (o Options) CutOff() table.Day { return o.Month.CutOff(o.ClosingDay) }

// WindowFrom is the first day of the window, NoDay with WindowMonths All.
func (o Options) WindowFrom() table.Day {
	if o.WindowMonths == All {
		return table.NoDay
	}
	return (o.Month - table.Month(o.WindowMonths)).CutOff(o.ClosingDay) + 1
}

// settled returns o with the defaults in place of zero values.
func (o Options) settled() Options {
	if o.WindowMonths == 0 {
		o.WindowMonths = 24
	}
	if o.FiscalYearStart == 0 {
		o.FiscalYearStart = 4
	}
	if o.BaselineMonths == 0 {
		o.BaselineMonths = baselineMonths
	}
	if o.WatchedMonths == 0 {
		o.WatchedMonths = watchedMonths
	}
	if o.Workers < 1 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return o
}
