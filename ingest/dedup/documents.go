package dedup

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"tenbin/ingest/cell"
	"tenbin/ingest/heading"
	"tenbin/ingest/intern"
	"tenbin/ingest/rows"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Versions is what became of documents that stand in several files.
type Versions struct {
	Replaced Passage // lines of a document that a later export holds anew
	Dropped  Passage // of them those that the later export has no line for
	Clients  Passage // lines whose number and date stand elsewhere with another client
	Alike    Passage // lines without a number that another file holds with other amounts
	Moved    Passage // lines that stay with the salesperson of the first export
}

// Passage counts lines of one file that another says otherwise, and shows the first.
type Passage struct {
	Lines        int64
	First, Other table.Place
}

func (p *Passage) add(at, other table.Place) {
	if p.Lines == 0 {
		p.First, p.Other = at, other
	}
	p.Lines++
}

// version is a line that may stand in another file too.
type version struct {
	*rows.Source
	file                  int
	row                   int64
	client, product, line string
	owner, content        string
	recorded              int64
}

func (v version) at() table.Place { return v.Source.Place(v.row) }

// Replace decides about the lines of documents that stand in several files of deals: the
// newest export replaces a document (number and date) whole. decided is what is decided
// already, by file, and is added to. Files whose days do not meet are not read again.
//
// Without a number no line is replaced; lines of one client, product and day that two files
// give different amounts are only counted.
func Replace(ctx context.Context, files []File, days [][2]int32, decided []map[int64]Decision, loc *time.Location) (Versions, error) {
	var out Versions
	for _, numbered := range []bool{true, false} {
		some := meeting(files, days, numbered)
		if len(some) < 2 {
			continue
		}
		groups, err := versions(ctx, files, days, some, numbered, loc)
		if err != nil {
			return out, err
		}
		for _, key := range slices.Sorted(maps.Keys(groups)) {
			g := groups[key]
			newestFirst(g)
			if numbered {
				out.replace(g, decided)
			} else {
				out.compare(g, decided)
			}
		}
	}
	return out, nil
}

// newestFirst orders the lines of a document by their exports: by when they were recorded, by
// the month in the file's name, then by its place in the configuration.
func newestFirst(g []version) {
	recorded := map[int]int64{}
	for _, v := range g {
		recorded[v.file] = max(recorded[v.file], v.recorded)
	}
	slices.SortStableFunc(g, func(a, b version) int {
		return cmp.Or(cmp.Compare(recorded[b.file], recorded[a.file]), cmp.Compare(b.Month, a.Month), cmp.Compare(b.Order, a.Order), cmp.Compare(a.file, b.file))
	})
}

// meeting are the files, with or without a document number, whose days meet those of another.
func meeting(files []File, days [][2]int32, numbered bool) []int {
	var some []int
	for i, f := range files {
		if f.Layout.Schema.Name != table.Deals.Name || f.Layout.Named("date") == nil || f.Layout.Named("client") == nil {
			continue
		}
		if kind := NewIdentity(f.Layout).Kind; kind != derivedID && kind != DocumentID {
			continue
		}
		if numbered == (f.Layout.Named("document") != nil && !f.Layout.Shortened) {
			some = append(some, i)
		}
	}
	return slices.DeleteFunc(slices.Clone(some), func(i int) bool {
		return !slices.ContainsFunc(some, func(j int) bool { return i != j && meet(days[i], days[j]) })
	})
}

// meet reports whether two spans of days share one; a span that is not known meets all.
func meet(a, b [2]int32) bool {
	return a[0] == 0 || b[0] == 0 || a[0] <= b[1] && b[0] <= a[1]
}

