package table

import "sort"

// Period is a stretch of a person's time in a team, or an absence from it.
type Period struct {
	Team, Manager string
	From, To      Day // NoDay = open
	Absence       bool
}

// covers reports whether d lies in the period.
func (p Period) covers(d Day) bool {
	return (p.From == NoDay || d >= p.From) && (p.To == NoDay || d <= p.To)
}

// RosterPerson is one person of the roster with everything that is known by period.
type RosterPerson struct {
	ID, Name, Kana string
	Aliases        []string
	Periods        []Period // by From; absences among them
}

// Start is the first day that the person is on the roster, NoDay when open.
func (p *RosterPerson) Start() Day {
	start, any := NoDay, false
	for _, q := range p.Periods {
		if q.Absence {
			continue
		}
		if q.From == NoDay {
			return NoDay
		}
		if !any || q.From < start {
			start, any = q.From, true
		}
	}
	return start
}

// On returns the period that holds on day d; of several the latest begun.
func (p *RosterPerson) On(d Day) (Period, bool) {
	var found Period
	ok := false
	for _, q := range p.Periods {
		if !q.Absence && q.covers(d) {
			found, ok = q, true
		}
	}
	return found, ok
}

// AbsentDays returns the days of [from, to] on which the person is absent, one by one.
func (p *RosterPerson) AbsentDays(from, to Day) []Day {
	var days []Day
	for d := from; d <= to; d++ {
		for _, q := range p.Periods {
			if q.Absence && q.covers(d) {
				days = append(days, d)
				break
			}
		}
	}
	return days
}

// Roster is who sells, in which team, for whom. The zero value is an empty roster:
// every name then stands for itself.
type Roster struct{ People []RosterPerson } // sorted by ID

// Find returns the person with that id, or nil.
func (r *Roster) Find(id string) *RosterPerson {
	if r == nil {
		return nil
	}
	i := sort.Search(len(r.People), func(i int) bool { return r.People[i].ID >= id })
	if i < len(r.People) && r.People[i].ID == id {
		return &r.People[i]
	}
	return nil
}

// PolicyRule authorises a discount for what its non-empty fields name.
type PolicyRule struct {
	Category, Segment, Client string
	Rate                      int64 // 10⁻⁹
	From, To                  Day
}

// Policy answers which discount is authorised. The zero value has no rules.
type Policy struct{ Rules []PolicyRule }

// Rate returns the authorised rate of the most specific rule (client before segment
// before category; of equals the one that began last) and whether any rule answers.
func (p *Policy) Rate(category, segment, client string, on Day) (int64, bool) {
	if p == nil {
		return 0, false
	}
	best, rank, from := int64(0), -1, NoDay
	for _, r := range p.Rules {
		if r.Category != "" && r.Category != category || r.Segment != "" && r.Segment != segment || r.Client != "" && r.Client != client {
			continue
		}
		if r.From != NoDay && on < r.From || r.To != NoDay && on > r.To {
			continue
		}
		k := 0
		if r.Client != "" {
			k += 4
		}
		if r.Segment != "" {
			k += 2
		}
		if r.Category != "" {
			k++
		}
		if k > rank || k == rank && r.From >= from {
			best, rank, from = r.Rate, k, r.From
		}
	}
	return best, rank >= 0
}

// Names shows people and clients as they are written; keys are ids. An id without an
// entry is shown as it is.
type Names struct{ People, Clients map[string]string }

// Person returns the name to show for a person id.
func (n Names) Person(id string) string { return shown(n.People, id) }

// Client returns the name to show for a client id.
func (n Names) Client(id string) string { return shown(n.Clients, id) }

func shown(m map[string]string, id string) string {
	if s, ok := m[id]; ok && s != "" {
		return s
	}
	return id
}
