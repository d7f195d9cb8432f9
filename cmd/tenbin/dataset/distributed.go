package dataset

import (
	"context"
	"fmt"
	"slices"

	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cubefile"
	"tenbin/metrics/instruction"
)

// Site is one of several machines that read the deals together, each some parts of them,
// from storage that all of them see. The trip is Read's:
//
//	ingest.SeeFile (each file) → Scan (each part) → Resolve → Survey (each part) →
//	Gather (each part) → Plan → Reduce (each part) → Keep (each part) → Finish
//
// What the steps give merges in any order; the reading is Read's to the last byte.
type Site struct {
	c    *config.Config
	in   *ingest.Input
	o    assessment.Options
	seen []ingest.SeenFile
}

// Part is a part of a file of deals.
type Part struct{ File, Part int }

// sources are what a machine opens.
func sources(c *config.Config, seen []ingest.SeenFile) ingest.Sources {
	s := c.Sources()
	s.Report, s.Distributed = true, &ingest.Distributed{Seen: seen}
	return s
}

// OpenScanner opens the files of deals alone, for Scan.
func OpenScanner(ctx context.Context, c *config.Config, seen []ingest.SeenFile) (*Site, error) {
	in, err := ingest.OpenDeals(ctx, sources(c, seen), 1)
	return &Site{c: c, in: in, seen: seen}, err
}

// Scan takes the first pass over a part.
func (s *Site) Scan(ctx context.Context, p Part) (*ingest.Scans, error) {
	return s.in.Scan(ctx, p.File, p.Part, p.Part+1)
}

// Resolve decides columns, names and repeated rows from what every part showed.
func Resolve(ctx context.Context, c *config.Config, seen []ingest.SeenFile, scans *ingest.Scans, workers int) (*ingest.Resolved, error) {
	s := sources(c, seen)
	s.Distributed.Scans = scans
	tables := map[string][]ingest.Source{table.Deals.Name: s.Tables[table.Deals.Name]}
	for _, t := range ingest.Companions {
		tables[t] = s.Tables[t]
	}
	if list := s.Tables[table.Deals.Name]; len(list) == 0 || len(seen) == 0 {
		return &ingest.Resolved{}, nil
	}
	s.Tables = tables
	in, err := ingest.Open(ctx, s, workers)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return in.Resolved(), nil
}

// NewSite opens what the reading of rows needs, for month m.
func NewSite(ctx context.Context, c *config.Config, m table.Month, seen []ingest.SeenFile, resolved *ingest.Resolved) (*Site, error) {
	s := sources(c, seen)
	s.Distributed.Resolved = resolved
	in, err := ingest.Open(ctx, s, 1)
	if err != nil {
		return nil, err
	}
	return &Site{c: c, in: in, o: Options(c, in, m, 1), seen: seen}, nil
}

// Close closes the site's files.
func (s *Site) Close() error { return s.in.Close() }

// data is what metrics sees, with part p for the deals.
func (s *Site) data(w *Watch, p *Part) (metrics.Data, error) {
	d := Tables(s.in, w)
	d.Tables[table.Deals.Name] = nil
	if p == nil {
		return d, nil
	}
	shards, err := s.in.PartsOf(p.File, p.Part, p.Part+1)
	if err != nil {
		return d, err
	}
	d.Tables[table.Deals.Name] = w.Over(table.Deals, "date", "salesperson", shards)
	return d, nil
}

// Survey surveys a part.
func (s *Site) Survey(ctx context.Context, p Part) (*cube.Survey, error) {
	d, err := s.data(NewWatch(s.o.ClosingDay), &p)
	if err != nil {
		return nil, err
	}
	return cube.SurveyOf(ctx, d.Source(), s.o)
}

// Gather gathers the lines of a part that the plan must know of.
func (s *Site) Gather(ctx context.Context, p Part, survey *cube.Survey) (*cube.Gathered, error) {
	d, err := s.data(NewWatch(s.o.ClosingDay), &p)
	if err != nil {
		return nil, err
	}
	return cube.Gather(ctx, d.Source(), survey, s.o)
}

// Plan freezes the plan.
func (s *Site) Plan(survey *cube.Survey, g *cube.Gathered) (*cube.Plan, error) {
	d, err := s.data(NewWatch(s.o.ClosingDay), nil)
	return cube.PlanOf(survey, g, d.Source(), s.o), err
}

// Reduced is what the reduction of parts gave.
type Reduced struct {
	Partial *cube.Partial
	Bought  cube.Bought
	Tallies ingest.Tallies
	Noticed Noticed
}

