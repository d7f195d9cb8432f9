package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/cube"
	"tenbin/metrics/cubefile"
)

func init() {
	beam.RegisterType(reflect.TypeFor[FileRef]())
	beam.RegisterType(reflect.TypeFor[PartRef]())
	for _, f := range []any{&seeFn{}, &splitFn{}, &scanFn{}, &resolveFn{}, &surveyFn{}, &gatherFn{}, &planFn{}, &reduceFn{}, &wantFn{}, &keepFn{}, &writeFn{}} {
		beam.RegisterDoFn(f)
	}
}

// Task is what every machine is told.
type Task struct {
	Config, Month string
	PartSize      int64 // bytes of a part of text
	Out           string
	Language      string // of what goes wrong
}

// stepFailed stands before what a step says went wrong.
const stepFailed = "tenbin-beam step: "

// failed is err as the runner carries it: text in the task's language.
func (t Task) failed(err *error) {
	if *err != nil {
		*err = errors.New(stepFailed + inWords(*err, t.Language))
	}
}

// FileRef names a file of deals, PartRef a part of one: the elements of the pipeline.
type FileRef struct {
	Order, Source int
	Path          string
}

// PartRef is a part of the File-th file.
type PartRef struct{ File, Part int }

func (p PartRef) part() dataset.Part { return dataset.Part(p) }

// load reads the configuration and the month.
func (t Task) load() (*config.Config, table.Month, error) {
	c, err := config.Load(t.Config)
	if err != nil {
		return nil, 0, err
	}
	m, err := table.ParseMonth(t.Month)
	return c, m, err
}

// seeFn opens each file of deals once.
type seeFn struct{ Task Task }

// ProcessElement opens the file.
func (f *seeFn) ProcessElement(ctx context.Context, r FileRef, emit func(State)) (err error) {
	defer func() { f.Task.failed(&err) }()
	c, _, err := f.Task.load()
	if err != nil {
		return err
	}
	s := c.Sources()
	s.Piece = f.Task.PartSize
	seen, err := ingest.SeeFile(ctx, s, ingest.SeenFile{Source: r.Source, Path: r.Path}, 1)
	if err != nil {
		return err
	}
	emit(stateOf(&Seen{[]SeenFile{{r.Order, seen}}}))
	return nil
}

// splitFn lists the parts of all files.
type splitFn struct{}

// ProcessElement lists the parts.
func (f *splitFn) ProcessElement(s State, emit func(PartRef)) error {
	seen, err := valueOf[Seen](s)
	if err != nil {
		return err
	}
	parts, err := dataset.Parts(seen.files())
	for _, p := range parts {
		emit(PartRef(p))
	}
	return err
}

// scanFn takes the first pass over each part.
type scanFn struct {
	Task Task
	site *dataset.Site
}

// ProcessElement scans a part.
func (f *scanFn) ProcessElement(ctx context.Context, p PartRef, seen State, emit func(State)) (err error) {
	defer func() { f.Task.failed(&err) }()
	if f.site == nil {
		c, _, err := f.Task.load()
		if err != nil {
			return err
		}
		files, err := valueOf[Seen](seen)
		if err != nil {
			return err
		}
		if f.site, err = dataset.OpenScanner(ctx, c, files.files()); err != nil {
			return err
		}
	}
	scans, err := f.site.Scan(ctx, p.part())
	if err == nil {
		emit(stateOf(scans))
	}
	return err
}

// Teardown closes the files.
func (f *scanFn) Teardown() error { return closed(f.site) }

func closed(s *dataset.Site) error {
	if s == nil {
		return nil
	}
	return s.Close()
}

// resolveFn decides columns, names and repeated rows.
type resolveFn struct{ Task Task }

// ProcessElement decides them from what all parts showed.
func (f *resolveFn) ProcessElement(ctx context.Context, scans, seen State, emit func(State)) (err error) {
	defer func() { f.Task.failed(&err) }()
	c, _, err := f.Task.load()
	if err != nil {
		return err
	}
	files, err := valueOf[Seen](seen)
	if err != nil {
		return err
	}
	all, err := valueOf[ingest.Scans](scans)
	if err != nil {
		return err
	}
	resolved, err := dataset.Resolve(ctx, c, files.files(), all, 1)
	if err == nil {
		emit(stateOf(resolved))
	}
	return err
}

// reader is a DoFn that reads rows: it keeps its site from one part to the next.
type reader struct {
	Task Task
	site *dataset.Site
}

// open opens the site where it is not open yet.
func (r *reader) open(ctx context.Context, seen, resolved State) error {
	if r.site != nil {
		return nil
	}
	c, m, err := r.Task.load()
	if err != nil {
		return err
	}
	files, err := valueOf[Seen](seen)
	if err != nil {
		return err
	}
	known, err := valueOf[ingest.Resolved](resolved)
	if err != nil {
		return err
	}
	r.site, err = dataset.NewSite(ctx, c, m, files.files(), known)
	return err
}

// Teardown closes the files.
func (r *reader) Teardown() error { return closed(r.site) }

// surveyFn surveys each part.
type surveyFn struct{ Reader reader }

// ProcessElement surveys a part.
func (f *surveyFn) ProcessElement(ctx context.Context, p PartRef, seen, resolved State, emit func(State)) (err error) {
	defer func() { f.Reader.Task.failed(&err) }()
	if err := f.Reader.open(ctx, seen, resolved); err != nil {
		return err
	}
	s, err := f.Reader.site.Survey(ctx, p.part())
	if err == nil {
		emit(stateOf(s))
	}
	return err
}

