package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/metrics/measured"
	"tenbin/metrics/validate"
	"tenbin/reports"
	"tenbin/reports/operator"
)

// validateCommand is tenbin validate.
func (a *app) validateCommand() *cobra.Command {
	var q validation
	c := &cobra.Command{
		Use:   "validate [--setting NAME] [--sets N] [--out FILE]",
		Short: a.say("真実のわかっている会社で方法を確かめる", "prove the method on companies whose truth is known"),
		Long: a.say(`真実を知っている架空の会社をたくさん作り、誰が見つかるか、区間が何割で真実を含むか、
誤った指摘が何割かを、素朴な順位・神託(真の基準率を知る者)と並べて示します。
データの種は設定名と番号から決まり、誰も選べません。`,
			`Draws many made-up companies whose truth is known and shows who is found, how often
an interval holds the truth and how many flags are false, beside a naive ranking and
an oracle that knows the true baseline rates. The seeds follow from the names of the
settings, so that nobody chooses them.`),
		Example: "  tenbin validate --list\n  tenbin validate --setting base --sets 8\n  tenbin validate --first 40 --sets 40 --write metrics/measured/measured.tsv\n  tenbin validate --recorded",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.checkOutputFlags(); err != nil {
				return err
			}
			return a.validate(c.Context(), q)
		},
	}
	f := c.Flags()
	f.StringArrayVar(&q.settings, "setting", nil, a.say("設定の名前 `NAME`(繰り返し可、省略時はすべて)", "`NAME` of a setting (repeatable; default: all)"))
	f.IntVar(&q.sets, "sets", 8, a.say("データの数 `N`(省略時は 8)", "`N` data sets a setting (default: 8)"))
	f.IntVar(&q.first, "first", 0, a.say("最初のデータの番号 `I`(40 からは判定用)", "`I`, the first data set (those from 40 on decide)"))
	f.IntVar(&q.workers, "workers", 0, a.say("同時に動く数 `N`(省略時は CPU の数)", "`N` workers (default: processors)"))
	f.StringVar(&q.out, "out", "", a.say("表を書き込むワークブック `FILE`(.xlsx)", "workbook `FILE` (.xlsx) to write the tables to"))
	f.StringVar(&q.write, "write", "", a.say("測定値を書き込む `FILE`(.tsv、報告書が読む表)", "`FILE` (.tsv) to write the figures to, as the pages read them"))
	f.BoolVar(&q.recorded, "recorded", false, a.say("報告書が使う記録済みの測定値と基準を表示", "show the figures and bounds on record, which the pages print"))
	f.BoolVar(&q.list, "list", false, a.say("設定の一覧を表示", "list the settings"))
	for _, name := range []string{"sets", "first", "workers"} {
		f.Lookup(name).DefValue = ""
	}
	a.outputFlags(f)
	return c
}

// validation is what tenbin validate is asked.
type validation struct {
	settings             []string
	out, write           string
	first, sets, workers int
	list, recorded       bool
}

// chosen are the settings that were named, all where none was.
func (q *validation) chosen() ([]validate.Study, error) {
	var chosen []validate.Study
	for _, name := range q.settings {
		s, ok := validate.Named(name)
		if !ok {
			return nil, cli.Usage(cli.Text("知らない設定です", "unknown setting"), "--setting="+name, cli.Text("tenbin validate --list で一覧を確認してください", "see tenbin validate --list"))
		}
		chosen = append(chosen, s)
	}
	if len(chosen) == 0 {
		chosen = validate.Studies()
	}
	return chosen, nil
}

// validate runs the studies, prints their figures and bounds and writes the workbook.
func (a *app) validate(ctx context.Context, q validation) error {
	study, measure, err := operator.ValidationWords(a.language)
	if err != nil {
		return err
	}
	chosen, err := q.chosen()
	if err != nil {
		return err
	}
	if q.sets < 1 || q.first < 0 {
		return cli.Usage(cli.Text("データの数は 1 以上です", "the number of data sets is not positive"), fmt.Sprintf("--sets=%d", q.sets), cli.Text("1 以上の数を指定してください", "give a number from 1 on"))
	}
	if q.workers < 1 {
		q.workers = runtime.GOMAXPROCS(0)
	}
	if q.list {
		for _, s := range validate.Studies() {
			fmt.Fprintf(a.stdout, "%s%s\n", padded(s.Name, 26), study(s.Name))
		}
		return nil
	}
	if q.recorded {
		printRecorded(a, chosen, study, measure)
		return nil
	}
	missed := 0
	var rows []validate.Row
	var people []validate.Result
	for _, s := range chosen {
		rs, err := validate.Run(ctx, s, q.first, q.first+q.sets, q.workers)
		if err != nil {
			return err
		}
		table := s.Table(rs)
		missed += a.printFigures(s, study(s.Name), measure, q.first, len(rs), table)
		rows = append(rows, table...)
		people = append(people, rs...)
	}
	a.printBounds(rows, measure)
	if q.write != "" {
		if err := writeWhole(q.write, validate.Record(rows, q.first, q.sets).Write); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, q.write)
	}
	if q.out != "" {
		x := validationPage(rows, people, q.first, q.sets)
		if err := writeWhole(q.out, func(w io.Writer) error { return reports.WriteValidation(w, x, a.language) }); err != nil {
			return err
		}
		fmt.Fprintln(a.stdout, q.out)
	}
	if missed > 0 {
		a.console().Note("bounds", cli.Text(fmt.Sprintf("達していない基準:%d", missed), fmt.Sprintf("bounds missed: %d", missed)))
		a.exit = cli.Worse(a.exit, cli.ExitWarnings)
	}
	return nil
}

