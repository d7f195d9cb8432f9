package convert

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/lookup"
	"tenbin/ingest/table"
)

// prices fills list_amount, net_amount, reference, quantity and cost.
func (p *pricer) prices() {
	c := p.c
	before := len(c.errs)
	p.rowUnit()
	r := rowPrices{pricer: p, quantity: p.pieces()}
	r.exchange()
	r.tolerance = max(1, (max(r.quantity, -r.quantity)+999_999)/1_000_000)
	reference := r.references()
	r.nets()
	if !r.hasNet && r.hasList && p.noDiscount() {
		r.net, r.hasNet = r.listAmount, true
	}
	if m := c.s.Marks[c.cur.Row()]; r.hasNet {
		r.net -= m.Off
	}
	r.share()
	p.signs(r.listAmount, r.net, r.hasList, r.hasNet)
	if r.hasList {
		c.out.setInt(p.iList, r.listAmount)
		c.out.setByte(p.iReference, reference)
	}
	if r.hasNet {
		c.out.setInt(p.iNet, r.net)
	}
	if v, ok := r.rounded(p.amount(p.cost, "cost")); ok {
		c.out.setInt(p.iCost, r.part(v))
	}
	if r.exchanged && r.rate == 0 && len(c.errs) == before {
		text, _ := c.cur.Value(p.currency)
		c.fault(p.currency, "currency", text, table.NoRate)
	}
}

// rowPrices are the prices of one row on their way.
type rowPrices struct {
	*pricer
	quantity, tolerance int64
	rate                int64 // of exchange, 10⁻⁹
	exchanged           bool
	list                money
	listAmount          int64
	hasList             bool
	net                 int64
	hasNet              bool
	stands              *heading.Slot // where net was taken from
	portion             int64         // of the row that is its salesperson's, 10⁻⁹
}

// share leaves of the row's amounts and pieces the part that belongs to its salesperson,
// where several share a sale and each has a row with a per cent. A blank cell is all.
func (r *rowPrices) share() {
	r.portion = table.RateScale
	s := r.pricer.split
	if s == nil {
		return
	}
	text, h := r.c.cur.Value(s)
	v, reason, ok := cell.Rate(text, h, s.Decision)
	switch {
	case ok:
		r.portion = v
	case reason != table.Empty:
		r.c.fault(s, "split_rate", text, reason)
	}
	r.listAmount, r.net = r.part(r.listAmount), r.part(r.net)
	if q, ok := r.c.out.int(r.iQuantity); ok {
		r.c.out.setInt(r.iQuantity, r.part(q))
	}
}

// part is the salesperson's part of an amount, rounded half to even.
func (r *rowPrices) part(v int64) int64 {
	if r.portion == table.RateScale {
		return v
	}
	f := fractionOf(v, 0)
	f.times(r.portion, 9)
	v, _ = f.minor(0) // a part of what fits, fits
	return v
}

// exchange finds what the row's currency is multiplied by: that of its column, or of the
// sign at a price.
func (r *rowPrices) exchange() {
	c := r.c
	r.rate, r.exchanged = r.pricer.exchange()
	mark, s := r.foreign()
	if s == nil || r.exchanged {
		return
	}
	text, _ := c.cur.Value(s)
	if day := c.out.day(r.iDate); day.Known() {
		r.rate = c.env.Rates[lookup.RateKey{Month: day.Month(), Currency: mark}]
	}
	if r.exchanged = true; r.rate == 0 {
		c.fault(s, c.s.Layout.Inputs[s.Input].Name, text, table.NoRate)
	}
}

// times is an amount for all pieces of the row.
func (r *rowPrices) times(m money) money {
	m.times(r.quantity, micro)
	return m
}

// each reads a price of one piece as the amount of all.
func (r *rowPrices) each(s *heading.Slot, column string) money {
	v, ok := r.number(s, column)
	m := money{fraction: r.based(fractionOf(v, micro), s), ok: ok}
	if r.per > 1 {
		m.per = r.per
	}
	return r.times(m)
}

// rounded is an amount in minor units of the reporting currency.
func (r *rowPrices) rounded(m money) (int64, bool) {
	if !m.ok {
		return 0, false
	}
	if r.exchanged && !m.reported {
		m.times(r.rate, 9)
	}
	v, ok := m.minor(r.minor)
	if !ok {
		r.c.errs = append(r.c.errs, table.CellError{Name: "list_amount", Reason: table.TooLarge})
	}
	return v, ok
}

