package ingest

import (
	"fmt"
	"sort"
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// accounts answers who owned a client on a day.
type accounts struct {
	owners  map[string][]ownership
	segment map[string]string
}

type ownership struct {
	owner    string
	from, to table.Day
}

func (a *accounts) owner(client string, on table.Day) string {
	found := ""
	for _, o := range a.owners[client] {
		if (o.from == table.NoDay || on >= o.from) && (o.to == table.NoDay || on <= o.to) && (on.Known() || o.from == table.NoDay && o.to == table.NoDay) {
			found = o.owner
		}
	}
	return found
}

// rateKey is where an exchange rate stands.
type rateKey struct {
	month    table.Month
	currency string
}

// priceList answers what a product cost on a day, in 10⁻⁶ of the reporting currency.
type priceList struct {
	of      map[string][]priceStep
	written map[string]string // compared form → as the list writes it
}

type priceStep struct {
	price    int64
	from, to table.Day
}

// at returns the price in force, of several the one that began last. Products are
// compared in the form name.Plain leaves.
func (p *priceList) at(product string, on table.Day) (int64, bool) {
	if product == "" || !on.Known() {
		return 0, false
	}
	var best priceStep
	found := false
	for _, s := range p.of[name.Plain(product)] {
		if (s.from == table.NoDay || on >= s.from) && (s.to == table.NoDay || on <= s.to) && (!found || s.from >= best.from) {
			best, found = s, true
		}
	}
	return best.price, found
}

// near remarks on products that the list does not have but nearly has: a person must
// agree before they are one.
func (p *priceList) near(products map[string]bool) []Remark {
	var out []Remark
	for _, w := range sortedKeys(products) {
		if _, ok := p.of[name.Plain(w)]; ok || w == "" {
			continue
		}
		for _, key := range sortedKeys(p.written) {
			if name.Near(w, p.written[key]) {
				out = append(out, Remark{"near_product", table.Place{}, Sentence{
					fmt.Sprintf("商品「%s」は価格表にありません。「%s」と同じなら設定の values に書いてください", w, p.written[key]),
					fmt.Sprintf("the product %q is not on the price list; if it is %q, say so under values in the configuration", w, p.written[key])}})
			}
		}
	}
	return out
}

// listEntries reads a list's ids, names and aliases before any name is resolved.
func (in *Input) listEntries(tableName, idName string, r *resolver) error {
	type entry struct {
		id, shown string
		aliases   []string
	}
	var entries []entry
	spelling := map[string]string{} // folded id → smallest spelling
	for _, s := range in.surveys[tableName] {
		err := s.rows(in.ctx, func(cur *cursor) {
			get := func(column string) string {
				slot := s.layout.named(column)
				if slot == nil {
					return ""
				}
				text, _ := cur.value(slot)
				if cell.Null(text) {
					return ""
				}
				return usual(string(text))
			}
			e := entry{get(idName), get("name"), splitAliases(get("aliases"))}
			if e.id == "" {
				return
			}
			f := name.Fold(e.id)
			if old, ok := spelling[f]; !ok || e.id < old {
				spelling[f] = e.id
			}
			entries = append(entries, e)
		})
		if err != nil {
			return err
		}
	}
	for _, e := range entries {
		r.entry(spelling[name.Fold(e.id)], e.shown, e.aliases)
	}
	r.ids()
	return nil
}

// readLists reads the small tables that lines are completed from, in the order in
// which one needs the other.
func (in *Input) readLists() error {
	in.roster = &table.Roster{}
	if len(in.surveys["roster"]) > 0 {
		people := map[string]*table.RosterPerson{}
		err := in.each("roster", func(c *converter) {
			id := c.out.text(c.at["salesperson"])
			p := people[id]
			if p == nil {
				p = &table.RosterPerson{ID: id, Name: in.people.shown[id]}
				people[id] = p
			}
			if k := c.out.text(c.at["kana"]); p.Kana == "" {
				p.Kana = k
			}
			p.Aliases = append(p.Aliases, splitAliases(c.out.text(c.at["aliases"]))...)
			p.Periods = append(p.Periods, table.Period{Team: c.out.text(c.at["team"]), Manager: c.out.text(c.at["manager"]),
				From: c.out.day(c.at["from"]), To: c.out.day(c.at["to"]), Absence: c.out.byte(c.at["absence"]) == 1})
		})
		if err != nil {
			return err
		}
		for _, id := range sortedKeys(people) {
			p := people[id]
			sort.SliceStable(p.Periods, func(i, j int) bool { return p.Periods[i].From < p.Periods[j].From })
			in.roster.People = append(in.roster.People, *p)
		}
	}
	if len(in.surveys["accounts"]) > 0 {
		in.accounts = &accounts{owners: map[string][]ownership{}, segment: map[string]string{}}
		err := in.each("accounts", func(c *converter) {
			id := c.out.text(c.at["client"])
			if o := c.out.text(c.at["owner"]); o != "" {
				in.accounts.owners[id] = append(in.accounts.owners[id], ownership{o, c.out.day(c.at["owner_from"]), c.out.day(c.at["owner_to"])})
			}
			if s := c.out.text(c.at["segment"]); s != "" {
				in.accounts.segment[id] = s
			}
		})
		if err != nil {
			return err
		}
		for _, o := range in.accounts.owners {
			sort.SliceStable(o, func(i, j int) bool { return o[i].from < o[j].from })
		}
	}
	if len(in.surveys["policy"]) > 0 {
		in.policy = &table.Policy{}
		err := in.each("policy", func(c *converter) {
			rate, _ := c.out.int(c.at["authorised_rate"])
			in.policy.Rules = append(in.policy.Rules, table.PolicyRule{Category: c.out.text(c.at["category"]), Segment: c.out.text(c.at["segment"]),
				Client: c.out.text(c.at["client"]), Rate: rate, From: c.out.day(c.at["from"]), To: c.out.day(c.at["to"])})
		})
		if err != nil {
			return err
		}
	}
	return in.readPrices()
}

// readPrices reads exchange rates, price list and closing days.
func (in *Input) readPrices() error {
	in.rates = map[rateKey]int64{}
	if len(in.surveys["fx"]) > 0 {
		err := in.each("fx", func(c *converter) {
			rate, _ := c.out.int(c.at["rate"])
			if m, ok := readMonth(c.out.text(c.at["month"])); ok {
				in.rates[rateKey{m, strings.ToUpper(c.out.text(c.at["currency"]))}] = rate
			}
		})
		if err != nil {
			return err
		}
	}
	if len(in.surveys["price_list"]) > 0 {
		in.prices = &priceList{of: map[string][]priceStep{}, written: map[string]string{}}
		err := in.each("price_list", func(c *converter) {
			v, ok := c.out.int(c.at["list_price"])
			code := strings.ToUpper(c.out.text(c.at["currency"]))
			if !ok || code != "" && code != strings.ToUpper(in.sources.Currency) {
				return
			}
			f := fractionOf(v, in.sources.MinorUnits)
			price, ok := f.minor(micro)
			if !ok {
				return
			}
			key := name.Plain(c.out.text(c.at["product"]))
			in.prices.written[key] = c.out.text(c.at["product"])
			in.prices.of[key] = append(in.prices.of[key], priceStep{price, c.out.day(c.at["from"]), c.out.day(c.at["to"])})
		})
		if err != nil {
			return err
		}
	}
	if len(in.surveys["calendar"]) > 0 {
		return in.each("calendar", func(c *converter) {
			from, to := c.out.day(c.at["date"]), c.out.day(c.at["to"])
			if to == table.NoDay {
				to = from
			}
			for d := from; d <= to && d-from < 3700; d++ {
				in.closings = append(in.closings, d)
			}
		})
	}
	return nil
}

// readMonth reads 2026-10, 2026/10, 202610 and 2026年10月.
func readMonth(s string) (table.Month, bool) {
	m := nameMonth(strings.NewReplacer("/", "-", "月", "").Replace(name.Plain(s)))
	return table.Month(m), m >= 0
}
