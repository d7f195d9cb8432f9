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

// Apart is how far several machines that share their storage have come with the files of
// the deals (Sources.Apart). The trip is the one of Open, cut where a machine needs what
// others saw:
//
//	DealFiles → SeeFile (each file) → Look (each part) → Settle → Records (each part)
//
// What each step gives can be carried; all machines see the same files, parts and rows.
type Apart struct {
	Seen    []SeenFile // every file of deals, in configuration order
	Looks   *Looks     // for the one that settles: what every part showed
	Settled *Settled   // for those that read rows
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

// Settled is what is known of the deals' columns and rows once every part was looked at.
type Settled struct {
	Files           []SettledFile
	People, Clients []string // as written
	Near            []fault.Remark
}

// SettledFile is what is known of one file.
type SettledFile struct {
	Slots              []SettledSlot
	Compose            bool
	LastText, LastFull int64
	Rows               []SettledRow // that stand in several places
	Remarks            []fault.Remark
}

// SettledSlot is how a column is read.
type SettledSlot struct {
	Decision cell.Decision
	Factors  []cell.Decision
	Parent   bool
}

// SettledRow is a row whose identity stands in more than one place.
type SettledRow struct {
	Row        int64
	Fate       uint8
	Other      table.Place
	Occurrence int
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
	in, err := openApart(ctx, s, &Apart{Seen: []SeenFile{f}}, workers)
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
	f.Parts, f.Index = len(in.surveys[table.Deals.Name][0].Parts), in.learned
	if f.SHA256, err = digest(full); err != nil {
		return f, format.Unreadable(f.Path, err)
	}
	return f, in.Unchanged()
}

// OpenDeals opens the files of deals alone, for Look.
func OpenDeals(ctx context.Context, s Sources, workers int) (*Input, error) {
	return openApart(ctx, s, &Apart{Seen: s.Apart.Seen}, workers)
}

func openApart(ctx context.Context, s Sources, apart *Apart, workers int) (*Input, error) {
	s.Apart = apart
	in := newInput(s, workers)
	schema, _ := table.Named(table.Deals.Name)
	opened, err := in.openTable(ctx, schema, &digests{off: true}, workers)
	if err != nil {
		in.Close()
		return nil, err
	}
	in.surveys[schema.Name] = opened
	return in, nil
}

// seen returns what is known of a file of deals, nil where it was not opened before.
func (in *Input) seen(source *source.Source, path string) *SeenFile {
	if in.sources.Apart == nil {
		return nil
	}
	list := in.sources.Tables[table.Deals.Name]
	for k := range in.sources.Apart.Seen {
		if f := &in.sources.Apart.Seen[k]; f.Path == path && f.Source < len(list) && &list[f.Source] == source {
			return f
		}
	}
	return nil
}

// seenTable reports whether a source is one of deals.
func (in *Input) seenTable(source *source.Source) bool {
	list := in.sources.Tables[table.Deals.Name]
	for k := range list {
		if &list[k] == source {
			return true
		}
	}
	return false
}

// seenPaths are the paths of a source that are known.
func (in *Input) seenPaths(source *source.Source) (paths []string) {
	list := in.sources.Tables[table.Deals.Name]
	for _, f := range in.sources.Apart.Seen {
		if f.Source < len(list) && &list[f.Source] == source {
			paths = append(paths, f.Path)
		}
	}
	return paths
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
func (in *Input) carried(s *tableFile) (bool, error) {
	a := in.sources.Apart
	switch {
	case a == nil || s.Layout.Schema.Name != table.Deals.Name:
		return false, nil
	case a.Settled != nil:
		if s.Order >= len(a.Settled.Files) {
			return false, fmt.Errorf("%s was not settled", s.Path)
		}
		return true, s.settled(&a.Settled.Files[s.Order])
	default:
		return true, s.looked(a.Looks)
	}
}

// isSettled reports whether other machines have settled the deals.
func (in *Input) isSettled(tableName string) bool {
	return in.sources.Apart != nil && in.sources.Apart.Settled != nil && tableName == table.Deals.Name
}

// settled has s know what others have settled.
func (s *tableFile) settled(f *SettledFile) error {
	if len(f.Slots) != len(s.Layout.Slots) {
		return fmt.Errorf("%s has %d columns, not the %d that were settled", s.Path, len(s.Layout.Slots), len(f.Slots))
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
	s.Layout.Compose, s.Shape.LastText, s.Shape.LastFull = f.Compose, f.LastText, f.LastFull
	s.Remarked, s.Remarks = true, f.Remarks
	for _, r := range f.Rows {
		if s.dispositions == nil {
			s.dispositions = map[int64]dedup.Disposition{}
		}
		s.dispositions[r.Row] = dedup.Disposition{Fate: dedup.Fate(r.Fate), Other: r.Other, Occurrence: r.Occurrence}
	}
	return nil
}

// Settled returns what Open settled of the deals, for machines that read their rows.
// Sources.Report must have been set.
func (in *Input) Settled() *Settled {
	out := &Settled{People: keys(in.dealsNames[0]), Clients: keys(in.dealsNames[1]), Near: in.nearProducts}
	for _, s := range in.surveys[table.Deals.Name] {
		f := SettledFile{Compose: s.Layout.Compose, LastText: s.Shape.LastText, LastFull: s.Shape.LastFull, Remarks: s.Remarks}
		for _, slot := range s.Layout.Slots {
			f.Slots = append(f.Slots, SettledSlot{slot.Decision, slot.Factors, slot.Parent})
		}
		for row, v := range s.dispositions {
			f.Rows = append(f.Rows, SettledRow{row, uint8(v.Fate), v.Other, v.Occurrence})
		}
		out.Files = append(out.Files, f)
	}
	return out
}

// PartsOf returns parts from to to (not included) of the file-th file of deals.
func (in *Input) PartsOf(file, from, to int) ([]table.Shard, error) {
	list := in.surveys[table.Deals.Name]
	if file < 0 || file >= len(list) || from < 0 || from > to || to > len(list[file].Parts) {
		return nil, fmt.Errorf("no parts %d to %d of file %d", from, to, file)
	}
	var out []table.Shard
	for k := from; k < to; k++ {
		out = append(out, &part{in: in, s: list[file], part: k})
	}
	return out, nil
}
