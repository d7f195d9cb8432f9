package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
)

// demoRun is a run of the demo: its pages, and its exports read by none of the program's code.
type demoRun struct {
	*testing.T
	version string
	tables  map[string][]map[string]string // by file and heading
	books   map[string]*excelize.File
	sheets  map[string][][]string
}

func runDemo(t *testing.T) *demoRun {
	dir := filepath.Join(t.TempDir(), "demo")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"demo", "--out", dir}, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }}); code != cli.ExitDone {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	d := &demoRun{T: t, version: filepath.Join(dir, "out", "2026-10", "v1"), tables: map[string][]map[string]string{}, books: map[string]*excelize.File{}, sheets: map[string][][]string{}}
	for _, name := range []string{"deals", "instructions", "updates", "activities", "pauses", "roster"} {
		text, err := os.ReadFile(filepath.Join(dir, "exports", name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range all[1:] {
			row := map[string]string{}
			for k, c := range cells {
				row[all[0][k]] = c
			}
			d.tables[name] = append(d.tables[name], row)
		}
	}
	return d
}

// demoSheets are the names of the sheets in either language.
var demoSheets = map[string][2]string{
	"page": {"今月のまとめ", "This month"}, "decisions": {"記入", "Decisions"}, "ledger": {"指示台帳", "Instructions"}, "trend": {"推移", "Twelve months"}, "progress": {"進捗の記録", "Progress on record"},
	"teams": {"チーム", "Teams"}, "visits": {"部門責任者が動く案件", "For your own visit"}, "players": {"兼務上司の担当分", "Playing managers"}, "lines": {"値引きの明細", "Deal lines"},
}

// languages are the suffixes of a workbook's two languages.
var languages = [2]string{".xlsx", ".en.xlsx"}

// rows are the cells of a sheet as they stand in the file.
func (d *demoRun) rows(language int, path, sheet string) [][]string {
	d.Helper()
	path = filepath.Join(d.version, path+languages[language])
	if rows, read := d.sheets[path+sheet]; read {
		return rows
	}
	if d.books[path] == nil {
		d.books[path] = workbookAt(d.T, path)
	}
	rows, err := d.books[path].GetRows(demoSheets[sheet][language], excelize.Options{RawCellValue: true})
	if err != nil {
		d.Fatalf("%s: %v; there are %v", path, err, d.books[path].GetSheetList())
	}
	d.sheets[path+sheet] = rows
	return rows
}

// row is the one row of a sheet that has all the marks as cells of their own or in them.
func (d *demoRun) row(language int, path, sheet string, marks ...string) []string {
	d.Helper()
	var found []string
	for _, r := range d.rows(language, path, sheet) {
		text := strings.Join(r, "\t")
		if !slices.ContainsFunc(marks, func(m string) bool { return !strings.Contains(text, m) }) {
			if found != nil {
				d.Fatalf("%s, %s: two rows hold %v:\n%v\n%v", path, sheet, marks, found, r)
			}
			found = r
		}
	}
	if found == nil {
		d.Fatalf("%s, %s: no row holds %v", path, demoSheets[sheet][language], marks)
	}
	return append(found, make([]string, 30)...)
}

// says demands that the one row with the marks holds a text, in both languages.
func (d *demoRun) says(path, sheet string, marks []string, texts [2]string) {
	d.Helper()
	for language, text := range texts {
		if r := strings.TrimRight(strings.Join(d.row(language, path, sheet, marks...), "\t"), "\t"); !strings.Contains(r, text) {
			d.Errorf("%s, %s: no %q in %s", path, demoSheets[sheet][language], text, r)
		}
	}
}

// figure demands a figure in a column (A = 0) of the one row with the marks, in both languages.
func (d *demoRun) figure(path, sheet string, marks []string, column int, want, tolerance float64) {
	d.Helper()
	for language := range languages {
		r := d.row(language, path, sheet, marks...)
		got, err := strconv.ParseFloat(r[column], 64)
		if err != nil || got < want-tolerance || got > want+tolerance {
			d.Errorf("%s, %s, column %d: %q, by hand %v", path, demoSheets[sheet][language], column, r[column], want)
		}
	}
}

// TestDemoPlantedPages finds every planted case on the page where its reader sees it, in both
// languages, and computes its figures again from the demo's exports.
func TestDemoPlantedPages(t *testing.T) {
	d := runDemo(t)
	for name, test := range map[string]func(*demoRun){"a client that changes hands": (*demoRun).hands, "an allotment": (*demoRun).allotments, "senior visits": (*demoRun).seniors, "promises that move": (*demoRun).promises,
		"said, not done": (*demoRun).said, "back to the old price": (*demoRun).reverted, "given back": (*demoRun).givenBack, "waits for us": (*demoRun).waits, "deals alone": (*demoRun).dealsAlone,
		"a manager who sells": (*demoRun).player, "a whole team": (*demoRun).wholeTeam, "what is denied": (*demoRun).denials} {
		t.Run(name, func(t *testing.T) {
			one := *d
			one.T = t
			test(&one)
		})
	}
}
