package ingest

import (
	"context"
	"fmt"
	"os"
	"time"

	"tenbin/ingest/cell"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/format"
	"tenbin/ingest/scan"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// Distributed is how far several machines that share their storage have come with the files of
// the deals (Sources.Distributed). The trip is the one of Open, cut where a machine needs what
// others saw:
//
//	DealFiles → SeeFile (each file) → Scan (each part) → Resolved → Records (each part)
//
// What each step gives can be carried; all machines see the same files, parts and rows.
type Distributed struct {
	Seen     []SeenFile // every file of deals, in configuration order
	Scans    *Scans     // for the one that resolves: what every part showed
	Resolved *Resolved  // for those that read rows
}

// SeenFile is a file of deals that was opened once.
type SeenFile struct {
	Source  int    // entry of the table in the configuration
	Path    string // as it is shown
	SHA256  string
	Size    int64
	Changed time.Time
	Parts   int
	Index   []byte // what its form learned while it was opened
}

// Resolved is what is known of the deals' columns and rows once every part was scanned.
type Resolved struct {
	Files           []ResolvedFile
	People, Clients []string // as written
	Near            []fault.Remark
}

// ResolvedFile is what is known of one file.
type ResolvedFile struct {
	Slots              []ResolvedSlot
	Compose, Shortened bool
	LastText, LastFull int64
	Rows               []ResolvedRow // that stand in several places
	Remarks            []fault.Remark
}

// ResolvedSlot is how a column is read.
type ResolvedSlot struct {
	Decision cell.Decision
	Factors  []cell.Decision
	Parent   bool
}

// ResolvedRow is a row whose identity stands in more than one place.
type ResolvedRow struct {
	Row         int64
	Disposition uint8
	Other       table.Place
	Occurrence  int
	Owner       string `json:",omitempty"`
}

// DealFiles lists the files of deals without opening one. A query is refused: several
// machines would ask it several times.
func DealFiles(s Sources) ([]SeenFile, error) {
	var out []SeenFile
	for k := range s.Tables[table.Deals.Name] {
		src := &s.Tables[table.Deals.Name][k]
		if src.Query != nil {
			return nil, fault.New(table.Deals.Name, fault.ErrBadSource, fault.Sentence{JA: "データベースの明細は複数の機械で分けて読めません", EN: "deals from a database cannot be read by several machines"},
				fault.Sentence{JA: "明細をファイルに出力するか、tenbin run を使ってください", EN: "export them to files, or use tenbin run"})
		}
		paths, err := source.Expand(s.Base, src.Files)
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			out = append(out, SeenFile{Source: k, Path: p})
		}
	}
	return out, nil
}

// SeeFile opens a file of DealFiles to learn its parts and sums up its bytes.
func SeeFile(ctx context.Context, s Sources, f SeenFile, workers int) (SeenFile, error) {
	in, err := openDistributed(ctx, s, &Distributed{Seen: []SeenFile{f}}, workers)
	if err != nil {
		return f, err
	}
	defer in.Close()
	full := source.Within(s.Base, f.Path)
	info, err := os.Stat(full)
	if err != nil {
		return f, format.Unreadable(f.Path, err)
	}
	f.Size, f.Changed = info.Size(), info.ModTime()
	f.Parts, f.Index = len(in.tables.deals()[0].Parts), in.opened.learned
	if f.SHA256, err = digest(full); err != nil {
		return f, format.Unreadable(f.Path, err)
	}
	return f, in.Unchanged()
}

// OpenDeals opens the files of deals alone, for Scan.
func OpenDeals(ctx context.Context, s Sources, workers int) (*Input, error) {
	return openDistributed(ctx, s, &Distributed{Seen: s.Distributed.Seen}, workers)
}

func openDistributed(ctx context.Context, s Sources, d *Distributed, workers int) (*Input, error) {
	s.Distributed, s.NoDigests = d, true
	in := newInput(s, workers)
	if err := in.openTables(ctx, table.Deals); err != nil {
		in.Close()
		return nil, err
	}
	return in, nil
}