// printRecorded prints what is on record of the chosen studies, with the run that gave it.
func printRecorded(a *app, chosen []validate.Study, study, measure func(string) string) {
	t := measured.Recorded()
	fmt.Fprintf(a.stdout, "%s %s, %s %d…%d\n", a.say("方法", "method"), t.Method, a.say("データ", "sets"), t.First, t.First+t.Sets-1)
	for _, s := range chosen {
		fmt.Fprintf(a.stdout, "%s: %s\n", s.Name, study(s.Name))
		for _, r := range t.Rows {
			if r.Study != s.Name {
				continue
			}
			line := padded(measure(r.Measure), 46) + fmt.Sprintf("%8.3f ± %.3f", r.Value, r.SE)
			for _, b := range []struct {
				sign  string
				limit float64
			}{{"≥", r.AtLeast}, {"≤", r.AtMost}} {
				if !math.IsNaN(b.limit) {
					line += fmt.Sprintf("  %s %.3g", b.sign, b.limit)
				}
			}
			if !r.Met() {
				line += "  " + a.say("未達", "MISSED")
			}
			fmt.Fprintf(a.stdout, "  %s\n", line)
		}
	}
}

// printFigures prints one study's table and returns the number of bounds missed.
func (a *app) printFigures(s validate.Study, about string, measure func(string) string, first, sets int, rows []validate.Row) int {
	fmt.Fprintf(a.stdout, "%s: %s (%s %d…%d)\n", s.Name, about, a.say("データ", "sets"), first, first+sets-1)
	missed := 0
	for _, r := range rows {
		var bounds []string
		for _, b := range r.Bounds {
			mark := a.say("達成", "met")
			if !b.Met(r.Figure, 0) {
				mark = a.say("未達", "MISSED")
				missed++
			}
			bounds = append(bounds, fmt.Sprintf("%s %.3g %s", sign(b), b.Limit, mark))
		}
		line := padded(measure(r.Measure), 46) + fmt.Sprintf("%8.3f ± %.3f  %s", r.Figure.Value, r.Figure.SE, strings.Join(bounds, ", "))
		fmt.Fprintf(a.stdout, "  %s\n", strings.TrimRight(line, " "))
	}
	return missed
}

// printBounds prints every bound on a line of its own, beside naive and oracle.
func (a *app) printBounds(rows []validate.Row, measure func(string) string) {
	heading := true
	for _, r := range rows {
		for _, b := range r.Bounds {
			if heading {
				fmt.Fprintf(a.stdout, "%s%s%9s %17s %8s %8s  %s\n", padded(a.say("状況", "situation"), 24), padded(a.say("測定項目", "measure"), 46),
					a.say("基準", "bound"), a.say("測定値", "measured"), a.say("素朴", "naive"), a.say("理想", "oracle"), a.say("判定", "verdict"))
				heading = false
			}
			mark := a.say("達成", "met")
			if !b.Met(r.Figure, 0) {
				mark = a.say("未達", "MISSED")
			}
			fmt.Fprintf(a.stdout, "%s%s%9s %8.3f ± %.3f %8s %8s  %s\n", padded(r.Study, 24), padded(measure(r.Measure), 46),
				fmt.Sprintf("%s %.3g", sign(b), b.Limit), r.Figure.Value, r.Figure.SE, known(r.Naive), known(r.Oracle), mark)
		}
	}
}

func sign(b validate.Bound) string {
	if b.AtLeast {
		return "≥"
	}
	return "≤"
}

// known is a figure, or a dash where there is nothing to compare.
func known(f validate.Figure) string {
	if math.IsNaN(f.Value) {
		return "–"
	}
	return fmt.Sprintf("%.3f", f.Value)
}

// padded fills s up to width columns of a terminal, on which Japanese letters take two.
func padded(s string, width int) string {
	for _, r := range s {
		width--
		if r >= 0x1100 && r != '…' && r != '–' && r != '−' && r != '≥' && r != '≤' {
			width--
		}
	}
	return s + strings.Repeat(" ", max(width, 1))
}
