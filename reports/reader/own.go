package reader

import (
	"cmp"
	"fmt"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// Own is what one salesperson may see: the own rows and nobody else's.
type Own struct {
	Base
	Stamp  Stamp
	Person *assessment.Person

	Pairs        []*assessment.Pair
	Instructions []*assessment.Instruction
	Lines        []*assessment.LedgerLine
	Findings     []*assessment.StepInRow
	clients      map[table.ClientID]string
}

// Card selects the rows of the person with that id. lines are all deal lines of the
// person; nil takes the evidence that the assessment carries.
func (s *Index) Card(id table.PersonID, lines []assessment.LedgerLine, stamp Stamp, language string) (*Own, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	a, own := s.a, s.holdings()
	k, ok := own.people[id]
	if !ok {
		return nil, fmt.Errorf("person %s: not in the assessment of %s", id, a.Month)
	}
	v := &Own{Base: BaseOf(a, c), Stamp: stamp, Person: &a.People[k], clients: map[table.ClientID]string{}}
	v.Lines = make([]*assessment.LedgerLine, 0, max(len(lines), len(own.lines[id])))
	if lines == nil {
		for _, i := range own.lines[id] {
			v.Lines = append(v.Lines, &a.Lines[i])
		}
	}
	for i := range lines {
		if lines[i].Person == id {
			v.Lines = append(v.Lines, &lines[i])
		}
	}
	for _, i := range own.pairs[id] {
		p := &a.Pairs[i]
		v.Pairs = append(v.Pairs, p)
		v.clients[p.Client] = p.ClientName
	}
	for _, i := range own.instructions[id] {
		r := &a.Instructions[i]
		v.Instructions = append(v.Instructions, r)
		v.clients[r.Client] = r.ClientName
	}
	for _, i := range own.stepIn[id] {
		v.Findings = append(v.Findings, &a.StepIn[i])
	}
	slices.SortStableFunc(v.Pairs, func(p, q *assessment.Pair) int { return cmp.Compare(q.ConcededAmount, p.ConcededAmount) })
	slices.SortStableFunc(v.Lines, func(l, m *assessment.LedgerLine) int { return cmp.Compare(l.Date, m.Date) })
	return v, nil
}

// ClientName is the name of a client id.
func (v *Own) ClientName(id table.ClientID) string {
	if n := v.clients[id]; n != "" {
		return n
	}
	return string(id)
}

// Say is the sentence of e.
func (v *Own) Say(e assessment.Evidence) string {
	s := v.Words.Speaker(v.Assessment)
	s.Client = func(id string) string { return v.ClientName(table.ClientID(id)) }
	return s.Say(e)
}
