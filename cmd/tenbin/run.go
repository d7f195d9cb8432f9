package main

import (
	"os"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest/table"
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

// defaultConfig is read when it is there and neither --config nor a table is given.
const defaultConfig = "tenbin.yaml"

// request is what a command line asks of a run.
type request struct {
	config       string
	tables       map[string][]string // table → paths and globs, as given
	month        string
	from, to     string
	cube         string // of deals that were read elsewhere
	out          string
	language     string
	workers      int
	dryRun       bool
	workersGiven bool
}

// runCommand is tenbin run.
func (a *app) runCommand() *cobra.Command {
	var q request
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
			q.tables = map[string][]string{}
			for _, t := range tableFlags {
				if given := *paths[t.name]; len(given) > 0 {
					q.tables[t.name] = given
				}
			}
			q.workersGiven = c.Flags().Changed("workers")
			stop, err := profiled(profile)
			if err != nil {
				return err
			}
			defer stop()
			exit, err := a.runMonths(c.Context(), q)
			a.exit = cli.Worse(a.exit, exit)
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&q.month, "month", "", a.say("データ月 `YYYY-MM`(締め日まで。時計は見ません)", "data month `YYYY-MM`; nothing reads the clock"))
	f.StringVar(&q.from, "from", "", a.say("まとめて実行する最初の月 `YYYY-MM`", "first month `YYYY-MM` of a backfill, with --to instead of --month"))
	f.StringVar(&q.to, "to", "", a.say("まとめて実行する最後の月 `YYYY-MM`", "last month `YYYY-MM` of a backfill"))
	f.StringVar(&q.config, "config", "", a.say("設定 `FILE`(表の指定がなく tenbin.yaml があればそれ)", "configuration `FILE` (default: tenbin.yaml if it is there and no table is given)"))
	for _, t := range tableFlags {
		paths[t.name] = f.StringArray(t.name, nil, a.say(t.what.JA+"の `PATH`(複数可、* 可)", t.what.EN+": `PATH`, repeatable, globs"))
	}
	f.StringVar(&q.cube, "cube", "", a.say("明細の代わりに読む集計済みの `FILE`(tenbin reduce --cube か tenbin-beam で作成)", "go on from `FILE`, the deals as read elsewhere (tenbin reduce --cube, tenbin-beam)"))
	f.StringVar(&q.out, "out", "", a.say("出力先 `DIR`(省略時は設定の publish.directory、なければ out)", "output `DIR` (default: publish.directory of the configuration, else out)"))
	f.StringVar(&q.language, "language", "", a.say("資料の言語 `LANG`: ja, en, both", "`LANG` of the reports: ja, en or both"))
	f.IntVar(&q.workers, "workers", 0, a.say("同時に動く数 `N`(省略時は CPU の数。結果は変わりません)", "`N` workers (default: processors); the result does not depend on it"))
	f.BoolVar(&q.dryRun, "dry-run", false, a.say("何も書かず、公開するはずのものを示す", "write nothing, say what would be published"))
	f.StringVar(&profile, "profile", "", a.say("CPU の使い方を記録する `FILE`", "`FILE` for a CPU profile"))
	_ = f.MarkHidden("profile") // of use to those who mend the program
	a.outputFlags(f)
	return c
}

// months checks the request's months and returns them, the first and the last.
func (q request) months() (from, to table.Month, err error) {
	how := cli.Text("--month 2026-10 のように指定してください", "write it as --month 2026-10")
	parse := func(flag, text string) (table.Month, error) {
		m, err := table.ParseMonth(text)
		if err != nil {
			return 0, cli.Usage(cli.Text("月の書き方が正しくありません", "the month is malformed"), "--"+flag+"="+text, cli.Text("2026-10 の形で指定してください", "write it as 2026-10"))
		}
		return m, nil
	}
	switch {
	case q.month != "" && (q.from != "" || q.to != ""):
		return 0, 0, cli.Usage(cli.Text("--month と --from/--to は同時に使えません", "--month and --from/--to exclude each other"), "", cli.Text("どちらか一方にしてください", "use one of them"))
	case q.month != "":
		from, err = parse("month", q.month)
		return from, from, err
	case q.from != "" && q.to != "":
		if from, err = parse("from", q.from); err == nil {
			to, err = parse("to", q.to)
		}
		if err == nil && to < from {
			err = cli.Usage(cli.Text("最後の月が最初の月より前です", "the last month lies before the first"), "--from="+q.from+" --to="+q.to, cli.Text("順序を確認してください", "check their order"))
		}
		return from, to, err
	case q.from != "" || q.to != "":
		return 0, 0, cli.Usage(cli.Text("--from と --to は組で使います", "--from and --to belong together"), "", cli.Text("両方を指定してください", "give both"))
	}
	return 0, 0, cli.Usage(cli.Text("データ月がありません", "no data month is given"), "--month", how)
}

// configPath returns the configuration to read, "" for none.
func (q request) configPath() (string, error) {
	if q.config != "" || len(q.tables) > 0 {
		return q.config, nil
	}
	if _, err := os.Stat(defaultConfig); err == nil {
		return defaultConfig, nil
	}
	return "", cli.Usage(cli.Text("読むものがありません", "nothing to read"), "--config, --deals",
		cli.Text("設定ファイルか表のファイルを指定してください。まず試すなら tenbin demo", "name a configuration or the files of a table; tenbin demo shows an example"))
}
