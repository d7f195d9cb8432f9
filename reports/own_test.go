package reports

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// goldens are the workbooks that are kept cell by cell: a card, the card of
// somebody who is not rated, and the trial of HR; the manager's has its own.
var goldens = map[string]bool{"card.P-000": true, "card.P-016": true, "hr.trial": true}

// TestWorkbooks holds every cell of cards and HR workbooks against its golden, and
// builds each twice: equal bytes.
func TestWorkbooks(t *testing.T) {
	for _, l := range words.Languages {
		one, two := books(reporttest.Company(), l), books(reporttest.Company(), l)
		for _, name := range namesOf(one) {
			if strings.HasPrefix(name, "manager.") {
				continue // TestManagerGolden and TestManagerSame
			}
			f, raw := reporttest.Open(t, one[name])
			_, again := reporttest.Open(t, two[name])
			if !bytes.Equal(raw, again) {
				t.Errorf("%s, %s: two builds differ", name, l)
			}
			if goldens[name] {
				reporttest.Golden(t, filepath.Join("workbooks", name+"."+l+".txt"), reporttest.Dump(t, f))
			}
		}
	}
}

// TestProperties: what comes back is known by its properties.
func TestProperties(t *testing.T) {
	a := reporttest.Company()
	want := map[string]string{"hr": "hr", "manager.M-101": "manager:M-101", "card.P-007": "person:P-007"}
	for name, audience := range want {
		f, _ := reporttest.Open(t, books(a, "ja")[name])
		list, err := f.GetCustomProps()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]any{}
		for _, p := range list {
			got[p.Name] = p.Value
		}
		if got["tenbin.run_id"] != a.RunID || got["tenbin.audience"] != audience || got["tenbin.schema"] != int32(reader.SchemaVersion) {
			t.Errorf("%s: properties %v", name, got)
		}
		p, err := f.GetDocProps()
		if err != nil {
			t.Fatal(err)
		}
		if p.Created != "2026-10-31T00:00:00Z" || p.Modified != p.Created {
			t.Errorf("%s: made %s, changed %s; want the cut-off", name, p.Created, p.Modified)
		}
	}
}

// TestThinEvidence: a card of somebody who is not rated shows counts and yen, and no
// ratio, score or rank.
func TestThinEvidence(t *testing.T) {
	a := reporttest.Company()
	f, _ := reporttest.Open(t, func(w io.Writer) error { return BooksOf(a).Card(w, string(a.People[28].ID), nil, reader.Stamp{}, "ja") })
	text := reporttest.Dump(t, f)
	if !strings.Contains(text, "判定対象外(データ不足)") {
		t.Error("the card does not say that nothing is rated")
	}
	for _, word := range []string{"要確認の確からしさ", "確認の優先順", "補正後", "計算の手順"} {
		if strings.Contains(text, word) {
			t.Errorf("the card of somebody not rated says %s", word)
		}
	}
	if err := BooksOf(a).Card(io.Discard, "P-999", nil, reader.Stamp{}, "ja"); err == nil {
		t.Error("a card of somebody who is not assessed")
	}
}

// TestShow writes every workbook to the directory that SHOW names, to be looked at.
func TestShow(t *testing.T) {
	dir := os.Getenv("SHOW")
	if dir == "" {
		t.Skip("SHOW names no directory")
	}
	for _, l := range words.Languages {
		for name, write := range books(reporttest.Company(), l) {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name+"."+l+".xlsx"), b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
