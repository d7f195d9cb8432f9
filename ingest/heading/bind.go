package heading

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/name"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// MainRow says that a slot's cells stand in the source's own rows.
const MainRow = -1

// Slot is one input column of a source bound to cells.
type Slot struct {
	Input       int   // position in the table's input columns
	Join        int   // which join's rows hold the cells; mainRow = the source's own
	Cells       []int // 0-based; several are joined with "-" (or multiplied)
	Product     bool
	Constant    *string
	Decision    cell.Decision // for numbers, rates and dates of the first cell
	Factors     []cell.Decision
	Fixed       bool // decision comes from the configuration
	Unit        int64
	Tax         string
	Spelling    map[string]string // folded spelling → word of the table
	Heading     string            // as written, for messages
	OnNet       bool              // a rate is off the net price, not off the list price
	Share       bool              // a rate is what is paid of the list price (掛率), not what is taken off
	Negate      bool              // discounts are written with a minus
	BlankIsNone map[string]bool   // people, as written, of whom an empty cell says that there is no discount
	Parent      bool              // of a record in several rows: the same in all of them
}

// Layout is how one source's columns are bound to one file's headings.
type Layout struct {
	Schema    table.Schema
	Inputs    []InputColumn
	Slots     []Slot
	At        []int // input column → index in slots, -1 = absent
	Keys      []joinKey
	taken     []takenCell // cells of joins that have a name but are no input column
	unbound   []string    // headings that nothing was made of
	Shortened bool        // document and line numbers were shortened (2.0261E+11): they identify nothing
	RowUnit   *RowUnit    // a column that gives the unit of each row's money; nil = none
	Compose   bool        // line_id numbers the lines of a document: only both together are an id
}

// RowUnit is a column that says in what unit the money of a row is, or for how many pieces its
// prices are.
type RowUnit struct {
	Cell          int
	Money, Pieces bool
}

// takenCell is a cell of a join under a name of its own, for the next join's key.
type takenCell struct {
	name string
	Join int
	Cell int
}

// joinKey tells how the partner of a row is found: the cells of the row (or of an
// earlier join's partner) that must equal the joined file's key columns.
type joinKey struct {
	From []takenCell
}

// slotOf returns the slot of an input column, or nil.
func (l *Layout) slotOf(input int) *Slot {
	if i := l.At[input]; i >= 0 {
		return &l.Slots[i]
	}
	return nil
}

// Unbound are the headings that nothing was made of.
func (l *Layout) Unbound() []string { return l.unbound }

// Named returns the slot of the input column called name, or nil.
func (l *Layout) Named(name string) *Slot {
	if i := columnIndex(l.Inputs, name); i >= 0 {
		return l.slotOf(i)
	}
	return nil
}

// Binder makes layouts for one table and source.
type Binder struct {
	Schema table.Schema
	Inputs []InputColumn
	Source *source.Source
	Path   string
	Owners bool // accounts name owners: the salesperson column may be absent
}

// Score counts the columns that a heading row gives: what Find maximises.
// Configured headings weigh more than known ones.
func (b *Binder) Score(heads []Heading) int {
	n := 0
	used := map[int]bool{}
	for _, c := range slices.Sorted(maps.Keys(b.Source.Columns)) {
		col := b.Source.Columns[c]
		for _, h := range append(append([]string(nil), col.From...), col.Product...) {
			if at, _ := Position(heads, h); at >= 0 {
				n += 3
				used[at] = true
			}
		}
	}
	for _, j := range b.Source.Join {
		for _, pair := range slices.Sorted(maps.Keys(j.On)) {
			for _, h := range []string{pair, j.On[pair]} {
				if at, _ := Position(heads, h); at >= 0 && !used[at] {
					n += 3
					used[at] = true
				}
			}
		}
	}
	if e := b.Source.Events; e != nil {
		for _, h := range []string{e.ID, e.At, e.Status} {
			if at, _ := Position(heads, h); at >= 0 {
				n += 3
				used[at] = true
			}
		}
	}
	for _, c := range b.Inputs {
		if at, _, _ := b.known(heads, c.Name, used); at >= 0 {
			used[at] = true
			n++
		}
	}
	return n
}

// folded are the known names as Read gives them, each once: every table of every file is
// compared with all of them.
var folded sync.Map

