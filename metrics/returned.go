package metrics

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// remember puts beside a finding what was decided and answered about the same matter.
func (a *assessor) remember(f *assessment.StepInRow) {
	if k, ok := slices.BinarySearchFunc(a.Decisions, f.FindingID, func(d assessment.DecisionRow, id table.FindingID) int { return cmp.Compare(d.FindingID, id) }); ok {
		f.Decided = &a.Decisions[k]
	}
	if k, ok := slices.BinarySearchFunc(a.Replies, f.FindingID, func(r assessment.ReplyRow, id table.FindingID) int { return cmp.Compare(r.FindingID, id) }); ok {
		f.Reply = &a.Replies[k]
		f.Contested = f.Reply.Reason == "data_wrong" && f.Reply.Answer == nil
	}
}
