package rows

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"sync"

	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Joined is a file (or several of one layout) whose rows complete a source's rows.
// It is held in memory whole.
type Joined struct {
	heading.JoinHeads
	Rows Cells
	*joinIndex
	indexes  map[string]*joinIndex // by key cells: shared by the files of the source
	mu       *sync.Mutex
	profiles map[int]*cell.Profile
}

// joinIndex finds the row of a joined file by its key.
type joinIndex struct {
	index map[string]int32
	twice map[string][]int32 // keys with several rows of different content
}

// Cells are rows of cells, copied out of the reader's blocks.
type Cells struct {
	data  []byte
	ends  []int // end of each cell in data
	hints []raw.Hint
	first []int // index of each row's first cell; len = rows+1
	Place []table.Place
}

// Add copies row i of b, which stands at place.
func (r *Cells) Add(b *raw.Block, i int, place table.Place) {
	if len(r.first) == 0 {
		r.first = append(r.first, 0)
	}
	for j := range b.Width(i) {
		text, h := b.Cell(i, j)
		r.data = append(r.data, text...)
		r.ends = append(r.ends, len(r.data))
		r.hints = append(r.hints, h)
	}
	r.first = append(r.first, len(r.ends))
	r.Place = append(r.Place, place)
}

// Cell returns cell j of row i.
func (r *Cells) Cell(i int32, j int) ([]byte, raw.Hint) {
	k := r.first[i] + j
	if k >= r.first[i+1] {
		return nil, raw.Plain
	}
	start := 0
	if k > 0 {
		start = r.ends[k-1]
	}
	return r.data[start:r.ends[k]], r.hints[k]
}

// same reports whether rows a and b hold the same text in the cells of columns.
func (r *Cells) same(a, b int32, columns []int) bool {
	for _, c := range columns {
		x, _ := r.Cell(a, c)
		y, _ := r.Cell(b, c)
		if !bytes.Equal(bytes.TrimSpace(x), bytes.TrimSpace(y)) {
			return false
		}
	}
	return true
}

// NewJoined prepares a join of a source: its key columns by the heading found.
func NewJoined(path string, j source.Join, heads []heading.Heading) *Joined {
	k := &Joined{JoinHeads: heading.JoinHeads{Path: path, Take: j.Take, Heads: heads}, indexes: map[string]*joinIndex{}, mu: &sync.Mutex{}, profiles: map[int]*cell.Profile{}}
	for _, left := range slices.Sorted(maps.Keys(j.On)) {
		at, _ := heading.Position(heads, j.On[left])
		k.Left, k.Right, k.Key = append(k.Left, left), append(k.Right, j.On[left]), append(k.Key, at)
	}
	return k
}

// build makes the index once the key columns are known.
func (j *Joined) build() {
	j.mu.Lock()
	defer j.mu.Unlock()
	name := fmt.Sprint(j.Key)
	if j.joinIndex = j.indexes[name]; j.joinIndex != nil {
		return
	}
	j.joinIndex = &joinIndex{map[string]int32{}, map[string][]int32{}}
	j.indexes[name] = j.joinIndex
	var taken []int
	for _, c := range slices.Sorted(maps.Keys(j.Take)) {
		if at, _ := heading.Position(j.Heads, j.Take[c]); at >= 0 {
			taken = append(taken, at)
		}
	}
	var key []byte
	for i := range int32(len(j.Rows.Place)) {
		key = key[:0]
		empty := true
		for _, c := range j.Key {
			text, _ := j.Rows.Cell(i, c)
			empty = empty && len(bytes.TrimSpace(text)) == 0
			key = appendKey(key, text)
		}
		if empty {
			continue
		}
		old, ok := j.index[string(key)]
		switch {
		case !ok:
			j.index[string(key)] = i
		case !j.Rows.same(old, i, taken):
			if j.twice[string(key)] == nil {
				j.twice[string(key)] = []int32{old}
			}
			j.twice[string(key)] = append(j.twice[string(key)], i)
		}
	}
}

// appendKey adds one part of a key: trimmed, ended by a byte that no text holds.
func appendKey(key, text []byte) []byte {
	return append(append(key, bytes.TrimSpace(text)...), 0xff)
}

// Decide resolves a column of a joined file by all its cells.
func (j *Joined) Decide(at int, kind table.Kind) cell.Decision {
	p := j.profiles[at]
	if p == nil {
		p = &cell.Profile{}
		for i := range int32(len(j.Rows.Place)) {
			text, h := j.Rows.Cell(i, at)
			p.Observe(text, h)
		}
		j.profiles[at] = p
	}
	return p.Decide(kind)
}

// view returns the join as one file of the source sees it: the swapped direction of a key
// may differ from that of another file.
func (j *Joined) view() *Joined {
	v := *j
	v.Key = append([]int(nil), j.Key...)
	return &v
}
