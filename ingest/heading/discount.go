package heading

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
