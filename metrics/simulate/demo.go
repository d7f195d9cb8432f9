package simulate

import (
	"fmt"
	"math"
	"math/rand/v2"

	"tenbin/ingest/table"
)

// DemoMonth is the data month of the demo company.
var DemoMonth = table.MonthOf(2026, 10)

// demoMonths is the length of the demo company's history.
const demoMonths = 30

// File is one export of the demo company, as its systems would write it.
type File struct {
	Name   string // "deals.csv"
	Header []string
	Rows   [][]string
}

// demoPerson is a salesperson of the demo company with the part planted for him or her.
type demoPerson struct {
	id, name, kana string
	team, manager  string
	region         string
	concede, speed float64 // planted effects, 1 = ordinary
	joined         int     // month index
	part           string  // what was planted, in a word
	clients        []int
	healthy        [2]float64
}

// demoClient is a buyer with the basket that it orders month by month.
type demoClient struct {
	name     string
	segment  string
	hardness float64 // concession effect on any seller
	owner    int
	handover int // month index at which the next owner takes over; 0 = never
	next     int
	own      bool // the manager of the owner's team sells to it
	basket   []basketItem
}

type basketItem struct {
	product  int
	quantity int
}

type demoProduct struct {
	code, name, category string
	price                int64
}

// demo is the company while it is drawn.
type demo struct {
	draw     *rand.Rand
	people   []demoPerson
	clients  []demoClient
	products []demoProduct
	orders   []demoOrder
	risen    map[[2]int][]rise // (client, category) → price rises in force
	lines    int
	files    []File
}

// rise is a landed price increase.
type rise struct {
	from, until table.Day // until = NoDay: it holds
	rate        float64
	back        float64 // share given back by credit notes
}

// demoOrder is an instruction of the demo company.
type demoOrder struct {
	id                            string
	person, client                int
	manager                       string
	kind                          int
	category                      string
	text                          string
	issued, due, acked, done, end table.Day
	effective                     table.Day
	target                        float64
	status                        string
	contacted                     table.Day
	allotted                      string     // pieces, of a shortage
	notes, calls                  [][]string // of a planted one
}

// Demo draws the demo company: made up from end to end, the same for the same source.
//
// Planted on it: a clean-discount staller (津田), a hard buyer with a firm seller
// (相沢 × 関東機工), a newcomer with too little evidence (小泉), a captured pair
// (北川 × 東和エレクトロ), one who lands hard news well (野口), a price increase given
// back through credit notes (大村 × 昭栄樹脂), a soft seller whose client was handed
// over to a firm one (富永 → 村瀬, 大洋プラント), one who carries every discount through
// approval (西野), and a manager who is slow with the
// own part (堀内), whose team concedes as a whole; one whose promised dates move (藤井), an
// increase that was reported and never invoiced (桑原 × 泉電機) and one that went back to
// the old price (黒木 × 瑞穂電機), senior visits (津田), clients that change hands or do not
// (富永, 須藤), an allotment that was exceeded (杉本 × 泉化成), a manager who sells (桐山) and
// a team without instructions (沢口).
func Demo(source rand.Source) []File {
	d := &demo{draw: rand.New(source), risen: map[[2]int][]rise{}}
	d.assignRoles()
	d.drawOrders()
	d.plantOrders()
	d.drawLines()
	d.writePeople()
	d.writeOrders()
	d.writeContacts()
	return d.files
}

// demoParts are the planted people: name → part, concession and speed effects.
var demoParts = map[string]struct {
	part           string
	concede, speed float64
	joined         int
}{
	"津田": {"staller", .9, .22, 0},
	"相沢": {"firm", .75, 1.2, 0},
	"北川": {"pair", 1, .8, 0},
	"野口": {"lands", .8, 2.2, 0},
	"大村": {"back", 1, 1, 0},
	"富永": {"soft", 2.6, .6, 0},
	"村瀬": {"firm", .8, 1.1, 0},
	"小泉": {"newcomer", 1, 1, 29},
	"西野": {"asks", 1, 1, 0},
	"藤井": {"moves", 1, 1, 0},
}

