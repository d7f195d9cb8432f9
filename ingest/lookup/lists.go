package lookup

import (
	"fmt"
	"maps"
	"slices"

	"tenbin/ingest/fault"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// Accounts answers who owned a client on a day.
type Accounts struct {
	Owners  map[string][]Ownership
	Segment map[string]string
}

// Ownership is a stretch of days in which somebody owned a client; an open end is NoDay.
type Ownership struct {
	Owner    string
	From, To table.Day
}

// Owner returns who owned a client on a day, of several the one that began last, or "".
func (a *Accounts) Owner(client string, on table.Day) string {
	found := ""
	for _, o := range a.Owners[client] {
		if (o.From == table.NoDay || on >= o.From) && (o.To == table.NoDay || on <= o.To) && (on.Known() || o.From == table.NoDay && o.To == table.NoDay) {
			found = o.Owner
		}
	}
	return found
}

// RateKey is where an exchange rate stands.
type RateKey struct {
	Month    table.Month
	Currency string
}

// PriceList answers what a product cost on a day, in 10⁻⁶ of the reporting currency.
type PriceList struct {
	Of      map[string][]Price
	Written map[string]string // compared form → as the list writes it
}

// Price is what a product costs from a day to a day, in 10⁻⁶ of the reporting currency.
type Price struct {
	Price    int64
	From, To table.Day
}

// At returns the price in force, of several the one that began last. Products are
// compared in the form name.Plain leaves.
func (p *PriceList) At(product string, on table.Day) (int64, bool) {
	if product == "" || !on.Known() {
		return 0, false
	}
	var best Price
	found := false
	for _, s := range p.Of[name.Plain(product)] {
		if (s.From == table.NoDay || on >= s.From) && (s.To == table.NoDay || on <= s.To) && (!found || s.From >= best.From) {
			best, found = s, true
		}
	}
	return best.Price, found
}

// Near remarks on products that the list does not have but nearly has: a person must
// agree before they are one.
func (p *PriceList) Near(products map[string]bool) []fault.Remark {
	var out []fault.Remark
	for _, w := range slices.Sorted(maps.Keys(products)) {
		if _, ok := p.Of[name.Plain(w)]; ok || w == "" {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(p.Written)) {
			if name.Near(w, p.Written[key]) {
				out = append(out, fault.Remark{Code: "near_product", Place: table.Place{}, Text: fault.Sentence{
					JA: fmt.Sprintf("商品「%s」は価格表にありません。「%s」と同じなら設定の values に書いてください", w, p.Written[key]),
					EN: fmt.Sprintf("the product %q is not on the price list; if it is %q, say so under values in the configuration", w, p.Written[key])}})
			}
		}
	}
	return out
}
