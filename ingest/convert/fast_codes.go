package convert

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/intern"
)

// codeAnswer is what the code of a value became in a column with an interner.
type codeAnswer struct {
	value int64
	hit   int32
	state codeState
}

// codePrice is what the code of a value became in a column of prices.
type codePrice struct {
	value int64 // 10⁻⁶
	shape cell.Shape
	state codeState
}

type codeState uint8

const (
	codeNew codeState = iota
	codeGood
	codeUnfit // the row is for Converter.row
)

// forms says in which forms the fast path takes the columns of the file. ok is false where it
// may need the text of any.
func (l *fastPath) forms() (want []raw.Want, ok bool) {
	if l.identity == idOther || l.c.env.Accounts != nil {
		return nil, false
	}
	want = make([]raw.Want, l.width)
	for j := range want {
		want[j] = raw.AsCodes
	}
	for _, s := range []*heading.Slot{l.prices.list, l.prices.net} {
		if s.Unit <= 1 {
			want[s.Cells[0]] = raw.AsNumbers
		}
	}
	for k := range l.steps {
		x := &l.steps[k]
		want[x.cell] = min(want[x.cell], raw.AsCodes)
		if x.interner == nil && (l.skip == nil || !l.skip[x.target]) {
			want[x.cell] = raw.AsText
		}
	}
	for _, s := range l.c.id.Slots {
		want[s.Cells[0]] = raw.AsText
	}
	if s := l.prices.cost; s != nil {
		want[s.Cells[0]] = raw.AsText
	}
	return want, true
}

// codesOf returns column j of b as codes, nil where it stands as text.
func codesOf(b *raw.Block, j int) *raw.Coded {
	if b.Coded == nil || b.Coded[j].Codes == nil {
		return nil
	}
	return &b.Coded[j]
}

// textOf returns a cell of a block that may have codes.
func textOf(b *raw.Block, i, j int) ([]byte, raw.Hint) {
	if x := codesOf(b, j); x != nil {
		return x.Value(x.Codes[i])
	}
	at := b.First[i] + uint32(j)
	return b.Data[b.Start[at]:b.End[at]], hint(b, at)
}

// coded reads a column that stands as codes: each of them is worked out once for a part.
func (l *fastPath) coded(b *raw.Block, x *step, codes *raw.Coded) {
	good := l.good[:len(codes.Codes)]
	x.hits, x.values = room(x.hits, len(good)), room(x.values, len(good))
	l.answers(x, codes)
	hits, values, required := x.hits, x.values, x.required
	for i, k := range codes.Codes {
		if !good[i] {
			continue
		}
		a := &x.byCode[k+1] // the empty cell stands first
		if a.state == codeUnfit || a.value < 0 && (a.value == unusual || required) {
			good[i] = false
			continue
		}
		hits[i], values[i] = a.hit, a.value
	}
}

// answers works out the codes of a block that are new. They are looked for together, as in
// look.
func (l *fastPath) answers(x *step, codes *raw.Coded) {
	m := x.interner
	m.Pending = m.Pending[:0]
	for i, k := range codes.Codes {
		if !l.good[i] {
			continue
		}
		k++
		if int(k) >= len(x.byCode) {
			x.byCode = append(x.byCode, make([]codeAnswer, int(k)+1-len(x.byCode))...)
		}
		a := &x.byCode[k]
		if a.state != codeNew {
			continue
		}
		text, h := codes.Value(k - 1)
		if a.state = codeGood; !x.fits(text, h) {
			a.state = codeUnfit
			continue
		}
		w := intern.KeyOf(text, 0, uint32(len(text)))
		m.Pending = append(m.Pending, intern.Pending{Key: w, Hash: w.Hash(text), Row: k - 1, Size: uint32(len(text))})
	}
	for from := 0; from < len(m.Pending); from += intern.Ahead {
		some := m.Pending[from:min(from+intern.Ahead, len(m.Pending))]
		m.Prefetch(some)
		for n := range some {
			w := &some[n]
			var text []byte
			if w.Size > 32 {
				text, _ = codes.Value(w.Row)
			}
			a := &x.byCode[w.Row+1]
			if a.hit = m.Find(&w.Key, w.Hash, w.Size, text); a.hit >= 0 {
				a.value = m.Entries[a.hit].Value
				continue
			}
			text, h := codes.Value(w.Row)
			a.hit, a.value = l.intern(x, w, text, h)
		}
	}
}

// plausible looks whether the codes of a column whose values nobody wants are those of
// errors.
func (l *fastPath) plausible(x *step, codes *raw.Coded) {
	good := l.good[:len(codes.Codes)]
	for i, k := range codes.Codes {
		if !good[i] {
			continue
		}
		k++
		if int(k) >= len(x.byCode) {
			x.byCode = append(x.byCode, make([]codeAnswer, int(k)+1-len(x.byCode))...)
		}
		a := &x.byCode[k]
		if a.state == codeNew {
			a.state = codeGood
			if _, h := codes.Value(k - 1); h >= raw.Error {
				a.state = codeUnfit
			}
		}
		good[i] = a.state == codeGood
	}
}

// numbers is amounts for a column that stands as numbers. What is no price is for
// Converter.row.
func (l *fastPath) numbers(hundredths []int64, each bool, pieces *step, into []int64, shapes []cell.Shape) {
	minor := l.c.price.minor
	for i, v := range hundredths {
		if !l.good[i] {
			continue
		}
		if v < 0 || v >= 1e14 {
			l.good[i] = false
			continue
		}
		shapes[i] = cell.Typed
		if minor == 2 {
			if amount, ok := whole(v, each, pieces, i); ok {
				into[i] = amount
				continue
			}
		}
		into[i], l.good[i] = l.amount(v*1e4, each, pieces, i)
	}
}

// codedAmounts is amounts for a column that stands as codes; n says which of the prices it
// is.
func (l *fastPath) codedAmounts(codes *raw.Coded, s *heading.Slot, each bool, pieces *step, into []int64, shapes []cell.Shape, n int) {
	table := l.byCode[n]
	for i, k := range codes.Codes {
		if !l.good[i] {
			continue
		}
		k++
		if int(k) >= len(table) {
			table = append(table, make([]codePrice, int(k)+1-len(table))...)
		}
		a := &table[k]
		if a.state == codeNew {
			text, h := codes.Value(k - 1)
			v, _, ok := l.c.number(text, h, s, micro)
			if *a = (codePrice{v, cell.ShapeOf(text, h), codeGood}); !ok || v < 0 || !cell.IsCurrency(cell.CurrencyOf(text), l.c.env.Currency) {
				a.state = codeUnfit
			}
		}
		if a.state == codeUnfit {
			l.good[i] = false
			continue
		}
		shapes[i] = a.shape
		into[i], l.good[i] = l.amount(a.value, each, pieces, i)
	}
	l.byCode[n] = table
}
