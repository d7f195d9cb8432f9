package metrics

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// returned fills what was decided and answered up to the cut-off.
func (a *assessor) returned() {
	t := a.data.Small
	if t == nil {
		return
	}
	decided := map[string]int{}
	for _, d := range t.Decisions {
		if d.Decision == 0 {
			continue
		}
		decided[d.FindingID] = len(a.Decisions)
		a.Decisions = append(a.Decisions, assessment.DecisionRow{FindingID: table.FindingID(d.FindingID), Told: a.data.Published[d.FindingID], Decision: table.DecisionWords.Words[d.Decision].Name,
			Reason: table.DecisionReasons.Words[d.Reason].Name, Action: d.Action, Outcome: d.Outcome, Date: d.Date})
	}
	for _, r := range t.Replies {
		row := assessment.ReplyRow{FindingID: table.FindingID(r.FindingID), Told: a.data.Published[r.FindingID], Reason: table.ReplyReasons.Words[r.Reason].Name, Reply: r.Reply, Date: r.Date}
		if k, ok := decided[r.FindingID]; ok && (!r.Date.Known() || !a.Decisions[k].Date.Known() || a.Decisions[k].Date >= r.Date) {
			row.Answer = &a.Decisions[k]
		}
		a.Replies = append(a.Replies, row)
	}
}

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
