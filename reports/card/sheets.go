package card

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// Sheets are the person's card: the figures, where to answer, the rows behind
// them, and how they become the score.
func Sheets(v *reader.Own) []sheet.Sheet {
	sheets := []sheet.Sheet{cardFigures(v), cardReply(v), cardLines(v), cardInstructions(v), cardPairs(v)}
	if v.Person.Tier != assessment.NotEnoughEvidence {
		if s, ok := cardCurve(v); ok {
			sheets = append(sheets, s)
		}
		if s, ok := cardProgress(v); ok {
			sheets = append(sheets, s)
		}
		if s, ok := cardExceptions(v); ok {
			sheets = append(sheets, s)
		}
		sheets = append(sheets, cardExposure(v), cardHazards(v), cardScore(v), cardClasses(v))
	}
	return sheets
}
