package guard

import (
	"fmt"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
)

// What says that an export ends too early: so many days with deals to know the usual pauses
// from, and at least so many days without one up to the end of the data month.
const (
	daysToKnow = 20
	daysSilent = 7
)

// EndsEarly warns of deals that end well before the data month does: a pause that is longer
// than any between the days of the window says that the export was made before. nil where it
// was not, or where too few days are known.
func EndsEarly(a *assessment.Assessment, days []table.Day) *publish.Warning {
	known, longest, last := 0, table.Day(0), table.NoDay
	for _, d := range days {
		if d > a.CutOff {
			return nil
		}
		if d < a.WindowFrom && a.WindowFrom.Known() {
			continue
		}
		if last.Known() {
			longest = max(longest, d-last)
		}
		last = d
		known++
	}
	if known < daysToKnow || a.CutOff-last <= max(daysSilent, longest) {
		return nil
	}
	return &publish.Warning{Code: "export_ends_early", JA: fmt.Sprintf("売上は %s で終わり、月末 %s まで %d 日間ありません(これまでの最長は %d 日)。月の途中の出力なら、締めた後に出力し直してください", last, a.CutOff, a.CutOff-last, longest),
		EN: fmt.Sprintf("the deals end on %s and there are none for %d days up to %s (the longest pause before was %d days): if the export was made before the month ended, make it again", last, a.CutOff-last, a.CutOff, longest)}
}
