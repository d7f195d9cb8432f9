package card

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// cardScore prints the way from the rows to the score: each formula with the month's
// constants and its result, so that it can be followed with a calculator.
func cardScore(v *reader.Own) sheet.Sheet {
	c, a, p := v.Words, v.Assessment, v.Person
	s := sheet.Sheet{Key: "card_score", Heading: true, Top: top(v, c.Text("card_score.title")), Columns: []sheet.Column{
		{Key: "card_score.step", Width: 50, Wrap: true}, {Key: "card_score.discounts", Width: 15}, {Key: "card_score.instructions", Width: 15}, {Key: "card_score.note", Width: 80, Wrap: true}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_score.lead", string(p.ID), a.Month))), sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_score.excel"))))
	line := func(key string, x, y sheet.Cell) {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(v.Heading("card_score."+key)), x, y, sheet.String(c.Text("card_score."+key+".note"))))
	}
	n, g := precise, func(v assessment.Number) sheet.Cell { return sheet.Figure(sheet.Precise, v) }
	both := func(key string, x, y float64) { line(key, n(x), n(y)) }
	band := func(key string) {
		s.Body = append(s.Body, sheet.RowAs(sheet.Band, sheet.Span(sheet.String(c.Text("card_score."+key)), 4)))
	}
	h, l, q, w := &a.Hyper.Concession, &a.Hyper.Lag, &p.Posterior, &p.Workings
	nc, nl := valueOf(p.Concession.N), valueOf(p.Lag.N)

	band("rows")
	line("o", g(p.Concession.Observed), g(p.Lag.Observed))
	d, days := shownLines(v), shownDays(v)
	line("shown", rest(p.Concession.Expected, d), rest(p.Lag.Expected, days))
	line("hidden", hidden(p.Concession.Expected, d), hidden(p.Lag.Expected, days))
	line("e", g(p.Concession.Expected), g(p.Lag.Expected))
	if yen := p.Concession.ExpectedAmount; yen != nil {
		some := shownYen(v)
		line("shown_yen", sheet.MoneyOf(some), sheet.Cell{})
		line("hidden_yen", sheet.MoneyOf(*yen-some), sheet.Cell{})
	}
	band("constants")
	both("a", h.A, l.A)
	both("m", h.M, l.M)
	both("kappa", h.Kappa, l.Kappa)
	both("pi", h.Pi, l.Pi)
	both("phi", h.Phi, l.Phi)
	both("omega2", h.Omega2, l.Omega2)
	line("tau", n(a.Options.Tolerance), sheet.Cell{})
	band("count")
	if nc > 0 || nl > 0 {
		measured := func(n, v float64) sheet.Cell {
			if n > 0 {
				return precise(v)
			}
			return sheet.Cell{Kind: sheet.Precise}
		}
		pair := func(key string, x, y float64) { line(key, measured(nc, x), measured(nl, y)) }
		x, y := &w.Concession, &w.Lag
		pair("y", x.Ratio, y.Ratio)
		line("level", measured(nc, x.Level), sheet.Cell{})
		line("part1", measured(nc, x.Own), measured(nl, 1/math.Max(valueOf(p.Lag.Expected), 1e-300)))
		line("herfindahl", sheet.Cell{}, measured(nl, y.Herfindahl))
		pair("part2", x.Clients, l.Omega2*y.Herfindahl)
		pair("part3", x.Peers, y.Peers)
		pair("part4", x.Chain, y.Hazard)
	}
	line("n", g(p.Concession.N), g(p.Lag.N))
	band("posterior")
	both("on", nc*w.Concession.Ratio, nl*w.Lag.Ratio)
	both("b1", h.A/h.M, l.A/l.M)
	both("b2", 6/(h.M*h.Kappa), 6/(l.M*l.Kappa))
	x, y := &w.Steps[0], &w.Steps[1]
	both("l1", x.Marginal[0], y.Marginal[0])
	both("l2", x.Marginal[1], y.Marginal[1])
	both("bayes", x.Bayes, y.Bayes)
	both("w", q[0].W, q[1].W)
	both("a1", q[0].A1, q[1].A1)
	both("b1n", q[0].B1, q[1].B1)
	both("a2", q[0].A2, q[1].A2)
	both("b2n", q[0].B2, q[1].B2)
	both("psi1", x.Psi[0], y.Psi[0])
	both("psi2", x.Psi[1], y.Psi[1])
	both("log1", x.Logs[0], y.Logs[0])
	both("log2", x.Logs[1], y.Logs[1])
	both("mean", x.MeanLog, y.MeanLog)
	line("theta", g(p.Concession.Ratio), g(p.Lag.Slowness))
	both("prime1", x.PsiPrime[0], y.PsiPrime[0])
	both("prime2", x.PsiPrime[1], y.PsiPrime[1])
	return s
}

