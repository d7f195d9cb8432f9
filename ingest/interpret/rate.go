package interpret

import (
	"context"
	"fmt"

	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
)

const (
	rateOrAmountCode = "rate_or_amount"
	rateOnNetCode    = "rate_on_net"
)

// unclear reports whether a heading names a discount without saying of which kind.
func unclear(text string) bool {
	switch name.Plain(text) {
	case "DISCOUNT", "DISC", "DISC.", "割引", "値引", "値引き", "割引き":
		return true
	}
	return false
}

// rateOrAmount settles a column that is only called Discount and holds whole numbers: per
// cent, or money? The row's net price settles it, then what is impossible (a discount above
// the list price, a rate above 100); else it is asked.
func rateOrAmount(ctx context.Context, f *File) error {
	s := f.Layout.Named("discount_rate")
	if s == nil || s.Fixed || s.Join != heading.MainRow || s.Constant != nil || !unclear(s.Heading) || f.Layout.Named("discount_amount") != nil {
		return nil
	}
	toAmount := func(l *heading.Layout) { l.Rebind("discount_rate", "discount_amount") }
	switch f.Answer(rateOrAmountCode) {
	case "amount":
		toAmount(f.Layout)
		return nil
	case "rate":
		return nil
	}
	p := f.Profile("discount_rate")
	if _, _, above, marked := p.Rates(); above == 0 || marked > 0 {
		return nil
	}
	rate, err := f.totals(ctx, func(*heading.Layout) {})
	if err != nil {
		return err
	}
	amount, err := f.totals(ctx, toAmount)
	if err != nil {
		return err
	}
	if rate.Errors == amount.Errors {
		of, err := f.confirmed(ctx, func(*heading.Layout) {})
		if err != nil {
			return err
		}
		byAmount, err := f.confirmed(ctx, toAmount)
		if err != nil {
			return err
		}
		switch {
		case 10*of >= 9*rate.Measured && of > byAmount:
			return nil
		case 10*byAmount >= 9*amount.Measured && byAmount > of:
			toAmount(f.Layout)
			return nil
		}
	}
	priced := f.Layout.Named("net_amount") != nil || f.Layout.Named("net_price") != nil
	switch {
	case amount.Errors < rate.Errors:
		toAmount(f.Layout)
		return nil
	case rate.Errors < amount.Errors || priced:
		return nil
	}
	f.Ask(fault.Question{Code: rateOrAmountCode, Place: f.At(s),
		Seen: fault.Sentence{JA: fmt.Sprintf("列「%s」の値は 1 を超え、率(%%)とも金額とも読めます", s.Heading), EN: fmt.Sprintf("the values of %q are above 1: per cent, or money", s.Heading)},
		Readings: []fault.Reading{
			{Word: "rate", What: fault.Sentence{JA: "率(%)です", EN: "per cent"}, List: fault.Amount(rate.List), Discount: fault.Amount(rate.Discount)},
			{Word: "amount", What: fault.Sentence{JA: "金額です", EN: "money"}, List: fault.Amount(amount.List), Discount: fault.Amount(amount.Discount)}}})
	return nil
}

// rateOnNet settles a rate beside list and net price that do not agree with it: Salesforce's
// Discount is off the sales price (UnitPrice), not off the list price. The headings of that
// system settle it, and an amount of the row that agrees; else it is asked.
func rateOnNet(ctx context.Context, f *File) error {
	s, net := f.Layout.Named("discount_rate"), f.Layout.Named("net_price")
	if s == nil || net == nil || s.Join != heading.MainRow || net.Join != heading.MainRow || f.Layout.Named("list_price") == nil && f.Layout.Named("list_amount") == nil {
		return nil
	}
	onNet := func(l *heading.Layout) { l.Named("discount_rate").OnNet = true }
	switch f.Answer(rateOnNetCode) {
	case "net":
		onNet(f.Layout)
		return nil
	case "list":
		return nil
	}
	list, err := f.totals(ctx, func(*heading.Layout) {})
	if err != nil || 2*list.Errors <= list.Rows { // a few lines that disagree are row errors
		return err
	}
	other, err := f.totals(ctx, onNet)
	if err != nil || other.Errors >= list.Errors {
		return err
	}
	switch name.Plain(net.Heading) {
	case "UNITPRICE", "SALES PRICE", "販売価格":
		onNet(f.Layout)
		return nil
	}
	if f.Layout.Named("net_amount") != nil {
		onNet(f.Layout)
		return nil
	}
	f.Ask(fault.Question{Code: rateOnNetCode, Place: f.At(s),
		Seen: fault.Sentence{JA: fmt.Sprintf("「%s」と「%s」が一致しない行が %d 行あります", s.Heading, net.Heading, list.Errors), EN: fmt.Sprintf("%q and %q disagree on %d lines", s.Heading, net.Heading, list.Errors)},
		Readings: []fault.Reading{
			{Word: "net", What: fault.Sentence{JA: "率は「" + net.Heading + "」からの割引です", EN: fmt.Sprintf("the rate is off %q", net.Heading)}, List: fault.Amount(other.List), Discount: fault.Amount(other.Discount)},
			{Word: "list", What: fault.Sentence{JA: "率は定価からの割引です(一致しない行は使いません)", EN: "the rate is off the list price (lines that disagree are not used)"}, List: fault.Amount(list.List), Discount: fault.Amount(list.Discount)}}})
	return nil
}
