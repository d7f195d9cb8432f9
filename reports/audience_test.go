package reports

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"sort"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// books are all workbooks of the made-up company in one language, by name.
func books(a *assessment.Assessment, language string) map[string]func(io.Writer) error {
	list := map[string]func(io.Writer) error{
		"hr":       func(w io.Writer) error { return BooksOf(a).HR(w, reader.Stamp{Version: 1}, language) },
		"hr.trial": func(w io.Writer) error { return BooksOf(a).HR(w, reader.Stamp{Version: 1, Trial: true}, language) },
	}
	list["division"] = func(w io.Writer) error {
		return BooksOf(a).Division(w, reporttest.WholeCompany, reader.Stamp{Version: 1}, language)
	}
	for _, m := range reporttest.Managers {
		list["manager."+m] = func(w io.Writer) error {
			return BooksOf(a).Manager(w, m, reader.Stamp{Version: 1, Trial: m == "M-102", Since: &reader.Since{Resolved: 2, New: 1}}, language)
		}
	}
	for _, i := range []int{0, 1, 12, 24, 28} {
		list[string("card."+a.People[i].ID)] = func(w io.Writer) error {
			return BooksOf(a).Card(w, string(a.People[i].ID), nil, reader.Stamp{Version: 1}, language)
		}
	}
	return list
}

func namesOf(m map[string]func(io.Writer) error) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}

// broken are traces of a figure or a word that went wrong; they count as forbidden too.
var broken = []string{"nan", "+inf", "%!", "offender", "fraud", "疑い", "犯人", "不正", "癒着", "怠慢"}

// TestWords looks at every cell, header and property of every workbook in both
// languages: no forbidden word, every font at least 9 pt on paper, the sentence on
// what the figures are not for on every page, and no formula.
func TestWords(t *testing.T) {
	a := reporttest.Company()
	for _, l := range words.Languages {
		list := books(a, l)
		for _, name := range namesOf(list) {
			f, raw := reporttest.Open(t, list[name])
			text := reporttest.Dump(t, f)
			props, err := f.GetDocProps()
			if err != nil {
				t.Fatal(err)
			}
			text += props.Title + props.Subject + props.Description
			for _, word := range append(broken, forbidden(t)...) {
				if i := strings.Index(strings.ToLower(text), strings.ToLower(word)); i >= 0 {
					t.Errorf("%s, %s: says %q: …%s…", name, l, word, text[max(0, i-40):min(len(text), i+40)])
				}
			}
			c, _ := words.Of(l)
			for _, sheet := range f.GetSheetList() {
				h, err := f.GetHeaderFooter(sheet)
				if err != nil {
					t.Fatal(err)
				}
				if h == nil || !strings.Contains(h.OddFooter, c.Text("stamp.never")) {
					t.Errorf("%s, %s, %s: the footer does not say what the figures are not for", name, l, sheet)
				}
				trial := strings.HasSuffix(name, ".trial") || strings.HasSuffix(name, "M-102")
				if h != nil && strings.Contains(h.OddHeader, c.Text("stamp.trial")) != trial {
					t.Errorf("%s, %s, %s: trial stamp in the header: %q", name, l, sheet, h.OddHeader)
				}
			}
			if len(raw) >= 1<<20 {
				t.Errorf("%s, %s: %d bytes", name, l, len(raw))
			}
			checkParts(t, name+", "+l, raw)
		}
	}
}

// checkParts looks at the raw parts: no formula, no macro, no link outside, fonts.
func checkParts(t *testing.T, name string, raw []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		if strings.Contains(part.Name, "vba") || strings.Contains(part.Name, "externalLink") {
			t.Errorf("%s: holds %s", name, part.Name)
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(part.Name, "xl/worksheets/sheet") && bytes.Contains(b, []byte("<f>")) {
			t.Errorf("%s: a formula in %s", name, part.Name)
		}
		if part.Name == "xl/styles.xml" {
			var s struct {
				Fonts []struct {
					Size struct {
						Val float64 `xml:"val,attr"`
					} `xml:"sz"`
				} `xml:"fonts>font"`
			}
			if err := xml.Unmarshal(b, &s); err != nil {
				t.Fatal(err)
			}
			if len(s.Fonts) == 0 {
				t.Errorf("%s: no font found", name)
			}
			for _, x := range s.Fonts {
				if x.Size.Val < 9 {
					t.Errorf("%s: a font of %v pt", name, x.Size.Val)
				}
			}
		}
	}
}

// TestAudience: nobody outside the audience is named in a workbook.
func TestAudience(t *testing.T) {
	a := reporttest.Company()
	coached := map[string]bool{}
	for _, p := range a.Coaching {
		coached[string(p.Person)] = true
	}
	for _, l := range words.Languages {
		for name, write := range books(a, l) {
			f, _ := reporttest.Open(t, write)
			text := reporttest.Dump(t, f)
			found := 0
			for i := range a.People {
				p := &a.People[i]
				may := false
				switch {
				case strings.HasPrefix(name, "manager."):
					// A playing manager is named as the reader, in the header only.
					m := strings.TrimPrefix(name, "manager.")
					may = p.Manager == table.ManagerID(m) || p.ID == table.PersonID(m)
				case strings.HasPrefix(name, "card."):
					may = name == "card."+string(p.ID)
				case name == "division":
					may = true // the whole company is one division
				default:
					may = coached[string(p.ID)]
				}
				if strings.Contains(text, p.Name) {
					found++
					if !may {
						t.Errorf("%s, %s: names %s", name, l, p.Name)
					}
				}
				if !may && strings.Contains(text, string(" "+p.ID+"\n")) {
					t.Errorf("%s, %s: holds the id %s", name, l, p.ID)
				}
			}
			if found == 0 {
				t.Errorf("%s, %s: names nobody at all", name, l)
			}
		}
	}
	// A playing manager's own rows are not on the own sheets.
	f, _ := reporttest.Open(t, books(a, "ja")["manager.P-023"])
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, v := range row {
				for i := range a.Instructions {
					if r := &a.Instructions[i]; r.Person == "P-023" && v == r.ID {
						t.Errorf("%s: the manager's own instruction %s", sheet, r.ID)
					}
				}
			}
		}
	}
}

// TestHRIsBlameless: HR sees no client, score, rank, tier or reason.
func TestHRIsBlameless(t *testing.T) {
	a := reporttest.Company()
	for _, l := range words.Languages {
		f, _ := reporttest.Open(t, books(a, l)["hr"])
		text := reporttest.Dump(t, f)
		c, _ := words.Of(l)
		forbidden := []string{c.Text("col.score"), c.Text("tier.step_in"), c.Text("tier.coach"), c.Text("col.rank_lo"), c.Text("page.peers", 25)}
		for _, n := range reporttest.Clients {
			forbidden = append(forbidden, n)
		}
		for i := range a.People {
			if s := c.Speaker(a).Say(a.People[i].Reason); s != "" {
				forbidden = append(forbidden, s)
			}
		}
		for _, w := range forbidden {
			if strings.Contains(text, w) {
				t.Errorf("%s: the HR workbook says %q", l, w)
			}
		}
	}
}
