package manager

import (
	"encoding/json"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// changedColumns are the columns that the parts of the sheet share.
const changedColumns = 5

// changedSheet compares the month with what was published before it: findings that are
// new or resolved since the month before, and published figures that no longer hold.
func changedSheet(v *reader.Reader) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "changed", Top: part.Top(v, "changed", changedColumns), Columns: []sheet.Column{{Key: "col.person", Width: 18, Wrap: true}, {Key: "col.client", Width: 26, Wrap: true},
		{Key: "changed.figure", Width: 30, Wrap: true}, {Key: "changed.before", Width: 22, Wrap: true}, {Key: "changed.after", Width: 22, Wrap: true}}}
	if v.Stamp.Published == nil {
		s.Body = append(s.Body, part.Says(changedColumns, c.Text("changed.first")))
		return s
	}
	if last := v.Stamp.Last(); last == nil {
		s.Body = append(s.Body, part.Says(changedColumns, c.Text("changed.no_findings")))
	} else {
		fresh, resolved := v.SinceLast(last)
		s.Body = append(s.Body, changedFindings(v, c.Text("changed.new", c.Month(last.Month), len(fresh)), fresh)...)
		s.Body = append(s.Body, changedFindings(v, c.Text("changed.resolved", c.Month(last.Month), len(resolved)), resolved)...)
	}
	s.Body = append(s.Body, changedDecisions(v)...)
	rows := v.Restated()
	title := c.Text("changed.restated", len(rows))
	if len(rows) == 0 {
		s.Body = append(append(s.Body, part.Section(changedColumns, title)...), part.Says(changedColumns, c.Text("changed.no_restated")))
		return s
	}
	s.Body = append(s.Body, part.Section(changedColumns, title, c.Text("changed.month"), c.Text("col.person"), c.Text("changed.figure"), c.Text("changed.before"), c.Text("changed.after"))...)
	for _, r := range rows {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(r.Month+" ("+r.Version+")"), sheet.String(v.PersonName(table.PersonID(r.Person))), sheet.String(c.Text("changed."+r.Key)), restatedCell(v, r.Key, r.Before), restatedCell(v, r.Key, r.After)))
	}
	return s
}

func changedFindings(v *reader.Reader, title string, list []*assessment.StepInRow) []sheet.Row {
	c := v.Words
	if len(list) == 0 {
		return append(part.Section(changedColumns, title), part.Says(changedColumns, c.Text("changed.none")))
	}
	rows := part.Section(changedColumns, title, c.Text("col.person"), c.Text("col.client"), c.Text("col.proposal"), c.Text("step.money"), c.Text("col.finding_id"))
	for _, f := range list {
		client := sheet.Cell{}
		if f.Client != "" {
			client = sheet.String(v.ClientName(f.Client))
		}
		rows = append(rows, sheet.RowOf(sheet.String(v.PersonName(f.Person)), client, sheet.String(c.Closed("action", string(f.Action))), sheet.Amount(f.AmountAtStake), sheet.Toned(string(f.FindingID), sheet.Small)))
	}
	return rows
}

// restatedCell is a figure of assessment.json as the sheets show it.
func restatedCell(v *reader.Reader, key string, raw json.RawMessage) sheet.Cell {
	kind := reader.RestatedKeys[reader.RestatedKind(key)].Kind
	if kind == sheet.Words {
		var s string
		if json.Unmarshal(raw, &s) != nil || s == "" {
			return sheet.String(sheet.Missing)
		}
		return sheet.String(v.Words.Closed("tier", s))
	}
	var x *float64
	if json.Unmarshal(raw, &x) != nil || x == nil {
		return sheet.Cell{Kind: kind}
	}
	if kind == sheet.Money || kind == sheet.Integer {
		return sheet.Cell{Kind: kind, Int: int64(*x), Set: true}
	}
	return sheet.Figure(kind, x)
}
