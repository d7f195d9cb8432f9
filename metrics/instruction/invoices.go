package instruction

import (
	"context"
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/column"
	"tenbin/metrics/verdict"
)

// itemKey is a product that a client buys.
type itemKey struct{ client, product string }

// itemMonth sums the sale lines of an item in a data month. The logarithms are summed
// in row order by one goroutine, so they do not depend on the number of workers.
type itemMonth struct {
	lines, net, quantity int64
	log, log2            float64 // Σ ln unit price and its square
}

// Invoices is what the verdicts on price increases look at: unit prices by item and
// month for the clients that were given an increase, and their credits.
type Invoices struct {
	items       map[itemKey]map[table.Month]itemMonth
	category    map[itemKey]string
	byClient    map[string][]string // client → its products, sorted
	revenue     map[string]map[table.Month]int64
	credits     map[string]map[table.Month]int64
	sales, back map[string][]saleLine // line by line, for allocations and hand-overs: sold, and returned in part
	hasQuantity bool
	hasProduct  bool
}

// saleLine is one line of sale of a client that is looked at line by line.
type saleLine struct {
	date                      table.Day
	person, product, category string
	quantity                  int64
}

// wantedInvoices are the clients whose lines are kept: by item and month for price
// increases, line by line for the other triggers.
type wantedInvoices struct{ prices, lines map[string]bool }

// ReadInvoices reads the deal lines of the wanted clients once more, in row order.
// Lines for which drop says true (repeated, superseded, cancelled) are passed over,
// as are lines dated or recorded after the cut-off.
func ReadInvoices(ctx context.Context, deals []table.Shard, wanted wantedInvoices, drop func(file int32, row int64) bool, o assessment.Options) (*Invoices, error) {
	v := &Invoices{items: map[itemKey]map[table.Month]itemMonth{}, category: map[itemKey]string{}, byClient: map[string][]string{},
		revenue: map[string]map[table.Month]int64{}, credits: map[string]map[table.Month]int64{}, sales: map[string][]saleLine{}, back: map[string][]saleLine{}}
	for _, s := range deals {
		if err := s.Records(ctx, func(r table.Record) error { v.add(r, wanted, drop, o); return nil }); err != nil {
			return nil, err
		}
	}
	for k := range v.items {
		v.byClient[k.client] = append(v.byClient[k.client], k.product)
	}
	for _, p := range v.byClient {
		sort.Strings(p)
	}
	return v, nil
}

// add takes the lines of one record batch.
func (v *Invoices) add(r table.Record, wanted wantedInvoices, drop func(int32, int64) bool, o assessment.Options) {
	at := func(name string) int { return table.FirstColumn + table.Deals.Index(name) }
	file, row := column.PlacesOf(r)
	spelled := func(name string) func(int) string { return column.SpelledOf(r.Column(at(name))).At }
	client, product, category, person := spelled("client"), spelled("product"), spelled("category"), spelled("salesperson")
	date, recorded := column.DaysOf(r.Column(at("date"))), column.TimesOf(r.Column(at("recorded_at")))
	net, quantity := column.IntsOf(r.Column(at("net_amount"))), column.IntsOf(r.Column(at("quantity")))
	kind, reason, stage := column.WordsOf(r.Column(at("kind"))), column.WordsOf(r.Column(at("reason"))), column.WordsOf(r.Column(at("stage")))
	cut, late := o.CutOff(), cube.AfterCutOffMicros(o)
	for i := range int(r.NumRows()) {
		c := client(i)
		if !wanted.prices[c] && !wanted.lines[c] || !date.Set(i) || !net.Set(i) || date.At(i) > cut || drop != nil && drop(file[i], row[i]) {
			continue
		}
		if stage.Set(i) && stage.Values[i] != table.Won || recorded.Set(i) && recorded.Micros(i) >= late {
			continue
		}
		m, k, n := date.At(i).DataMonth(o.ClosingDay), int(kind.At(i)), net.Values[i]
		switch {
		case k == table.CreditNote || k == table.Rebate || k == table.FreeGoods:
			if reason.Set(i) && reason.Values[i] == table.ReasonPrice {
				addMonth(v.credits, c, m, max(n, -n))
			}
		case k == table.Return && wanted.lines[c] && quantity.Set(i): // one that cancels a sale is dropped with it
			q := quantity.Values[i]
			v.back[c] = append(v.back[c], saleLine{date: date.At(i), person: person(i), product: product(i), category: category(i), quantity: max(q, -q)})
		case k == table.Sale && n > 0:
			if wanted.lines[c] {
				line := saleLine{date: date.At(i), person: person(i), product: product(i), category: category(i)}
				if quantity.Set(i) {
					line.quantity = max(quantity.Values[i], 0)
					v.hasQuantity = v.hasQuantity || line.quantity > 0
				}
				v.sales[c] = append(v.sales[c], line)
			}
			if !wanted.prices[c] {
				continue
			}
			addMonth(v.revenue, c, m, n)
			key := itemKey{c, product(i)}
			v.hasProduct = v.hasProduct || key.product != ""
			if !quantity.Set(i) || quantity.Values[i] <= 0 || key.product == "" {
				continue
			}
			v.hasQuantity = true
			months := v.items[key]
			if months == nil {
				months = map[table.Month]itemMonth{}
				v.items[key], v.category[key] = months, category(i)
			}
			x := months[m]
			p := math.Log(float64(n) / float64(quantity.Values[i]) * table.QuantityScale)
			months[m] = itemMonth{x.lines + 1, x.net + n, x.quantity + quantity.Values[i], x.log + p, x.log2 + float64(p*p)}
		}
	}
}

