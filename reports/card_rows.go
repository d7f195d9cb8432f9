package reports

import (
	"tenbin/ingest/table"
	"tenbin/metrics"
)

// cardLines are the deal lines behind the discount figures.
func (v *ownView) cardLines() Sheet {
	c := v.c
	s := Sheet{Key: "card_lines", Heading: true, Top: v.top(c.t("card_lines.title")), Columns: []Column{
		{Key: "card_lines.date", Width: 11}, {Key: "card_lines.document", Width: 10}, {Key: "card_lines.line", Width: 10}, {Key: "card_lines.client", Width: 16, Wrap: true}, {Key: "card_lines.product", Width: 11, Wrap: true},
		{Key: "card_lines.category", Width: 10, Wrap: true}, {Key: "card_lines.list", Width: 12}, {Key: "card_lines.net", Width: 12}, {Key: "card_lines.rate", Width: 8}, {Key: "card_lines.authorised", Width: 12},
		{Key: "card_lines.conceded", Width: 12}, {Key: "card_lines.y", Width: 8}, {Key: "card_lines.peers", Width: 8}, {Key: "card_lines.scored", Width: 6}, {Key: "card_lines.after", Width: 8}, {Key: "card_lines.place", Width: 20, Wrap: true}}}
	shown := v.person.Tier != metrics.NotEnoughEvidence && v.person.Concession.Peers != nil && *v.person.Concession.Peers >= fewestOthers
	sum, scored := 0., 0
	for i := range v.lines {
		l := &v.lines[i]
		rate, y := Cell{Kind: Percent}, Cell{Kind: Percent}
		if l.Scored {
			y = figure(Percent, &l.Y)
			sum += l.Y
			scored++
			if shown {
				rate = figure(Percent, &l.Expected)
			}
		}
		s.Body = append(s.Body, row(date(l.Date), words(l.Document), words(l.LineID), words(v.client(l.Client)), words(l.Product), words(l.Category),
			moneyOf(l.List), moneyOf(l.Net), figure(Percent, &l.AuthorisedRate), moneyOf(l.AuthorisedNet), moneyOf(l.Conceded), y, rate,
			v.yes(l.Scored), v.yes(l.AfterFact), words(l.Place.String())))
	}
	all := v.person.Concession.Lines
	s.Top = append(s.Top, rowAs(Lead, words(c.t("card_lines.lead", len(v.lines), all, scored, sum))))
	if int64(len(v.lines)) < all {
		s.Top = append(s.Top, rowAs(Lead, words(c.t("card_lines.part", v.person.ID))))
	}
	if !shown {
		s.Notes = append(s.Notes, rowAs(Note, words(c.t("card_lines.few", fewestOthers))))
	}
	return s
}

// cardInstructions are the instructions behind the figures of progress.
func (v *ownView) cardInstructions() Sheet {
	c := v.c
	s := Sheet{Key: "card_instructions", Heading: true, Top: v.top(c.t("card_instructions.title")), Columns: []Column{
		{Key: "card_instructions.id", Width: 12}, {Key: "card_instructions.client", Width: 16, Wrap: true}, {Key: "card_instructions.trigger", Width: 14}, {Key: "card_instructions.text", Width: 28, Wrap: true},
		{Key: "card_instructions.issued", Width: 12}, {Key: "card_instructions.acknowledged", Width: 12}, {Key: "card_instructions.due", Width: 12}, {Key: "card_instructions.implemented", Width: 12},
		{Key: "card_instructions.status", Width: 11}, {Key: "card_instructions.age", Width: 9}, {Key: "card_instructions.overdue", Width: 11}, {Key: "card_instructions.scored", Width: 9}, {Key: "card_instructions.place", Width: 20, Wrap: true}}}
	unit := c.t("days.calendar")
	if v.a.Options.Lag.Business {
		unit = c.t("days.business")
	}
	s.Top = append(s.Top, rowAs(Lead, words(c.t("card_instructions.lead", unit))))
	for _, i := range v.instructions {
		overdue := Cell{Kind: Days}
		if i.OverdueDays != nil {
			overdue = days(int64(*i.OverdueDays))
		}
		s.Body = append(s.Body, row(words(i.ID), words(v.client(i.Client)), words(c.word(table.Triggers, i.Trigger)), words(i.Text), date(i.Issued), date(i.Acknowledged), date(i.Due), date(i.Implemented),
			words(c.word(table.Statuses, i.Status)), days(int64(i.AgeDays)), overdue, v.yes(i.Scored), words(i.Place.String())))
	}
	return s
}

