package ingest

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"

	"tenbin/ingest/raw"
	"tenbin/ingest/table"
	"tenbin/ingest/text"
)

// Remark is something that the reader decided or met which a person should know.
type Remark struct {
	Code  string
	Place table.Place
	Text  Sentence
}

// zone is the business time zone.
type zone struct{ loc *time.Location }

// Input is everything that a run reads, opened and understood. Its shards give record
// batches of the canonical tables. Reading a shard also tells what became of its rows:
// Counts, RowErrors and Furniture are whole once every shard was read to its end, and
// stay the same however often, in which order and on how many goroutines that happens.
type Input struct {
	ctx         context.Context // of Open, for the passes that Open itself makes
	sources     Sources
	zone        *zone
	surveys     map[string][]*survey
	books       []*raw.Book
	files       []table.File
	people      *resolver
	clients     *resolver
	roster      *table.Roster
	accounts    *accounts
	policy      *table.Policy
	prices      *priceList
	rates       map[rateKey]int64
	closings    []table.Day
	verdicts    map[*survey]map[int64]verdict
	remarks     []Remark
	nameRemarks []Remark // of people and clients, once compared
	compared    bool
	workers     int
	helpers     []table.Counts
	helperPaths []string
	broken      []table.RowError // rows of joined files
	states      []fileState      // how the files looked when they were summed
	memory      *spill           // of the fingerprints
	answers     map[*Source]*answer
	scratch     string      // directory of the answers, "" for none
	sheets      []Furniture // furniture of joined files

	dealsAt      dealsMarks             // where the lists speak of the deals' files
	dealsNames   [2]map[string]struct{} // people and clients that they show, with Sources.Report
	nearProducts []Remark
	learned      *text.Index // of the file opened last, with Sources.Apart

	mu      sync.Mutex
	tallies map[*survey][]*tally
}

// tally is what became of the rows of one part.
type tally struct {
	counts    table.Counts
	errors    []table.RowError
	furniture []Furniture
	unmatched []int64 // per join: rows without a partner
}

// Open finds, opens and surveys every file of sources with workers goroutines (at
// least 1), and reads roster, accounts, policy, price list, exchange rates and closing
// days. What is wrong with a file as a whole is a *FileError; a bad row is not.
func Open(ctx context.Context, sources Sources, workers int) (*Input, error) {
	in := newInput(ctx, sources, workers)
	if err := in.open(ctx, max(1, workers)); err != nil {
		in.Close()
		return nil, err
	}
	return in, nil
}

func newInput(ctx context.Context, sources Sources, workers int) *Input {
	if sources.Location == nil {
		sources.Location = time.UTC
	}
	return &Input{workers: max(1, workers), ctx: ctx, sources: sources, zone: &zone{sources.Location}, surveys: map[string][]*survey{}, tallies: map[*survey][]*tally{},
		people: newResolver(true), clients: newResolver(false), memory: newSpill(sources.Memory, sources.Scratch)}
}

// occurrence is the number of a row among those of the same derived identity.
func (in *Input) occurrence(s *survey, row int64) int {
	return max(1, in.verdicts[s][row].occurrence)
}

func (in *Input) taxRate() int64 {
	if in.sources.TaxRate != 0 {
		return in.sources.TaxRate
	}
	return defaultTax
}

// Close closes the files and removes what was kept of queries and ids.
func (in *Input) Close() error {
	var errs []error
	for _, b := range in.books {
		if b.Close != nil {
			errs = append(errs, b.Close())
		}
	}
	in.books = nil
	errs = append(errs, in.memory.close(), in.forget())
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
			if s.file != i {
				continue
			}
			heads = make([]string, len(s.found.heads))
			for k, h := range s.found.heads {
				heads[k] = h.Text
			}
			list := in.sources.Tables[schema.Name]
			for entry < len(list)-1 && &list[entry] != s.source {
				entry++
			}
			return heads, entry
		}
	}
	return nil, 0
}

// Names returns how people and clients are shown.
func (in *Input) Names() table.Names {
	return table.Names{People: in.people.shown, Clients: in.clients.shown}
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
		if s.layout.named("authorised_rate") != nil {
			return true
		}
	}
	return false
}

// Closings lists the company's closing days.
func (in *Input) Closings() []table.Day { return in.closings }

// Remarks lists what a person should know, by place.
func (in *Input) Remarks() []Remark {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.compared { // near names are looked for when somebody asks
		in.compared = true
		in.nameRemarks = append(in.people.remarks("person"), in.clients.remarks("client")...)
	}
	out := append(append([]Remark(nil), in.nameRemarks...), in.remarks...)
	for _, schema := range table.All {
		for _, s := range in.surveys[schema.Name] {
			out = append(out, in.unmatched(s)...)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Place.Less(out[j].Place) })
	return out
}

// unmatched remarks on the rows of a file that found no partner.
func (in *Input) unmatched(s *survey) []Remark {
	var out []Remark
	for k, j := range s.joins {
		n := int64(0)
		for _, t := range in.tallies[s] {
			if t != nil {
				n += t.unmatched[k]
			}
		}
		if n > 0 {
			out = append(out, Remark{"join_unmatched", table.Place{File: s.path, Sheet: s.found.sheet.Name}, Sentence{
				fmt.Sprintf("%d 行は %s に対応する行がありません", n, j.path), fmt.Sprintf("%d rows find no partner in %s", n, j.path)}})
		}
	}
	return out
}
