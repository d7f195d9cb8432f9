package interpret

import (
	"context"
	"fmt"
	"slices"

	"tenbin/ingest/convert"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// priceFactorCode is the code of the question about list and net prices in different units.
const priceFactorCode = "price_factor"

// Beyond which ratio list and net prices are in different units, on how many lines at
// least, and the factors that units differ by.
const (
	widest    = 20
	fewPriced = 5
)

var factors = []int64{10, 100, 1_000, 10_000, 1_000_000}

// priceFactor asks about files in which most lines sell for less than a twentieth of the list price,
// or for more than twenty times of it: one column is in another unit, or for other pieces.
func priceFactor(ctx context.Context, f *File) error {
	if f.Answer(priceFactorCode) == "as_written" {
		return nil
	}
	var ratios []float64
	given := 0
	err := convert.Sample(ctx, f.Source, f.Env, f.rows(), few, func(l convert.Line) {
		switch {
		case f.Marks[l.Row].Class != heading.IsRow || !l.Won || l.Kind != table.Sale || !l.HasList || !l.HasNet || l.List <= 0 || l.Net < 0:
		case l.Net == 0:
			given++
		default:
			ratios = append(ratios, float64(l.Net)/float64(l.List))
		}
	})
	if err != nil || len(ratios) < fewPriced || given > len(ratios) {
		return err
	}
	slices.Sort(ratios)
	median := ratios[len(ratios)/2]
	if median*widest >= 1 && median <= widest {
		return nil
	}
	columns, by := []string{"net_amount", "net_price", "discount_amount"}, median
	if median > 1 {
		columns, by = []string{"list_amount", "list_price"}, 1/median
	}
	factor := factors[0]
	for _, x := range factors {
		if float64(x)*by <= 1.2 {
			factor = x
		}
	}
	larger := func(l *heading.Layout) {
		for _, c := range columns {
			if s := l.Named(c); s != nil {
				s.Unit = max(s.Unit, 1) * factor
			}
		}
	}
	word := fmt.Sprint("times_", factor)
	if f.Answer(priceFactorCode) == word {
		larger(f.Layout)
		return nil
	}
	as, err := f.totals(ctx, func(*heading.Layout) {})
	if err != nil {
		return err
	}
	other, err := f.totals(ctx, larger)
	if err != nil {
		return err
	}
	slot := f.Layout.Named("net_amount")
	for _, c := range append(columns, "net_price", "list_amount", "list_price", "discount_rate") {
		if slot == nil {
			slot = f.Layout.Named(c)
		}
	}
	what := fault.Sentence{JA: "売値", EN: "net price"}
	if median > 1 {
		what = fault.Sentence{JA: "定価", EN: "list price"}
	}
	f.Ask(fault.Question{Code: priceFactorCode, Place: f.At(slot),
		Seen: fault.Sentence{JA: fmt.Sprintf("売値は定価の %.3g 倍の行が多く、単位(千円など)か個数あたりの価格が列で違うようです", median), EN: fmt.Sprintf("most lines sell at %.3g times the list price: the columns seem to be in different units, or for different numbers of pieces", median)},
		Readings: []fault.Reading{
			{Word: "as_written", What: fault.Sentence{JA: "金額は書かれたとおりです", EN: "the amounts stand as they are"}, List: fault.Amount(as.List), Discount: fault.Amount(as.Discount)},
			{Word: word, What: fault.Sentence{JA: fmt.Sprintf("%sは %d 倍です", what.JA, factor), EN: fmt.Sprintf("the %s is in units of %d", what.EN, factor)}, List: fault.Amount(other.List), Discount: fault.Amount(other.Discount)}}})
	return nil
}
