package ingest

import (
	"context"
	"fmt"

	"tenbin/ingest/cell"
	"tenbin/ingest/name"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
)

// survey is one opened file with its table found and, after the first pass, with
// everything that must be known before a cell of it can be read.
type survey struct {
	file   int // position in the run's list of files
	path   string
	form   form
	source *Source
	book   *raw.Book
	found  found
	shape  shape
	layout *layout
	joins  []*joined
	parts  []partSurvey
	order  int // configuration order among the table's files
	month  int32
	listed bool  // products are looked up in a price list
	folded int64 // rows of an event log that went into others

	said     bool         // what was remarkable about its columns was remarked
	remarks  []Remark     // and this is it
	deferred bool         // only some parts were surveyed; the others are when first read
	spare    []*converter // converters at rest, with what they have learned
	all      []*converter // every converter that read a part of a deferred survey
}

// partSurvey is what the first pass saw in one part of a file.
type partSurvey struct {
	rows               int64 // physical rows below the heading
	lastText, lastFull int64
	profiles           [][]cell.Profile // per slot and, of a product, per factor
	people, clients    map[string]struct{}
	products           map[string]struct{} // where a price list may have them
	own                []bool              // per slot: a continued row says something of its own
	continued          bool                // there are rows that continue a record
	prints             []uint64            // fingerprints of the rows' identities; 0 = none
	pending            bool                // not yet surveyed
	late               bool                // surveyed while it was read: its prints are with the lanes
}

// profiled reports whether a kind's cells must be seen as a whole before one is read.
func profiled(k table.Kind) bool {
	switch k {
	case table.Money, table.Rate, table.Quantity, table.Date, table.Stamp, table.Int, exact:
		return true
	}
	return false
}

// decided is the kind under which the cell reader decides.
func decided(k table.Kind) table.Kind {
	if k == exact {
		return table.Money
	}
	return k
}

// pass reads part of the file a first time.
func (s *survey) pass(ctx context.Context, part int) error {
	p := s.emptyPart()
	cur := newCursor(s.layout, s.joins)
	id := newIdentity(s.layout)
	err := s.found.sheet.Read(ctx, part, func(b *raw.Block) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := range b.Rows() {
			if b.Row[i] <= s.found.row {
				continue
			}
			p.rows++
			n := filled(b, i, 2)
			if n > 0 {
				p.lastText = b.Row[i]
			}
			print := uint64(0)
			if n > 0 && s.shape.of(b, i) == isRow {
				if n > 1 || len(s.shape.heads) < 3 || cur.start != nil {
					p.lastFull = b.Row[i]
				}
				cur.stand(b, i)
				cur.compare(&p)
				s.observe(cur, &p)
				print = id.print(cur)
			}
			if id.kind != noIdentity {
				p.prints = append(p.prints, print)
			}
		}
		return nil
	})
	if err != nil {
		return unreadable(s.path, err)
	}
	s.parts[part] = p
	return nil
}

// emptyPart is a part of which nothing was seen.
func (s *survey) emptyPart() partSurvey {
	return partSurvey{people: map[string]struct{}{}, clients: map[string]struct{}{}, profiles: s.emptyProfiles(), own: make([]bool, len(s.layout.slots))}
}

func (s *survey) emptyProfiles() [][]cell.Profile {
	all := make([][]cell.Profile, len(s.layout.slots))
	for i, slot := range s.layout.slots {
		all[i] = make([]cell.Profile, max(1, len(slot.cells)))
	}
	return all
}

// observe shows the cells of a row to the profiles and keeps the names it holds.
func (s *survey) observe(cur *cursor, p *partSurvey) {
	for k := range s.layout.slots {
		slot := &s.layout.slots[k]
		c := s.layout.inputs[slot.input]
		if profiled(c.Kind) && slot.join == mainRow && slot.constant == nil {
			if slot.product {
				for n, j := range slot.cells {
					text, h := cur.cell(mainRow, j)
					p.profiles[k][n].Observe(text, h)
				}
			} else if !slot.fixed {
				text, h := cur.value(slot)
				p.profiles[k][0].Observe(text, h)
			}
			continue
		}
		var names map[string]struct{}
		switch roleOf(s.layout.schema.Name, c.Name) {
		case person:
			names = p.people
		case client:
			names = p.clients
		default:
			if !s.listed || c.Name != "product" {
				continue
			}
			if p.products == nil {
				p.products = map[string]struct{}{}
			}
			names = p.products
		}
		text, _ := cur.value(slot)
		if _, ok := names[string(text)]; !ok {
			names[string(text)] = struct{}{}
		}
	}
}

