package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/cmd/tenbin/month"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/instruction"
	"tenbin/reports"
	"tenbin/reports/forms"
	"tenbin/reports/sheet"
)

// noticeTemplate is the staff notice among the blank sheets.
const noticeTemplate = "notice"

// templateCommand is tenbin template.
func (a *app) templateCommand() *cobra.Command {
	var q month.Request
	var out string
	names := append(forms.Templates(), noticeTemplate)
	c := &cobra.Command{
		Use:   "template TABLE [--FLAG …]",
		Short: a.say("記入用の空のシートを作る", "write a blank sheet to fill in"),
		Long: a.say("選択肢の付いた記入用の Excel シートを作ります。作れるもの:\n"+strings.Join(names, ", ")+`。

template instructions --month M は、設定の表を読み、M の締め日に対応中の指示を入れた
状態で作ります。変わったところだけ直して、指示の表として読み込ませてください。
template notice は従業員へのお知らせの下書き(1 ページ)です。`,
			"Writes an Excel sheet with drop-downs, for one of\n"+strings.Join(names, ", ")+`.

template instructions --month M reads the tables of the configuration and comes filled
with the instructions that are open at the cut-off of M, so that only changes are typed.
template notice is the draft of a one-page notice to staff.`),
		Example: "  tenbin template instructions\n  tenbin template instructions --config tenbin.yaml --month 2026-10 --out instructions-2026-11.xlsx",
		Args: func(c *cobra.Command, args []string) error {
			list := cli.Text(strings.Join(names, "、")+" のどれかです", "one of "+strings.Join(names, ", "))
			if len(args) != 1 {
				return cli.Usage(cli.Text("シートを一つ指定してください", "name one sheet"), strings.Join(args, " "), list)
			}
			if !slices.Contains(names, args[0]) {
				return cli.Usage(cli.Text("そのシートはありません", "there is no such sheet"), args[0], list)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.template(c.Context(), args[0], q, out) },
	}
	f := c.Flags()
	f.StringVar(&q.Config, "config", "", a.say("設定 `FILE`(--month、notice のとき)", "configuration `FILE`, for --month and notice"))
	f.StringVar(&q.Month, "month", "", a.say("この月の締め日に対応中の指示を入れる `YYYY-MM`", "fill in what is open at the cut-off of `YYYY-MM`"))
	f.StringVar(&q.Language, "language", "", a.say("シートの言語 `LANG`: ja, en", "`LANG` of the sheet: ja or en"))
	f.StringVar(&out, "out", "", a.say("書く `FILE`(省略時は TABLE.xlsx)", "`FILE` to write (default: TABLE.xlsx)"))
	return c
}

// template writes the blank sheet called name.
func (a *app) template(ctx context.Context, name string, q month.Request, out string) error {
	language := q.Language
	if language == "" {
		language = a.language
	}
	if language != "ja" && language != "en" {
		return cli.Usage(cli.Text("シートの言語は ja か en です", "the language of a sheet is ja or en"), "--language="+language, cli.Text("どちらかを指定してください", "name one of them"))
	}
	if out == "" {
		out = name + ".xlsx"
	}
	write := func(w io.Writer) error { return reports.Template(w, name, language, nil) }
	switch {
	case name == noticeTemplate:
		facts, err := noticeFacts(q.Config)
		if err != nil {
			return err
		}
		write = func(w io.Writer) error { return reports.Notice(w, facts, language) }
	case q.Month != "" && name != table.Instructions.Name:
		return cli.Usage(cli.Text("--month は指示のシートだけに使えます", "--month is for the sheet of instructions only"), name, cli.Text("--month を外してください", "leave --month out"))
	case q.Month != "":
		rows, err := openInstructions(ctx, q, language)
		if err != nil {
			return err
		}
		a.console().Note("filled", cli.Text(fmt.Sprintf("対応中の指示 %d 件を入れました", len(rows)), fmt.Sprintf("%d open instructions are filled in", len(rows))))
		write = func(w io.Writer) error { return reports.Template(w, name, language, rows) }
	}
	f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return cli.Usage(cli.Text("同じ名前のファイルがあります", "a file of this name is there already"), out, cli.Text("--out で別の名前を指定してください", "name another with --out"))
	}
	if err != nil {
		return err
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return errors.Join(err, os.Remove(out))
	}
	_, err = fmt.Fprintln(a.stdout, filepath.ToSlash(out))
	return err
}

