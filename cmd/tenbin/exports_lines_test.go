package main

import (
	"fmt"
	"strconv"
	"strings"
)

// exportFaults are all that can be wrong with a generated export.
var exportFaults = append(append(append(append([]*fault{}, totalFaults...), lineFaults...), columnFaults...), fileFaults...)

// sumOf is a row that sums lines up: amounts, and the quantity where asked.
func (e *export) sumOf(lines []*line, quantity bool) *line {
	l := blank()
	pieces := int64(0)
	for _, s := range lines {
		if s.of == nil {
			continue
		}
		for _, k := range []string{"list_amount", "net_amount", "off"} {
			l.money[k] += s.money[k]
		}
		if e.ones {
			l.money["list_price"] += s.money["list_price"]
			l.money["net_price"] += s.money["net_price"]
		}
		n, _ := strconv.ParseInt(s.text["quantity"], 10, 64)
		pieces += n
	}
	if quantity {
		l.text["quantity"] = plain(pieces)
	}
	return l
}

// groups cuts the lines where a key changes and puts what after gives behind each group.
func (e *export) groups(key func(*line) string, after func(group []*line) *line) {
	t := e.table()
	var out, group []*line
	for i, l := range t.lines {
		out, group = append(out, l), append(group, l)
		if i+1 == len(t.lines) || key(t.lines[i+1]) != key(l) {
			if s := after(group); s != nil {
				out = append(out, s)
			}
			group = nil
		}
	}
	t.lines = out
}

func textKey(key string) func(*line) string { return func(l *line) string { return l.text[key] } }

func monthKey(l *line) string { return l.text["date"][:7] }

// keep copies words of the last line of a group to its sum.
func keep(s *line, group []*line, keys ...string) *line {
	for _, k := range keys {
		if v, ok := group[len(group)-1].text[k]; ok {
			s.text[k] = v
		}
	}
	return s
}

// summed are shapes in which a sum shows the same amounts as the lines.
func summed(s *shape) {
	if s.prices == "list+rate" || !s.ones && s.prices != "all" {
		s.prices = "amounts"
	}
}

// inDocuments are shapes whose documents have numbers.
func inDocuments(s *shape) { s.document = true; summed(s) }

