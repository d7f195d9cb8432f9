package name

// honorific is a word after a name; rest is how many characters must remain.
type honorific struct {
	word string
	rest int
}

var honorifics = []honorific{{"御中", 1}, {"様", 1}, {"さま", 1}, {"さん", 1}, {"殿", 2}, {"氏", 2}}

// japaneseForms are legal forms before or after a firm's name, as Plain leaves them
// (㈱ and （株） are (株) by then); longer ones first.
var japaneseForms = []string{
	"特定非営利活動法人", "一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人",
	"社会福祉法人", "独立行政法人", "国立大学法人", "地方独立行政法人", "学校法人", "医療法人", "宗教法人", "NPO法人",
	"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "相互会社",
	"(一社)", "(一財)", "(公社)", "(公財)", "(株)", "(有)", "(同)", "(資)", "(名)", "(医)", "(学)", "(福)",
}

// latinForms are legal forms after a firm's name, as whole words; longer ones first.
var latinForms = []string{
	"CORPORATION", "INCORPORATED", "KABUSHIKI KAISHA", "GODO KAISHA", "LIMITED", "COMPANY",
	"CO.,LTD", "CO., LTD", "CO. LTD", "CO.LTD", "CO LTD", "CO, LTD", "PTE. LTD", "PTE LTD", "PTY. LTD", "PTY LTD", "SDN. BHD", "SDN BHD",
	"K.K", "G.K", "Y.K", "L.L.C", "S.A", "B.V", "N.V", "S.R.L", "S.P.A",
	"GMBH", "SARL", "CORP", "INC", "LTD", "LLC", "LLP", "PLC", "KK", "GK", "SRL", "SPA", "BV", "NV", "AG", "SA", "CO",
}

// variants are characters written in two ways in one and the same name (異体字, old
// and new forms), each mapped to the commoner one, and marks of one meaning. Only
// well-known ones: a pair outside this list is at most Near.
var variants = map[rune]rune{
	'髙': '高', '﨑': '崎', '嵜': '崎', '齋': '斎', '齊': '斉', '邊': '辺', '邉': '辺', '澤': '沢',
	'濱': '浜', '濵': '浜', '廣': '広', '國': '国', '瀧': '滝', '龍': '竜', '眞': '真', '櫻': '桜',
	'冨': '富', '嶋': '島', '嶌': '島', '桒': '桑', '𠮷': '吉', '槇': '槙', '藪': '薮', '惠': '恵',
	'德': '徳', '曾': '曽', '圓': '円', '與': '与', '條': '条', '淺': '浅', '萬': '万', '實': '実',
	'應': '応', '靜': '静', '黑': '黒', '靑': '青', '增': '増', '橫': '横', '榮': '栄', '會': '会',
	'學': '学', '壽': '寿', '關': '関', '鐵': '鉄', '藏': '蔵', '顯': '顕', '讓': '譲', '豐': '豊',
	'彌': '弥', '禮': '礼', '濟': '済', '瀨': '瀬', '賴': '頼', '祿': '禄', '凜': '凛', '峯': '峰',
	'ヶ': 'ケ', 'ヵ': 'カ',
	'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-',
	'’': '\'', '‘': '\'', '`': '\'', '´': '\'', '“': '"', '”': '"',
}

// confusable are pairs that are not variants but taken for each other: near only.
var confusable = map[rune]rune{'斎': '斉', '裕': '祐', '嘉': '喜'}

// systemWords make a name a system account when all its words are among them and at
// least one is marked true.
var systemWords = map[string]bool{
	"ADMIN": true, "ADMINISTRATOR": true, "SADMIN": true, "SYSADMIN": true, "SYSTEM": true, "SYS": true, "SIEBEL": true,
	"INTEGRATION": true, "API": true, "BATCH": true, "BOT": true, "ROOT": true, "AUTOMATED": true, "AUTOMATION": true,
	"MIGRATION": true, "DATALOADER": true, "LOADER": true, "INTERFACE": true, "MIDDLEWARE": true, "DAEMON": true,
	"SALESFORCE": true, "HUBSPOT": true, "DYNAMICS": true, "KINTONE": true, "MULESOFT": true, "ZAPIER": true,
	"USER": false, "ACCOUNT": false, "SERVICE": false, "PROCESS": false, "DATA": false, "IMPORT": false, "CRM": false,
	"EXPORT": false, "SYNC": false, "DEFAULT": false, "THE": false, "JOB": false, "WORKFLOW": false,
}

// systemJapanese are system accounts as Plain leaves them.
var systemJapanese = map[string]bool{
	"管理者": true, "システム": true, "システム管理者": true, "管理者ユーザー": true, "管理ユーザー": true, "管理ユーザ": true,
	"連携ユーザー": true, "連携ユーザ": true, "連携用": true, "連携用ユーザー": true, "システム連携": true, "システムユーザー": true,
	"自動処理": true, "自動登録": true, "自動": true, "バッチ": true, "バッチ処理": true, "バッチユーザー": true,
	"データ移行": true, "移行用": true, "移行ユーザー": true, "共通アカウント": true, "共有アカウント": true, "運用管理者": true,
}

// houseWords are accounts that the firm itself sells to, as Plain leaves them.
var houseWords = map[string]bool{
	"HOUSE ACCOUNT": true, "HOUSE ACCOUNTS": true, "HOUSE ACCT": true, "HOUSE": true, "HOUSE SALES": true, "COMPANY ACCOUNT": true, "WEB": true, "WEB SHOP": true, "WEBSHOP": true, "ONLINE": true, "ONLINE SHOP": true, "ONLINE STORE": true, "E-COMMERCE": true, "ECOMMERCE": true,
	"会社": true, "本社": true, "本社扱い": true, "本社扱": true, "社内": true, "本社直販": true, "直販": true, "本社直売": true, "直売": true, "直営": true, "自社": true, "ECサイト": true, "オンライン": true, "オンラインショップ": true, "通販": true, "会社扱い": true,
}

// unknownWords say that nobody is named, as Plain leaves them.
var unknownWords = map[string]bool{
	"UNKNOWN": true, "NONE": true, "NULL": true, "NIL": true, "N/A": true, "#N/A": true, "NA": true, "TBD": true, "TBA": true, "UNASSIGNED": true,
	"NOT ASSIGNED": true, "NOBODY": true, "NO OWNER": true, "UNDEFINED": true, "(BLANK)": true, "(NONE)": true, "(NULL)": true, "BLANK": true,
	"不明": true, "未定": true, "未設定": true, "未割当": true, "未割り当て": true, "未登録": true, "なし": true, "無し": true,
	"NOT SET": true, "NO REP": true, "NO SALES REP": true, "NO SALESPERSON": true, "VACANT": true, "OPEN TERRITORY": true,
	"FORMER EMPLOYEE": true, "EX-EMPLOYEE": true, "EVERYONE": true, "EVERYBODY": true, "ALL SALES": true, "ALL REPS": true, "ALL STAFF": true, "SALES TEAM": true,
	"全員": true, "各位": true, "一同": true, "各担当": true, "担当者各位": true, "退職": true, "退職者": true, "退社": true, "元社員": true, "退職済": true, "退職済み": true, "空席": true, "欠員": true,
	"担当なし": true, "担当者なし": true, "担当者未定": true, "担当未定": true, "該当なし": true, "空白": true, "(空白)": true, "名無し": true,
}
