package main

import (
	"fmt"
	"math"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"tenbin/metrics/validate"
)

// validateCommand is tenbin validate.
func (a *app) validateCommand() *cobra.Command {
	var settings []string
	var first, sets, workers int
	var list bool
	c := &cobra.Command{
		Use:   "validate [--setting NAME] [--sets N]",
		Short: a.say("真実のわかっている会社で方法を確かめる", "prove the method on companies whose truth is known"),
		Long: a.say(`真実を知っている架空の会社をたくさん作り、誰が見つかるか、区間が何割で真実を含むか、
誤った指摘が何割かを、素朴な順位・神託(真の基準率を知る者)と並べて示します。
データの種は設定名と番号から決まり、誰も選べません。`,
			`Draws many made-up companies whose truth is known and shows who is found, how often
an interval holds the truth and how many flags are false, beside a naive ranking and
an oracle that knows the true baseline rates. The seeds follow from the names of the
settings, so that nobody chooses them.`),
		Example: "  tenbin validate --list\n  tenbin validate --setting base --sets 8\n  tenbin validate --first 40 --sets 40",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.checkOutputFlags(); err != nil {
				return err
			}
			var chosen []validate.Study
			for _, name := range settings {
				s, ok := validate.Named(name)
				if !ok {
					return usage(words{"知らない設定です", "unknown setting"}, "--setting="+name, words{"tenbin validate --list で一覧を確認してください", "see tenbin validate --list"})
				}
				chosen = append(chosen, s)
			}
			if len(chosen) == 0 {
				chosen = validate.Studies()
			}
			if sets < 1 || first < 0 {
				return usage(words{"データの数は 1 以上です", "the number of data sets is not positive"}, fmt.Sprintf("--sets=%d", sets), words{"1 以上の数を指定してください", "give a number from 1 on"})
			}
			if workers < 1 {
				workers = runtime.GOMAXPROCS(0)
			}
			if list {
				for _, s := range validate.Studies() {
					fmt.Fprintf(a.stdout, "%-22s %s\n", s.Name, s.About)
				}
				return nil
			}
			missed := 0
			for _, s := range chosen {
				rs, err := validate.Run(c.Context(), s, first, first+sets, workers)
				if err != nil {
					return err
				}
				missed += a.printFigures(s, first, sets, s.Summarise(rs))
			}
			if missed > 0 {
				a.remarks().note("bounds", words{fmt.Sprintf("達していない基準:%d", missed), fmt.Sprintf("bounds missed: %d", missed)})
				a.exit = worse(a.exit, exitWarnings)
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringArrayVar(&settings, "setting", nil, a.say("設定の名前 `NAME`(繰り返し可、省略時はすべて)", "`NAME` of a setting (repeatable; default: all)"))
	f.IntVar(&sets, "sets", 8, a.say("データの数 `N`(省略時は 8)", "`N` data sets a setting (default: 8)"))
	f.IntVar(&first, "first", 0, a.say("最初のデータの番号 `I`(40 からは判定用)", "`I`, the first data set (those from 40 on decide)"))
	f.IntVar(&workers, "workers", 0, a.say("同時に動く数 `N`(省略時は CPU の数)", "`N` workers (default: processors)"))
	f.BoolVar(&list, "list", false, a.say("設定の一覧を表示", "list the settings"))
	for _, name := range []string{"sets", "first", "workers"} {
		f.Lookup(name).DefValue = ""
	}
	a.outputFlags(f)
	return c
}

// printFigures prints one setting's table and returns the number of bounds missed.
func (a *app) printFigures(s validate.Study, first, sets int, figures map[string]validate.Figure) int {
	fmt.Fprintf(a.stdout, "%s: %s (sets %d…%d)\n", s.Name, s.About, first, first+sets-1)
	missed := 0
	for _, m := range s.Measures {
		f := figures[m.Name]
		if math.IsNaN(f.Value) {
			continue
		}
		var bounds []string
		for _, b := range validate.Bounds() {
			if b.Setting != s.Name || b.Measure != m.Name {
				continue
			}
			sign, mark := "≤", "met"
			if b.AtLeast {
				sign = "≥"
			}
			if !b.Met(f, 0) {
				mark = "MISSED"
				missed++
			}
			bounds = append(bounds, fmt.Sprintf("%s %.3g %s", sign, b.Limit, mark))
		}
		fmt.Fprintf(a.stdout, "  %-40s %6.3f ± %.3f  %s\n", m.Name, f.Value, f.SE, strings.Join(bounds, ", "))
	}
	return missed
}
