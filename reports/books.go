package reports

import (
	"io"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/card"
	"tenbin/reports/division"
	"tenbin/reports/excel"
	"tenbin/reports/hr"
	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Books writes the workbooks of one assessment, thousands of them at any speed: whose
// rows are whose is found once, and each style sheet is made once. It may be used by
// several goroutines; a workbook has the same bytes whatever was written before it.
type Books struct {
	rows *reader.Index
	pool excel.Pool
}

// BooksOf returns the workbooks of a, which must not change any more.
func BooksOf(a *assessment.Assessment) *Books { return &Books{rows: reader.IndexOf(a)} }

// Card writes the workbook of one salesperson: every figure about that person with the
// rows behind it, and room for the answer. lines are all deal lines of the person, as
// read again from the files; nil takes the largest ones, which the assessment carries.
// The same input gives the same bytes. It is an error when person is not assessed.
func (s *Books) Card(w io.Writer, person string, lines []assessment.LedgerLine, stamp reader.Stamp, language string) error {
	b, err := s.CardBook(person, lines, stamp, language)
	return s.write(w, b, err)
}

// CardBook is what [Books.Card] writes.
func (s *Books) CardBook(person string, lines []assessment.LedgerLine, stamp reader.Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Card(table.PersonID(person), lines, stamp, language)
	if err != nil {
		return nil, err
	}
	name := v.Person.Name
	return v.Base.Book(stamp, string("person:"+v.Person.ID), v.Words.Text("card.title", name, v.Words.Month(v.Assessment.Month)), v.Words.Text("card.limit", name), card.Sheets(v)), nil
}

// Manager writes the workbook of one manager: his own team without himself, page one
// first. The same assessment, stamp and language give the same bytes.
func (s *Books) Manager(w io.Writer, id string, stamp reader.Stamp, language string) error {
	b, err := s.ManagerBook(id, stamp, language)
	return s.write(w, b, err)
}

// ManagerBook is what [Books.Manager] writes.
func (s *Books) ManagerBook(id string, stamp reader.Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Team(id, stamp, language)
	if err != nil {
		return nil, err
	}
	return managerBookOf(v), nil
}

func managerBookOf(v *reader.Reader) *sheet.Book {
	return v.Base.Book(v.Stamp, "manager:"+v.Manager, v.Words.Text("page.title", v.TeamName(), len(v.People)), v.Words.Text("stamp.confidential", v.ManagerName()), manager.Sheets(v))
}

// Division writes the workbook of who leads d: its teams against policy and due dates,
// open instructions, findings that ask for a visit from above, and the playing managers'
// own figures. It ranks nobody. The same input gives the same bytes.
func (s *Books) Division(w io.Writer, d reader.DivisionOf, stamp reader.Stamp, language string) error {
	b, err := s.DivisionBook(d, stamp, language)
	return s.write(w, b, err)
}

// DivisionBook is what [Books.Division] writes.
func (s *Books) DivisionBook(d reader.DivisionOf, stamp reader.Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Division(d, stamp, language)
	if err != nil {
		return nil, err
	}
	limit := v.Words.Text("division.limit_all")
	if v.Manager != "" {
		limit = v.Words.Text("stamp.confidential", v.ManagerName())
	}
	return v.Base.Book(stamp, "division:"+v.Manager, v.Words.Text("sheet.division_teams.title", v.TeamName(), v.Words.Month(v.Assessment.Month)), limit, division.Sheets(v)), nil
}

// HR writes the coaching workbook of HR: plans, sessions to fill in and the need by
// team, a list to help people and not to blame them. The same input gives the same bytes.
func (s *Books) HR(w io.Writer, stamp reader.Stamp, language string) error {
	b, err := s.HRBook(stamp, language)
	return s.write(w, b, err)
}

// HRBook is what [Books.HR] writes.
func (s *Books) HRBook(stamp reader.Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.All(language)
	if err != nil {
		return nil, err
	}
	return v.Book(stamp, "hr", v.Words.Text("hr.title", v.Words.Month(v.Assessment.Month)), v.Words.Text("hr.limit"), hr.Sheets(v, stamp)), nil
}

// Teams writes the workbook of a run that names nobody: the teams of a against policy,
// due dates and what peers would have conceded, their open instructions, twelve months,
// and the definitions. team is whose manager reads it: that team beside the whole
// company; "" is for the head of all of them. a is what TeamsOnly returns. The same
// input gives the same bytes.
func (s *Books) Teams(w io.Writer, team string, stamp reader.Stamp, language string) error {
	b, err := s.TeamsBook(team, stamp, language)
	return s.write(w, b, err)
}

// TeamsBook is what [Books.Teams] writes.
func (s *Books) TeamsBook(team string, stamp reader.Stamp, language string) (*sheet.Book, error) {
	v, err := s.rows.Nobody(team, stamp, language)
	if err != nil {
		return nil, err
	}
	sheets, err := division.TeamSheets(v, team)
	if err != nil {
		return nil, err
	}
	limit := v.Words.Text("teams.limit_all")
	if team != "" {
		limit = v.Words.Text("teams.limit", team)
	}
	return v.Base.Book(stamp, "team:"+team, v.Words.Text("sheet.teams.title", v.TeamName(), v.Words.Month(v.Assessment.Month)), limit, sheets), nil
}

func (s *Books) write(w io.Writer, b *sheet.Book, err error) error {
	if err != nil {
		return err
	}
	return s.pool.Write(w, b)
}