func (d *demo) assignRoles() {
	for k, p := range []struct {
		name     string
		category string
		price    int64
	}{
		{"六角ボルト M8", "締結部品", 1800}, {"座金組込ねじ M5", "締結部品", 950}, {"ブラインドリベット", "締結部品", 2400},
		{"深溝玉軸受 6204", "軸受", 3200}, {"円錐ころ軸受", "軸受", 7800}, {"直動案内 15形", "軸受", 14500},
		{"近接センサ NPN", "電装部品", 4600}, {"電磁リレー 24V", "電装部品", 2100}, {"端子台 20極", "電装部品", 3900},
		{"Oリング セット", "樹脂・ゴム", 1200}, {"PTFE シート", "樹脂・ゴム", 5400}, {"ウレタンホース 20m", "樹脂・ゴム", 6800},
		{"超硬エンドミル 6mm", "工具", 8900}, {"ドリルセット", "工具", 12500}, {"トルクレンチ", "工具", 18600},
	} {
		d.products = append(d.products, demoProduct{fmt.Sprintf("P%03d", k+1), p.name, p.category, p.price})
	}
	names := [][3]string{
		{"津田", "誠", "ツダ マコト"}, {"相沢", "美咲", "アイザワ ミサキ"}, {"小泉", "亮", "コイズミ リョウ"}, {"大村", "健一", "オオムラ ケンイチ"},
		{"北川", "直樹", "キタガワ ナオキ"}, {"野口", "由佳", "ノグチ ユカ"}, {"藤井", "翔太", "フジイ ショウタ"}, {"永田", "恵", "ナガタ メグミ"},
		{"富永", "浩", "トミナガ ヒロシ"}, {"村瀬", "千尋", "ムラセ チヒロ"}, {"石原", "拓也", "イシハラ タクヤ"}, {"岡本", "菜々子", "オカモト ナナコ"},
		{"柴田", "隆", "シバタ タカシ"}, {"宮下", "裕子", "ミヤシタ ユウコ"}, {"桑原", "大輔", "クワバラ ダイスケ"}, {"西野", "香織", "ニシノ カオリ"},
		{"黒木", "修", "クロキ オサム"}, {"浜田", "真理", "ハマダ マリ"}, {"杉本", "剛", "スギモト ツヨシ"}, {"須藤", "彩", "スドウ アヤ"},
		{"平野", "和也", "ヒラノ カズヤ"}, {"今井", "聡子", "イマイ サトコ"}, {"水谷", "進", "ミズタニ ススム"}, {"和田", "麻衣", "ワダ マイ"},
	}
	teams := [][3]string{{"東日本営業部 第一課", "M101", "関東"}, {"東日本営業部 第二課", wholeTeam, "東北"}, {"西日本営業部 第一課", playingManager, "関西"}}
	for i, n := range names {
		t := teams[i/8]
		if i >= len(names)-3 {
			t = [3]string{"西日本営業部 第二課", dealsOnly, "関西"}
		}
		p := demoPerson{id: fmt.Sprintf("E%04d", 1001+i), name: n[0] + " " + n[1], kana: n[2], team: t[0], manager: t[1], region: t[2], concede: 1, speed: 1}
		if q, ok := demoParts[n[0]]; ok {
			p.part, p.concede, p.speed, p.joined = q.part, q.concede, q.speed, q.joined
		}
		p.healthy = [2]float64{math.Exp(.15 * d.draw.NormFloat64()), math.Exp(.15 * d.draw.NormFloat64())}
		d.people = append(d.people, p)
	}
	d.assignClients()
}

