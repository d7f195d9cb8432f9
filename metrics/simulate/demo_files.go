package simulate

import (
	"fmt"
	"math"
	"strconv"

	"tenbin/ingest/table"
)

// demoBase is the conceded share of an ordinary demo salesperson by category.
var demoBase = map[string]float64{"締結部品": .006, "軸受": .010, "電装部品": .008, "樹脂・ゴム": .005, "工具": .013}

// demoPolicy is the authorised discount by category.
var demoPolicy = map[string]float64{"締結部品": .03, "軸受": .05, "電装部品": .05, "樹脂・ゴム": .03, "工具": .08}

// drawLines draws the invoice lines: each client buys its basket month by month.
func (d *demo) drawLines() {
	f := File{Name: "deals.csv", Header: []string{"伝票No", "行", "日付", "得意先名", "担当者名", "商品コード", "品名", "分類", "地域", "数量", "定価", "売値", "区分", "理由", "特価申請日", "特価承認率", "承認者", "承認日"}}
	for t := range demoMonths {
		for c := range d.clients {
			i := d.ownerOf(c, t)
			if t < d.people[i].joined {
				continue
			}
			d.order(&f, t, c, i)
		}
	}
	d.files = append(d.files, f)
}

// order writes one client's document of month t, and its credit note where a rise is given back.
func (d *demo) order(f *File, t, c, i int) {
	p, q := d.people[i], d.clients[c]
	seller := d.seller(i, c)
	day := d.workday(t)
	d.lines++
	document, row, back := fmt.Sprintf("D%06d", d.lines), 0, 0.
	for _, b := range q.basket {
		if d.draw.Float64() > .8 {
			continue
		}
		product := d.products[b.product]
		price := float64(product.price)
		for _, r := range d.risen[[2]int{c, d.categoryIndex(product.category)}] {
			if day >= r.from && !(r.until.Known() && day >= r.until) {
				back += r.back * price * r.rate * float64(b.quantity)
				price *= 1 + r.rate
			}
		}
		list := int64(math.Round(price))
		quantity := max(1, int(float64(b.quantity)*math.Exp(.25*d.draw.NormFloat64())))
		mu := demoBase[product.category] * d.concession(i, c)
		y, chance := 0., math.Min(.9, .25*math.Sqrt(mu/.008))
		if d.draw.Float64() < chance {
			y = math.Min(d.gammaTwo(mu/chance), .45)
		}
		y *= demoTeams[p.manager]
		row++
		ask := d.exception(i, row, demoPolicy[product.category], day)
		if q.own {
			ask = demoAsk{} // nobody approves for himself
		}
		net := int64(math.Round(float64(list) * (1 - demoPolicy[product.category] - ask.extra) * (1 - y)))
		f.Rows = append(f.Rows, []string{document, strconv.Itoa(row), day.Time().Format("2006/01/02"), q.name, seller, product.code, product.name, product.category, p.region,
			strconv.Itoa(quantity), strconv.FormatInt(list, 10), strconv.FormatInt(net, 10), "売上", "", ask.asked, ask.rate, ask.by, ask.on})
	}
	if back > 0 && row > 0 {
		f.Rows = append(f.Rows, []string{document + "C", "1", onWorkday(min(day+7, DemoMonth.CutOff(0))).Time().Format("2006/01/02"), q.name, seller, "", "値引", "", p.region,
			"1", "0", strconv.FormatInt(-int64(math.Round(back)), 10), "値引伝票", "価格", "", "", "", ""})
	}
}

// demoAsk is what a line says of an exception beyond policy.
type demoAsk struct {
	extra               float64 // granted beyond policy
	asked, rate, by, on string
}

// exception tells on which lines the demo people ask for four points beyond policy: one
// in forty, and one in eight of the one who carries every discount through approval. Of
// six requests one is not granted; of the granted every eleventh is approved after the order. It
// follows from the line's number and draws nothing.
func (d *demo) exception(i, row int, policy float64, day table.Day) (a demoAsk) {
	const extra = .04
	p, every := d.people[i], 40
	if p.part == "asks" {
		every = 8
	}
	n := 7*d.lines + 3*row
	if n%every != 0 {
		return a
	}
	a.asked, a.by = slash(onWorkday(day-8)), p.manager
	if n /= every; n%6 == 0 {
		return a
	}
	a.extra, a.on = extra, slash(onWorkday(day-4))
	a.rate = fmt.Sprintf("%.0f%%", 100*(policy+extra))
	if n%11 == 0 {
		a.on = slash(min(onWorkday(day+6), DemoMonth.CutOff(0)))
	}
	return a
}

// gammaTwo draws from a gamma distribution with shape 2 and the given mean.
func (d *demo) gammaTwo(mean float64) float64 {
	return mean / 2 * (d.draw.ExpFloat64() + d.draw.ExpFloat64())
}

// writePeople writes roster and policy.
func (d *demo) writePeople() {
	roster := File{Name: "roster.csv", Header: []string{"社員番号", "氏名", "カナ", "所属", "上司", "開始日", "終了日"}}
	for _, m := range demoManagers {
		roster.Rows = append(roster.Rows, []string{m[0], m[1], m[2], m[3], "", "2018/04/01", ""})
	}
	for _, p := range d.people {
		from := "2020/04/01"
		if p.joined > 0 {
			from = ((demoMonthOf(p.joined) - 1).CutOff(0) + 1).Time().Format("2006/01/02")
		}
		roster.Rows = append(roster.Rows, []string{p.id, p.name, p.kana, p.team, p.manager, from, ""})
	}
	policy := File{Name: "policy.csv", Header: []string{"分類", "承認値引率", "開始日", "終了日"}}
	for _, c := range []string{"締結部品", "軸受", "電装部品", "樹脂・ゴム", "工具"} {
		policy.Rows = append(policy.Rows, []string{c, fmt.Sprintf("%.0f%%", 100*demoPolicy[c]), "", ""})
	}
	d.files = append(d.files, roster, policy)
}

// writeOrders writes the instruction sheet.
func (d *demo) writeOrders() {
	f := File{Name: "instructions.csv", Header: []string{"指示番号", "起票日", "担当者", "起票者", "取引先", "分類", "種別", "課題内容", "回答期限", "了解日", "顧客連絡日", "完了日", "状況", "終了日", "適用日", "目標値上げ率", "合意日", "割当数"}}
	for _, o := range d.orders {
		if d.uninstructed(&o) {
			continue
		}
		target := ""
		if o.target > 0 {
			target = fmt.Sprintf("%.0f%%", 100*o.target)
		}
		agreed := table.NoDay
		if o.kind == table.QualityIssue || o.kind == table.DeliveryDelay {
			agreed = o.done
		}
		f.Rows = append(f.Rows, []string{o.id, slash(o.issued), d.people[o.person].name, o.manager, d.clients[o.client].name, o.category,
			table.Triggers.Words[o.kind].JA, o.text, slash(o.due), slash(o.acked), slash(o.contacted), slash(o.done), o.status, slash(o.end), slash(o.effective), target, slash(agreed), o.allotted})
	}
	d.files = append(d.files, f)
}
