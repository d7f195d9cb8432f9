package reports

// teamsOnlyWords are the words of the workbooks that name nobody: key, Japanese, English.
var teamsOnlyWords = [...][3]string{
	{"teams.limit_all", "取扱注意:部門責任者 限り(転送・回覧はご遠慮ください)", "Confidential: for the head of the division only, please do not forward"},
	{"teams.limit", "取扱注意:%s の管理者 限り(転送・回覧はご遠慮ください)", "Confidential: for the management of %s only, please do not forward"},
	{"teams.company", "全社", "Whole company"},
	{"teams.small", "その他(少人数の %d チームの合計)", "Others (%d small teams together)"},
	{"sheet.teams", "チームの状況", "Teams"},
	{"sheet.teams.title", "チームの状況  %[1]s  %[2]s", "Teams  %[1]s  %[2]s"},
	{"sheet.teams.lead", "本資料は早期の気付きのための目安です。結論でも人事評価でもありません。個人の数字・氏名は載せていません。比は承認基準・期限どおりを1.00とし、90%の幅を添えています。比はチームごとの数字で、全社の行は「–」です。",
		"An early sign to look into, neither a conclusion nor an appraisal. No figure or name of a person stands here. Ratios: 1.00 = as policy and due dates say, with 90 % limits; they are given by team, the whole company has a dash."},
	{"sheet.teams_open", "対応中の指示", "Open instructions"},
	{"sheet.teams_open.title", "対応中の指示(期限超過別)  %[1]s  %[2]s", "Open instructions by days past due  %[1]s  %[2]s"},
	{"sheet.teams_open.lead", "締め日の時点で完了・終了の記録がない指示の件数です。「–」は期限の記載、または影響額が分かる指示がないことを示します。", "Instructions without a record of completion or end at the cut-off. A dash: no instruction names a due date, or none has a known amount."},
	{"sheet.teams_trend", "推移", "Trend"},
	{"sheet.teams_trend.title", "12か月の推移  %[1]s  %[2]s", "Twelve months  %[1]s  %[2]s"},
	{"sheet.teams_trend.lead", "値上げ指示の反映額、承認範囲を超えた値引き(同じ案件構成で同僚が出す額との差)、期限を過ぎた指示の件数です。", "Instructed increases on invoices, discounts beyond authority beside what peers would have conceded on the same mix, and instructions past due."},
	{"def.teams_only", "チーム単位の表示", "Teams only"},
	{"def.teams_only.text", "数字はお一人ずつ計算したうえでチームごとに合計し、氏名・個人の数字はどの資料にも出しません。対象者・受注のある方・指示のある方のいずれかが右の人数に満たないチームは単独では示さず、他のチームと合わせて示します(合わせても満たない場合は次に小さいチームも加え、全社との差から推測できないようにします)。お名前の入ったチーム名は T1、T2 のような番号で示します。" +
		"限界:人の異動があった月の前後を比べると、その人の分を推測できることがあります。",
		"Figures are computed person by person and summed by team; no name or figure of a person stands on any output. A team of fewer people than the number beside, or with fewer who have deals or instructions, is not shown by itself but together with others, and while those are too few the next smallest team joins them, so that the difference from the whole company tells nothing. A team called after a person has a number: T1, T2. " +
			"Limit: comparing the months before and after somebody moved may tell that person's part."},
	{"def.teams_only.people", "%d名", "%d people"},
	{"def.teams_objection", "確認とお問い合わせ", "Questions"},
	{"def.teams_objection.text", "個人のカードは作成していません。数字についてのご質問は資料の担当者までお寄せください。", "No cards of persons are made. Questions about the figures go to whoever is named as responsible for these reports."},
}
