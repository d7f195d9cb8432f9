package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
	"tenbin/ingest/table"
)

// initCommand is tenbin init.
func (a *app) initCommand() *cobra.Command {
	var out, company string
	var ask asking
	c := &cobra.Command{
		Use:   "init FILES… | --query SQL [--FLAG …]",
		Short: a.say("出力ファイルを見て tenbin.yaml を書く", "look at exports and write tenbin.yaml"),
		Long: a.say(`出力ファイルの見出しを見て、どの表か、どの列が何かを判定し、注釈付きの設定を書きます。
必ず内容を確認し、tenbin check で確かめてからお使いください。
--query は、データベースへの問い合わせの列名を見て、同じように書きます。`,
			`Looks at the headings of the exports, decides which table each is and which column is
what, and writes a commented configuration. Check it, then run tenbin check. With
--query it looks at the columns of queries to a database, and writes those.`),
		Example: "  tenbin init exports/*.csv exports/*.xlsx\n  tenbin init exports --company 見本商事",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 && !ask.given() {
				return cli.Usage(cli.Text("ファイルがありません", "no file is given"), "FILES", cli.Text("tenbin init exports/*.csv のように指定してください", "write it as tenbin init exports/*.csv"))
			}
			return a.init(c.Context(), args, ask, out, company)
		},
	}
	a.queryFlags(c.Flags(), &ask)
	c.Flags().StringVar(&out, "out", defaultConfig, a.say("書く `FILE`", "`FILE` to write"))
	c.Flags().StringVar(&company, "company", "", a.say("会社の名称 `NAME`", "`NAME` of the company"))
	return c
}

// init writes the configuration for the files that args name.
func (a *app) init(ctx context.Context, args []string, ask asking, out, company string) error {
	if _, err := os.Stat(out); err == nil {
		return cli.Usage(cli.Text("設定ファイルがもうあります", "there is a configuration already"), out, cli.Text("--out で別の名前を指定してください", "name another with --out"))
	}
	paths, err := exportsOf(args)
	if err != nil {
		return err
	}
	found := map[string][]recognised{}
	var unknown []recognised
	take := func(x recognised, p string) {
		if x.Table == "" || len(x.Missing) > 2 {
			unknown = append(unknown, x)
			a.console().Warn("unknown_table", p, cli.Text("どの表か分かりません。columns に対応を書いてください", "no table is recognised; describe its columns in the configuration"))
			return
		}
		a.console().Note("table", cli.Text(fmt.Sprintf("%s: %s(%d 列)", p, x.Table, len(x.Columns)), fmt.Sprintf("%s: %s (%d columns)", p, x.Table, len(x.Columns))))
		found[x.Table] = append(found[x.Table], x)
	}
	for _, p := range paths {
		r, err := ingest.Recognise(ctx, p, "")
		var file *ingest.FileError
		switch {
		case errors.As(err, &file):
			a.console().Warn("unreadable", p, cli.Text(file.What.JA, file.What.EN))
			continue
		case err != nil:
			return err
		}
		shown, err := filepath.Rel(filepath.Dir(out), p)
		if err != nil {
			shown = p
		}
		take(recognised{r, filepath.ToSlash(shown), nil}, p)
	}
	queries, err := ask.recognise(ctx, filepath.Dir(out))
	if err != nil {
		return err
	}
	for _, x := range queries {
		take(x, x.path)
	}
	if len(found) == 0 {
		return cli.Usage(cli.Text("表が一つも見つかりません", "no table was recognised"), strings.Join(args, " "), cli.Text("tenbin read FILE で中身を確認してください", "see what is in a file with tenbin read FILE"))
	}
	text := configurationFor(found, unknown, company, a.language)
	if _, err := config.Parse(out, []byte(text)); err != nil {
		return err
	}
	f, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.stdout, filepath.ToSlash(out))
	return err
}

// recognised is a file under the path that the configuration will name, or a query.
type recognised struct {
	ingest.Recognised
	path  string
	query *ingest.Query // nil for a file
}

