package reports

import (
	"io"
	"slices"
	"sync"

	"tenbin/metrics/assessment"
	"tenbin/reports/excel"
	"tenbin/reports/sheet"
)

// Books writes the workbooks of one assessment, thousands of them at any speed: whose
// rows are whose is found once, and each style sheet is made once. It may be used by
// several goroutines; a workbook has the same bytes whatever was written before it.
type Books struct {
	a     *assessment.Assessment
	press excel.Pool
	once  sync.Once
	own   holdings
}

// BooksOf returns the workbooks of a, which must not change any more.
func BooksOf(a *assessment.Assessment) *Books { return &Books{a: a} }

// Card is [Card].
func (s *Books) Card(w io.Writer, person string, lines []assessment.LedgerLine, stamp Stamp, language string) error {
	b, err := s.CardBook(person, lines, stamp, language)
	if err != nil {
		return err
	}
	return s.press.Write(w, b)
}

// CardBook is what [Books.Card] writes.
func (s *Books) CardBook(person string, lines []assessment.LedgerLine, stamp Stamp, language string) (*sheet.Book, error) {
	v, err := s.person(person, lines, stamp, language)
	if err != nil {
		return nil, err
	}
	return v.book(), nil
}

// Manager is [Manager].
func (s *Books) Manager(w io.Writer, manager string, stamp Stamp, language string) error {
	b, err := s.ManagerBook(manager, stamp, language)
	if err != nil {
		return err
	}
	return s.press.Write(w, b)
}

// ManagerBook is what [Books.Manager] writes.
func (s *Books) ManagerBook(manager string, stamp Stamp, language string) (*sheet.Book, error) {
	v, err := s.team(manager, stamp, language)
	if err != nil {
		return nil, err
	}
	return v.book(), nil
}

// Division is [Division].
func (s *Books) Division(w io.Writer, d DivisionOf, stamp Stamp, language string) error {
	v, err := s.division(d, stamp, language)
	if err != nil {
		return err
	}
	return s.press.Write(w, v.book())
}

// HR is [HR].
func (s *Books) HR(w io.Writer, stamp Stamp, language string) error {
	v, err := hrViewOf(s.a, stamp, language)
	if err != nil {
		return err
	}
	return s.press.Write(w, v.book())
}

// holdings are the rows of an assessment by whose they are: places in its lists,
// rising.
type holdings struct {
	people                                                map[string]int
	pairs, instructions, lines, stepIn, doneWell, coached map[string][]int32
}

// holdings finds whose rows are whose.
func (s *Books) holdings() *holdings {
	s.once.Do(func() {
		a := s.a
		s.own = holdings{
			people:       map[string]int{},
			pairs:        by(a.Pairs, func(p *assessment.Pair) string { return p.Person }),
			instructions: by(a.Instructions, func(i *assessment.Instruction) string { return i.Person }),
			lines:        by(a.Lines, func(l *assessment.LedgerLine) string { return l.Person }),
			stepIn:       by(a.StepIn, func(r *assessment.StepInRow) string { return r.Person }),
			doneWell:     by(a.DoneWell, func(r *assessment.DoneWellRow) string { return r.Person }),
			coached:      by(a.Coaching, func(r *assessment.CoachingRow) string { return r.Person }),
		}
		for i := range a.People {
			s.own.people[a.People[i].ID] = i
		}
	})
	return &s.own
}

// by groups the places of rows by the person of each.
func by[T any](rows []T, person func(*T) string) map[string][]int32 {
	m := map[string][]int32{}
	for i := range rows {
		id := person(&rows[i])
		m[id] = append(m[id], int32(i))
	}
	return m
}

// of returns the rows of everybody in member, in the order of the list.
func of[T any](rows []T, by map[string][]int32, member map[string]*assessment.Person) []*T {
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
