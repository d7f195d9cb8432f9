package table

// Vocabulary is a closed list of words. Word 0 is what an empty cell means. No word that is
// shown holds a comma: Excel divides the entries of a drop-down at it.
type Vocabulary struct {
	Name  string
	Words []VocabularyWord
}

// VocabularyWord is one entry: its canonical spelling, the words that the reports
// show, and further spellings that a source may use (compared folded).
type VocabularyWord struct {
	Name   string
	JA, EN string
	Also   []string
}

// Find returns the position of the word with canonical name, or -1.
func (v *Vocabulary) Find(name string) int {
	for i, w := range v.Words {
		if w.Name == name {
			return i
		}
	}
	return -1
}

// Word names; the constants are positions in the vocabularies below.
const (
	ReferenceNone = iota
	ReferenceLine
	ReferencePriceList
	ReferenceAgreed
	ReferenceStandard
)

// References tells which price stood as the list price of a line.
var References = &Vocabulary{"reference", []VocabularyWord{
	{Name: "none", JA: "なし", EN: "none"},
	{Name: "line", JA: "明細の定価", EN: "list price on the line"},
	{Name: "price_list", JA: "価格表", EN: "price list"},
	{Name: "agreed", JA: "個別仕切単価", EN: "agreed price"},
	{Name: "standard", JA: "標準単価", EN: "standard price"},
}}

// Line kinds.
const (
	Sale = iota
	Return
	CreditNote
	Rebate
	FreeGoods
)

// LineKinds are the kinds of deal line.
var LineKinds = &Vocabulary{"kind", []VocabularyWord{
	{Name: "sale", JA: "売上", EN: "sale", Also: []string{"販売", "sales", "invoice", "out_invoice", "customer invoice", "黒伝", "黒", "通常", "売上伝票", "standard", "掛売上", "掛売", "現金売上", "現売上", "現売", "売上(掛)", "納品", "出荷", "直送", "新規", "既存", "継続", "リピート", "更新", "追加", "new", "existing", "repeat", "renewal", "new business", "existing business", "upsell", "cross-sell"}},
	{Name: "return", JA: "返品", EN: "return", Also: []string{"returned", "返品伝票", "out_refund", "refund", "返金", "戻り", "rma", "sales return", "売上返品", "掛返品", "現金返品", "返品(掛)", "返品伝", "returns", "returned goods", "customer return", "storno", "stornierung", "reversal", "reversed", "chargeback"}},
	{Name: "credit_note", JA: "値引伝票", EN: "credit note", Also: []string{"赤伝", "赤", "赤伝票", "値引", "クレジットノート", "値引き", "credit memo", "credit", "credit note", "赤黒", "売上値引", "掛値引", "値引き伝票", "credit_note", "credit memo request", "gutschrift"}},
	{Name: "rebate", JA: "リベート", EN: "rebate", Also: []string{"割戻", "販売奨励金"}},
	{Name: "free_goods", JA: "無償提供", EN: "free goods", Also: []string{"サンプル", "無償", "現品添付", "無料", "試供品", "無償出荷", "無償サンプル", "景品", "販促品", "sample", "samples", "free sample", "free of charge", "foc", "giveaway"}},
}}

// Credit reasons.
const (
	ReasonUnknown = iota
	ReasonPrice
	ReasonQuality
	ReasonDelivery
	ReasonBilling
)

// CreditReasons are why a credit note, rebate or free goods were given.
var CreditReasons = &Vocabulary{"reason", []VocabularyWord{
	{Name: "unknown", JA: "理由の記載なし", EN: "no reason given"},
	{Name: "price", JA: "価格", EN: "price", Also: []string{"値引", "価格調整"}},
	{Name: "quality", JA: "品質", EN: "quality"},
	{Name: "delivery", JA: "納期", EN: "delivery", Also: []string{"納期遅延"}},
	{Name: "billing_error", JA: "請求誤り", EN: "billing error", Also: []string{"請求ミス", "誤請求"}},
}}

// Stages of a deal. An empty cell, or no stage column, means an invoiced line: won.
const (
	Won = iota
	Lost
	Open
)

