package heading

// headings are the known headings by table and column, in order of preference: where
// a file has several of one column's headings, the first in the list is taken. They
// are compared folded (see Read), so width, case, spaces, "_" and a unit or tax
// word in brackets do not matter. The canonical name itself is always known.
//
// The columns that a table has beside its canonical ones (prices, line number …) are
// those of InputColumns.
var headings = map[string]map[string][]string{
	"deals": {
		"line_id":  {"明細ID", "明細番号", "Line ID", "Opportunity Product ID", "Record ID", "レコードID", "(Do Not Modify) Opportunity"},
		"document": {"伝票No", "伝票番号", "Order ID", "Order No", "Order Number", "Invoice No", "Invoice Number", "Quote Number", "注文番号", "受注番号", "請求書番号", "売上番号", "見積番号", "SalesOrderNumber", "Opportunity ID", "Deal ID", "商談ID", "案件番号", "案件ID", "レコード番号"},
		"line":     {"行", "行No", "行番号", "明細行", "Line", "Line No", "Line Number", "SalesOrderLineNumber"},
		"date": {"日付", "売上日", "検収日", "出荷日", "納品日", "請求日", "受注日", "伝票日付", "計上日", "Invoice Date", "Order Date", "Ship Date", "Close Date", "Closing Date",
			"完了予定日", "クローズ日", "契約予定日", "契約日", "成約日", "売上計上日", "取引日", "納入日", "受注確定日", "契約締結日", "Sale Date", "Sales Date", "Transaction Date", "Posting Date", "Actual Close Date"},
		"salesperson": {"Split: Team Member", "Team Member", "Split Owner", "Split Team Member", "按分担当者", "配分担当者", "分割担当者", "営業担当者", "営業担当", "自社担当者", "自社担当", "担当営業", "Sales Rep", "Sales Representative", "Salesperson", "Sales Person", "Sales Agent", "Opportunity Owner", "Deal Owner", "Owner",
			"商談 所有者", "商談所有者", "取引担当者", "商談の担当者", "担当者名", "担当者", "営業担当者名", "担当", "Rep", "営業担当名", "営業員", "営業社員", "営業員名", "販売担当者", "Account Executive", "Account Manager", "担当者コード", "営業担当者コード", "営業担当コード", "担当コード", "営業員コード", "社員番号", "社員コード", "Sales Rep ID", "Rep ID", "Salesperson ID", "Salesperson Code", "Employee ID"},
		"client": {"得意先名", "取引先名", "顧客名", "得意先", "取引先", "顧客", "お客様名", "会社名", "得意先コード", "取引先コード", "顧客コード", "Account Name", "Account", "Customer", "Customer Name", "Client",
			"Customer ID", "Associated Company", "関連会社"},
		"product":  {"商品コード", "品番", "製品コード", "Product Code", "SKU", "SBQQ__Product__c", "Product Name", "Product", "商品名", "品名", "製品名", "商品・サービス", "商品", "製品", "Product ID"},
		"category": {"分類", "商品分類", "カテゴリ", "カテゴリー", "商品カテゴリ", "品種", "Category", "Product Family", "商品ファミリ", "Product Category"},
		"region":   {"地域", "エリア", "Region", "Territory", "Area", "Sales Territory", "拠点"},
		"channel":  {"チャネル", "販路", "Channel"},
		"segment":  {"セグメント", "顧客区分", "業種", "Segment", "Industry", "Sector"},
		"quantity": {"数量", "個数", "Quantity", "Qty", "Order Quantity", "SBQQ__Quantity__c"},

		"list_price":      {"定価", "標準価格", "リスト価格", "標準単価", "定価単価", "List Price", "SBQQ__ListPrice__c", "Unit List Price", "Unit Price"},
		"list_amount":     {"定価金額", "定価合計", "標準金額", "List Amount", "List Total", "Gross Amount", "Gross"},
		"net_price":       {"売値", "売単価", "販売価格", "仕切単価", "販売単価", "単価", "Sales Price", "UnitPrice", "Net Price", "SBQQ__NetPrice__c", "Net Unit Price", "Selling Price"},
		"net_amount":      {"金額", "売上金額", "売上額", "請求金額", "受注金額", "合計価格", "契約金額", "総額", "Total Price", "Net Amount", "Net", "Net Total", "Amount", "close_value", "Sales Amount"},
		"discount_rate":   {"値引率", "割引率", "割引", "Discount", "Discount Rate", "Discount %", "Discount Percent", "SBQQ__Discount__c", "掛率", "掛け率", "仕切率", "仕切り率", "仕切掛率", "納入掛率", "% of List", "% of List Price", "Percent of List"},
		"discount_amount": {"値引額", "値引金額", "割引額", "Discount Amount"},
		"agreed_price":    {"個別仕切単価", "契約単価", "契約仕切単価", "Agreed Price", "Contract Price"},
		"standard_price":  {"基準単価", "標準売価", "Standard Price"},
		"tax_kind":        {"税区分", "課税区分", "消費税区分", "内外税区分", "Tax Kind", "Tax Treatment", "Tax Type"},
		"tax_rate":        {"税率", "消費税率", "Tax Rate", "VAT Rate"},

		"split_rate": {"Split (%)", "Split", "Split Percent", "Split Percentage", "Split Rate", "Credit Split", "Split Share", "Revenue Split", "按分率", "按分", "按分割合", "配分率", "配分割合", "担当割合", "分割率", "売上按分率", "持分", "持分率"},

		"authorised_rate": {"承認値引率", "許容値引率", "Authorised Rate", "Authorized Rate", "Authorised Discount", "Authorized Discount"},
		"approved_rate":   {"特価承認率", "承認率", "Approved Rate", "Approved Discount"},
		"approved_by":     {"承認者", "Approved By", "Approver"},
		"approval_id":     {"稟議番号", "承認番号", "特価申請番号", "Approval ID", "Approval No"},
		"requested_at":    {"申請日", "特価申請日", "Requested At", "Requested On"},
		"approved_at":     {"承認日", "Approved At", "Approved On"},
		"requested_rate":  {"申請値引率", "要求値引率", "Requested Rate", "Requested Discount"},
		"consideration":   {"見返り", "条件", "対価", "Consideration"},
		"kind":            {"区分", "伝票区分", "取引区分", "売上区分", "Line Kind", "Kind"},
		"reason":          {"理由", "値引理由", "返品理由", "Reason"},
		"stage":           {"フェーズ", "ステージ", "取引ステージ", "Stage", "Deal Stage", "商談フェーズ", "Opportunity Stage", "Status"},
		"cost":            {"原価", "仕入金額", "Cost", "Total Cost"},
		"currency":        {"通貨", "Currency", "Currency Code", "商談 通貨"},
		"recorded_at":     {"登録日時", "更新日時", "Recorded At", "Last Modified Date", "(Do Not Modify) Modified On"},
		"record_start":    {"レコードの開始行"},
	},
	"instructions": {
		"instruction_id":      {"指示番号", "指示No", "指示ID", "管理番号", "課題キー", "Issue key", "Instruction ID", "Task ID", "レコード番号", "Activity ID", "指示書番号", "課題番号", "課題ID", "タスクID", "チケット番号", "項番", "Ref", "Ref No", "Reference", "Action ID", "Action No", "Action Ref", "Ticket ID", "Item No", "ID", "#", "No"},
		"issued":              {"起票日", "指示日", "発行日", "作成日", "作成日時", "Issued", "Created", "Created Date", "Issue Date", "開始日", "依頼日", "受付日", "発令日", "Date Raised", "Raised", "Raised On", "Date Opened", "Opened", "Date Issued", "Date Created", "Created On", "Created Time", "Create Date", "登録日時"},
		"salesperson":         {"営業担当者", "営業担当", "自社担当", "担当者名", "担当者", "回答者", "任命先", "作業者", "Assignee", "Assigned", "Assigned To", "Owner", "Sales Rep", "Salesperson", "対応者", "実施者", "担当", "主担当", "担当者コード", "Responsible", "Action Owner", "Task Owner", "Assigned Person", "Responsible Person", "Sales Rep Name"},
		"manager":             {"起票者", "指示者", "上司", "報告者", "Manager", "Reporter", "Created By", "依頼者", "依頼元", "指示元", "登録者", "作成者", "Raised By", "Requested By", "Requester", "Issued By", "Assigned By", "Creator"},
		"client":              {"得意先名", "取引先名", "顧客名", "得意先", "取引先", "顧客", "Account Name", "Account", "Customer", "Client", "取引先コード", "得意先コード", "お客様名", "会社名", "関連先", "Company", "Company / Account", "Account / Company", "Customer Name", "Client Name", "Related To", "Associated Company"},
		"category":            {"分類", "商品分類", "カテゴリ", "Category"},
		"product":             {"商品コード", "商品名", "品名", "Product"},
		"trigger":             {"種別", "きっかけ", "指示種別", "Trigger"},
		"text":                {"課題内容", "指示内容", "内容", "要約", "件名", "Summary", "Subject", "Task", "Text", "課題名", "課題", "タイトル", "指示", "対応内容", "やること", "Action", "Action Item", "Task Name", "Task Title", "Title", "Description"},
		"due":                 {"回答期限", "期限", "期日", "締切日", "納期", "Due", "Due Date", "Deadline", "対応期限", "完了期限", "期限日", "完了予定日", "目標日", "Target", "Target Date", "Target Completion", "Due By", "Due On", "Date Due"},
		"logged_at":           {"登録日", "記録日", "Logged At", "登録日時", "記録日時", "入力日", "入力日時"},
		"acknowledged":        {"了解日", "受領日", "確認日", "Acknowledged", "Acknowledged On"},
		"client_contacted":    {"顧客連絡日", "連絡日", "Client Contacted", "Client Told"},
		"implemented":         {"完了日", "実施日", "回答日", "完了日時", "Done", "Implemented", "Resolved", "Completed Date/Time", "Completed Date", "Completed", "対応完了日", "対応日", "完了日付", "Date Closed", "Closed Date", "Date Completed", "Completion Date", "Completed On", "Completed Time", "Done On", "Date Done", "Actual Completion"},
		"confirmed_by":        {"確認者", "Confirmed By"},
		"status":              {"状況", "状態", "ステータス", "Status", "対応状況", "進捗", "進捗状況", "State", "Task Status", "Action Status"},
		"closed":              {"終了日", "取下げ日", "Closed", "Closed On"},
		"requested_by_client": {"顧客要望", "Requested By Client"},
		"agreed":              {"合意内容", "Agreed"},
		"agreed_on":           {"合意日", "Agreed On"},
		"effective_from":      {"適用日", "適用開始日", "Effective From"},
		"target_increase":     {"目標値上げ率", "値上げ率", "Target Increase"},
		"allocation_qty":      {"割当数量", "Allocation Qty", "Allocation Quantity", "割当数", "割当量", "割り当て数", "割当", "配分数", "配分数量", "Allocated Qty", "Allocated Quantity", "Allocation", "Quota Qty"},
		"contact_days":        {"連絡日数", "Contact Days"},
		"evidence":            {"証跡", "エビデンス", "Evidence"},
		"record_start":        {"レコードの開始行"},
	},
	"milestones": {
		"instruction_id": {"指示番号", "指示ID"}, "milestone": {"マイルストーン", "節目", "中間目標"}, "owner": {"担当者", "担当"},
		"due": {"期限", "期日", "Due Date"}, "done": {"完了日", "実施日", "Done"}, "note": {"備考", "メモ", "Note"},
	},
	"pauses": {
		"instruction_id": {"指示番号", "指示ID"}, "from": {"開始日", "中断開始日"}, "to": {"終了日", "中断終了日"}, "waiting_for": {"待ち", "待ち先", "Waiting For"},
		"reason": {"理由"}, "next_date": {"次回予定日", "次回確認日", "次回日", "Next Date"}, "confirmed_by": {"確認者", "Confirmed By"},
	},
	"updates": {
		"instruction_id": {"指示番号", "指示ID"}, "salesperson": {"営業担当者", "営業担当", "担当者名", "担当者"}, "client": {"得意先名", "取引先名", "顧客名", "得意先", "取引先", "顧客"},
		"at": {"日付", "報告日", "記入日", "更新日", "Date"}, "author": {"記入者", "報告者", "Author"}, "text": {"内容", "報告内容", "本文", "Text"},
		"promised_date": {"約束日", "次回予定日", "Promised Date"},
	},
	"activities": {
		"date": {"日付", "活動日", "訪問日"}, "salesperson": {"営業担当者", "営業担当", "担当者名", "担当者", "Owner", "Sales Rep"}, "client": {"得意先名", "取引先名", "顧客名", "得意先", "取引先", "顧客", "Account Name", "Account", "Customer"},
		"kind": {"種別", "活動種別", "Type"}, "visitor_rank": {"訪問者役職", "当社役職"}, "client_rank": {"先方役職", "面談者役職"},
	},
	"events": {
		"event_id": {"イベント番号", "事象番号", "Event ID"}, "trigger": {"種別", "きっかけ"}, "from": {"開始日", "発生日"}, "to": {"終了日"},
		"product": {"商品コード", "商品名", "品名"}, "category": {"分類", "商品分類"}, "client": {"得意先名", "取引先名", "顧客名", "取引先", "得意先"},
	},
	"roster": {
		"salesperson": {"社員番号", "社員コード", "担当者コード", "社員ID", "Employee ID", "Employee No", "Sales Agent", "Sales Rep", "Salesperson", "User ID", "社員No", "社員CD", "担当者CD", "担当コード", "営業担当者コード", "営業担当コード", "職員番号", "担当者ID", "Rep ID", "Sales Rep ID", "Salesperson ID", "Salesperson Code", "Staff ID"},
		"name":        {"氏名", "社員名", "担当者名", "名前", "Name", "Full Name", "担当者", "営業担当者", "営業担当", "営業担当者名", "Rep Name", "Sales Rep Name", "Employee Name"}, "kana": {"カナ", "フリガナ", "ふりがな", "Kana"}, "aliases": {"別名", "Aliases"},
		"team": {"所属", "課", "部署", "チーム", "Team", "Department", "Regional Office"}, "manager": {"上司", "上長", "課長", "Manager", "Reports To"},
		"from": {"開始日", "着任日", "From", "Start Date"}, "to": {"終了日", "離任日", "To", "End Date"}, "absence": {"不在", "休み", "Absence"},
	},
	"accounts": {
		"client": {"取引先コード", "得意先コード", "顧客コード", "取引先番号", "Account ID", "Customer ID", "Account", "Client", "得意先CD", "取引先CD", "顧客CD", "顧客番号", "得意先番号", "Account Number", "Customer No", "Customer Number", "得意先名", "取引先名", "顧客名", "お客様名", "会社名", "Account Name", "Customer Name", "Company Name", "Customer", "Company"}, "name": {"取引先名", "得意先名", "顧客名", "Account Name", "Company Name", "Name", "お客様名", "会社名", "Customer Name", "Company"},
		"aliases": {"別名", "Aliases"}, "segment": {"セグメント", "顧客区分", "業種", "Segment", "Sector", "Industry"}, "owner": {"担当者", "営業担当者", "営業担当", "担当者名", "Account Owner", "Owner", "担当者コード", "担当", "主担当", "Sales Rep", "Salesperson", "Account Manager"},
		"owner_from": {"担当開始日", "開始日"}, "owner_to": {"担当終了日", "終了日"},
	},
	"policy": {
		"category": {"分類", "商品分類", "Category"}, "segment": {"セグメント", "顧客区分", "Segment"}, "client": {"得意先名", "取引先名", "顧客名", "取引先", "得意先", "Client", "Customer"},
		"authorised_rate": {"承認値引率", "許容値引率", "値引率", "Authorised Rate", "Authorized Rate", "Max Discount"}, "from": {"開始日", "適用開始日"}, "to": {"終了日", "適用終了日"},
	},
	"price_list": {
		"product": {"商品コード", "品番", "製品コード", "Product Code", "Product", "商品名", "品名", "Product Name"}, "list_price": {"定価", "標準価格", "リスト価格", "標準単価", "List Price", "Sales Price", "Unit Price"},
		"currency": {"通貨", "Currency"}, "from": {"開始日", "適用開始日", "適用日"}, "to": {"終了日", "適用終了日"},
	},
	"fx": {
		"month": {"年月", "月", "Month"}, "currency": {"通貨", "Currency"}, "rate": {"レート", "為替レート", "Rate"},
	},
	"calendar": {
		"date": {"日付", "休業日", "開始日"}, "to": {"終了日"}, "note": {"備考", "Note"},
	},
	"coaching": {
		"plan_id": {"計画番号", "計画ID", "Plan ID"}, "salesperson": {"営業担当者", "対象者", "担当者", "社員番号"}, "theme": {"テーマ", "Theme"}, "coach": {"コーチ", "指導者", "Coach"},
		"from": {"開始日"}, "to": {"終了日"}, "sessions_planned": {"予定回数", "計画回数"}, "hours_planned": {"予定時間", "計画時間"}, "accepted": {"本人合意", "合意", "Accepted"}, "note": {"備考", "Note"},
	},
	"sessions": {
		"plan_id": {"計画番号", "計画ID", "Plan ID"}, "date": {"日付", "実施日"}, "minutes": {"時間(分)", "分", "Minutes", "時間", "所要時間", "実施時間", "Duration", "Duration (min)"}, "kind": {"種別", "種類"}, "instruction_id": {"指示番号", "指示ID"},
		"coach": {"コーチ", "指導者", "Coach"}, "held": {"実施", "Held", "実施状況", "実施有無", "開催"},
	},
	"decisions": {
		"finding_id": {"照合番号(変更不可)", "Finding (do not change)", "所見番号", "指摘番号", "Finding ID"}, "decision": {"判断", "決定", "Decision"}, "reason": {"理由", "Reason"},
		"action": {"実施すること", "What will be done", "対応", "行動", "Action"}, "date": {"実施日", "When", "日付", "Date"}, "outcome": {"結果", "Outcome"},
	},
	"replies": {
		"finding_id": {"案件番号", "Finding", "所見番号", "指摘番号", "Finding ID"}, "reply_reason": {"回答の区分(選択)", "Reason (choose)", "返答理由", "理由", "Reply Reason"},
		"reply": {"回答(自由記入)", "Your answer", "返答", "コメント", "Reply"}, "date": {"日付", "Date"},
	},
}
