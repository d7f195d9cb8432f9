package text

// Index is what Open learns by reading a file once, in a form that can be carried: with it
// another machine opens the same file without that reading.
type Index struct {
	Dialect         Dialect
	Size, Begin     int64
	Proved, Decoded bool
	Packing         uint8
	Parts           [][]Segment
}

// Segment is a run of whole rows of a part: the bytes From to To, the first row on Line.
type Segment struct{ From, To, Line int64 }

// known returns what the index of t learned.
func (t *file) known() *Index {
	x := &Index{Dialect: t.dialect, Size: t.size, Begin: t.begin, Proved: t.proved, Decoded: t.decoded, Packing: uint8(t.packing), Parts: make([][]Segment, len(t.parts))}
	for k, part := range t.parts {
		for _, s := range part {
			x.Parts[k] = append(x.Parts[k], Segment{s.from, s.to, s.line})
		}
	}
	return x
}

// take has t know what x says.
func (t *file) take(x *Index) {
	t.dialect, t.size, t.begin, t.proved, t.decoded, t.packing = x.Dialect, x.Size, x.Begin, x.Proved, x.Decoded, packing(x.Packing)
	t.parts = make([][]segment, len(x.Parts))
	for k, part := range x.Parts {
		for _, s := range part {
			t.parts[k] = append(t.parts[k], segment{s.From, s.To, s.Line})
		}
	}
}