// demoNamed are the clients with a part; the others get made-up names.
var demoNamed = map[string][]string{
	"津田": {"ミナト精機", "青葉製作所"}, "相沢": {"関東機工", "日進工業"}, "北川": {"東和エレクトロ"}, "野口": {"北陽製作所"},
	"大村": {"昭栄樹脂"}, "富永": {"大洋プラント"},
}

func (d *demo) assignClients() {
	first := []string{"旭", "大和", "富士見", "東陽", "三栄", "光和", "北斗", "中央", "みどり", "新生", "泉", "城北", "川上", "山手", "白鳥", "若葉",
		"高砂", "双葉", "日之出", "松風", "千代田", "丸仁", "浅間", "瑞穂", "常盤", "天城", "朝霧", "八雲"}
	second := []string{"工業", "製作所", "精密", "電機", "化成", "機械", "産業", "テック"}
	segments := []string{"自動車", "産業機械", "電機", "一般"}
	used, k := map[string]bool{}, 0
	for i := range d.people {
		p := &d.people[i]
		family := []rune(p.name)[:2]
		names := append([]string(nil), demoNamed[string(family)]...)
		size := 6 + d.draw.IntN(4)
		if p.part == "newcomer" {
			size = 2
		}
		for len(names) < size && k < len(first)*len(second) {
			n := first[k%len(first)] + second[(k/len(first))%len(second)]
			k++
			if !used[n] {
				names = append(names, n)
				used[n] = true
			}
		}
		for _, n := range names {
			c := demoClient{name: n, segment: segments[d.draw.IntN(len(segments))], hardness: math.Exp(.25 * d.draw.NormFloat64()), owner: i}
			for _, q := range d.draw.Perm(len(d.products))[:2+d.draw.IntN(3)] {
				c.basket = append(c.basket, basketItem{q, 20 + d.draw.IntN(180)})
			}
			switch {
			case n == "関東機工":
				c.hardness = 2.8
			case n == "東和エレクトロ":
				c.hardness = 1
				c.basket = append(c.basket, basketItem{3, 90}, basketItem{7, 120}, basketItem{12, 30})
			case n == "みどり化成" || n == "城北化成" || n == "川上化成":
				c.own = true
			case n == "昭栄樹脂" || n == "ミナト精機" || n == "北陽製作所":
				c.hardness = .8
				c.basket = []basketItem{{3, 620}, {4, 260}, {5, 180}, {6, 190}}
			case n == "大洋プラント":
				c.hardness, c.handover, c.next = 1, 15, 9 // 富永 → 村瀬
				c.basket = append(c.basket, basketItem{0, 150}, basketItem{9, 80})
			}
			p.clients = append(p.clients, len(d.clients))
			d.clients = append(d.clients, c)
		}
	}
}

// ownerOf returns who holds client c in month t.
func (d *demo) ownerOf(c, t int) int {
	if q := d.clients[c]; q.handover > 0 && t >= q.handover {
		return q.next
	}
	return d.clients[c].owner
}

// monthOf returns the month with index t.
func demoMonthOf(t int) table.Month { return DemoMonth - demoMonths + 1 + table.Month(t) }

// workday draws a weekday of month index t.
func (d *demo) workday(t int) table.Day {
	m := demoMonthOf(t)
	first, last := (m-1).CutOff(0)+1, m.CutOff(0)
	for {
		day := first + table.Day(d.draw.IntN(int(last-first)+1))
		if w := day.Time().Weekday(); w != 0 && w != 6 {
			return day
		}
	}
}

// onWorkday moves a day that falls on a weekend to the next Monday.
func onWorkday(day table.Day) table.Day {
	for day.Time().Weekday() == 0 || day.Time().Weekday() == 6 {
		day++
	}
	return day
}

// concession is the effect on what person i concedes to client c in month t.
func (d *demo) concession(i, c int) float64 {
	p := d.people[i]
	e := p.concede * p.healthy[0] * d.clients[c].hardness
	if p.part == "pair" && d.clients[c].name == "東和エレクトロ" {
		e *= 4
	}
	return e
}
