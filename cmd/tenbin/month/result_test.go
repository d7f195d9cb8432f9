package month

import (
	"testing"

	"tenbin/cmd/tenbin/cli"
	"tenbin/metrics/assessment"
)

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		v      int64
		places int
		want   string
	}{{0, 0, "0"}, {999, 0, "999"}, {1000, 0, "1,000"}, {-1234567, 0, "-1,234,567"}, {5, 2, "0.05"}, {123456, 2, "1,234.56"}, {-100000, 2, "-1,000.00"}} {
		if got := money(c.v, c.places); got != c.want {
			t.Errorf("money(%d, %d) = %s, want %s", c.v, c.places, got, c.want)
		}
	}
}

func TestAmountOf(t *testing.T) {
	for _, c := range []struct {
		v        int64
		currency string
		places   int
		want     cli.Words
	}{
		{1630522, "JPY", 0, cli.Text("1,630,522円", "¥1,630,522")},
		{-5000, "JPY", 0, cli.Text("-5,000円", "-¥5,000")},
		{147906, "EUR", 2, cli.Text("1,479.06 EUR", "1,479.06 EUR")},
	} {
		if got := amountOf(c.v, &assessment.Assessment{Currency: c.currency, MinorUnits: c.places}); got != c.want {
			t.Errorf("amountOf(%d %s) = %q, want %q", c.v, c.currency, got, c.want)
		}
	}
}
