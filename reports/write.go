package reports

import (
	"io"

	"tenbin/metrics/assessment"
	"tenbin/reports/excel"
	"tenbin/reports/export"
	"tenbin/reports/forms"
	"tenbin/reports/manager"
	"tenbin/reports/operator"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// Card writes the workbook of one salesperson: every figure about that person with the
// rows behind it, and room for the answer. lines are all deal lines of the person, as
// read again from the files; nil takes the largest ones, which the assessment carries.
// The same input gives the same bytes. It is an error when person is not assessed.
func Card(w io.Writer, a *assessment.Assessment, person string, lines []assessment.LedgerLine, s reader.Stamp, language string) error {
	return BooksOf(a).Card(w, person, lines, s, language)
}

// Manager writes the workbook of one manager: his own team without himself, page one
// first. The same assessment, stamp and language give the same bytes.
func Manager(w io.Writer, a *assessment.Assessment, id string, s reader.Stamp, language string) error {
	return BooksOf(a).Manager(w, id, s, language)
}

// Division writes the workbook of who leads d: its teams against policy and due dates,
// open instructions, findings that ask for a visit from above, and the playing managers'
// own figures. It ranks nobody. The same input gives the same bytes.
func Division(w io.Writer, a *assessment.Assessment, d reader.DivisionOf, s reader.Stamp, language string) error {
	return BooksOf(a).Division(w, d, s, language)
}

// HR writes the coaching workbook of HR: plans, sessions to fill in and the need by
// team, a list to help people and not to blame them. The same input gives the same bytes.
func HR(w io.Writer, a *assessment.Assessment, s reader.Stamp, language string) error {
	return BooksOf(a).HR(w, s, language)
}

// Teams writes the workbook of a run that names nobody: the teams of a against policy,
// due dates and what peers would have conceded, their open instructions, twelve months,
// and the definitions. team is whose manager reads it: that team beside the whole
// company; "" is for the head of all of them. a is what TeamsOnly returns. The same
// input gives the same bytes.
func Teams(w io.Writer, a *assessment.Assessment, team string, s reader.Stamp, language string) error {
	return BooksOf(a).Teams(w, team, s, language)
}

// WriteText writes the step-in list and the order of checking of one manager to a
// terminal: the same cells as the workbook's, padded by their East Asian width.
func WriteText(w io.Writer, a *assessment.Assessment, id string, s reader.Stamp, language string) error {
	v, err := reader.IndexOf(a).Team(id, s, language)
	if err != nil {
		return err
	}
	return export.WriteTables(w, v, managerBookOf(v))
}

// WriteExplanation writes the calculation of one person's figures to a terminal, step
// by step: the same cells as the card's, padded by their East Asian width. lines are
// all deal lines of the person. It is an error when person is not assessed.
func WriteExplanation(w io.Writer, a *assessment.Assessment, person string, lines []assessment.LedgerLine, s reader.Stamp, language string) error {
	b, err := BooksOf(a).CardBook(person, lines, s, language)
	if err != nil {
		return err
	}
	c, err := words.Of(language)
	if err != nil {
		return err
	}
	return export.WriteSteps(w, reader.BaseOf(a, c), b)
}

// Agenda writes proposals for the calendar of one manager: one appointment a finding of
// the step-in list, as late as its date allows, inside working hours, at most PerWeek a
// week; coaching as two half hours a week for four weeks. What finds no room is left out.
//
// A calendar is open to more eyes than a workbook, so an entry names no person, buyer,
// score or yen: its title is the kind of the appointment, its text the row of the sheet.
// The UID is the finding's, so that a later run moves an entry and never doubles it; the
// same input gives the same bytes (RFC 5545).
func Agenda(w io.Writer, a *assessment.Assessment, id string, g export.AgendaSettings, s reader.Stamp, language string) error {
	v, err := reader.IndexOf(a).Team(id, s, language)
	if err != nil {
		return err
	}
	row, decisions := map[string]int{}, manager.DecisionSheet(v)
	for k, f := range v.Findings {
		row[string(f.FindingID)] = sheet.BodyRow(&decisions, k)
	}
	return export.WriteAgenda(w, v.Base, reader.OnPage(v.Findings), row, g, s.Version)
}

// WriteQuality writes the data-quality workbook in "ja" or "en": every row that could
// not be used with its cell, reason and what to do, counts and yen by reason, what
// was left out, names and columns to confirm, and rows outside the tables. The same
// input gives the same bytes.
func WriteQuality(w io.Writer, q *operator.Quality, s reader.Stamp, language string) error {
	b, err := operator.QualityBook(q, s, language)
	if err != nil {
		return err
	}
	return excel.Write(w, b)
}

// WriteValidation writes the workbook of `tenbin validate` in "ja" or "en": every figure
// beside its bound, naive ranking and oracle, and the calibration plot, what the score
// said against the share truly worse. The same input gives the same bytes.
func WriteValidation(w io.Writer, x *operator.Validation, language string) error {
	b, err := operator.ValidationBook(x, language)
	if err != nil {
		return err
	}
	return excel.Write(w, b)
}

// Template writes the blank sheet of a table: headings that the reader knows, drop-downs
// for closed lists, a second sheet that says what each column takes. rows are filled in,
// each with a cell per column of TemplateColumns. The same input gives the same bytes.
func Template(w io.Writer, tableName, language string, rows [][]forms.Entry) error {
	form, err := forms.Describe(tableName, language, rows)
	if err != nil {
		return err
	}
	return excel.WriteForm(w, form)
}

// Notice writes the one-page staff notice of tenbin template notice: what is evaluated,
// from which data, for what and not for what, who sees it and how to object. It is a
// draft for the firm to complete, and no legal advice, and says so.
func Notice(w io.Writer, facts forms.NoticeFacts, language string) error {
	l, err := forms.NoticeLetter(facts, language)
	if err != nil {
		return err
	}
	return excel.WriteLetter(w, l)
}
