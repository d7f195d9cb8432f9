package main

import (
	"fmt"
	"strconv"
	"strings"
)

// every sets the style of all columns of money.
func (e *export) every(style func(int64) string) {
	for _, k := range []string{"list_price", "net_price", "list_amount", "net_amount", "off"} {
		e.styles[k] = style
	}
}

// scaled says what the numbers are counted in; the truth is n times of what it was.
func (e *export) scaled(n int64) {
	e.list, e.conceded, e.unit = e.list*n, e.conceded*n, n
	if e.styles["list_price"](-1000) == "-1,000円" || strings.HasPrefix(e.styles["list_price"](1), "¥") {
		e.every(grouped)
	}
}

// rename gives a column another heading.
func (e *export) rename(key string, change func(string) string) {
	for f := range e.files {
		for s := range e.files[f] {
			for c := range e.files[f][s].columns {
				if col := &e.files[f][s].columns[c]; col.key == key {
					col.heading = change(col.heading)
				}
			}
		}
	}
}

// add puts a column behind the others.
func (e *export) add(key, heading string) {
	e.table().columns = append(e.table().columns, column{key, heading})
}

// above puts rows above the heading; the last cells stand at the right.
func (e *export) title(words ...string) {
	t := e.table()
	for _, w := range words {
		row := make([]string, len(t.columns))
		if e.IntN(2) == 0 {
			row[0] = w
		} else {
			row[len(row)-1] = w
		}
		t.above = append(t.above, row)
	}
}

// some calls f with about a part of the lines of goods, at least with n.
func (e *export) some(n, part int, f func(*line)) {
	g := e.table().goods()
	k := 0
	for _, i := range e.Perm(len(g)) {
		l := e.table().lines[g[i]]
		if (k < n || k < len(g)/part) && !e.held[l.of.document] {
			f(l)
			k++
		}
	}
}

func prices(form string) func(*shape) { return func(s *shape) { s.prices = form } }

func needs(keys ...string) func(*export) bool {
	return func(e *export) bool { return e.has(keys...) }
}

func amountsOnly(s *shape) { s.prices = "amounts" }

var moneyKeys = []string{"list_price", "net_price", "list_amount", "net_amount", "off"}

