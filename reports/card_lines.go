package reports

import "tenbin/metrics/assessment"

// chainLevels are the keys of the words for the wider levels of the credibility chain;
// the last one stands where no level has enough others.
var chainLevels = [...]string{"card_lines.level1", "card_lines.level2", "card_lines.level3", "card_lines.level4"}

// cardLines are the deal lines behind the discount figures. A line whose kind of work
// fewer than five others do shows the rate of a wider kind instead of its own; its own
// enters the sum on the sheet of the calculation.
func (v *ownView) cardLines() Sheet {
	c := v.c
	s := Sheet{Key: "card_lines", Heading: true, Freeze: 3, Screen: 3, Top: v.top(c.Text("card_lines.title")), Columns: []Column{
		{Key: "card_lines.date", Width: 11}, {Key: "card_lines.document", Width: 10}, {Key: "card_lines.line", Width: 10}, {Key: "card_lines.client", Width: 16, Wrap: true}, {Key: "card_lines.product", Width: 11, Wrap: true},
		{Key: "card_lines.category", Width: 12, Wrap: true}, {Key: "card_lines.region", Width: 9, Wrap: true}, {Key: "card_lines.list", Width: 12}, {Key: "card_lines.net", Width: 12}, {Key: "card_lines.rate", Width: 11},
		{Key: "card_lines.authorised", Width: 12}, {Key: "card_lines.conceded", Width: 12}, {Key: "card_lines.y", Width: 9}, {Key: "card_lines.peers", Width: 9}, {Key: "card_lines.level", Width: 18}, {Key: "card_lines.wider", Width: 9},
		{Key: "card_lines.scored", Width: 17, Wrap: true}, {Key: "card_lines.after", Width: 9}, {Key: "card_lines.money", Width: 13}, {Key: "card_lines.place", Width: 24, Wrap: true}}}
	rated := v.person.Tier != assessment.NotEnoughEvidence
	sum, scored, summed := 0., 0, 0
	for _, l := range v.lines {
		if l.Scored {
			sum += l.Y
			scored++
			if rated && !l.Peers.Shown {
				summed++
			}
		}
	}
	w := lineWords{yes: v.yes(true), left: map[string]Cell{}}
	for k, key := range chainLevels {
		w.levels[k] = words(c.Text(key))
	}
	s.Long = &Long{Rows: len(v.lines), Quick: true, Row: func(k int, to []Cell) []Cell { return v.cardLine(to, v.lines[k], rated, &w) }}
	all := v.person.Concession.Lines
	s.Top = append(s.Top, rowAs(Lead, words(c.Text("card_lines.lead", len(v.lines), all, scored, sum))))
	if int64(len(v.lines)) < all {
		s.Top = append(s.Top, rowAs(Lead, words(c.Text("card_lines.part", v.person.ID))))
	}
	if rated {
		s.Top = append(s.Top, rowAs(Lead, words(c.Text("card_lines.how"))))
	}
	if summed > 0 {
		s.Top = append(s.Top, rowAs(Lead, words(c.Text("card_lines.few", assessment.FewestOthers, summed))))
	}
	return s
}

// lineWords are the words that stand in many lines of a card, looked up once.
type lineWords struct {
	yes    Cell
	levels [len(chainLevels)]Cell
	left   map[string]Cell // by the word of metrics
}

// leftOut says why a line does not count.
func (w *lineWords) leftOut(c catalogue, why string) Cell {
	cell, ok := w.left[why]
	if !ok {
		cell = words(c.Closed("quality.left", why))
		w.left[why] = cell
	}
	return cell
}

// cardLine appends the cells of one deal line.
func (v *ownView) cardLine(to []Cell, l *assessment.LedgerLine, rated bool, w *lineWords) []Cell {
	after, counts := Cell{}, w.yes
	if l.AfterFact {
		after = w.yes
	}
	if !l.Scored {
		counts = w.leftOut(v.c, l.NotScored)
	}
	y, rate, money, wider, level := Cell{Kind: Percent}, Cell{Kind: Percent}, Cell{Kind: Percent}, Cell{Kind: Percent}, Cell{}
	if l.Scored {
		y = figure(Percent, &l.Y)
		if rated {
			if !l.Peers.Shown && l.Peers.Level > 0 {
				level = w.levels[l.Peers.Level-1]
			}
			switch {
			case l.Peers.Shown:
				rate, money = figure(Percent, &l.Expected), figure(Percent, &l.Peers.Money)
			case l.Peers.Level > 0 && l.Peers.Level < len(chainLevels):
				wider = figure(Percent, &l.Peers.Parent)
			}
		}
	}
	return append(to, date(l.Date), words(l.Document), words(l.LineID), words(v.client(l.Client)), words(l.Product), words(l.Category), words(l.Region),
		moneyOf(l.List), moneyOf(l.Net), figure(Percent, &l.AuthorisedRate), moneyOf(l.AuthorisedNet), moneyOf(l.Conceded), y, rate, level, wider,
		counts, after, money, words(l.Place.String()))
}
