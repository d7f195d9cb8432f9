package reports

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
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
func (v *Reader) replyOf(f *assessment.StepInRow) string {
	if f.Reply == nil {
		return ""
	}
	s := v.c.Word(table.ReplyReasons, f.Reply.Reason)
	if f.Reply.Reply != "" {
		if s != "" {
			s += v.c.Text("reply.colon")
		}
		s += f.Reply.Reply
	}
	if f.Contested {
		s += v.c.Text("reply.open")
	}
	return s
}

// longestAnswer is how many letters of an answer page one prints; the whole stands on the
// sheet for decisions.
const longestAnswer = 40

// answered is the person's answer as page one shows it beside the finding.
func (v *Reader) answered(f *assessment.StepInRow) string {
	s := oneLine(v.replyOf(f))
	if s == "" {
		return ""
	}
	if letters := []rune(s); len(letters) > longestAnswer {
		s = string(letters[:longestAnswer-1]) + "…"
	}
	return v.c.Text("reply.said", s)
}

// answering is how many people of the team answered on their cards.
func (v *Reader) answering() int {
	people := map[string]bool{}
	for i := range v.a.Replies {
		if r := &v.a.Replies[i]; r.Told.Manager == v.manager && v.member[r.Told.Person] != nil {
			people[r.Told.Person] = true
		}
	}
	return len(people)
}

// onPage are the findings that page one may show: not those of which the person says
// that the data are wrong, until that is answered.
func onPage(findings []*assessment.StepInRow) []*assessment.StepInRow {
	var list []*assessment.StepInRow
	for _, f := range findings {
		if !f.Contested {
			list = append(list, f)
		}
	}
	return list
}

// decided are the decisions of the reader's own that came back, with how many of them
// dismissed the finding.
func (v *Reader) decided() (list []*assessment.DecisionRow, dismissed int) {
	for i := range v.a.Decisions {
		d := &v.a.Decisions[i]
		if d.Told.Manager != v.manager || v.member[d.Told.Person] == nil {
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
func (v *Reader) changedDecisions() []sheet.Row {
	c := v.c
	list, dismissed := v.decided()
	if last := v.stamp.last(); len(list) == 0 && (last == nil || len(v.told(last)) == 0) {
		return nil // nothing was asked
	}
	if len(list) == 0 {
		return append(part(changedColumns, c.Text("changed.decisions", 0, 0)), says(changedColumns, c.Text("changed.no_decisions")))
	}
	rows := part(changedColumns, c.Text("changed.decisions", len(list), dismissed), c.Text("col.person"), c.Text("col.client"), c.Text("col.decision"), c.Text("col.what"), c.Text("col.outcome"))
	for _, d := range list {
		client := sheet.Cell{}
		if d.Told.Client != "" {
			client = sheet.String(v.client(d.Told.Client))
		}
		why := c.Word(table.DecisionWords, d.Decision)
		if r := c.Word(table.DecisionReasons, d.Reason); r != "" {
			why += c.Text("reply.colon") + r
		}
		rows = append(rows, sheet.RowOf(sheet.String(v.person(d.Told.Person)), client, sheet.String(why), sheet.String(d.Action), sheet.String(d.Outcome)))
	}
	return rows
}
