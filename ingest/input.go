package ingest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sort"
	"sync"
	"time"

	"tenbin/ingest/convert"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/lookup"
	"tenbin/ingest/table"
)

// Input is everything that a run reads, opened and understood. Its shards give record
// batches of the canonical tables. Reading a shard also tells what became of its rows:
// Counts, RowErrors and NonData are whole once every shard was read to its end, and
// stay the same however often, in which order and on how many goroutines that happens.
type Input struct {
	sources Sources              // what was asked
	opened  *opener              // which opened
	files   *fileList            // these files
	tables  tables               // of these tables
	joined  JoinedRead           // and those that complete their rows;
	env     *convert.Environment // with names and prices as they are known
	lists   lists                // and the lists that a run asks for
	memory  *dedup.Spill         // of the fingerprints
	workers int

	remarks      []fault.Remark
	names        nameRemarks
	shown        dealsShown
	nearProducts []fault.Remark
}

// nameRemarks are remarks on people and clients, looked for when somebody asks.
type nameRemarks struct {
	mu       sync.Mutex
	compared bool
	remarks  []fault.Remark
}

func (n *nameRemarks) of(env *convert.Environment) []fault.Remark {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.compared {
		n.compared = true
		n.remarks = append(env.People.Remarks("person"), env.Clients.Remarks("client")...)
	}
	return n.remarks
}

// Open finds, opens and scans every file of sources with workers goroutines (at
// least 1), and reads roster, accounts, policy, price list, exchange rates and closing
// days. What is wrong with a file as a whole is a *FileError; a bad row is not.
func Open(ctx context.Context, sources Sources, workers int) (*Input, error) {
	in := newInput(sources, workers)
	if err := in.open(ctx); err != nil {
		in.Close()
		return nil, err
	}
	return in, nil
}

func newInput(sources Sources, workers int) *Input {
	if sources.Location == nil {
		sources.Location = time.UTC
	}
	in := &Input{sources: sources, workers: max(1, workers), tables: tables{}, memory: dedup.NewSpill(sources.Memory, sources.Scratch),
		files: &fileList{base: sources.Base, off: sources.NoDigests},
		env: &convert.Environment{Workers: max(1, workers), Location: sources.Location, Currency: sources.Currency, MinorUnits: sources.MinorUnits, TaxRate: cmp.Or(sources.TaxRate, defaultTax),
			People: lookup.NewResolver(true), Clients: lookup.NewResolver(false), Slow: sources.slow, Front: sources.front}}
	in.opened = &opener{sources: &in.sources, files: in.files, env: in.env, memory: in.memory, workers: in.workers}
	return in
}

// defaultTax is the rate that amounts with tax carry where the line says nothing.
const defaultTax = 100_000_000

// Close closes the files and removes what was kept of queries and ids.
func (in *Input) Close() error {
	return errors.Join(in.opened.close(), in.memory.Close(), in.opened.answers.Close())
}

// Files lists the input files in the order that "_file" counts.
func (in *Input) Files() []table.File { return slices.Clone(in.files.list) }

// Headings returns the headings of file i of Files as they are shown, and which entry of
// its table in the configuration it belongs to; nil where it only completes the rows of
// others.
func (in *Input) Headings(i int) (heads []string, entry int) {
	if f := in.shown.precomputed(in.sources.Deals, i); f != nil {
		return f.Heads, f.Entry
	}
	for _, schema := range table.All {
		for _, s := range in.tables[schema.Name] {
			if s.Number != i {
				continue
			}
			heads = make([]string, len(s.Found.Heads))
			for k, h := range s.Found.Heads {
				heads[k] = h.Text
			}
			list := in.sources.Tables[schema.Name]
			for entry < len(list)-1 && &list[entry] != s.Asked {
				entry++
			}
			return heads, entry
		}
	}
	return nil, 0
}

// Names returns how people and clients are shown.
func (in *Input) Names() table.Names {
	return table.Names{People: in.env.People.Shown, Clients: in.env.Clients.Shown}
}

// Roster returns the roster; it has no people when none is configured.
func (in *Input) Roster() *table.Roster { return in.lists.roster }

// Policy returns the policy table, nil when none is configured.
func (in *Input) Policy() *table.Policy { return in.lists.policy }

// HasPolicy reports whether a policy table or a column of authorised rates is there.
func (in *Input) HasPolicy() bool {
	return in.lists.policy != nil || in.authorisedRate()
}

// authorisedRate reports whether a file of deals has a column of authorised rates.
func (in *Input) authorisedRate() bool {
	if in.sources.Deals != nil {
		return in.sources.Deals.AuthorisedRate
	}
	for _, s := range in.tables.deals() {
		if s.Layout.Named("authorised_rate") != nil {
			return true
		}
	}
	return false
}

// Closings lists the company's closing days.
func (in *Input) Closings() []table.Day { return in.lists.closings }

// Remarks lists what a person should know, by place.
func (in *Input) Remarks() []fault.Remark {
	out := append(slices.Clone(in.names.of(in.env)), in.remarks...)
	in.tables.all(func(s *tableFile) {
		out = append(append(out, s.unmatched()...), s.footers()...)
		out = append(out, s.hiddenRows()...)
	})
	if slices.ContainsFunc(out, func(r fault.Remark) bool { return r.Name != "" }) {
		weigh(out, in.RowErrors(), in.sources.MinorUnits)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Place.Less(out[j].Place) })
	return out
}

// Unchanged returns an error with the code ErrChanged when a file that was read is gone,
// or has another size or time of change than when its bytes were summed: what was
// computed then belongs to no export that ever stood there whole.
func (in *Input) Unchanged() error { return in.files.unchanged() }

// Shards returns the parts of a table's files, in configuration order, then row order.
// They may be read in any order, at once, and more than once.
func (in *Input) Shards(tableName string) []table.Shard {
	var out []table.Shard
	for _, s := range in.tables[tableName] {
		for k := range s.Parts {
			out = append(out, &part{tableFile: s, part: k})
		}
	}
	return out
}