// same refuses a file that is no longer the one that was seen.
func (f *SeenFile) same(full string) error {
	info, err := os.Stat(full)
	if err == nil && f.Index == nil && f.SHA256 == "" {
		return nil // not seen yet
	}
	if err != nil || info.Size() != f.Size || !info.ModTime().Equal(f.Changed) {
		return fault.New(f.Path, fault.ErrChanged, fault.Sentence{JA: "読んでいる間にファイルが変わりました", EN: "the file changed while it was read"},
			fault.Sentence{JA: "出力が終わってから、もう一度実行してください", EN: "run it again when the export is complete"})
	}
	return nil
}

// carried takes in what other machines saw of s, and reports whether that spares its first
// pass.
func (src *Sources) carried(s *tableFile) (bool, error) {
	a := src.Distributed
	switch {
	case a == nil || s.Layout.Schema.Name != table.Deals.Name:
		return false, nil
	case a.Resolved != nil:
		if s.Order >= len(a.Resolved.Files) {
			return false, fmt.Errorf("%s was not resolved", s.Path)
		}
		return true, s.takeResolved(&a.Resolved.Files[s.Order])
	default:
		return true, s.takeScans(a.Scans)
	}
}

// resolvedBefore reports whether other machines have resolved the deals.
func (src *Sources) resolvedBefore(tableName string) bool {
	return src.Distributed != nil && src.Distributed.Resolved != nil && tableName == table.Deals.Name
}

// takeResolved has s know what others have resolved.
func (s *tableFile) takeResolved(f *ResolvedFile) error {
	if len(f.Slots) != len(s.Layout.Slots) {
		return fmt.Errorf("%s has %d columns, not the %d that were resolved", s.Path, len(s.Layout.Slots), len(f.Slots))
	}
	for k := range s.Parts {
		s.Parts[k] = scan.EmptyPart(s.Layout)
	}
	for k, x := range f.Slots {
		slot := &s.Layout.Slots[k]
		slot.Decision, slot.Parent = x.Decision, x.Parent
		if x.Factors != nil {
			slot.Factors = x.Factors
		}
	}
	s.Layout.Compose, s.Layout.Shortened, s.Shape.LastText, s.Shape.LastFull = f.Compose, f.Shortened, f.LastText, f.LastFull
	s.Remarked, s.Remarks = true, f.Remarks
	for _, r := range f.Rows {
		if s.decisions == nil {
			s.decisions = map[int64]dedup.Decision{}
		}
		s.decisions[r.Row] = dedup.Decision{Disposition: dedup.Disposition(r.Disposition), Other: r.Other, Occurrence: r.Occurrence, Owner: r.Owner}
	}
	return nil
}

// Resolved returns what Open resolved of the deals, for machines that read their rows.
// Sources.Report must have been set.
func (in *Input) Resolved() *Resolved {
	out := &Resolved{People: keys(in.shown.names[0]), Clients: keys(in.shown.names[1]), Near: in.nearProducts}
	for _, s := range in.tables.deals() {
		f := ResolvedFile{Compose: s.Layout.Compose, Shortened: s.Layout.Shortened, LastText: s.Shape.LastText, LastFull: s.Shape.LastFull, Remarks: s.Remarks}
		for _, slot := range s.Layout.Slots {
			f.Slots = append(f.Slots, ResolvedSlot{slot.Decision, slot.Factors, slot.Parent})
		}
		for row, v := range s.decisions {
			f.Rows = append(f.Rows, ResolvedRow{row, uint8(v.Disposition), v.Other, v.Occurrence, v.Owner})
		}
		out.Files = append(out.Files, f)
	}
	return out
}

// PartsOf returns parts from to to (not included) of the file-th file of deals.
func (in *Input) PartsOf(file, from, to int) ([]table.Shard, error) {
	list := in.tables.deals()
	if file < 0 || file >= len(list) || from < 0 || from > to || to > len(list[file].Parts) {
		return nil, fmt.Errorf("no parts %d to %d of file %d", from, to, file)
	}
	var out []table.Shard
	for k := from; k < to; k++ {
		out = append(out, &part{tableFile: list[file], part: k})
	}
	return out, nil
}
