package interpret

import (
	"context"
	"fmt"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
)

// discountSignCode is the code of the question about the sign of a column of discounts.
const discountSignCode = "discount_sign"

// discountSign settles a column of discount amounts that is written with a minus: values
// of which none is above zero and some below are discounts. Where both signs stand on
// lines that are sales it is asked.
func discountSign(ctx context.Context, f *File) error {
	s := f.Layout.Named("discount_amount")
	if s == nil || s.Join != heading.MainRow || s.Constant != nil || s.Product {
		return nil
	}
	quantity := f.Layout.Named("quantity")
	var below, above int64
	err := f.Rows(ctx, func(cur *rows.Cursor) {
		if quantity != nil {
			text, h := cur.Value(quantity)
			if v, _, ok := cell.Decimal(text, h, quantity.Decision, 6); ok && v < 0 {
				return // the sign of a return
			}
		}
		text, h := cur.Value(s)
		switch v, _, ok := cell.Decimal(text, h, s.Decision, 6); {
		case !ok || v == 0:
		case v < 0:
			below++
		default:
			above++
		}
	})
	if err != nil || below == 0 {
		return err
	}
	switch a := f.Answer(discountSignCode); {
	case a == "minus", a == "" && above == 0:
		s.Negate = true
		return nil
	case a == "plus" || above >= 20*below:
		return nil // few negative ones among many: corrections, as they stand
	}
	plus, err := f.totals(ctx, func(*heading.Layout) {})
	if err != nil {
		return err
	}
	minus, err := f.totals(ctx, func(l *heading.Layout) { l.Named("discount_amount").Negate = true })
	if err != nil {
		return err
	}
	if minus.Errors != plus.Errors { // another price of the row settles it
		s.Negate = minus.Errors < plus.Errors
		return nil
	}
	f.Ask(fault.Question{Code: discountSignCode, Place: f.At(s),
		Seen: fault.Sentence{JA: fmt.Sprintf("値引きの列「%s」に負の値が %d 個、正の値が %d 個あります", s.Heading, below, above),
			EN: fmt.Sprintf("the column of discounts %q holds %d values below zero and %d above", s.Heading, below, above)},
		Readings: []fault.Reading{
			{Word: "plus", What: fault.Sentence{JA: "正の値が値引き", EN: "values above zero are discounts"}, List: fault.Amount(plus.List), Discount: fault.Amount(plus.Discount)},
			{Word: "minus", What: fault.Sentence{JA: "負の値が値引き", EN: "values below zero are discounts"}, List: fault.Amount(minus.List), Discount: fault.Amount(minus.Discount)}}})
	return nil
}

// blankDiscount settles what an empty cell in a column of discounts says beside a list
// price, where the row has no net price: none, for people who fill the column elsewhere.
// Of the others nothing is known: their lines stay unmeasured, which is said.
func blankDiscount(ctx context.Context, f *File) error {
	if f.Layout.Named("net_amount") != nil || f.Layout.Named("net_price") != nil {
		return nil
	}
	var columns []*heading.Slot
	for _, c := range []string{"discount_rate", "discount_amount"} {
		if s := f.Layout.Named(c); s != nil && s.Join == heading.MainRow && s.Constant == nil && !s.Product {
			columns = append(columns, s)
		}
	}
	person := f.Layout.Named("salesperson")
	if len(columns) == 0 || person == nil || person.Constant != nil {
		return nil
	}
	filled, blank := map[string]bool{}, map[string]int{}
	err := f.Rows(ctx, func(cur *rows.Cursor) {
		name, _ := cur.Value(person)
		who := string(name)
		for _, s := range columns {
			if text, _ := cur.Value(s); !cell.Null(text) {
				filled[who] = true
				return
			}
		}
		blank[who]++
	})
	if err != nil || len(blank) == 0 {
		return err
	}
	for _, s := range columns {
		s.BlankIsNone = filled
	}
	unknown := 0
	for who, n := range blank {
		if !filled[who] {
			unknown += n
		}
	}
	if unknown > 0 {
		f.Warn("blank_discount", f.At(columns[0]), fault.Sentence{
			JA: fmt.Sprintf("「%s」を一度も記入していない担当者の行が %d 行あり、値引きがないのか記入していないのか分からないため測っていません", columns[0].Heading, unknown),
			EN: fmt.Sprintf("%d lines are of people who never fill in %q: whether they gave no discount or wrote none cannot be told, and they are not measured", unknown, columns[0].Heading)})
	}
	return nil
}
