package metrics

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Basis is what the figures of single lines rest on: the plan under which the lines were
// counted, nil when they came as a cube, and the peers' rates behind E.
type Basis struct {
	plan    *Plan
	rates   *peerRates
	options assessment.Options
}

// PersonLines reads the deal lines once more and returns every measured line in the
// window of the people asked for: what their own card lists and tenbin explain adds up.
// Each line carries its outcome (authorised net, conceded amount, y), whether it is
// scored or why not, the peers' rate behind E, and where it stands in the inputs. Lines
// come by date, then line id, then place. For each person
//
//	O = Σ y,  E = Σ Expected over the scored lines,   n of lines = Concession.Lines
//
// The lines are decided by the reduction itself under the plan of the basis, so the
// rows and the figures cannot differ. data must be what the basis was computed from. One pass
// reads for all people; memory grows with the number of lines asked for, about 300 bytes
// each. It is an error when that was a cube: the lines behind it are not known then.
func PersonLines(ctx context.Context, data Data, people map[string]bool, basis *Basis) (map[string][]assessment.LedgerLine, error) {
	if basis.plan == nil || basis.rates == nil {
		return nil, fmt.Errorf("the assessment of %s was made without deal lines", basis.options.Month)
	}
	o, rates := basis.options.Resolved(), basis.rates.of(people)
	readers, err := spread(ctx, data.Tables[table.Deals.Name], o.Workers, func() *lineReader {
		return &lineReader{Partial: NewPartial(basis.plan, data, o), data: data, people: people, rates: rates, lines: map[string][]assessment.LedgerLine{}}
	}, (*lineReader).read)
	if err != nil {
		return nil, err
	}
	all := map[string][]assessment.LedgerLine{}
	for _, r := range readers {
		for id, lines := range r.lines {
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
	data   Data
	people map[string]bool
	rates  *personRates
	wanted []bool // by the scan's number of the person
	lines  map[string][]assessment.LedgerLine
}

func (r *lineReader) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(x arrow.Record) error { r.take(x); return nil })
}

// take lists the lines of one record batch.
func (r *lineReader) take(x arrow.Record) {
	b := &r.batch
	r.scan.view(x, b)
	names := r.scan.person.names.list
	for k := len(r.wanted); k < len(names); k++ {
		r.wanted = append(r.wanted, r.people[names[k]])
	}
	var l dealLine
	for i := range b.rows {
		if !r.wanted[b.person.at(i)] {
			continue
		}
		m := r.plan.mark(linePlace{b.file[i], b.row[i]})
		switch m.fate {
		case repeated, superseded, conflicting:
			continue
		}
		r.scan.read(b, i, &l)
		q, counts := r.decide(b, i, &l, m)
		if !counts || l.reason != measured && l.reason < noPolicy {
			continue
		}
		line := r.scan.ledgerLine(r.lineOf(b, i, &l, &q), names[l.person], r.data)
		if q.credit { // shown as it stands: nothing is authorised and nothing conceded
			line.Net, line.AuthorisedNet = l.net, l.net
		}
		if line.Scored {
			r.rates.fill(&line)
		}
		r.lines[line.Person] = append(r.lines[line.Person], line)
	}
}
