package reports

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// goldens are the workbooks that are kept cell by cell: one of each kind, the card of
// somebody who is not rated, and the trial of HR.
var goldens = map[string]bool{"manager.M-101": true, "card.P-000": true, "card.P-016": true, "hr.trial": true}

// TestWorkbooks holds every cell of every kind of workbook against its golden, and
// builds each twice: equal bytes.
func TestWorkbooks(t *testing.T) {
	for _, l := range languages {
		one, two := books(madeUp(), l), books(madeUp(), l)
		for _, name := range namesOf(one) {
			f, raw := open(t, one[name])
			_, again := open(t, two[name])
			if !bytes.Equal(raw, again) {
				t.Errorf("%s, %s: two builds differ", name, l)
			}
			if goldens[name] {
				golden(t, filepath.Join("workbooks", name+"."+l+".txt"), dump(t, f))
			}
		}
	}
}

// TestProperties: what comes back is known by its properties.
func TestProperties(t *testing.T) {
	a := madeUp()
	want := map[string]string{"hr": "hr", "manager.M-101": "manager:M-101", "card.P-007": "person:P-007"}
	for name, audience := range want {
		f, _ := open(t, books(a, "ja")[name])
		list, err := f.GetCustomProps()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]any{}
		for _, p := range list {
			got[p.Name] = p.Value
		}
		if got["tenbin.run_id"] != a.RunID || got["tenbin.audience"] != audience || got["tenbin.schema"] != int32(SchemaVersion) {
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
	a := madeUp()
	f, _ := open(t, func(w io.Writer) error { return Card(w, a, a.People[28].ID, nil, Stamp{}, "ja") })
	text := dump(t, f)
	if !strings.Contains(text, "判定対象外(データ不足)") {
		t.Error("the card does not say that nothing is rated")
	}
	for _, word := range []string{"要確認の確からしさ", "確認の優先順", "補正後", "計算の手順"} {
		if strings.Contains(text, word) {
			t.Errorf("the card of somebody not rated says %s", word)
		}
	}
	if err := Card(io.Discard, a, "P-999", nil, Stamp{}, "ja"); err == nil {
		t.Error("a card of somebody who is not assessed")
	}
}

// TestShow writes every workbook to the directory that SHOW names, to be looked at.
func TestShow(t *testing.T) {
	dir := os.Getenv("SHOW")
	if dir == "" {
		t.Skip("SHOW names no directory")
	}
	for _, l := range languages {
		for name, write := range books(madeUp(), l) {
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
