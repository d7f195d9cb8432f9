package heading

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// under keeps what stands outside of the table out, and every measure.
func TestUnder(t *testing.T) {
	for _, c := range []struct {
		name         string
		above, below []string
		want         []string // fold, joined, tax, unit
	}{
		{"behind the table", []string{"日付", "", "担当", "", "備考"}, []string{"", "金額", "", ""}, []string{"日付", "金額", "担当"}},
		{"merged downwards at the right edge", []string{"価格", "", "備考"}, []string{"定価", "売値", ""}, []string{"定価/価格定価", "売値/価格売値", "備考"}},
		{"measures", []string{"定価", "売値(税抜)", "割引"}, []string{"千円", "(百万円)", "%"}, []string{"定価 1000", "売値 excluded 1000000", "割引"}},
		{"a group ends where names begin again", []string{"価格", "日付", ""}, []string{"定価", "", "数量"}, []string{"定価/価格定価", "日付", "数量"}},
	} {
		var got []string
		for _, h := range under(ReadAll(c.above), c.below) {
			s := h.Fold
			if h.joined != "" {
				s += "/" + h.joined
			}
			if h.tax != "" {
				s += " " + h.tax
			}
			if h.unit != 0 {
				s += " " + strconv.FormatInt(h.unit, 10)
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