// references finds the reference price: the line's own, the price list, the agreed, the
// standard price; and says which it is.
func (r *rowPrices) references() (reference uint8) {
	c := r.c
	listed, fromPrice := r.amount(r.pricer.list, "list_amount"), r.each(r.listPrice, "list_price")
	reference = table.ReferenceLine
	r.list = listed
	if !r.list.ok {
		r.list = fromPrice
	}
	if !r.list.ok && c.env.Prices != nil {
		if price, ok := c.env.Prices.At(c.out.text(r.iProduct), c.out.day(r.iDate)); ok {
			r.list, reference = r.times(money{fraction: fractionOf(price, micro), ok: true, reported: true}), table.ReferencePriceList
		}
	}
	for _, other := range []struct {
		s         *heading.Slot
		column    string
		reference uint8
	}{{r.agreed, "agreed_price", table.ReferenceAgreed}, {r.standard, "standard_price", table.ReferenceStandard}} {
		if m := r.each(other.s, other.column); !r.list.ok && m.ok {
			r.list, reference = m, other.reference
		}
	}
	r.listAmount, r.hasList = r.rounded(r.list)
	if listed.ok && fromPrice.ok && r.hasList {
		if v, ok := r.rounded(fromPrice); ok && !near(v, r.listAmount, r.tolerance) {
			r.conflict(r.listPrice, "list_price", r.pricer.list)
		}
	}
	return reference
}

// take takes the net amount in one of the forms that the row gives it: the first stands,
// the others must agree.
func (r *rowPrices) take(s *heading.Slot, column string, v int64, ok bool) {
	switch {
	case !ok:
	case !r.hasNet:
		r.net, r.hasNet, r.stands = v, true, s
	case !near(v, r.net, r.tolerance):
		r.conflict(s, column, r.stands)
	}
}

// nets finds the net amount.
func (r *rowPrices) nets() {
	v, ok := r.rounded(r.amount(r.pricer.net, "net_amount"))
	r.take(r.pricer.net, "net_amount", v, ok)
	sold := r.each(r.netPrice, "net_price")
	if r.pricer.rate == nil || !r.pricer.rate.OnNet {
		v, ok = r.rounded(sold)
		r.take(r.netPrice, "net_price", v, ok)
	}
	if r.pricer.rate != nil {
		r.byRate(sold)
	}
	if off := r.discount(); off.ok && r.hasList {
		v, ok := r.rounded(off)
		r.take(r.off, "discount_amount", r.listAmount-v, ok)
	}
}

// byRate takes the net amount by the row's discount rate, off the list price or, where the
// column is so, off the sales price.
func (r *rowPrices) byRate(sold money) {
	s := r.pricer.rate
	text, h := r.c.cur.Value(s)
	read := cell.Rate
	if s.Share {
		read = cell.PriceShare
	}
	d, reason, ok := read(text, h, s.Decision)
	switch {
	case ok && s.Share:
		d = table.RateScale - d
	case reason == table.NotRate && cell.NoDiscount(text):
		d, ok, reason = 0, true, 0
	}
	if !ok && reason != table.Empty && !r.byAmount(text, h, reason) {
		r.c.fault(s, "discount_rate", text, reason)
	}
	of := r.list
	if s.OnNet && sold.ok {
		of = sold
		if !ok && reason == table.Empty {
			d, ok = 0, true
		}
	}
	if ok && of.ok {
		of.times(table.RateScale-d, 9)
		of.up = r.minor == 0 // 992.5 yen are invoiced as 993
		v, ok := r.rounded(of)
		r.take(s, "discount_rate", v, ok)
	}
}

// byAmount reads what stands in a column of rates and is an amount by its currency sign:
// 50円. It is the discount of a line of one piece.
func (r *rowPrices) byAmount(text []byte, h raw.Hint, reason table.Reason) bool {
	s := r.pricer.rate
	mark := cell.CurrencyOf(text)
	if reason != table.NotRate || mark == "" || !cell.IsCurrency(mark, r.c.env.Currency) || r.quantity != 1e6 || !r.hasList {
		return false
	}
	v, _, ok := cell.Decimal(text, h, s.Decision, micro)
	if !ok {
		return false
	}
	off, fits := r.rounded(money{fraction: fractionOf(v, micro), ok: true})
	r.take(s, "discount_rate", r.listAmount-off, fits)
	return true
}
