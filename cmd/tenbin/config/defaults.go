package config

import (
	"tenbin/ingest"
	"tenbin/metrics/assessment"
)

// fill sets what was not given. What figures depend on has its default in package
// assessment, what a file may hold in ingest; everything else is said here.
func (d *document) fill() {
	def := assessment.DefaultOptions()
	put(&d.Version, 1)
	put(&d.TimeZone, "Asia/Tokyo")
	put(&d.Currency, def.Currency)
	d.languageOpen = d.Language == ""
	put(&d.Language, "ja")
	put(&d.FiscalYearStart, def.FiscalYearStart)
	put(&d.WindowMonths, window(def.WindowMonths))
	ref(&d.LookBackMonths, def.LookBackMonths)
	put(&d.Clock, "business")
	put(&d.People, "names")
	put(&d.Stage, "publish")
	ref(&d.Method.CalendarFactor, toggle(def.CalendarFactor))
	ref(&d.Method.DueBand, toggle(def.DueBand))
	ref(&d.Thresholds.Tolerance, def.Tolerance)
	ref(&d.Thresholds.UnmatchedShare, def.UnmatchedShare)
	ref(&d.Thresholds.Recovery, def.Recovery)
	if d.Currency == def.Currency { // the cost is said in it, and it has no minor units
		ref(&d.Thresholds.VisitCost, float64(def.VisitCost))
	}
	ref(&d.TaxRate, .1)
	if d.Ranks == nil {
		d.Ranks = []string{"担当", "主任", "係長", "課長", "次長", "部長", "本部長", "取締役", "社長"}
	}
	put(&d.Publish.Directory, "out")
	ref(&d.Publish.KeepMonths, 36)
	put(&d.Inbox, "inbox")
	most := ingest.Limits{}.WithDefaults()
	put(&d.Limits.Memory, 2<<30)
	put(&d.Limits.Unpacked, size(most.Unpacked))
	put(&d.Limits.Ratio, int(most.Ratio))
	put(&d.Limits.Rows, int(most.Rows))
	put(&d.Limits.Columns, most.Columns)
	put(&d.Limits.Cell, size(most.Cell))
}

func put[T comparable](p *T, v T) {
	var zero T
	if *p == zero {
		*p = v
	}
}

func ref[T any](p **T, v T) {
	if *p == nil {
		*p = &v
	}
}
