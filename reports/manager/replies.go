package manager

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// anyReply reports whether somebody answered about one of the findings.
func anyReply(findings []*assessment.StepInRow) bool {
	for _, f := range findings {
		if f.Reply != nil {
			return true
		}
	}
	return false
}

// replyOf is what the person answered about a finding: the chosen reason, and the words
// as they were written.
func replyOf(v *reader.Reader, f *assessment.StepInRow) string {
	if f.Reply == nil {
		return ""
	}
	s := v.Words.Word(table.ReplyReasons, f.Reply.Reason)
	if f.Reply.Reply != "" {
		if s != "" {
			s += v.Words.Text("reply.colon")
		}
		s += f.Reply.Reply
	}
	if f.Contested {
		s += v.Words.Text("reply.open")
	}
	return s
}

// longestAnswer is how many letters of an answer page one prints; the whole stands on the
// sheet for decisions.
const longestAnswer = 40

// answered is the person's answer as page one shows it beside the finding.
func answered(v *reader.Reader, f *assessment.StepInRow) string {
	s := sheet.OneLine(replyOf(v, f))
	if s == "" {
		return ""
	}
	if letters := []rune(s); len(letters) > longestAnswer {
		s = string(letters[:longestAnswer-1]) + "…"
	}
	return v.Words.Text("reply.said", s)
}

// answering is how many people of the team answered on their cards.
func answering(v *reader.Reader) int {
	people := map[string]bool{}
	for i := range v.Assessment.Replies {
		if r := &v.Assessment.Replies[i]; r.Published.Manager == table.ManagerID(v.Manager) && v.Members[r.Published.Person] != nil {
			people[string(r.Published.Person)] = true
		}
	}
	return len(people)
}

// decided are the decisions of the reader's own that came back, with how many of them
// dismissed the finding.
func decided(v *reader.Reader) (list []*assessment.DecisionRow, dismissed int) {
	for i := range v.Assessment.Decisions {
		d := &v.Assessment.Decisions[i]
		if d.Published.Manager != table.ManagerID(v.Manager) || v.Members[d.Published.Person] == nil {
			continue
		}
		list = append(list, d)
		if d.Decision == "dismissed" {
			dismissed++
		}
	}
	return list, dismissed
}

// changedDecisions is the part of the sheet on what changed that shows what was decided.
func changedDecisions(v *reader.Reader) []sheet.Row {
	c := v.Words
	list, dismissed := decided(v)
	if last := v.Stamp.Last(); len(list) == 0 && (last == nil || len(v.PublishedIn(last)) == 0) {
		return nil // nothing was asked
	}
	if len(list) == 0 {
		return append(part.Section(changedColumns, c.Text("changed.decisions", 0, 0)), part.Says(changedColumns, c.Text("changed.no_decisions")))
	}
	rows := part.Section(changedColumns, c.Text("changed.decisions", len(list), dismissed), c.Text("col.person"), c.Text("col.client"), c.Text("col.decision"), c.Text("col.what"), c.Text("col.outcome"))
	for _, d := range list {
		client := sheet.Cell{}
		if d.Published.Client != "" {
			client = sheet.String(v.ClientName(d.Published.Client))
		}
		why := c.Word(table.DecisionWords, d.Decision)
		if r := c.Word(table.DecisionReasons, d.Reason); r != "" {
			why += c.Text("reply.colon") + r
		}
		rows = append(rows, sheet.RowOf(sheet.String(v.PersonName(d.Published.Person)), client, sheet.String(why), sheet.String(d.Action), sheet.String(d.Outcome)))
	}
	return rows
}
