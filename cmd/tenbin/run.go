package main

import (
	"errors"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/month"
)

// tableFlags are the tables that can be named on the command line, in the order in
// which the help lists them, with what each holds.
var tableFlags = []struct {
	name string
	what cli.Words
}{
	{"deals", cli.Text("受注・請求の明細", "deal, order or invoice lines")},
	{"instructions", cli.Text("上司からの指示", "management instructions")},
	{"milestones", cli.Text("指示の途中目標", "steps of an instruction")},
	{"pauses", cli.Text("待ち期間(顧客・当社・不在)", "days that do not count")},
	{"updates", cli.Text("進捗の記録、日報", "progress notes, daily reports")},
	{"activities", cli.Text("訪問・電話の記録", "visits and calls")},
	{"events", cli.Text("値上げ・欠品などの出来事", "shocks: when, and whom they hit")},
	{"roster", cli.Text("担当者・所属・上司", "people, teams, managers")},
	{"accounts", cli.Text("得意先と担当", "clients and their owners")},
	{"coaching", cli.Text("コーチング計画", "coaching plans")},
	{"sessions", cli.Text("コーチングの実施", "coaching sessions")},
	{"policy", cli.Text("承認値引率", "authorised discounts")},
	{"decisions", cli.Text("前月の判断", "last month's decisions")},
}

// runCommand is tenbin run.
func (a *app) runCommand() *cobra.Command {
	var q month.Request
	paths := map[string]*[]string{}
	var profile string
	c := &cobra.Command{
		Use:   "run --month YYYY-MM [--FLAG …]",
		Short: a.say("月次の集計をして公開する", "score a month and publish its reports"),
		Long: a.say(`CRM などの出力ファイルを読み、値引きと指示の進捗を同じ条件の同僚と比べ、
Excel の資料を OUT/YYYY-MM/vN に公開します。同じ入力でもう一度実行しても何も変わりません。

標準出力には書いたファイルと「今月上司が動く案件」の先頭だけが出ます。
終了コード: 0 公開(注意なし)または変更なし、3 公開(注意あり)、4 データの問題で公開せず、
2 使い方・設定の誤り、1 障害(ディスク、権限、ロック、中断)。`,
			`Reads CRM exports, compares conceded discounts and the progress of instructions
with peers on the same work, and publishes workbooks in OUT/YYYY-MM/vN. Running it
again on the same input changes nothing.

stdout carries the files written and the first rows of the step-in list, nothing else.
Exit codes: 0 published without a warning, or unchanged; 3 published with a warning;
4 the data block the run, nothing is published; 2 wrong usage or configuration;
1 fault (disk, permission, lock, signal).`),
		Example: a.say("  # 設定ファイルなしで試す\n", "  # a first look without a configuration\n") +
			"  tenbin run --deals exports/deals.csv --instructions exports/instructions.csv --month 2026-10\n" +
			a.say("  # 毎月の実行\n", "  # the monthly run\n") +
			"  tenbin run --config tenbin.yaml --month 2026-10",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.checkOutputFlags(); err != nil {
				return err
			}
			q.Tables = map[string][]string{}
			for _, t := range tableFlags {
				if given := *paths[t.name]; len(given) > 0 {
					q.Tables[t.name] = given
				}
			}
			q.WorkersGiven = c.Flags().Changed("workers")
			stop, err := profiled(profile)
			if err != nil {
				return err
			}
			defer stop()
			exit, err := month.Run(c.Context(), a.console(), q, a.monthHost())
			a.exit = cli.Worse(a.exit, exit)
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&q.Month, "month", "", a.say("データ月 `YYYY-MM`(締め日まで。時計は見ません)", "data month `YYYY-MM`; nothing reads the clock"))
	f.StringVar(&q.From, "from", "", a.say("まとめて実行する最初の月 `YYYY-MM`", "first month `YYYY-MM` of a backfill, with --to instead of --month"))
	f.StringVar(&q.To, "to", "", a.say("まとめて実行する最後の月 `YYYY-MM`", "last month `YYYY-MM` of a backfill"))
	f.StringVar(&q.Config, "config", "", a.say("設定 `FILE`(表の指定がなく tenbin.yaml があればそれ)", "configuration `FILE` (default: tenbin.yaml if it is there and no table is given)"))
	for _, t := range tableFlags {
		paths[t.name] = f.StringArray(t.name, nil, a.say(t.what.JA+"の `PATH`(複数可、* 可)", t.what.EN+": `PATH`, repeatable, globs"))
	}
	f.StringVar(&q.Cube, "cube", "", a.say("明細の代わりに読む集計済みの `FILE`(tenbin reduce --cube か tenbin-beam で作成)", "go on from `FILE`, the deals as read elsewhere (tenbin reduce --cube, tenbin-beam)"))
	f.StringVar(&q.Out, "out", "", a.say("出力先 `DIR`(省略時は設定の publish.directory、なければ out)", "output `DIR` (default: publish.directory of the configuration, else out)"))
	f.StringVar(&q.Language, "language", "", a.say("資料の言語 `LANG`: ja, en, both", "`LANG` of the reports: ja, en or both"))
	f.IntVar(&q.Workers, "workers", 0, a.say("同時に動く数 `N`(省略時は CPU の数。結果は変わりません)", "`N` workers (default: processors); the result does not depend on it"))
	f.BoolVar(&q.DryRun, "dry-run", false, a.say("何も書かず、公開するはずのものを示す", "write nothing, say what would be published"))
	f.StringVar(&profile, "profile", "", a.say("CPU の使い方を記録する `FILE`", "`FILE` for a CPU profile"))
	_ = f.MarkHidden("profile") // of use to those who mend the program
	a.outputFlags(f)
	return c
}

// requestOf reads a request from the flags of a command that has those of run.
func requestOf(c *cobra.Command) (month.Request, error) {
	f := c.Flags()
	q := month.Request{Tables: map[string][]string{}, WorkersGiven: f.Changed("workers")}
	var errs []error
	text := func(name string) string {
		v, err := f.GetString(name)
		errs = append(errs, err)
		return v
	}
	q.Config, q.Month, q.From, q.To, q.Out, q.Language = text("config"), text("month"), text("from"), text("to"), text("out"), text("language")
	var err error
	q.Workers, err = f.GetInt("workers")
	errs = append(errs, err)
	q.DryRun, err = f.GetBool("dry-run")
	errs = append(errs, err)
	for _, t := range tableFlags {
		given, err := f.GetStringArray(t.name)
		errs = append(errs, err)
		if len(given) > 0 {
			q.Tables[t.name] = given
		}
	}
	return q, errors.Join(errs...)
}
