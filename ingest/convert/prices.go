package convert

import (
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/lookup"
	"tenbin/ingest/table"
)

// pricer derives list_amount, net_amount and reference of a deal line from whatever
// price columns the source has. Prices are exact until the one rounding to minor
// units: half to even, and half up where a rate is taken off yen, as Japanese invoices do.
type pricer struct {
	c                                                *Converter
	list, listPrice, agreed, standard                *heading.Slot
	net, netPrice, rate, off, cost                   *heading.Slot
	quantity, tax, currency, taxKind, person, split  *heading.Slot
	iList, iNet, iReference, iQuantity, iCost, iDate int
	iPerson, iClient, iProduct, iSegment, iID        int
	iKind, iStage                                    int
	iDocument                                        int
	line                                             *heading.Slot
	minor                                            int
	unit, per                                        int64 // of the row's money, pieces of its prices: by a column of the row; 1 = none
	bySign                                           bool  // the sign of the row says its kind, no word
}

func newPricer(c *Converter) *pricer {
	l := c.s.Layout
	return &pricer{c: c, list: l.Named("list_amount"), listPrice: l.Named("list_price"), agreed: l.Named("agreed_price"), standard: l.Named("standard_price"),
		net: l.Named("net_amount"), netPrice: l.Named("net_price"), rate: l.Named("discount_rate"), off: l.Named("discount_amount"), cost: l.Named("cost"),
		quantity: l.Named("quantity"), tax: l.Named("tax_rate"), currency: l.Named("currency"), taxKind: l.Named("tax_kind"), person: l.Named("salesperson"), split: l.Named("split_rate"), line: l.Named("line"),
		iList: c.at["list_amount"], iNet: c.at["net_amount"], iReference: c.at["reference"], iQuantity: c.at["quantity"], iCost: c.at["cost"], iDate: c.at["date"],
		iPerson: c.at["salesperson"], iClient: c.at["client"], iProduct: c.at["product"], iSegment: c.at["segment"], iID: c.at["line_id"], iDocument: c.at["document"], iKind: c.at["kind"], iStage: c.at["stage"],
		minor: c.env.MinorUnits}
}

// money is an amount of the row before rounding.
type money struct {
	fraction
	ok       bool
	reported bool // already in the reporting currency: from our own price list
}

// deal completes a deal line: the owner of its account, its prices, its id.
func (c *Converter) deal() {
	c.price.exception()
	c.account()
	c.price.prices()
	c.identify()
}

// account fills what the account list says about the line's client.
func (c *Converter) account() {
	p := c.price
	if c.env.Accounts == nil {
		return
	}
	if !c.out.has(p.iPerson) && !c.faulted("salesperson") {
		if owner := c.env.Accounts.Owner(c.out.text(p.iClient), c.out.day(p.iDate)); owner != "" {
			c.out.setText(p.iPerson, owner)
		}
	}
	if !c.out.has(p.iSegment) {
		if s := c.env.Accounts.Segment[c.out.text(p.iClient)]; s != "" {
			c.out.setText(p.iSegment, s)
		}
	}
}

// identify gives a line without an id of its own one.
func (c *Converter) identify() {
	p := c.price
	if (c.s.Layout.Compose || !c.out.has(p.iID)) && c.id.Kind != dedup.OwnID && !c.faulted("line_id") {
		text := c.id.Text(c.cur)
		if c.id.Kind == dedup.DocumentID {
			if len(text) > 0 {
				c.out.setText(p.iID, cell.Clean(string(text)))
			}
		} else {
			c.out.setText(p.iID, dedup.Derived(text, max(1, c.decisions[c.cur.Row()].Occurrence)))
		}
	}
}

// number reads a number of the row in 10⁻⁶, after the column's unit. A null cell is no
// number and no error.
func (p *pricer) number(s *heading.Slot, column string) (int64, bool) {
	if s == nil {
		return 0, false
	}
	text, h := p.c.cur.Value(s)
	v, r, ok := p.c.number(text, h, s, micro)
	if !ok && r != table.Empty {
		p.c.fault(s, column, text, r)
	}
	return v, ok
}

// amount reads an amount column, or the product of several.
func (p *pricer) amount(s *heading.Slot, column string) money {
	if s == nil {
		return money{}
	}
	if !s.Product {
		v, ok := p.number(s, column)
		return money{fraction: p.based(fractionOf(v, micro), s), ok: ok}
	}
	f := fraction{}
	for n, j := range s.Cells {
		text, h := p.c.cur.Cell(s.Join, j)
		v, r, ok := cell.Decimal(text, h, s.Factors[n], micro)
		if !ok {
			if r != table.Empty {
				p.c.errs = append(p.c.errs, table.CellError{Column: j + 1, Name: column, Value: heading.Cut(string(text)), Reason: r})
			}
			return money{}
		}
		if n < 3 {
			f.times(v, micro)
		}
	}
	if s.Unit > 1 {
		f.times(s.Unit, 0)
	}
	return money{fraction: p.based(f, s), ok: true}
}

// based notes that an amount includes tax.
func (p *pricer) based(f fraction, s *heading.Slot) fraction {
	if p.unit > 1 {
		f.times(p.unit, 0)
	}
	if s != nil && p.included(s) {
		f.tax = p.c.env.TaxRate
		if p.tax != nil {
			text, h := p.c.cur.Value(p.tax)
			if v, r, ok := cell.Rate(text, h, p.tax.Decision); ok {
				f.tax = v
			} else if r != table.Empty {
				p.c.fault(p.tax, "tax_rate", text, r)
			}
		}
	}
	return f
}

// included reports whether an amount holds tax: by its heading, or by the row's own word
// for the net amounts, which a list price seldom follows.
func (p *pricer) included(s *heading.Slot) bool {
	if s.Tax != "" || p.taxKind == nil || s != p.net && s != p.netPrice {
		return s.Tax == "included"
	}
	text, _ := p.c.cur.Value(p.taxKind)
	return heading.TaxWord(string(text)) == "included"
}

// conflict reports a price that contradicts the one that stands, with the place of that.
func (p *pricer) conflict(s *heading.Slot, column string, stands *heading.Slot) {
	var text []byte
	if s != nil && !s.Product {
		text, _ = p.c.cur.Value(s)
	}
	p.c.fault(s, column, text, table.PriceConflict)
	if e := &p.c.errs[len(p.c.errs)-1]; e.Other.File == "" && stands != nil && stands.Column() > 0 {
		e.Other = table.Place{File: p.c.s.Path, Sheet: p.c.s.Found.Sheet.Name, Row: p.c.cur.Row(), Column: stands.Column()}
	}
}

// exchange returns what the row's currency is multiplied by, in 10⁻⁹ reporting units;
// rate 0 when the table has none for the month. ok is false in the reporting currency.
func (p *pricer) exchange() (rate int64, ok bool) {
	if p.currency == nil {
		return 0, false
	}
	text, h := p.c.cur.Value(p.currency)
	if h >= raw.Error || cell.Null(text) {
		return 0, false
	}
	code := strings.ToUpper(strings.TrimSpace(string(text)))
	if word := cell.CurrencyWord(code); word != "" {
		code = word
	}
	if code == strings.ToUpper(p.c.env.Currency) {
		return 0, false
	}
	day := p.c.out.day(p.iDate)
	if !day.Known() {
		return 0, true
	}
	return p.c.env.Rates[lookup.RateKey{Month: day.Month(), Currency: code}], true
}

func near(a, b, tolerance int64) bool { return a-b <= tolerance && b-a <= tolerance }
