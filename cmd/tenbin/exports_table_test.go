package main

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strconv"
	"strings"
)

// shape is how a generated export looks before anything is wrong with it. A fault may ask
// for a shape in which it can stand.
type shape struct {
	ja       bool
	prices   string // list+price, list+rate, list+off, amounts, list+amount, all
	document bool   // documents have numbers
	numbered bool   // lines have numbers
	ones     bool   // every quantity is 1
	xlsx     bool
	kind     bool // a column of kinds of line
	person   bool // the lines stand by person, else by day
}

// priceForms are the forms in which a line gives its prices.
var priceForms = map[string][]string{
	"list+price":  {"list_price", "net_price"},
	"list+rate":   {"list_price", "rate"},
	"list+off":    {"list_price", "off"},
	"amounts":     {"list_amount", "net_amount"},
	"list+amount": {"list_price", "net_amount"},
	"all":         {"list_price", "net_price", "list_amount", "net_amount"},
}

// formNames are the keys of priceForms in order.
var formNames = []string{"all", "amounts", "list+amount", "list+off", "list+price", "list+rate"}

// deal is one line as it was.
type deal struct {
	document                 string
	line                     int
	month, day               int
	person, client, product  string
	quantity, list, discount int64 // pieces, yen a piece, per cent
}

func (d deal) net() int64     { return d.list - d.list*d.discount/100 }
func (d deal) listed() int64  { return d.quantity * d.list }
func (d deal) dropped() int64 { return d.quantity * d.list * d.discount / 100 }

// line is a row of the export: numbers that a style writes, and words. A word stands over
// the number of the same column.
type line struct {
	of    *deal // nil = no goods
	out   bool  // the deal does not count any longer
	head  bool  // the heading once more, as it then is
	money map[string]int64
	text  map[string]string
}

func (l *line) copied() *line {
	c := &line{of: l.of, money: map[string]int64{}, text: map[string]string{}}
	for k, v := range l.money {
		c.money[k] = v
	}
	for k, v := range l.text {
		c.text[k] = v
	}
	return c
}

// blank is a line without goods.
func blank() *line { return &line{money: map[string]int64{}, text: map[string]string{}} }

// column is a heading over one key of the lines.
type column struct{ key, heading string }

// sheet is a table with what stands around it.
type page struct {
	name         string
	above, below [][]string
	lines        []*line
	columns      []column
}

// export is a generated export and the truth of it.
type export struct {
	*rand.Rand
	shape
	files    [][]page // a csv holds one sheet
	styles   map[string]func(int64) string
	form     string                         // of the files: csv or xlsx
	raw      func(name, text string) string // what happens to a csv as text
	roster   [][]string
	merged   bool // equal neighbours of the columns person and client are one cell
	taken    map[string]bool
	faults   []string
	list     int64
	conceded int64
	unit     int64           // of the amounts in yen
	held     map[string]bool // documents whose lines must stay readable
	wants    string          // exit 4 alone is right: why
}

var (
	peopleJA   = []string{"永田 恵", "津田 誠", "相沢 美咲", "北川 直樹", "富永 浩"}
	peopleEN   = []string{"Emma Sato", "Liam Mori", "Noah Brandt", "Olivia Keane", "Ava Lindqvist"}
	clientsJA  = []string{"若葉製作所", "ミナト精機", "高砂電機", "東和エレクトロ", "昭栄樹脂", "関東機工"}
	clientsEN  = []string{"Foo Works", "Bar Ltd", "Baz KK", "Acorn Steel", "Birch Foods", "Cedar Optics"}
	productsJA = []string{"軸受", "シール", "ポンプ", "バルブ", "温度計", "継手"}
	productsEN = []string{"Bearing", "Seal", "Pump", "Valve", "Gauge", "Coupling"}
)

// say returns the word in the language of the headings.
func (s shape) say(ja, en string) string {
	if s.ja {
		return ja
	}
	return en
}

// one picks a word.
func (e *export) one(words ...string) string { return words[e.IntN(len(words))] }