// Stages are the stages of a deal.
var Stages = &Vocabulary{"stage", []VocabularyWord{
	{Name: "won", JA: "受注", EN: "won", Also: []string{"closed won", "成約", "invoiced", "売上", "受注済", "受注完了", "closedwon", "deal won", "won deal", "受注確定", "成約済", "成約済み", "受注済み", "商談成立", "成立", "契約済", "契約済み", "契約成立", "受注(成約)", "完了(受注)", "納品済", "納品済み", "検収済", "検収済み", "出荷済", "出荷済み", "請求済", "請求済み", "入金済", "入金済み", "shipped", "delivered", "fulfilled", "complete", "completed", "paid", "billed", "posted", "sales order", "order placed"}},
	{Name: "lost", JA: "失注", EN: "lost", Also: []string{"closed lost", "失注済", "closedlost", "closed lost to competition", "deal lost", "lost deal", "out-sold", "outsold", "disqualified", "abandoned", "不成立", "商談不成立", "失注済み", "失注(競合)", "完了(失注)", "見送り", "取消", "取消し", "取り消し", "取消済", "取消済み", "キャンセル", "キャンセル済", "キャンセル済み", "中止", "無効", "破棄", "辞退", "cancelled", "canceled", "cancel", "void", "voided", "deleted", "rejected"}},
	{Name: "open", JA: "商談中", EN: "open", Also: []string{"engaging", "prospecting", "進行中", "見積", "提案", "in progress", "on hold", "draft", "quotation", "quotation sent", "quote", "quoted", "qualify", "develop", "propose", "qualified", "qualification", "needs analysis", "value proposition", "id. decision makers", "identify decision makers", "perception analysis", "proposal/price quote", "proposal", "negotiation/review", "negotiation", "negotiations started", "appointment scheduled", "appointmentscheduled", "qualified to buy", "qualifiedtobuy", "presentation scheduled", "presentationscheduled", "decision maker bought-in", "decisionmakerboughtin", "contract sent", "contractsent", "contact made", "demo scheduled", "proposal made", "proposal sent", "lead in", "lead", "見込み", "見込", "見込み客", "初回訪問", "初回接触", "アプローチ", "アポイント", "アポイント設定済み", "アポ獲得", "ヒアリング", "ヒアリング中", "ニーズ確認", "課題確認", "購入見込みあり", "プレゼン予定", "プレゼンテーション予定", "プレゼン", "デモ", "意思決定者の賛同", "意思決定者の承認済み", "契約書送付済み", "提案中", "提案済", "提案済み", "提案書提出", "見積中", "見積提出", "見積提出済", "見積提出済み", "見積提示", "見積済", "見積済み", "見積依頼", "交渉", "交渉中", "価格交渉", "条件交渉", "最終交渉", "クロージング", "稟議中", "検討中", "商談", "案件化", "保留", "保留中", "下書き", "未受注", "オープン"}},
}}

// Triggers of an instruction.
const (
	PriceIncrease = iota
	StockShortage
	QualityIssue
	DeliveryDelay
	Reallocation
	OtherTrigger
)

// Triggers are the kinds of hard news an instruction is about.
var Triggers = &Vocabulary{"trigger", []VocabularyWord{
	{Name: "price_increase", JA: "値上げ", EN: "price increase", Also: []string{"価格改定", "値上", "値上げ交渉", "値上交渉", "値上げ案内", "価格改訂", "価格転嫁", "price rise", "price change", "price revision"}},
	{Name: "stock_shortage", JA: "品薄・欠品", EN: "stock shortage", Also: []string{"品薄", "欠品", "供給不足", "在庫不足", "在庫切れ", "品切れ", "数量制限", "割当", "shortage", "stock-out", "stockout", "out of stock", "supply shortage", "allocation"}},
	{Name: "quality_issue", JA: "品質問題", EN: "quality issue", Also: []string{"品質", "品質不良", "不良", "不具合", "クレーム", "リコール", "回収", "quality", "defect", "recall", "complaint", "quality complaint"}},
	{Name: "delivery_delay", JA: "納期遅延", EN: "delivery delay", Also: []string{"納期", "納期遅れ", "納品遅延", "遅延", "出荷遅延", "delay", "late delivery", "shipping delay"}},
	{Name: "reallocation", JA: "担当・体制の変更", EN: "reallocation", Also: []string{"担当変更", "体制変更", "担当替え", "担当引継", "担当引継ぎ", "引継", "引継ぎ", "handover", "hand-over", "territory change", "account transfer"}},
	{Name: "other", JA: "その他", EN: "other", Also: []string{"その他連絡", "タスク", "課題", "要望", "依頼", "作業", "訪問", "電話", "メール", "会議", "連絡", "報告", "todo", "to-do", "task", "request", "action", "call", "email", "e-mail", "meeting", "follow up", "follow-up", "others", "misc", "general"}},
}}

// Statuses of an instruction.
const (
	StatusOpen = iota
	StatusImplemented
	StatusWithdrawn
	StatusSuperseded
	StatusTransferred
	StatusDisputed
)

