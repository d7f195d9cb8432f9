package ingest

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"tenbin/ingest/cell"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
	"tenbin/ingest/text"
)

// joined is a file (or several of one layout) whose rows complete a source's rows.
// It is held in memory whole.
type joined struct {
	path        string // of the first file, for messages
	left, right []string
	take        map[string]string
	heads       []heading
	key         []int // cells of the key, parallel to left and right
	rows        joinedRows
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

// joinedRows are rows of cells, copied out of the reader's blocks.
type joinedRows struct {
	data  []byte
	ends  []int // end of each cell in data
	hints []raw.Hint
	first []int // index of each row's first cell; len = rows+1
	place []table.Place
}

func (r *joinedRows) add(b *raw.Block, i int, place table.Place) {
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
	r.place = append(r.place, place)
}

// cell returns cell j of row i.
func (r *joinedRows) cell(i int32, j int) ([]byte, raw.Hint) {
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
func (r *joinedRows) same(a, b int32, columns []int) bool {
	for _, c := range columns {
		x, _ := r.cell(a, c)
		y, _ := r.cell(b, c)
		if !bytes.Equal(bytes.TrimSpace(x), bytes.TrimSpace(y)) {
			return false
		}
	}
	return true
}

// newJoined prepares a join of a source: its key columns by the heading found.
func newJoined(path string, j Join, heads []heading) *joined {
	k := &joined{path: path, take: j.Take, heads: heads, indexes: map[string]*joinIndex{}, mu: &sync.Mutex{}, profiles: map[int]*cell.Profile{}}
	for _, left := range sortedKeys(j.On) {
		at, _ := position(heads, j.On[left])
		k.left, k.right, k.key = append(k.left, left), append(k.right, j.On[left]), append(k.key, at)
	}
	return k
}

// build makes the index once the key columns are known.
func (j *joined) build() {
	j.mu.Lock()
	defer j.mu.Unlock()
	name := fmt.Sprint(j.key)
	if j.joinIndex = j.indexes[name]; j.joinIndex != nil {
		return
	}
	j.joinIndex = &joinIndex{map[string]int32{}, map[string][]int32{}}
	j.indexes[name] = j.joinIndex
	var taken []int
	for _, c := range sortedKeys(j.take) {
		if at, _ := position(j.heads, j.take[c]); at >= 0 {
			taken = append(taken, at)
		}
	}
	var key []byte
	for i := range int32(len(j.rows.place)) {
		key = key[:0]
		empty := true
		for _, c := range j.key {
			text, _ := j.rows.cell(i, c)
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
		case !j.rows.same(old, i, taken):
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

// openJoins opens and reads the joined files of a source, in the source's order.
func (in *Input) openJoins(ctx context.Context, schema table.Schema, source *Source, workers int) ([]*joined, error) {
	var out []*joined
	for _, j := range source.Join {
		paths, err := expand(in.sources.Base, j.Files)
		if err != nil {
			return nil, err
		}
		var whole *joined
		for _, path := range paths {
			if whole, err = in.openJoin(ctx, schema, j, path, whole, workers); err != nil {
				return nil, err
			}
		}
		out = append(out, whole)
	}
	return out, nil
}

// openJoin reads one file of a join and adds its rows to whole.
func (in *Input) openJoin(ctx context.Context, schema table.Schema, j Join, path string, whole *joined, workers int) (*joined, error) {
	full := within(in.sources.Base, path)
	book, kind, err := open(full, path, j.PasswordEnv, text.Options{Encoding: j.Encoding, Delimiter: j.Delimiter, Workers: workers, Limits: in.sources.Limits}, in.sources.Limits)
	if err != nil {
		return nil, err
	}
	in.books = append(in.books, book)
	best, seen, err := findHeader(ctx, book, j.Sheet, j.HeaderRow, func(heads []heading) int { return j.score(heads) })
	if err != nil {
		return nil, unreadable(path, err)
	}
	if best.sheet == nil {
		return nil, noTable(path, schema.Name+" join", seen)
	}
	fresh := newJoined(path, j, best.heads)
	if whole == nil {
		whole = fresh
	} else if fmt.Sprint(listed(whole.heads)) != fmt.Sprint(listed(fresh.heads)) {
		return nil, fileError(path, ErrBadSource, Sentence{"結合するファイルの見出しが揃っていません", "the joined files have different headings"},
			Sentence{"join を分けて書いてください", "write one join for each layout"})
	}
	sum, err := in.sum(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	known := false
	for _, f := range in.files {
		known = known || f.Path == path && f.Table == schema.Name
	}
	if !known {
		in.files = append(in.files, table.File{Path: path, Table: schema.Name, SHA256: sum, Month: nameMonth(path), Sheet: best.sheet.Name})
	}
	return whole, in.loadJoin(ctx, schema.Name, whole, best, kind, path)
}

// score counts the headings of a join that a row holds.
func (j *Join) score(heads []heading) int {
	n := 0
	for _, left := range sortedKeys(j.On) {
		right, _ := position(heads, j.On[left])
		other, _ := position(heads, left)
		if right >= 0 || other >= 0 {
			n++
		}
	}
	for _, c := range sortedKeys(j.Take) {
		if at, _ := position(heads, j.Take[c]); at >= 0 {
			n++
		}
	}
	return n
}

// loadJoin copies the rows of a joined file. Rows of a file that is itself a source
// are counted there; all others are helpers, each once however many tables join them.
func (in *Input) loadJoin(ctx context.Context, tableName string, whole *joined, f found, kind form, path string) error {
	counted := in.isSource(path)
	for _, p := range in.helperPaths {
		counted = counted || p == path
	}
	var c table.Counts
	var tail bool
	var loose []Furniture
	var broken []table.RowError
	tailFrom, tailTo, empty := int64(0), int64(0), int64(0)
	s := newShape(f.heads, whole.key)
	for part := range max(1, f.sheet.Parts) {
		err := f.sheet.Read(ctx, part, func(b *raw.Block) error {
			for i := range b.Rows() {
				if b.Row[i] <= f.row {
					continue
				}
				class := s.of(b, i)
				at := table.Place{File: path, Sheet: f.sheet.Name, Row: b.Row[i]}
				if class == isBlank { // a tail until a row follows
					if !tail {
						tail, tailFrom, empty = true, b.Row[i], 0
					}
					tailTo = b.Row[i]
					empty++
					continue
				}
				if tail {
					c.RowsRead, c.Furniture, tail = c.RowsRead+empty, c.Furniture+empty, false
					loose = append(loose, Furniture{tableName, table.Place{File: path, Sheet: f.sheet.Name, Row: tailFrom}, tailTo, classNames[isBlank], ""})
				}
				c.RowsRead++
				switch {
				case class != isRow:
					c.Furniture++
					loose = append(loose, Furniture{tableName, at, b.Row[i], classNames[class], firstText(b, i)})
				case kind == delimited && ragged(b, i, len(f.heads)):
					c.RowErrors++
					broken = append(broken, table.RowError{Table: tableName, Place: at, Cells: []table.CellError{{Reason: table.FieldCount}}})
				default:
					c.Helper++
					whole.rows.add(b, i, at)
				}
			}
			return nil
		})
		if err != nil {
			return unreadable(path, err)
		}
	}
	if tail {
		c.RowsRead, c.Furniture = c.RowsRead+1, c.Furniture+1
		loose = append(loose, Furniture{tableName, table.Place{File: path, Sheet: f.sheet.Name, Row: tailFrom}, tailTo, classNames[isTail], ""})
	}
	if !counted {
		in.helperPaths = append(in.helperPaths, path)
		in.helpers = append(in.helpers, c)
		in.broken = append(in.broken, broken...)
		in.sheets = append(in.sheets, loose...)
	}
	return nil
}

// ragged reports whether a row has fewer cells than the heading, or more with text.
func ragged(b *raw.Block, i, heads int) bool {
	if b.Width(i) < heads {
		return true
	}
	for j := heads; j < b.Width(i); j++ {
		if text, _ := b.Cell(i, j); !blank(text) {
			return true
		}
	}
	return false
}

// isSource reports whether a path is itself a file of some table.
func (in *Input) isSource(path string) bool {
	if r := in.sources.Deals; r != nil {
		for _, f := range r.Files {
			if f.Path == path && f.Heads != nil {
				return true
			}
		}
	}
	for _, t := range sortedKeys(in.sources.Tables) {
		for _, s := range in.sources.Tables[t] {
			if paths, err := expand(in.sources.Base, s.Files); err == nil {
				for _, p := range paths {
					if p == path {
						return true
					}
				}
			}
		}
	}
	return false
}
