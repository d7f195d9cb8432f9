// Package dedup answers which of several rows with the same id stands: the one rule for
// deal lines and for instructions.
//
// In come the rows whose ids were met more than once, with a digest of what each says; out
// comes what becomes of each. It reads nothing.
package dedup

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
)

// Place is where a row stands in the inputs: number of the file, row of the file.
type Place struct {
	File int32
	Row  int64
}

// At is the place of a row of a file.
func At(file int32, row int64) Place { return Place{file, row} }

// Compare orders places by file, then row.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Row, q.Row))
}

// In returns the place as a person can look it up.
func (p Place) In(files []table.File) table.Place {
	at := table.Place{Row: p.Row}
	if k := int(p.File); k >= 0 && k < len(files) {
		at.File, at.Sheet = files[k].Path, files[k].Sheet
	}
	return at
}

// Candidate is a row that may stand more than once.
type Candidate struct {
	ID       string
	Content  [32]byte // digest of everything that the row says
	Place    Place
	Recorded int64 // recorded_at, 0 where there is none
	Known    bool  // up to the cut-off
	Amount   int64 // list amount, for the reader of a row error
}

// Disposition is what becomes of a row because of others with its id.
type Disposition uint8

// The dispositions.
const (
	Kept        Disposition = iota
	Repeated                // stands in another file or row with the same content
	Superseded              // a newer export says otherwise
	Conflicting             // the same id with different content in one file
)

// Replacement is a row that a newer export replaced.
type Replacement struct {
	ID        string `json:"LineID"` // so named in the cube's file
	Place, By table.Place
}

// Result is what becomes of rows. A row that is not in Dispositions stands.
type Result struct {
	Dispositions map[Place]Disposition
	Repeated     int64
	Superseded   []Replacement    // by place
	RowErrors    []table.RowError // of the conflicting ones, by place
}

// Resolve decides which row of each id stands: identical content counts once; another
// content in another file is replaced by the newest export (recorded_at, then the month
// in the file's name, then configuration order); another content in the same file makes
// row errors of all. Rows recorded after the cut-off compete only among themselves: as
// known at the cut-off the older one stands.
//
// The row errors are of the given table, in the column id. The order of all does not
// matter; it is changed.
func Resolve(all []Candidate, files []table.File, name, id string) *Result {
	r := &resolver{Result: Result{Dispositions: map[Place]Disposition{}}, files: files, table: name, id: id}
	slices.SortFunc(all, func(a, b Candidate) int {
		known := 0
		if a.Known != b.Known {
			if known = 1; a.Known {
				known = -1
			}
		}
		return cmp.Or(cmp.Compare(a.ID, b.ID), known, a.Place.Compare(b.Place))
	})
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].ID == all[i].ID && all[j].Known == all[i].Known {
			j++
		}
		if j-i > 1 {
			r.deduplicate(all[i:j])
		}
		i = j
	}
	table.SortRowErrors(r.RowErrors)
	slices.SortFunc(r.Superseded, func(a, b Replacement) int {
		switch {
		case a.Place.Less(b.Place):
			return -1
		case b.Place.Less(a.Place):
			return 1
		}
		return 0
	})
	return &r.Result
}

// resolver is a Result under way.
type resolver struct {
	Result
	files     []table.File
	table, id string // of row errors
}

// deduplicate decides about the rows of one id, which come by file and row.
func (r *resolver) deduplicate(group []Candidate) {
	var heads []Candidate
	for i := 0; i < len(group); {
		j := i + 1
		for j < len(group) && group[j].Place.File == group[i].Place.File {
			j++
		}
		heads = append(heads, r.inFile(group[i:j])...)
		i = j
	}
	if len(heads) < 2 {
		return
	}
	month := func(c Candidate) int32 {
		if k := int(c.Place.File); k < len(r.files) {
			return r.files[k].Month
		}
		return -1
	}
	newest := slices.MaxFunc(heads, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Recorded, b.Recorded), cmp.Compare(month(a), month(b)), cmp.Compare(a.Place.File, b.Place.File))
	})
	stands := heads[slices.IndexFunc(heads, func(c Candidate) bool { return c.Content == newest.Content })]
	for _, c := range heads {
		switch {
		case c.Place == stands.Place:
		case c.Content == stands.Content:
			r.Dispositions[c.Place] = Repeated
			r.Repeated++
		default:
			r.Dispositions[c.Place] = Superseded
			r.Result.Superseded = append(r.Result.Superseded, Replacement{c.ID, c.Place.In(r.files), stands.Place.In(r.files)})
		}
	}
}

// inFile decides about the rows of one id inside one file and returns the one that speaks
// for the file, none when they contradict each other.
func (r *resolver) inFile(file []Candidate) []Candidate {
	different := func(c Candidate) func(Candidate) bool {
		return func(d Candidate) bool { return d.Content != c.Content }
	}
	if slices.ContainsFunc(file, different(file[0])) {
		for _, c := range file {
			other := file[slices.IndexFunc(file, different(c))]
			r.Dispositions[c.Place] = Conflicting
			r.RowErrors = append(r.RowErrors, table.RowError{Table: r.table, Place: c.Place.In(r.files), ListAmount: c.Amount,
				Cells: []table.CellError{{Name: r.id, Value: c.ID, Reason: table.DuplicateID, Other: other.Place.In(r.files)}}})
		}
		return nil
	}
	for _, c := range file[1:] {
		r.Dispositions[c.Place] = Repeated
		r.Repeated++
	}
	return file[:1]
}