// headings of the keys, the first two languages of what exports call them.
var headingWords = map[string][2][]string{
	"document":    {{"伝票No", "伝票番号", "受注番号"}, {"Order ID", "Invoice No", "Order No"}},
	"line":        {{"行", "行No"}, {"Line", "Line No"}},
	"date":        {{"日付", "売上日", "受注日"}, {"Order Date", "Invoice Date"}},
	"person":      {{"担当者名", "営業担当者"}, {"Sales Rep", "Salesperson"}},
	"client":      {{"得意先名", "取引先名", "顧客名"}, {"Customer", "Account Name"}},
	"product":     {{"品名", "商品名"}, {"Product", "Product Name"}},
	"quantity":    {{"数量"}, {"Quantity", "Qty"}},
	"list_price":  {{"定価", "標準価格"}, {"List Price"}},
	"net_price":   {{"売値", "単価", "販売価格"}, {"Net Price", "Sales Price"}},
	"list_amount": {{"定価金額"}, {"List Amount", "Gross Amount"}},
	"net_amount":  {{"金額", "売上金額"}, {"Net Amount", "Total Price", "Amount"}},
	"rate":        {{"値引率"}, {"Discount Rate"}},
	"off":         {{"値引額", "値引金額"}, {"Discount Amount"}},
	"kind":        {{"伝票区分", "取引区分"}, {"Line Kind"}},
	"note":        {{"備考"}, {"Remarks"}},
}

// heading picks one of the headings of a key.
func (e *export) heading(key string) string {
	words := headingWords[key][1]
	if e.ja {
		words = headingWords[key][0]
	}
	return e.one(words...)
}

// newExport makes a clean table of a shape: nothing about it is to be asked.
func newExport(r *rand.Rand, s shape) *export {
	e := &export{Rand: r, shape: s, styles: map[string]func(int64) string{}, taken: map[string]bool{}, form: "csv", unit: 1, held: map[string]bool{}}
	if s.xlsx {
		e.form = "xlsx"
	}
	t := page{name: "Sheet1"}
	keys := []string{"date", "client", "person", "product", "quantity"}
	if s.document {
		keys = append([]string{"document"}, keys...)
		if s.numbered {
			keys = append(keys[:1:1], append([]string{"line"}, keys[1:]...)...)
		}
	}
	keys = append(keys, priceForms[s.prices]...)
	if s.kind {
		keys = append(keys, "kind")
	}
	if e.IntN(3) == 0 {
		keys = append(keys, "note")
	}
	for _, k := range keys {
		t.columns = append(t.columns, column{k, e.heading(k)})
	}
	for _, d := range e.deals() {
		t.lines = append(t.lines, e.lineOf(d))
		e.list, e.conceded = e.list+d.listed(), e.conceded+d.dropped()
	}
	e.files = [][]page{{t}}
	money := e.moneyStyle()
	for _, k := range []string{"list_price", "net_price", "list_amount", "net_amount", "off"} {
		e.styles[k] = money
	}
	e.styles["rate"] = func(v int64) string { return strconv.FormatInt(v, 10) + "%" }
	return e
}

// moneyStyle is a way to write amounts that leaves nothing open.
func (e *export) moneyStyle() func(int64) string {
	switch e.IntN(6) {
	case 0:
		return grouped
	case 1:
		if e.ja {
			return func(v int64) string { return grouped(v) + "円" }
		}
	case 2:
		return func(v int64) string { return "¥" + grouped(v) }
	}
	return plain
}

func plain(v int64) string { return strconv.FormatInt(v, 10) }