// Reduce reduces a part under the plan.
func (s *Site) Reduce(ctx context.Context, p Part, plan *cube.Plan) (*Reduced, error) {
	w := NewWatch(s.o.ClosingDay)
	d, err := s.data(w, &p)
	if err != nil {
		return nil, err
	}
	r := &Reduced{Partial: cube.NewPartial(plan, d.Source(), s.o)}
	for _, shard := range d.Tables[table.Deals.Name] {
		if err := r.Partial.Reduce(ctx, shard); err != nil {
			return nil, err
		}
	}
	b, err := instruction.Buyers(ctx, d.Inputs(), plan, s.o)
	if err != nil {
		return nil, err
	}
	r.Bought, r.Tallies, r.Noticed = *b, *s.in.Tallies(p.File, p.Part, p.Part+1), w.deals()
	return r, nil
}

// Merge adds what q gave.
func (r *Reduced) Merge(q *Reduced) error {
	if err := r.Partial.Merge(q.Partial); err != nil {
		return err
	}
	r.Bought.Merge(&q.Bought)
	r.Tallies.Merge(&q.Tallies)
	r.Noticed.Merge(q.Noticed)
	return nil
}

// carriedReduced is Reduced for the way between machines.
type carriedReduced struct {
	Partial []byte
	Bought  cube.Bought
	Tallies ingest.Tallies
	Noticed Noticed
}

// MarshalBinary returns the reduction as bytes.
func (r *Reduced) MarshalBinary() ([]byte, error) {
	b, err := r.Partial.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return ingest.Carry(carriedReduced{b, r.Bought, r.Tallies, r.Noticed})
}

// UnmarshalBinary reads what MarshalBinary returned, to be merged.
func (r *Reduced) UnmarshalBinary(b []byte) error {
	var c carriedReduced
	if err := ingest.Carried(b, &c); err != nil {
		return err
	}
	p, err := cube.ReadPartial(c.Partial, &cube.Plan{}, cube.Source{Deduplicated: true}, assessment.Options{})
	*r = Reduced{p, c.Bought, c.Tallies, c.Noticed}
	return err
}

// Want is what must be known of all parts before rows are kept.
type Want struct {
	Bought cube.Bought
	Every  bool // the rows of all measured lines
}

// Want is what r, of all parts, wants of the rows.
func (r *Reduced) Want() *Want { return &Want{r.Bought, r.Partial.Measured() <= CardLines} }

// Keep keeps the rows of a part that are looked at one by one behind the cube.
func (s *Site) Keep(ctx context.Context, p Part, w *Want, plan *cube.Plan) (*cube.KeptRows, error) {
	d, err := s.data(NewWatch(s.o.ClosingDay), &p)
	if err != nil {
		return nil, err
	}
	want, err := cubefile.WantedOf(ctx, &w.Bought, w.Every, d.Inputs(), plan, s.o)
	if err != nil {
		return nil, err
	}
	return cubefile.KeepWanted(ctx, d.Source(), want, plan, s.o)
}

// Finish is the reading of all parts together.
func (s *Site) Finish(ctx context.Context, r *Reduced, plan *cube.Plan, rows *cube.KeptRows) (*cubefile.Reading, error) {
	d, err := s.data(NewWatch(s.o.ClosingDay), nil)
	if err != nil {
		return nil, err
	}
	want, err := cubefile.WantedOf(ctx, &r.Bought, r.Partial.Measured() <= CardLines, d.Inputs(), plan, s.o)
	if err != nil {
		return nil, err
	}
	b, err := r.Partial.MarshalBinary()
	if err != nil {
		return nil, err
	}
	p, err := cube.ReadPartial(b, plan, d.Source(), s.o)
	if err != nil {
		return nil, err
	}
	if err := s.in.Count(&r.Tallies); err != nil {
		return nil, err
	}
	reading, err := cubefile.ReadingOf(p, plan, want.Asked, rows, d.Files, s.o)
	if err != nil {
		return nil, err
	}
	if err := s.in.Unchanged(); err != nil {
		return nil, err
	}
	return reading, Seal(reading, s.c, s.in, r.Noticed)
}

// Merge adds what m noticed.
func (n *Noticed) Merge(m Noticed) {
	months := map[table.Month]bool{}
	for _, x := range append(n.Months, m.Months...) {
		months[x] = true
	}
	n.Months = n.Months[:0:0]
	for x := range months {
		n.Months = append(n.Months, x)
	}
	days := append(slices.Clone(n.Days), m.Days...)
	slices.Sort(days)
	n.Days = slices.Compact(days)
	n.Alone = append(n.Alone, m.Alone...)
	if n.Filled == nil {
		n.Filled = append(n.Filled, m.Filled...)
	}
	for k, filled := range m.Filled {
		n.Filled[k] = n.Filled[k] || filled
	}
	n.sort()
}

// Parts lists the parts of files that were seen.
func Parts(seen []ingest.SeenFile) ([]Part, error) {
	var out []Part
	for k, f := range seen {
		if f.Parts < 1 {
			return nil, fmt.Errorf("%s was not seen", f.Path)
		}
		for p := range f.Parts {
			out = append(out, Part{k, p})
		}
	}
	return out, nil
}
