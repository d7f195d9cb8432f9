package reports

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/cell"
	"tenbin/ingest/table"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// TestNoComma: Excel divides the entries of a drop-down at commas, so no word that a reader
// may choose holds one, in any list or language; and each is read back as itself.
func TestNoComma(t *testing.T) {
	for _, s := range table.All {
		for _, column := range s.Columns {
			if column.Words == nil {
				continue
			}
			find := cell.NewMatcher(column.Words, nil)
			for _, language := range words.Languages {
				c, err := words.Of(language)
				if err != nil {
					t.Fatal(err)
				}
				for _, w := range c.Choices(column.Words) {
					if strings.ContainsAny(w, ",\"") {
						t.Errorf("%s.%s: %q cannot stand in a drop-down", s.Name, column.Name, w)
					}
					if k, ok := find.Find([]byte(w)); !ok || c.Word(column.Words, column.Words.Words[k].Name) != w {
						t.Errorf("%s.%s: %q is read back as another word", s.Name, column.Name, w)
					}
				}
			}
		}
	}
}

// TestOldChoices: the words of earlier drop-downs, and what Excel made of them. Whole they are
// still read; a half is the same word or nobody's.
func TestOldChoices(t *testing.T) {
	for v, whole := range map[*table.Vocabulary]string{table.DecisionReasons: "client's reason, evidence kept", table.ReplyReasons: "buyer asked, evidence kept"} {
		find := cell.NewMatcher(v, nil)
		if k, ok := find.Find([]byte(whole)); !ok || !strings.HasSuffix(v.Words[k].EN, "(evidence kept)") {
			t.Errorf("%q is no longer read", whole)
		}
		for _, half := range strings.Split(whole, ", ") {
			if k, ok := find.Find([]byte(half)); ok && !strings.HasSuffix(v.Words[k].EN, "(evidence kept)") {
				t.Errorf("%q is taken for %q", half, v.Words[k].Name)
			}
		}
	}
}

// TestDropDownsReject: every drop-down of every workbook has as many entries as it was given,
// and refuses other text; only the number of a coaching plan may be new.
func TestDropDownsReject(t *testing.T) {
	books, wanted := BooksOf(reporttest.Company()), map[string]*bytes.Buffer{}
	for _, language := range words.Languages {
		write := func(name string, put func(w io.Writer) error) {
			var b bytes.Buffer
			if err := put(&b); err != nil {
				t.Fatal(err)
			}
			wanted[name+" "+language] = &b
		}
		write("manager", func(w io.Writer) error { return books.Manager(w, "M-101", reporttest.Stamp, language) })
		write("hr", func(w io.Writer) error { return books.HR(w, reporttest.Stamp, language) })
		for _, name := range []string{"instructions", "pauses", "coaching", "sessions", "activities"} {
			write(name, func(w io.Writer) error { return Template(w, name, language, nil) })
		}
	}
	for name, b := range wanted {
		f, err := excelize.OpenReader(b)
		if err != nil {
			t.Fatal(err)
		}
		lists := 0
		for _, s := range f.GetSheetList() {
			all, err := f.GetDataValidations(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range all {
				if v.Type != "list" {
					continue
				}
				lists++
				if strings.HasPrefix(name, "hr") && strings.HasPrefix(v.Sqref, "F") && !v.ShowErrorMessage {
					continue // the number of a plan
				}
				if !v.ShowErrorMessage || v.ErrorStyle == nil || *v.ErrorStyle != "stop" || v.Error == nil || *v.Error == "" {
					t.Errorf("%s, %s!%s takes any text", name, s, v.Sqref)
				}
			}
		}
		if lists == 0 {
			t.Errorf("%s: no drop-down", name)
		}
	}
}