var columnFaults = []*fault{
	{kind: "signs", name: "discounts with a minus", stage: 3, takes: "off lines", shape: prices("list+off"), fits: needs("off"), put: func(e *export) {
		sign := e.one("▲%s", "-%s", "(%s)", "△%s", "－%s")
		style := e.styles["list_price"]
		e.styles["off"] = func(v int64) string {
			if v <= 0 {
				return style(v)
			}
			return fmt.Sprintf(sign, grouped(v))
		}
	}},
	{kind: "signs", name: "discounts with a minus, some without", stage: 3, takes: "off lines", shape: prices("list+off"), fits: needs("off"), put: func(e *export) {
		e.some(2, 2, func(l *line) { l.money["off"] = -l.money["off"] })
		e.wants = "" // either half may be right by the person's answer alone
	}},
	{kind: "signs", name: "hyphen behind yen", stage: 3, takes: "style", put: func(e *export) {
		e.every(func(v int64) string {
			if v < 0 {
				return plain(v)
			}
			return "¥" + grouped(v) + "-"
		})
	}},
	{kind: "unit", name: "above the heading, thousands", stage: 3, takes: "unit style", put: func(e *export) {
		e.scaled(1000)
		e.title(e.one(e.say("（単位：千円）", "(in thousands of yen)"), e.say("単位:千円", "Unit: thousand JPY"), e.say("（千円）", "Amounts in thousands"), e.say("2026年10月 売上明細 (単位 千円)", "(JPY thousands)")))
	}},
	{kind: "unit", name: "above the heading, millions", stage: 3, takes: "unit style", put: func(e *export) {
		e.scaled(1_000_000)
		e.title(e.say("売上明細表", "Sales report"), e.one(e.say("（単位：百万円）", "(in millions of yen)"), e.say("単位：百万円", "Unit: JPY millions")))
	}},
	{kind: "unit", name: "above the heading, yen", stage: 3, takes: "unit", put: func(e *export) {
		e.title(e.one(e.say("（単位：円）", "(in yen)"), e.say("単位：円", "Unit: JPY")))
	}},
	{kind: "unit", name: "in every heading", stage: 3, takes: "unit style", put: func(e *export) {
		e.scaled(1000)
		mark := e.one(e.say("(千円)", " (in thousands)"), e.say("（千円）", " (K JPY)"), e.say("[千円]", " (thousands)"), e.say("_千円", " (JPY thousand)"))
		for _, k := range moneyKeys {
			e.rename(k, func(h string) string { return h + mark })
		}
	}},
	{kind: "unit", name: "two units in the headings", stage: 3, takes: "unit style", shape: amountsOnly, fits: func(e *export) bool { return e.prices == "amounts" }, put: func(e *export) {
		e.scaled(1000)
		e.rename("list_amount", func(h string) string { return h + e.say("(円)", " (JPY)") })
		e.rename("net_amount", func(h string) string { return h + e.say("(千円)", " (JPY thousands)") })
		for _, l := range e.table().lines {
			if _, ok := l.money["list_amount"]; ok {
				l.money["list_amount"] *= 1000
			}
		}
	}},
	{kind: "unit", name: "in a column of the row", stage: 3, takes: "unit style", put: func(e *export) {
		e.scaled(1000)
		e.add("unit", e.say("金額単位", "Amount unit"))
		for _, l := range e.table().filled() {
			l.text["unit"] = e.say("千円", "thousand yen")
		}
	}},
	{kind: "unit", name: "in the cells", stage: 3, takes: "unit style", shape: func(s *shape) { s.ja = true }, fits: func(e *export) bool { return e.ja }, put: func(e *export) {
		e.every(func(v int64) string {
			if v%1000 == 0 && v != 0 {
				return plain(v/1000) + "千円"
			}
			return plain(v) + "円"
		})
	}},
	{kind: "unit", name: "price per 100", stage: 3, takes: "unit lines last", shape: prices("list+amount"), fits: func(e *export) bool { return e.prices == "list+amount" }, put: func(e *export) {
		e.add("per", e.one("Per", e.say("価格単位", "Price Unit")))
		for _, l := range e.table().lines {
			if l.of != nil {
				l.text["per"], l.money["list_price"] = "100", l.money["list_price"]*100
			}
		}
	}},
	{kind: "tax", name: "two columns", stage: 3, takes: "tax", shape: amountsOnly, fits: needs("net_amount"), put: func(e *export) {
		e.rename("net_amount", func(h string) string { return h + e.say("(税抜)", " (excl. tax)") })
		heading := e.say("金額(税込)", "Amount (incl. tax)")
		e.add("gross", heading)
		if e.IntN(2) == 0 { // in front of the other
			c := e.table().columns
			last := c[len(c)-1]
			copy(c[1:], c)
			c[0] = last
		}
		for _, l := range e.table().lines {
			if v, ok := l.money["net_amount"]; ok {
				l.money["gross"] = withTax(v)
			}
		}
	}},
	{kind: "tax", name: "word per row", stage: 3, takes: "tax lines last", shape: func(s *shape) { s.prices, s.document = "list+amount", true }, fits: func(e *export) bool { return e.prices == "list+amount" }, put: func(e *export) {
		e.add("tax", e.one(e.say("税区分", "Tax Kind"), e.say("課税区分", "Tax Type")))
		words := []string{e.one(e.say("内税", "included"), e.say("税込", "incl")), e.one(e.say("外税", "excluded"), e.say("税抜", "excl"))}
		for _, l := range e.table().lines {
			if v, ok := l.money["net_amount"]; ok {
				l.text["tax"] = words[1]
				if e.IntN(2) == 0 && v%10 == 0 {
					l.text["tax"], l.money["net_amount"] = words[0], v+v/10
				}
			}
		}
	}},
	{kind: "tax", name: "net includes it by its heading", stage: 3, takes: "tax lines last", shape: prices("list+price"), fits: func(e *export) bool { return e.prices == "list+price" }, put: func(e *export) {
		e.rename("net_price", func(h string) string { return h + e.say("(税込)", " (incl. tax)") })
		e.rename("list_price", func(h string) string { return h + e.say("(税抜)", " (excl. tax)") })
		for _, l := range e.table().lines {
			if v, ok := l.money["net_price"]; ok {
				l.money["net_price"] = v + v/10
			}
		}
		e.even()
	}},
	{kind: "tax", name: "above the heading", stage: 3, takes: "tax", put: func(e *export) {
		e.title(e.one(e.say("（税抜）", "(excluding tax)"), e.say("金額は税抜表示", "Prices exclude tax")))
	}},
	{kind: "tax", name: "included, said above the heading", stage: 3, takes: "tax lines last", shape: prices("amounts"), fits: func(e *export) bool { return e.prices == "amounts" }, put: func(e *export) {
		e.title(e.one(e.say("（税込）", "(including tax)"), e.say("※金額は税込", "All amounts include tax")))
		for _, l := range e.table().lines {
			for _, k := range moneyKeys {
				l.money[k] = withTax(l.money[k])
			}
		}
	}},
	{kind: "tax", name: "net includes it, nothing says so", stage: 3, takes: "tax lines last", shape: prices("list+price"), fits: func(e *export) bool { return e.prices == "list+price" }, put: func(e *export) {
		for _, l := range e.table().lines {
			if l.of != nil {
				l.of.discount = 0
				l.money["net_price"] = l.money["list_price"] * 11 / 10
			}
		}
		e.conceded = 0
		e.wants = "" // every net above its list
	}},
	{kind: "currency", name: "signs of other currencies", stage: 4, takes: "currency style", put: func(e *export) {
		mark := e.one("$%s", "US$%s", "€%s", "£%s", "%s USD", "HK$%s", "₩%s", "%s元", "CHF %s", "A$%s")
		e.some(1, 6, func(l *line) {
			for _, k := range moneyKeys {
				if _, ok := l.text[k]; !ok {
					l.text[k] = fmt.Sprintf(mark, grouped(l.money[k]))
				}
			}
			e.drop(l)
		})
	}},
	{kind: "currency", name: "column of another currency in a few rows", stage: 4, takes: "currency style", put: func(e *export) {
		e.add("currency", e.say("通貨", "Currency"))
		for _, l := range e.table().filled() {
			l.text["currency"] = "JPY"
		}
		e.some(1, 6, func(l *line) {
			l.text["currency"] = e.one("USD", "EUR", e.say("米ドル", "US Dollar"))
			e.drop(l)
		})
		e.every(plain)
	}},
	{kind: "currency", name: "column of words for yen", stage: 4, takes: "currency", put: func(e *export) {
		e.add("currency", e.say("通貨", "Currency"))
		word := e.one(e.say("円", "JPY - Japanese Yen"), e.say("日本円", "Japanese Yen"), "¥", "jpy")
		for _, l := range e.table().filled() {
			l.text["currency"] = word
		}
	}},
	{kind: "currency", name: "codes and signs of yen mixed", stage: 4, takes: "currency style", put: func(e *export) {
		e.every(func(v int64) string {
			if v < 0 {
				return plain(v)
			}
			return [...]string{"JPY %s", "￥%s", "%s円", "¥ %s", "%s"}[v/100%5]
		})
		styles := e.styles["list_price"]
		e.every(func(v int64) string {
			if s := styles(v); strings.Contains(s, "%s") {
				return fmt.Sprintf(s, grouped(v))
			}
			return plain(v)
		})
	}},
	{kind: "rates", name: "per cent in the heading, small values", stage: 3, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: func(e *export) {
		e.rename("rate", func(string) string {
			return e.one(e.say("値引率(%)", "Discount (%)"), e.say("値引率％", "Discount %"), e.say("割引率（％）", "Discount Rate (%)"), e.say("値引率 [%]", "Disc. %"))
		})
		e.tenths()
	}},
	{kind: "rates", name: "fractions", stage: 3, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: func(e *export) {
		e.styles["rate"] = func(v int64) string { return strconv.FormatFloat(float64(v)/100, 'f', -1, 64) }
	}},
	{kind: "rates", name: "whole numbers", stage: 3, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: func(e *export) { e.styles["rate"] = plain }},
	{kind: "rates", name: "fractions with a 1 among them", stage: 3, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: func(e *export) {
		e.tenths()
		e.some(1, 8, func(l *line) { l.text["rate"] = "1" })
		e.wants = "two readings"
	}},
	{kind: "rates", name: "all at most 1 per cent, net beside", stage: 3, takes: "rate", shape: prices("list+price"), fits: func(e *export) bool { return e.prices == "list+price" || e.prices == "all" }, put: func(e *export) {
		e.add("rate", e.say("値引率", "Discount Rate"))
		for _, l := range e.table().lines {
			if l.of != nil {
				l.text["rate"] = strconv.FormatFloat(float64(l.of.discount)/100, 'f', -1, 64)
			}
		}
	}},
	{kind: "rates", name: "掛", stage: 3, takes: "rate", shape: func(s *shape) { s.ja, s.prices = true, "list+rate" }, fits: func(e *export) bool { return e.ja && e.has("rate") }, put: func(e *export) {
		e.rename("rate", func(string) string { return e.one("値引率", "値引") })
		e.styles["rate"] = func(v int64) string { return strconv.FormatFloat(float64(100-v)/10, 'f', -1, 64) + "掛" }
	}},
	{kind: "rates", name: "掛率", stage: 3, takes: "rate", shape: func(s *shape) { s.ja, s.prices = true, "list+rate" }, fits: func(e *export) bool { return e.ja && e.has("rate") }, put: func(e *export) {
		e.rename("rate", func(string) string { return e.one("掛率", "仕切率", "掛け率") })
		per := e.one("100", "1", "%")
		e.styles["rate"] = func(v int64) string {
			switch per {
			case "1":
				return strconv.FormatFloat(float64(100-v)/100, 'f', -1, 64)
			case "%":
				return plain(100-v) + "%"
			}
			return plain(100 - v)
		}
	}},
	{kind: "rates", name: "two discounts after each other", stage: 3, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: func(e *export) {
		e.some(2, 4, func(l *line) { // 10%+10% is 19 %
			e.conceded += (l.of.listed()*19/100 - l.of.dropped()) * e.unit
			l.of.discount = 19
			l.text["rate"] = e.one("10%+10%", "10% + 10%", "10％＋10％")
		})
	}},
	{kind: "rates", name: "range of the line's own discount", stage: 3, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: func(e *export) {
		e.some(1, 100, func(l *line) {
			e.drop(l)
			l.text["rate"] = e.one("3〜5%", "3-5%", "3%～5%")
		})
	}},
	{kind: "rates", name: "amounts in a column called discount, net beside", stage: 3, takes: "rate off", shape: func(s *shape) { s.prices, s.ones = "amounts", false }, fits: func(e *export) bool { return e.prices == "amounts" }, put: func(e *export) {
		e.add("off", e.one(e.say("割引", "Discount"), e.say("値引", "Discount")))
	}},
	{kind: "rates", name: "amounts in a column called discount", stage: 3, takes: "rate off", shape: prices("list+off"), fits: needs("off"), put: func(e *export) {
		e.rename("off", func(string) string { return e.one(e.say("割引", "Discount"), e.say("値引", "Disc.")) })
		e.styles["off"] = plain
	}},
	{kind: "rates", name: "an amount in yen in a column of rates", stage: 3, takes: "rate", shape: func(s *shape) { s.prices = "list+rate" }, fits: needs("rate"), put: func(e *export) {
		e.some(1, 8, func(l *line) {
			if l.of.dropped() > 0 {
				e.drop(l)
				l.text["rate"] = grouped(l.of.list*l.of.discount/100) + e.one("円", "yen")
				if l.of.quantity == 1 { // proved by its sign: whole either way
					l.text["rate"] = e.one("特価", "see quote")
				}
			}
		})
	}},
	{kind: "rates", name: "zero written as a word", stage: 3, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: func(e *export) {
		word := e.one("-", "0", "0%", e.say("なし", "none"))
		gives := map[string]bool{}
		for _, l := range e.table().goods() {
			x := e.table().lines[l]
			gives[x.text["person"]] = gives[x.text["person"]] || x.of.discount > 0
		}
		for _, some := range gives {
			if !some && word == "-" { // of somebody with dashes alone nobody knows
				word = "0"
			}
		}
		for _, l := range e.table().lines {
			if l.of != nil && l.of.discount == 0 {
				l.text["rate"] = word
			}
		}
	}},
	{kind: "blanks", name: "discounts of rate", stage: 4, takes: "rate", shape: prices("list+rate"), fits: needs("rate"), put: (*export).blankZero},
	{kind: "blanks", name: "discounts of amount", stage: 4, takes: "off", shape: prices("list+off"), fits: needs("off"), put: (*export).blankZero},
	{kind: "blanks", name: "quantity", stage: 4, takes: "quantity", shape: func(s *shape) { s.prices, s.ones = "list+price", true }, fits: func(e *export) bool {
		return e.ones && (e.prices == "list+price" || e.prices == "list+off" || e.prices == "list+rate")
	}, put: func(e *export) {
		for _, l := range e.table().lines { // others are whole numbers
			if l.of != nil && e.IntN(3) == 0 {
				l.text["quantity"] = ""
			}
		}
	}},
	{kind: "blanks", name: "quantity, amount beside", stage: 4, takes: "quantity", shape: func(s *shape) { s.prices = "all" }, fits: needs("list_amount", "net_amount"), put: func(e *export) {
		e.some(1, 5, func(l *line) { l.text["quantity"] = "" })
	}},
	{kind: "blanks", name: "quantity, list price and amount", stage: 4, takes: "quantity", shape: func(s *shape) { s.prices, s.ones = "list+amount", false }, fits: func(e *export) bool { return e.prices == "list+amount" }, put: func(e *export) {
		e.some(1, 8, func(l *line) {
			l.text["quantity"] = ""
			if l.of.discount != 0 && l.of.quantity != 1 { // amount ÷ list price is not whole
				e.drop(l)
			}
		})
	}},
	{kind: "quantities", name: "with units", stage: 4, takes: "quantity", put: func(e *export) {
		unit := e.one(e.say("個", " pcs"), e.say("本", "kg"), e.say("台", " units"), e.say(" 箱", " ea"), e.say("枚", "EA"))
		e.some(3, 1, func(l *line) {
			l.text["quantity"] += unit
			if l.of.quantity == 1 && e.IntN(2) == 0 {
				l.text["quantity"] = e.say("一式", "1 set")
			}
		})
	}},
	{kind: "quantities", name: "a dozen", stage: 4, takes: "quantity", shape: prices("list+price"), fits: func(e *export) bool { return e.prices != "amounts" && e.prices != "all" }, put: func(e *export) {
		e.some(1, 6, func(l *line) { l.text["quantity"] += e.say("ダース", " dozen") })
	}},
	{kind: "quantities", name: "a word that is no number", stage: 4, takes: "quantity", shape: prices("list+price"), fits: func(e *export) bool { return e.prices == "list+price" || e.prices == "list+off" }, put: func(e *export) {
		e.some(1, 12, func(l *line) {
			l.text["quantity"] = e.one(e.say("若干", "some"), e.say("未定", "tbd"), "10-12")
			e.drop(l)
		})
	}},
	{kind: "optional cells", name: "approval", stage: 4, takes: "approval", put: func(e *export) {
		e.add("approved_at", e.say("承認日", "Approved On"))
		e.add("requested_at", e.say("申請日", "Requested On"))
		e.add("cost", e.say("原価", "Cost"))
		e.some(2, 3, func(l *line) {
			l.text["requested_at"] = e.one(e.say("先週", "last week"), e.say("電話", "by phone"))
			l.text["cost"] = e.one(e.say("別紙", "see file"), "n.n.", "##")
		})
	}},
	{kind: "unreadable", name: "prices of a part of the rows", stage: 4, takes: "price", put: func(e *export) {
		e.some(3, 5, func(l *line) {
			e.drop(l)
			for _, k := range append([]string{"rate"}, moneyKeys...) {
				l.text[k] = e.one(e.say("要問合せ", "ask"), "#REF!", "1,2,3", "1O00", "12..5")
			}
		})
	}},
	{kind: "unreadable", name: "dates of a part of the rows", stage: 4, takes: "date", put: func(e *export) {
		e.some(3, 5, func(l *line) {
			e.drop(l)
			l.text["date"] = e.one("2026/13/45", e.say("先月", "last month"), "########", "2026-10-32")
		})
	}},
	{kind: "dates", name: "era left out", stage: 4, takes: "date", shape: func(s *shape) { s.ja = true }, fits: func(e *export) bool { return e.ja }, put: func(e *export) {
		e.dates(e.one("8年%d月%d日", "令和8年%d月%d日", "R8.%d.%d", "R8/%d/%d", "令8.%d.%d"), 3)
	}},
	{kind: "dates", name: "written out", stage: 4, takes: "date", put: func(e *export) {
		e.dates(e.one(e.say("2026年%d月%d日", "2026-%d-%d"), e.say("2026.%d.%d", "2026.%02d.%02d"), "2026%02d%02d"), 1)
	}},
}

