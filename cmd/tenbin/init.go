package main

import (
	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/inspect"
)

// initCommand is tenbin init.
func (a *app) initCommand() *cobra.Command {
	var out, company string
	var answers []string
	var ask inspect.Asked
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
			if len(args) == 0 && !ask.Given() {
				return cli.Usage(cli.Text("ファイルがありません", "no file is given"), "FILES", cli.Text("tenbin init exports/*.csv のように指定してください", "write it as tenbin init exports/*.csv"))
			}
			return inspect.Init(c.Context(), a.console(), args, ask, inspect.Writing{Out: out, Company: company, Answers: answers})
		},
	}
	a.queryFlags(c.Flags(), &ask)
	c.Flags().StringVar(&out, "out", config.DefaultName, a.say("書く `FILE`", "`FILE` to write"))
	c.Flags().StringArrayVar(&answers, "answer", nil, a.say("run や check の質問への答え `CODE=WORD`(複数可)", "answer `CODE=WORD` to a question that run or check asked, repeatable"))
	c.Flags().StringVar(&company, "company", "", a.say("会社の名称 `NAME`", "`NAME` of the company"))
	return c
}
