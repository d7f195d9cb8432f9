package reports

import (
	"encoding/json"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// Published is what earlier publications said, for the sheet on what changed.
type Published struct {
	Last     *Told      // the month before; nil where nothing is published for it
	Restated []Restated // figures that come out differently on today's input
}

// Told is the step-in list of one publication.
type Told struct {
	Month    table.Month
	Findings []assessment.StepInRow
}

// Restated is one figure of one person that was published and no longer holds.
type Restated struct {
	Month, Version string
	Person, Key    string          // Key as in assessment.json, dotted
	Before, After  json.RawMessage // null where a publication lacks it
}

// restatedKeys are the figures that a manager is told the correction of, with the kind
// of each: what stands on the sheets. Words of lists are written out.
var restatedKeys = [...]struct {
	key  string
	kind sheet.Kind
}{
	{"tier", sheet.Words}, {"concession.conceded_amount", sheet.Money}, {"concession.ratio", sheet.Decimal}, {"lag.slowness", sheet.Decimal}, {"lag.instructions", sheet.Integer}, {"lag.overdue", sheet.Integer},
}

// last is the step-in list of the month before, nil where none was published.
func (s Stamp) last() *Told {
	if s.Published == nil {
		return nil
	}
	return s.Published.Last
}

// told are the rows of t for the reader on people who are still on the team.
func (v *Reader) told(t *Told) []*assessment.StepInRow {
	var list []*assessment.StepInRow
	for i := range t.Findings {
		if f := &t.Findings[i]; f.Manager == v.manager && v.member[f.Person] != nil {
			list = append(list, f)
		}
	}
	return list
}

// sinceLast returns the findings that are new and those that are resolved since t.
func (v *Reader) sinceLast(t *Told) (fresh, resolved []*assessment.StepInRow) {
	before, now := map[string]bool{}, map[string]bool{}
	for _, f := range v.findings {
		now[f.FindingID] = true
	}
	for _, f := range v.told(t) {
		before[f.FindingID] = true
		if !now[f.FindingID] {
			resolved = append(resolved, f)
		}
	}
	for _, f := range v.findings {
		if !before[f.FindingID] {
			fresh = append(fresh, f)
		}
	}
	return fresh, resolved
}

// restated are the corrected figures of the team that its sheets show.
func (v *Reader) restated() []*Restated {
	if v.stamp.Published == nil {
		return nil
	}
	var list []*Restated
	for i := range v.stamp.Published.Restated {
		r := &v.stamp.Published.Restated[i]
		if v.member[r.Person] != nil && restatedKind(r.Key) >= 0 {
			list = append(list, r)
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		p, q := list[i], list[j]
		if p.Month != q.Month {
			return p.Month > q.Month
		}
		if k, l := reading(v.member[p.Person]), reading(v.member[q.Person]); k != l {
			return k < l
		}
		if p.Person != q.Person {
			return p.Person < q.Person
		}
		return restatedKind(p.Key) < restatedKind(q.Key)
	})
	return list
}

// counted is what differs from the month before on this team, for page one.
func (v *Reader) counted() *Since {
	n := &Since{Restated: len(v.restated())}
	if last := v.stamp.last(); last != nil {
		fresh, resolved := v.sinceLast(last)
		n.Compared, n.New, n.Resolved = true, len(fresh), len(resolved)
	}
	return n
}

func restatedKind(key string) int {
	for k := range restatedKeys {
		if restatedKeys[k].key == key {
			return k
		}
	}
	return -1
}

// changedColumns are the columns that the parts of the sheet share.
const changedColumns = 5

// changedSheet compares the month with what was published before it: findings that are
// new or resolved since the month before, and published figures that no longer hold.
func (v *Reader) changedSheet() sheet.Sheet {
	c := v.c
	s := sheet.Sheet{Key: "changed", Top: v.top("changed", changedColumns), Columns: []sheet.Column{{Key: "col.person", Width: 18, Wrap: true}, {Key: "col.client", Width: 26, Wrap: true},
		{Key: "changed.figure", Width: 30, Wrap: true}, {Key: "changed.before", Width: 22, Wrap: true}, {Key: "changed.after", Width: 22, Wrap: true}}}
	if v.stamp.Published == nil {
		s.Body = append(s.Body, says(changedColumns, c.Text("changed.first")))
		return s
	}
	if last := v.stamp.last(); last == nil {
		s.Body = append(s.Body, says(changedColumns, c.Text("changed.no_findings")))
	} else {
		fresh, resolved := v.sinceLast(last)
		s.Body = append(s.Body, v.changedFindings(c.Text("changed.new", c.Month(last.Month), len(fresh)), fresh)...)
		s.Body = append(s.Body, v.changedFindings(c.Text("changed.resolved", c.Month(last.Month), len(resolved)), resolved)...)
	}
	s.Body = append(s.Body, v.changedDecisions()...)
	rows := v.restated()
	title := c.Text("changed.restated", len(rows))
	if len(rows) == 0 {
		s.Body = append(append(s.Body, part(changedColumns, title)...), says(changedColumns, c.Text("changed.no_restated")))
		return s
	}
	s.Body = append(s.Body, part(changedColumns, title, c.Text("changed.month"), c.Text("col.person"), c.Text("changed.figure"), c.Text("changed.before"), c.Text("changed.after"))...)
	for _, r := range rows {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(r.Month+" ("+r.Version+")"), sheet.String(v.person(r.Person)), sheet.String(c.Text("changed."+r.Key)), v.restatedCell(r.Key, r.Before), v.restatedCell(r.Key, r.After)))
	}
	return s
}

func (v *Reader) changedFindings(title string, list []*assessment.StepInRow) []sheet.Row {
	c := v.c
	if len(list) == 0 {
		return append(part(changedColumns, title), says(changedColumns, c.Text("changed.none")))
	}
	rows := part(changedColumns, title, c.Text("col.person"), c.Text("col.client"), c.Text("col.proposal"), c.Text("step.money"), c.Text("col.finding_id"))
	for _, f := range list {
		client := sheet.Cell{}
		if f.Client != "" {
			client = sheet.String(v.client(f.Client))
		}
		rows = append(rows, sheet.RowOf(sheet.String(v.person(f.Person)), client, sheet.String(c.Closed("action", f.Action)), sheet.Amount(f.AmountAtStake), sheet.Toned(f.FindingID, sheet.Small)))
	}
	return rows
}

// restatedCell is a figure of assessment.json as the sheets show it.
func (v *Reader) restatedCell(key string, raw json.RawMessage) sheet.Cell {
	kind := restatedKeys[restatedKind(key)].kind
	if kind == sheet.Words {
		var s string
		if json.Unmarshal(raw, &s) != nil || s == "" {
			return sheet.String(sheet.Missing)
		}
		return sheet.String(v.c.Closed("tier", s))
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