// versions reads some of the files and returns the lines whose document and date (or, without a
// number, client, product and date) stand in more than one of them.
func versions(ctx context.Context, files []File, days [][2]int32, some []int, numbered bool, loc *time.Location) (map[string][]version, error) {
	const several = -1
	seen := map[uint64]int{} // by the fingerprint of a key: the one file that has it, or several
	groups := map[string][]version{}
	for pass := range 2 {
		for _, i := range some {
			s := files[i].Source
			keys := newVersionKey(s, numbered, loc)
			content := NewIdentity(s.Layout)
			err := s.Rows(ctx, func(cur *rows.Cursor) {
				key := keys.of(cur)
				if key == "" || !keys.within(days, some, i) {
					return
				}
				x := intern.Hash([]byte(key))
				if pass == 0 {
					if f, ok := seen[x]; !ok {
						seen[x] = i
					} else if f != i {
						seen[x] = several
					}
					return
				}
				if seen[x] != several {
					return
				}
				sum := content.content(cur)
				groups[key] = append(groups[key], version{Source: s, file: i, row: cur.Row(), client: keys.text(cur, keys.client), product: keys.text(cur, keys.product),
					line: keys.text(cur, keys.line), owner: keys.text(cur, keys.owner), content: string(sum[:]), recorded: keys.recorded(cur)})
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return groups, nil
}

// versionKey tells by which cells lines of several files are one document.
type versionKey struct {
	numbered                                            bool
	document, date, client, product, line, owner, stamp *heading.Slot
	loc                                                 *time.Location
	day                                                 table.Day
}

func newVersionKey(s *rows.Source, numbered bool, loc *time.Location) *versionKey {
	l := s.Layout
	return &versionKey{numbered: numbered, document: l.Named("document"), date: l.Named("date"), client: l.Named("client"), product: l.Named("product"),
		line: l.Named("line"), owner: l.Named("salesperson"), stamp: l.Named("recorded_at"), loc: loc}
}

func (k *versionKey) text(cur *rows.Cursor, s *heading.Slot) string {
	if s == nil {
		return ""
	}
	text, _ := cur.Value(s)
	return cell.Clean(string(bytes.TrimSpace(text)))
}

// of is the key of a row, "" for a row that has none.
func (k *versionKey) of(cur *rows.Cursor) string {
	text, h := cur.Value(k.date)
	k.day, _, _ = cell.Date(text, h, k.date.Decision, k.loc)
	if !k.day.Known() {
		return ""
	}
	first := k.text(cur, k.document)
	if !k.numbered {
		first = k.text(cur, k.client) + "\xff" + k.text(cur, k.product)
	}
	if first == "" {
		return ""
	}
	return first + "\xff" + strconv.Itoa(int(k.day))
}

// recorded is when the row was written, 0 where no column says it.
func (k *versionKey) recorded(cur *rows.Cursor) int64 {
	if k.stamp == nil {
		return 0
	}
	text, h := cur.Value(k.stamp)
	at, _, _ := cell.Stamp(text, h, k.stamp.Decision, k.loc)
	return at
}

// within reports whether the day of the row that was asked last lies in another file's span.
func (k *versionKey) within(days [][2]int32, some []int, file int) bool {
	y, m, d := k.day.Time().Date()
	day := int32(y*10000 + int(m)*100 + d)
	return slices.ContainsFunc(some, func(j int) bool { return j != file && meet([2]int32{day, day}, days[j]) })
}

// replace decides about the lines of one document, newest export first.
func (out *Versions) replace(g []version, decided []map[int64]Decision) {
	newest := g[0].file
	n := slices.IndexFunc(g, func(v version) bool { return v.file != newest })
	if n < 0 {
		return
	}
	now, before := g[:n], g[n:]
	if !slices.ContainsFunc(before, func(v version) bool {
		return slices.ContainsFunc(now, func(w version) bool { return v.client == w.client })
	}) {
		out.Clients.add(before[0].at(), now[0].at())
		return
	}
	if goesOn(before, now) {
		return // a document that two parts of one export hold
	}
	for _, v := range before {
		if v.client != now[0].client {
			out.Clients.add(v.at(), now[0].at())
			continue
		}
		if _, ok := decided[v.file][v.row]; ok {
			continue // repeated, or it stands for a line that is
		}
		other := slices.IndexFunc(now, func(w version) bool {
			return v.product == w.product && (v.line == "" || w.line == "" || v.line == w.line)
		})
		at := now[max(other, 0)].at()
		if decided[v.file] == nil {
			decided[v.file] = map[int64]Decision{}
		}
		decided[v.file][v.row] = Decision{Disposition: Superseded, Other: at}
		if out.Replaced.add(v.at(), at); other < 0 {
			out.Dropped.add(v.at(), at)
		}
	}
	out.keepOwner(before, now, decided)
}

// goesOn reports whether the later lines carry on the numbers of the earlier ones.
func goesOn(before, now []version) bool {
	last, first := 0, 0
	for _, v := range before {
		n, err := strconv.Atoi(v.line)
		if err != nil {
			return false
		}
		last = max(last, n)
	}
	for _, v := range now {
		n, err := strconv.Atoi(v.line)
		if err != nil {
			return false
		}
		if first == 0 || n < first {
			first = n
		}
	}
	return first > last
}

// keepOwner leaves the lines of a document with the salesperson whom its first export names,
// where that was one and the newest names another one; unless the configuration says
// otherwise.
func (out *Versions) keepOwner(before, now []version, decided []map[int64]Decision) {
	oldest := before[len(before)-1].file
	owner := ""
	for _, v := range before {
		if v.file != oldest {
			continue
		}
		if owner != "" && v.owner != owner {
			return
		}
		owner = v.owner
	}
	if owner == "" || slices.ContainsFunc(now, func(v version) bool { return v.owner != now[0].owner }) || now[0].owner == owner || now[0].Asked.Owner == source.OwnerLatest {
		return
	}
	for _, v := range now {
		if decided[v.file] == nil {
			decided[v.file] = map[int64]Decision{}
		}
		d := decided[v.file][v.row]
		d.Owner = owner
		decided[v.file][v.row] = d
		out.Moved.add(v.at(), before[len(before)-1].at())
	}
}

// compare counts lines without a number that another file gives other amounts.
func (out *Versions) compare(g []version, decided []map[int64]Decision) {
	for i, v := range g {
		if _, ok := decided[v.file][v.row]; ok {
			continue
		}
		other := slices.IndexFunc(g[:i], func(w version) bool { return w.file != v.file && w.content != v.content })
		if other >= 0 {
			out.Alike.add(v.at(), g[other].at())
		}
	}
}
