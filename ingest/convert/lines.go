package convert

import (
	"math"
	"tenbin/ingest/cell"
	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// pieces is the quantity of the row in 10⁻⁶. Where the column is there and the cell is
// empty it is what amount ÷ unit price gives, if that is whole, else 1.
func (p *pricer) pieces() int64 {
	if q, ok := p.c.out.int(p.iQuantity); ok {
		return q
	}
	if p.quantity == nil {
		return 1e6
	}
	amount, price := p.net, p.netPrice
	if price == nil {
		price = p.listPrice
	}
	if p.list != nil && p.listPrice != nil {
		amount, price = p.list, p.listPrice
	}
	a, ok := p.peek(amount)
	if ok && p.per > 1 {
		a, ok = a*p.per, a < math.MaxInt64/p.per
	}
	if ok {
		if u, ok := p.peek(price); ok && u != 0 && a%u == 0 && a/u > 0 && a/u < 1e6 {
			return a / u * 1e6
		}
		if u, ok := p.peek(price); ok && a > u && u > 0 { // not one piece, and nobody knows how many
			p.c.fault(p.quantity, "quantity", nil, table.Empty)
		}
	}
	return 1e6
}

// peek reads a number of the row without noting what is wrong with it.
func (p *pricer) peek(s *heading.Slot) (int64, bool) {
	if s == nil || s.Product {
		return 0, false
	}
	text, h := p.c.cur.Value(s)
	v, _, ok := p.c.number(text, h, s, micro)
	return v, ok
}

// discount reads the amount of the row's discount; where the column writes discounts with
// a minus, the sign is taken off.
func (p *pricer) discount() money {
	if p.off != nil {
		if text, _ := p.c.cur.Value(p.off); cell.NoDiscount(text) {
			return money{fraction: fractionOf(0, micro), ok: true}
		}
	}
	m := p.amount(p.off, "discount_amount")
	if m.ok && p.off.Negate {
		m.times(-1, 0)
	}
	return m
}

// noDiscount reports whether the row has a column of discounts, no other form of the net
// price, and nothing in that column: a blank discount beside a list price is none.
func (p *pricer) noDiscount() bool {
	if p.person == nil || p.net != nil || p.netPrice != nil || p.rate == nil && p.off == nil {
		return false
	}
	for _, s := range []*heading.Slot{p.rate, p.off} {
		if s == nil {
			continue
		}
		if text, _ := p.c.cur.Value(s); !cell.Null(text) {
			return false
		}
		who, _ := p.c.cur.Value(p.person)
		if !s.BlankIsNone[string(who)] {
			return false
		}
	}
	return true
}

// foreign is the first price of the row whose cell names another currency than the
// reporting one, where no column says the currency.
func (p *pricer) foreign() (code string, at *heading.Slot) {
	if p.currency != nil {
		return "", nil
	}
	for _, s := range []*heading.Slot{p.list, p.listPrice, p.net, p.netPrice, p.off} {
		if s == nil || s.Product {
			continue
		}
		text, _ := p.c.cur.Value(s)
		if mark := cell.CurrencyOf(text); !cell.IsCurrency(mark, p.c.env.Currency) {
			return mark, s
		}
	}
	return "", nil
}

// signs makes a line of which quantity, price or amount is negative what cancels: a
// return, which the sums match with the sale it takes back. Where no word says the kind,
// the sign does.
func (p *pricer) signs(list, net int64, hasList, has bool) {
	c := p.c
	p.bySign = false
	// A credit note without a reason that carries the goods' list price takes the sale back.
	if hasList && list != 0 && has && c.out.has(p.iKind) && c.out.byte(p.iKind) == table.CreditNote && !c.out.has(c.at["reason"]) {
		c.out.setByte(p.iKind, table.Return)
		return
	}
	if (!hasList || list >= 0) && (!has || net >= 0) || c.out.has(p.iKind) && c.out.byte(p.iKind) != table.Sale {
		return
	}
	if c.out.has(p.iStage) && c.out.byte(p.iStage) != table.Won {
		return
	}
	c.out.setByte(p.iKind, table.Return)
	p.bySign = true
}

// rowUnit reads what the row says of the unit of its money, or of the pieces that its prices
// are for.
func (p *pricer) rowUnit() {
	p.unit, p.per = 1, 1
	u := p.c.s.Layout.RowUnit
	if u == nil {
		return
	}
	text, _ := p.c.cur.Cell(heading.MainRow, u.Cell)
	text, _ = cell.Unwrapped(text)
	if n := cell.Pieces(text); u.Pieces && n > 1 {
		p.per = n
	} else if n := cell.MoneyUnit(text); u.Money && n > 1 {
		p.unit = n
	}
}
