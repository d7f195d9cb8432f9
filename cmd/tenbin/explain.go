package main

import (
	"strings"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/month"
)

// explainCommand is tenbin explain: the flags of tenbin run, and a person.
func (a *app) explainCommand() *cobra.Command {
	c := a.runCommand()
	c.Use = "explain PERSON [--month YYYY-MM] [--FLAG …]"
	c.Short = a.say("一人の数字を明細から計算し直して示す", "compute one person's figures again, step by step")
	c.Long = a.say(`run と同じファイルを読み、一人の数字を明細から確からしさまで手順どおりに標準出力へ示します。
すべての明細を載せた確認用カードを OUT/_explain/YYYY-MM/番号/card.xlsx に書きます。
公開済みの資料があれば比べ、違いがあれば終了コード 3 で知らせます。何も公開しません。

PERSON は社員番号、氏名、または一人に決まる氏名の一部です。設定が people: pseudonyms の
ときは番号または仮名で指定してください。仮名がだれを指すかは、鍵のある環境で --reveal を
付けると標準エラー出力にだけ示します。--month を省くと、公開済みの最新の月になります。`,
		`Reads what run would read and prints one person's figures on stdout, from the rows to
the score. The card with every row is written to OUT/_explain/YYYY-MM/ID/card.xlsx.
Where the month is published the figures are compared; a difference is said and ends
with exit code 3. Nothing is published.

PERSON is an id, a name, or a part of a name that only one person has. With
people: pseudonyms in the configuration it is the id or the pseudonym; where the key
is at hand --reveal says on stderr, and nowhere else, whom a pseudonym stands for.
Without --month it is the newest month published in OUT.`)
	c.Example = "  tenbin explain E1005 --config tenbin.yaml --month 2026-10\n" + a.say("  tenbin explain 北川 --config demo/tenbin.yaml", "  tenbin explain Kitagawa --config tenbin.yaml")
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return cli.Usage(cli.Text("担当者が指定されていません", "no person is given"), "PERSON", cli.Text("tenbin explain E1005 のように番号か氏名を指定してください", "give an id or a name, as in tenbin explain E1005"))
	}
	for _, flag := range []string{"from", "to"} { // one month at a time
		c.Flags().Lookup(flag).Hidden = true
	}
	reveal := c.Flags().Bool("reveal", false, a.say("仮名がだれを指すかを標準エラー出力に示す", "say on stderr whom a pseudonym stands for"))
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := a.checkOutputFlags(); err != nil {
			return err
		}
		q, err := requestOf(c)
		if err != nil {
			return err
		}
		exit, err := month.Explain(c.Context(), a.console(), q, strings.Join(args, " "), *reveal)
		a.exit = cli.Worse(a.exit, exit)
		return err
	}
	return c
}
