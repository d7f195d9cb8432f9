package metrics

// warn lists what is missing or thin.
func (a *assessor) warn() {
	add := func(code, ja, en string) { a.Warnings = append(a.Warnings, Warning{code, Text{ja, en}}) }
	conc, lag := a.measurable()
	if !conc {
		add("discount_not_measurable", "値引きは測定できません:定価と売値のそろった受注明細がありません。", "Discounts are not measurable: no won line has both a list and a net price.")
	}
	if !lag {
		add("lag_not_measurable", "指示の進捗は測定できません:指示のデータがありません(tenbin template instructions で様式を出力できます)。",
			"Progress of instructions is not measurable: there are no instructions (tenbin template instructions writes a blank sheet).")
	}
	if conc && !a.data.HasPolicy {
		add("no_policy_given", "値引きの方針が与えられていません:すべての値引きを承認範囲外として数えています。", "No policy given: every discount counts as conceded.")
	}
	if conc && a.Totals.ConcededAmount != nil && *a.Totals.ConcededAmount == 0 {
		add("nobody_concedes", "承認範囲を超えた値引きはありません。", "Nobody concedes anything beyond what was authorised.")
	}
	if !a.People20 {
		n := 0
		for _, p := range a.People {
			if p.Rank != nil {
				n++
			}
		}
		add("few_people", sprintf("比較対象 %d名:順位は参考です。", n), sprintf("%d people compared: ranks are for orientation only.", n))
	}
	if n := a.Inputs.LinesNotScored[unscoredNoPolicyWord]; n > 0 {
		add("no_policy_lines", sprintf("方針の定めがない明細%d件は採点していません。", n), sprintf("%d lines without a policy answer are not scored.", n))
	}
	if n := a.Inputs.LinesLeftOut["return_unmatched"]; n > 0 {
		add("return_unmatched", sprintf("元の売上が見つからない返品が%d件あります。", n), sprintf("%d returns match no sale.", n))
	}
	for i, id := range a.e.people {
		if a.e.lag.batchDates(i, a.records) {
			name := a.data.Names.Person(id)
			add("batch_dates", name+":完了日がまとめて入力されています(速さの評価はしません)。", name+": completion dates were entered in batches; speed is not praised.")
		}
	}
}

// unscoredNoPolicyWord is the contract's word for a line that policy does not answer.
const unscoredNoPolicyWord = "no_policy"
