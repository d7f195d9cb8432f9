package reports

import (
	"io"

	"tenbin/metrics/assessment"
	"tenbin/reports/excel"
	"tenbin/reports/sheet"
)

// Books writes the workbooks of one assessment, thousands of them at any speed: whose
// rows are whose is found once, and each style sheet is made once. It may be used by
// several goroutines; a workbook has the same bytes whatever was written before it.
type Books struct {
	rows *Index
	pool excel.Pool
}

// BooksOf returns the workbooks of a, which must not change any more.
func BooksOf(a *assessment.Assessment) *Books { return &Books{rows: IndexOf(a)} }

// Card is [Card].
func (s *Books) Card(w io.Writer, person string, lines []assessment.LedgerLine, stamp Stamp, language string) error {
	b, err := s.CardBook(person, lines, stamp, language)
	return s.write(w, b, err)
}

// CardBook is what [Books.Card] writes.
func (s *Books) CardBook(person string, lines []assessment.LedgerLine, stamp Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Card(person, lines, stamp, language)
	if err != nil {
		return nil, err
	}
	name := v.person.Name
	return v.Base.book(stamp, "person:"+v.person.ID, v.c.Text("card.title", name, v.c.Month(v.a.Month)), v.c.Text("card.limit", name), v.cardSheets()), nil
}

// Manager is [Manager].
func (s *Books) Manager(w io.Writer, manager string, stamp Stamp, language string) error {
	b, err := s.ManagerBook(manager, stamp, language)
	return s.write(w, b, err)
}

// ManagerBook is what [Books.Manager] writes.
func (s *Books) ManagerBook(manager string, stamp Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Team(manager, stamp, language)
	if err != nil {
		return nil, err
	}
	return managerBookOf(v), nil
}

func managerBookOf(v *Reader) *sheet.Book {
	return v.Base.book(v.stamp, "manager:"+v.manager, v.c.Text("page.title", v.teamName(), len(v.people)), v.c.Text("stamp.confidential", v.managerName()), v.managerSheets())
}

// Division is [Division].
func (s *Books) Division(w io.Writer, d DivisionOf, stamp Stamp, language string) error {
	b, err := s.DivisionBook(d, stamp, language)
	return s.write(w, b, err)
}

// DivisionBook is what [Books.Division] writes.
func (s *Books) DivisionBook(d DivisionOf, stamp Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Division(d, stamp, language)
	if err != nil {
		return nil, err
	}
	limit := v.c.Text("division.limit_all")
	if v.manager != "" {
		limit = v.c.Text("stamp.confidential", v.managerName())
	}
	return v.Base.book(stamp, "division:"+v.manager, v.c.Text("sheet.division_teams.title", v.teamName(), v.c.Month(v.a.Month)), limit, v.divisionSheets()), nil
}

// HR is [HR].
func (s *Books) HR(w io.Writer, stamp Stamp, language string) error {
	b, err := s.HRBook(stamp, language)
	return s.write(w, b, err)
}

// HRBook is what [Books.HR] writes.
func (s *Books) HRBook(stamp Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.All(language)
	if err != nil {
		return nil, err
	}
	return v.book(stamp, "hr", v.c.Text("hr.title", v.c.Month(v.a.Month)), v.c.Text("hr.limit"), hrSheets(v, stamp)), nil
}

// Teams is [Teams].
func (s *Books) Teams(w io.Writer, team string, stamp Stamp, language string) error {
	b, err := s.TeamsBook(team, stamp, language)
	return s.write(w, b, err)
}

// TeamsBook is what [Books.Teams] writes.
func (s *Books) TeamsBook(team string, stamp Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Nobody(team, stamp, language)
	if err != nil {
		return nil, err
	}
	sheets, err := v.teamsSheets(team)
	if err != nil {
		return nil, err
	}
	limit := v.c.Text("teams.limit_all")
	if team != "" {
		limit = v.c.Text("teams.limit", team)
	}
	return v.Base.book(stamp, "team:"+team, v.c.Text("sheet.teams.title", v.teamName(), v.c.Month(v.a.Month)), limit, sheets), nil
}

func (s *Books) write(w io.Writer, b *sheet.Book, err error) error {
	if err != nil {
		return err
	}
	return s.pool.Write(w, b)
}
