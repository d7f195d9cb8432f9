package reader

import (
	"slices"
	"sync"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// Index finds whose rows are whose in an assessment, once for all readers. It may be
// used by several goroutines.
type Index struct {
	a    *assessment.Assessment
	once sync.Once
	own  holdings
}

// IndexOf returns the index of a, which must not change any more.
func IndexOf(a *assessment.Assessment) *Index { return &Index{a: a} }

// All is the assessment itself, which is for those alone who are shown no single person's
// figures.
func (s *Index) All(language string) (Base, error) {
	c, err := words.Of(language)
	return BaseOf(s.a, c), err
}

// Nobody reads figures of teams alone: of one, or of all of them where team is "".
func (s *Index) Nobody(team string, stamp Stamp, language string) (*Reader, error) {
	b, err := s.All(language)
	return &Reader{Base: b, Stamp: stamp, Teams: []string{team}}, err
}

// holdings are the rows of an assessment by whose they are: places in its lists,
// rising.
type holdings struct {
	people                                                map[table.PersonID]int
	pairs, instructions, lines, stepIn, doneWell, coached map[table.PersonID][]int32
}

// holdings finds whose rows are whose.
func (s *Index) holdings() *holdings {
	s.once.Do(func() {
		a := s.a
		s.own = holdings{
			people:       map[table.PersonID]int{},
			pairs:        by(a.Pairs, func(p *assessment.Pair) table.PersonID { return p.Person }),
			instructions: by(a.Instructions, func(i *assessment.Instruction) table.PersonID { return i.Person }),
			lines:        by(a.Lines, func(l *assessment.LedgerLine) table.PersonID { return l.Person }),
			stepIn:       by(a.StepIn, func(r *assessment.StepInRow) table.PersonID { return r.Person }),
			doneWell:     by(a.DoneWell, func(r *assessment.DoneWellRow) table.PersonID { return r.Person }),
			coached:      by(a.Coaching, func(r *assessment.CoachingRow) table.PersonID { return r.Person }),
		}
		for i := range a.People {
			s.own.people[a.People[i].ID] = i
		}
	})
	return &s.own
}

// by groups the places of rows by the person of each.
func by[T any](rows []T, person func(*T) table.PersonID) map[table.PersonID][]int32 {
	m := map[table.PersonID][]int32{}
	for i := range rows {
		id := person(&rows[i])
		m[id] = append(m[id], int32(i))
	}
	return m
}

// of returns the rows of everybody in member, in the order of the list.
func of[T any](rows []T, by map[table.PersonID][]int32, member map[table.PersonID]*assessment.Person) []*T {
	var at []int32
	for id := range member {
		at = append(at, by[id]...)
	}
	slices.Sort(at)
	var list []*T
	for _, i := range at {
		list = append(list, &rows[i])
	}
	return list
}
