package reader

import (
	"fmt"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// Reader is what one manager may see: his own team without himself.
type Reader struct {
	Base
	Stamp   Stamp
	Manager string

	People       []*assessment.Person // in rank order; those without rank after them, in kana order
	Members      map[table.PersonID]*assessment.Person
	clients      map[table.ClientID]string // names by id
	Teams        []string
	Instructions []*assessment.Instruction
	Pairs        []*assessment.Pair
	Lines        []*assessment.LedgerLine
	Findings     []*assessment.StepInRow
	Done         []*assessment.DoneWellRow
	Coaching     []*assessment.CoachingRow
}

// Team selects manager's team. A playing manager's own rows are left out: they belong
// to the sheet of the manager above.
func (s *Index) Team(manager string, stamp Stamp, language string) (*Reader, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	a := s.a
	v := &Reader{Base: BaseOf(a, c), Stamp: stamp, Manager: manager,
		Members: map[table.PersonID]*assessment.Person{}, clients: map[table.ClientID]string{}}
	seen := map[string]bool{}
	for i := range a.People {
		p := &a.People[i]
		if p.Manager != table.ManagerID(manager) || p.ID == table.PersonID(manager) {
			continue
		}
		v.People = append(v.People, p)
		v.Members[p.ID] = p
		if !seen[p.Team] {
			seen[p.Team] = true
			v.Teams = append(v.Teams, p.Team)
		}
	}
	if len(v.People) == 0 {
		return nil, fmt.Errorf("manager %s: nobody in the assessment reports to this manager", manager)
	}
	sort.Strings(v.Teams)
	sort.SliceStable(v.People, func(i, j int) bool { return before(v.People[i], v.People[j]) })
	v.choose(s.holdings())
	if stamp.Published != nil {
		v.Stamp.Since = v.counted()
	}
	return v, nil
}

// choose takes the team's rows of every list.
func (v *Reader) choose(own *holdings) {
	a := v.Assessment
	v.Pairs = of(a.Pairs, own.pairs, v.Members)
	for _, p := range v.Pairs {
		v.named(p.Client, p.ClientName)
	}
	v.Instructions = of(a.Instructions, own.instructions, v.Members)
	for _, r := range v.Instructions {
		v.named(r.Client, r.ClientName)
	}
	v.Lines = of(a.Lines, own.lines, v.Members)
	for _, r := range of(a.StepIn, own.stepIn, v.Members) {
		if r.Manager == table.ManagerID(v.Manager) {
			v.Findings = append(v.Findings, r)
		}
	}
	v.Done = of(a.DoneWell, own.doneWell, v.Members)
	v.Coaching = of(a.Coaching, own.coached, v.Members)
}

func (v *Reader) named(id table.ClientID, name string) {
	if name != "" {
		v.clients[id] = name
	}
}
