package instruction

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Returned is what was decided and answered up to the cut-off; published is what was said
// of a finding.
func (t *Tables) Returned(published map[string]assessment.Published) (decisions []assessment.DecisionRow, replies []assessment.ReplyRow) {
	if t == nil {
		return nil, nil
	}
	decided := map[string]int{}
	for _, d := range t.Decisions {
		if d.Decision == 0 {
			continue
		}
		decided[d.FindingID] = len(decisions)
		decisions = append(decisions, assessment.DecisionRow{FindingID: table.FindingID(d.FindingID), Published: published[d.FindingID], Decision: table.DecisionWords.Words[d.Decision].Name,
			Reason: table.DecisionReasons.Words[d.Reason].Name, Action: d.Action, Outcome: d.Outcome, Date: d.Date})
	}
	for _, r := range t.Replies {
		row := assessment.ReplyRow{FindingID: table.FindingID(r.FindingID), Published: published[r.FindingID], Reason: table.ReplyReasons.Words[r.Reason].Name, Reply: r.Reply, Date: r.Date}
		if k, ok := decided[r.FindingID]; ok && (!r.Date.Known() || !decisions[k].Date.Known() || decisions[k].Date >= r.Date) {
			row.Answer = &decisions[k]
		}
		replies = append(replies, row)
	}
	return decisions, replies
}
