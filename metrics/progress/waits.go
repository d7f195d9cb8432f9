package progress

import (
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// BuyerWaits sums the counting days of a person's own records in waits for the buyer, and those of them
// without evidence.
func BuyerWaits(records []instruction.Record, own []int, o assessment.Options) (all, unproven int) {
	for _, k := range own {
		r := &records[k]
		unproven += r.UnprovenPaused
		all += r.UnprovenPaused + instruction.CountingDays(r.BuyerPaused, r.Issued, o.CutOff(), o)
	}
	return all, unproven
}