// noticeFacts are the firm's statements, from the configuration where there is one.
func noticeFacts(path string) (forms.NoticeFacts, error) {
	if path == "" {
		if _, err := os.Stat(config.DefaultName); err != nil {
			return forms.NoticeFacts{}, nil
		}
		path = config.DefaultName
	}
	c, err := config.Load(path)
	if err != nil {
		return forms.NoticeFacts{}, err
	}
	facts := forms.NoticeFacts{Company: c.Company()}
	if g, ok := c.Governance(); ok {
		facts.Purpose, facts.Responsible, facts.StaffInformed = g.Purpose, g.Responsible, g.StaffInformed
		if g.RetentionMonths > 0 {
			facts.RetentionMonths = strconv.Itoa(g.RetentionMonths)
		}
	}
	return facts, nil
}

// openInstructions are the instructions that are open at the cut-off of the month, as
// rows of the blank sheet, by id.
func openInstructions(ctx context.Context, q month.Request, language string) ([][]forms.Entry, error) {
	m, _, err := q.Months()
	if err != nil {
		return nil, err
	}
	s, err := q.Settings()
	if err != nil {
		return nil, err
	}
	in, err := ingest.Open(ctx, s.Config.Sources(), 1)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	t, err := instruction.Read(ctx, dataset.TwoPass(in, nil, dataset.NewWatch(0)).Inputs(), nil, dataset.Options(s.Config, in, m, 1))
	if err != nil {
		return nil, err
	}
	var rows [][]forms.Entry
	for i := range t.Instructions {
		if !t.Instructions[i].Open() {
			continue
		}
		var cells []forms.Entry
		for _, name := range forms.TemplateColumns(table.Instructions.Name) {
			cells = append(cells, entryOf(&t.Instructions[i], name, language))
		}
		rows = append(rows, cells)
	}
	return rows, nil
}

// entryOf is what the record says in a column of the sheet.
func entryOf(r *instruction.Record, column, language string) forms.Entry {
	text := func(s string) forms.Entry { return forms.Entry{Kind: sheet.Words, Text: s, Set: s != ""} }
	day := func(d table.Day) forms.Entry { return forms.Entry{Kind: sheet.Date, Day: d, Set: d.Known()} }
	word := func(v *table.Vocabulary, k int) forms.Entry {
		if k < 0 || k >= len(v.Words) {
			return forms.Entry{}
		}
		return text(cli.Text(v.Words[k].JA, v.Words[k].EN).In(language))
	}
	number := func(v *int64, scale float64) forms.Entry {
		if v == nil {
			return forms.Entry{}
		}
		return forms.Entry{Kind: sheet.Decimal, Number: float64(*v) / scale, Set: true}
	}
	switch column {
	case "instruction_id":
		return text(r.ID)
	case "issued":
		return day(r.Issued)
	case "salesperson":
		return text(r.Person)
	case "manager":
		return text(r.Manager)
	case "client":
		return text(r.Client)
	case "category":
		return text(r.Category)
	case "product":
		return text(r.Product)
	case "trigger":
		return word(table.Triggers, r.Trigger)
	case "text":
		return text(r.Text)
	case "due":
		return day(r.Due)
	case "effective_from":
		return day(r.EffectiveFrom)
	case "target_increase":
		return number(r.TargetIncrease, table.RateScale)
	case "allocation_qty":
		return number(r.AllocationQuantity, table.QuantityScale)
	case "contact_days":
		return number(r.ContactDays, 1)
	case "acknowledged":
		return day(r.Acknowledged)
	case "client_contacted":
		return day(r.ClientContacted)
	case "implemented":
		return day(r.Implemented)
	case "confirmed_by":
		return text(r.ConfirmedBy)
	case "agreed":
		return text(r.Agreed)
	case "agreed_on":
		return day(r.AgreedOn)
	case "status":
		return word(table.Statuses, r.Status)
	case "closed":
		return day(r.Closed)
	case "logged_at":
		return day(r.LoggedAt)
	case "evidence":
		return text(r.Evidence)
	}
	return forms.Entry{}
}
