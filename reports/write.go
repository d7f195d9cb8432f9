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