// Statuses are the states of an instruction.
var Statuses = &Vocabulary{"status", []VocabularyWord{
	{Name: "open", JA: "対応中", EN: "open", Also: []string{"未着手", "進行中", "保留", "未完了", "in progress", "to do", "not started", "pending", "対応待ち", "対応待", "未対応", "未処理", "未実施", "未済", "未", "未開始", "未着手(未読)", "着手", "着手中", "作業中", "処理中", "実施中", "継続", "継続中", "検討中", "確認中", "要確認", "確認待ち", "承認待ち", "回答待ち", "返答待ち", "先方確認中", "待機", "待機中", "他の人を待機中", "入力待ち", "延期", "保留中", "中断", "遅延", "遅延中", "期限切れ", "期限超過", "一部完了", "一部実施", "差戻し", "差し戻し", "差戻", "再オープン", "再対応", "新規", "オープン", "フィードバック", "×", "✕", "☐", "□", "new", "not done", "incomplete", "in review", "review", "under review", "in process", "processing", "ongoing", "on-going", "working", "working on it", "started", "active", "assigned", "backlog", "selected for development", "blocked", "stuck", "on hold", "hold", "waiting", "waiting on someone else", "waiting for someone else", "waiting for customer", "waiting for client", "waiting for input", "waiting for support", "deferred", "postponed", "delayed", "late", "overdue", "reopened", "re-opened", "scheduled", "planned", "partially done", "partly done", "partial", "feedback", "todo"}},
	{Name: "implemented", JA: "完了", EN: "implemented", Also: []string{"実施済", "対応済", "done", "closed", "completed", "closed acceptable", "完了済", "完了済み", "完", "対応済み", "対応完了", "実施済み", "実施完了", "処理済", "処理済み", "解決", "解決済", "解決済み", "クローズ", "クローズ済", "クローズ済み", "終了", "終了済", "済", "済み", "○", "〇", "◯", "◎", "☑", "✓", "✔", "complete", "completed", "resolved", "fixed", "finished", "closed complete", "closed completed", "closed - complete"}},
	{Name: "withdrawn", JA: "取下げ", EN: "withdrawn", Also: []string{"取消", "中止", "cancelled", "canceled", "取下", "取り下げ", "取消し", "取り消し", "取消済", "取りやめ", "取り止め", "中止済", "キャンセル", "キャンセル済", "却下", "見送り", "不要", "対応不要", "実施せず", "破棄", "won't do", "wont do", "won't fix", "wontfix", "won't be done", "rejected", "declined", "dropped", "abandoned", "cancel", "not needed", "not required", "obsolete", "closed - skipped", "skipped"}},
	{Name: "superseded", JA: "差替え", EN: "superseded", Also: []string{"差し替え", "replaced", "重複", "duplicate", "duplicated", "統合"}},
	{Name: "transferred", JA: "引継ぎ", EN: "transferred", Also: []string{"移管", "reassigned", "引継", "引継ぎ済", "引継済", "担当変更", "移管済", "transfered", "delegated", "handed over"}},
	{Name: "disputed", JA: "協議中", EN: "disputed", Also: []string{"異議", "異議あり", "異議申立", "協議", "objected"}},
}}

// Whom a pause waits for.
const (
	WaitingBuyer = iota
	WaitingUs
	WaitingAbsence
)

// Waitings are whom a paused instruction waits for.
var Waitings = &Vocabulary{"waiting_for", []VocabularyWord{
	{Name: "buyer", JA: "お客様", EN: "buyer", Also: []string{"先方", "顧客", "客先"}},
	{Name: "us", JA: "当社", EN: "us", Also: []string{"社内", "自社"}},
	{Name: "absence", JA: "不在", EN: "absence", Also: []string{"休み"}},
}}

// ActivityKinds are the kinds of contact with a client.
var ActivityKinds = &Vocabulary{"activity", []VocabularyWord{
	{Name: "visit", JA: "訪問", EN: "visit", Also: []string{"往訪", "客先訪問", "訪問(対面)", "来社", "onsite", "on-site", "site visit", "customer visit"}},
	{Name: "call", JA: "電話", EN: "call", Also: []string{"架電", "tel", "電話連絡", "架電・受電", "受電", "phone", "phone call", "telephone"}},
	{Name: "mail", JA: "メール", EN: "mail", Also: []string{"email", "e-mail", "メール送信", "email sent", "fax", "手紙", "郵送"}},
	{Name: "meeting", JA: "打合せ", EN: "meeting", Also: []string{"会議", "web会議", "商談", "打ち合わせ", "打合わせ", "ミーティング", "web商談", "オンライン商談", "オンライン会議", "オンライン", "mtg", "online meeting", "web meeting", "video call"}},
}}