// cardPairs are the clients with the weight that each has in the ratio.
func (v *ownView) cardPairs() Sheet {
	c := v.c
	s := Sheet{Key: "card_pairs", Heading: true, Top: v.top(c.t("card_pairs.title")), Columns: []Column{
		{Key: "card_pairs.client", Width: 26}, {Key: "card_pairs.lines", Width: 10}, {Key: "card_pairs.list", Width: 16}, {Key: "card_pairs.conceded", Width: 16}, {Key: "card_pairs.observed", Width: 12},
		{Key: "card_pairs.expected", Width: 12}, {Key: "card_pairs.weight", Width: 12}, {Key: "card_pairs.ratio", Width: 11}, {Key: "card_pairs.lo", Width: 11}, {Key: "card_pairs.hi", Width: 11}}}
	s.Top = append(s.Top, rowAs(Lead, words(c.t("card_pairs.lead"))))
	rated := v.person.Tier != metrics.NotEnoughEvidence
	for _, p := range v.pairs {
		cells := []Cell{words(v.client(p.Client)), integer(p.Lines), moneyOf(p.ListAmount), moneyOf(p.ConcededAmount),
			{Kind: Precise}, {Kind: Precise}, {Kind: Precise}, {Kind: Decimal}, {Kind: Decimal}, {Kind: Decimal}}
		if rated && p.N != nil {
			cells[4], cells[5], cells[6] = figure(Precise, &p.Observed), figure(Precise, &p.Expected), figure(Precise, &p.Weight)
			cells[7], cells[8], cells[9] = figure(Decimal, p.Ratio), figure(Decimal, p.Lo), figure(Decimal, p.Hi)
		}
		s.Body = append(s.Body, Row{Cells: cells})
	}
	return s
}

// weighted is Σ w·O ÷ Σ w·E over the person's clients, so that one large client does
// not decide; nil where no client has a weight.
func (v *ownView) weighted() metrics.Number {
	up, down := 0., 0.
	for _, p := range v.pairs {
		up += p.Weight * p.Observed
		down += p.Weight * p.Expected
	}
	if down <= 0 {
		return nil
	}
	return metrics.Of(up / down)
}

// cardScore prints the step from (O, E, n) to the score: each formula with the month's
// constants, so that it can be followed by hand and with tenbin explain.
func (v *ownView) cardScore() Sheet {
	c, a, p := v.c, v.a, v.person
	s := Sheet{Key: "card_score", Heading: true, Top: v.top(c.t("card_score.title")), Columns: []Column{
		{Key: "card_score.step", Width: 62, Wrap: true}, {Key: "card_score.discounts", Width: 18}, {Key: "card_score.instructions", Width: 18}, {Key: "card_score.note", Width: 62, Wrap: true}}}
	s.Top = append(s.Top, rowAs(Lead, words(c.t("card_score.lead", p.ID, a.Month))))
	line := func(key string, x, y Cell) {
		s.Body = append(s.Body, row(words(c.t("card_score."+key)), x, y, words(c.t("card_score."+key+".note"))))
	}
	n := func(v float64) Cell { return Cell{Kind: Precise, Value: v, Set: true} }
	g := func(v metrics.Number) Cell { return figure(Precise, v) }
	band := func(key string) { s.Body = append(s.Body, rowAs(Band, span(words(c.t("card_score."+key)), 4))) }
	h, l, q := &a.Hyper.Concession, &a.Hyper.Lag, &p.Posterior
	band("constants")
	line("a", n(h.A), n(l.A))
	line("m", n(h.M), n(l.M))
	line("kappa", n(h.Kappa), n(l.Kappa))
	line("pi", n(h.Pi), n(l.Pi))
	band("own")
	line("o", g(p.Concession.Observed), g(p.Lag.Observed))
	line("e", g(p.Concession.Expected), g(p.Lag.Expected))
	line("n", g(p.Concession.N), g(p.Lag.N))
	band("posterior")
	line("w", n(q[0].W), n(q[1].W))
	line("a1", n(q[0].A1), n(q[1].A1))
	line("b1", n(q[0].B1), n(q[1].B1))
	line("a2", n(q[0].A2), n(q[1].A2))
	line("b2", n(q[0].B2), n(q[1].B2))
	line("theta", g(p.Concession.Ratio), g(p.Lag.Slowness))
	band("classes")
	for k, key := range [...]string{"class0", "class1", "class2", "class3"} {
		line(key, n(a.Hyper.Classes[k]), n(p.Classes[k]))
	}
	line("mu", n(p.Mu), Cell{})
	line("sigma", n(p.Sigma), Cell{})
	line("score", g(p.Score), Cell{})
	return s
}
