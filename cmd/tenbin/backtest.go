package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/month"
	"tenbin/metrics/validate"
)

// backtestCommand is tenbin backtest: the flags of tenbin run.
func (a *app) backtestCommand() *cobra.Command {
	c := a.runCommand()
	c.Use = "backtest --from YYYY-MM --to YYYY-MM [--FLAG …]"
	c.Short = a.say("過去の月を当時わかっていた範囲で計算し直し、安定性を確かめる", "replay past months as they were known and show how stable they are")
	c.Long = a.say(`締め日を一か月ずつ動かし、その後に記録された行を除いて、各月をメモリ上で計算し直します。
前月との順位相関、奇数月から偶数月を当てる力(割合のまま・比のままとの比較)、警報とその後を示します。
何も書かず、何も公開しません。`,
		`Moves the cut-off month by month, leaves out what was recorded later, and computes
every month again in memory. Shows the rank correlation with the month before, how well
odd months foretell even ones (beside raw share and raw O/E), and alarms with what
became of them. Writes and publishes nothing.`)
	c.Example = "  tenbin backtest --config tenbin.yaml --from 2025-11 --to 2026-10"
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := a.checkOutputFlags(); err != nil {
			return err
		}
		q, err := requestOf(c)
		if err != nil {
			return err
		}
		replay, predict, named, err := month.Backtest(c.Context(), a.console(), q)
		if err != nil {
			return err
		}
		a.printBacktest(replay, predict, named)
		return nil
	}
	for _, name := range []string{"out", "dry-run", "language"} {
		_ = c.Flags().MarkHidden(name) // they exist: runCommand made them
	}
	return c
}

// decimals is a figure of the terminal, a dash where there is none.
func decimals(x float64, places int) string {
	if math.IsNaN(x) {
		return "–"
	}
	return strconv.FormatFloat(x, 'f', places, 64)
}

// printBacktest prints what a replay showed; with named, alarm by alarm.
func (a *app) printBacktest(b validate.Backtest, p validate.Predict, named bool) {
	line := func(cells ...string) {
		text := ""
		for i, s := range cells {
			if i < len(cells)-1 {
				s = padded(s, 16)
			}
			text += s
		}
		fmt.Fprintln(a.stdout, text)
	}
	fmt.Fprintln(a.stdout, a.say("前月との順位相関", "rank correlation with the month before"))
	line(a.say("月", "month"), a.say("人数", "people"), a.say("スコア", "score"), a.say("割合のまま", "raw share"), a.say("比のまま", "raw O/E"), a.say("今月フォロー(前月→継続)", "step in (before → kept)"))
	for _, s := range b.Steps {
		line(s.To.String(), strconv.Itoa(s.People), decimals(s.Score, 3), decimals(s.Share, 3), decimals(s.Raw, 3), fmt.Sprintf("%d → %d", s.StepIn, s.Kept))
	}
	fmt.Fprintln(a.stdout)
	fmt.Fprintln(a.stdout, a.say(fmt.Sprintf("奇数月の値で偶数月の値引きを予測(担当者×顧客 %d組)", p.Pairs), fmt.Sprintf("odd months foretell the discounts of even months (%d pairs of salesperson and client)", p.Pairs)))
	line("", a.say("割合のまま", "raw share"), a.say("比のまま", "raw O/E"), a.say("本方式", "tenbin"))
	line(a.say("順位相関", "rank corr."), decimals(p.Share, 3), decimals(p.Raw, 3), decimals(p.Ours, 3))
	line(a.say("二乗誤差", "squared error"), decimals(p.ErrorShare, 3), decimals(p.ErrorRaw, 3), decimals(p.ErrorOurs, 3))
	fmt.Fprintln(a.stdout)
	rate := math.NaN()
	if b.PersonYears > 0 {
		rate = float64(b.Raised()) / b.PersonYears
	}
	fmt.Fprintln(a.stdout, a.say(fmt.Sprintf("新しい警報 %d件(%.1f人年、1人1年あたり%s件)", b.Raised(), b.PersonYears, decimals(rate, 3)),
		fmt.Sprintf("new alarms: %d in %.1f person-years (%s a year)", b.Raised(), b.PersonYears, decimals(rate, 3))))
	if !named {
		return
	}
	if len(b.Alarms) > 0 {
		line(a.say("発生月", "raised"), a.say("担当者", "person"), a.say("続いた月数", "months"), a.say("スコア", "score"), a.say("最後", "last"), a.say("その後", "outcome"))
	}
	for _, x := range b.Alarms {
		outcome := a.say("継続中", "stands")
		if x.Cleared {
			outcome = a.say("解消", "cleared")
		}
		raised := x.Raised.String()
		if x.Inherited {
			raised = "≤ " + raised
		}
		line(raised, x.Person, strconv.Itoa(x.Months), decimals(x.Before, 0), decimals(x.Last, 0), outcome)
	}
}
