package metrics

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// unscoredNoPolicyWord is the contract's word for a line that policy does not answer.
const unscoredNoPolicyWord = "no_policy"

// warn lists what is missing or thin.
func (a *assessor) warn() {
	add := func(code, ja, en string) {
		a.Warnings = append(a.Warnings, assessment.Warning{Code: code, Text: assessment.Text{JA: ja, EN: en}})
	}
	conc, lag := a.measurable()
	if !conc {
		add(table.WarnDiscountNotMeasurable, "値引きは測定できません:定価と売値のそろった受注明細がありません。", "Discounts are not measurable: no won line has both a list and a net price.")
	}
	if !lag {
		add(table.WarnLagNotMeasurable, "指示の進捗は測定できません:指示のデータがありません(tenbin template instructions で様式を出力できます)。",
			"Progress of instructions is not measurable: there are no instructions (tenbin template instructions writes a blank sheet).")
	}
	if conc && !a.data.HasPolicy {
		add(table.WarnNoPolicyGiven, "値引きの方針が与えられていません:すべての値引きを承認範囲外として数えています。", "No policy given: every discount counts as conceded.")
	}
	if conc && a.Totals.ConcededAmount != nil && *a.Totals.ConcededAmount == 0 {
		add(table.WarnNobodyConcedes, "承認範囲を超えた値引きはありません。", "Nobody concedes anything beyond what was authorised.")
	}
	if n, last, share := a.filledIn(); n > 0 {
		m := a.monthName(last)
		add(table.WarnFilledInList, sprintf("定価と売値が同じ明細が95%%を超える月が%dか月あります(直近は%sの%.0f%%)。定価の欄に売値が入っていないか、ご確認をお願いします。", n, m.JA, 100*share),
			sprintf("In %s more than 95 %% of the lines stand at list price (last in %s: %.0f %%). Please check that the list price is not filled in from the price asked.", plural(n, "month", "months"), m.EN, 100*share))
	}
	if lag && a.Totals.InstructionsImplemented != nil && *a.Totals.InstructionsImplemented == 0 {
		add(table.WarnNobodyImplements, "完了した指示の記録がありません:進み具合の比較はできません。", "No instruction is recorded as carried out: progress cannot be compared.")
	}
	if !a.People20 {
		n := 0
		for i := range a.People {
			if a.People[i].Rank != nil {
				n++
			}
		}
		add(table.WarnFewPeople, sprintf("比較対象 %d名:順位は参考です。", n), sprintf("%d people compared: ranks are for orientation only.", n))
	}
	var alone, batches, pauses int
	for i := range a.People {
		p := &a.People[i]
		if p.NoColleague || p.OnlyConceder {
			alone++
		}
		if p.BatchDates {
			batches++
		}
		if _, ok := a.pauseFinding(p); ok {
			pauses++
		}
	}
	if alone > 0 {
		add(table.WarnNoColleague, sprintf("同じ仕事をする同僚がいない方が%d名います(会社全体との比較になります)。", alone), sprintf("%s no colleague with the same work (compared with the whole company).", plural(alone, "person has", "people have")))
	}
	if n := a.Inputs.LinesNotScored[unscoredNoPolicyWord]; n > 0 {
		add(table.WarnNoPolicyLines, sprintf("方針の定めがない明細%d件は採点していません。", n), sprintf("%s without a policy answer not scored.", plural(int(n), "line is", "lines are")))
	}
	if n := a.Inputs.LinesLeftOut[table.WarnReturnUnmatched]; n > 0 {
		add(table.WarnReturnUnmatched, sprintf("元の売上が見つからない返品が%d件あります。", n), sprintf("%s no sale.", plural(int(n), "return matches", "returns match")))
	}
	if batches > 0 {
		add(table.WarnBatchDates, sprintf("完了日がまとめて入力されている方が%d名います(速さの評価はしません)。", batches), sprintf("Completion dates of %s were entered in batches; speed is not praised.", plural(batches, "person", "people")))
	}
	if pauses > 0 {
		add(table.WarnAgreePauses, sprintf("お客様のご返答待ちの日数に数字が左右される方が%d名います(日数の確認をお願いします)。", pauses), sprintf("The figures of %s depend on days recorded as waiting for buyers; please agree them.", plural(pauses, "person", "people")))
	}
	for _, c := range a.campaigns() {
		from, to := a.monthName(c.from), a.monthName(c.to)
		where := assessment.Text{JA: "会社全体で", EN: "for everybody"}
		if c.category != "" {
			where = assessment.Text{JA: "「" + c.category + "」で", EN: "in " + c.category}
		}
		add(table.WarnCampaign, sprintf("%sから%sは%s値引きが通常より大きくなっています。値引きキャンペーンなどがありましたか(方針への登録をお願いします)。", from.JA, to.JA, where.JA),
			sprintf("From %s to %s concessions %s were far above the expected: was there a campaign? If so, enter it in the policy.", from.EN, to.EN, where.EN))
	}
	teams := 0
	for i := range a.Teams {
		if a.Teams[i].WholeTeam {
			teams++
		}
	}
	if teams > 0 {
		add(table.WarnWholeTeam, sprintf("チーム全体で値引きが大きいチームが%dつあります(チーム内の順位は相対的なものです)。", teams), sprintf("%s as a whole; ranks inside are relative.", plural(teams, "team concedes", "teams concede")))
	}
}
