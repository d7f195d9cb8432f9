package heading

import (
	"regexp"
	"strings"
)

// shares are the headings of rates that say what is paid of the list price, folded.
var shares = map[string]bool{"掛率": true, "掛け率": true, "仕切率": true, "仕切り率": true, "仕切掛率": true, "納入掛率": true, "%OFLIST": true, "%OFLISTPRICE": true, "PERCENTOFLIST": true}

// looseDiscount binds a column that is only called 値引 or Disc where nothing else says at what
// price was sold: as a rate, until its values say that it holds money.
func (b *Binder) looseDiscount(l *Layout, heads []Heading, used map[int]bool) {
	i := columnIndex(b.Inputs, "discount_rate")
	if i < 0 {
		return
	}
	for _, c := range []string{"net_amount", "net_price", "discount_rate", "discount_amount"} {
		if l.Named(c) != nil {
			return
		}
	}
	for _, w := range []string{"値引", "値引き", "割引き", "Disc", "Disc %"} {
		if at, times := Position(heads, w); times == 1 && !used[at] {
			used[at] = true
			s := Slot{Input: i, Join: MainRow, Cells: []int{at}}
			s.note(heads[at])
			l.add(s)
			return
		}
	}
}

// monthHeading is a heading that names a month: 2026年8月, 8月, 2026-08, Aug 2026.
var monthHeading = regexp.MustCompile(`^(?:(?:\d{4}年)?\d{1,2}月(?:度|分)?|\d{4}[-/]\d{1,2}|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]?\d{2,4})$`)

// months counts the headings that name months, and gives the first.
func months(heads []Heading) (n int, first string) {
	for _, h := range heads {
		if monthHeading.MatchString(strings.TrimSpace(h.Text)) {
			if n++; n == 1 {
				first = h.Text
			}
		}
	}
	return n, first
}
