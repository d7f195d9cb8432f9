package interpret

import (
	"context"
	"fmt"
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
	"tenbin/ingest/rows"
)

// unitColumnCode is the code of the question about a column that gives each row's unit.
const unitColumnCode = "unit_column"

// unitColumn asks about a column that nothing was made of and that gives the unit of the
// row's money (金額単位: 千円) or the pieces that its price is for (Per: 100). Rows are not
// scaled by it: whether it is already in the amounts only the export knows.
func unitColumn(ctx context.Context, f *File) error {
	if f.Answer(unitColumnCode) == "ignore" {
		return nil
	}
	unbound := map[string]bool{}
	for _, h := range f.Layout.Unbound() {
		unbound[h] = true
	}
	for at, h := range f.Found.Heads {
		if !unbound[h.Text] {
			continue
		}
		money, pieces := false, false
		switch name.Plain(h.Text) {
		case "金額単位", "通貨単位", "単位", "UNIT", "AMOUNT UNIT", "CURRENCY UNIT":
			money = true
		case "価格単位", "単価単位", "PER", "PRICE PER", "PRICE UNIT", "PRICING UNIT", "PER QTY":
			money, pieces = true, true
		default:
			continue
		}
		n, first, word := 0, int64(0), ""
		err := f.Rows(ctx, func(cur *rows.Cursor) {
			text, _ := cur.Cell(heading.MainRow, at)
			text, _ = cell.Unwrapped(text)
			if p := name.Plain(string(text)); money && moneyUnit(p) || pieces && manyPieces(p) {
				if n == 0 {
					first, word = cur.Row(), string(text)
				}
				n++
			}
		})
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		as, err := f.totals(ctx, func(*heading.Layout) {})
		if err != nil {
			return err
		}
		place := f.Place(first)
		place.Column = at + 1
		f.Ask(fault.Question{Code: unitColumnCode, Place: place,
			Seen: fault.Sentence{JA: fmt.Sprintf("「%s」の列に「%s」などの単位が %d 行にあります。金額をその単位で換算する必要があれば、換算した金額で出力し直してください", h.Text, word, n),
				EN: fmt.Sprintf("the column %q gives a unit such as %q on %d rows; if amounts are in that unit, export them converted", h.Text, word, n)},
			Readings: []fault.Reading{{Word: "ignore", What: fault.Sentence{JA: "金額はそのまま(換算済み)です", EN: "the amounts stand as they are"}, List: fault.Amount(as.List), Discount: fault.Amount(as.Discount)}}})
	}
	return nil
}

// moneyUnit reports whether a word is a unit of money other than one.
func moneyUnit(p string) bool {
	for _, currency := range []string{"JAPANESE YEN", "YEN", "JPY", "USD", "DOLLARS", "US$", "EUR", "円", "¥", "OF"} {
		p = strings.TrimSpace(strings.Replace(p, currency, "", 1))
	}
	switch strings.Trim(p, "() .'") {
	case "千", "百万", "万", "THOUSAND", "THOUSANDS", "MILLION", "MILLIONS", "K", "M", "T", "000", "1,000", "1000", "X1000", "X1,000", "×1000", "×1,000", "MN", "MIO":
		return true
	}
	return false
}

// manyPieces reports whether a cell names more than one piece.
func manyPieces(p string) bool {
	switch p {
	case "10", "12", "100", "144", "1000", "1,000", "10000", "10,000", "百", "千", "C", "M":
		return true
	}
	return false
}
