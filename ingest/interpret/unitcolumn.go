package interpret

import (
	"context"
	"fmt"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/name"
	"tenbin/ingest/rows"
)

// unitColumnCode is the code of the question about a column that gives each row's unit.
const unitColumnCode = "unit_column"

// unitColumn finds a column that nothing was made of and that gives the unit of the row's
// money (金額単位: 千円) or the pieces that its price is for (Per: 100). A price for a hundred
// pieces is divided, which is said; whether amounts are still to be multiplied by their unit
// only the export knows: it is asked.
func unitColumn(ctx context.Context, f *File) error {
	answer := f.Answer(unitColumnCode)
	if answer == "ignore" {
		return nil
	}
	unbound := map[string]bool{}
	for _, h := range f.Layout.Unbound() {
		unbound[h] = true
	}
	for at, h := range f.Found.Heads {
		if !unbound[h.Text] || f.Layout.RowUnit != nil {
			continue
		}
		u := &heading.RowUnit{Cell: at}
		switch name.Plain(h.Text) {
		case "金額単位", "通貨単位", "単位", "UNIT", "AMOUNT UNIT", "CURRENCY UNIT":
			u.Money = true
		case "価格単位", "単価単位", "PER", "PRICE PER", "PRICE UNIT", "PRICING UNIT", "PER QTY":
			u.Money, u.Pieces = true, true
		default:
			continue
		}
		n, first, word, pieces := 0, int64(0), "", true
		err := f.Rows(ctx, func(cur *rows.Cursor) {
			text, _ := cur.Cell(heading.MainRow, at)
			text, _ = cell.Unwrapped(text)
			byPiece := u.Pieces && cell.Pieces(text) > 1
			if byPiece || u.Money && cell.MoneyUnit(text) > 1 {
				pieces = pieces && byPiece
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
		place := f.Place(first)
		place.Column = at + 1
		if answer == "convert" {
			f.Layout.RowUnit = u
			return nil
		}
		as, err := f.totals(ctx, func(*heading.Layout) {})
		if err != nil {
			return err
		}
		other, err := f.totals(ctx, func(l *heading.Layout) { l.RowUnit = u })
		if err != nil {
			return err
		}
		if pieces {
			if other.Errors > as.Errors { // an amount of the row says that its price is for one
				return nil
			}
			f.Layout.RowUnit = u
			f.Remarks = append(f.Remarks, fault.Remark{Code: unitColumnCode, Place: place, Text: fault.Sentence{
				JA: fmt.Sprintf("「%s」の列により、%d 行の単価を %s などの個数あたりの価格と読み、1個あたりに直しました", h.Text, n, word),
				EN: fmt.Sprintf("by the column %q the prices of %d rows are for a number of pieces, such as %s, and were divided by it", h.Text, n, word)}})
			return nil
		}
		f.Ask(fault.Question{Code: unitColumnCode, Place: place,
			Seen: fault.Sentence{JA: fmt.Sprintf("「%s」の列に「%s」などの単位が %d 行にあります", h.Text, word, n),
				EN: fmt.Sprintf("the column %q gives a unit such as %q on %d rows", h.Text, word, n)},
			Readings: []fault.Reading{
				{Word: "convert", What: fault.Sentence{JA: "金額はその単位で書かれています(換算します)", EN: "the amounts are in that unit, and are converted"}, List: fault.Amount(other.List), Discount: fault.Amount(other.Discount)},
				{Word: "ignore", What: fault.Sentence{JA: "金額はそのまま(換算済み)です", EN: "the amounts stand as they are"}, List: fault.Amount(as.List), Discount: fault.Amount(as.Discount)}}})
	}
	return nil
}
