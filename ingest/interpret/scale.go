package interpret

import (
	"context"
	"fmt"
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/heading"
)

const rateScaleCode = "rate_scale"

// rateScale settles a column of discount rates in which nothing lies above 1 and a bare 1
// stands: 1 is the whole price as a fraction and 1 % as per cent. A per cent sign in the
// heading settles it, then the row's own net price; else it is asked.
func rateScale(ctx context.Context, f *File) error {
	s := f.Layout.Named("discount_rate")
	if s == nil || s.Fixed || s.Share || s.Join != heading.MainRow || s.Constant != nil {
		return nil
	}
	if strings.ContainsAny(s.Heading, "%％") {
		fixScale(s, cell.WholePercent)
		return nil
	}
	switch f.Answer(rateScaleCode) {
	case "percent":
		fixScale(s, cell.WholePercent)
		return nil
	case "fraction":
		fixScale(s, cell.Fraction)
		return nil
	}
	p := f.Profile("discount_rate")
	below, at, above, _ := p.Rates()
	if at == 0 || above > 0 || below == 0 {
		return nil
	}
	with := func(scale cell.RateScale) func(*heading.Layout) {
		return func(l *heading.Layout) { fixScale(l.Named("discount_rate"), scale) }
	}
	percent, err := f.totals(ctx, with(cell.WholePercent))
	if err != nil {
		return err
	}
	fraction, err := f.totals(ctx, with(cell.Fraction))
	if err != nil {
		return err
	}
	switch { // another price of the row contradicts one of the readings
	case percent.Errors < fraction.Errors:
		with(cell.WholePercent)(f.Layout)
		return nil
	case fraction.Errors < percent.Errors:
		with(cell.Fraction)(f.Layout)
		return nil
	}
	byPercent, err := f.confirmed(ctx, with(cell.WholePercent))
	if err != nil {
		return err
	}
	byFraction, err := f.confirmed(ctx, with(cell.Fraction))
	if err != nil {
		return err
	}
	switch {
	case 10*byPercent >= 9*percent.Measured && byPercent > byFraction:
		with(cell.WholePercent)(f.Layout)
		return nil
	case 10*byFraction >= 9*fraction.Measured && byFraction > byPercent:
		with(cell.Fraction)(f.Layout)
		return nil
	}
	f.Ask(fault.Question{Code: rateScaleCode, Place: f.At(s),
		Seen: fault.Sentence{JA: fmt.Sprintf("率の列「%s」の値はすべて 1 以下で、1 が %d 個あります", s.Heading, at),
			EN: fmt.Sprintf("no value of the column of rates %q lies above 1, and %d are 1", s.Heading, at)},
		Readings: []fault.Reading{
			{Word: "percent", What: fault.Sentence{JA: "1 は 1 %", EN: "1 is 1 %"}, List: fault.Amount(percent.List), Discount: fault.Amount(percent.Discount)},
			{Word: "fraction", What: fault.Sentence{JA: "1 は 100 %", EN: "1 is 100 %"}, List: fault.Amount(fraction.List), Discount: fault.Amount(fraction.Discount)}}})
	return nil
}

// fixScale makes every bare number of a column of rates one of scale.
func fixScale(s *heading.Slot, scale cell.RateScale) {
	s.Decision.Scale, s.Decision.Mixed, s.Decision.Proved, s.Decision.Fixed = scale, false, true, true
}
