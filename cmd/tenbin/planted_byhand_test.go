package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// signed is a share as a sentence gives it, in both languages.
func signed(share float64) [2]string {
	text := strings.Replace(fmt.Sprintf("%+.1f", 100*share), "-", "−", 1)
	return [2]string{text + "%", text + " %"}
}

func (d *demoRun) number(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		d.Helper()
		d.Errorf("%q is no figure", text)
	}
	return v
}

// visits counts somebody's visits to a client after a day.
func (d *demoRun) visits(person, client, after string) (n int) {
	for _, r := range d.tables["activities"] {
		if r["担当者"] == person && r["取引先"] == client && r["活動種別"] == "訪問" && r["日付"] > after {
			n++
		}
	}
	return n
}

// hands: invoices and visits from the day on which the client was to change hands, those of
// the former salesperson and all.
func (d *demoRun) hands() {
	count := func(client, person, from string) (old, all int) {
		for _, r := range d.tables["deals"] {
			if r["得意先名"] == client && r["日付"] >= from {
				if all++; r["担当者名"] == person {
					old++
				}
			}
		}
		for _, r := range d.tables["activities"] {
			if r["取引先"] == client && r["活動種別"] == "訪問" && r["日付"] >= from {
				if all++; r["担当者"] == person {
					old++
				}
			}
		}
		return old, all
	}
	if old, all := count("大洋プラント", "富永 浩", "2025/08/01"); all < 5 || 10*old > all {
		d.Errorf("大洋プラント: %d of %d are the former salesperson's", old, all)
	}
	d.says("managers/M102/manager", "ledger", []string{"W2507-901"}, [2]string{"指示どおりを確認", "carried out, on record"})
	if old, all := count("高砂化成", "須藤 彩", "2026/07/01"); all < 5 || old != all {
		d.Errorf("高砂化成: %d of %d are the former salesperson's", old, all)
	}
	d.says("managers/M201/manager", "ledger", []string{"W2606-902"}, [2]string{"引継ぎ前の担当で継続", "still runs on the old owner"})
	n := d.visits("須藤 彩", "高砂化成", "2026/06/08")
	d.says("managers/M201/manager", "decisions", []string{"須藤 彩", "高砂化成"}, [2]string{fmt.Sprintf("7/8 完了と報告。記録では「引継ぎ前の担当で継続」。訪問記録%d回。", n), fmt.Sprintf("Reported done 8 Jul. On record: still runs on the old owner. %d visits recorded.", n)})
}

// allotments: what was delivered from issue to the due date against what was allotted, for
// every shortage; the ledger says of exactly those above it that more was delivered.
func (d *demoRun) allotments() {
	over := [2]string{"割当数を超えて出荷", "more delivered than allotted"}
	found := 0
	for _, i := range d.tables["instructions"] {
		if i["種別"] != "品薄・欠品" || i["回答期限"] == "" || i["終了日"] != "" {
			continue
		}
		delivered := 0.
		for _, r := range d.tables["deals"] {
			if r["得意先名"] == i["取引先"] && r["分類"] == i["分類"] && r["日付"] >= max(i["起票日"], i["適用日"]) && r["日付"] <= min(i["回答期限"], "2026/10/31") {
				delivered += d.number(r["数量"])
			}
		}
		want := delivered > d.number(i["割当数"])
		for language, word := range over {
			if text := strings.Join(d.row(language, "managers/"+i["起票者"]+"/manager", "ledger", i["指示番号"]), "\t"); strings.Contains(text, word) != want {
				d.Errorf("%s: %v delivered, %s allotted, and the ledger says %s", i["指示番号"], delivered, i["割当数"], text)
			}
		}
		if want {
			found++
		}
	}
	if found != 1 {
		d.Errorf("%d allotments were exceeded, one was planted", found)
	}
}

// seniors: the manager wrote on both increases; of late somebody senior was at one buyer.
func (d *demoRun) seniors() {
	last := map[string]string{}
	for _, r := range d.tables["activities"] {
		if r["訪問者役職"] == "部長" {
			last[r["取引先"]] = max(last[r["取引先"]], r["日付"])
		}
	}
	for client, c := range map[string]struct {
		senior bool // asked for
		action [2]string
	}{"ミナト精機": {true, [2]string{"上司・役員の同行訪問", "Visit the buyer together, with a senior"}}, "大和工業": {false, [2]string{"状況を聞き、次の一歩と期日を一緒に決める", "Ask how it stands; agree the next step and its date"}}} {
		if quiet := last[client] <= "2026/09/01"; last[client] == "" || quiet != c.senior { // sixty days before the cut-off
			d.Errorf("%s: the last senior visit is of %s", client, last[client])
		}
		n := d.visits("津田 誠", client, "2026/02/16")
		d.says("managers/M101/manager", "page", []string{"津田 誠", client}, c.action)
		d.says("managers/M101/manager", "page", []string{"津田 誠", client}, [2]string{fmt.Sprintf("訪問記録%d回", n), fmt.Sprintf("%d visits recorded", n)})
	}
	d.says("divisions/all/division", "visits", []string{"津田 誠"}, [2]string{"ミナト精機", "ミナト精機"})
	for language := range languages {
		if rows := d.rows(language, "managers/M101/manager", "page"); !slices.ContainsFunc(rows[12:14], func(r []string) bool { return len(r) > 1 && strings.Contains(r[1], "ミナト精機") }) {
			d.Errorf("the first row of page one is another: %v", rows[13])
		}
	}
}

