package cell_test

import (
	"testing"

	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

// TestRateWords: discounts in the words of the trade, in units of a tenth of a per cent; −1 is
// a cell that cannot be read.
func TestRateWords(t *testing.T) {
	per := func(v int64, ok bool) int64 {
		if !ok {
			return -1
		}
		return v / (table.RateScale / 1000)
	}
	percent := cell.Decision{Kind: table.Rate, Scale: cell.WholePercent}
	for text, want := range map[string]int64{
		"9掛": 100, "9掛け": 100, "８．５掛": 150, "85掛": 150, "10掛": 0, "1掛": 900, "0掛": -1, "120掛": -1, "掛": -1, "9%掛": -1,
		"10%+5%": 145, "10% + 10%": 190, "10％＋10％": 190, "10+10": 190, "10%+5%+2%": 162, "9掛+5%": 145, "10%+": -1, "+10%": 100, "10%+abc": -1, "50%+50%+50%": 875,
		"1割5分": 150, "3〜5%": -1, "3-5%": -1, "50円": -1,
	} {
		v, _, ok := cell.Rate([]byte(text), raw.Plain, percent)
		if got := per(v, ok); got != want {
			t.Errorf("discount %q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]int64{
		"85%": 850, ".85": 850, "0.85": 850, "8.5": 850, "85": 850, "1": 1000, "10": 1000, "100": 1000, "9掛": 900, "85掛": 850, "8割5分": 850, "1.05": -1, "110": -1, "-5": -1, "850円": -1, "": -1,
	} {
		v, _, ok := cell.PriceShare([]byte(text), raw.Plain, percent)
		if got := per(v, ok); got != want {
			t.Errorf("share %q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string][2]int64{
		"3〜5%": {30, 50}, "3%～5%": {30, 50}, "3-5%": {30, 50}, "3% to 5%": {30, 50}, "10%以内": {100, 100}, "最大10%": {100, 100}, "up to 10%": {100, 100}, "5%〜3%": {-1, -1}, "〜5%": {-1, -1}, "応相談": {-1, -1},
	} {
		low, high, ok := cell.RateRange([]byte(text), raw.Plain, percent)
		if got := [2]int64{per(low, ok), per(high, ok)}; got != want {
			t.Errorf("range %q: %v, want %v", text, got, want)
		}
	}
}
