package manager

import (
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Sheets are the manager's sheets in their order, page one first.
func Sheets(v *reader.Reader) []sheet.Sheet {
	instructions, at := instructionLedger(v)
	pairs, pairAt := pairSheet(v)
	ranking, rankAt := rankingSheet(v)
	sheets := []sheet.Sheet{pageOne(v, places{at, pairAt, rankAt}), DecisionSheet(v), instructions, discountLedger(v), pairs, talkSheet(v, at), ownPart(v, at), ranking, changedSheet(v), part.DefinitionSheet(v), part.TrendSheet(v, "trend")}
	return append(sheets, Analysis(v)...)
}
