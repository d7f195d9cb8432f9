package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

var noPerson = cli.Text("担当者がありません", "the line has no salesperson")

// judge returns the failure that keeps the month from being published although its
// figures could be computed, or nil.
func (j *job) judge(a *assessment.Assessment, w *dataset.Watch) error {
	block := func(what, todo cli.Words) error {
		return &cli.Failure{Exit: cli.ExitBlocked, What: what, Where: a.Month.String(), ToDo: todo}
	}
	renew := cli.Text("データ月と出力ファイルの期間を確認してください", "check the data month and the period of the exports")
	if !w.Any(first(a.Options), a.Month) {
		return block(cli.Text("対象期間に一行もありません", "no row falls in the window"), renew)
	}
	if !w.Any(a.Month, a.Month) && !waiting(a) {
		return block(cli.Text("データ月に一行もありません", "no row falls in the data month"), renew)
	}
	in, limit := a.Inputs, a.Options.UnmatchedShare
	if in.ListAmountRead > 0 {
		if share := float64(in.ListAmountWithoutPerson) / float64(in.ListAmountRead); share > limit {
			return block(cli.Text(fmt.Sprintf("金額の %.1f %% に担当者がありません。上限は %.1f %% です", 100*share, 100*limit),
				fmt.Sprintf("%.1f %% of the money lacks a person, the limit is %.1f %%", 100*share, 100*limit)),
				cli.Text("一覧の行に担当者を補うか、名簿に加えてください", "give the listed rows a salesperson, or add the names to the roster"))
		}
	}
	if in.LinesMeasured == 0 && in.InstructionsRead == 0 {
		return block(cli.Text("値引きも指示の進捗も測定できません", "neither discounts nor instructions can be measured"),
			cli.Text("定価の列か、指示の表を加えてください", "add a list price to the deals, or a table of instructions"))
	}
	return nil
}

// waiting reports whether a run without any deal line has instructions that were open
// in the data month: each of its days counts for them, though nothing was entered.
func waiting(a *assessment.Assessment) bool {
	if a.Inputs.LinesRead > 0 {
		return false
	}
	from := (a.Month - 1).CutOff(a.Options.ClosingDay)
	for i := range a.Instructions {
		r := &a.Instructions[i]
		if (!r.Implemented.Known() || r.Implemented > from) && (!r.Ended.Known() || r.Ended > from) {
			return true
		}
	}
	return false
}

// first is the first month of the window.
func first(o assessment.Options) table.Month {
	if o.WindowMonths == assessment.All {
		return math.MinInt32
	}
	return o.Month - table.Month(o.WindowMonths) + 1
}

// blocked puts what is known of the reasons, and the lines without a salesperson, to out/_blocked/MONTH and returns err. A
// fault, a wrong configuration or an interruption leaves nothing there; neither does
// a dry run.
func (j *job) blocked(ctx context.Context, m table.Month, err error, alone []table.Place) error {
	f := cli.Explain(err)
	if f.Exit != cli.ExitBlocked || j.store == nil || ctx.Err() != nil {
		return err
	}
	g, stageErr := j.store.Stage(m.String())
	if stageErr != nil {
		return errors.Join(stageErr, err)
	}
	defer g.Discard()
	var rows []table.RowError
	var remarks []ingest.Remark
	if j.in != nil {
		rows, remarks = j.rowErrors(), j.remarks()
	}
	for _, language := range []string{"ja", "en"} {
		write := func(w io.Writer) error { return writeFindings(w, language, f, alone, rows, remarks) }
		if stageErr := g.Write("data-quality."+language+".csv", write); stageErr != nil {
			return errors.Join(stageErr, err)
		}
	}
	books, stageErr := j.qualityBooks(ctx, m, findings{alone: alone, blocked: f})
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
	where := shown(j.out, "_blocked", m.String())
	j.con.Note("blocked", cli.Text("公開していません。直すところの一覧: "+where, "nothing was published; what to mend is listed in "+where))
	for _, p := range alone[:min(3, len(alone))] {
		j.con.Warn("no_person", p.String(), noPerson)
	}
	for _, e := range rows[:min(max(0, 3-len(alone)), len(rows))] {
		for _, c := range e.Cells[:min(1, len(e.Cells))] {
			p := e.Place
			p.Column = c.Column
			j.con.Warn("row_error", p.String(), cli.Text(c.Reason.Sentence("ja")+": "+c.Reason.ToDo("ja"), c.Reason.Sentence("en")+": "+c.Reason.ToDo("en")))
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
	c.Write([]string{say("公開しない理由", "reason"), f.Where, "", "", "", "", "", cellText(f.What.In(language)), f.ToDo.In(language)})
	for _, p := range alone {
		c.Write([]string{say("担当者なし", "no person"), cellText(p.File), cellText(p.Sheet), strconv.FormatInt(p.Row, 10), "", "salesperson", "", noPerson.In(language), say("担当者を補うか、名簿に加えてください", "give the row a salesperson, or add the name to the roster")})
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
			c.Write([]string{say("行の誤り", "row error"), cellText(e.Place.File), cellText(e.Place.Sheet), strconv.FormatInt(e.Place.Row, 10), column, x.Name, cellText(x.Value), x.Reason.Sentence(language), x.Reason.ToDo(language)})
		}
	}
	for _, r := range remarks {
		row := ""
		if r.Place.Row > 0 {
			row = strconv.FormatInt(r.Place.Row, 10)
		}
		c.Write([]string{say("備考", "remark"), cellText(r.Place.File), cellText(r.Place.Sheet), row, "", r.Code, "", cellText(r.Text.In(language)), ""})
	}
	c.Flush()
	return c.Error()
}

// cellText keeps a spreadsheet from taking foreign text for a formula.
func cellText(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}