var totalFaults = []*fault{
	{kind: "totals", name: "document, word, keys empty", stage: 2, takes: "lines", shape: inDocuments, fits: (*export).sums, put: func(e *export) {
		word := e.one(e.say("小計", "Subtotal"), e.say("伝票計", "Order Total"), e.say("計", "Total"))
		e.groups(textKey("document"), func(g []*line) *line {
			s := e.sumOf(g, true)
			s.text["product"] = word
			return s
		})
	}},
	{kind: "totals", name: "document, word, keys filled", stage: 2, takes: "lines", shape: inDocuments, fits: (*export).sums, put: func(e *export) {
		word := e.one(e.say("小計", "Subtotal"), e.say("伝票計", "Order Total"), e.say("【小計】", "Sub-total"))
		e.groups(textKey("document"), func(g []*line) *line {
			s := keep(e.sumOf(g, e.IntN(2) == 0), g, "document", "date", "client", "person")
			s.text["product"] = word
			return s
		})
	}},
	{kind: "totals", name: "document of two lines or more, word, keys filled", stage: 2, takes: "lines", shape: inDocuments, fits: (*export).sums, put: func(e *export) {
		e.groups(textKey("document"), func(g []*line) *line {
			if len(g) < 2 {
				return nil
			}
			s := keep(e.sumOf(g, true), g, "document", "date", "client", "person")
			s.text["product"] = e.say("小計", "Subtotal")
			return s
		})
	}},
	{kind: "totals", name: "month in the client's column", stage: 2, takes: "lines", shape: func(s *shape) { summed(s); s.person = false }, fits: (*export).byMonth, put: func(e *export) {
		e.groups(monthKey, func(g []*line) *line {
			s := keep(e.sumOf(g, true), g, "date")
			s.text["client"] = e.say(strings.TrimLeft(g[0].text["date"][5:7], "0")+"月計", "Total 2026-"+g[0].text["date"][5:7])
			return s
		})
	}},
	{kind: "totals", name: "month in the date's column", stage: 2, takes: "lines", shape: func(s *shape) { summed(s); s.person = false }, fits: (*export).byMonth, put: func(e *export) {
		e.groups(monthKey, func(g []*line) *line {
			s := e.sumOf(g, e.IntN(2) == 0)
			s.text["date"] = e.say(strings.TrimLeft(g[0].text["date"][5:7], "0")+"月 計", "2026-"+g[0].text["date"][5:7]+" Total")
			return s
		})
	}},
	{kind: "totals", name: "person by name and word", stage: 2, takes: "lines", shape: func(s *shape) { summed(s); s.person = true }, fits: func(e *export) bool { return e.sums() && e.shape.person }, put: func(e *export) {
		e.groups(textKey("person"), func(g []*line) *line {
			s := e.sumOf(g, false)
			s.text["person"] = g[0].text["person"] + e.say(" 計", " Total")
			return s
		})
	}},
	{kind: "totals", name: "person and all, sums of sums", stage: 2, takes: "lines", shape: func(s *shape) { summed(s); s.person = true }, fits: func(e *export) bool { return e.sums() && e.shape.person }, put: func(e *export) {
		all := e.table().lines
		e.groups(textKey("person"), func(g []*line) *line {
			s := keep(e.sumOf(g, true), g, "person")
			s.text["product"] = e.say("担当者計", "Sales Rep Total")
			return s
		})
		s := e.sumOf(all, true)
		s.text["product"] = e.say("総合計", "Grand Total")
		e.table().lines = append(e.table().lines, s)
	}},
	{kind: "totals", name: "all, last row", stage: 2, takes: "last", shape: summed, fits: (*export).sums, put: func(e *export) {
		s := e.sumOf(e.table().lines, true)
		s.text[e.one("product", "client", "date")] = e.one(e.say("合計", "Total"), e.say("総合計", "Grand Total"), e.say("集計", "Sum"))
		e.table().lines = append(e.table().lines, s)
	}},
	{kind: "totals", name: "all, last row, keys filled", stage: 2, takes: "last", shape: summed, fits: (*export).sums, put: func(e *export) {
		g := e.table().lines
		s := keep(e.sumOf(g, true), g, "date", "client", "person")
		s.text["product"] = e.say("合計", "Total")
		e.table().lines = append(e.table().lines, s)
	}},
	{kind: "totals", name: "document, no word, cells empty", stage: 2, takes: "lines", shape: inDocuments, fits: (*export).sums, put: func(e *export) {
		e.groups(textKey("document"), func(g []*line) *line {
			return keep(e.sumOf(g, false), g, "document", "date", "client", "person")
		})
	}},
	{kind: "totals", name: "all, last row, no word, every key empty", stage: 2, takes: "last", shape: summed, fits: (*export).sums, put: func(e *export) {
		e.table().lines = append(e.table().lines, e.sumOf(e.table().lines, true))
	}},
	{kind: "totals", name: "count and average", stage: 2, takes: "last", put: func(e *export) {
		s := blank()
		s.text["product"] = e.say("件数", "Count")
		s.text["quantity"] = strconv.Itoa(len(e.table().lines))
		e.table().lines = append(e.table().lines, s)
	}},
	{kind: "totals", name: "page totals and the heading again", stage: 2, takes: "lines", shape: summed, fits: (*export).sums, put: func(e *export) {
		var out, part []*line
		for i, l := range e.table().lines {
			out, part = append(out, l), append(part, l)
			if len(part) == 8 || i+1 == len(e.table().lines) {
				s := e.sumOf(part, true)
				s.text["product"] = e.say("頁計", "Page Total")
				head := blank()
				head.head = true
				out, part = append(out, s), nil
				if i+1 < len(e.table().lines) {
					out = append(out, head)
				}
			}
		}
		e.table().lines = out
	}},
	{kind: "totals", name: "a line that happens to be a sum", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.prices, s.ones = true, "amounts", true }, fits: func(e *export) bool { return e.prices == "amounts" && e.ones && e.document }, put: func(e *export) {
		t := e.table()
		g := t.goods()
		first, last := *t.lines[g[0]].of, t.lines[g[len(g)-1]].of
		first.document, first.month, first.day, first.line = "A0990", 10, 28, 1
		second, third := first, first
		second.line, second.product, third.line, third.product = 2, last.product+" L", 3, last.product+" XL"
		third.list = first.list + second.list
		second.discount, third.discount = first.discount, first.discount
		for _, d := range []deal{first, second, third} {
			e.table().lines = append(e.table().lines, e.lineOf(&d))
			e.list, e.conceded = e.list+d.listed(), e.conceded+d.dropped()
		}
	}},
	{kind: "totals", name: "names that look like words for totals", stage: 1, takes: "names lines", put: func(e *export) {
		product, client := e.one(e.say("流量計", "Total Station"), e.say("温度計", "Count Chocula Mix"), e.say("合計器", "Sum Pump")), e.say("トータル工業", "Total Care Ltd")
		was, of := e.table().lines[0].text["product"], e.table().lines[0].text["client"]
		for _, l := range e.table().lines {
			if l.text["product"] == was {
				l.text["product"] = product
			}
			if l.text["client"] == of {
				l.text["client"] = client
			}
		}
	}},
}

