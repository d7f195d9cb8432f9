package scan

import (
	"context"
	"fmt"

	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// File is an opened file with, after the first pass, everything that must be known before
// a cell of it can be read.
type File struct {
	*rows.Source
	Parts    []PartStats
	Remarked bool // what was remarkable about its columns was remarked
	Remarks  []fault.Remark
	Deferred bool                  // only some parts were scanned; the others are when first read
	Late     []*dedup.Fingerprints // fingerprints of parts that were scanned while they were read
}

// PartStats is what the first pass saw in one part of a file.
type PartStats struct {
	Rows               int64 // physical rows below the heading
	LastText, LastFull int64
	Profiles           [][]cell.Profile    // per slot and, of a product, per factor
	People, Clients    map[string]struct{} // people in columns of salespeople
	Others             map[string]struct{} // people in other columns: managers, approvers …
	Products           map[string]struct{} // where a price list may have them
	Own                []bool              // per slot: a continued row says something of its own
	Continued          bool                // there are rows that continue a record
	Fingerprints       []uint64            // fingerprints of the rows' identities; 0 = none
	Pending            bool                // not yet scanned
	Late               bool                // scanned while it was read: its prints may be among the late ones
}

// New returns a file of which nothing was seen yet.
func New(o *rows.Source) *File {
	return &File{Source: o, Parts: make([]PartStats, max(1, o.Found.Sheet.Parts))}
}

// Profiled reports whether a kind's cells must be seen as a whole before one is read.
func Profiled(k table.Kind) bool {
	switch k {
	case table.Money, table.Rate, table.Quantity, table.Date, table.Stamp, table.Int, heading.Exact:
		return true
	}
	return false
}

// decided is the kind under which the cell reader decides.
func decided(k table.Kind) table.Kind {
	if k == heading.Exact {
		return table.Money
	}
	return k
}

// Pass reads part of the file a first time.
func (s *File) Pass(ctx context.Context, part int) error {
	p := EmptyPart(s.Layout)
	cur := rows.NewCursor(s.Layout, s.Joins)
	id := dedup.NewIdentity(s.Layout)
	err := s.Found.Sheet.Read(ctx, part, func(b *raw.Block) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := range b.Rows() {
			if b.Row[i] <= s.Found.Row {
				continue
			}
			p.Rows++
			n := heading.Filled(b, i, 2)
			if n > 0 {
				p.LastText = b.Row[i]
			}
			print := uint64(0)
			if n > 0 && s.Shape.Class(b, i) == heading.IsRow {
				if n > 1 || len(s.Shape.Heads) < 3 || cur.Start != nil {
					p.LastFull = b.Row[i]
				}
				cur.Seek(b, i)
				p.compare(cur)
				p.Observe(s.Source, cur)
				print = id.Fingerprint(cur)
			}
			if id.Kind != dedup.NoIdentity {
				p.Fingerprints = append(p.Fingerprints, print)
			}
		}
		return nil
	})
	if err != nil {
		return format.Unreadable(s.Path, err)
	}
	s.Parts[part] = p
	return nil
}

// EmptyPart is a part of which nothing was seen.
func EmptyPart(l *heading.Layout) PartStats {
	return PartStats{People: map[string]struct{}{}, Others: map[string]struct{}{}, Clients: map[string]struct{}{}, Profiles: EmptyProfiles(l), Own: make([]bool, len(l.Slots))}
}

// EmptyProfiles are profiles of the columns of a layout, of which nothing was seen.
func EmptyProfiles(l *heading.Layout) [][]cell.Profile {
	all := make([][]cell.Profile, len(l.Slots))
	for i, slot := range l.Slots {
		all[i] = make([]cell.Profile, max(1, len(slot.Cells)))
	}
	return all
}

// Observe shows the cells of a row of s to the profiles and keeps the names it holds.
func (p *PartStats) Observe(s *rows.Source, cur *rows.Cursor) {
	for k := range s.Layout.Slots {
		slot := &s.Layout.Slots[k]
		c := s.Layout.Inputs[slot.Input]
		if Profiled(c.Kind) && slot.Join == heading.MainRow && slot.Constant == nil {
			if slot.Product {
				for n, j := range slot.Cells {
					text, h := cur.Cell(heading.MainRow, j)
					p.Profiles[k][n].Observe(text, h)
				}
			} else if !slot.Fixed {
				text, h := cur.Value(slot)
				p.Profiles[k][0].Observe(text, h)
			}
			continue
		}
		var names map[string]struct{}
		switch heading.RoleOf(s.Layout.Schema.Name, c.Name) {
		case heading.Person:
			if names = p.People; c.Name != "salesperson" {
				names = p.Others
			}
		case heading.Client:
			names = p.Clients
		default:
			if !s.Listed || c.Name != "product" {
				continue
			}
			if p.Products == nil {
				p.Products = map[string]struct{}{}
			}
			names = p.Products
		}
		text, _ := cur.Value(slot)
		if _, ok := names[string(text)]; !ok {
			names[string(text)] = struct{}{}
		}
	}
}

