package reader

import (
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// PersonName is the name of a person id.
func (v *Reader) PersonName(id table.PersonID) string {
	if p := v.Members[id]; p != nil && p.Name != "" {
		return p.Name
	}
	return string(id)
}

// ClientName is the name of a client id.
func (v *Reader) ClientName(id table.ClientID) string {
	if n := v.clients[id]; n != "" {
		return n
	}
	return v.Stamp.Names.Client(string(id))
}

// Say is the sentence of e.
func (v *Reader) Say(e assessment.Evidence) string {
	s := v.Words.Speaker(v.Assessment)
	s.Client = func(id string) string { return v.ClientName(table.ClientID(id)) }
	return s.Say(e)
}

// ManagerName is the name of the reader.
func (v *Reader) ManagerName() string {
	for i := range v.Assessment.People {
		if p := &v.Assessment.People[i]; p.ID == table.PersonID(v.Manager) && p.Name != "" {
			return p.Name
		}
	}
	if v.Manager == "" {
		return v.Words.Text("page.nobody")
	}
	return v.Stamp.Names.Person(v.Manager)
}

// TeamName is the name of the team or teams.
func (v *Reader) TeamName() string {
	var names []string
	for _, t := range v.Teams {
		if t != "" {
			names = append(names, t)
		}
	}
	if len(names) == 0 {
		if v.Manager == "" {
			return v.Assessment.Company
		}
		return v.Words.Text("page.team_of", v.ManagerName())
	}
	return strings.Join(names, v.Words.Text("list.separator"))
}

// Trend sums one number of the reader's people in month m, of nobody else; it is not known
// where none of them has a figure. Who is shown no people reads it by team.
func (v *Reader) Trend(m *assessment.TrendMonth, f func(*assessment.TrendMonth) map[string]int64) (int64, bool) {
	sum, any := int64(0), false
	add := func(key string) {
		if x, ok := f(m)[key]; ok {
			sum, any = sum+x, true
		}
	}
	if v.People == nil {
		for _, t := range v.Teams {
			add(t)
		}
	}
	for _, p := range v.People {
		add(string(p.ID))
	}
	return sum, any
}

// Scored is how many people of the whole company carry a score.
func (v *Reader) Scored() int {
	n := 0
	for i := range v.Assessment.People {
		if v.Assessment.People[i].Score != nil && v.Assessment.People[i].Tier != assessment.NotEnoughEvidence {
			n++
		}
	}
	return n
}
