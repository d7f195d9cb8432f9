package reports

// entryColumn is one column of a blank sheet: the canonical name, its heading, and what
// to enter there.
type entryColumn struct {
	name           string
	ja, en         string
	noteJA, noteEN string
}

// entrySheet is a blank sheet that people fill in, named as its table.
type entrySheet struct {
	table          string
	ja, en         string
	leadJA, leadEN string
	columns        []entryColumn
}

// entrySheets are the sheets of tenbin template. Headings are those that the reader
// knows, so that a filled sheet needs no configuration; a test reads each back.
var entrySheets = []entrySheet{
	{"deals", "受注・請求の明細", "Deal lines", "受注・請求の明細を 1 行ずつ入れます。販売管理や CRM から出力できる場合は、その出力ファイルをそのままお使いください。", "One row per deal or invoice line. Where the order system or the CRM can export them, use that export as it is.", []entryColumn{
		{"document", "伝票No", "Document", "伝票・注文の番号", "number of the order or invoice"},
		{"line", "行", "Line", "伝票の中の行番号", "line number within the document"},
		{"date", "日付", "Date", "検収・請求などの日(設定の date_basis)", "day of acceptance, invoice … (date_basis of the configuration)"},
		{"salesperson", "営業担当者", "Salesperson", "社員番号または氏名", "id or name"},
		{"client", "得意先名", "Client", "得意先のコードまたは名称", "id or name of the buying company"},
		{"product", "商品コード", "Product", "商品のコードまたは名称", "code or name"},
		{"category", "分類", "Category", "比べる単位になる商品分類", "what a line is compared within"},
		{"region", "地域", "Region", "地域", "region"},
		{"quantity", "数量", "Quantity", "空欄は 1", "empty = 1"},
		{"list_price", "定価", "List Price", "値引き前の単価", "unit price before any discount"},
		{"net_price", "売値", "Net Price", "値引き後の単価", "unit price after the discount"},
		{"authorised_rate", "承認値引率", "Authorised Rate", "この行で認められている値引率(5% または 0.05)", "discount that is allowed on this line (5% or 0.05)"},
		{"approved_rate", "承認率", "Approved Rate", "特価申請で承認された値引率", "discount approved as an exception"},
		{"approved_at", "承認日", "Approved At", "承認された日。受注より後の承認は事後承認と表示します", "day of approval; after the order it is shown as approved after the fact"},
		{"kind", "区分", "Kind", "空欄は売上", "empty = sale"},
		{"reason", "理由", "Reason", "値引伝票・リベート・無償提供の理由", "why a credit note, rebate or free goods were given"},
	}},
	{"instructions", "指示台帳", "Instructions", "上司からの指示を 1 件 1 行で入れます。担当者や得意先を空欄または * にすると、その商品分類を過去 12 か月に扱った全担当・全得意先への指示になります。", "One row per instruction. With salesperson or client empty or *, it goes to everybody who sold that category in the 12 months before.", []entryColumn{
		{"instruction_id", "指示番号", "Instruction ID", "重ならない番号", "any id that does not repeat"},
		{"issued", "指示日", "Issued", "指示を出した日", "day on which it was given"},
		{"salesperson", "営業担当者", "Salesperson", "社員番号または氏名。空欄・* は全員", "id or name; empty or * = everybody"},
		{"manager", "指示者", "Manager", "指示を出した上司", "who gave it"},
		{"client", "得意先名", "Client", "空欄・* は全得意先", "empty or * = every client"},
		{"category", "分類", "Category", "対象の商品分類", "product category concerned"},
		{"product", "商品コード", "Product", "対象の商品", "product concerned"},
		{"trigger", "種別", "Trigger", "一覧から選択", "choose from the list"},
		{"text", "指示内容", "Text", "指示の文", "the instruction in words"},
		{"due", "期限", "Due", "いつまでに", "by when"},
		{"effective_from", "適用日", "Effective From", "値上げなどが始まる日", "day on which a price increase starts"},
		{"target_increase", "値上げ率", "Target Increase", "5% または 0.05", "5% or 0.05"},
		{"allocation_qty", "割当数量", "Allocation Qty", "品薄のとき、この得意先への割当", "in a shortage, what this client may have"},
		{"contact_days", "連絡日数", "Contact Days", "品質・納期:何営業日以内に連絡するか(空欄は 2)", "quality and delay: business days to the first contact (empty = 2)"},
		{"acknowledged", "了解日", "Acknowledged", "担当者が了解した日", "day on which the salesperson took it up"},
		{"client_contacted", "連絡日", "Client Contacted", "お客様に最初に伝えた日", "day on which the client was first told"},
		{"implemented", "完了日", "Implemented", "実施し終えた日", "day on which it was carried out"},
		{"confirmed_by", "確認者", "Confirmed By", "完了を確認した人", "who confirmed that"},
		{"agreed", "合意内容", "Agreed", "お客様と合意した内容", "what the client agreed to"},
		{"agreed_on", "合意日", "Agreed On", "合意した日", "day of that agreement"},
		{"status", "状況", "Status", "空欄は対応中", "empty = open"},
		{"closed", "取下げ日", "Closed", "実施せずに終えた日", "day on which it ended without being carried out"},
		{"logged_at", "登録日", "Logged At", "後から登録したとき、登録した日", "day of entry, where it was entered later"},
		{"evidence", "証跡", "Evidence", "メール・議事録などの場所", "where mail or minutes are kept"},
	}},
	{"milestones", "途中の目標", "Milestones", "指示の途中の目標を入れます。", "Steps on the way of an instruction.", []entryColumn{
		{"instruction_id", "指示番号", "Instruction ID", "指示台帳の番号", "id of the instruction"},
		{"milestone", "マイルストーン", "Milestone", "準備、練習、お客様への連絡、回答、最初の請求など", "prepare, rehearse, client told, answer, first invoice …"},
		{"owner", "担当者", "Owner", "誰の番か", "whose turn it is"},
		{"due", "期限", "Due", "いつまでに", "by when"},
		{"done", "実施日", "Done", "終えた日", "day on which it was done"},
		{"note", "備考", "Note", "自由記入", "free text"},
	}},
	{"pauses", "待ち期間", "Pauses", "担当者の番ではない期間を入れます。お客様待ちは確認者がいるものだけが数えられ、次回予定日または 20 営業日で終わります。", "Days that are not the salesperson's turn. A wait for the buyer counts only with a confirmation and ends at the next date or after 20 business days.", []entryColumn{
		{"instruction_id", "指示番号", "Instruction ID", "指示台帳の番号", "id of the instruction"},
		{"from", "開始日", "From", "待ち始めた日", "first day of the wait"},
		{"to", "終了日", "To", "待ち終えた日", "last day of the wait"},
		{"waiting_for", "待ち", "Waiting For", "一覧から選択。不在の理由は書かないでください", "choose from the list; never give a reason for an absence"},
		{"reason", "理由", "Reason", "お客様または当社の事情", "the buyer's or our reason"},
		{"next_date", "次回予定日", "Next Date", "次に確認する日", "day of the next check"},
		{"confirmed_by", "確認者", "Confirmed By", "確認した上司", "the manager who confirmed it"},
	}},
	{"updates", "進捗の記録", "Updates", "日報や進捗メモを入れます。指示番号がなければ、担当者と得意先で対応中の指示に結び付けます。", "Progress notes. Without an id they count for the open instruction of that salesperson and client.", []entryColumn{
		{"at", "日付", "At", "書いた日", "day of writing"},
		{"instruction_id", "指示番号", "Instruction ID", "分かれば", "where known"},
		{"salesperson", "営業担当者", "Salesperson", "社員番号または氏名", "id or name"},
		{"client", "得意先名", "Client", "得意先", "client"},
		{"author", "記入者", "Author", "書いた人", "who wrote it"},
		{"text", "内容", "Text", "内容", "what was written"},
		{"promised_date", "約束日", "Promised Date", "いつまでにと書いたか", "date that was promised"},
	}},
	{"activities", "訪問・電話の記録", "Activities", "お客様との接触を入れます。", "Contacts with clients.", []entryColumn{
		{"date", "日付", "Date", "接触した日", "day of the contact"},
		{"salesperson", "営業担当者", "Salesperson", "社員番号または氏名", "id or name"},
		{"client", "得意先名", "Client", "得意先", "client"},
		{"kind", "種別", "Kind", "一覧から選択", "choose from the list"},
		{"visitor_rank", "当社役職", "Visitor Rank", "同行した最も上の役職", "highest rank on our side"},
		{"client_rank", "先方役職", "Client Rank", "面談した最も上の役職", "highest rank on the client's side"},
	}},
	{"events", "出来事", "Events", "値上げ・欠品などがいつ始まり、どこに及んだかを入れます。", "When a price rise, shortage … began, and whom it hit.", []entryColumn{
		{"event_id", "事象番号", "Event ID", "重ならない番号", "any id that does not repeat"},
		{"trigger", "種別", "Trigger", "一覧から選択", "choose from the list"},
		{"from", "発生日", "From", "始まった日", "first day"},
		{"to", "終了日", "To", "終わった日", "last day"},
		{"product", "商品コード", "Product", "対象の商品", "product concerned"},
		{"category", "分類", "Category", "対象の商品分類", "category concerned"},
		{"client", "得意先名", "Client", "対象の得意先", "client concerned"},
	}},
	{"roster", "担当者名簿", "Roster", "担当者・所属・上司を期間ごとに入れます。不在の行には理由を書かないでください。", "People, teams and managers by period. Never give a reason for an absence.", []entryColumn{
		{"salesperson", "社員番号", "Salesperson", "重ならない番号", "id"},
		{"name", "氏名", "Name", "表示する氏名", "name as shown"},
		{"kana", "フリガナ", "Kana", "並び順に使います", "for the order of names"},
		{"aliases", "別名", "Aliases", "他のファイルでの書き方(;で区切る)", "spellings in other files, separated by ;"},
		{"team", "所属", "Team", "課・チーム", "team"},
		{"manager", "上司", "Manager", "上司の社員番号", "id of the manager"},
		{"from", "開始日", "From", "着任日", "first day"},
		{"to", "終了日", "To", "離任日。在任中は空欄", "last day; empty while it lasts"},
		{"absence", "不在", "Absence", "この期間が不在なら はい", "yes where this period is an absence"},
	}},
	{"accounts", "得意先一覧", "Accounts", "得意先と担当を入れます。", "Clients and their owners.", []entryColumn{
		{"client", "得意先コード", "Client", "重ならない番号", "id"},
		{"name", "得意先名", "Name", "表示する名称", "name as shown"},
		{"aliases", "別名", "Aliases", "他のファイルでの書き方(;で区切る)", "spellings in other files, separated by ;"},
		{"segment", "顧客区分", "Segment", "業種・重点区分など", "industry, key account …"},
		{"owner", "営業担当者", "Owner", "担当の社員番号", "id of the owner"},
		{"owner_from", "担当開始日", "Owner From", "担当になった日", "first day as owner"},
		{"owner_to", "担当終了日", "Owner To", "担当を離れた日", "last day as owner"},
	}},
	{"policy", "承認値引率", "Policy", "認められている値引率を入れます。どの行にも当てはまらない明細は判定から外れます(0 とはみなしません)。", "Discounts that are allowed. A line that no row covers is left out of the score, never taken as 0.", []entryColumn{
		{"category", "分類", "Category", "空欄は全分類", "empty = every category"},
		{"segment", "顧客区分", "Segment", "空欄は全区分", "empty = every segment"},
		{"client", "得意先名", "Client", "空欄は全得意先", "empty = every client"},
		{"authorised_rate", "承認値引率", "Authorised Rate", "5% または 0.05", "5% or 0.05"},
		{"from", "適用開始日", "From", "始まる日", "first day"},
		{"to", "適用終了日", "To", "終わる日", "last day"},
	}},
	{"coaching", "コーチング計画", "Coaching plans", "人事が計画を入れます。断られたことは記録しません。", "Plans made by HR. A refusal is not recorded.", []entryColumn{
		{"plan_id", "計画番号", "Plan ID", "重ならない番号", "any id that does not repeat"},
		{"salesperson", "営業担当者", "Salesperson", "社員番号または氏名", "id or name"},
		{"theme", "テーマ", "Theme", "一覧から選択", "choose from the list"},
		{"coach", "コーチ", "Coach", "指導する人", "who coaches"},
		{"from", "開始日", "From", "始める日", "first day"},
		{"to", "終了日", "To", "終える日", "last day"},
		{"sessions_planned", "予定回数", "Sessions Planned", "回", "number"},
		{"hours_planned", "予定時間", "Hours Planned", "時間", "hours"},
		{"accepted", "本人合意", "Accepted", "合意または未定", "yes or not yet"},
		{"note", "備考", "Note", "自由記入", "free text"},
	}},
	{"sessions", "コーチングの実施", "Coaching sessions", "実施した回を入れます。", "Sessions that were held.", []entryColumn{
		{"plan_id", "計画番号", "Plan ID", "コーチング計画の番号", "id of the plan"},
		{"date", "実施日", "Date", "実施した日", "day"},
		{"minutes", "分", "Minutes", "分", "minutes"},
		{"kind", "種別", "Kind", "一覧から選択", "choose from the list"},
		{"instruction_id", "指示番号", "Instruction ID", "どの指示の練習か", "the instruction that was rehearsed"},
		{"coach", "コーチ", "Coach", "指導した人", "who coached"},
		{"held", "実施", "Held", "はい または いいえ", "yes or no"},
	}},
}
