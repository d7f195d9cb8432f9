package interpret

import (
	"bytes"
	"context"
	"errors"
	"sync/atomic"

	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/scan"
)

// few is how many lines a file has at most of which the sums are always compared; in longer
// ones only where a word, an empty cell or a price of 0 makes a row suspicious.
const few = 5_000

// suspected reports whether a row of the file may be something else than a line of goods: it
// holds a word of totals, discounts, freight or tax, has fewer cells than the first row of
// its part, or stands at price 0. It looks at the bytes of the cells alone.
func (f *File) suspected(ctx context.Context) (bool, error) {
	if f.rows() <= few {
		return true, nil
	}
	var net []int
	for _, c := range []string{"net_amount", "net_price"} {
		if s := f.Layout.Named(c); s != nil && s.Join == heading.MainRow && len(s.Cells) == 1 {
			net = append(net, s.Cells[0])
		}
	}
	var found atomic.Bool
	err := scan.Parallel(ctx, f.Env.Workers, max(1, f.Found.Sheet.Parts), func(part int) error {
		look := suspicion{net: net, usual: -1}
		err := f.Found.Sheet.Read(ctx, part, func(b *raw.Block) error {
			if found.Load() {
				return errFound
			}
			for i := range b.Rows() {
				if b.Row[i] > f.Found.Row && b.Row[i] <= f.Shape.LastFull && look.at(b, i) {
					found.Store(true)
					return errFound
				}
			}
			return ctx.Err()
		})
		if err != nil && !errors.Is(err, errFound) {
			return format.Unreadable(f.Path, err)
		}
		return nil
	})
	return found.Load(), err
}

// errFound ends a search.
var errFound = errors.New("found")

// suspicion is what makes a row suspicious.
type suspicion struct {
	net   []int // cells of net prices
	usual int   // empty cells of the first row, −1 = none was seen
}

// at reports whether row i of b is suspicious.
func (s *suspicion) at(b *raw.Block, i int) bool {
	empty := 0
	for j := range b.Width(i) {
		text, _ := b.Cell(i, j)
		if len(text) == 0 {
			empty++
		} else if c := text[0]; (c < '0' || c > '9') && special(text) {
			return true
		}
	}
	if s.usual < 0 {
		s.usual = empty
	}
	for _, j := range s.net {
		if j < b.Width(i) {
			if text, _ := b.Cell(i, j); zero(text) {
				return true
			}
		}
	}
	return empty > s.usual+1
}

// zero reports whether a text is 0 in digits.
func zero(text []byte) bool {
	any := false
	for _, c := range text {
		switch c {
		case '0':
			any = true
		case '.', ',':
		default:
			return false
		}
	}
	return any
}

// stems are what words of rows that are no goods hold, in lower case and by first letter;
// signs the characters.
var (
	stems = byLetter("total", "subtotal", "grandtotal", "discount", "discounted", "freight", "shipping", "handling", "delivery", "count", "tax", "vat", "memo", "note", "sum", "average", "rebate")
	signs = []string{"計", "値引", "割引", "送料", "運賃", "配送", "運送", "梱包", "手数料", "消費税", "税額", "メモ", "備考", "平均", "件数"}
)

func byLetter(words ...string) (all ['z' + 1][]string) {
	for _, w := range words {
		all[w[0]] = append(all[w[0]], w)
	}
	return all
}

// special is the cheap question before the words of a row are looked at closely.
func special(text []byte) bool {
	if len(text) < 3 || len(text) > 120 {
		return false
	}
	ascii, inside := true, false
	for i, c := range text {
		was := inside
		if inside = letter(c); was || !inside {
			ascii = ascii && c < 0x80
			continue
		}
		for _, s := range stems[c|0x20] {
			if len(text)-i >= len(s) && folded(text[i:i+len(s)], s) && wordEnds(text[i+len(s):]) {
				return true
			}
		}
	}
	if ascii {
		return false
	}
	for _, s := range signs {
		if bytes.Contains(text, []byte(s)) {
			return true
		}
	}
	return false
}

// wordEnds reports whether a word may end here: with a plural s at most. Subtotal and
// Consumables hold stems that begin or go on elsewhere.
func wordEnds(rest []byte) bool {
	if len(rest) > 0 && rest[0]|0x20 == 's' {
		rest = rest[1:]
	}
	return len(rest) == 0 || !letter(rest[0])
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// folded reports whether text is s in any case; s is in lower case.
func folded(text []byte, s string) bool {
	for i := range s {
		if text[i]|0x20 != s[i] {
			return false
		}
	}
	return true
}
