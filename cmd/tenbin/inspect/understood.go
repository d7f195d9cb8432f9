package inspect

import (
	"fmt"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// Line is one of the five lines that say how the files were understood.
type Line struct {
	Code string
	Text cli.Words
}

// Understood are at most five lines: files and rows, the period, people and clients, the
// money, and what each column was taken for whose heading is not the canonical name.
func Understood(files *ingest.Input, a *assessment.Assessment) []Line {
	tables := ingest.UnderstoodOf(files)
	lines := []Line{{"understood_files", filesLine(tables)}, {"understood_period", periodLine(a)}, {"understood_people", peopleLine(a)}}
	if a.Totals.ListAmount != nil && a.Totals.DiscountAmount != nil {
		lines = append(lines, Line{"understood_money", moneyLine(tables, a)})
	}
	if c := columnsLine(tables); c != (cli.Words{}) {
		lines = append(lines, Line{"understood_columns", c})
	}
	return lines
}

func filesLine(tables []ingest.Understood) cli.Words {
	var ja, en []string
	for _, u := range tables {
		c := u.Counts
		j, e := fmt.Sprintf("%s %dファイル %d行", u.Table, u.Files, c.Records), fmt.Sprintf("%s %s, %s used", u.Table, several(u.Files, "file"), several(int(c.Records), "row"))
		var notJA, notEN []string
		for _, left := range []struct {
			n      int64
			ja, en string
		}{{c.RowErrors, "読めない行", "unreadable"}, {c.NonData, "合計など", "totals and the like"}, {c.Repeated, "重複", "repeated"}, {c.Superseded, "差し替え前", "superseded"}, {c.Helper, "補助", "helper"}} {
			if left.n > 0 {
				notJA, notEN = append(notJA, fmt.Sprintf("%s%d", left.ja, left.n)), append(notEN, fmt.Sprintf("%d %s", left.n, left.en))
			}
		}
		if len(notJA) > 0 {
			j, e = j+"(使わない行:"+strings.Join(notJA, "、")+")", e+" (not used: "+strings.Join(notEN, ", ")+")"
		}
		ja, en = append(ja, j), append(en, e)
	}
	return cli.Text("読み取り: "+strings.Join(ja, " | "), "read: "+strings.Join(en, " | "))
}

func periodLine(a *assessment.Assessment) cli.Words {
	from, to := a.WindowFrom.String(), a.CutOff.String()
	return cli.Text(fmt.Sprintf("期間: %s 〜 %s、うち明細 %d行を測定", from, to, a.Inputs.LinesMeasured), fmt.Sprintf("period: %s to %s, %s measured", from, to, several(int(a.Inputs.LinesMeasured), "line")))
}

func peopleLine(a *assessment.Assessment) cli.Words {
	clients := map[string]bool{}
	for _, p := range a.Pairs {
		clients[string(p.Client)] = true
	}
	return cli.Text(fmt.Sprintf("担当者 %d名、担当者と得意先の組 %d(得意先 %d社)、指示 %d件", len(a.People), len(a.Pairs), len(clients), a.Inputs.InstructionsRead),
		fmt.Sprintf("people: %d; pairs with a client: %d (%s); instructions: %d", len(a.People), len(a.Pairs), several(len(clients), "client"), a.Inputs.InstructionsRead))
}

// moneyLine is list, net and discount of the measured lines with what amounts were read as.
func moneyLine(tables []ingest.Understood, a *assessment.Assessment) cli.Words {
	list, discount := *a.Totals.ListAmount, *a.Totals.DiscountAmount
	share := 0.
	if list > 0 {
		share = 100 * float64(discount) / float64(list)
	}
	l, n, d := amountOf(list, a), amountOf(list-discount, a), amountOf(discount, a)
	unitJA, unitEN := "単位 1", "unit 1"
	taxJA, taxEN := "税抜または記載なし", "without tax, or not said"
	for _, u := range tables {
		if u.Table != table.Deals.Name {
			continue
		}
		for _, c := range u.Columns {
			if c.Unit > 1 {
				unitJA, unitEN = fmt.Sprintf("「%s」は %d 単位", c.Heading, c.Unit), fmt.Sprintf("%q in units of %d", c.Heading, c.Unit)
			}
			if c.Tax == "included" {
				taxJA, taxEN = fmt.Sprintf("「%s」は税込", c.Heading), fmt.Sprintf("%q with tax", c.Heading)
			}
		}
	}
	return cli.Text(fmt.Sprintf("金額: 定価 %s、値引き後 %s、値引き %s(%.2f %%)。%s、%s、通貨 %s", l.JA, n.JA, d.JA, share, unitJA, taxJA, a.Currency),
		fmt.Sprintf("money: list %s, after discounts %s, discounts %s (%.2f %%); %s, %s, currency %s", l.EN, n.EN, d.EN, share, unitEN, taxEN, a.Currency))
}

// columnsLine names the headings that were taken for a column by another name, where the
// configuration does not say so itself, and the columns that nothing is computed from yet.
func columnsLine(tables []ingest.Understood) cli.Words {
	var ja, en []string
	var idle []string
	for _, u := range tables {
		for _, c := range u.NotYet() {
			idle = append(idle, u.Table+" "+c.Heading)
		}
		var taken []string
		for _, c := range u.Columns {
			if !c.Canonical() && !c.Configured {
				taken = append(taken, c.Heading+" → "+c.Column)
			}
		}
		if len(taken) > 0 {
			ja, en = append(ja, u.Table+": "+strings.Join(taken, "、")), append(en, u.Table+": "+strings.Join(taken, ", "))
		}
	}
	if len(idle) > 0 {
		ja, en = append(ja, "まだ使っていない列: "+strings.Join(idle, "、")), append(en, "not used yet: "+strings.Join(idle, ", "))
	}
	if len(ja) == 0 {
		return cli.Words{}
	}
	return cli.Text("列: "+strings.Join(ja, " | "), "columns: "+strings.Join(en, " | "))
}

// amountOf is an amount as it is said: yen by their sign, other currencies by their code.
func amountOf(v int64, a *assessment.Assessment) cli.Words {
	m := words.Currency{Places: a.MinorUnits}.Plain(v)
	if a.Currency == "JPY" {
		return cli.Text(m+"円", "¥"+m)
	}
	return cli.Text(m+" "+a.Currency, m+" "+a.Currency)
}

func several(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
