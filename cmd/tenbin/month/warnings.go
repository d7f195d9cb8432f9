package month

import (
	"fmt"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/cmd/tenbin/guard"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
	"tenbin/reports/words"
)

// counted are the codes of what the figures say that make the exit code 3; the rest
// are footnotes of the reports and said as remarks.
var counted = map[table.WarningCode]bool{table.WarnDiscountNotMeasurable: true, table.WarnLagNotMeasurable: true}

// ofFiles are the codes of what the reading of a file doubts or leaves out.
var ofFiles = map[string]bool{"stray_quote": true, "inner_quote": true, "long_cell": true, "encoding": true, "footers": true, "hidden_rows": true, "not_read": true}

// mostOfFiles is how many of them are printed.
const mostOfFiles = 5

// warnings returns what makes a publication's exit code 3 (row errors, a half that is
// not measurable, proposals that wait for an answer, restated figures) and the
// footnotes beside it.
func warnings(in *Inputs, a *assessment.Assessment, w *dataset.Watch, changes []publish.Change, restated []publish.Restatement) (counting, notes []publish.Warning) {
	add := func(code, ja, en string) {
		counting = append(counting, publish.Warning{Code: code, JA: ja, EN: en})
	}
	if n, where := rowsOf(a.RowErrors, false); n > 0 {
		add("row_errors", fmt.Sprintf("読めない行が %d 行あります(%s)", n, where), fmt.Sprintf("%d rows could not be used (%s)", n, where))
	}
	if n, where := rowsOf(a.RowErrors, true); n > 0 {
		add("cell_errors", fmt.Sprintf("任意の欄が読めない行が %d 行あります。行は数え、その欄は空としました(%s)", n, where),
			fmt.Sprintf("optional cells of %d rows cannot be read: the rows count, the cells are empty (%s)", n, where))
	}
	if house := guard.House(a); house != nil {
		notes = append(notes, *house)
	}
	if early := guard.EndsEarly(a, w.Days()); early != nil {
		counting = append(counting, *early)
	}
	doubts, remarked := guard.Doubtful(a)
	counting, notes = append(counting, doubts...), append(notes, remarked...)
	say := words.BothOf(a)
	for _, w := range a.Warnings {
		text := say.Say(w.Evidence)
		if counted[w.Code] {
			add(string(w.Code), text.JA, text.EN)
		} else {
			notes = append(notes, publish.Warning{Code: string(w.Code), JA: text.JA, EN: text.EN})
		}
	}
	files := 0
	for _, r := range in.remarks() {
		switch {
		case r.Warns || strings.HasPrefix(r.Code, "near_") || r.Code == "inbox_refused":
			add(r.Code, r.Text.JA, r.Text.EN)
		case ofFiles[r.Code]:
			if files++; files <= mostOfFiles {
				add(r.Code, r.Place.File+": "+r.Text.JA, r.Place.File+": "+r.Text.EN)
			}
		}
	}
	if n := files - mostOfFiles; n > 0 {
		add("files", fmt.Sprintf("入力ファイルについての注意がほかに %d 件あります(data-quality.xlsx)", n), fmt.Sprintf("%d more matters of the input files stand in data-quality.xlsx", n))
	}
	of := cli.Text("名", "people")
	if in.Config.People() == teamsOnly {
		of = cli.Text("チーム", "teams")
	}
	if n := peopleIn(changes); n > 0 {
		add("restated", fmt.Sprintf("前の版から %d %sの数字が変わりました", n, of.JA), fmt.Sprintf("figures of %d %s differ from the version before", n, of.EN))
	}
	for _, r := range restated {
		n := peopleIn(r.Changes)
		add("restated_month", fmt.Sprintf("公開済みの %s(%s)は、今の入力では %d %sの数字が変わります。出し直すには --month %s で実行してください", r.Month, r.Version, n, of.JA, r.Month),
			fmt.Sprintf("%s as published (%s) would differ for %d %s on this input; run --month %s to publish it anew", r.Month, r.Version, n, of.EN, r.Month))
	}
	return counting, notes
}

// rowsOf counts the row errors of a kind and names the first three.
func rowsOf(list []table.RowError, kept bool) (n int, where string) {
	var places []string
	for _, e := range list {
		if e.Kept != kept || guard.OnlyBy(&e, table.HouseAccount) {
			continue
		}
		if n++; n <= 3 {
			places = append(places, e.Place.String())
		}
	}
	if n > 3 {
		places = append(places, "…")
	}
	return n, strings.Join(places, ", ")
}

// peopleIn counts the people, or teams, that changes speak of.
func peopleIn(changes []publish.Change) int {
	people := map[string]bool{}
	for _, c := range changes {
		people[c.Person+c.Team] = true
	}
	return len(people)
}
