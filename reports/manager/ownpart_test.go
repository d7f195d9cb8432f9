package manager

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// TestOwnPart: what the sheet says of each part, and that it says nothing which no
// supplied table could have shown.
func TestOwnPart(t *testing.T) {
	sheet := func(a *assessment.Assessment, s reader.Stamp) []string {
		v, err := reader.IndexOf(a).Team("M-101", s, "ja")
		if err != nil {
			t.Fatal(err)
		}
		return reporttest.Texts(v, ownPart(v, map[string]int{}))
	}
	a := reporttest.Company()
	rows := sheet(a, reporttest.Stamp)
	reporttest.Holds(t, "undated", rows, "1. 期限の記載がない指示(対応中 25件のうち 2件)")
	reporttest.Holds(t, "undated row", rows, "相沢 健|関東機工|納期遅延|2026/05/11|124|対応中|I-000-2")
	reporttest.Holds(t, "missed", rows, "前月の公開がないため、示していません。")
	reporttest.Holds(t, "approvals", rows, "承認の記録(件数・金額・否認の割合)は提供されていません。")
	reporttest.Holds(t, "coaching", rows, "星野 美咲|交渉の進め方|2026/04/01–|–|9|–|–")
	reporttest.Holds(t, "sum", rows, "合計|||–|9|–|–")

	// A milestone is a date too; a carried-out instruction waits for none.
	for i := range a.Instructions {
		switch a.Instructions[i].ID {
		case "I-000-2":
			a.Instructions[i].Milestones = 2
		case "I-015-2":
			a.Instructions[i].Implemented = table.DayOf(2026, 10, 1)
		}
	}
	reporttest.Holds(t, "all dated", sheet(a, reporttest.Stamp), "対応中の指示には、すべて期限の記載があります。")

	// Without a due date anywhere nothing is said of single instructions.
	a = reporttest.Company()
	for i := range a.Instructions {
		a.Instructions[i].Due, a.Instructions[i].OverdueDays = table.NoDay, nil
	}
	rows = sheet(a, reporttest.Stamp)
	reporttest.Holds(t, "no due dates", rows, "期限の記載がある指示なし")
	if strings.Contains(strings.Join(rows, "\n"), "I-000-2") {
		t.Error("a single instruction is named although no table holds a due date")
	}

	// Follow-ups: the row of the month before whose instruction is still open, once its
	// date is past; hours from plans and sessions; approvals after the fact.
	a = reporttest.Company()
	s, before := earlier(t, a)
	hours := assessment.Of(4.)
	for i := range a.Coaching {
		a.Coaching[i].Person, a.Coaching[i].HoursPlanned = before.Findings[0].Person, hours
	}
	a.Coaching[0].HoursHeld = assessment.Of(1.5)
	a.Lines[0].Person, a.Lines[0].AfterFact, a.Lines[0].Conceded = before.Findings[0].Person, true, 120000
	rows = sheet(a, s)
	f := before.Findings[0]
	reporttest.Holds(t, "missed row", rows, before.PersonName(f.Person)+"|"+before.ClientName(f.Client)+"|")
	if n := strings.Count(strings.Join(rows, "\n"), "2026/10/13|"+f.Instruction); n != 1 {
		t.Errorf("the open follow-up stands %d times", n)
	}
	reporttest.Holds(t, "hours", rows, "合計|||8|12|8.0|1.5")
	reporttest.Holds(t, "after the fact", rows, "事後承認の記録がある明細は 1件、承認範囲を超えた値引きは 120,000 円 です")
	s.Published.Last.Findings[0].By = a.CutOff + 1
	if strings.Contains(strings.Join(sheet(a, s), "\n"), "2026/10/13|"+f.Instruction) {
		t.Error("a follow-up that is not due yet counts as missed")
	}
	for i := range a.Instructions {
		a.Instructions[i].Implemented = table.DayOf(2026, 10, 1)
	}
	reporttest.Holds(t, "all done", sheet(a, s), "前月の案件のうち、期日を過ぎて指示が対応中のものはありません。")
}
