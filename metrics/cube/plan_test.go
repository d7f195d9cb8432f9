package cube

import "testing"

func TestTwoDigits(t *testing.T) {
	for _, c := range []struct {
		v, d uint64
		want int64
	}{{11_000, 16, 690}, {11_000, 4, 2800}, {11_000, 1, 11_000}, {12_500, 1, 12_000}, {13_500, 1, 14_000}, {12_501, 1, 13_000}, {9_950, 1, 10_000}, {995, 10, 100}, {3, 16, 0}, {40, 16, 2}, {24, 16, 2}} {
		if got := twoDigits(c.v, c.d); got != c.want {
			t.Errorf("%d/%d to two digits = %d, want %d", c.v, c.d, got, c.want)
		}
	}
}
