package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// compared are the lines of a person that are compared with peers, by line, with the rate
// beyond authority, as the person's own card has them.
func (d *demoRun) compared(id string) map[string]float64 {
	lines := map[string]float64{}
	for _, r := range d.rows(1, "people/"+id+"/card", "lines") {
		if len(r) > 16 && r[16] == "yes" {
			lines[r[2]] = d.number(r[12])
		}
	}
	return lines
}

// conceded is what somebody's compared lines lie below the authorised net price, from a month
// on: list less policy, or less what was approved by the day of the line.
func (d *demoRun) conceded(id, seller, from string) (yen float64) {
	policy := map[string]float64{"締結部品": 3, "軸受": 5, "電装部品": 5, "樹脂・ゴム": 3, "工具": 8}
	lines := d.compared(id)
	for _, r := range d.tables["deals"] {
		if _, ok := lines[r["伝票No"]+"-"+r["行"]]; !ok || r["日付"] < from {
			continue
		}
		if r["担当者名"] != seller {
			d.Errorf("%s: line %s is %s's", id, r["伝票No"], r["担当者名"])
		}
		authorised := policy[r["分類"]]
		if r["特価承認率"] != "" && r["承認日"] <= r["日付"] {
			authorised = d.number(strings.TrimSuffix(r["特価承認率"], "%"))
		}
		pieces, list := d.number(r["数量"]), d.number(r["定価"])
		if below := list*(100-authorised)/100 - d.number(r["売値"]); below > .5 { // less is a rounded price
			yen += pieces * math.Min(below, list/2)
		}
	}
	return yen
}

// members are the people of a manager's team by id.
func (d *demoRun) members(manager string) map[string]string {
	people := map[string]string{}
	for _, r := range d.tables["roster"] {
		if r["上司"] == manager {
			people[r["社員番号"]] = r["氏名"]
		}
	}
	return people
}

// month is what a team conceded in October, line by line and person by person.
func (d *demoRun) month(manager string) (yen float64) {
	for id, name := range d.members(manager) {
		yen += d.conceded(id, name, "2026/10/01")
	}
	return yen
}

// headline demands the October sum of a team on its trend sheet and, shortened, on page one.
func (d *demoRun) headline(manager string, yen float64) {
	path := "managers/" + manager + "/manager"
	d.figure(path, "trend", []string{"2026-10"}, 4, yen, 5)
	for language, short := range [2]string{fmt.Sprintf("%.0f万円 ", yen/1e4), fmt.Sprintf("¥%.0f0,000 ", yen/1e4)} { // below a million
		found := false
		for _, r := range d.rows(language, path, "page")[:12] {
			found = found || len(r) > 4 && strings.HasPrefix(r[4], short)
		}
		if !found {
			d.Errorf("%s: page one does not say %s", manager, short)
		}
	}
}

// dealsAlone: three people, no instruction; their discounts are measured all the same.
func (d *demoRun) dealsAlone() {
	people := d.members("M202")
	for _, r := range d.tables["instructions"] {
		for _, name := range people {
			if r["担当者"] == name {
				d.Errorf("%s has an instruction", name)
			}
		}
	}
	d.headline("M202", d.month("M202"))
	for language, word := range [2]string{"指示の表にこのチームの行がありません", "No instruction for this team is listed"} {
		text := ""
		for _, r := range d.rows(language, "managers/M202/manager", "page") {
			text += strings.Join(r, "\t") + "\n"
		}
		if n := strings.Count(text, word); n != 3 {
			d.Errorf("page one says %d times that the team has no instructions:\n%s", n, text)
		}
		if brings := [2]string{"測れていないもの: 指示の進捗(指示の表にこのチームの行を加えると、加えた月から)", "Not measured: progress of instructions (rows for this team in the table of instructions bring it, from the month they are added)"}[language]; !strings.Contains(text, brings) {
			d.Errorf("page one does not say what brings the other half:\n%s", text)
		}
		for _, wrong := range []string{"まだありません\t", "期限の記載がある指示なし", "can be checked on invoices yet", "No instruction has a due date"} {
			if strings.Contains(text, wrong) {
				d.Errorf("page one of a team without instructions says %q", wrong)
			}
		}
	}
}

// player: her own lines stand at the division's, and not in her team's headline.
func (d *demoRun) player() {
	own := d.conceded("M201", "桐山 礼子", "2024/11/01")
	if own == 0 {
		d.Error("the manager sells nothing")
	}
	d.figure("divisions/all/division", "players", []string{"桐山 礼子"}, 3, own, 60)
	d.headline("M201", d.month("M201"))
	if d.conceded("M201", "桐山 礼子", "2026/10/01") < 10000 {
		d.Error("the headline would be the same with the manager's own lines")
	}
}

// wholeTeam: the rates beyond policy of all compared lines against half a point a line.
func (d *demoRun) wholeTeam() {
	for manager := range map[string]bool{"M101": true, "M102": true, "M201": true, "M202": true} {
		sum, n := 0., 0.
		for id := range d.members(manager) {
			for _, rate := range d.compared(id) {
				sum, n = sum+rate, n+1
			}
		}
		level := sum / n / .005
		team := map[string]string{"M101": "三浦 真一", "M102": "堀内 亘", "M201": "桐山 礼子", "M202": "沢口 圭"}[manager]
		d.figure("divisions/all/division", "teams", []string{team}, 8, level, 1e-6*level)
		for language, words := range [2][2]string{{"チーム全体に及ぶ傾向", "チーム全体("}, {"a matter of the whole team", "Whole team ("}} {
			note := strings.Contains(strings.Join(d.row(language, "divisions/all/division", "teams", team), "\t"), words[0])
			page := ""
			for _, r := range d.rows(language, "managers/"+manager+"/manager", "page") {
				if len(r) > 0 && strings.HasPrefix(r[0], words[1]) {
					page = r[0]
				}
			}
			times := [2]string{"の" + strconv.FormatFloat(level, 'f', 1, 64) + "倍", " " + strconv.FormatFloat(level, 'f', 1, 64) + " times"}[language]
			if want := manager == "M102"; note != want || (page != "") != want || want && !strings.Contains(page, times) {
				d.Errorf("%s: %.2f times what policy tolerates; the division is told %v, the manager %q", manager, level, note, page)
			}
		}
	}
}
