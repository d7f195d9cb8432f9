package column

import (
	"bytes"
	"sync"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest/table"
)

// Interner numbers texts in the order in which they are met. Number 0 is the empty text.
// The workers of one reduction share a list: ID adds to it, All reads it; List
// itself is for when nobody adds.
type Interner struct {
	mu    sync.Mutex
	index map[string]int32
	List  []string
	texts table.Texts
}

func NewInterner() *Interner { return &Interner{index: map[string]int32{"": 0}, List: []string{""}} }

func (n *Interner) ID(s string) int32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.add(s)
}

// All returns the texts by number; what is added later stands behind them.
func (n *Interner) All() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.List
}

func (n *Interner) add(s string) int32 {
	id, ok := n.index[s]
	if !ok {
		id = n.new(n.texts.Keep(s))
	}
	return id
}

func (n *Interner) new(s string) int32 {
	id := int32(len(n.List))
	n.index[s] = id
	n.List = append(n.List, s)
	return id
}

func (n *Interner) bytesID(b []byte) int32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	if id, ok := n.index[string(b)]; ok {
		return id
	}
	return n.new(n.texts.KeepBytes(b))
}

// Mapper turns the codes of one dictionary column into ids. Batches of a shard share
// a dictionary that only grows, so a new batch costs one comparison of bytes and the
// words that are new.
type Mapper struct {
	Names *Interner
	last  *array.String
	ends  []int32
	data  []byte
	to    []int32
}

// Of returns the ids of a batch's column.
func (m *Mapper) Of(a arrow.Array) Codes {
	d := a.(*array.Dictionary)
	m.extend(d.Dictionary().(*array.String))
	return Codes{NullsOf(a), d.Indices().(*array.Int32).Int32Values(), m.to}
}

// extend maps the words of a dictionary.
func (m *Mapper) extend(d *array.String) {
	if d == m.last {
		return
	}
	offsets, data := d.ValueOffsets(), d.ValueBytes()
	// Arrays do not change: the same memory is the same text, cut at the same places.
	grown := m.last != nil && len(data) > 0 && len(m.data) > 0 && &m.last.ValueBytes()[0] == &data[0]
	cut := m.last != nil && len(offsets) > 0 && len(m.last.ValueOffsets()) > 0 && &m.last.ValueOffsets()[0] == &offsets[0]
	m.last = d
	known := 0
	if n := len(m.ends); n > 0 && n < len(offsets) && (grown && len(data) >= len(m.data) || bytes.HasPrefix(data, m.data)) {
		known = n
		for k := 0; k < n && !cut; k++ {
			if offsets[k+1]-offsets[0] != m.ends[k] {
				known, cut = 0, true
			}
		}
	}
	if known == 0 {
		m.ends, m.data, m.to = m.ends[:0], m.data[:0], m.to[:0]
	}
	m.data = append(m.data, data[len(m.data):]...)
	for k := known; k+1 < len(offsets); k++ {
		from, to := offsets[k]-offsets[0], offsets[k+1]-offsets[0]
		m.ends = append(m.ends, to)
		m.to = append(m.to, m.Names.bytesID(data[from:to]))
	}
}

// Renumbering maps the numbers of one list of names to those of another.
type Renumbering []int32

func (r Renumbering) Of(k int32) int32 {
	if r == nil {
		return k
	}
	return r[k]
}

// Renumber numbers the texts of m in n and returns n's number of each.
func (n *Interner) Renumber(m *Interner) Renumbering {
	out := make([]int32, len(m.List))
	for k, s := range m.List {
		out[k] = n.ID(s)
	}
	return out
}
