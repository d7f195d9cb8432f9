package card

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// chainLevels are the keys of the words for the wider levels of the credibility chain;
// the last one stands where no level has enough others.
var chainLevels = [...]string{"card_lines.level1", "card_lines.level2", "card_lines.level3", "card_lines.level4"}

// cardLines are the deal lines behind the discount figures. A line whose kind of work
// fewer than five others do shows the rate of a wider kind instead of its own; its own
// enters the sum on the sheet of the calculation.
func cardLines(v *reader.Own) sheet.Sheet {
	c := v.Words
	s := sheet.Sheet{Key: "card_lines", Heading: true, Freeze: 3, Screen: 3, Top: top(v, c.Text("card_lines.title")), Columns: []sheet.Column{
		{Key: "card_lines.date", Width: 11}, {Key: "card_lines.document", Width: 10}, {Key: "card_lines.line", Width: 10}, {Key: "card_lines.client", Width: 16, Wrap: true}, {Key: "card_lines.product", Width: 11, Wrap: true},
		{Key: "card_lines.category", Width: 12, Wrap: true}, {Key: "card_lines.region", Width: 9, Wrap: true}, {Key: "card_lines.list", Width: 12}, {Key: "card_lines.net", Width: 12}, {Key: "card_lines.rate", Width: 11},
		{Key: "card_lines.authorised", Width: 12}, {Key: "card_lines.conceded", Width: 12}, {Key: "card_lines.y", Width: 9}, {Key: "card_lines.peers", Width: 9}, {Key: "card_lines.level", Width: 18}, {Key: "card_lines.wider", Width: 9},
		{Key: "card_lines.scored", Width: 17, Wrap: true}, {Key: "card_lines.after", Width: 9}, {Key: "card_lines.money", Width: 13}, {Key: "card_lines.place", Width: 24, Wrap: true}}}
	rated := v.Person.Tier != assessment.NotEnoughEvidence
	sum, scored, summed := 0., 0, 0
	for _, l := range v.Lines {
		if l.Scored {
			sum += l.Y
			scored++
			if rated && !l.Peers.Shown {
				summed++
			}
		}
	}
	w := lineWords{yes: yes(v, true), left: map[string]sheet.Cell{}}
	for k, key := range chainLevels {
		w.levels[k] = sheet.String(c.Text(key))
	}
	s.Long = &sheet.Long{Rows: len(v.Lines), Quick: true, Row: func(k int, to []sheet.Cell) []sheet.Cell { return cardLine(v, to, v.Lines[k], rated, &w) }}
	all := v.Person.Concession.Lines
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_lines.lead", len(v.Lines), all, scored, sum))))
	if int64(len(v.Lines)) < all {
		s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_lines.part", string(v.Person.ID)))))
	}
	if rated {
		s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_lines.how"))))
	}
	if summed > 0 {
		s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_lines.few", assessment.FewestOthers, summed))))
	}
	return s
}

// lineWords are the words that stand in many lines of a card, looked up once.
type lineWords struct {
	yes    sheet.Cell
	levels [len(chainLevels)]sheet.Cell
	left   map[string]sheet.Cell // by the word of metrics
}

// leftOut says why a line does not count.
func (w *lineWords) leftOut(c words.Catalogue, why string) sheet.Cell {
	cell, ok := w.left[why]
	if !ok {
		cell = sheet.String(c.Closed("quality.left", why))
		w.left[why] = cell
	}
	return cell
}

// cardLine appends the cells of one deal line.
func cardLine(v *reader.Own, to []sheet.Cell, l *assessment.LedgerLine, rated bool, w *lineWords) []sheet.Cell {
	after, counts := sheet.Cell{}, w.yes
	if l.AfterFact {
		after = w.yes
	}
	if !l.Scored {
		counts = w.leftOut(v.Words, l.NotScored)
	}
	y, rate, money, wider, level := sheet.Cell{Kind: sheet.Percent}, sheet.Cell{Kind: sheet.Percent}, sheet.Cell{Kind: sheet.Percent}, sheet.Cell{Kind: sheet.Percent}, sheet.Cell{}
	if l.Scored {
		y = sheet.Figure(sheet.Percent, &l.Y)
		if rated {
			if !l.Peers.Shown && l.Peers.Level > 0 {
				level = w.levels[l.Peers.Level-1]
			}
			switch {
			case l.Peers.Shown:
				rate, money = sheet.Figure(sheet.Percent, &l.Expected), sheet.Figure(sheet.Percent, &l.Peers.Money)
			case l.Peers.Level > 0 && l.Peers.Level < len(chainLevels):
				wider = sheet.Figure(sheet.Percent, &l.Peers.Parent)
			}
		}
	}
	return append(to, sheet.DateOf(l.Date), sheet.String(l.Document), sheet.String(l.LineID), sheet.String(v.ClientName(l.Client)), sheet.String(l.Product), sheet.String(l.Category), sheet.String(l.Region),
		sheet.MoneyOf(l.List), sheet.MoneyOf(l.Net), sheet.Figure(sheet.Percent, &l.AuthorisedRate), sheet.MoneyOf(l.AuthorisedNet), sheet.MoneyOf(l.Conceded), y, rate, level, wider,
		counts, after, money, sheet.String(l.Place.String()))
}
