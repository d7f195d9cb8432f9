package ingest

import (
	"context"
	"maps"
	"slices"
	"sort"
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/convert"
	"tenbin/ingest/fault"
	"tenbin/ingest/lookup"
	"tenbin/ingest/name"
	"tenbin/ingest/rows"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// listEntries reads a list's ids, names and aliases before any name is resolved.
func (in *Input) listEntries(ctx context.Context, tableName, idName string, r *lookup.Resolver) error {
	type entry struct {
		id, shown string
		aliases   []string
	}
	var entries []entry
	spelling := map[string]string{} // folded id → smallest spelling
	for _, s := range in.surveys[tableName] {
		err := s.Rows(ctx, func(cur *rows.Cursor) {
			get := func(column string) string {
				slot := s.Layout.Named(column)
				if slot == nil {
					return ""
				}
				text, _ := cur.Value(slot)
				if cell.Null(text) {
					return ""
				}
				return cell.Display(string(text))
			}
			e := entry{get(idName), get("name"), lookup.SplitAliases(get("aliases"))}
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
		r.Add(spelling[name.Fold(e.id)], e.shown, e.aliases)
	}
	r.AddIDs()
	return nil
}

// readLists reads the small tables that lines are completed from, in the order in
// which one needs the other.
func (in *Input) readLists(ctx context.Context) error {
	in.roster = &table.Roster{}
	if len(in.surveys["roster"]) > 0 {
		people := map[string]*table.RosterPerson{}
		err := in.each(ctx, "roster", func(r convert.Row) {
			id := r.Text("salesperson")
			p := people[id]
			if p == nil {
				p = &table.RosterPerson{ID: id, Name: in.env.People.Shown[id]}
				people[id] = p
			}
			if k := r.Text("kana"); p.Kana == "" {
				p.Kana = k
			}
			p.Aliases = append(p.Aliases, lookup.SplitAliases(r.Text("aliases"))...)
			p.Periods = append(p.Periods, table.Period{Team: r.Text("team"), Manager: r.Text("manager"),
				From: r.Day("from"), To: r.Day("to"), Absence: r.Byte("absence") == 1})
		})
		if err != nil {
			return err
		}
		for _, id := range slices.Sorted(maps.Keys(people)) {
			p := people[id]
			sort.SliceStable(p.Periods, func(i, j int) bool { return p.Periods[i].From < p.Periods[j].From })
			in.roster.People = append(in.roster.People, *p)
		}
	}
	if len(in.surveys["accounts"]) > 0 {
		in.env.Accounts = &lookup.Accounts{Owners: map[string][]lookup.Ownership{}, Segment: map[string]string{}}
		err := in.each(ctx, "accounts", func(r convert.Row) {
			id := r.Text("client")
			if o := r.Text("owner"); o != "" {
				in.env.Accounts.Owners[id] = append(in.env.Accounts.Owners[id], lookup.Ownership{Owner: o, From: r.Day("owner_from"), To: r.Day("owner_to")})
			}
			if s := r.Text("segment"); s != "" {
				in.env.Accounts.Segment[id] = s
			}
		})
		if err != nil {
			return err
		}
		for _, o := range in.env.Accounts.Owners {
			sort.SliceStable(o, func(i, j int) bool { return o[i].From < o[j].From })
		}
	}
	if len(in.surveys["policy"]) > 0 {
		in.policy = &table.Policy{}
		err := in.each(ctx, "policy", func(r convert.Row) {
			rate, _ := r.Int("authorised_rate")
			in.policy.Rules = append(in.policy.Rules, table.PolicyRule{Category: r.Text("category"), Segment: r.Text("segment"),
				Client: r.Text("client"), Rate: rate, From: r.Day("from"), To: r.Day("to")})
		})
		if err != nil {
			return err
		}
	}
	return in.readPrices(ctx)
}

// readPrices reads exchange rates, price list and closing days.
func (in *Input) readPrices(ctx context.Context) error {
	in.env.Rates = map[lookup.RateKey]int64{}
	if len(in.surveys["fx"]) > 0 {
		err := in.each(ctx, "fx", func(r convert.Row) {
			rate, _ := r.Int("rate")
			if m, ok := readMonth(r.Text("month")); ok {
				in.env.Rates[lookup.RateKey{Month: m, Currency: strings.ToUpper(r.Text("currency"))}] = rate
			}
		})
		if err != nil {
			return err
		}
	}
	if len(in.surveys["price_list"]) > 0 {
		in.env.Prices = &lookup.PriceList{Of: map[string][]lookup.Price{}, Written: map[string]string{}}
		err := in.each(ctx, "price_list", func(r convert.Row) {
			v, ok := r.Int("list_price")
			code := strings.ToUpper(r.Text("currency"))
			if !ok || code != "" && code != strings.ToUpper(in.env.Currency) {
				return
			}
			price, ok := convert.UnitPrice(v, in.env.MinorUnits)
			if !ok {
				return
			}
			key := name.Plain(r.Text("product"))
			in.env.Prices.Written[key] = r.Text("product")
			in.env.Prices.Of[key] = append(in.env.Prices.Of[key], lookup.Price{Price: price, From: r.Day("from"), To: r.Day("to")})
		})
		if err != nil {
			return err
		}
	}
	if len(in.surveys["calendar"]) > 0 {
		return in.each(ctx, "calendar", func(r convert.Row) {
			from, to := r.Day("date"), r.Day("to")
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
	m := source.NameMonth(strings.NewReplacer("/", "-", "月", "").Replace(name.Plain(s)))
	return table.Month(m), m >= 0
}

// products proposes to join products of the deals to near ones of the price list.
func (in *Input) products() []fault.Remark {
	if in.env.Prices == nil {
		return nil
	}
	written := map[string]bool{}
	for _, s := range in.surveys["deals"] {
		slot := s.Layout.Named("product")
		for _, p := range s.Parts {
			for w := range p.Products {
				if slot.Spelling[name.Plain(w)] == "" {
					written[cell.Display(w)] = true
				}
			}
		}
	}
	return in.env.Prices.Near(written)
}
