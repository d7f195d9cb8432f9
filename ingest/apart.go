package ingest

import (
	"context"
	"fmt"
	"os"
	"time"

	"tenbin/ingest/cell"
	"tenbin/ingest/table"
	"tenbin/ingest/text"
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
	Index   *text.Index // of delimited text
}

// Settled is what is known of the deals' columns and rows once every part was looked at.
type Settled struct {
	Files           []SettledFile
	People, Clients []string // as written
	Near            []Remark
}

// SettledFile is what is known of one file.
type SettledFile struct {
	Slots              []SettledSlot
	Compose            bool
	LastText, LastFull int64
	Rows               []SettledRow // that stand in several places
	Remarks            []Remark
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
		source := &s.Tables[table.Deals.Name][k]
		if source.Query != nil {
			return nil, fileError(table.Deals.Name, ErrBadSource, Sentence{"データベースの明細は複数の機械で分けて読めません", "deals from a database cannot be read by several machines"},
				Sentence{"明細をファイルに出力するか、tenbin run を使ってください", "export them to files, or use tenbin run"})
		}
		paths, err := expand(s.Base, source.Files)
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
	full := within(s.Base, f.Path)
	info, err := os.Stat(full)
	if err != nil {
		return f, unreadable(f.Path, err)
	}
	f.Size, f.Changed = info.Size(), info.ModTime()
	f.Parts, f.Index = len(in.surveys[table.Deals.Name][0].parts), in.learned
	if f.SHA256, err = digest(full); err != nil {
		return f, unreadable(f.Path, err)
	}
	return f, in.Unchanged()
}

// OpenDeals opens the files of deals alone, for Look.
func OpenDeals(ctx context.Context, s Sources, workers int) (*Input, error) {
	return openApart(ctx, s, &Apart{Seen: s.Apart.Seen}, workers)
}

func openApart(ctx context.Context, s Sources, apart *Apart, workers int) (*Input, error) {
	s.Apart = apart
	in := newInput(ctx, s, workers)
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
func (in *Input) seen(source *Source, path string) *SeenFile {
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
func (in *Input) seenTable(source *Source) bool {
	list := in.sources.Tables[table.Deals.Name]
	for k := range list {
		if &list[k] == source {
			return true
		}
	}
	return false
}

// seenPaths are the paths of a source that are known.
func (in *Input) seenPaths(source *Source) (paths []string) {
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
		return fileError(f.Path, ErrChanged, Sentence{"読んでいる間にファイルが変わりました", "the file changed while it was read"},
			Sentence{"出力が終わってから、もう一度実行してください", "run it again when the export is complete"})
	}
	return nil
}

// carried takes in what other machines saw of s, and reports whether that spares its first
// pass.
func (in *Input) carried(s *survey) (bool, error) {
	a := in.sources.Apart
	switch {
	case a == nil || s.layout.schema.Name != table.Deals.Name:
		return false, nil
	case a.Settled != nil:
		if s.order >= len(a.Settled.Files) {
			return false, fmt.Errorf("%s was not settled", s.path)
		}
		return true, s.settled(&a.Settled.Files[s.order], in)
	default:
		return true, s.looked(a.Looks)
	}
}

// isSettled reports whether other machines have settled the deals.
func (in *Input) isSettled(tableName string) bool {
	return in.sources.Apart != nil && in.sources.Apart.Settled != nil && tableName == table.Deals.Name
}

// settled has s know what others have settled.
func (s *survey) settled(f *SettledFile, in *Input) error {
	if len(f.Slots) != len(s.layout.slots) {
		return fmt.Errorf("%s has %d columns, not the %d that were settled", s.path, len(s.layout.slots), len(f.Slots))
	}
	for k := range s.parts {
		s.parts[k] = s.emptyPart()
	}
	for k, x := range f.Slots {
		slot := &s.layout.slots[k]
		slot.decision, slot.parent = x.Decision, x.Parent
		if x.Factors != nil {
			slot.factors = x.Factors
		}
	}
	s.layout.compose, s.shape.lastText, s.shape.lastFull = f.Compose, f.LastText, f.LastFull
	s.said, s.remarks = true, f.Remarks
	if len(f.Rows) > 0 && in.verdicts == nil {
		in.verdicts = map[*survey]map[int64]verdict{}
	}
	for _, r := range f.Rows {
		if in.verdicts[s] == nil {
			in.verdicts[s] = map[int64]verdict{}
		}
		in.verdicts[s][r.Row] = verdict{fate(r.Fate), r.Other, r.Occurrence}
	}
	return nil
}

// Settled returns what Open settled of the deals, for machines that read their rows.
// Sources.Report must have been set.
func (in *Input) Settled() *Settled {
	out := &Settled{People: sortedKeys(in.dealsNames[0]), Clients: sortedKeys(in.dealsNames[1]), Near: in.nearProducts}
	for _, s := range in.surveys[table.Deals.Name] {
		f := SettledFile{Compose: s.layout.compose, LastText: s.shape.lastText, LastFull: s.shape.lastFull, Remarks: s.remarks}
		for _, slot := range s.layout.slots {
			f.Slots = append(f.Slots, SettledSlot{slot.decision, slot.factors, slot.parent})
		}
		for row, v := range in.verdicts[s] {
			f.Rows = append(f.Rows, SettledRow{row, uint8(v.fate), v.other, v.occurrence})
		}
		out.Files = append(out.Files, f)
	}
	return out
}

// PartsOf returns parts from to to (not included) of the file-th file of deals.
func (in *Input) PartsOf(file, from, to int) ([]table.Shard, error) {
	list := in.surveys[table.Deals.Name]
	if file < 0 || file >= len(list) || from < 0 || from > to || to > len(list[file].parts) {
		return nil, fmt.Errorf("no parts %d to %d of file %d", from, to, file)
	}
	var out []table.Shard
	for k := from; k < to; k++ {
		out = append(out, &part{in: in, s: list[file], part: k})
	}
	return out, nil
}
