package reports

// clientWords are the words of the analysis sheets on clients: key, Japanese, English.
var clientWords = [...][3]string{
	{"sheet.handover", "担当変更の前後", "Before and after handover"},
	{"sheet.handover.title", "担当変更の前後  %[1]s  %[2]s", "Before and after handover  %[1]s  %[2]s"},
	{"sheet.handover.lead", "担当が替わったお客様の値引きを、同じ条件の同僚を1として前後で比べました(前後とも10件以上、範囲は90%)。お客様側の事情か、担当の進め方かを見分ける手がかりです。",
		"Discounts of clients that changed hands, before and after, with peers on the same work as 1 (ten lines or more on each side, 90 % range). A clue whether the client or the way of working makes the difference."},
	{"col.handover_month", "引継ぎ後の開始", "New holder from"},
	{"col.lines_before", "前(件)", "Lines before"},
	{"col.ratio_before", "前(同僚=1)", "Before (peers = 1)"},
	{"col.lines_after", "後(件)", "Lines after"},
	{"col.ratio_after", "後(同僚=1)", "After (peers = 1)"},
	{"col.handover_ratio", "後÷前", "After ÷ before"},
	{"col.handover_says", "読み方", "What it says"},
	{"handover.less", "担当変更後に値引きが減りました", "Fewer discounts after the handover"},
	{"handover.more", "担当変更後に値引きが増えました", "More discounts after the handover"},
	{"handover.unclear", "前後の差は断定できません", "No clear difference"},

	{"sheet.spread", "値引きの集中", "Where the excess lies"},
	{"sheet.spread.title", "値引きの集中  %[1]s  %[2]s", "Where the excess lies  %[1]s  %[2]s"},
	{"sheet.spread.lead", "同僚並みを超えた値引きが、何社分に集まっているかを示します。1~2社ならそのお客様への同行、広く分かれていれば進め方の支援が目安です。",
		"On how many clients the excess over peers rests: with one or two, consider a joint visit there; spread over many, support with the way of working."},
	{"col.top_client", "最も大きいお客様", "Largest client"},
	{"col.top_share", "その割合", "Its share"},
	{"col.excess_clients", "実質の社数", "Effective clients"},
	{"col.spread_says", "目安", "Guide"},
	{"spread.few", "1~2社に集中:そのお客様への同行を検討", "With one or two clients: consider a joint visit"},
	{"spread.many", "複数社に分散:進め方の支援を検討", "Spread over clients: consider support"},
}
