package ingest

import (
	"context"
	"fmt"
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
func listEntries(ctx context.Context, files []*tableFile, idName string, r *lookup.Resolver) error {
	type entry struct {
		id, shown string
		aliases   []string
	}
	var entries []entry
	spelling := map[string]string{} // folded id → smallest spelling
	first := map[string]entryAt{}   // folded id → the first row of it
	var clash error
	for _, s := range files {
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
			r.AddTeam(get("team"))
			if e.id == "" {
				return
			}
			f := name.Fold(e.id)
			if old, ok := spelling[f]; !ok || e.id < old {
				spelling[f] = e.id
			}
			if old, ok := first[f]; !ok {
				first[f] = entryAt{e.id, e.shown, s.Place(cur.Row())}
			} else if clash == nil && idName == "salesperson" && old.id != e.id && name.Fold(old.shown) != name.Fold(e.shown) && old.shown != "" && e.shown != "" {
				clash = twoPeople(old, entryAt{e.id, e.shown, s.Place(cur.Row())})
			}
			entries = append(entries, e)
		})
		if err != nil {
			return err
		}
	}
	if clash != nil {
		return clash
	}
	for _, e := range entries {
		r.Add(spelling[name.Fold(e.id)], e.shown, e.aliases)
	}
	r.AddIDs()
	return nil
}

// entryAt is an entry of a list and where it stands.
type entryAt struct {
	id, shown string
	at        table.Place
}

// twoPeople says that two rows of a roster have ids that are one when compared, and other
// names: which of them a line means nobody could tell.
func twoPeople(a, b entryAt) error {
	return fault.New(b.at.File, fault.ErrAmbiguous, fault.Sentence{
		JA: fmt.Sprintf("名簿の「%s」(%s、%s)と「%s」(%s、%s)は同じ番号とみなされますが、氏名が違います", a.id, a.shown, a.at, b.id, b.shown, b.at),
		EN: fmt.Sprintf("the roster's %q (%s, %s) and %q (%s, %s) count as one id but have different names", a.id, a.shown, a.at, b.id, b.shown, b.at)},
		fault.Sentence{JA: "どちらかの番号を直してください", EN: "correct one of the two ids"})
}

// lists are the small tables that a run asks for.
type lists struct {
	roster   *table.Roster // without people when none is configured
	policy   *table.Policy // nil when none is configured
	closings []table.Day
}

// readLists reads the small tables that lines are completed from, in the order in
// which one needs the other.
func readLists(ctx context.Context, in tables, env *convert.Environment) (l lists, err error) {
	l.roster = &table.Roster{}
	if len(in["roster"]) > 0 {
		people := map[string]*table.RosterPerson{}
		err := in.each(ctx, "roster", func(r convert.Row) {
			id := r.Text("salesperson")
			p := people[id]
			if p == nil {
				p = &table.RosterPerson{ID: id, Name: env.People.Shown[id]}
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
			return l, err
		}
		for _, id := range slices.Sorted(maps.Keys(people)) {
			p := people[id]
			sort.SliceStable(p.Periods, func(i, j int) bool { return p.Periods[i].From < p.Periods[j].From })
			l.roster.People = append(l.roster.People, *p)
		}
	}
	if len(in["accounts"]) > 0 {
		env.Accounts = &lookup.Accounts{Owners: map[string][]lookup.Ownership{}, Segment: map[string]string{}}
		err := in.each(ctx, "accounts", func(r convert.Row) {
			id := r.Text("client")
			if o := r.Text("owner"); o != "" {
				env.Accounts.Owners[id] = append(env.Accounts.Owners[id], lookup.Ownership{Owner: o, From: r.Day("owner_from"), To: r.Day("owner_to")})
			}
			if s := r.Text("segment"); s != "" {
				env.Accounts.Segment[id] = s
			}
		})
		if err != nil {
			return l, err
		}
		for _, o := range env.Accounts.Owners {
			sort.SliceStable(o, func(i, j int) bool { return o[i].From < o[j].From })
		}
	}
	if len(in["policy"]) > 0 {
		l.policy = &table.Policy{}
		err := in.each(ctx, "policy", func(r convert.Row) {
			rate, _ := r.Int("authorised_rate")
			l.policy.Rules = append(l.policy.Rules, table.PolicyRule{Category: r.Text("category"), Segment: r.Text("segment"),
				Client: r.Text("client"), Rate: rate, From: r.Day("from"), To: r.Day("to")})
		})
		if err != nil {
			return l, err
		}
	}
	return l, l.readPrices(ctx, in, env)
}

// readPrices reads exchange rates, price list and closing days.
func (l *lists) readPrices(ctx context.Context, in tables, env *convert.Environment) error {
	env.Rates = map[lookup.RateKey]int64{}
	if len(in["fx"]) > 0 {
		err := in.each(ctx, "fx", func(r convert.Row) {
			rate, _ := r.Int("rate")
			if m, ok := readMonth(r.Text("month")); ok {
				env.Rates[lookup.RateKey{Month: m, Currency: strings.ToUpper(r.Text("currency"))}] = rate
			}
		})
		if err != nil {
			return err
		}
	}
	if len(in["price_list"]) > 0 {
		env.Prices = &lookup.PriceList{Of: map[string][]lookup.Price{}, Written: map[string]string{}}
		err := in.each(ctx, "price_list", func(r convert.Row) {
			v, ok := r.Int("list_price")
			code := strings.ToUpper(r.Text("currency"))
			if !ok || code != "" && code != strings.ToUpper(env.Currency) {
				return
			}
			price, ok := convert.UnitPrice(v, env.MinorUnits)
			if !ok {
				return
			}
			key := name.Plain(r.Text("product"))
			env.Prices.Written[key] = r.Text("product")
			env.Prices.Of[key] = append(env.Prices.Of[key], lookup.Price{Price: price, From: r.Day("from"), To: r.Day("to")})
		})
		if err != nil {
			return err
		}
	}
	if len(in["calendar"]) > 0 {
		return in.each(ctx, "calendar", func(r convert.Row) {
			from, to := r.Day("date"), r.Day("to")
			if to == table.NoDay {
				to = from
			}
			for d := from; d <= to && d-from < 3700; d++ {
				l.closings = append(l.closings, d)
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

// nearProducts proposes to join products of the deals to near ones of the price list.
func nearProducts(deals []*tableFile, prices *lookup.PriceList) []fault.Remark {
	if prices == nil {
		return nil
	}
	written := map[string]bool{}
	for _, s := range deals {
		slot := s.Layout.Named("product")
		for _, p := range s.Parts {
			for w := range p.Products {
				if slot.Spelling[name.Plain(w)] == "" {
					written[cell.Display(w)] = true
				}
			}
		}
	}
	return prices.Near(written)
}

// HasSenior reports whether a list of titles holds one of a section head or above, so that
// senior visits can be told from others.
func HasSenior(ranks []string) bool { return name.HasSenior(ranks) }
