package simulate

import (
	"fmt"
	"math"
	"sort"

	"tenbin/ingest/table"
)

// demoKinds are the instructions beside price increases: how hard they are and what they say.
var demoKinds = []struct {
	kind int
	hard float64
	days int // usual time to the due date
	text string
}{
	{table.StockShortage, 1.2, 14, "%sの供給割当をお客様へ案内し、優先する品番を確認すること"},
	{table.QualityIssue, 1.6, 10, "%sの不具合について一次報告を行い、対象ロットの交換日を合意すること"},
	{table.DeliveryDelay, 1.8, 10, "%sの納期変更を連絡し、分納の日程を合意すること"},
	{table.OtherTrigger, .9, 30, "%sの取引条件(与信・最小発注量)を見直すこと"},
}

// drawOrders draws the price rounds and the month-by-month instructions.
func (d *demo) drawOrders() {
	for _, r := range []struct {
		issued, effective string
		due               string
		category          string
		rate              float64
	}{
		{"2025-02-14", "2025-04-01", "2025-06-30", "締結部品", .04},
		{"2025-08-20", "2025-10-01", "2025-12-26", "樹脂・ゴム", .03},
		{"2026-02-16", "2026-04-01", "2026-06-30", "軸受", .05},
		{"2026-08-17", "2026-10-01", "2026-12-25", "電装部品", .04},
	} {
		issued, effective, due := mustDay(r.issued), mustDay(r.effective), mustDay(r.due)
		for c := range d.clients {
			t := int(issued.Month() - demoMonthOf(0))
			i := d.ownerOf(c, t)
			if t < 0 || t < d.people[i].joined || !d.buys(c, r.category) {
				continue
			}
			d.addOrder(demoOrder{person: i, client: c, kind: table.PriceIncrease, category: r.category, issued: issued, due: due, effective: effective, target: r.rate,
				text: fmt.Sprintf("%sを%s受注分より%.0f%%値上げすること", r.category, effective, 100*r.rate)}, .8)
		}
	}
	for t := range demoMonths {
		for i := range d.people {
			p := &d.people[i]
			if t < p.joined || d.draw.Float64() > .7 {
				continue
			}
			c := p.clients[d.draw.IntN(len(p.clients))]
			if d.ownerOf(c, t) != i {
				continue
			}
			k := demoKinds[d.draw.IntN(len(demoKinds))]
			category := d.products[d.clients[c].basket[0].product].category
			o := demoOrder{person: i, client: c, kind: k.kind, category: category, issued: d.workday(t), effective: table.NoDay, text: fmt.Sprintf(k.text, category)}
			o.due = onWorkday(o.issued + table.Day(k.days+d.draw.IntN(14)))
			if p.manager == wholeTeam && d.draw.Float64() < .45 {
				o.due = table.NoDay // the slow manager gives no date
				o.text = category + "の件、検討のこと"
			}
			d.addOrder(o, k.hard)
		}
	}
	sort.SliceStable(d.orders, func(a, b int) bool { return d.orders[a].issued < d.orders[b].issued })
	for i := range d.orders {
		d.orders[i].id = orderID(d.orders[i].issued, i+1)
	}
}

func orderID(issued table.Day, n int) string {
	return fmt.Sprintf("W%s-%03d", issued.Time().Format("0601"), n)
}

func mustDay(s string) table.Day {
	d, err := table.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// buys reports whether the client's basket holds the category.
func (d *demo) buys(c int, category string) bool {
	for _, b := range d.clients[c].basket {
		if d.products[b.product].category == category {
			return true
		}
	}
	return false
}

// addOrder draws what becomes of an instruction and keeps it.
func (d *demo) addOrder(o demoOrder, hard float64) {
	p := d.people[o.person]
	cut := DemoMonth.CutOff(0)
	if !o.due.Known() {
		hard *= .3 // nobody knows by when
	}
	o.manager, o.acked, o.done, o.end, o.contacted, o.status = p.manager, table.NoDay, table.NoDay, table.NoDay, table.NoDay, "対応中"
	if a := onWorkday(o.issued + table.Day(1+d.draw.IntN(3))); a <= cut {
		o.acked = a
	}
	need := d.draw.ExpFloat64() / (p.speed * p.healthy[1] * hard)
	age := 0.
	for h, edge := range []float64{7, 14, 30, 60, 120, math.Inf(1)} {
		rate := demoHazards[h]
		if step := rate * (edge - age); need > step {
			need -= step
			age = edge
			continue
		}
		age += need / rate
		break
	}
	if p.part == "staller" && o.kind == table.PriceIncrease && d.clients[o.client].name == "ミナト精機" {
		age = 5000 // acknowledged, visited, never done
	}
	if p.part == "lands" {
		age = math.Min(age, 20+10*d.draw.Float64())
	}
	ended := d.draw.ExpFloat64() / .0012
	if age == 5000 {
		ended = 5000
	}
	done := onWorkday(o.issued + table.Day(math.Ceil(math.Min(age, 5000))))
	switch {
	case ended < age && float64(cut-o.issued) > ended:
		o.end, o.status = onWorkday(o.issued+table.Day(math.Ceil(ended))), []string{"取下げ", "差替え"}[d.draw.IntN(2)]
		if o.end > cut {
			o.end, o.status = table.NoDay, "対応中"
		}
	case done <= cut:
		o.done, o.status = done, "完了"
		if o.contacted = o.issued + (done-o.issued)/2; (o.kind == table.QualityIssue || o.kind == table.DeliveryDelay) && p.part != "staller" {
			o.contacted = onWorkday(o.issued + 1)
		}
		if o.kind == table.PriceIncrease {
			back := 0.
			if p.part == "back" && d.clients[o.client].name == "昭栄樹脂" {
				back = .9
			}
			if until, never := d.fallen(&o); !never && !d.uninstructed(&o) {
				d.risen[[2]int{o.client, d.categoryIndex(o.category)}] = append(d.risen[[2]int{o.client, d.categoryIndex(o.category)}], rise{max(o.effective, o.done), until, o.target, back})
			}
		}
	}
	if o.kind == table.StockShortage {
		o.allotted = "1500"
	}
	d.orders = append(d.orders, o)
}

// categoryIndex returns the first product of the category: a number for its name.
func (d *demo) categoryIndex(category string) int {
	for k, p := range d.products {
		if p.category == category {
			return k
		}
	}
	return -1
}

// demoHazards are the demo company's daily chances of an instruction being carried out,
// by age interval.
var demoHazards = [6]float64{1.5 * .012, 1.5 * .024, 1.5 * .026, 1.5 * .017, 1.5 * .010, 1.5 * .006}
