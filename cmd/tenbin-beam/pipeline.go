package main

import (
	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"tenbin/ingest"
)

// pipeline is the whole trip of t over the files of deals.
func pipeline(t Task, files []ingest.SeenFile) *beam.Pipeline {
	p := beam.NewPipeline()
	s := p.Root()
	refs := make([]FileRef, len(files))
	for k, f := range files {
		refs[k] = FileRef{k, f.Source, f.Path}
	}
	with := func(states ...beam.PCollection) (list []beam.Option) {
		for _, c := range states {
			list = append(list, beam.SideInput{Input: c})
		}
		return list
	}
	sum := func(s beam.Scope, states beam.PCollection) beam.PCollection {
		return beam.Combine(s, &mergeFn{}, states)
	}
	r := reader{Task: t}

	at := s.Scope("see")
	seen := sum(at, beam.ParDo(at, &seeFn{t}, beam.Reshuffle(at, beam.CreateList(at, refs))))
	parts := beam.Reshuffle(at, beam.ParDo(at, &splitFn{}, seen))

	at = s.Scope("scan")
	scans := sum(at, beam.ParDo(at, &scanFn{Task: t}, parts, with(seen)...))
	resolved := beam.ParDo(at, &resolveFn{t}, scans, with(seen)...)

	at = s.Scope("plan")
	survey := sum(at, beam.ParDo(at, &surveyFn{r}, parts, with(seen, resolved)...))
	gathered := sum(at, beam.ParDo(at, &gatherFn{Reader: r}, parts, with(seen, resolved, survey)...))
	plan := beam.ParDo(at, &planFn{r}, survey, with(seen, resolved, gathered)...)

	at = s.Scope("reduce")
	reduced := sum(at, beam.ParDo(at, &reduceFn{Reader: r}, parts, with(seen, resolved, plan)...))
	want := beam.ParDo(at, &wantFn{}, reduced)
	rows := sum(at, beam.ParDo(at, &keepFn{Reader: r}, parts, with(seen, resolved, plan, want)...))

	beam.ParDo0(s.Scope("write"), &writeFn{r}, reduced, with(seen, resolved, plan, rows)...)
	return p
}
