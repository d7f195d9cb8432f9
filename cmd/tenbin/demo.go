package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/month"
	"tenbin/metrics/simulate"
)

// demoSeed draws the demo company; another seed would be another company with the
// same planted cases.
const demoSeed = 1

// demoCommand is tenbin demo.
func (a *app) demoCommand() *cobra.Command {
	var dir string
	var workers int
	c := &cobra.Command{
		Use:   "demo [--out DIR]",
		Short: a.say("架空の会社を作り、最後まで実行して見せる", "make up a small company and run the whole job on it"),
		Long: a.say(`架空の会社(営業 24 名、30 か月)の出力ファイルと設定を DIR に作り、
2026-10 を集計して DIR/out に公開します。資料はすべて「試行・配布不可」です。
もう一度実行すると「変更なし」になります。`,
			`Writes the exports and the configuration of a made-up company (24 salespeople,
30 months) to DIR, scores 2026-10 and publishes to DIR/out. Every page is stamped as
a trial. A second run says "unchanged".`),
		Example: "  tenbin demo\n  tenbin demo --out /tmp/tenbin-demo",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.checkOutputFlags(); err != nil {
				return err
			}
			if err := writeDemo(dir); err != nil {
				return err
			}
			a.console().Note("demo", cli.Text("架空の会社の出力ファイルと設定: "+dir, "exports and configuration of the made-up company: "+dir))
			exit, err := month.Run(c.Context(), a.console(), month.Request{Config: filepath.Join(dir, config.DefaultName), Month: simulate.DemoMonth.String(), Workers: workers}, a.monthHost())
			a.exit = cli.Worse(a.exit, exit)
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&dir, "out", "demo", a.say("作る場所 `DIR`(省略時は demo)", "`DIR` to make it in (default: demo)"))
	f.Lookup("out").DefValue = ""
	f.IntVar(&workers, "workers", 0, a.say("同時に動く数 `N`(省略時は CPU の数)", "`N` workers (default: processors)"))
	a.outputFlags(f)
	return c
}

// writeDemo writes the demo company's exports and configuration below dir. The same
// bytes appear each time.
func writeDemo(dir string) error {
	exports := filepath.Join(dir, "exports")
	if err := os.MkdirAll(exports, 0o700); err != nil {
		return err
	}
	for _, f := range simulate.Demo(simulate.Source(demoSeed)) {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Write(f.Header)
		w.WriteAll(f.Rows) // flushes; a buffer takes everything
		if err := os.WriteFile(filepath.Join(exports, f.Name), b.Bytes(), 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, config.DefaultName), []byte(simulate.DemoConfig), 0o600)
}