func grouped(v int64) string {
	if v < 0 {
		return "-" + grouped(-v)
	}
	s := plain(v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// deals are the lines of a few months up to October 2026.
func (e *export) deals() []*deal {
	people, clients, products := peopleEN, clientsEN, productsEN
	if e.ja {
		people, clients, products = peopleJA, clientsJA, productsJA
	}
	prices := make([]int64, len(products))
	for i := range prices {
		prices[i] = int64(10+e.IntN(490)) * 100
	}
	var all []*deal
	documents := 6 + e.IntN(10)
	for n := range documents {
		first := &deal{document: fmt.Sprintf("A%04d", 101+n), month: 8 + n*3/documents, day: 1 + e.IntN(27), person: people[e.IntN(4)], client: clients[e.IntN(len(clients))]}
		used := e.Perm(len(products))
		for k := range 1 + e.IntN(3) {
			d := *first
			d.line, d.product, d.list = k+1, products[used[k]], prices[used[k]]
			d.quantity, d.discount = int64(1+e.IntN(20)), int64(max(0, e.IntN(22)-4))
			if e.ones {
				d.quantity = 1
			}
			all = append(all, &d)
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if e.person && a.person != b.person {
			return a.person < b.person
		}
		if a.month != b.month {
			return a.month < b.month
		}
		return a.day < b.day || a.day == b.day && a.document < b.document
	})
	return all
}

// lineOf writes a deal in every column that an export may show.
func (e *export) lineOf(d *deal) *line {
	l := &line{of: d, money: map[string]int64{
		"list_price": d.list, "net_price": d.net(), "list_amount": d.listed(), "net_amount": d.listed() - d.dropped(), "rate": d.discount, "off": d.dropped()},
		text: map[string]string{"document": d.document, "line": strconv.Itoa(d.line), "person": d.person, "client": d.client, "product": d.product, "quantity": plain(d.quantity)}}
	l.text["date"] = fmt.Sprintf(e.say("2026/%02d/%02d", "2026-%02d-%02d"), d.month, d.day)
	if e.shape.kind {
		l.text["kind"] = e.say("売上", "sale")
	}
	return l
}

// drop takes a line out of the truth: it cannot be read, or is cancelled.
func (e *export) drop(l *line) {
	if !l.out {
		e.list, e.conceded = e.list-l.of.listed()*e.unit, e.conceded-l.of.dropped()*e.unit
		l.out = true
	}
}

// table is the first sheet of the first file.
func (e *export) table() *page { return &e.files[0][0] }

// has reports whether the table shows a key.
func (e *export) has(keys ...string) bool {
	for _, k := range keys {
		found := false
		for _, c := range e.table().columns {
			found = found || c.key == k
		}
		if !found {
			return false
		}
	}
	return true
}

// goods are the indices of lines with deals.
func (t *page) goods() (at []int) {
	for i, l := range t.lines {
		if l.of != nil {
			at = append(at, i)
		}
	}
	return at
}

// filled are the lines that show something.
func (t *page) filled() (lines []*line) {
	for _, l := range t.lines {
		if !l.head && (len(l.text) > 0 || len(l.money) > 0) {
			lines = append(lines, l)
		}
	}
	return lines
}

// insert puts a line before position at.
func (t *page) insert(at int, l *line) {
	t.lines = append(t.lines[:at], append([]*line{l}, t.lines[at:]...)...)
}

// cell is what stands in a column of a line.
func (e *export) cell(l *line, key string) string {
	if s, ok := l.text[key]; ok {
		return s
	}
	v, ok := l.money[key]
	if !ok {
		return ""
	}
	if style := e.styles[key]; style != nil {
		return style(v)
	}
	return plain(v)
}

// rows are all cells of a sheet.
func (e *export) rows(t *page) [][]string {
	out := append([][]string(nil), t.above...)
	var head []string
	for _, c := range t.columns {
		head = append(head, c.heading)
	}
	out = append(out, head)
	for _, l := range t.lines {
		if l.head {
			out = append(out, head)
			continue
		}
		var row []string
		for _, c := range t.columns {
			row = append(row, e.cell(l, c.key))
		}
		out = append(out, row)
	}
	return append(out, t.below...)
}

// csvText writes rows as RFC 4180 says.
func csvText(rows [][]string, comma string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, c := range row {
			if i > 0 {
				b.WriteString(comma)
			}
			if strings.ContainsAny(c, "\"\r\n"+comma) {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString("\n")
	}
	return b.String()
}
