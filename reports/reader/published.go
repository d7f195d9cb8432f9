package reader

import (
	"encoding/json"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// Published is what earlier publications said, for the sheet on what changed.
type Published struct {
	Last     *Publication // the month before; nil where nothing is published for it
	Restated []Restated   // figures that come out differently on today's input
}

// Publication is the step-in list of one publication.
type Publication struct {
	Month    table.Month
	Findings []assessment.StepInRow
}

// Restated is one figure of one person that was published and no longer holds.
type Restated struct {
	Month, Version string
	Person, Key    string          // Key as in assessment.json, dotted
	Before, After  json.RawMessage // null where a publication lacks it
}

// RestatedKeys are the figures whose correction a manager is shown, with the kind
// of each: what stands on the sheets. Words of lists are written out.
var RestatedKeys = [...]struct {
	Key  string
	Kind sheet.Kind
}{
	{"tier", sheet.Words}, {"concession.conceded_amount", sheet.Money}, {"concession.ratio", sheet.Decimal}, {"lag.slowness", sheet.Decimal}, {"lag.instructions", sheet.Integer}, {"lag.overdue", sheet.Integer},
}

// Last is the step-in list of the month before, nil where none was published.
func (s Stamp) Last() *Publication {
	if s.Published == nil {
		return nil
	}
	return s.Published.Last
}

// PublishedIn are the rows of t for the reader on people who are still on the team.
func (v *Reader) PublishedIn(t *Publication) []*assessment.StepInRow {
	var list []*assessment.StepInRow
	for i := range t.Findings {
		if f := &t.Findings[i]; f.Manager == table.ManagerID(v.Manager) && v.Members[f.Person] != nil {
			list = append(list, f)
		}
	}
	return list
}

// SinceLast returns the findings that are new and those that are resolved since t.
func (v *Reader) SinceLast(t *Publication) (fresh, resolved []*assessment.StepInRow) {
	before, now := map[table.FindingID]bool{}, map[table.FindingID]bool{}
	for _, f := range v.Findings {
		now[f.FindingID] = true
	}
	for _, f := range v.PublishedIn(t) {
		before[f.FindingID] = true
		if !now[f.FindingID] {
			resolved = append(resolved, f)
		}
	}
	for _, f := range v.Findings {
		if !before[f.FindingID] {
			fresh = append(fresh, f)
		}
	}
	return fresh, resolved
}

// Restated are the corrected figures of the team that its sheets show.
func (v *Reader) Restated() []*Restated {
	if v.Stamp.Published == nil {
		return nil
	}
	var list []*Restated
	for i := range v.Stamp.Published.Restated {
		r := &v.Stamp.Published.Restated[i]
		if v.Members[table.PersonID(r.Person)] != nil && RestatedKind(r.Key) >= 0 {
			list = append(list, r)
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		p, q := list[i], list[j]
		if p.Month != q.Month {
			return p.Month > q.Month
		}
		if k, l := Reading(v.Members[table.PersonID(p.Person)]), Reading(v.Members[table.PersonID(q.Person)]); k != l {
			return k < l
		}
		if p.Person != q.Person {
			return p.Person < q.Person
		}
		return RestatedKind(p.Key) < RestatedKind(q.Key)
	})
	return list
}

// counted is what differs from the month before on this team, for page one.
func (v *Reader) counted() *Since {
	n := &Since{Restated: len(v.Restated())}
	if last := v.Stamp.Last(); last != nil {
		fresh, resolved := v.SinceLast(last)
		n.Compared, n.New, n.Resolved = true, len(fresh), len(resolved)
	}
	return n
}

// RestatedKind is the place of key among RestatedKeys, −1 where it is none of them.
func RestatedKind(key string) int {
	for k := range RestatedKeys {
		if RestatedKeys[k].Key == key {
			return k
		}
	}
	return -1
}

// OnPage are the findings that page one may show: not those of which the person says
// that the data are wrong, until that is answered.
func OnPage(findings []*assessment.StepInRow) []*assessment.StepInRow {
	var list []*assessment.StepInRow
	for _, f := range findings {
		if !f.Contested {
			list = append(list, f)
		}
	}
	return list
}