// known finds the heading of a column among the known names that is not used yet; the
// first name of the list that stands in the file wins.
func (b *Binder) known(heads []Heading, column string, used map[int]bool) (at, times int, text string) {
	for _, w := range append([]string{column}, headings[b.Schema.Name][column]...) {
		want, ok := folded.Load(w)
		if !ok {
			want, _ = folded.LoadOrStore(w, Read(w))
		}
		if at, times := position(heads, want.(Heading)); at >= 0 && !used[at] {
			if times > 1 { // of 金額(税込) and 金額(税抜) the one without tax is the price
				if free, n := withoutTax(heads, heads[at].Fold); n == 1 {
					at, times = free, 1
				}
			}
			return at, times, heads[at].Text
		}
	}
	return -1, 0, ""
}

// Bind finds a cell for every input column it can. joins are the joined files with
// their tables found, in the order of the source.
func (b *Binder) Bind(heads []Heading, joins []*JoinHeads) (*Layout, error) {
	l := &Layout{Schema: b.Schema, Inputs: b.Inputs, At: make([]int, len(b.Inputs))}
	for i := range l.At {
		l.At[i] = -1
	}
	used := map[int]bool{}
	for _, c := range slices.Sorted(maps.Keys(b.Source.Columns)) {
		if columnIndex(b.Inputs, c) < 0 && !b.takes(c) {
			return nil, b.bad(fmt.Sprintf("columns: %s は %s の列ではありません", c, b.Schema.Name), fmt.Sprintf("columns: %s is no column of %s", c, b.Schema.Name))
		}
	}
	for i, c := range b.Inputs {
		col, ok := b.Source.Columns[c.Name]
		if !ok || len(col.From) == 0 && len(col.Product) == 0 && col.Const == nil {
			continue
		}
		s := Slot{Input: i, Join: MainRow, Constant: col.Const, Product: len(col.Product) > 0}
		for _, h := range append(append([]string(nil), col.From...), col.Product...) {
			at, times := Position(heads, h)
			if at < 0 {
				return nil, b.Missing(c.Name, h, heads)
			}
			if times > 1 {
				return nil, b.ambiguous(c.Name, h, heads)
			}
			used[at] = true
			s.Cells = append(s.Cells, at)
			s.note(heads[at])
		}
		l.add(s)
	}
	if err := b.bindJoins(l, heads, joins, used); err != nil {
		return nil, err
	}
	for i, c := range b.Inputs {
		if l.At[i] >= 0 {
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
		s := Slot{Input: i, Join: MainRow, Cells: []int{at}}
		s.note(heads[at])
		l.add(s)
	}
	b.looseDiscount(l, heads, used)
	for at, h := range heads {
		if !used[at] && h.Fold != "" {
			l.unbound = append(l.unbound, h.Text)
		}
	}
	if err := b.options(l); err != nil {
		return nil, err
	}
	return l, b.complete(l, heads)
}

// takes reports whether a join gives the source a column called c.
func (b *Binder) takes(c string) bool {
	for _, j := range b.Source.Join {
		if _, ok := j.Take[c]; ok {
			return true
		}
	}
	return false
}

func (s *Slot) note(h Heading) {
	s.Heading, s.Share = h.Text, shares[strings.ReplaceAll(h.Fold, " ", "")]
	if h.tax != "" {
		s.Tax = h.tax
	}
	if h.unit != 0 {
		s.Unit = h.unit
	}
}

func (l *Layout) add(s Slot) {
	if i := l.At[s.Input]; i >= 0 {
		l.Slots[i] = s
		return
	}
	l.At[s.Input] = len(l.Slots)
	l.Slots = append(l.Slots, s)
}

// options applies the options of the configuration to the bound columns.
func (b *Binder) options(l *Layout) error {
	for i := range l.Slots {
		s := &l.Slots[i]
		c := b.Inputs[s.Input]
		col := b.Source.Columns[c.Name]
		s.Decision.Kind = c.Kind
		var err error
		if col.Format != "" {
			s.Decision, err = s.Decision.WithFormat(col.Format)
			s.Fixed = true
		}
		if err == nil && col.Scale != "" {
			s.Decision, err = s.Decision.WithScale(col.Scale)
			s.Fixed = true
		}
		if err != nil {
			return b.bad(fmt.Sprintf("%s: %v", c.Name, err), fmt.Sprintf("%s: %v", c.Name, err))
		}
		if col.Unit != 0 {
			s.Unit = col.Unit
		}
		if col.Tax != "" {
			s.Tax = col.Tax
		}
		s.Factors = make([]cell.Decision, len(s.Cells))
		for word, spellings := range b.Source.Values[c.Name] {
			if s.Spelling == nil {
				s.Spelling = map[string]string{}
			}
			for _, w := range append([]string{word}, spellings...) {
				if old, ok := s.Spelling[name.Plain(w)]; ok && old != word {
					return b.bad(fmt.Sprintf("values: %s の %q が二つの語に対応しています", c.Name, w), fmt.Sprintf("values: %q of %s is given two words", w, c.Name))
				}
				s.Spelling[name.Plain(w)] = word
			}
			if c.Words != nil && c.Words.Find(word) < 0 {
				return b.bad(fmt.Sprintf("values: %s は %s の語ではありません", word, c.Name), fmt.Sprintf("values: %s is no word of %s", word, c.Name))
			}
		}
	}
	list, net := l.tax("list_amount", "list_price"), l.tax("net_amount", "net_price")
	if list != "" && net != "" && list != net {
		return fault.New(b.Path, fault.ErrBasisConflict, fault.Sentence{JA: "定価と売値で税込・税抜が異なります", EN: "list and net stand on different tax bases"},
			fault.Sentence{JA: "設定の tax を確認し、どちらかにそろえてください", EN: "use one basis, or correct tax in the configuration"})
	}
	return nil
}

// tax returns the tax basis that the first bound of columns has.
func (l *Layout) tax(columns ...string) string {
	for _, c := range columns {
		if s := l.Named(c); s != nil {
			return s.Tax
		}
	}
	return ""
}

// complete checks that the file has what the table cannot do without.
func (b *Binder) complete(l *Layout, heads []Heading) error {
	for i, c := range b.Inputs {
		if !c.Required || l.At[i] >= 0 || c.Name == "salesperson" && b.Owners && b.Schema.Name == "deals" {
			continue
		}
		return b.Missing(c.Name, "", heads)
	}
	if b.Schema.Name == "deals" {
		for _, c := range []string{"net_amount", "net_price", "discount_rate", "discount_amount"} {
			if l.Named(c) != nil {
				return nil
			}
		}
		return b.Missing("net_amount | net_price | discount_rate | discount_amount", "", heads)
	}
	return nil
}

func (b *Binder) bad(ja, en string) error {
	return fault.New(b.Path, fault.ErrBadSource, fault.Sentence{JA: ja, EN: en}, fault.Sentence{JA: "設定を直してください", EN: "correct the configuration"})
}

// Missing says that a required column, or a heading that the configuration names, is not there.
func (b *Binder) Missing(column, head string, heads []Heading) error {
	what := fault.Sentence{JA: fmt.Sprintf("%s の列 %s が見つかりません", b.Schema.Name, column), EN: fmt.Sprintf("%s lacks the column %s", b.Schema.Name, column)}
	if head != "" {
		what.JA += fmt.Sprintf("(見出し「%s」)", head)
		what.EN += fmt.Sprintf(" (heading %q)", head)
	}
	if n, first := months(heads); column == "date" && n > 1 {
		what.JA += fmt.Sprintf("。「%s」など %d か月が列に並んでいます", first, n)
		what.EN += fmt.Sprintf(": its months stand as columns (%s and %d more)", first, n-1)
		return fault.New(b.Path, fault.ErrMissingColumn, what, fault.Sentence{
			JA: "一件ごとに日付のある明細の形で出力し直してください。定価のない月別の集計からは値引きは分かりません",
			EN: "export lines with a date each; sums by month without a list price do not show discounts"})
	}
	return fault.New(b.Path, fault.ErrMissingColumn, what, fault.Sentence{
		JA: fmt.Sprintf("設定の columns で見出しを指定してください。ファイルの見出し:%s", Listed(heads)),
		EN: fmt.Sprintf("name its heading under columns in the configuration; headings in the file: %s", Listed(heads))})
}

func (b *Binder) ambiguous(column, head string, heads []Heading) error {
	return fault.New(b.Path, fault.ErrAmbiguous, fault.Sentence{
		JA: fmt.Sprintf("%s にあたる見出し「%s」が二つ以上あります", column, head),
		EN: fmt.Sprintf("the heading %q for %s stands there more than once", head, column)},
		fault.Sentence{JA: "見出しを区別できるように直し、設定の columns で指定してください:" + strings.TrimSpace(Listed(heads)),
			EN: "make the headings different and name the right one under columns: " + Listed(heads)})
}

// Anchors are the cells of a file's own rows that a row of the table cannot lack.
func Anchors(l *Layout) []int {
	var cells []int
	for _, s := range l.Slots {
		if s.Join == MainRow && s.Constant == nil && l.Inputs[s.Input].Required {
			cells = append(cells, s.Cells...)
		}
	}
	for _, k := range l.Keys {
		for _, f := range k.From {
			if f.Join == MainRow {
				cells = append(cells, f.Cell)
			}
		}
	}
	return cells
}

// Column is the 1-based position in the source that an error of s points to.
func (s *Slot) Column() int {
	if s.Join != MainRow || len(s.Cells) == 0 {
		return 0
	}
	return s.Cells[0] + 1
}