// resolve resolves the file's columns and where its table ends, once every part was
// read. pooled profiles are those of all files of the same source: where the cells of
// this file leave a column open, the others may say.
func (s *File) resolve(pooled [][]cell.Profile) []fault.Remark {
	s.Shape.LastText, s.Shape.LastFull = 0, 0
	for _, p := range s.Parts {
		s.Shape.LastText = max(s.Shape.LastText, p.LastText)
		s.Shape.LastFull = max(s.Shape.LastFull, p.LastFull)
	}
	markParents(s.Layout, s.Parts)
	own := s.Profiles()
	var remarks []fault.Remark
	for k := range s.Layout.Slots {
		slot := &s.Layout.Slots[k]
		c := s.Layout.Inputs[slot.Input]
		if !Profiled(c.Kind) || slot.Constant != nil {
			continue
		}
		switch {
		case slot.Product:
			for n := range slot.Cells {
				slot.Factors[n] = decide(&own[k][n], pooledAt(pooled, k, n), decided(c.Kind))
				remarks = append(remarks, s.doubt(slot, c.Name, slot.Factors[n])...)
			}
		case slot.Fixed:
		case slot.Join != heading.MainRow:
			slot.Decision = s.Joins[slot.Join].Decide(slot.Cells[0], decided(c.Kind))
		default:
			slot.Decision = decide(&own[k][0], pooledAt(pooled, k, 0), decided(c.Kind))
			if slot.Share && c.Name == "discount_rate" { // each number says its scale
				slot.Decision.Mixed, slot.Decision.Proved = false, true
			}
		}
		slot.Decision.From, slot.Decision.To = plausible(s.Layout.Schema.Name)
		remarks = append(remarks, s.doubt(slot, c.Name, slot.Decision)...)
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

// decide decides a column by its own cells, or by those of its sister files where its
// own leave several readings.
func decide(own, pooled *cell.Profile, kind table.Kind) cell.Decision {
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

// Profiles merges what the parts saw, per slot and factor.
func (s *File) Profiles() [][]cell.Profile {
	var all [][]cell.Profile
	for _, p := range s.Parts {
		all = MergeProfiles(all, p.Profiles)
	}
	return all
}

// MergeProfiles adds more to all, which may be nil, and returns it.
func MergeProfiles(all, more [][]cell.Profile) [][]cell.Profile {
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
func (s *File) doubt(slot *heading.Slot, column string, d cell.Decision) []fault.Remark {
	at := table.Place{File: s.Path, Sheet: s.Found.Sheet.Name, Row: s.Found.Row, Column: slot.Column()}
	switch {
	case d.Mixed:
		return []fault.Remark{{Code: "mixed_column", Place: at, Text: fault.Sentence{
			JA: fmt.Sprintf("「%s」の列(%s)に異なる書き方が混ざっています。どちらにも読めるセルの行は使っていません", slot.Heading, column),
			EN: fmt.Sprintf("the column %s (%s) mixes forms: %s", column, slot.Heading, d.Evidence)}}}
	case !d.Proved && (d.Kind == table.Date || d.Kind == table.Stamp):
		as := readAs(d)
		return []fault.Remark{{Code: "unproved_column", Place: at, Text: fault.Sentence{
			JA: fmt.Sprintf("「%s」の列(%s)は%sと読みましたが、ほかの読み方もできます。設定の format で確定できます", slot.Heading, column, as.JA),
			EN: fmt.Sprintf("the column %s (%s) was read as %s but fits another reading too; format in the configuration settles it", column, slot.Heading, as.EN)}}}
	}
	return nil
}

// readAs says in words how a column of dates was read.
func readAs(d cell.Decision) fault.Sentence {
	if d.Serial != cell.NoSerial {
		return fault.Sentence{JA: "Excel の日付の通し番号", EN: "Excel's serial numbers of days"}
	}
	switch d.Order {
	case cell.MDY:
		return fault.Sentence{JA: "月・日・年の順(mdy)", EN: "month, day, year (mdy)"}
	case cell.DMY:
		return fault.Sentence{JA: "日・月・年の順(dmy)", EN: "day, month, year (dmy)"}
	}
	return fault.Sentence{JA: "年・月・日の順(ymd)", EN: "year, month, day (ymd)"}
}

// Days are the first and the last day of a file of deals, as 20261031; zeros where the dates do
// not say before it is read how they are written.
func (s *File) Days() [2]int32 {
	for k := range s.Layout.Slots {
		slot := &s.Layout.Slots[k]
		if s.Layout.Inputs[slot.Input].Name != "date" || slot.Join != heading.MainRow || slot.Constant != nil || slot.Fixed {
			continue
		}
		if first, last, ok := s.Profiles()[k][0].Days(); ok {
			return [2]int32{first, last}
		}
	}
	return [2]int32{}
}

// Deduplicable is what is needed to find the rows of the file that stand elsewhere too.
func (s *File) Deduplicable() dedup.File {
	c := dedup.File{Source: s.Source, Parts: make([]dedup.Part, len(s.Parts)), Late: s.Late}
	for k := range s.Parts {
		c.Parts[k] = dedup.Part{Fingerprints: s.Parts[k].Fingerprints, Late: s.Parts[k].Late}
	}
	return c
}

// NumbersLines reports whether the ids of the file number the lines of documents.
func (s *File) NumbersLines() bool {
	some := make([][]uint64, len(s.Parts))
	for k := range s.Parts {
		some[k] = s.Parts[k].Fingerprints
	}
	return dedup.NumbersLines(s.Source, some, s.Late)
}
