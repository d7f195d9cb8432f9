package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/inspect"
	"tenbin/cmd/tenbin/month"
	"tenbin/metrics/simulate"
)

// checkCommand is tenbin check: the flags of tenbin run, and an example.
func (a *app) checkCommand() *cobra.Command {
	c := a.runCommand()
	c.Use = "check --month YYYY-MM [--FLAG …]"
	c.Short = a.say("入力ファイルを点検し、直すところの一覧を書く", "look through the exports and list what to mend")
	c.Long = a.say(`run と同じファイルを最後まで読み、OUT/_check/YYYY-MM/data-quality.xlsx に書きます。
読めない行はすべて、ファイル・セル・値・理由・対応とともに載ります。何も公開しません。
終了コードは、run を実行した場合に返すものと同じです。`,
		`Reads everything that run would read and writes what it found to
OUT/_check/YYYY-MM/data-quality.xlsx: every row that cannot be used with its file,
cell, value, reason and what to do. Nothing is published.
Exit codes are those that run would have returned.`)
	c.Example = "  tenbin check --config tenbin.yaml --month 2026-10\n" +
		a.say("  # わざと誤りを入れたファイルで、一覧の見方を知る\n", "  # an export with planted errors, to learn what the list looks like\n") +
		"  tenbin check --example /tmp/tenbin-example"
	var example string
	c.Flags().StringVar(&example, "example", "", a.say("誤りを入れた架空のファイルを `DIR` に作って点検する", "make a made-up export with planted errors in `DIR` and check that"))
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := a.checkOutputFlags(); err != nil {
			return err
		}
		q, err := requestOf(c)
		if err != nil {
			return err
		}
		if example != "" {
			if q.Config != "" || len(q.Tables) > 0 || q.Month != "" || q.From != "" || q.To != "" {
				return cli.Usage(cli.Text("--example は入力の指定と同時に使えません", "--example excludes other inputs and months"), "--example="+example, cli.Text("どちらか一方にしてください", "use one of them"))
			}
			if err := inspect.WriteExample(example); err != nil {
				return err
			}
			q.Config, q.Month = filepath.Join(example, config.DefaultName), simulate.DemoMonth.String()
			if q.Out == "" {
				q.Out = filepath.Join(example, "out")
			}
		}
		exit, err := month.Check(c.Context(), a.console(), q)
		a.exit = cli.Worse(a.exit, exit)
		return err
	}
	return c
}
