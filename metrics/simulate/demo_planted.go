package simulate

import (
	"fmt"
	"sort"

	"tenbin/ingest/table"
)

// The managers with a case of their own: whose team concedes as a whole, who sells too, and
// whose team keeps no list of instructions.
const (
	wholeTeam      = "M102"
	playingManager = "M201"
	dealsOnly      = "M202"
)

// demoManagers lead the demo teams: id, name, reading and team.
var demoManagers = [][4]string{
	{"M101", "三浦 真一", "ミウラ シンイチ", "東日本営業部 第一課"}, {wholeTeam, "堀内 亘", "ホリウチ ワタル", "東日本営業部 第二課"},
	{playingManager, "桐山 礼子", "キリヤマ レイコ", "西日本営業部 第一課"}, {dealsOnly, "沢口 圭", "サワグチ ケイ", "西日本営業部 第二課"},
}

// demoTeams is how much more or less than others everybody of a team concedes.
var demoTeams = map[string]float64{"M101": 1, wholeTeam: 1.2, playingManager: 1, dealsOnly: .85}

// seller is the name that stands on the lines of person i with client c.
func (d *demo) seller(i, c int) string {
	if d.clients[c].own {
		for _, m := range demoManagers {
			if m[0] == d.people[i].manager {
				return m[1]
			}
		}
	}
	return d.people[i].name
}

// uninstructed reports whether nobody writes such an instruction down: it is drawn all the
// same, so that the others stay as they are.
func (d *demo) uninstructed(o *demoOrder) bool {
	return d.people[o.person].manager == dealsOnly || d.clients[o.client].own
}

// demoFallen are increases that were reported as done, by client and day of issue: until when
// they hold, "" = they never came.
var demoFallen = map[[2]string]string{{"泉電機", "2026/02/16"}: "", {"瑞穂電機", "2026/02/16"}: "2026-08-01"}

// fallen says until when an increase holds, and whether it never came at all.
func (d *demo) fallen(o *demoOrder) (until table.Day, never bool) {
	day, planted := demoFallen[[2]string{d.clients[o.client].name, slash(o.issued)}]
	if day == "" {
		return table.NoDay, planted
	}
	return mustDay(day), false
}

// demoPlanted are the instructions that no draw brings: two changes of hands, of which one did
// not happen, and an allotment that was exceeded.
var demoPlanted = []struct {
	client                       string
	kind                         int
	category                     string
	issued, effective, due, done string
	allotted, text               string
	visits                       []string
}{
	{"大洋プラント", table.Reallocation, "", "2025-07-07", "2025-08-01", "2025-08-29", "2025-08-08", "", "2025-08-01より村瀬へ担当を引き継ぐこと", []string{"2025-07-11"}},
	{"高砂化成", table.Reallocation, "", "2026-06-08", "2026-07-01", "2026-07-31", "2026-07-08", "", "2026-07-01より杉本へ担当を引き継ぐこと", []string{"2026-07-14", "2026-08-18", "2026-09-15"}},
	{"泉化成", table.StockShortage, "工具", "2026-09-07", "2026-09-07", "2026-11-13", "2026-09-10", "120", "工具は11/13までの割当120個を超えて納入しないこと", []string{"2026-09-10"}},
}

// plantOrders adds them. They are numbered apart and nothing is drawn for them.
func (d *demo) plantOrders() {
	for k, x := range demoPlanted {
		o := demoOrder{kind: x.kind, category: x.category, issued: mustDay(x.issued), effective: mustDay(x.effective), due: mustDay(x.due), done: mustDay(x.done), end: table.NoDay, allotted: x.allotted, text: x.text, status: "完了"}
		for c := range d.clients {
			if d.clients[c].name == x.client {
				o.client, o.person = c, d.clients[c].owner
			}
		}
		p := d.people[o.person]
		o.id, o.manager, o.acked, o.contacted = orderID(o.issued, 901+k), p.manager, onWorkday(o.issued+1), onWorkday(o.issued+3)
		o.notes = [][]string{{o.id, slash(o.contacted), p.name, fmt.Sprintf("%s様へご説明済み。", x.client), ""}}
		for _, day := range x.visits {
			o.calls = append(o.calls, []string{slash(mustDay(day)), p.name, x.client, "訪問", "担当", "課長"})
		}
		d.orders = append(d.orders, o)
	}
	sort.SliceStable(d.orders, func(a, b int) bool { return d.orders[a].issued < d.orders[b].issued })
}

// seniorVisits are the notes of the staller's manager on two of his increases, and who called
// on the buyers: in spring the head of the department on both, of late on one.
func (d *demo) seniorVisits() (notes, calls [][]string) {
	for _, o := range d.orders {
		p, c := d.people[o.person], d.clients[o.client].name
		if p.part != "staller" || o.kind != table.PriceIncrease || o.issued != mustDay("2026-02-16") || c != "ミナト精機" && c != "大和工業" {
			continue
		}
		notes = append(notes, []string{o.id, "2026/09/07", o.manager, "進み具合を確認。次の訪問で回答期日を決めること。", ""})
		days := []string{"2026/05/20"}
		if c == "大和工業" {
			days = append(days, "2026/09/16")
		}
		for _, day := range days {
			calls = append(calls, []string{day, p.name, c, "訪問", "部長", "部長"})
		}
	}
	return notes, calls
}