// promises: of the dates that 藤井 promised, those that a later one replaced before they came;
// none of them fell into a wait.
func (d *demoRun) promises() {
	notes := map[string][][2]string{}
	for _, r := range d.tables["updates"] {
		if r["記入者"] == "藤井 翔太" && r["約束日"] != "" {
			notes[r["指示番号"]] = append(notes[r["指示番号"]], [2]string{r["記入日"], r["約束日"]})
		}
	}
	moved := 0
	for id, list := range notes {
		until := "2026/10/31" // a note after the day that the ledger gives for completion says nothing
		if done := d.row(0, "managers/M101/manager", "ledger", id)[8]; done != "–" {
			until = time.Date(1899, 12, 30+int(d.number(done)), 0, 0, 0, 0, time.UTC).Format("2006/01/02")
		}
		slices.SortFunc(list, func(x, y [2]string) int { return cmp.Compare(x[0], y[0]) })
		for k := 1; k < len(list) && list[k][0] <= until; k++ {
			if list[k][0] < list[k-1][1] && list[k][1] > list[k-1][1] {
				moved++
			}
		}
	}
	d.figure("managers/M101/manager", "progress", []string{"藤井 翔太"}, 12, float64(moved), 0)
	d.says("managers/M101/manager", "progress", []string{"藤井 翔太"}, [2]string{fmt.Sprintf("約束日の延期%d回", moved), fmt.Sprintf("romised dates put off %d times", moved)})
}

// unit is the price of a piece that a client paid for a product from one month to another,
// the money, and the lines.
func (d *demoRun) unit(client, product, from, to string) (price, money float64, lines int) {
	pieces := 0.
	for _, r := range d.tables["deals"] {
		if month := r["日付"][:7]; r["得意先名"] == client && r["商品コード"] == product && month >= from && month <= to {
			pieces += d.number(r["数量"])
			money += d.number(r["数量"]) * d.number(r["売値"])
			lines++
		}
	}
	return money / pieces, money, lines
}

// said: reported on 6 April, and the price of the one product is what it was, or less.
func (d *demoRun) said() {
	before, _, _ := d.unit("泉電機", "P006", "2025/04", "2026/03")
	since, _, lines := d.unit("泉電機", "P006", "2026/04", "2026/10")
	rise := signed(since/before - 1)
	ledger := []string{"W2602-554"}
	d.says("managers/M102/manager", "ledger", ledger, [2]string{"請求に反映なし", "not on the invoices"})
	d.figure("managers/M102/manager", "ledger", ledger, 18, float64(lines), 0)
	d.figure("managers/M102/manager", "ledger", ledger, 19, since/before-1, 1e-8)
	d.figure("managers/M102/manager", "ledger", ledger, 20, before, .5)
	d.figure("managers/M102/manager", "ledger", ledger, 21, since, .5)
	d.says("managers/M102/manager", "decisions", []string{"桑原 大輔", "泉電機"}, [2]string{"4/6 完了と報告。請求単価 " + rise[0] + "(指示 5%)", "Reported done 6 Apr. Invoiced unit price " + rise[1] + " (instructed 5 %)"})
}

// reverted: on the invoices from May to July, gone since.
func (d *demoRun) reverted() {
	before, _, _ := d.unit("瑞穂電機", "P006", "2025/04", "2026/03")
	first, _, _ := d.unit("瑞穂電機", "P006", "2026/05", "2026/07")
	last, _, _ := d.unit("瑞穂電機", "P006", "2026/08", "2026/10")
	if first/before-1 < .04 {
		d.Errorf("the increase never landed: %v", first/before-1)
	}
	rise := signed(last/before - 1)
	d.says("managers/M201/manager", "page", []string{"黒木 修", "瑞穂電機"}, [2]string{"直近3か月の請求単価は改定前比 " + rise[0] + "(指示 5%)", "Unit price of the last three months " + rise[1] + " on the old one (instructed 5 %)"})
	d.says("managers/M201/manager", "ledger", []string{"W2602-559"}, [2]string{"反映後に元の価格へ", "back to the old price"})
}

