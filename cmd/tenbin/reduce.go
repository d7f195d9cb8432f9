package main

import (
	"context"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/cmd/tenbin/month"
	"tenbin/ingest"
	"tenbin/metrics/cube"
	"tenbin/metrics/cubefile"
)

// reduceCommand is tenbin reduce: deal lines to their cube and no further. It stands
// beside the commands of the monthly run and is not listed among them.
func (a *app) reduceCommand() *cobra.Command {
	var q month.Request
	var deals []string
	var out, cube, profile string
	c := &cobra.Command{
		Use:   "reduce --month YYYY-MM {--out FILE | --cube FILE} [--FLAG …]",
		Short: a.say("明細を集計表(担当×得意先×月×区分)にして書き出す", "reduce deal lines to their cube and write it"),
		Long: a.say(`明細を読み、担当者×得意先×月×区分ごとの合計を CSV に書きます。統計も資料も作りません。
速さの比較(testdata/peers)と、集計だけを確かめるときに使います。
--cube では、根拠の明細と集計の前提も含む集計表の全体を、検査値付きのファイルに書きます。`,
			`Reads deal lines and writes the sums per salesperson, client, month and stratum as
CSV: no statistics, no workbooks. For the comparison of speed (testdata/peers) and for
looking at the sums by themselves. With --cube it writes the whole cube, with the lines
kept as evidence and the plan it was counted under, as a file with a checksum.`),
		Hidden: true,
		Args:   noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			q.Tables = map[string][]string{}
			if len(deals) > 0 {
				q.Tables["deals"] = deals
			}
			stop, err := profiled(profile)
			if err != nil {
				return err
			}
			defer stop()
			return reduce(c.Context(), q, out, cube)
		},
	}
	f := c.Flags()
	f.StringVar(&q.Month, "month", "", a.say("データ月 `YYYY-MM`", "data month `YYYY-MM`"))
	f.StringVar(&q.Config, "config", "", a.say("設定 `FILE`", "configuration `FILE`"))
	f.StringArrayVar(&deals, "deals", nil, a.say("明細の `PATH`(複数可、* 可)", "deal lines: `PATH`, repeatable, globs"))
	f.StringVar(&out, "out", "", a.say("書き出す `FILE`", "`FILE` to write"))
	f.StringVar(&cube, "cube", "", a.say("集計表の全体を書き出す `FILE`", "`FILE` for the whole cube"))
	f.IntVar(&q.Workers, "workers", 0, a.say("同時に動く数 `N`", "`N` workers (default: processors)"))
	f.StringVar(&profile, "profile", "", a.say("CPU の使い方を記録する `FILE`", "`FILE` for a CPU profile"))
	return c
}

// reduce writes the sums of the deals as CSV to out, or the whole cube to the file whole.
func reduce(ctx context.Context, q month.Request, out, whole string) error {
	m, _, err := q.Months()
	if err != nil {
		return err
	}
	if (out == "") == (whole == "") {
		return cli.Usage(cli.Text("書き出すファイルを 1 つ指定する必要があります", "one file to write must be named"), "--out, --cube", cli.Text("--out FILE か --cube FILE のどちらかを指定してください", "name it with --out FILE or with --cube FILE"))
	}
	s, err := q.Settings()
	if err != nil {
		return err
	}
	sources := s.Config.Sources()
	sources.OnePass, sources.NoDigests, sources.Report = whole == "", whole == "", whole != ""
	in, err := ingest.Open(ctx, sources, s.Workers)
	if err != nil {
		return err
	}
	defer in.Close()
	// Cells hold no pointers: to collect often costs little and saves a third of the memory.
	defer debug.SetGCPercent(debug.SetGCPercent(35))
	if whole != "" {
		r, err := dataset.Read(ctx, s.Config, in, m, s.Workers)
		if err != nil {
			return err
		}
		if err := in.Unchanged(); err != nil {
			return err
		}
		return writeWhole(whole, func(w io.Writer) error { return cubefile.Write(w, r) })
	}
	o := dataset.Options(s.Config, in, m, s.Workers)
	data := dataset.TwoPass(in, nil, dataset.NewWatch(o.ClosingDay))
	sums, _, err := cube.ReduceSums(ctx, data.Source().Of(in.Shards("deals")), o)
	if err != nil {
		return err
	}
	return writeWhole(out, func(w io.Writer) error { return sums.WriteCSV(w, data.Names, s.Workers) })
}
