package card

import (
	"math"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/sheet"
)

// rowsOf are the rows of l.
func rowsOf(l *sheet.Long) (rows [][]sheet.Cell) {
	for k := range l.Rows {
		rows = append(rows, l.Row(k, nil))
	}
	return rows
}

// TestCardByHand: O, E and the weighted ratio of a card follow from its rows. Three
// lines of .10, .00 and .05 give O = .15; peers at .05 give E = .15; two clients with
// weights 1 and ½ give (.10 + ½·.05) ÷ (.10 + ½·.05) = 1.
func TestCardByHand(t *testing.T) {
	a := reporttest.Company()
	p := &a.People[0]
	p.Concession.Observed, p.Concession.Expected, p.Concession.Lines = assessment.Of(.15), assessment.Of(.15), 3
	line := func(id string, y float64) assessment.LedgerLine {
		return assessment.LedgerLine{Person: p.ID, LineID: id, Date: table.DayOf(2026, 10, 1), List: 1000, Net: 900, AuthorisedNet: 950, Y: y, Expected: .05, Scored: true, Peers: assessment.LineRate{Others: assessment.FewestOthers, Money: .04, Shown: true}}
	}
	other := line("X", .3)
	other.Person = a.People[1].ID
	lines := []assessment.LedgerLine{line("1", .1), line("2", 0), line("3", .05), other}
	a.Pairs = []assessment.Pair{
		{Person: p.ID, Client: "A", ClientName: "ミナト精機", N: assessment.Of(1), Observed: .1, Expected: .1, Weight: 1},
		{Person: p.ID, Client: "B", ClientName: "関東機工", N: assessment.Of(1), Observed: .05, Expected: .05, Weight: .5}}
	v, err := reader.IndexOf(a).Card(p.ID, lines, reader.Stamp{}, "en")
	if err != nil {
		t.Fatal(err)
	}
	ledger := cardLines(v)
	o, e := 0., 0.
	for _, cells := range rowsOf(ledger.Long) {
		o, e = o+cells[12].Value, e+cells[13].Value
	}
	if ledger.Long.Rows != 3 || math.Abs(o-.15) > 1e-12 || math.Abs(e-.15) > 1e-12 {
		t.Errorf("%d lines, O %v, E %v; want 3, .15, .15", ledger.Long.Rows, o, e)
	}
	if w := weighted(v); w == nil || math.Abs(*w-1) > 1e-12 {
		t.Errorf("weighted ratio %v, want 1", w)
	}
	for _, r := range ledger.Top {
		if strings.Contains(r.Cells[0].Text, "Only the largest") {
			t.Error("all lines are shown, and the ledger says that some are not")
		}
	}
	// Fewer than five others: no peers' rate line by line, but that of a wider kind; what
	// enters E is one sum on the calculation, in rates and in yen.
	for i := range lines[:2] {
		lines[i].Peers = assessment.LineRate{Others: assessment.FewestOthers - 1, Parent: .07, Level: 2, Money: .04}
	}
	expected := int64(150)
	p.Concession.ExpectedAmount = &expected
	if v, err = reader.IndexOf(a).Card(p.ID, lines, reader.Stamp{}, "en"); err != nil {
		t.Fatal(err)
	}
	for i, cells := range rowsOf(cardLines(v).Long) {
		if cells[13].Set != (i == 2) || cells[18].Set != (i == 2) || cells[15].Set != (i < 2) {
			t.Errorf("line %d: own rate %v, rate on money %v, wider rate %v", i, cells[13], cells[18], cells[15])
		}
	}
	steps := map[string]sheet.Cell{}
	for _, r := range cardScore(v).Body {
		if len(r.Cells) > 1 {
			steps[r.Cells[0].Text] = r.Cells[1]
		}
	}
	shown, hidden := steps["E, the part shown row by row"].Value, steps["E, the part given as one sum"].Value
	if math.Abs(shown-.05) > 1e-12 || math.Abs(hidden-.10) > 1e-12 {
		t.Errorf("E in parts: %v and %v, want .05 and .10", shown, hidden)
	}
	if some, other := steps["Peers' amount, the part shown row by row (JPY)"].Int, steps["Peers' amount, the part given as one sum (JPY)"].Int; some != 40 || other != 110 {
		t.Errorf("yen in parts: %d and %d, want 40 and 110", some, other)
	}
}

// TestHazardsAreHidden: a rate with fewer than five others behind it is not shown, and
// never a single one, which the sum would give away.
func TestHazardsAreHidden(t *testing.T) {
	a := reporttest.Company()
	p := &a.People[0]
	cell := func(k int, days float64, others, above int) assessment.LagCell {
		return assessment.LagCell{Kind: "price_increase/short", Interval: k, Days: days, Hazard: .02, Parent: .03, Others: others, Above: above}
	}
	for _, c := range []struct {
		name  string
		cells []assessment.LagCell
		shown []bool
	}{
		{"all", []assessment.LagCell{cell(0, 7, 5, 9), cell(1, 7, 9, 9)}, []bool{true, true}},
		{"none", []assessment.LagCell{cell(0, 7, 4, 9), cell(1, 7, 0, 4)}, []bool{false, false}},
		{"the shortest joins one", []assessment.LagCell{cell(0, 7, 6, 9), cell(1, 3, 6, 9), cell(2, 16, 4, 9)}, []bool{true, false, false}},
		{"two stand together", []assessment.LagCell{cell(0, 7, 6, 9), cell(1, 3, 1, 9), cell(2, 16, 4, 9)}, []bool{true, false, false}},
	} {
		p.Workings.Lag.Cells = c.cells
		v, err := reader.IndexOf(a).Card(p.ID, nil, reader.Stamp{}, "en")
		if err != nil {
			t.Fatal(err)
		}
		for k, r := range cardHazards(v).Body {
			if r.Cells[4].Set != c.shown[k] || r.Cells[5].Set != c.shown[k] || r.Cells[6].Set != (!c.shown[k] && c.cells[k].Above >= assessment.FewestOthers) {
				t.Errorf("%s, row %d: rate %v, E %v, wider rate %v", c.name, k, r.Cells[4].Set, r.Cells[5].Set, r.Cells[6].Set)
			}
		}
	}
}
