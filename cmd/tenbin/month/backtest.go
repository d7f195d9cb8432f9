package month

import (
	"context"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/metrics"
	"tenbin/metrics/validate"
)

// Backtest computes the months of q again as they were known, in memory. It returns what
// the replay showed, how odd months foretell even ones, and whether persons may be named.
func Backtest(ctx context.Context, con *cli.Console, q Request) (b validate.Backtest, p validate.Predict, named bool, err error) {
	from, to, err := q.Months()
	if err != nil {
		return b, p, false, err
	}
	s, err := q.Settings()
	if err != nil {
		return b, p, false, err
	}
	defer con.EndSteps()
	con.Step(cli.Text("ファイルを読んでいます", "reading files"))
	in, err := Open(ctx, s, Opening{})
	if err != nil {
		return b, p, false, err
	}
	defer in.Close()
	var replay validate.Replay
	for m := from; m <= to; m++ {
		con.Step(cli.Text(m.String()+" を集計しています", "scoring "+m.String()))
		scored, err := Assess(ctx, in, m)
		if err == nil {
			err = decide(scored, in.Config.UnusableShare())
		}
		if err != nil {
			return b, p, false, err
		}
		replay.Add(scored.Assessment)
	}
	con.Step(cli.Text("奇数月と偶数月を比べています", "comparing odd and even months"))
	o := in.options(to)
	halves, err := metrics.OddEven(ctx, in.data(dataset.NewWatch(o.ClosingDay)), o)
	if err != nil {
		return b, p, false, err
	}
	return replay.Finish(), validate.PredictEven(halves), s.Config.People() != teamsOnly, nil
}
