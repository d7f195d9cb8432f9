package ingest

import (
	"fmt"
	"sort"
	"strings"

	"tenbin/ingest/cell"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// who is what a written name stands for.
type who struct {
	id      string // "" = nobody
	homonym bool   // two people of the list carry it
}

// resolver turns written names into ids: the list's id where name, alias or id match
// folded, else the folded name itself. It is filled once, before any row is converted,
// and only read after that.
type resolver struct {
	list    map[string]string // folded name, alias or id → id
	doubles map[string]bool   // folded names that two entries carry
	shown   map[string]string // id → name to show
	listed  map[string]bool   // ids that the list gives
	known   map[string]who    // as written → what it stands for
	people  bool              // system accounts and question marks are nobody
	systems map[string]bool   // system accounts seen, as written
}

func newResolver(people bool) *resolver {
	return &resolver{list: map[string]string{}, doubles: map[string]bool{}, shown: map[string]string{}, listed: map[string]bool{},
		known: map[string]who{}, systems: map[string]bool{}, people: people}
}

// entry adds a list entry. Ids win over names: one person's id is nobody else's name.
func (r *resolver) entry(id, shown string, aliases []string) {
	r.listed[id] = true
	if old, ok := r.shown[id]; shown != "" && (!ok || old == "") {
		r.shown[id] = shown
	}
	for _, w := range append([]string{shown}, aliases...) {
		f := name.Fold(w)
		if f == "" {
			continue
		}
		if old, ok := r.list[f]; ok && old != id {
			r.doubles[f] = true
			continue
		}
		r.list[f] = id
	}
}

// ids makes every list id answer to itself.
func (r *resolver) ids() {
	ids := make([]string, 0, len(r.listed))
	for id := range r.listed {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		f := name.Fold(id)
		r.list[f] = id
		delete(r.doubles, f)
	}
}

// learn resolves a written name and remembers the smallest spelling of an id without
// a list.
func (r *resolver) learn(written string) {
	if _, ok := r.known[written]; ok {
		return
	}
	clean := usual(written)
	w := who{}
	switch {
	case cell.Null([]byte(clean)) || name.Unknown(clean):
	case r.people && name.System(clean):
		r.systems[clean] = true
	default:
		f := name.Fold(clean)
		if r.doubles[f] {
			w.homonym = true
			break
		}
		id, ok := r.list[f]
		if !ok {
			id = f
			if old, ok := r.shown[f]; !ok || clean < old {
				r.shown[f] = clean
			}
		}
		w.id = id
	}
	r.known[written] = w
}

// id returns what a written name stands for. Every name was learned in the first pass;
// one that was not (a list's own cell) is resolved without being remembered.
func (r *resolver) id(written []byte) who {
	if w, ok := r.known[string(written)]; ok {
		return w
	}
	clean := usual(string(written))
	if cell.Null([]byte(clean)) || name.Unknown(clean) || r.people && name.System(clean) {
		return who{}
	}
	f := name.Fold(clean)
	if r.doubles[f] {
		return who{homonym: true}
	}
	if id, ok := r.list[f]; ok {
		return who{id: id}
	}
	return who{id: f}
}

// remarks lists system accounts and near names that a person must decide about.
func (r *resolver) remarks(what string) []Remark {
	var out []Remark
	for _, s := range sortedKeys(r.systems) {
		out = append(out, Remark{"system_account", table.Place{}, Sentence{
			fmt.Sprintf("「%s」はシステムの利用者名とみて、担当者なしとして扱いました", s),
			fmt.Sprintf("%q looks like a system account and counts as nobody", s)}})
	}
	var names []string
	for _, id := range sortedKeys(r.shown) {
		if shown := r.shown[id]; !torn(shown) {
			names = append(names, shown)
		}
	}
	for _, p := range name.Proposals(names) {
		out = append(out, Remark{"near_" + what, table.Place{}, Sentence{
			fmt.Sprintf("「%s」と「%s」は同じかもしれません。同じなら設定の values か名簿の別名に書いてください", p.A, p.B),
			fmt.Sprintf("%q and %q may be one; if so, say it under values in the configuration or as an alias in the list", p.A, p.B)}})
	}
	return out
}

// torn reports whether a name is what a damaged cell left: bytes that do not decode, or
// a quote that never closes. Its row is an error; there is nothing to propose.
func torn(s string) bool {
	return strings.ContainsRune(s, '\ufffd') || strings.Count(s, `"`)%2 == 1
}

// splitAliases reads a cell with several names.
func splitAliases(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r == ';' || r == '|' || r == '、' || r == '\uff1b' || r == '/' || r == '\n' || r == ','
	})
}
