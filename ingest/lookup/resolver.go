package lookup

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"

	"tenbin/ingest/cell"
	"tenbin/ingest/fault"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// Who is what a written name stands for.
type Who struct {
	ID      string // "" = nobody; of several their ids with table.Together between them; of a team its name
	Homonym bool   // two people of the list carry it
	Several bool   // the cell names several people; without an ID not all of them are known
	Word    bool   // nobody, but the cell is not empty: (Unassigned), 退職者
	House   bool   // nobody, because the firm itself sells: House Account, 本社直販
	Absent  bool   // a list was given, and has nobody of this name
}

// Resolver turns written names into ids: the list's id where name, alias or id match
// folded, else the folded name itself. It is filled once, before any row is converted,
// and only read after that.
type Resolver struct {
	list    map[string]string // folded name, alias or id → id
	doubles map[string]bool   // folded names that two entries carry
	Shown   map[string]string // id → name to show
	listed  map[string]bool   // ids that the list gives
	known   map[string]Who    // as written → what it stands for
	people  bool              // system accounts and question marks are nobody
	teams   map[string]string // folded name of a team → as the list writes it
	absent  map[string]bool   // names, as shown, that the list lacks
	joint   map[string]bool   // cells with several names, as shown; whether all are known
	quiet   bool              // names that are learned need not be on the list
	systems map[string]bool   // system accounts seen, as written
	texts   table.Texts       // of names
}

// NewResolver returns an empty resolver, of people or of clients.
func NewResolver(people bool) *Resolver {
	return &Resolver{list: map[string]string{}, doubles: map[string]bool{}, Shown: map[string]string{}, listed: map[string]bool{},
		known: map[string]Who{}, systems: map[string]bool{}, people: people, teams: map[string]string{}, absent: map[string]bool{}, joint: map[string]bool{}}
}

// Add adds a list entry. Ids win over names: one person's id is nobody else's name.
func (r *Resolver) Add(id, shown string, aliases []string) {
	r.listed[id] = true
	if old, ok := r.Shown[id]; shown != "" && (!ok || old == "") {
		r.Shown[id] = shown
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

// AddTeam adds the name of a team: a cell that names it means the team, whatever its spaces.
func (r *Resolver) AddTeam(team string) {
	if f := name.Fold(team); f != "" {
		if old, ok := r.teams[f]; !ok || team < old {
			r.teams[f] = team
		}
	}
}

// AddIDs makes every list id answer to itself.
func (r *Resolver) AddIDs() {
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

// Unknown appends those of names that the resolver does not know.
func (r *Resolver) Unknown(names map[string]struct{}, to []string) []string {
	for w := range names {
		if _, ok := r.known[w]; !ok {
			to = append(to, w)
		}
	}
	return to
}

// spelling is a written name as it is compared.
type spelling struct {
	clean, fold    string
	nobody, system bool
}

// spell prepares a written name.
func (r *Resolver) spell(written string) (p spelling) {
	p.clean = cell.Display(written)
	plain := name.Written(p.clean)
	switch {
	case cell.Null([]byte(p.clean)) || plain.Unknown():
		p.nobody = true
	case r.people && plain.System():
		p.nobody, p.system = true, true
	default:
		p.fold = plain.Fold()
	}
	return p
}

// Intern resolves written names and remembers, of an id without a list, the smallest
// spelling.
func (r *Resolver) Intern(written []string, workers int) {
	spelled := make([]spelling, len(written))
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for i := len(written) * w / workers; i < len(written)*(w+1)/workers; i++ {
				spelled[i] = r.spell(written[i])
			}
		})
	}
	group.Wait()
	joint := map[int][]string{} // cells that may name several, which need to know who is there
	for i, p := range spelled {
		if r.people && !p.nobody {
			if _, listed := r.list[p.fold]; !listed {
				if names, hard := name.Several(written[i]); hard || len(names) > 1 {
					joint[i] = names
					continue
				}
			}
		}
		r.learn(written[i], p)
	}
	for _, i := range slices.Sorted(maps.Keys(joint)) {
		w := r.several(joint[i], written[i])
		if !w.Several {
			r.learn(written[i], spelled[i])
			continue
		}
		if !r.quiet {
			r.joint[spelled[i].clean] = w.ID != ""
		}
		r.known[r.texts.Keep(written[i])] = w
	}
}

// InternOthers is Intern for names of people who need not be on the list: managers, approvers,
// authors of notes.
func (r *Resolver) InternOthers(written []string, workers int) {
	r.quiet = true
	r.Intern(written, workers)
	r.quiet = false
}

