package reports

import (
	"slices"
	"strings"

	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// Base is what every sheet of one workbook is said with: the assessment, its words and
// its money.
type Base struct {
	a     *assessment.Assessment
	c     words.Catalogue
	money words.Currency
}

func BaseOf(a *assessment.Assessment, c words.Catalogue) Base {
	return Base{a, c, c.Currency(a.Currency, a.MinorUnits)}
}

// heading is the text of a column's heading, with its unit.
func (v Base) heading(key string) string {
	unit := v.c.Text("days.calendar")
	if v.a.Options.Lag.Business {
		unit = v.c.Text("days.business")
	}
	// Every heading takes the currency and the unit of days, and uses what it needs.
	s := v.c.Text(key)
	s = strings.ReplaceAll(s, "%[1]s", v.money.Name())
	s = strings.ReplaceAll(s, "%[2]s", unit)
	return strings.ReplaceAll(s, "%%", "%")
}

// book binds sheets into a workbook: names, headings, stamps and properties in words.
func (v Base) book(stamp Stamp, audience, title, limit string, sheets []sheet.Sheet) *sheet.Book {
	for i := range sheets {
		s := &sheets[i]
		s.Name = v.c.Text("sheet." + s.Key)
		if !s.Heading && !s.Drawn() {
			continue
		}
		s.Columns = slices.Clone(s.Columns) // some sheets share theirs
		for k := range s.Columns {
			if s.Columns[k].Key != "" {
				s.Columns[k].Heading = v.heading(s.Columns[k].Key)
			}
		}
	}
	never, company := v.c.Text("stamp.never"), shortened(v.a.Company, 30)
	if stamp.Purpose != "" {
		company += "  " + v.c.Text("stamp.purpose", shortened(stamp.Purpose, 50))
	}
	header := limit
	if stamp.Trial {
		header = v.c.Text("stamp.trial") + "  " + limit
	}
	return &sheet.Book{Language: v.c.Language, Places: v.money.Places, Sheets: sheets,
		Header: [2]string{company, shortened(header, 120)}, Footer: [2]string{shortened(never, 130), v.c.Month(v.a.Month)},
		Title: title, Limit: limit, Never: never, Company: v.a.Company, CutOff: v.a.CutOff,
		Schema: SchemaVersion, RunID: v.a.RunID, Audience: audience, Purpose: stamp.Purpose}
}

// shortened is s with at most n letters.
func shortened(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}

// managerSheets are the manager's sheets in their order, page one first.
func (v *Reader) managerSheets() []sheet.Sheet {
	instructions, at := v.instructionLedger()
	pairs, pairAt := v.pairSheet()
	ranking, rankAt := v.rankingSheet()
	sheets := []sheet.Sheet{v.pageOne(places{at, pairAt, rankAt}), v.decisionSheet(), instructions, v.discountLedger(), pairs, v.talkSheet(at), v.ownPart(at), ranking, v.changedSheet(), v.definitionSheet(), v.trendSheet("trend")}
	return append(sheets, v.analysis()...)
}
