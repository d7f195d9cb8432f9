package manager

import (
	"encoding/json"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
)

// earlier is a stamp with a former month: of the team's findings the first stays, one
// is new, one is gone; and figures of one person of the team and one of another.
func earlier(t *testing.T, a *assessment.Assessment) (reader.Stamp, *reader.Reader) {
	t.Helper()
	v, err := reader.IndexOf(a).Team("M-101", reporttest.Stamp, "ja")
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Findings) < 2 {
		t.Fatal("the team has fewer than two findings")
	}
	told := &reader.Publication{Month: a.Month - 1, Findings: []assessment.StepInRow{*v.Findings[0], *v.Findings[0], *v.Findings[0]}}
	told.Findings[1].FindingID, told.Findings[1].Action, told.Findings[1].Instruction = "f-gone", table.ActionCoach, ""
	told.Findings[2].FindingID, told.Findings[2].Manager = "f-other", "M-102"
	for i := range told.Findings {
		told.Findings[i].By = table.DayOf(2026, 10, 13)
	}
	other := ""
	for i := range a.People {
		if a.People[i].Manager == "M-102" {
			other = string(a.People[i].ID)
		}
	}
	mine := v.Findings[0].Person
	figure := func(person, key, before, after string) reader.Restated {
		return reader.Restated{Month: "2026-09", Version: "v1", Person: person, Key: key, Before: json.RawMessage(before), After: json.RawMessage(after)}
	}
	s := reporttest.Stamp
	s.Published = &reader.Published{Last: told, Restated: []reader.Restated{figure(other, "lag.slowness", "1", "2"), figure(string(mine), "lag.slowness", "1.254", "null"), figure(string(mine), "signal.chart", "1", "2"),
		figure(string(mine), "concession.conceded_amount", "1200000", "900000"), figure(string(mine), "tier", `"coach"`, `"step_in"`)}}
	return s, v
}

// TestChanged: new and resolved are those of the reader's team, the corrections those
// of its people that its sheets show, in words and figures of the sheets.
func TestChanged(t *testing.T) {
	a := reporttest.Company()
	s, before := earlier(t, a)
	v, err := reader.IndexOf(a).Team("M-101", s, "ja")
	if err != nil {
		t.Fatal(err)
	}
	fresh, resolved := v.SinceLast(s.Published.Last)
	if len(fresh) != len(before.Findings)-1 || len(resolved) != 1 || resolved[0].FindingID != "f-gone" {
		t.Errorf("%d new, %d resolved", len(fresh), len(resolved))
	}
	if n := v.Stamp.Since; n == nil || !n.Compared || n.New != len(fresh) || n.Resolved != 1 || n.Restated != 3 {
		t.Errorf("page one counts %+v", n)
	}
	name := v.PersonName(before.Findings[0].Person)
	rows := reporttest.Texts(v, changedSheet(v))
	reporttest.Holds(t, "resolved", rows, name+"|"+v.ClientName(before.Findings[0].Client)+"|週2回30分のコーチング")
	reporttest.Holds(t, "tier", rows, "2026-09 (v1)|"+name+"|区分|支援を推奨|今月フォロー")
	reporttest.Holds(t, "money", rows, "2026-09 (v1)|"+name+"|承認範囲を超えた値引き|1,200,000|900,000")
	reporttest.Holds(t, "not measurable now", rows, "2026-09 (v1)|"+name+"|指示:遅さ(同僚=1)|1.25|–")
	if all := strings.Join(rows, "\n"); strings.Count(all, "2026-09 (v1)") != 3 || strings.Contains(all, "f-other") {
		t.Errorf("rows of another team, or figures that no sheet shows:\n%s", all)
	}
}

// TestChangedFirst: a first month says so in one sentence; where only the month before
// is missing, nothing is said of new and resolved.
func TestChangedFirst(t *testing.T) {
	for _, c := range []struct {
		published *reader.Published
		want      string
		rows      int
	}{
		{nil, "比較できる公開がまだないため、変更点はありません。", 1},
		{&reader.Published{}, "前月の公開がないため、案件の増減は示していません。", 4},
	} {
		s := reporttest.Stamp
		s.Since, s.Published = nil, c.published
		v, err := reader.IndexOf(reporttest.Company()).Team("M-101", s, "ja")
		if err != nil {
			t.Fatal(err)
		}
		rows := reporttest.Texts(v, changedSheet(v))
		if len(rows) != c.rows || rows[0] != c.want {
			t.Errorf("%d rows: %v", len(rows), rows)
		}
		if n := v.Stamp.Since; n != nil && n.Compared {
			t.Error("page one compares with a month that was not published")
		}
	}
}
