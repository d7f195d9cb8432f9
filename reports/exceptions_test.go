package reports

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/card"
	"tenbin/reports/manager"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// madeUpExceptions are requests of the first two people of M-101's team: one approved by
// their manager, partly refused, the other by somebody else.
func madeUpExceptions(a *assessment.Assessment) {
	var team []string
	for i := range a.People {
		if p := &a.People[i]; p.Manager == "M-101" && p.Tier != assessment.NotEnoughEvidence {
			team = append(team, string(p.ID))
		}
	}
	mine, others := assessment.ExceptionCount{Asked: 8, Granted: 6, After: 1, Scored: 8, Amount: 420000}, assessment.ExceptionCount{Asked: 3, Granted: 3, Scored: 2, Amount: 90000}
	a.RequestsKnown = true
	a.Exceptions = []assessment.Exception{{Person: table.PersonID(team[0]), ExceptionCount: mine, Share: assessment.Of(.75),
		Requests: assessment.Counted{Observed: 8, Expected: 3.2, Exposure: 120, N: 3, Ratio: assessment.Of(1.9), Lo: assessment.Of(1.1), Hi: assessment.Of(2.9), Reliability: .4}},
		{Person: table.PersonID(team[1]), ExceptionCount: others, Share: assessment.Of(1.), Requests: assessment.Counted{Observed: 2, Exposure: 90}}}
	a.Approvals = []assessment.Approval{{Approver: "M-101", Person: table.PersonID(team[0]), ExceptionCount: mine}, {Approver: "D-009", Person: table.PersonID(team[1]), ExceptionCount: others}}
}

// What was asked for stands on the manager's sheet, on the own part and on the card; what
// no table showed stands nowhere.
func TestExceptionSheets(t *testing.T) {
	a := reporttest.Company()
	madeUpExceptions(a)
	for _, language := range []string{"ja", "en"} {
		v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, language)
		if err != nil {
			t.Fatal(err)
		}
		rows := reporttest.Texts(v, sheetOf(manager.Sheets(v), "exceptions"))
		first := v.PersonName(a.Exceptions[0].Person)
		reporttest.Holds(t, language+" sheet", rows, first+"|8|8.0|3.2|1.90|1.10|2.90")
		reporttest.Holds(t, language+" no peers", rows, v.PersonName(a.Exceptions[1].Person)+"|3|2.0|–|–|–|–")
		own := reporttest.Texts(v, sheetOf(manager.Sheets(v), "own"))
		reporttest.Holds(t, language+" own", own, first+"|"+v.Words.Text("own.approver_me")+"|8|6|1|420,000|25.0%")
		reporttest.Holds(t, language+" others", own, v.PersonName(a.Exceptions[1].Person)+"|"+v.Words.Text("own.approver_other")+"|3|3|0|90,000|0.0%")
		reporttest.Holds(t, language+" sum", own, v.Words.Text("own.approved_sum")+"||8|6|1|420,000|25.0%")
		if strings.Contains(strings.Join(own, "\n"), "D-009") {
			t.Error("another approver's id stands on the sheet")
		}
	}
	own, err := reader.IndexOf(a).Card(a.Exceptions[0].Person, nil, reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	s := sheetOf(card.Sheets(own), "card_exceptions")
	if s.Key == "" {
		t.Fatal("no sheet on the card")
	}
	v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "en")
	if err != nil {
		t.Fatal(err)
	}
	onCard := reporttest.Texts(v, s)
	for _, line := range []string{"Lines counted|120.0", "of them asked for (lines)|8.0", "Peers would have asked for|3.2", "Ratio (peers = 1)|1.90", "Share granted|75.0%", "Amount granted beyond policy|420,000"} {
		reporttest.Holds(t, "card", onCard, line)
	}
	for i := range a.People {
		id := a.People[i].ID
		if id == a.Exceptions[0].Person || id == a.Exceptions[1].Person {
			continue
		}
		if own, err = reader.IndexOf(a).Card(table.PersonID(id), nil, reporttest.Stamp, "en"); err != nil {
			t.Fatal(err)
		}
		if s := sheetOf(card.Sheets(own), "card_exceptions"); s.Key != "" {
			t.Errorf("the card of %s shows somebody else's requests", id)
		}
	}
	// refused requests are not on record: no share anywhere, and the sheets say so
	a.RequestsKnown, a.Exceptions[0].Share, a.Exceptions[1].Share = false, nil, nil
	if v, err = reader.IndexOf(a).Team("M-101", reporttest.Stamp, "ja"); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(append(reporttest.Texts(v, sheetOf(manager.Sheets(v), "exceptions")), reporttest.Texts(v, sheetOf(manager.Sheets(v), "own"))...), "\n")
	if strings.Contains(all, "25.0%") || strings.Contains(all, "75.0%") || strings.Count(all, v.Words.Text("exceptions.only_granted")) != 1 || len(sheetOf(manager.Sheets(v), "exceptions").Notes) != 1 {
		t.Errorf("without refusals on record:\n%s", all)
	}
	a.Approvals[0].Approver, a.Approvals[1].Approver = "", ""
	reporttest.Holds(t, "nobody named", reporttest.Texts(v, sheetOf(manager.Sheets(v), "own")), v.Words.Text("own.approver_none"))
	a.Exceptions, a.Approvals = nil, nil
	if s := sheetOf(manager.Sheets(v), "exceptions"); len(s.Body) > 0 {
		t.Error("a sheet of exceptions without any")
	}
	reporttest.Holds(t, "none", reporttest.Texts(v, sheetOf(manager.Sheets(v), "own")), v.Words.Text("own.approval_none"))
}
