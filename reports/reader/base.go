package reader

import (
	"slices"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// SchemaVersion is the version of assessment.json: a new key keeps it, a changed
// meaning raises it.
const SchemaVersion = 1

// Base is what every sheet of one workbook is said with: the assessment, its words and
// its money.
type Base struct {
	Assessment *assessment.Assessment
	Words      words.Catalogue
	Money      words.Currency
}

// BaseOf says a in the words of c.
func BaseOf(a *assessment.Assessment, c words.Catalogue) Base {
	c = c.For(a)
	return Base{a, c, c.Currency(a.Currency, a.MinorUnits)}
}

// Heading is the text of a column's heading, with its unit.
func (v Base) Heading(key string) string {
	unit := v.Words.Text("days.calendar")
	if v.Assessment.Options.Lag.Business {
		unit = v.Words.Text("days.business")
	}
	// Every heading takes the currency and the unit of days, and uses what it needs.
	s := v.Words.Text(key)
	s = strings.ReplaceAll(s, "%[1]s", v.Money.Name())
	s = strings.ReplaceAll(s, "%[2]s", unit)
	return strings.ReplaceAll(s, "%%", "%")
}

// Book binds sheets into a workbook: names, headings, stamps and properties in words.
func (v Base) Book(stamp Stamp, audience, title, limit string, sheets []sheet.Sheet) *sheet.Book {
	for i := range sheets {
		s := &sheets[i]
		s.Name = v.Words.Text("sheet." + s.Key)
		if !s.Heading && !s.Drawn() {
			continue
		}
		s.Columns = slices.Clone(s.Columns) // some sheets share theirs
		for k := range s.Columns {
			if s.Columns[k].Key != "" {
				s.Columns[k].Heading = v.Heading(s.Columns[k].Key)
				s.Columns[k].Width = max(s.Columns[k].Width, sheet.WidthOfWords(s.Columns[k].Heading, sheet.BodyFont*1.04))
			}
		}
	}
	never, company := v.Words.Text("stamp.never"), shortened(v.Assessment.Company, 30)
	if stamp.Purpose != "" {
		company += "  " + v.Words.Text("stamp.purpose", shortened(stamp.Purpose, 50))
	}
	header := limit
	if stamp.Trial {
		header = v.Words.Text("stamp.trial") + "  " + limit
	}
	return &sheet.Book{Language: v.Words.Language, Places: v.Money.Places, Sheets: sheets,
		Header: [2]string{company, shortened(header, 120)}, Footer: [2]string{shortened(never, 130), v.Words.Month(v.Assessment.Month)},
		Title: title, Limit: limit, Never: never, Company: v.Assessment.Company, CutOff: v.Assessment.CutOff,
		Schema: SchemaVersion, RunID: v.Assessment.RunID, Audience: audience, Purpose: stamp.Purpose,
		ChoiceTitle: v.Words.Text("choice.title"), ChoiceText: v.Words.Text("choice.how")}
}

// shortened is s with at most n letters.
func shortened(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}