// givenBack: the credit notes since, less the client's usual share, of the rise.
func (d *demoRun) givenBack() {
	const client = "昭栄樹脂"
	total, g := 0., 0.
	for _, product := range []string{"P004", "P005", "P006"} {
		before, money, _ := d.unit(client, product, "2025/04", "2026/03")
		since, _, _ := d.unit(client, product, "2026/04", "2026/10")
		total += money
		g += money * math.Log(since/before)
	}
	g /= total
	revenue, credits := map[string]float64{}, map[string]float64{}
	for _, r := range d.tables["deals"] {
		switch {
		case r["得意先名"] != client:
		case r["区分"] == "値引伝票":
			credits[r["日付"][:7]] -= d.number(r["数量"]) * d.number(r["売値"])
		default:
			revenue[r["日付"][:7]] += d.number(r["数量"]) * d.number(r["売値"])
		}
	}
	usual, months, money, back := 0., 0., 0., 0.
	for month, r := range revenue {
		switch {
		case month >= "2026/04":
			money, back = money+r, back+credits[month]
		case month >= "2025/04":
			usual, months = usual+credits[month]/r, months+1
		}
	}
	share := int(math.Round(100 * (back - usual/months*money) / (money * -math.Expm1(-g))))
	d.says("managers/M101/manager", "page", []string{"大村 健一", client}, [2]string{fmt.Sprintf("値上げ分の約%d%%が値引伝票等で戻されています", share), fmt.Sprintf("About %d %% of the rise was given back by credit notes", share)})
	d.figure("managers/M101/manager", "ledger", []string{"W2602-512"}, 19, math.Expm1(g), 1e-8)
	d.says("managers/M101/manager", "ledger", []string{"W2602-512"}, [2]string{"値引伝票等で相殺", "given back by credit notes"})
}

// waits: business days past due, without those on which the matter waited for us; October
// after the 12th has no holiday.
func (d *demoRun) waits() {
	weekdays := func(from, to time.Time) (n int) {
		for day := from.AddDate(0, 0, 1); !day.After(to); day = day.AddDate(0, 0, 1) {
			if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
				n++
			}
		}
		return n
	}
	date := func(text string) time.Time {
		day, err := time.Parse("2006/01/02", text)
		if err != nil {
			d.Error(err)
		}
		return day
	}
	cut, ours := date("2026/10/31"), map[string]int{}
	for _, p := range d.tables["pauses"] {
		if p["待ち先"] == "当社" && p["終了日"] == "" {
			for _, i := range d.tables["instructions"] {
				if i["指示番号"] == p["指示番号"] && i["完了日"] == "" && i["回答期限"] < "2026/10/31" {
					ours[i["起票者"]]++
				}
			}
		}
	}
	waiting := weekdays(date("2026/10/21"), cut) // since the 22nd
	late := weekdays(date("2026/10/13"), cut) - waiting
	d.says("managers/M101/manager", "decisions", []string{"永田 恵", "双葉製作所"}, [2]string{fmt.Sprintf("(期限 10/13、%d営業日超過、待ちの%d営業日を除く)", late, waiting), fmt.Sprintf("%d business days past due without %d business days of waiting", late, waiting)})
	for language, word := range [2]string{"当社", "Us"} {
		for _, manager := range []string{"M101", "M102", "M201"} {
			for _, r := range d.rows(language, "managers/"+manager+"/manager", "page") {
				if len(r) > 6 && r[0] == word && r[6] != strconv.Itoa(ours[manager]) {
					d.Errorf("%s: page one says that %s instructions past due wait for us, by hand %d", manager, r[6], ours[manager])
				}
			}
		}
	}
	if ours["M101"] == 0 {
		d.Error("nothing waits for us")
	}
}

// denials: a finding says that nothing was reported, or nothing done, only where neither the
// instruction's own row nor a note holds it.
func (d *demoRun) denials() {
	text, err := os.ReadFile(filepath.Join(d.version, "operator", "assessment.json"))
	if err != nil {
		d.Fatal(err)
	}
	var a struct {
		StepIn []struct {
			Instruction string
			Evidence    struct{ JA, EN string }
		} `json:"step_in"`
	}
	if err := json.Unmarshal(text, &a); err != nil {
		d.Fatal(err)
	}
	row := map[string]map[string]string{}
	for _, r := range d.tables["instructions"] {
		row[r["指示番号"]] = r
	}
	for _, f := range a.StepIn {
		says := func(ja, en string) bool {
			return strings.Contains(f.Evidence.JA, ja) || strings.Contains(f.Evidence.EN, en)
		}
		reported := row[f.Instruction]["完了日"] != ""
		noted := slices.ContainsFunc(d.tables["updates"], func(r map[string]string) bool { return r["指示番号"] == f.Instruction })
		if says("報告の記録なし", "No update on record") && (reported || noted) || says("実施の記録なし", "No record of completion") && reported {
			d.Errorf("a record stands in the file: %s %s", f.Evidence.JA, f.Evidence.EN)
		}
	}
}
