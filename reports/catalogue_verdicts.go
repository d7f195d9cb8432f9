package reports

// verdictWords are the verdicts on instructions other than price increases: key,
// Japanese, English.
var verdictWords = [...][3]string{
	{"verdict.as_instructed", "指示どおりを確認", "carried out, on record"},
	{"verdict.as_instructed_late", "連絡遅れ・合意を確認", "contacted late, then agreed"},
	{"verdict.over_allocation", "割当数を超えて出荷", "more delivered than allotted"},
	{"verdict.client_not_told", "期限までの連絡記録なし", "no contact on record by the due date"},
	{"verdict.no_contact", "お客様への連絡記録なし", "no contact with the client on record"},
	{"verdict.no_agreed_date", "合意日の記録なし", "no agreed date on record"},
	{"verdict.still_old_owner", "引継ぎ前の担当で継続", "still runs on the old owner"},
	{"verdict.too_few_to_tell", "件数が少なく判断不可", "too few records to tell"},
	{"waterfall.refused", "お客様の拒否・延期(記録あり)", "Refused or postponed by the buyer"},
	{"def.verdict_others", "値上げ以外の確認", "Other instructions on record"},
	{"def.verdict_others.text", "品薄=割当数以内の出荷と期限までのお客様への連絡、品質・納期=所定日数(標準2営業日)以内の連絡と合意日、担当変更=適用日からの請求と訪問のうち前任者が10%以下(割合の下限が10%を超えるときだけ「継続」)、その他=連絡の記録または上司の確認。報告だけの完了は20営業日まで有効とし、それまでに記録がなければ指示日から継続中として数えます。活動の記録がない担当には適用しません。",
		"Stock: no more delivered than allotted, and the client told by the due date. Quality and delivery: the client contacted within the days allowed (2 unless stated) and an agreed date. Reassignment: at most 10 % of invoices and visits still with the former owner (said only when the lower limit exceeds 10 %). Others: a contact on record or the manager's confirmation. A report alone holds for 20 working days; with nothing on record by then the instruction counts as open since its issue. Not applied where the salesperson's activities are not recorded."},
	{"verdict.reported_unsupported", "報告のみ・裏付けの記録なし", "reported, nothing on record"},
}