// learn remembers what one written name stands for.
func (r *Resolver) learn(written string, p spelling) {
	as := r.texts.Keep(written)
	if p.clean == as {
		p.clean = as
	}
	w := r.resolve(p)
	switch {
	case p.system:
		r.systems[p.clean] = true
	case w.Absent && !r.quiet:
		r.absent[p.clean] = true
	}
	if _, listed := r.list[p.fold]; w.ID != "" && !listed && r.teams[p.fold] == "" {
		w.ID = r.texts.Keep(p.fold)
		if old, ok := r.Shown[w.ID]; !ok || p.clean < old {
			r.Shown[w.ID] = p.clean
		}
	}
	r.known[as] = w
}

// resolve says what one name stands for.
func (r *Resolver) resolve(p spelling) Who {
	switch {
	case p.nobody:
		return Who{Word: !cell.Null([]byte(p.clean)), House: r.people && name.House(p.clean)}
	case r.doubles[p.fold]:
		return Who{Homonym: true}
	}
	if id, ok := r.list[p.fold]; ok {
		return Who{ID: id}
	}
	if team, ok := r.teams[p.fold]; ok {
		return Who{ID: team}
	}
	return Who{ID: p.fold, Absent: r.people && len(r.listed) > 0}
}

// several says whom a cell with several names means. Marks that one name may hold too part
// names only where each part is somebody's.
func (r *Resolver) several(names []string, written string) Who {
	_, hard := name.Several(written)
	all, some := []string{}, 0
	for _, n := range names {
		f := name.Fold(n)
		id, ok := r.list[f]
		if !ok && len(r.listed) == 0 {
			_, ok = r.Shown[f]
			id = f
		}
		if ok && !r.doubles[f] {
			some++
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		} else if !hard && len(r.shownLike(n)) == 1 { // the family name of one of them
			some++
			all = append(all, "")
		}
	}
	switch {
	case some < len(names) && !hard:
		return Who{}
	case some < len(names) || slices.Contains(all, ""):
		return Who{Several: true}
	}
	return Who{ID: strings.Join(all, table.Together), Several: true}
}

// shownLike are the names of people that begin with a name.
func (r *Resolver) shownLike(n string) (like []string) {
	f := name.Fold(n)
	for _, shown := range r.Shown {
		if g := name.Fold(shown); f != "" && len(g) > len(f) && strings.HasPrefix(g, f) {
			like = append(like, shown)
		}
	}
	return like
}

// ID returns what a written name stands for. Every name was learned in the first pass;
// one that was not (a list's own cell) is resolved without being remembered.
func (r *Resolver) ID(written []byte) Who {
	if w, ok := r.known[string(written)]; ok {
		return w
	}
	return r.resolve(r.spell(string(written)))
}

// Remarks lists system accounts and near names that a person must decide about.
func (r *Resolver) Remarks(what string) []fault.Remark {
	var out []fault.Remark
	for _, s := range slices.Sorted(maps.Keys(r.systems)) {
		out = append(out, fault.Remark{Code: "system_account", Place: table.Place{}, Text: fault.Sentence{
			JA: fmt.Sprintf("「%s」はシステムの利用者名とみて、担当者なしとして扱いました", s),
			EN: fmt.Sprintf("%q looks like a system account and counts as nobody", s)}})
	}
	out = append(out, r.strangers()...)
	var names []string
	for _, id := range slices.Sorted(maps.Keys(r.Shown)) {
		if shown := r.Shown[id]; !torn(shown) {
			names = append(names, shown)
		}
	}
	for _, p := range name.Proposals(names) {
		if r.absent[p.A] || r.absent[p.B] {
			continue // said above
		}
		out = append(out, fault.Remark{Code: "near_" + what, Place: table.Place{}, Text: fault.Sentence{
			JA: fmt.Sprintf("「%s」と「%s」は同じかもしれません。同じなら設定の values か名簿の別名に書いてください", p.A, p.B),
			EN: fmt.Sprintf("%q and %q may be one; if so, say it under values in the configuration or as an alias in the list", p.A, p.B)}})
	}
	return out
}

// torn reports whether a name is what a damaged cell left: bytes that do not decode, or
// a quote that never closes. Its row is an error; there is nothing to propose.
func torn(s string) bool {
	return strings.ContainsRune(s, '\ufffd') || strings.Count(s, `"`)%2 == 1
}

// SplitAliases reads a cell with several names.
func SplitAliases(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r == ';' || r == '|' || r == '、' || r == '\uff1b' || r == '/' || r == '\n' || r == ','
	})
}
