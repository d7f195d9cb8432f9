package card

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// cardPairs are the clients with the weight that each has in the ratio.
func cardPairs(v *reader.Own) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "card_pairs", Heading: true, Top: top(v, c.Text("card_pairs.title")), Columns: []sheet.Column{
		{Key: "card_pairs.client", Width: 26}, {Key: "card_pairs.lines", Width: 10}, {Key: "card_pairs.list", Width: 16}, {Key: "card_pairs.conceded", Width: 16}, {Key: "card_pairs.expected_amount", Width: 16}, {Key: "card_pairs.observed", Width: 13},
		{Key: "card_pairs.expected", Width: 13}, {Key: "card_pairs.weight", Width: 13}, {Key: "card_pairs.ratio", Width: 11}, {Key: "card_pairs.lo", Width: 11}, {Key: "card_pairs.hi", Width: 11}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_pairs.lead"))))
	rated := v.Person.Tier != assessment.NotEnoughEvidence
	if rated && len(v.Pairs) > 0 {
		h, w := &v.Assessment.Hyper.Concession, &v.Person.Workings.Concession
		s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(c.Text("card_pairs.how", nine(w.WeightLevel), nine(1/math.Max(h.Omega2, .02)), nine(w.Mean), nine(h.Phi), nine(h.Omega2), nine(h.M)))))
	}
	for _, p := range v.Pairs {
		cells := []sheet.Cell{sheet.String(v.ClientName(p.Client)), sheet.Count(p.ComparedLines), sheet.MoneyOf(p.ComparedList), sheet.MoneyOf(p.ComparedAmount), {Kind: sheet.Money},
			{Kind: sheet.Precise}, {Kind: sheet.Precise}, {Kind: sheet.Precise}, {Kind: sheet.Decimal}, {Kind: sheet.Decimal}, {Kind: sheet.Decimal}}
		if rated && p.N != nil {
			cells[4] = sheet.MoneyOf(int64(p.ExpectedAmount + .5))
			cells[5], cells[6], cells[7] = sheet.Figure(sheet.Precise, &p.Observed), sheet.Figure(sheet.Precise, &p.Expected), sheet.Figure(sheet.Precise, &p.Weight)
			cells[8], cells[9], cells[10] = sheet.Figure(sheet.Decimal, p.Ratio), sheet.Figure(sheet.Decimal, p.Lo), sheet.Figure(sheet.Decimal, p.Hi)
		}
		s.Body = append(s.Body, sheet.Row{Cells: cells})
	}
	return s
}

// weighted is Σ w·O ÷ Σ w·E over the person's clients, so that one large client does
// not decide; nil where no client has a weight.
func weighted(v *reader.Own) assessment.Number {
	up, down := 0., 0.
	for _, p := range v.Pairs {
		up += p.Weight * p.Observed
		down += p.Weight * p.Expected
	}
	if down <= 0 {
		return nil
	}
	return assessment.Of(up / down)
}

// nine writes v with nine significant digits, as the cells of the calculation hold it.
func nine(v float64) string { return words.Nine(v) }
