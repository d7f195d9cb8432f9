package main

import (
	"fmt"

	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/reports/publish"
)

// retain erases the months that are kept no longer, counted from the month of a: the
// shorter of publish.keep_months and governance.retention_months holds. Each leaves a
// tombstone that says what stood there and by which rule it went.
func (j *job) retain(a *metrics.Assessment) error {
	keep, rule := j.c.KeepMonths(), "publish.keep_months"
	if g, ok := j.c.Governance(); ok && g.RetentionMonths > 0 && g.RetentionMonths < keep {
		keep, rule = g.RetentionMonths, "governance.retention_months"
	}
	set, err := j.store.Expire((a.Month - table.Month(keep) + 1).String(), publish.Tombstone{Rule: fmt.Sprintf("%s: %d", rule, keep), ErasedBy: a.RunID, AsOf: a.CutOff.String()})
	for _, t := range set {
		j.say.note("erased", words{fmt.Sprintf("%s の公開分(%d 版)を保存期間(%s)により消去しました", t.Month, len(t.Versions), t.Rule),
			fmt.Sprintf("%s (%d versions) was erased by the retention rule %s", t.Month, len(t.Versions), t.Rule)})
	}
	return err
}
