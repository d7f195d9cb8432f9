package table

// Vocabulary is a closed list of words. Word 0 is what an empty cell means.
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
	{Name: "sale", JA: "売上", EN: "sale", Also: []string{"販売", "sales", "invoice", "out_invoice", "customer invoice", "黒伝", "通常", "売上伝票", "standard"}},
	{Name: "return", JA: "返品", EN: "return", Also: []string{"returned", "返品伝票", "out_refund", "refund", "返金", "戻り", "rma", "sales return"}},
	{Name: "credit_note", JA: "値引伝票", EN: "credit note", Also: []string{"赤伝", "値引", "クレジットノート", "値引き", "credit memo", "credit", "credit note", "赤黒"}},
	{Name: "rebate", JA: "リベート", EN: "rebate", Also: []string{"割戻", "販売奨励金"}},
	{Name: "free_goods", JA: "無償提供", EN: "free goods", Also: []string{"サンプル", "無償", "現品添付"}},
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
	{Name: "won", JA: "受注", EN: "won", Also: []string{"closed won", "成約", "invoiced", "売上", "受注済", "受注完了"}},
	{Name: "lost", JA: "失注", EN: "lost", Also: []string{"closed lost", "失注済"}},
	{Name: "open", JA: "商談中", EN: "open", Also: []string{"engaging", "prospecting", "進行中", "見積", "提案"}},
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
	{Name: "price_increase", JA: "値上げ", EN: "price increase", Also: []string{"価格改定"}},
	{Name: "stock_shortage", JA: "品薄・欠品", EN: "stock shortage", Also: []string{"品薄", "欠品", "供給不足"}},
	{Name: "quality_issue", JA: "品質問題", EN: "quality issue", Also: []string{"品質"}},
	{Name: "delivery_delay", JA: "納期遅延", EN: "delivery delay", Also: []string{"納期"}},
	{Name: "reallocation", JA: "担当・体制の変更", EN: "reallocation", Also: []string{"担当変更", "体制変更", "担当替え"}},
	{Name: "other", JA: "その他", EN: "other"},
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
	{Name: "open", JA: "対応中", EN: "open", Also: []string{"未着手", "進行中", "保留", "未完了", "in progress", "to do", "not started", "pending"}},
	{Name: "implemented", JA: "完了", EN: "implemented", Also: []string{"実施済", "対応済", "done", "closed", "completed", "closed acceptable"}},
	{Name: "withdrawn", JA: "取下げ", EN: "withdrawn", Also: []string{"取消", "中止", "cancelled", "canceled"}},
	{Name: "superseded", JA: "差替え", EN: "superseded", Also: []string{"差し替え", "replaced"}},
	{Name: "transferred", JA: "引継ぎ", EN: "transferred", Also: []string{"移管", "reassigned"}},
	{Name: "disputed", JA: "協議中", EN: "disputed"},
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
	{Name: "visit", JA: "訪問", EN: "visit"},
	{Name: "call", JA: "電話", EN: "call", Also: []string{"架電"}},
	{Name: "mail", JA: "メール", EN: "mail", Also: []string{"email", "e-mail"}},
	{Name: "meeting", JA: "打合せ", EN: "meeting", Also: []string{"会議", "web会議", "商談"}},
}}

// Themes are the themes of a coaching plan.
var Themes = &Vocabulary{"theme", []VocabularyWord{
	{Name: "role_play", JA: "ロールプレイ", EN: "role-play", Also: []string{"role play", "ロープレ"}},
	{Name: "framing", JA: "伝え方の組み立て", EN: "framing", Also: []string{"フレーミング"}},
	{Name: "negotiation", JA: "交渉の進め方", EN: "negotiation", Also: []string{"交渉"}},
	{Name: "repetition", JA: "反復練習", EN: "repetition", Also: []string{"反復"}},
	{Name: "other", JA: "その他", EN: "other"},
}}

// SessionKinds are the kinds of coaching session.
var SessionKinds = &Vocabulary{"session", []VocabularyWord{
	{Name: "role_play", JA: "ロールプレイ", EN: "role-play", Also: []string{"ロープレ"}},
	{Name: "framing", JA: "伝え方の組み立て", EN: "framing"},
	{Name: "negotiation", JA: "交渉の進め方", EN: "negotiation", Also: []string{"交渉"}},
	{Name: "debrief", JA: "振り返り", EN: "debrief"},
}}

// Acceptances: a refusal is not recorded.
var Acceptances = &Vocabulary{"accepted", []VocabularyWord{
	{Name: "not_yet", JA: "未定", EN: "not yet", Also: []string{"未"}},
	{Name: "yes", JA: "合意", EN: "yes", Also: []string{"はい", "同意", "true", "y", "1"}},
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
	{Name: "client_evidence", JA: "顧客都合・証跡あり", EN: "client's reason, evidence kept"},
	{Name: "unreasonable", JA: "指示に無理があった", EN: "instruction was unreasonable"},
	{Name: "done", JA: "対応済み", EN: "already done"},
	{Name: "other", JA: "その他", EN: "other"},
}}

// ReplyReasons are the reasons that the person may give on the own card.
var ReplyReasons = &Vocabulary{"reply_reason", []VocabularyWord{
	{Name: "none", JA: "", EN: ""},
	{Name: "data_wrong", JA: "データ誤り", EN: "data wrong"},
	{Name: "approved", JA: "承認済み", EN: "approved"},
	{Name: "buyer_asked", JA: "お客様の要望・証跡あり", EN: "buyer asked, evidence kept"},
	{Name: "unclear", JA: "指示が不明確", EN: "instruction unclear"},
	{Name: "other", JA: "その他", EN: "other"},
}}