// exportsOf are the files that paths, globs and folders name, in their order.
func exportsOf(args []string) ([]string, error) {
	var paths []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			matches, err := filepath.Glob(arg)
			if err != nil || len(matches) == 0 {
				return nil, cli.Usage(cli.Text("ファイルが見つかりません", "no such file"), arg, cli.Text("パスを確認してください", "check the path"))
			}
			paths = append(paths, matches...)
		case err != nil:
			return nil, err
		case info.IsDir():
			entries, err := os.ReadDir(arg)
			if err != nil {
				return nil, err
			}
			for _, e := range entries {
				if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(e.Name(), "~$") {
					paths = append(paths, filepath.Join(arg, e.Name()))
				}
			}
		default:
			paths = append(paths, arg)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), nil
}

// configurationFor is tenbin.yaml, with what a person has to check beside each line.
func configurationFor(found map[string][]recognised, unknown []recognised, company, language string) string {
	say := func(ja, en string) string { return cli.Text(ja, en).In(language) }
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s", say("tenbin init が見出しから書いた設定です。内容を確認し、tenbin check で確かめてください。", "Written by tenbin init from the headings. Check every line, then run tenbin check."))
	line("version: 1")
	line("company: %s", quoteYAML(company))
	line("time_zone: Asia/Tokyo")
	line("currency: JPY                  # %s", say("報告通貨", "reporting currency"))
	line("language: %-20s # ja | en | both", say("ja", "en"))
	line("date_basis: invoice            # order | shipment | acceptance | invoice: %s", say("日付の意味", "what the date of a line means"))
	line("closing_day: month_end         # %s", say("20日締めなら 20", "or a day such as 20"))
	line("# governance: {purpose: …, responsible: …, staff_told: 2026-09-01, consultation: yes, retention_months: 36}")
	line("#   %s", say("これがない間、資料はすべて「試行・配布不可」です", "without it every page is stamped as a trial"))
	line("sources:")
	for _, t := range table.All {
		for _, group := range sameLayout(found[t.Name]) {
			if group[0].path == found[t.Name][0].path {
				line("  %s:", t.Name)
			}
			var files []string
			for _, x := range group {
				files = append(files, quoteYAML(x.path))
			}
			r := group[0]
			if r.query == nil {
				line("    - files: [%s]", strings.Join(files, ", "))
			} else {
				b.WriteString(queryYAML(*r.query))
			}
			if r.Sheet != "" {
				line("      sheet: %s", quoteYAML(r.Sheet))
			}
			line("      columns:")
			for _, c := range r.Columns {
				line("        %s: %s", c.Name, quoteYAML(c.Heading))
			}
			for _, m := range r.Missing {
				line("        # %s:   %s", m, say("必須:見出しを書いてください", "required: name its heading"))
			}
			if len(r.Left) > 0 {
				line("      # %s %s", say("使っていない見出し:", "headings not used:"), oneLine(strings.Join(r.Left, ", ")))
			}
		}
	}
	for _, x := range unknown {
		line("# %s %s", say("表が分からないファイル:", "no table is recognised in"), oneLine(x.path))
		if len(x.Headings) > 0 {
			line("#   %s %s", say("見出し:", "headings:"), oneLine(strings.Join(x.Headings, ", ")))
		}
	}
	return b.String()
}

// sameLayout groups files whose columns come from the same headings.
func sameLayout(files []recognised) [][]recognised {
	var groups [][]recognised
	for _, f := range files {
		k := slices.IndexFunc(groups, func(g []recognised) bool {
			return g[0].query == nil && f.query == nil && g[0].Sheet == f.Sheet && slices.Equal(g[0].Columns, f.Columns) && slices.Equal(g[0].Left, f.Left)
		})
		if k < 0 {
			groups = append(groups, nil)
			k = len(groups) - 1
		}
		groups[k] = append(groups[k], f)
	}
	return groups
}

// quoteYAML is s as a single-quoted scalar on one line.
func quoteYAML(s string) string { return "'" + strings.ReplaceAll(oneLine(s), "'", "''") + "'" }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
