package dedup

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"tenbin/ingest/cell"
	"tenbin/ingest/heading"
	"tenbin/ingest/intern"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// What identifies the rows of a file.
const (
	NoIdentity = iota
	OwnID      // the id column
	DocumentID // document and line number
	derivedID  // owner, client, document, product, date, amount and occurrence number
)

// Identity gives each row the text by which repeated and superseded rows are found.
type Identity struct {
	Kind  int
	Slots []*heading.Slot
	extra []*heading.Slot // the whole row, to tell a repeated row from a changed one
	Buf   []byte
}

// NewIdentity returns what identifies the rows of a file with this layout.
func NewIdentity(l *heading.Layout) *Identity {
	id := &Identity{}
	column := heading.IdColumn(l.Schema.Name)
	if column == "" {
		return id
	}
	for i := range l.Slots {
		if l.Inputs[l.Slots[i].Input].Name != "recorded_at" {
			id.extra = append(id.extra, &l.Slots[i])
		}
	}
	if l.Shortened || l.Named("split_rate") != nil {
		return id.derived(l)
	}
	if s := l.Named(column); s != nil && l.Compose {
		id.Kind, id.Slots = DocumentID, []*heading.Slot{l.Named("document"), s}
		return id
	} else if s != nil {
		id.Kind, id.Slots = OwnID, []*heading.Slot{s}
		return id
	}
	if l.Schema.Name != "deals" {
		return id
	}
	document, line := l.Named("document"), l.Named("line")
	if document != nil && line != nil {
		id.Kind, id.Slots = DocumentID, []*heading.Slot{document, line}
		return id
	}
	return id.derived(l)
}

// derived makes the cells that tell one line from another the identity.
func (id *Identity) derived(l *heading.Layout) *Identity {
	id.Kind = derivedID
	for i := range l.Slots {
		c := l.Inputs[l.Slots[i].Input]
		switch c.Name {
		case "salesperson", "client", "document", "product", "date":
			id.Slots = append(id.Slots, &l.Slots[i])
		default:
			if c.Kind == table.Money || c.Kind == heading.Exact || c.Kind == table.Rate || c.Kind == table.Quantity {
				id.Slots = append(id.Slots, &l.Slots[i])
			}
		}
	}
	return id
}

// Text returns the identity of the row: the id as it is kept (parts joined with "-"), or
// for a derived one the cells that it is derived from. Empty for a row whose id is.
func (id *Identity) Text(cur *rows.Cursor) []byte {
	id.Buf = id.Buf[:0]
	some := false
	for n, s := range id.Slots {
		text, _ := cur.Value(s)
		text = bytes.TrimSpace(text)
		some = some || len(text) > 0
		if n > 0 {
			if id.Kind == derivedID {
				id.Buf = append(id.Buf, 0xff)
			} else {
				id.Buf = append(id.Buf, '-')
			}
		}
		id.Buf = append(id.Buf, text...)
	}
	if !some {
		return nil
	}
	if id.Kind != derivedID && !cell.Tidy(id.Buf) { // two spellings of one id are one
		id.Buf = append(id.Buf[:0], cell.Clean(string(id.Buf))...)
	}
	return id.Buf
}

// Fingerprint returns a 64-bit fingerprint of the row's identity; 0 = none.
func (id *Identity) Fingerprint(cur *rows.Cursor) uint64 {
	if id.Kind == NoIdentity {
		return 0
	}
	return Fingerprint(id.Text(cur))
}

// content returns a digest of everything that the row says, recorded_at apart.
func (id *Identity) content(cur *rows.Cursor) [32]byte {
	h := sha256.New()
	for _, s := range id.extra {
		text, _ := cur.Value(s)
		h.Write(bytes.TrimSpace(text))
		h.Write([]byte{0xff, byte(s.Input)})
	}
	return [32]byte(h.Sum(nil))
}

// Fingerprint digests a text; 0 stands for no text.
func Fingerprint(text []byte) uint64 {
	if len(text) == 0 {
		return 0
	}
	return intern.Hash(text)
}

// Derived returns the id of a row that has none: a digest of what it is derived from
// and, from the second row of the same content on, its number. The "~" marks it.
func Derived(text []byte, occurrence int) string {
	h := sha256.New()
	h.Write(text)
	if occurrence > 1 {
		h.Write([]byte{0xfe, byte(occurrence), byte(occurrence >> 8), byte(occurrence >> 16)})
	}
	return "~" + hex.EncodeToString(h.Sum(nil)[:8])
}

// NumbersLines reports whether the ids of a deals file, found and not configured, are
// line numbers within documents: fewer than half of them differ. some and late are the
// fingerprints of its parts.
func NumbersLines(s *rows.Source, some [][]uint64, late []*Fingerprints) bool {
	l := s.Layout
	if l.Schema.Name != "deals" || l.Compose || l.Named("document") == nil || l.Named("line_id") == nil || s.Asked.Columns["line_id"].From != nil {
		return false
	}
	n, different := 0, map[uint64]struct{}{}
	count := func(prints []uint64) {
		for _, x := range prints {
			if x == 0 || len(different) > 1<<16 { // no document has so many lines
				continue
			}
			n++
			different[x] = struct{}{}
		}
	}
	for _, p := range some {
		count(p)
	}
	for _, p := range late {
		for k := 0; k < Partitions && len(different) <= 1<<16; k++ {
			_ = p.each(k, count) // what cannot be read again judge says
		}
	}
	return n > 1 && 2*len(different) < n && len(different) <= 1<<16
}
