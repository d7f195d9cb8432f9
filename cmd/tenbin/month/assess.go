package month

import (
	"context"
	"fmt"
	"math"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/cmd/tenbin/guard"
	"tenbin/cmd/tenbin/inspect"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
)

// Scored is a month in memory: its figures, and what was noticed while the rows were read.
type Scored struct {
	Assessment *assessment.Assessment
	Watch      *dataset.Watch
	Basis      *metrics.Basis // behind its single lines
}

// Assess computes month m in memory: the assessment with everything that only the caller
// of metrics knows, and what was noticed while reading.
func Assess(ctx context.Context, in *Inputs, m table.Month) (Scored, error) {
	o := in.options(m)
	w := dataset.NewWatch(o.ClosingDay)
	d := in.data(w)
	d.SeenFrom = in.past.seenFrom(m, o.ClosingDay, in.mask.Text)
	a, basis, err := metrics.Run(ctx, d, o)
	if err != nil {
		return Scored{}, cubeFailure(err, in.Cube)
	}
	a.RunID, a.Company = in.runID(m), in.Config.Company()
	a.Inputs.Counts, a.Files = in.files.Counts(), in.files.Files()
	// Rows that only their meaning condemned were records until then.
	late := int64(len(a.RowErrors))
	a.Inputs.Records, a.Inputs.RowErrors = a.Inputs.Records-late, a.Inputs.RowErrors+late
	a.RowErrors = append(a.RowErrors, in.files.RowErrors()...)
	table.SortRowErrors(a.RowErrors)
	if in.Config.People() != teamsOnly { // there people are told apart until disclose sums them
		in.mask.Mask(a)
	}
	return Scored{a, w, basis}, nil
}

// withoutPerson lists the lines of the window up to m that have no salesperson.
func (s Scored) withoutPerson(in *Inputs, m table.Month) []table.Place {
	return s.Watch.WithoutPerson(in.files.Files(), first(s.Assessment.Options), m)
}

// decide returns the failure that keeps the month from being published although its
// figures could be computed, or nil.
func decide(s Scored, unusable float64) error {
	a, w := s.Assessment, s.Watch
	block := func(what, todo cli.Words) error {
		return &cli.Failure{Exit: cli.ExitBlocked, What: what, Where: a.Month.String(), ToDo: todo}
	}
	renew := cli.Text("データ月と出力ファイルの期間を確認してください", "check the data month and the period of the exports")
	if !w.Any(first(a.Options), a.Month) {
		if err := guard.AllUnreadable(a); err != nil {
			return err
		}
		return block(cli.Text("対象期間に一行もありません", "no row falls in the window"), renew)
	}
	if !w.Any(a.Month, a.Month) && !waiting(a) {
		return block(cli.Text("データ月に一行もありません", "no row falls in the data month"), renew)
	}
	if err := guard.Unreadable(a, s.Basis.Lines, unusable); err != nil {
		return err
	}
	in, limit := a.Inputs, a.Options.UnmatchedShare
	if in.ListAmountRead > 0 {
		if share := float64(in.ListAmountWithoutPerson) / float64(in.ListAmountRead); share > limit {
			return block(cli.Text(fmt.Sprintf("金額の %.1f %% に担当者がありません。上限は %.1f %% です", 100*share, 100*limit),
				fmt.Sprintf("%.1f %% of the money lacks a person, the limit is %.1f %%", 100*share, 100*limit)),
				cli.Text("一覧の行に担当者を補うか、名簿に加えてください", "give the listed rows a salesperson, or add the names to the roster"))
		}
	}
	if in.LinesMeasured == 0 && in.InstructionsRead == 0 {
		return block(cli.Text("値引きも指示の進捗も測定できません", "neither discounts nor instructions can be measured"),
			cli.Text("定価の列か、指示の表を加えてください", "add a list price to the deals, or a table of instructions"))
	}
	return nil
}

// waiting reports whether a run without any deal line has instructions that were open
// in the data month: each of its days counts for them, though nothing was entered.
func waiting(a *assessment.Assessment) bool {
	if a.Inputs.LinesRead > 0 {
		return false
	}
	from := (a.Month - 1).CutOff(a.Options.ClosingDay)
	for i := range a.Instructions {
		r := &a.Instructions[i]
		if (!r.Implemented.Known() || r.Implemented > from) && (!r.Ended.Known() || r.Ended > from) {
			return true
		}
	}
	return false
}

// first is the first month of the window.
func first(o assessment.Options) table.Month {
	if o.WindowMonths == assessment.All {
		return math.MinInt32
	}
	return o.Month - table.Month(o.WindowMonths) + 1
}

// sayUnderstood says, before anything counts, what the files were taken for: who reads
// nothing else sees that seven thousand yen should be seven million.
func sayUnderstood(con *cli.Console, in *Inputs, a *assessment.Assessment) {
	for _, l := range inspect.Understood(in.files, a) {
		con.Note(l.Code, l.Text)
	}
}