// conclude settles the file's columns and where its table ends, once every part was
// read. pooled profiles are those of all files of the same source: where the cells of
// this file leave a column open, the others may say.
func (s *survey) conclude(pooled [][]cell.Profile) []Remark {
	s.shape.lastText, s.shape.lastFull = 0, 0
	for _, p := range s.parts {
		s.shape.lastText = max(s.shape.lastText, p.lastText)
		s.shape.lastFull = max(s.shape.lastFull, p.lastFull)
	}
	s.layout.parents(s.parts)
	own := s.profiles()
	var remarks []Remark
	for k := range s.layout.slots {
		slot := &s.layout.slots[k]
		c := s.layout.inputs[slot.input]
		if !profiled(c.Kind) || slot.constant != nil {
			continue
		}
		switch {
		case slot.product:
			for n := range slot.cells {
				slot.factors[n] = settle(&own[k][n], pooledAt(pooled, k, n), decided(c.Kind))
				remarks = append(remarks, s.doubt(slot, c.Name, slot.factors[n])...)
			}
		case slot.fixed:
		case slot.join != mainRow:
			slot.decision = s.joins[slot.join].decide(slot.cells[0], decided(c.Kind))
		default:
			slot.decision = settle(&own[k][0], pooledAt(pooled, k, 0), decided(c.Kind))
		}
		slot.decision.From, slot.decision.To = plausible(s.layout.schema.Name)
		remarks = append(remarks, s.doubt(slot, c.Name, slot.decision)...)
	}
	return remarks
}

// plausible is the range of dates that a table may hold: people were hired long ago
// and lists run on; 1980-01-01, like 1970-01-01, is what clocks say that were never set.
func plausible(tableName string) (from, to table.Day) {
	switch tableName {
	case "roster", "accounts", "policy", "price_list":
		return table.DayOf(1930, 1, 1), table.DayOf(9999, 12, 31)
	}
	return table.DayOf(1980, 1, 2), table.DayOf(2099, 12, 31)
}

// settle decides a column by its own cells, or by those of its sister files where its
// own leave several readings.
func settle(own, pooled *cell.Profile, kind table.Kind) cell.Decision {
	d := own.Decide(kind)
	if d.Proved || pooled == nil {
		return d
	}
	if p := pooled.Decide(kind); p.Proved {
		p.Evidence += " (all files of the source)"
		return p
	}
	return d
}

func pooledAt(pooled [][]cell.Profile, slot, factor int) *cell.Profile {
	if slot < len(pooled) && factor < len(pooled[slot]) {
		return &pooled[slot][factor]
	}
	return nil
}

// profiles merges what the parts saw.
func (s *survey) profiles() [][]cell.Profile {
	var all [][]cell.Profile
	for _, p := range s.parts {
		all = mergeProfiles(all, p.profiles)
	}
	return all
}

func mergeProfiles(all, more [][]cell.Profile) [][]cell.Profile {
	if all == nil {
		all = make([][]cell.Profile, len(more))
		for i := range more {
			all[i] = make([]cell.Profile, len(more[i]))
		}
	}
	for i := range min(len(all), len(more)) {
		for n := range min(len(all[i]), len(more[i])) {
			all[i][n].Merge(more[i][n])
		}
	}
	return all
}

// doubt remarks on a column that mixes readings or whose cells prove none.
func (s *survey) doubt(slot *slot, column string, d cell.Decision) []Remark {
	at := table.Place{File: s.path, Sheet: s.found.sheet.Name, Row: s.found.row, Column: slot.column()}
	switch {
	case d.Mixed:
		return []Remark{{"mixed_column", at, Sentence{
			fmt.Sprintf("「%s」の列(%s)に異なる書き方が混ざっています。どちらにも読めるセルの行は使っていません", slot.heading, column),
			fmt.Sprintf("the column %s (%s) mixes forms: %s", column, slot.heading, d.Evidence)}}}
	case !d.Proved && (d.Kind == table.Date || d.Kind == table.Stamp):
		as := readAs(d)
		return []Remark{{"unproved_column", at, Sentence{
			fmt.Sprintf("「%s」の列(%s)は%sと読みましたが、ほかの読み方もできます。設定の format で確定できます", slot.heading, column, as.JA),
			fmt.Sprintf("the column %s (%s) was read as %s but fits another reading too; format in the configuration settles it", column, slot.heading, as.EN)}}}
	}
	return nil
}

// readAs says in words how a column of dates was read.
func readAs(d cell.Decision) Sentence {
	if d.Serial != cell.NoSerial {
		return Sentence{"Excel の日付の通し番号", "Excel's serial numbers of days"}
	}
	switch d.Order {
	case cell.MDY:
		return Sentence{"月・日・年の順(mdy)", "month, day, year (mdy)"}
	case cell.DMY:
		return Sentence{"日・月・年の順(dmy)", "day, month, year (dmy)"}
	}
	return Sentence{"年・月・日の順(ymd)", "year, month, day (ymd)"}
}

// decide settles a column of a joined file by all its cells.
func (j *joined) decide(at int, kind table.Kind) cell.Decision {
	p := j.profiles[at]
	if p == nil {
		p = &cell.Profile{}
		for i := range int32(len(j.rows.place)) {
			text, h := j.rows.cell(i, at)
			p.Observe(text, h)
		}
		j.profiles[at] = p
	}
	return p.Decide(kind)
}

// usual cleans a written name for comparison with the lists.
func usual(text string) string { return name.Display(cell.Clean(text)) }