// cardClasses is the last step: the four classes, and the score as their sum.
func cardClasses(v *reader.Own) sheet.Sheet {
	c, p := v.Words, v.Person
	s := sheet.Sheet{Key: "card_classes", Heading: true, Top: top(v, c.Text("card_classes.title")), Columns: []sheet.Column{
		{Key: "card_classes.class", Width: 40, Wrap: true}, {Key: "card_classes.p", Width: 15}, {Key: "card_classes.bayes", Width: 15}, {Key: "card_classes.weight", Width: 15},
		{Key: "card_classes.m", Width: 15}, {Key: "card_classes.v", Width: 15}, {Key: "card_classes.phi", Width: 15}, {Key: "card_classes.part", Width: 17}}}
	s.Top = append(s.Top, sheet.RowAs(sheet.Lead, sheet.String(c.Text("card_classes.lead"))))
	w := &p.Workings
	b := [4]float64{1, w.Steps[0].Bayes, w.Steps[1].Bayes, w.Steps[0].Bayes * w.Steps[1].Bayes}
	for k, key := range [...]string{"card_classes.0", "card_classes.1", "card_classes.2", "card_classes.3"} {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text(key)), precise(v.Assessment.Hyper.Classes[k]), precise(b[k]), precise(p.Classes[k]), precise(w.M[k]), precise(w.V[k]), precise(w.Phi[k]), precise(100*p.Classes[k]*w.Phi[k])))
	}
	last := func(key string, v sheet.Cell) {
		s.Body = append(s.Body, sheet.RowOf(sheet.String(c.Text("card_classes."+key)), sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, sheet.Cell{}, v))
	}
	last("score", sheet.Figure(sheet.Precise, p.Score))
	last("mu", precise(p.Mu))
	last("sigma", precise(p.Sigma))
	last("k", sheet.Figure(sheet.Precise, p.K.Value))
	s.Notes = append(s.Notes, sheet.RowAs(sheet.Note, sheet.String(c.Text("card_classes.formulas"))), sheet.RowAs(sheet.Note, sheet.String(c.Text("card_classes.rank"))))
	return s
}

// shownLines is the part of E that the rows of the deal lines show.
func shownLines(v *reader.Own) float64 {
	sum := 0.
	for _, l := range v.Lines {
		if l.Scored && l.Peers.Shown {
			sum += l.Expected
		}
	}
	return sum
}

// shownYen is the part of the expected amount that the rows of the deal lines show.
func shownYen(v *reader.Own) int64 {
	sum := 0.
	for _, l := range v.Lines {
		if l.Scored && l.Peers.Shown {
			sum += float64(l.List) * l.Peers.Money
		}
	}
	return int64(math.RoundToEven(sum))
}

// shownDays is the part of E that the rows of peers' hazards show.
func shownDays(v *reader.Own) float64 {
	sum := 0.
	for k := range v.Person.Workings.Lag.Cells {
		if x := &v.Person.Workings.Lag.Cells[k]; hazardShown(v, k) {
			sum += x.Days * x.Hazard
		}
	}
	return sum
}

// rest shows sum where all is measurable.
func rest(all assessment.Number, sum float64) sheet.Cell {
	if all == nil {
		return sheet.Cell{Kind: sheet.Precise}
	}
	return precise(sum)
}

// hidden is what of all the shown rows leave; rounding residue is nothing.
func hidden(all assessment.Number, sum float64) sheet.Cell {
	if all == nil {
		return sheet.Cell{Kind: sheet.Precise}
	}
	d := *all - sum
	if math.Abs(d) < 1e-9*math.Max(1, *all) {
		d = 0
	}
	return precise(d)
}

// valueOf is the figure, 0 where it is not measurable.
func valueOf(v assessment.Number) float64 {
	if v == nil {
		return 0
	}
	return *v
}
