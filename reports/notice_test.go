package reports

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/forms"
	"tenbin/reports/reader"
	"tenbin/reports/reporttest"
	"tenbin/reports/words"
)

// TestNoticeSaysWhatTheFilesHold: what the notice to staff says of an audience is what its
// files hold: names of others, yen of one person, the order, how notes were classed and their
// text are looked for in the workbooks themselves.
func TestNoticeSaysWhatTheFilesHold(t *testing.T) {
	a := reporttest.Company()
	for _, language := range words.Languages {
		c, err := words.Of(language)
		if err != nil {
			t.Fatal(err)
		}
		text := func(write func(io.Writer) error) string {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			f, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for _, name := range f.GetSheetList() {
				rows, err := f.GetRows(name)
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range rows {
					all.WriteString(strings.Join(r, "|") + "\n")
				}
			}
			return all.String()
		}
		files := map[string]string{
			"people": text(func(w io.Writer) error {
				return BooksOf(a).Card(w, string(a.People[0].ID), nil, reporttest.Stamp, language)
			}),
			"managers": text(func(w io.Writer) error {
				return BooksOf(a).Manager(w, string(a.People[0].Manager), reporttest.Stamp, language)
			}),
			"divisions": text(func(w io.Writer) error {
				return BooksOf(a).Division(w, reporttest.WholeCompany, reporttest.Stamp, language)
			}),
			"hr": text(func(w io.Writer) error { return BooksOf(a).HR(w, reporttest.Stamp, language) }),
		}
		notice := text(func(w io.Writer) error { return Notice(w, forms.NoticeFacts{}, language) })
		if !strings.Contains(notice, c.Text("notice.title", forms.NoticeNumber)) || !strings.Contains(notice, c.Text("notice.numbered", 8, "")) {
			t.Errorf("%s: the notice is not numbered:\n%s", language, notice)
		}
		for _, x := range reader.Audiences {
			if !strings.Contains(notice, c.Closed("notice.who", x.Folder)) {
				t.Errorf("%s: the notice does not name %s", language, x.Folder)
			}
			file, ok := files[x.Folder]
			if !ok || x.Folder == "operator" {
				continue
			}
			names := false
			for i := range a.People[1:] {
				names = names || strings.Contains(file, a.People[1+i].Name)
			}
			for what, held := range map[string][2]bool{
				"names":         {x.Names, names},
				"order":         {x.Order, strings.Contains(file, strings.ReplaceAll(c.Text("col.score"), "%%", "%")) || strings.Contains(file, c.Text("card.score"))},
				"notes classed": {x.Notes, strings.Contains(file, c.Text("col.vague")) || strings.Contains(file, c.Text("card_progress.vague"))},
				"notes":         {x.Prose, strings.Contains(file, "先方検討中。引き続きフォローします。")},
			} {
				if held[0] != held[1] {
					t.Errorf("%s, %s, %s: the notice says %v, the file %v", language, x.Folder, what, held[0], held[1])
				}
			}
		}
	}
}