func addMonth(sums map[string]map[table.Month]int64, key string, m table.Month, amount int64) {
	if sums[key] == nil {
		sums[key] = map[table.Month]int64{}
	}
	sums[key][m] += amount
}

// noise pools over every item of the category (all items for ""), looking only at the
// 12 months before the event:
//
//	s²   = Σ (ln p − item mean)² / Σ (n − 1)
//	s_u² = max(0, mean(d² − s²(1/n₁ + 1/n₂))),  d = mean of months −6…−1 less mean of −12…−7
//
// Fewer than five degrees of freedom give 4 % and 2 %, the hardest case the verdicts
// were simulated for.
func (v *Invoices) noise(category string, event table.Month) verdict.Noise {
	keys := make([]itemKey, 0, len(v.items))
	for k := range v.items {
		if category == "" || v.category[k] == category {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		if keys[i].client != keys[j].client {
			return keys[i].client < keys[j].client
		}
		return keys[i].product < keys[j].product
	})
	type half struct{ n, sum, sum2 float64 }
	var within, df float64
	type pair struct{ d, n1, n2 float64 }
	var drifts []pair
	for _, k := range keys {
		var h [2]half
		for m := event - 12; m < event; m++ {
			if x, ok := v.items[k][m]; ok {
				g := &h[1]
				if m < event-6 {
					g = &h[0]
				}
				g.n += float64(x.lines)
				g.sum += x.log
				g.sum2 += x.log2
			}
		}
		if n := h[0].n + h[1].n; n > 1 {
			mean := (h[0].sum + h[1].sum) / n
			within += math.Max(h[0].sum2+h[1].sum2-float64(n*mean*mean), 0)
			df += n - 1
		}
		if h[0].n > 0 && h[1].n > 0 {
			drifts = append(drifts, pair{h[1].sum/h[1].n - h[0].sum/h[0].n, h[0].n, h[1].n})
		}
	}
	if df < 5 || len(drifts) < 3 {
		return verdict.Noise{Within: .04, Drift: .02}
	}
	s2, drift := within/df, 0.
	for _, p := range drifts {
		drift += float64(p.d*p.d) - s2*(1/p.n1+1/p.n2)
	}
	return verdict.Noise{Within: math.Sqrt(s2), Drift: math.Sqrt(math.Max(drift/float64(len(drifts)), 0))}
}

// itemsOf returns the client's items of a category up to a month, as offsets from the event month.
func (v *Invoices) itemsOf(client, category, product string, event, to table.Month) []verdict.Item {
	var items []verdict.Item
	for _, p := range v.byClient[client] {
		k := itemKey{client, p}
		if category != "" && v.category[k] != category || product != "" && p != product {
			continue
		}
		var it verdict.Item
		for m := event - 12; m <= to; m++ {
			if x, ok := v.items[k][m]; ok {
				it = append(it, verdict.Monthly{Offset: int(m - event), Lines: x.lines, Net: float64(x.net), Quantity: float64(x.quantity)})
			}
		}
		if it != nil {
			items = append(items, it)
		}
	}
	return items
}

// creditsOf compares the client's credits in the months since the event with its usual share.
func (v *Invoices) creditsOf(client string, event table.Month, months int) verdict.Credits {
	var c verdict.Credits
	var shares []float64
	for m := event - 12; m < event; m++ {
		if r := v.revenue[client][m]; r > 0 {
			shares = append(shares, float64(v.credits[client][m])/float64(r))
		}
	}
	for _, s := range shares {
		c.ShareBefore += s / float64(len(shares))
	}
	for _, s := range shares {
		c.ShareSD += float64((s-c.ShareBefore)*(s-c.ShareBefore)) / math.Max(float64(len(shares)-1), 1)
	}
	c.ShareSD, c.Months = math.Sqrt(c.ShareSD), months
	for k := range months {
		c.After += float64(v.credits[client][event+table.Month(k)])
		c.Revenue += float64(v.revenue[client][event+table.Month(k)])
	}
	return c
}