// even is there for shapes whose amounts with tax are not whole: their net prices are
// multiples of 100, so nothing is to be done.
func (e *export) even() {
	for _, l := range e.table().lines {
		if l.of == nil || l.of.net()%10 == 0 {
			continue
		}
		e.conceded -= l.of.dropped()
		l.of.discount -= l.of.discount % 10
		l.money["net_price"] = l.of.net() * 11 / 10
		l.money["net_amount"] = l.of.listed() - l.of.dropped()
		e.conceded += l.of.dropped()
	}
}

// tenths makes discounts of tenths of a per cent, none above 1.
func (e *export) tenths() {
	e.conceded = 0
	for _, l := range e.table().lines {
		if l.of == nil {
			continue
		}
		tenth := int64(e.IntN(10)) // ‰
		l.of.discount = 0
		if tenth == 0 {
			l.text["rate"] = "0"
			continue
		}
		l.text["rate"] = strconv.FormatFloat(float64(tenth)/10, 'f', -1, 64)
		l.of.list = l.of.list / 1000 * 1000
		if l.of.list == 0 {
			l.of.list = 1000
		}
		e.list -= l.money["list_price"] * l.of.quantity
		e.list += l.of.listed()
		l.money["list_price"] = l.of.list
		e.conceded += l.of.listed() * tenth / 1000
	}
}

// blankZero leaves cells without a discount blank; people who fill in none are given one.
func (e *export) blankZero() {
	gives := map[string]bool{}
	for _, l := range e.table().lines {
		if l.of != nil && l.of.discount > 0 {
			gives[l.of.person] = true
		}
	}
	for _, l := range e.table().lines {
		if l.of == nil || l.of.discount > 0 {
			continue
		}
		if !gives[l.of.person] { // whether it is none cannot be told
			e.drop(l)
		}
		l.text["rate"], l.text["off"] = "", ""
	}
}

// dates writes every nth date in another way.
func (e *export) dates(format string, nth int) {
	for i, l := range e.table().lines {
		if l.of != nil && i%nth == 0 {
			l.text["date"] = fmt.Sprintf(format, l.of.month, l.of.day)
		}
	}
}

// withTax is an amount with the tax of ten per cent, rounded as bills are.
func withTax(v int64) int64 { return (v*11 + 5) / 10 }