// Teardown closes the files.
func (f *surveyFn) Teardown() error { return f.Reader.Teardown() }

// gatherFn gathers the lines of each part that the plan must know of.
type gatherFn struct {
	Reader reader
	survey *cube.Survey
}

// ProcessElement gathers from a part.
func (f *gatherFn) ProcessElement(ctx context.Context, p PartRef, seen, resolved, survey State, emit func(State)) (err error) {
	defer func() { f.Reader.Task.failed(&err) }()
	err = f.Reader.open(ctx, seen, resolved)
	if err == nil && f.survey == nil {
		f.survey, err = valueOf[cube.Survey](survey)
	}
	if err != nil {
		return err
	}
	g, err := f.Reader.site.Gather(ctx, p.part(), f.survey)
	if err == nil {
		emit(stateOf(g))
	}
	return err
}

// Teardown closes the files.
func (f *gatherFn) Teardown() error { return f.Reader.Teardown() }

// planFn freezes the plan.
type planFn struct{ Reader reader }

// ProcessElement makes the plan of the survey of all parts.
func (f *planFn) ProcessElement(ctx context.Context, survey, seen, resolved, gathered State, emit func(State)) (err error) {
	defer func() { f.Reader.Task.failed(&err) }()
	if err := f.Reader.open(ctx, seen, resolved); err != nil {
		return err
	}
	s, err := valueOf[cube.Survey](survey)
	if err != nil {
		return err
	}
	g, err := valueOf[cube.Gathered](gathered)
	if err != nil {
		return err
	}
	plan, err := f.Reader.site.Plan(s, g)
	if err == nil {
		emit(stateOf(plan))
	}
	return err
}

// Teardown closes the files.
func (f *planFn) Teardown() error { return f.Reader.Teardown() }

// reduceFn reduces each part.
type reduceFn struct {
	Reader reader
	plan   *cube.Plan
}

// ProcessElement reduces a part under the plan.
func (f *reduceFn) ProcessElement(ctx context.Context, p PartRef, seen, resolved, plan State, emit func(State)) (err error) {
	defer func() { f.Reader.Task.failed(&err) }()
	err = f.Reader.open(ctx, seen, resolved)
	if err == nil && f.plan == nil {
		f.plan, err = valueOf[cube.Plan](plan)
	}
	if err != nil {
		return err
	}
	r, err := f.Reader.site.Reduce(ctx, p.part(), f.plan)
	if err == nil {
		emit(stateOf(r))
	}
	return err
}

// Teardown closes the files.
func (f *reduceFn) Teardown() error { return f.Reader.Teardown() }

// wantFn says which rows are wanted.
type wantFn struct{}

// ProcessElement says it from the reduction of all parts.
func (f *wantFn) ProcessElement(reduced State, emit func(State)) error {
	r, err := valueOf[dataset.Reduced](reduced)
	if err == nil {
		emit(stateOf(r.Want()))
	}
	return err
}

// keepFn keeps the wanted rows of each part.
type keepFn struct {
	Reader reader
	plan   *cube.Plan
	want   *dataset.Want
}

// ProcessElement keeps rows of a part.
func (f *keepFn) ProcessElement(ctx context.Context, p PartRef, seen, resolved, plan, want State, emit func(State)) (err error) {
	defer func() { f.Reader.Task.failed(&err) }()
	err = f.Reader.open(ctx, seen, resolved)
	if err == nil && f.plan == nil {
		f.plan, err = valueOf[cube.Plan](plan)
	}
	if err == nil && f.want == nil {
		f.want, err = valueOf[dataset.Want](want)
	}
	if err != nil {
		return err
	}
	rows, err := f.Reader.site.Keep(ctx, p.part(), f.want, f.plan)
	if err == nil {
		emit(stateOf(rows))
	}
	return err
}

// Teardown closes the files.
func (f *keepFn) Teardown() error { return f.Reader.Teardown() }

// writeFn writes the file.
type writeFn struct{ Reader reader }

// ProcessElement writes the reading of all parts, under a name of its own until it is
// whole.
func (f *writeFn) ProcessElement(ctx context.Context, reduced, seen, resolved, plan, rows State) (err error) {
	defer func() { f.Reader.Task.failed(&err) }()
	if err := f.Reader.open(ctx, seen, resolved); err != nil {
		return err
	}
	r, err := valueOf[dataset.Reduced](reduced)
	if err != nil {
		return err
	}
	p, err := valueOf[cube.Plan](plan)
	if err != nil {
		return err
	}
	k, err := valueOf[cube.KeptRows](rows)
	if err != nil {
		return err
	}
	reading, err := f.Reader.site.Finish(ctx, r, p, k)
	if err != nil {
		return err
	}
	return whole(f.Reader.Task.Out, func(w io.Writer) error { return cubefile.Write(w, reading) })
}

// Teardown closes the files.
func (f *writeFn) Teardown() error { return f.Reader.Teardown() }

// whole writes path so that it is there whole or not at all.
func whole(path string, write func(io.Writer) error) error {
	t, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(t.Name())
	if err := write(t); err != nil {
		t.Close()
		return err
	}
	if err := t.Sync(); err != nil {
		t.Close()
		return err
	}
	if err := t.Close(); err != nil {
		return err
	}
	return os.Rename(t.Name(), path)
}
