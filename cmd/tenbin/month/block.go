package month

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/inspect"
	"tenbin/ingest"
	"tenbin/ingest/table"
)

var noPerson = cli.Text("担当者がありません", "the line has no salesperson")

// blocked puts what is known of the reasons, and the lines without a salesperson, to
// OUT/_blocked/MONTH and returns err. A fault, a wrong configuration or an interruption
// leaves nothing there; neither does a dry run.
func (r *run) blocked(ctx context.Context, m table.Month, err error, alone []table.Place) error {
	f := cli.Explain(err)
	if f.Exit != cli.ExitBlocked || r.store == nil || ctx.Err() != nil {
		return err
	}
	g, stageErr := r.store.Stage(m.String())
	if stageErr != nil {
		return errors.Join(stageErr, err)
	}
	defer g.Discard()
	var rows []table.RowError
	var remarks []ingest.Remark
	if r.in != nil {
		rows, remarks = r.in.rowErrors(), r.in.remarks()
	}
	for _, language := range []string{"ja", "en"} {
		write := func(w io.Writer) error { return writeFindings(w, language, f, alone, rows, remarks) }
		if stageErr := g.Write("data-quality."+language+".csv", write); stageErr != nil {
			return errors.Join(stageErr, err)
		}
	}
	books, stageErr := qualityBooks(ctx, r.Settings, r.in, m, inspect.Findings{WithoutPerson: alone, Blocked: f})
	if stageErr != nil {
		return errors.Join(stageErr, err)
	}
	for _, o := range books {
		if stageErr := g.Write(o.path, o.write); stageErr != nil {
			return errors.Join(stageErr, err)
		}
	}
	if _, stageErr := g.Block(); stageErr != nil {
		return errors.Join(stageErr, err)
	}
	where := shown(r.Out, "_blocked", m.String())
	r.con.Note("blocked", cli.Text("公開していません。直すところの一覧: "+where, "nothing was published; what to mend is listed in "+where))
	for _, p := range alone[:min(3, len(alone))] {
		r.con.Warn("no_person", p.String(), noPerson)
	}
	for _, e := range rows[:min(max(0, 3-len(alone)), len(rows))] {
		for _, c := range e.Cells[:min(1, len(e.Cells))] {
			p := e.Place
			p.Column = c.Column
			r.con.Warn("row_error", p.String(), cli.Text(c.Reason.Sentence("ja")+": "+c.Reason.ToDo("ja"), c.Reason.Sentence("en")+": "+c.Reason.ToDo("en")))
		}
	}
	return err
}

// writeFindings writes the reason of a blocked run and every row error and remark, as
// CSV with a byte order mark, so that a spreadsheet opens it as it is.
func writeFindings(w io.Writer, language string, f *cli.Failure, alone []table.Place, rows []table.RowError, remarks []ingest.Remark) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	say := func(ja, en string) string { return cli.Text(ja, en).In(language) }
	c.Write([]string{say("種類", "kind"), say("ファイル", "file"), say("シート", "sheet"), say("行", "row"), say("列", "column"), say("項目", "name"), say("値", "value"), say("内容", "what"), say("対応", "what to do")})
	c.Write([]string{say("公開しない理由", "reason"), f.Where, "", "", "", "", "", inspect.CellText(f.What.In(language)), f.ToDo.In(language)})
	for _, p := range alone {
		c.Write([]string{say("担当者なし", "no person"), inspect.CellText(p.File), inspect.CellText(p.Sheet), strconv.FormatInt(p.Row, 10), "", "salesperson", "", noPerson.In(language), say("担当者を補うか、名簿に加えてください", "give the row a salesperson, or add the name to the roster")})
	}
	for _, e := range rows {
		for _, x := range e.Cells {
			column := ""
			if x.Column > 0 {
				column = strconv.Itoa(x.Column)
				if e.Place.Sheet != "" {
					column = table.ColumnLetters(x.Column)
				}
			}
			c.Write([]string{say("行の誤り", "row error"), inspect.CellText(e.Place.File), inspect.CellText(e.Place.Sheet), strconv.FormatInt(e.Place.Row, 10), column, x.Name, inspect.CellText(x.Value), x.Reason.Sentence(language), x.Reason.ToDo(language)})
		}
	}
	for _, r := range remarks {
		row := ""
		if r.Place.Row > 0 {
			row = strconv.FormatInt(r.Place.Row, 10)
		}
		c.Write([]string{say("備考", "remark"), inspect.CellText(r.Place.File), inspect.CellText(r.Place.Sheet), row, "", r.Code, "", inspect.CellText(r.Text.In(language)), ""})
	}
	c.Flush()
	return c.Error()
}

// sayNames prints, where a month is blocked, the first names that the roster lacks and
// those whom they may mean.
func sayNames(con *cli.Console, in *Inputs) {
	n := 0
	for _, r := range in.remarks() {
		if r.Code != "unknown_person" && r.Code != "near_person" && r.Code != "several_people" {
			continue
		}
		if n++; n > 5 {
			return
		}
		con.Warn(r.Code, "", cli.Text(r.Text.JA, r.Text.EN))
	}
}
