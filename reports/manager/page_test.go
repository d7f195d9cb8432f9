package manager

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/part"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// TestStalledAges: age band × whose turn, by hand. Only instructions that are open and
// past due are counted; the bands end on 10, 20 and 40 days.
func TestStalledAges(t *testing.T) {
	in := func(turn string, overdue int) *assessment.Instruction {
		return &assessment.Instruction{Turn: turn, OverdueDays: &overdue, Due: 1, Implemented: table.NoDay, Ended: table.NoDay}
	}
	v, err := reader.IndexOf(reporttest.Company()).Team("M-101", reporttest.Stamp, "ja")
	if err != nil {
		t.Fatal(err)
	}
	done := in(assessment.TurnUs, 30)
	done.Implemented = 5
	v.Instructions = []*assessment.Instruction{in(assessment.TurnSalesperson, 1), in(assessment.TurnSalesperson, 10), in(assessment.TurnSalesperson, 11), in(assessment.TurnBuyer, 20),
		in(assessment.TurnBuyer, 21), in(assessment.TurnUs, 40), in(assessment.TurnUs, 41), in(assessment.TurnUs, 400), done, {Due: table.NoDay, Implemented: table.NoDay, Ended: table.NoDay}}
	rows, total := stalledAges(v)
	want := []part.AgesOf{{Name: "担当者", Counts: [4]int64{2, 1, 0, 0}, Total: 3}, {Name: "お客様(確認済)", Counts: [4]int64{0, 1, 1, 0}, Total: 2}, {Name: "当社", Counts: [4]int64{0, 0, 1, 2}, Total: 3}}
	if len(rows) != len(want) {
		t.Fatalf("%d rows", len(rows))
	}
	for k, w := range want {
		if rows[k] != w {
			t.Errorf("%+v, want %+v", rows[k], w)
		}
	}
	if total.Total != 8 || total.Counts != [4]int64{2, 2, 2, 2} {
		t.Errorf("total %+v", total)
	}
	v.Assessment.TurnsKnown = false
	if rows, _ := stalledAges(v); len(rows) != 1 || rows[0].Total != 8 || rows[0].Name != v.Words.Text("turn.unknown") {
		t.Errorf("without waits and milestones: %+v", rows)
	}
}

// TestNumbersAgree: the last month of the trend, the sheet behind it and page one say
// the same, and last month's figure is the one before it.
func TestNumbersAgree(t *testing.T) {
	for _, l := range words.Languages {
		v, err := reader.IndexOf(reporttest.Company()).Team("M-101", reporttest.Stamp, l)
		if err != nil {
			t.Fatal(err)
		}
		rows := threeNumbers(v)[3:]
		if len(rows) != 3 {
			t.Fatalf("%d numbers", len(rows))
		}
		for _, r := range rows {
			if len(r.Cells[3].Annotations.Spark) != 12 || r.Cells[2].Text == "" || r.Cells[4].Text == "" {
				t.Errorf("%s: %q lacks last month, twelve months or their range: %+v", l, r.Cells[0].Text, r.Cells)
			}
		}
		// 769 of 1,240 this month, 11/12 of it the month before.
		if now := rows[0].Cells[1].Text; !strings.Contains(now, "62") {
			t.Errorf("%s: landed %q", l, now)
		}
		if before := rows[0].Cells[2].Text; !strings.Contains(before, "57") {
			t.Errorf("%s: landed last month %q", l, before)
		}
		if between := rows[0].Cells[4].Text; !strings.HasPrefix(between, "5") || !strings.Contains(between, "62") {
			t.Errorf("%s: landed between %q", l, between)
		}
		s := part.TrendSheet(v, "trend")
		if len(s.Body) != 12 {
			t.Fatalf("%d months", len(s.Body))
		}
		for k := range 12 {
			if got := s.Body[k].Cells[3].Value; got != rows[0].Cells[3].Annotations.Spark[k] {
				t.Errorf("month %d: landed %v on the sheet, %v drawn", k, got, rows[0].Cells[3].Annotations.Spark[k])
			}
			if got := float64(s.Body[k].Cells[4].Int); got != rows[1].Cells[3].Annotations.Spark[k] {
				t.Errorf("month %d: conceded %v on the sheet, %v drawn", k, got, rows[1].Cells[3].Annotations.Spark[k])
			}
		}
	}
}

// TestOneLiners: names stand behind the counts, at most three; what nothing tells is
// not said.
func TestOneLiners(t *testing.T) {
	a := reporttest.Company()
	v, err := reader.IndexOf(a).Team("M-101", reader.Stamp{Version: 1, Contact: "営業企画"}, "ja")
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, r := range oneLiners(v) {
		text += r.Cells[0].Text + "\n"
	}
	for _, want := range []string{"先月の公開がない", "判定対象外", "自分の対応", "「記入」シート", "問合せ:営業企画"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if strings.Contains(text, "先月の案件") {
		t.Errorf("last month's list is named though there is none: %s", text)
	}
	var list []*assessment.StepInRow
	for _, p := range v.People[:5] {
		list = append(list, &assessment.StepInRow{Person: p.ID}, &assessment.StepInRow{Person: p.ID})
	}
	if got := namesIn(v, list); strings.Count(got, "・") != 2 || !strings.Contains(got, "ほか2名") {
		t.Errorf("names %q", got)
	}
}

// TestAnswers: what the person answered stands beside the finding on page one, cut, and
// whole on the sheet for decisions; an open "data wrong" keeps it off page and agenda.
func TestAnswers(t *testing.T) {
	long := strings.Repeat("競合対抗のため", 20)
	for _, l := range words.Languages {
		a := reporttest.Company()
		f := &a.StepIn[0]
		f.Reply = &assessment.ReplyRow{FindingID: f.FindingID, Published: assessment.Published{Manager: f.Manager, Person: f.Person}, Reason: "approved", Reply: long}
		a.Replies = []assessment.ReplyRow{*f.Reply}
		text := func() (page, decisions string) {
			v, err := reader.IndexOf(a).Team(string(f.Manager), reporttest.Stamp, l)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range Sheets(v)[:2] {
				for _, r := range s.Body {
					for _, c := range r.Cells {
						if s.Key == "page" {
							page += c.Text + "\n"
						} else {
							decisions += c.Text + "\n"
						}
					}
				}
			}
			return page, decisions
		}
		c, _ := words.Of(l)
		page, decisions := text()
		if !strings.Contains(page, "競合対抗のため") || strings.Contains(page, long) || !strings.Contains(page, c.Text("page.replies", 1)) || !strings.Contains(decisions, long) {
			t.Errorf("%s: page one %v, whole %v, sheet %v", l, strings.Contains(page, "競合対抗のため"), strings.Contains(page, long), strings.Contains(decisions, long))
		}
		f.Contested = true
		if page, decisions := text(); strings.Contains(page, "競合対抗のため") || !strings.Contains(decisions, long) {
			t.Errorf("%s: a contested finding is on page one, or not on the sheet", l)
		}
	}
}
