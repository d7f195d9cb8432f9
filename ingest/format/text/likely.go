package text

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// fewLetters is below how many letters nothing is said of a guess.
const fewLetters = 6

// likely reports whether text, decoded from an encoding that was guessed, looks like what
// that encoding is used for: Japanese with half its letters kana, full-width forms, or
// kanji of the school or of names and trade; or Western words, where capitals and signs do
// not stand inside words and accents not side by side.
//
// Other languages' two-byte encodings read as EUC-JP give kanji of all sorts, of which a
// quarter is common; MacRoman read as Windows-1252 gives capitals inside words, Cyrillic
// gives words of accents.
func likely(text []byte, e Encoding) bool {
	if e == Windows1252 {
		return western(text)
	}
	all, common := 0, 0
	var last rune
	half := false // a half-width kana waits for its neighbour
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		isHalf := r >= 0xff61 && r <= 0xff9f
		if r >= utf8.RuneSelf {
			all++
			switch {
			case isHalf:
				if last >= 0xff61 && last <= 0xff9f {
					if common++; half {
						common++
					}
				}
			case r >= 0x3000 && r <= 0x30ff, r >= 0xff01 && r <= 0xff5e, r >= 0x3200 && r <= 0x33ff, r >= 0x2460 && r <= 0x24ff, r == 0xffe5, r == '〜', r == '−', r == '×':
				common++
			case r >= 0x3400 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff:
				if _, ok := commonKanji()[r]; ok {
					common++
				}
			}
		}
		half = isHalf && (last < 0xff61 || last > 0xff9f)
		last = r
	}
	return all < fewLetters || 2*common >= all
}

// western reports whether the letters beyond ASCII stand as they do in Western words.
func western(text []byte) bool {
	all, odd := 0, 0
	var before, last rune
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		if r >= utf8.RuneSelf {
			all++
			switch {
			case r < 0xa0 || r == utf8.RuneError: // no letter of the encoding
				odd++
			case unicode.IsLower(last) && (unicode.IsUpper(r) || r == '‚' || r == '„' || r == '‡' || r == 'ˆ' || r == '‰'):
				odd++
			case before >= utf8.RuneSelf && last >= utf8.RuneSelf && unicode.IsLetter(r) && unicode.IsLetter(last) && unicode.IsLetter(before):
				odd++
			}
		}
		before, last = last, r
	}
	return all < fewLetters || 4*odd < all
}

// commonKanji are the kanji that Japanese schools teach first, and those of names and
// trade.
var commonKanji = sync.OnceValue(func() map[rune]struct{} {
	m := make(map[rune]struct{}, 1200)
	for _, r := range common {
		m[r] = struct{}{}
	}
	return m
})

const common = "" +
	"一丁七万三上下不世両並中串丸丹主久之乗九也乱乳乾亀予争事二五井亜亡交京亭亮人仁今介仏仕他付代令以仮仲件任伊休会伝似位低住" +
	"佐佑体何余作佳併使例供価便係俊保信修俳俵倉個倍候借値停健側傘備傷働像僚億優元兄兆先光児党入全八公六共兵具典内円冊再写冬冷" +
	"凍凛処出刀分切刈刊列初判別利制刷券刻則削前剛副剰割創劇力功加助努労効勇勉動務勝勢勤包化北匙区医十千午半卒卓協南単博印危却" +
	"卵卸厚原厳去参友反収取受口古句可台史右号司各合吉同名后向君否吸告周味呼命和咲品哉員哲唱商問善喜営器噴四回因団困囲図固国園" +
	"土圧在地坂均垂型垣城域基埼堀堂報場塗塚塩境墓増壊士声売変夏夕外多夜夢大天太夫央失奈奏契奮女好妹妻姉始委姿婦媛子字存孝季学" +
	"孫宅宇守安完宏宗官宙定宝実客宣室宮害家容宿寄密富寒寛察寮寸寺対専射将尊導小少就尺尾局居届屋展属層山岐岡岩岸島崎嶋嶌川州巣" +
	"工左差己巻市布希師席帯帰帳常帽幕干平年幸幹幼庁広序底店府度座庫庭康廃延建弁式弓引弟弱張強当形彦彩彰役往径待律後徒従得復徳" +
	"心必志忘応忠快念思急性恩息恵悟悠悪悲情惠想意愛感態慎慣憲成我戦戸所扇手才打払扱批承技投折択抽担拓招拝拠拡拭拾持指挙捨掃授" +
	"排掛採探接控推提揮損操支改放政故敏救敗教散敬数整敵文斎料断新方旅旋族旗日旧早明易昔星映春昨昭昼時晃晋晩景晴智暑暖暗暮暴曜" +
	"曲更書替最月有朋服朗望朝期木未末本札机杉材村束条来東松板林枚果枝柏染柱柴柵査栃栄栗校株根格桃案桐桜梅梨械梱梶棄棒棚棟森椅" +
	"植椎検楠業極楽概榎構様樋標模権横樹橋機欄欠次欲歌止正武歩歯歴死残段殺母毎毒比毛氏民気水氷永求江池決汽沖沙沢河油治沿泉法波" +
	"泣注泳洋洗津活派流浅浜浦浩浴海消液淡深淳淵混清済渉渋渕減渡温測港湊湖湯満源準溶滋滑滞漁演漢潔潟潤潮澤激濃濱瀬火灯灰災炉炭" +
	"点無然焼照熊熟熱燃燥爐父片版牛牧物特犬犯状狩独猪猿獲率玉王珈班現球理琲瑠璃瓶生産用田由申男町画界畑留略番異疑病痛発登白百" +
	"的皇皮皿益盛盟盤目直相省看県真眼着矢知短石砂研破碓確磁磐磯示礼社祖祝神票祭禁福私秋科秒秘移程税稟種稲穀積穴究空窓立竜章童" +
	"競竹笑笛笠第筆等筋答策箔算管箱節築篠簡米粉精糖糸系紀約紅納紐純紗紙級素細終組経結給統絵絶絹継続維網綿総緑線締編練縄縦縮績" +
	"繊織繰缶罪置署羊美群義羽翌習翔翼老考者耕耳聖聞聡職肉肥育肺胃背胸能脂脈脳腸腹膜臓臣臨自至興舌舎舗舞航般船良色芝花芸芽若苦" +
	"英茨茶草荒荷莉菅菊菌菓菜華落葉著葵蒲蒸蓮蔵薄薬藤虎虫蚕血衆行術街衛衣表袋袖裁装裏裕補製裾複襟西要見規視覚覧親観角解言訂計" +
	"討訓記訪設許訳証評詞試詩話誉誌認誕語誠誤説読課調談請論諸講謝識警議護谷豆豊象貝負財貧貨販責貯貴買貸費貿賀賃資賛賞質購赤走" +
	"起越足路身車軍転軸軽較輝輪輸辞農辺込近返迫述迷追退送逆通速造連週進遊運過道達遠遥適選遺還邉邊那郎郡部郵郷都配酒酢酸醤里重" +
	"野量金釘釜針鈴鉄鉛鉱銀銅銭鋲鋼錠録鍋鍵鎖鏡長門閉開間関閣阜阪防降限陛院除陸険陽隆隊階際障隼雄雅集雑難雨雪雲電需霧青静非面" +
	"革靴鞄音頂順預領頭題額顔願類顧風颯飛食飯飲飼飾餅養館首香馬駅験骨高髙魚鮮鳥鳴鴨鶴鷹鹿麦麺麻黄黒鼻齋龍﨑"
