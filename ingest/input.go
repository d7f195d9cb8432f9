package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"

	"tenbin/ingest/convert"
	"tenbin/ingest/dedup"
	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/lookup"
	"tenbin/ingest/sqlsource"
	"tenbin/ingest/table"
)

// Input is everything that a run reads, opened and understood. Its shards give record
// batches of the canonical tables. Reading a shard also tells what became of its rows:
// Counts, RowErrors and Furniture are whole once every shard was read to its end, and
// stay the same however often, in which order and on how many goroutines that happens.
type Input struct {
	sources     Sources
	env         *convert.Environment
	surveys     map[string][]*tableFile
	books       []*raw.Book
	files       []table.File
	roster      *table.Roster
	policy      *table.Policy
	closings    []table.Day
	remarks     []fault.Remark
	nameRemarks []fault.Remark // of people and clients, once compared
	compared    bool
	workers     int
	helpers     []table.Counts
	helperPaths []string
	broken      []table.RowError // rows of joined files
	states      []fileState      // how the files looked when they were summed
	memory      *dedup.Spill     // of the fingerprints
	answers     *sqlsource.Answers
	sheets      []heading.NonData // furniture of joined files

	dealsAt      dealsMarks             // where the lists speak of the deals' files
	dealsNames   [2]map[string]struct{} // people and clients that they show, with Sources.Report
	nearProducts []fault.Remark
	learned      []byte // of the file opened last, with Sources.Apart

	mu sync.Mutex // of what became of the rows, and of converters at rest
}

// Open finds, opens and surveys every file of sources with workers goroutines (at
// least 1), and reads roster, accounts, policy, price list, exchange rates and closing
// days. What is wrong with a file as a whole is a *FileError; a bad row is not.
func Open(ctx context.Context, sources Sources, workers int) (*Input, error) {
	in := newInput(sources, workers)
	if err := in.open(ctx, max(1, workers)); err != nil {
		in.Close()
		return nil, err
	}
	return in, nil
}

func newInput(sources Sources, workers int) *Input {
	if sources.Location == nil {
		sources.Location = time.UTC
	}
	env := &convert.Environment{Location: sources.Location, Currency: sources.Currency, MinorUnits: sources.MinorUnits, TaxRate: cmp.Or(sources.TaxRate, defaultTax),
		People: lookup.NewResolver(true), Clients: lookup.NewResolver(false), Slow: sources.slow, Front: sources.front}
	return &Input{workers: max(1, workers), sources: sources, env: env, surveys: map[string][]*tableFile{}, memory: dedup.NewSpill(sources.Memory, sources.Scratch)}
}

// defaultTax is the rate that amounts with tax carry where the line says nothing.
const defaultTax = 100_000_000

// Close closes the files and removes what was kept of queries and ids.
func (in *Input) Close() error {
	var errs []error
	for _, b := range in.books {
		if b.Close != nil {
			errs = append(errs, b.Close())
		}
	}
	in.books = nil
	errs = append(errs, in.memory.Close(), in.answers.Close())
	return errors.Join(errs...)
}

// Files lists the input files in the order that "_file" counts.
func (in *Input) Files() []table.File { return append([]table.File(nil), in.files...) }

// Headings returns the headings of file i of Files as they are shown, and which entry of
// its table in the configuration it belongs to; nil where it only completes the rows of
// others.
func (in *Input) Headings(i int) (heads []string, entry int) {
	if f := in.elsewhere(i); f != nil {
		return f.Heads, f.Entry
	}
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
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
func (in *Input) Roster() *table.Roster { return in.roster }

// Policy returns the policy table, nil when none is configured.
func (in *Input) Policy() *table.Policy { return in.policy }

// HasPolicy reports whether a policy table or a column of authorised rates is there.
func (in *Input) HasPolicy() bool {
	return in.policy != nil || in.authorisedRate()
}

// authorisedRate reports whether a file of deals has a column of authorised rates.
func (in *Input) authorisedRate() bool {
	if in.sources.Deals != nil {
		return in.sources.Deals.AuthorisedRate
	}
	for _, s := range in.surveys["deals"] {
		if s.Layout.Named("authorised_rate") != nil {
			return true
		}
	}
	return false
}

// Closings lists the company's closing days.
func (in *Input) Closings() []table.Day { return in.closings }

// Remarks lists what a person should know, by place.
func (in *Input) Remarks() []fault.Remark {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.compared { // near names are looked for when somebody asks
		in.compared = true
		in.nameRemarks = append(in.env.People.Remarks("person"), in.env.Clients.Remarks("client")...)
	}
	out := append(append([]fault.Remark(nil), in.nameRemarks...), in.remarks...)
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			out = append(out, in.unmatched(s)...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Place.Less(out[j].Place) })
	return out
}

// unmatched remarks on the rows of a file that found no partner.
func (in *Input) unmatched(s *tableFile) []fault.Remark {
	var out []fault.Remark
	for k, j := range s.Joins {
		n := int64(0)
		for _, t := range s.tallies {
			if t != nil {
				n += t.Unmatched[k]
			}
		}
		if n > 0 {
			out = append(out, fault.Remark{Code: "join_unmatched", Place: table.Place{File: s.Path, Sheet: s.Found.Sheet.Name}, Text: fault.Sentence{
				JA: fmt.Sprintf("%d 行は %s に対応する行がありません", n, j.Path), EN: fmt.Sprintf("%d rows find no partner in %s", n, j.Path)}})
		}
	}
	return out
}