// sums reports whether a sum of lines shows in the columns of the export.
func (e *export) sums() bool {
	return e.has("net_amount") && (e.has("list_amount") || e.ones) || e.ones && !e.has("rate")
}

func (e *export) byMonth() bool { return e.sums() && !e.shape.person }

// withNet are shapes in which a discount line can stand.
func withNet(s *shape) {
	s.document = true
	if s.prices != "list+amount" && s.prices != "all" {
		s.prices = "all"
	}
}

func netPrices(e *export) bool { return e.has("net_amount", "list_price") }

// discountLine takes off yen of a document on a line of its own.
func (e *export) discountLine(word string, write func(l *line, off int64)) {
	t := e.table()
	g := t.goods()
	for range 1 + e.IntN(3) {
		at := g[e.IntN(len(g))]
		d := t.lines[at].of
		end, off, listed := at, int64(0), int64(0)
		for end < len(t.lines) && t.lines[end].of != nil && t.lines[end].of.document == d.document {
			end++
		}
		if end < len(t.lines) && t.lines[end].of == nil {
			return // this document has a line of that kind
		}
		for _, l := range t.lines {
			if l.of != nil && l.of.document == d.document {
				listed += l.of.listed() - l.of.dropped()
			}
		}
		off = max(1, listed/10/100*100)
		l := blank()
		keep(l, t.lines[at:at+1], "document", "date", "client", "person")
		l.text["line"], l.text["product"], l.text["quantity"] = strconv.Itoa(9), word, "1"
		write(l, off)
		t.insert(end, l)
		e.conceded += off
		e.held[d.document] = true
		g = t.goods()
	}
}

// otherLine puts a line that is no goods behind some documents.
func (e *export) otherLine(word string, write func(l *line, v int64)) {
	t := e.table()
	g := t.goods()
	for k := range 2 {
		at := g[(k*len(g)/2)%len(g)]
		d := t.lines[at].of
		end := at
		for end < len(t.lines) && t.lines[end].of != nil && t.lines[end].of.document == d.document {
			end++
		}
		l := blank()
		keep(l, t.lines[at:at+1], "document", "date", "client", "person")
		l.text["line"], l.text["product"], l.text["quantity"] = "9", word, "1"
		write(l, int64(3+e.IntN(20))*100)
		t.insert(end, l)
		g = t.goods()
	}
}

// credited takes back a few documents: write makes the lines that cancel one.
func (e *export) credited(write func(d *deal, l *line)) {
	t := e.table()
	g := t.goods()
	done := map[string]bool{}
	for range 1 + e.IntN(2) {
		l := t.lines[g[e.IntN(len(g))]]
		d := l.of
		key := fmt.Sprint(d.document, d.line)
		if done[key] {
			continue
		}
		done[key] = true
		back := *d
		back.document = "B" + d.document[1:]
		back.month, back.day = 10, 28
		c := e.lineOf(&back)
		write(d, c)
		c.of = nil
		t.lines = append(t.lines, c)
		e.drop(l)
		e.held[d.document] = true
	}
}

