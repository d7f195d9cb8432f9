package simulate

import (
	"fmt"
	"strconv"

	"tenbin/ingest/table"
)

// writeContacts writes what the sales force records around its instructions: daily
// reports, visits, pauses and coaching.
func (d *demo) writeContacts() {
	updates := File{Name: "updates.csv", Header: []string{"指示番号", "記入日", "記入者", "内容", "約束日"}}
	visits := File{Name: "activities.csv", Header: []string{"日付", "担当者", "取引先", "活動種別", "訪問者役職", "先方役職"}}
	pauses := File{Name: "pauses.csv", Header: []string{"指示番号", "開始日", "終了日", "待ち先", "理由", "次回確認日", "確認者"}}
	cut := DemoMonth.CutOff(0)
	for _, o := range d.orders {
		if o.notes != nil {
			updates.Rows, visits.Rows = append(updates.Rows, o.notes...), append(visits.Rows, o.calls...)
			continue
		}
		end := cut
		if o.done.Known() {
			end = o.done
		} else if o.end.Known() {
			end = o.end
		}
		notes, calls := d.contacts(o, end)
		span := int(end - o.issued)
		wait := span > 30 && d.draw.Float64() < .15 && d.people[o.person].part != "staller"
		if d.uninstructed(&o) {
			continue
		}
		updates.Rows, visits.Rows = append(updates.Rows, notes...), append(visits.Rows, calls...)
		if wait {
			from := onWorkday(o.issued + table.Day(10))
			to := onWorkday(from + table.Day(7))
			pauses.Rows = append(pauses.Rows, []string{o.id, slash(from), slash(to), "お客様", "社内検討の会議待ち", slash(to), o.manager})
		}
	}
	notes, calls := d.seniorVisits()
	updates.Rows, visits.Rows = append(updates.Rows, notes...), append(visits.Rows, calls...)
	pauses.Rows = append(pauses.Rows, d.runningWaits(cut)...)
	coaching, sessions := d.coaching()
	d.files = append(d.files, updates, visits, pauses, coaching, sessions)
}

func slash(day table.Day) string {
	if !day.Known() {
		return ""
	}
	return day.Time().Format("2006/01/02")
}

// contacts are the daily reports and visits for an order until end. The staller visits
// often and writes vaguely, the others now and then; the one who lands hard news writes
// dates and answers, and the one whose dates move a later one before the former came.
func (d *demo) contacts(o demoOrder, end table.Day) (notes, calls [][]string) {
	p, c := d.people[o.person], d.clients[o.client].name
	gap := 9 + d.draw.IntN(8)
	if p.part == "staller" {
		gap = 40 + d.draw.IntN(20)
	}
	for day, n := onWorkday(o.issued+table.Day(gap)), 0; day < end && n < 12; day, n = onWorkday(day+table.Day(gap)), n+1 {
		until := onWorkday(day + 10)
		if p.part == "moves" {
			until = onWorkday(day + table.Day(gap+6))
		}
		text, promised := fmt.Sprintf("%s様へ%sの件を説明。%sまでに回答をいただく予定。", c, table.Triggers.Words[o.kind].JA, until.Time().Format("1/2")), slash(until)
		if p.part == "staller" || p.part == "soft" && n%2 == 1 || p.part != "lands" && (int(o.issued)+3*o.client+n)%6 == 0 {
			text, promised = "先方検討中。引き続きフォローします。", ""
		}
		notes = append(notes, []string{o.id, slash(day), p.name, text, promised})
		kind, rank := "訪問", "課長"
		if n%2 == 1 {
			kind, rank = "電話", ""
		}
		calls = append(calls, []string{slash(day), p.name, c, kind, "担当", rank})
	}
	return notes, calls
}

// runningWaits are the pauses that run on the cut-off: in each team one overdue
// instruction of an ordinary salesperson waits for the buyer, as the manager confirmed,
// and one for us.
func (d *demo) runningWaits(cut table.Day) (rows [][]string) {
	waits := map[string]int{}
	for _, o := range d.orders {
		if o.notes != nil || d.uninstructed(&o) || o.done.Known() || o.end.Known() || !o.due.Known() || o.due >= cut || d.people[o.person].part == "staller" {
			continue
		}
		switch waits[o.manager]++; waits[o.manager] {
		case 1:
			rows = append(rows, []string{o.id, slash(onWorkday(cut - 5)), "", "お客様", "社内稟議のご回答待ち", slash(onWorkday(cut + 9)), o.manager})
		case 2:
			rows = append(rows, []string{o.id, slash(onWorkday(cut - 9)), "", "当社", "在庫の確保待ち", "", ""})
		}
	}
	return rows
}

// coaching is what three people agreed on, and the sessions that were held.
func (d *demo) coaching() (plans, sessions File) {
	plans = File{Name: "coaching.csv", Header: []string{"計画番号", "担当者", "テーマ", "指導者", "開始日", "終了日", "予定回数", "予定時間", "合意", "備考"}}
	sessions = File{Name: "sessions.csv", Header: []string{"計画番号", "日付", "分", "種類", "指導者", "実施"}}
	for k, name := range []string{"富永 浩", "永田 恵", "黒木 修"} {
		for _, p := range d.people {
			if p.name != name {
				continue
			}
			id := fmt.Sprintf("CP%03d", k+1)
			from := mustDay("2026-02-02") + table.Day(28*k)
			plans.Rows = append(plans.Rows, []string{id, p.name, []string{"ロールプレイ", "交渉", "フレーミング"}[k], p.manager, slash(from), slash(from + 120), "8", "4", "合意", ""})
			for n := range 6 {
				held := "はい"
				if n == 4 {
					held = "いいえ"
				}
				sessions.Rows = append(sessions.Rows, []string{id, slash(onWorkday(from + table.Day(7+14*n))), strconv.Itoa(30), []string{"ロールプレイ", "交渉", "振り返り"}[n%3], p.manager, held})
			}
		}
	}
	return plans, sessions
}
