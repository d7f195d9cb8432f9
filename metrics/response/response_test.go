package response

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
)

// Without a table the events are those of the instructions; what was withdrawn before it
// took effect is none.
func TestShocksFromInstructions(t *testing.T) {
	o := assessment.Options{Month: table.MonthOf(2026, 10)}
	cut := o.CutOff()
	record := func(trigger int, client string, effective, closed table.Day, status int) instruction.Record {
		return instruction.Record{Client: client, Trigger: trigger, Issued: cut - 100, EffectiveFrom: effective, Closed: closed, Status: status, Implemented: table.NoDay}
	}
	in := &Input{Options: o, Records: []instruction.Record{
		record(table.PriceIncrease, "a", cut-40, table.NoDay, 0),
		record(table.PriceIncrease, "b", cut+40, table.NoDay, 0),
		record(table.PriceIncrease, "c", cut-40, cut-60, table.StatusWithdrawn),
		record(table.QualityIssue, "d", table.NoDay, table.NoDay, 0),
		record(table.QualityIssue, "", table.NoDay, table.NoDay, 0),
		record(table.OtherTrigger, "e", table.NoDay, table.NoDay, 0),
	}}
	list, derived := in.shocks()
	if !derived || len(list) != 2 || list[0].client != "a" || list[0].month != (cut-40).DataMonth(o.ClosingDay) || list[1].client != "d" || list[1].month != (cut-100).DataMonth(o.ClosingDay) {
		t.Errorf("derived %v: %+v", derived, list)
	}
}
