package text

import "tenbin/ingest/format/raw"

// Index is what Open learns by reading a file once, in a form that can be carried: with it
// another machine opens the same file without that reading.
type Index struct {
	Dialect         Dialect
	Size, Begin     int64
	Proved, Decoded bool
	Packing         uint8
	Parts           [][]Segment
	Warnings        []raw.Warning `json:",omitempty"`
}

// Segment is a run of whole rows of a part: the bytes From to To, the first row on Line.
// With a kind it is one row whose quotes do not follow the rules.
type Segment struct {
	From, To, Line int64
	Kind           uint8 `json:",omitempty"`
}

// known returns what the index of t learned.
func (t *file) known() *Index {
	x := &Index{Dialect: t.dialect, Size: t.size, Begin: t.begin, Proved: t.proved, Decoded: t.decoded, Packing: uint8(t.packing), Parts: make([][]Segment, len(t.parts)), Warnings: t.warnings}
	for k, part := range t.parts {
		for _, s := range part {
			x.Parts[k] = append(x.Parts[k], Segment{s.from, s.to, s.line, uint8(s.kind)})
		}
	}
	return x
}

// take has t know what x says.
func (t *file) take(x *Index) {
	t.dialect, t.size, t.begin, t.proved, t.decoded, t.packing, t.warnings = x.Dialect, x.Size, x.Begin, x.Proved, x.Decoded, packing(x.Packing), x.Warnings
	t.parts = make([][]segment, len(x.Parts))
	for k, part := range x.Parts {
		for _, s := range part {
			t.parts[k] = append(t.parts[k], segment{s.From, s.To, s.Line, kind(s.Kind)})
		}
	}
}
