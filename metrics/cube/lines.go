package cube

import (
	"cmp"
	"context"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/dedup"
)

// LinesOf reads the deal lines and returns every measured line in the window of the people
// asked for, by date, then line id, then place. The lines are decided by the reduction
// itself under plan, so they and the cells cannot differ. complete is called for every
// scored line, by several goroutines at once.
func LinesOf(ctx context.Context, src Source, plan *Plan, people map[string]bool, o assessment.Options, complete func(*assessment.LedgerLine)) (map[string][]assessment.LedgerLine, error) {
	o = o.Resolved()
	readers, err := spread(ctx, src.Shards, o.Workers, func() *lineReader {
		return &lineReader{Partial: NewPartial(plan, src, o), files: src.Files, people: people, complete: complete, found: map[string][]assessment.LedgerLine{}}
	}, (*lineReader).read)
	if err != nil {
		return nil, err
	}
	all := map[string][]assessment.LedgerLine{}
	for _, r := range readers {
		for id, lines := range r.found {
			all[id] = append(all[id], lines...)
		}
	}
	for _, lines := range all {
		slices.SortFunc(lines, func(x, y assessment.LedgerLine) int {
			return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.LineID, y.LineID), cmp.Compare(x.Place.File, y.Place.File),
				cmp.Compare(x.Place.Sheet, y.Place.Sheet), cmp.Compare(x.Place.Row, y.Place.Row))
		})
	}
	return all, nil
}

// lineReader lists lines where a reduction would count them. It serves one goroutine.
type lineReader struct {
	*Partial
	files    []table.File
	people   map[string]bool
	complete func(*assessment.LedgerLine)
	wanted   []bool // by the scan's number of the person
	found    map[string][]assessment.LedgerLine
}

func (r *lineReader) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(x table.Record) error { r.take(x); return nil })
}

// take lists the lines of one record batch.
func (r *lineReader) take(x table.Record) {
	b := &r.batch
	r.scan.view(x, b)
	names := r.scan.person.Names.List
	for k := len(r.wanted); k < len(names); k++ {
		r.wanted = append(r.wanted, r.people[names[k]])
	}
	var l dealLine
	for i := range b.rows {
		if !r.wanted[b.person.At(i)] {
			continue
		}
		m := r.plan.mark(dedup.At(b.file[i], b.row[i]))
		switch m.disposition {
		case repeated, superseded, conflicting:
			continue
		}
		r.scan.readLine(b, i, &l)
		q, counts := r.decide(b, i, &l, m)
		if !counts || l.reason != measured && l.reason < noPolicy {
			continue
		}
		line := r.scan.ledgerLine(r.lineOf(b, i, &l, &q), names[l.person], r.files)
		if q.credit { // shown as it stands: nothing is authorised and nothing conceded
			line.Net, line.AuthorisedNet = l.net, l.net
		}
		if line.Scored {
			r.complete(&line)
		}
		r.found[string(line.Person)] = append(r.found[string(line.Person)], line)
	}
}
