package ingest

import (
	"fmt"
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// mainRow says that a slot's cells stand in the source's own rows.
const mainRow = -1

// slot is one input column of a source bound to cells.
type slot struct {
	input    int   // position in the table's input columns
	join     int   // which join's rows hold the cells; mainRow = the source's own
	cells    []int // 0-based; several are joined with "-" (or multiplied)
	product  bool
	constant *string
	decision cell.Decision // for numbers, rates and dates of the first cell
	factors  []cell.Decision
	fixed    bool // decision comes from the configuration
	unit     int64
	tax      string
	spelling map[string]string // folded spelling → word of the table
	heading  string            // as written, for messages
	parent   bool              // of a record in several rows: the same in all of them
}

// layout is how one source's columns are bound to one file's headings.
type layout struct {
	schema  table.Schema
	inputs  []inputColumn
	slots   []slot
	at      []int // input column → index in slots, -1 = absent
	keys    []joinKey
	taken   []takenCell // cells of joins that have a name but are no input column
	unbound []string    // headings that nothing was made of
	compose bool        // line_id numbers the lines of a document: only both together are an id
}

// takenCell is a cell of a join under a name of its own, for the next join's key.
type takenCell struct {
	name string
	join int
	cell int
}

// joinKey tells how the partner of a row is found: the cells of the row (or of an
// earlier join's partner) that must equal the joined file's key columns.
type joinKey struct {
	from []takenCell
}

// slotOf returns the slot of an input column, or nil.
func (l *layout) slotOf(input int) *slot {
	if i := l.at[input]; i >= 0 {
		return &l.slots[i]
	}
	return nil
}

// named returns the slot of the input column called name, or nil.
func (l *layout) named(name string) *slot {
	if i := columnIndex(l.inputs, name); i >= 0 {
		return l.slotOf(i)
	}
	return nil
}

// binder makes layouts for one table and source.
type binder struct {
	schema table.Schema
	inputs []inputColumn
	source *Source
	path   string
	owners bool // accounts name owners: the salesperson column may be absent
}

// score counts the columns that a heading row gives: what findHeader maximises.
// Configured headings weigh more than known ones.
func (b *binder) score(heads []heading) int {
	n := 0
	used := map[int]bool{}
	for _, c := range sortedKeys(b.source.Columns) {
		col := b.source.Columns[c]
		for _, h := range append(append([]string(nil), col.From...), col.Product...) {
			if at, _ := position(heads, h); at >= 0 {
				n += 3
				used[at] = true
			}
		}
	}
	for _, j := range b.source.Join {
		for _, pair := range sortedKeys(j.On) {
			for _, h := range []string{pair, j.On[pair]} {
				if at, _ := position(heads, h); at >= 0 && !used[at] {
					n += 3
					used[at] = true
				}
			}
		}
	}
	if e := b.source.Events; e != nil {
		for _, h := range []string{e.ID, e.At, e.Status} {
			if at, _ := position(heads, h); at >= 0 {
				n += 3
				used[at] = true
			}
		}
	}
	for _, c := range b.inputs {
		if at, _, _ := b.known(heads, c.Name, used); at >= 0 {
			used[at] = true
			n++
		}
	}
	return n
}

// known finds the heading of a column among the known names that is not used yet; the
// first name of the list that stands in the file wins.
func (b *binder) known(heads []heading, column string, used map[int]bool) (at, times int, text string) {
	for _, w := range append([]string{column}, headings[b.schema.Name][column]...) {
		if at, times := position(heads, w); at >= 0 && !used[at] {
			return at, times, heads[at].Text
		}
	}
	return -1, 0, ""
}

// bind finds a cell for every input column it can. joins are the joined files with
// their tables found, in the order of the source.
func (b *binder) bind(heads []heading, joins []*joined) (*layout, error) {
	l := &layout{schema: b.schema, inputs: b.inputs, at: make([]int, len(b.inputs))}
	for i := range l.at {
		l.at[i] = -1
	}
	used := map[int]bool{}
	for _, c := range sortedKeys(b.source.Columns) {
		if columnIndex(b.inputs, c) < 0 && !b.takes(c) {
			return nil, b.bad(fmt.Sprintf("columns: %s は %s の列ではありません", c, b.schema.Name), fmt.Sprintf("columns: %s is no column of %s", c, b.schema.Name))
		}
	}
	for i, c := range b.inputs {
		col, ok := b.source.Columns[c.Name]
		if !ok || len(col.From) == 0 && len(col.Product) == 0 && col.Const == nil {
			continue
		}
		s := slot{input: i, join: mainRow, constant: col.Const, product: len(col.Product) > 0}
		for _, h := range append(append([]string(nil), col.From...), col.Product...) {
			at, times := position(heads, h)
			if at < 0 {
				return nil, b.missing(c.Name, h, heads)
			}
			if times > 1 {
				return nil, b.ambiguous(c.Name, h, heads)
			}
			used[at] = true
			s.cells = append(s.cells, at)
			s.note(heads[at])
		}
		l.add(s)
	}
	if err := b.bindJoins(l, heads, joins, used); err != nil {
		return nil, err
	}
	for i, c := range b.inputs {
		if l.at[i] >= 0 {
			continue
		}
		at, times, text := b.known(heads, c.Name, used)
		if at < 0 {
			continue
		}
		if times > 1 {
			return nil, b.ambiguous(c.Name, text, heads)
		}
		used[at] = true
		s := slot{input: i, join: mainRow, cells: []int{at}}
		s.note(heads[at])
		l.add(s)
	}
	for at, h := range heads {
		if !used[at] && h.fold != "" {
			l.unbound = append(l.unbound, h.Text)
		}
	}
	if err := b.settle(l); err != nil {
		return nil, err
	}
	return l, b.complete(l, heads)
}

// takes reports whether a join gives the source a column called c.
func (b *binder) takes(c string) bool {
	for _, j := range b.source.Join {
		if _, ok := j.Take[c]; ok {
			return true
		}
	}
	return false
}

func (s *slot) note(h heading) {
	s.heading = h.Text
	if h.tax != "" {
		s.tax = h.tax
	}
	if h.unit != 0 {
		s.unit = h.unit
	}
}

func (l *layout) add(s slot) {
	if i := l.at[s.input]; i >= 0 {
		l.slots[i] = s
		return
	}
	l.at[s.input] = len(l.slots)
	l.slots = append(l.slots, s)
}

// bindJoins resolves On and Take of every join in order: a later join may look for its
// partner by what an earlier one took.
func (b *binder) bindJoins(l *layout, heads []heading, joins []*joined, used map[int]bool) error {
	for k, j := range joins {
		var key joinKey
		for n, left := range j.left {
			from, ok := b.origin(l, heads, left, used)
			if !ok {
				// The other direction: the pair may be written joined file first.
				if f, swapped := b.origin(l, heads, j.right[n], used); swapped {
					if at, _ := position(j.heads, left); at >= 0 {
						j.key[n], from, ok = at, f, true
					}
				}
			}
			if !ok {
				return b.missing("join", left, heads)
			}
			if j.key[n] < 0 {
				return b.missing("join "+j.path, j.right[n], j.heads)
			}
			key.from = append(key.from, from)
		}
		l.keys = append(l.keys, key)
		for _, c := range sortedKeys(j.take) {
			at, times := position(j.heads, j.take[c])
			if at < 0 {
				return b.missing(c, j.take[c]+" ("+j.path+")", j.heads)
			}
			if times > 1 {
				return b.ambiguous(c, j.take[c], j.heads)
			}
			l.taken = append(l.taken, takenCell{c, k, at})
			if i := columnIndex(b.inputs, c); i >= 0 {
				if old := l.slotOf(i); old != nil && old.join == mainRow {
					return b.bad(fmt.Sprintf("%s が columns と take の両方にあります", c), fmt.Sprintf("%s stands both under columns and under take", c))
				}
				s := slot{input: i, join: k, cells: []int{at}}
				s.note(j.heads[at])
				l.add(s)
			}
		}
	}
	return nil
}

// origin finds what the left side of a join names: a column taken before (the last
// one of that name), a bound canonical column, or a heading of the source.
func (b *binder) origin(l *layout, heads []heading, left string, used map[int]bool) (takenCell, bool) {
	for i := len(l.taken) - 1; i >= 0; i-- {
		if l.taken[i].name == left {
			return l.taken[i], true
		}
	}
	if at, times := position(heads, left); at >= 0 && times == 1 {
		return takenCell{left, mainRow, at}, true
	}
	if i := columnIndex(b.inputs, left); i >= 0 {
		if s := l.slotOf(i); s != nil && len(s.cells) == 1 {
			return takenCell{left, s.join, s.cells[0]}, true
		}
		if at, times, _ := b.known(heads, left, used); at >= 0 && times == 1 {
			return takenCell{left, mainRow, at}, true
		}
	}
	return takenCell{}, false
}

// settle applies the options of the configuration to the bound columns.
func (b *binder) settle(l *layout) error {
	for i := range l.slots {
		s := &l.slots[i]
		c := b.inputs[s.input]
		col := b.source.Columns[c.Name]
		s.decision.Kind = c.Kind
		var err error
		if col.Format != "" {
			s.decision, err = s.decision.WithFormat(col.Format)
			s.fixed = true
		}
		if err == nil && col.Scale != "" {
			s.decision, err = s.decision.WithScale(col.Scale)
			s.fixed = true
		}
		if err != nil {
			return b.bad(fmt.Sprintf("%s: %v", c.Name, err), fmt.Sprintf("%s: %v", c.Name, err))
		}
		if col.Unit != 0 {
			s.unit = col.Unit
		}
		if col.Tax != "" {
			s.tax = col.Tax
		}
		s.factors = make([]cell.Decision, len(s.cells))
		for word, spellings := range b.source.Values[c.Name] {
			if s.spelling == nil {
				s.spelling = map[string]string{}
			}
			for _, w := range append([]string{word}, spellings...) {
				if old, ok := s.spelling[name.Plain(w)]; ok && old != word {
					return b.bad(fmt.Sprintf("values: %s の %q が二つの語に対応しています", c.Name, w), fmt.Sprintf("values: %q of %s is given two words", w, c.Name))
				}
				s.spelling[name.Plain(w)] = word
			}
			if c.Words != nil && c.Words.Find(word) < 0 {
				return b.bad(fmt.Sprintf("values: %s は %s の語ではありません", word, c.Name), fmt.Sprintf("values: %s is no word of %s", word, c.Name))
			}
		}
	}
	list, net := l.tax("list_amount", "list_price"), l.tax("net_amount", "net_price")
	if list != "" && net != "" && list != net {
		return fileError(b.path, ErrBasisConflict, Sentence{"定価と売値で税込・税抜が異なります", "list and net stand on different tax bases"},
			Sentence{"設定の tax を確認し、どちらかにそろえてください", "use one basis, or correct tax in the configuration"})
	}
	return nil
}

// tax returns the tax basis that the first bound of columns has.
func (l *layout) tax(columns ...string) string {
	for _, c := range columns {
		if s := l.named(c); s != nil {
			return s.tax
		}
	}
	return ""
}

// complete checks that the file has what the table cannot do without.
func (b *binder) complete(l *layout, heads []heading) error {
	for i, c := range b.inputs {
		if !c.Required || l.at[i] >= 0 || c.Name == "salesperson" && b.owners && b.schema.Name == "deals" {
			continue
		}
		return b.missing(c.Name, "", heads)
	}
	if b.schema.Name == "deals" {
		for _, c := range []string{"net_amount", "net_price", "discount_rate", "discount_amount"} {
			if l.named(c) != nil {
				return nil
			}
		}
		return b.missing("net_amount | net_price | discount_rate | discount_amount", "", heads)
	}
	return nil
}

func (b *binder) bad(ja, en string) error {
	return fileError(b.path, ErrBadSource, Sentence{ja, en}, Sentence{"設定を直してください", "correct the configuration"})
}

func (b *binder) missing(column, head string, heads []heading) error {
	what := Sentence{fmt.Sprintf("%s の列 %s が見つかりません", b.schema.Name, column), fmt.Sprintf("%s lacks the column %s", b.schema.Name, column)}
	if head != "" {
		what.JA += fmt.Sprintf("(見出し「%s」)", head)
		what.EN += fmt.Sprintf(" (heading %q)", head)
	}
	return fileError(b.path, ErrMissingColumn, what, Sentence{
		fmt.Sprintf("設定の columns で見出しを指定してください。ファイルの見出し:%s", listed(heads)),
		fmt.Sprintf("name its heading under columns in the configuration; headings in the file: %s", listed(heads))})
}

func (b *binder) ambiguous(column, head string, heads []heading) error {
	return fileError(b.path, ErrAmbiguous, Sentence{
		fmt.Sprintf("%s にあたる見出し「%s」が二つ以上あります", column, head),
		fmt.Sprintf("the heading %q for %s stands there more than once", head, column)},
		Sentence{"見出しを区別できるように直し、設定の columns で指定してください:" + strings.TrimSpace(listed(heads)),
			"make the headings different and name the right one under columns: " + listed(heads)})
}