// Themes are the themes of a coaching plan.
var Themes = &Vocabulary{"theme", []VocabularyWord{
	{Name: "role_play", JA: "ロールプレイ", EN: "role-play", Also: []string{"role play", "ロープレ", "ロールプレー", "roleplay", "rp"}},
	{Name: "framing", JA: "伝え方の組み立て", EN: "framing", Also: []string{"フレーミング"}},
	{Name: "negotiation", JA: "交渉の進め方", EN: "negotiation", Also: []string{"交渉", "価格交渉", "値引交渉", "値上げ交渉", "条件交渉", "交渉力", "交渉術", "price negotiation", "negotiation skills"}},
	{Name: "repetition", JA: "反復練習", EN: "repetition", Also: []string{"反復", "反復トレーニング", "drill", "drills"}},
	{Name: "other", JA: "その他", EN: "other", Also: []string{"同行", "商談同行", "営業同行", "同行訪問", "1on1", "1 on 1", "1対1", "one-on-one", "面談", "勉強会", "研修", "座学", "ojt", "商品知識", "ヒアリング", "クロージング", "その他指導", "joint visit", "ride-along", "product knowledge", "training", "others"}},
}}

// SessionKinds are the kinds of coaching session.
var SessionKinds = &Vocabulary{"session", []VocabularyWord{
	{Name: "role_play", JA: "ロールプレイ", EN: "role-play", Also: []string{"ロープレ", "ロールプレー", "role play", "roleplay"}},
	{Name: "framing", JA: "伝え方の組み立て", EN: "framing"},
	{Name: "negotiation", JA: "交渉の進め方", EN: "negotiation", Also: []string{"交渉", "価格交渉", "値引交渉", "値上げ交渉", "交渉練習", "price negotiation"}},
	{Name: "debrief", JA: "振り返り", EN: "debrief", Also: []string{"ふりかえり", "レビュー", "反省会", "review", "feedback"}},
}}

// Acceptances: a refusal is not recorded.
var Acceptances = &Vocabulary{"accepted", []VocabularyWord{
	{Name: "not_yet", JA: "未定", EN: "not yet", Also: []string{"未", "未合意", "未済", "未同意", "未確認", "検討中", "保留", "no", "not agreed", "pending", "いいえ", "false", "n", "0"}},
	{Name: "yes", JA: "合意", EN: "yes", Also: []string{"はい", "同意", "true", "y", "1", "済", "済み", "合意済", "合意済み", "同意済", "同意済み", "了承", "承諾", "承諾済", "○", "〇", "◯", "☑", "✓", "agreed", "accepted", "ok"}},
}}

// DecisionWords are what a manager may decide about a finding.
var DecisionWords = &Vocabulary{"decision", []VocabularyWord{
	{Name: "none", JA: "", EN: ""},
	{Name: "accepted", JA: "対応する", EN: "accepted"},
	{Name: "dismissed", JA: "対応しない", EN: "dismissed"},
	{Name: "postponed", JA: "来月に延期", EN: "postponed"},
}}

// DecisionReasons are the reasons that a manager may give.
var DecisionReasons = &Vocabulary{"decision_reason", []VocabularyWord{
	{Name: "none", JA: "", EN: ""},
	{Name: "data_wrong", JA: "データ誤り", EN: "data wrong"},
	{Name: "approved", JA: "承認済み", EN: "approved"},
	{Name: "client_evidence", JA: "顧客都合・証跡あり", EN: "client's reason (evidence kept)", Also: []string{"client's reason, evidence kept"}},
	{Name: "unreasonable", JA: "指示に無理があった", EN: "instruction was unreasonable"},
	{Name: "done", JA: "対応済み", EN: "already done"},
	{Name: "other", JA: "その他", EN: "other"},
}}

// ReplyReasons are the reasons that the person may give on the own card.
var ReplyReasons = &Vocabulary{"reply_reason", []VocabularyWord{
	{Name: "none", JA: "", EN: ""},
	{Name: "data_wrong", JA: "データ誤り", EN: "data wrong"},
	{Name: "approved", JA: "承認済み", EN: "approved"},
	{Name: "buyer_asked", JA: "お客様の要望・証跡あり", EN: "buyer asked (evidence kept)", Also: []string{"buyer asked, evidence kept"}},
	{Name: "unclear", JA: "指示が不明確", EN: "instruction unclear"},
	{Name: "other", JA: "その他", EN: "other"},
}}