// negated turns the sign of numbers of a line.
func negated(l *line, keys ...string) {
	for _, k := range keys {
		if k == "quantity" {
			l.text[k] = "-" + l.text[k]
			continue
		}
		l.money[k] = -l.money[k]
	}
}

func withQuantity(s *shape) { s.document = true }

var lineFaults = []*fault{
	{kind: "discount lines", name: "of a document, negative", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.discountLine(e.one(e.say("値引", "Discount"), e.say("出精値引き", "Special discount"), e.say("特別値引", "Order discount")), func(l *line, off int64) { l.money["net_price"], l.money["net_amount"] = -off, -off })
	}},
	{kind: "discount lines", name: "of a document, without sign", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.discountLine(e.say("値引", "Discount"), func(l *line, off int64) { l.money["net_price"], l.money["net_amount"] = off, off })
	}},
	{kind: "discount lines", name: "list price 0", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.discountLine(e.say("お値引き", "Discount"), func(l *line, off int64) {
			l.money["list_price"], l.money["list_amount"], l.money["net_price"], l.money["net_amount"] = 0, 0, -off, -off
		})
	}},
	{kind: "discount lines", name: "amounts alone", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.prices = true, "amounts" }, fits: func(e *export) bool { return e.prices == "amounts" && e.document }, put: func(e *export) {
		e.discountLine(e.say("値引", "Discount"), func(l *line, off int64) { l.money["net_amount"] = -off })
	}},
	{kind: "discount lines", name: "negative quantity", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.discountLine(e.say("値引き", "Discount"), func(l *line, off int64) {
			l.text["quantity"], l.money["net_price"], l.money["net_amount"] = "-1", off, -off
		})
	}},
	{kind: "no goods", name: "freight without list price", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.otherLine(e.one(e.say("送料", "Freight"), e.say("運賃", "Shipping"), e.say("梱包料", "Handling")), func(l *line, v int64) { l.money["net_price"], l.money["net_amount"] = v, v })
	}},
	{kind: "no goods", name: "freight at its list price", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.otherLine(e.one(e.say("送料", "Freight"), e.say("配送料", "Shipping")), func(l *line, v int64) {
			l.money["net_price"], l.money["net_amount"], l.money["list_price"], l.money["list_amount"] = v, v, v, v
		})
	}},
	{kind: "no goods", name: "tax", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.otherLine(e.one(e.say("消費税", "Sales Tax"), e.say("消費税等", "VAT"), e.say("税額", "Tax")), func(l *line, v int64) { l.money["net_price"], l.money["net_amount"] = v, v })
	}},
	{kind: "no goods", name: "memo", stage: 2, takes: "lines", shape: withNet, fits: netPrices, put: func(e *export) {
		e.otherLine(e.say("※納品書に押印", "Note: stamp the slip"), func(l *line, _ int64) { delete(l.text, "quantity") })
	}},
	{kind: "no goods", name: "parts of a kit", stage: 2, takes: "lines", shape: func(s *shape) { withNet(s); s.prices = "all" }, fits: func(e *export) bool { return e.has("list_price", "net_price", "document") }, put: func(e *export) {
		parent := deal{document: "A0991", line: 1, month: 10, day: 28, person: e.table().lines[0].text["person"], client: e.table().lines[0].text["client"], product: e.say("セット品", "Starter kit"), quantity: 1, list: 20000, discount: 10}
		e.table().lines = append(e.table().lines, e.lineOf(&parent))
		e.list, e.conceded = e.list+20000, e.conceded+2000
		for i, price := range []int64{12000, 5000, 3000} {
			d := parent
			d.line, d.product, d.list, d.discount = i+2, fmt.Sprint(e.say("セット構成品", "Kit part "), i+1), price, 0
			l := e.lineOf(&d)
			l.money["net_price"], l.money["net_amount"], l.of = 0, 0, nil
			e.table().lines = append(e.table().lines, l)
		}
	}},
	{kind: "no goods", name: "free sample by word", stage: 2, takes: "lines", shape: func(s *shape) { withNet(s); s.kind = true }, fits: func(e *export) bool { return e.has("list_price", "kind") && netPrices(e) }, put: func(e *export) {
		d := *e.table().lines[0].of
		d.document, d.line, d.month, d.day, d.discount, d.quantity = "A0992", 1, 10, 28, 100, 1
		l := e.lineOf(&d)
		l.text["kind"] = e.say("無償", "free goods")
		l.of = nil
		e.list += d.listed() // measured, and never scored without a reason
		e.table().lines = append(e.table().lines, l)
	}},
	{kind: "credit notes", name: "negative quantity", stage: 2, takes: "lines", shape: withQuantity, put: func(e *export) {
		e.credited(func(_ *deal, l *line) { negated(l, "quantity", "list_amount", "net_amount", "off") })
	}},
	{kind: "credit notes", name: "negative quantity, word of kind", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.kind = true, true }, fits: func(e *export) bool { return e.has("kind") }, put: func(e *export) {
		word := e.one(e.say("赤伝", "credit note"), e.say("返品", "return"), e.say("赤", "Credit Memo"))
		e.credited(func(_ *deal, l *line) {
			negated(l, "quantity", "list_amount", "net_amount", "off")
			l.text["kind"] = word
		})
	}},
	{kind: "credit notes", name: "negative amounts and prices", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.prices = true, "all" }, fits: func(e *export) bool { return !e.has("rate") }, put: func(e *export) {
		e.credited(func(_ *deal, l *line) {
			negated(l, "list_amount", "net_amount", "net_price", "list_price", "off")
		})
	}},
	{kind: "credit notes", name: "negative net alone", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.prices = true, "amounts" }, fits: func(e *export) bool {
		return e.prices == "amounts" || e.prices == "list+amount" || e.prices == "list+price"
	}, put: func(e *export) {
		e.credited(func(_ *deal, l *line) { negated(l, "net_amount", "net_price") })
	}},
	{kind: "credit notes", name: "word alone, no sign", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.kind = true, true }, fits: func(e *export) bool { return e.has("kind") }, put: func(e *export) {
		word := e.one(e.say("赤伝", "credit note"), e.say("返品", "return"), e.say("返品伝票", "refund"))
		e.credited(func(_ *deal, l *line) { l.text["kind"] = word })
	}},
	{kind: "credit notes", name: "unknown word, no sign", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.kind = true, true }, fits: func(e *export) bool { return e.has("kind") }, put: func(e *export) {
		e.credited(func(_ *deal, l *line) { l.text["kind"] = e.say("取消伝票", "Storno") })
	}},
	{kind: "credit notes", name: "red slip and black slip", stage: 2, takes: "lines", shape: func(s *shape) { s.document, s.kind = true, true }, fits: func(e *export) bool { return e.has("kind") }, put: func(e *export) {
		e.credited(func(d *deal, l *line) {
			negated(l, "quantity", "list_amount", "net_amount", "off")
			l.text["kind"] = e.say("赤伝", "credit note")
			anew := *d
			anew.document, anew.month, anew.day, anew.discount = "C"+d.document[1:], 10, 29, d.discount/2
			n := e.lineOf(&anew)
			n.text["kind"] = e.say("黒伝", "invoice")
			n.of = &anew
			e.table().lines = append(e.table().lines, n)
			e.list, e.conceded = e.list+anew.listed(), e.conceded+anew.dropped()
		})
	}},
	{kind: "free of charge", name: "a line at price 0", stage: 2, takes: "lines", shape: func(s *shape) { withNet(s) }, fits: netPrices, put: func(e *export) {
		d := *e.table().lines[0].of
		d.document, d.line, d.month, d.day, d.discount, d.quantity = "A0993", 1, 10, 28, 100, 1
		e.table().lines = append(e.table().lines, e.lineOf(&d))
		e.list, e.conceded = e.list+d.listed(), e.conceded+d.dropped()
	}},
}
