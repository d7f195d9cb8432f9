package metrics

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/apache/arrow/go/v15/arrow"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Survey is what must be known of all deal lines before one can be counted: list
// amounts, fingerprints of the ids, and the lines that act on other lines. Surveys of
// shards merge in any order to the same survey.
type Survey struct {
	amounts *histogram
	prints  fingerprints
	acts    []act
	others  int64 // lines of another kind than sale, of which some act
}

// act is a return, or a credit for a price reason: a line that changes others.
type act struct {
	place                     linePlace
	kind                      uint8
	date                      table.Day
	document, client, product string
	amount                    int64 // ≥ 0: net, else list; free goods: list, else net
}

// SurveyShard reads one shard.
func SurveyShard(ctx context.Context, shard table.Shard, data Data, o assessment.Options) (*Survey, error) {
	w := &surveyor{Survey: Survey{amounts: newHistogram()}, scan: newDealScan(data, o.Resolved()), judged: data.Judged}
	if err := w.read(ctx, shard); err != nil {
		return nil, err
	}
	return &w.Survey, nil
}

// SurveyDeals reads all shards with o.Workers goroutines.
func SurveyDeals(ctx context.Context, shards []table.Shard, data Data, o assessment.Options) (*Survey, error) {
	o = o.Resolved()
	workers, err := spread(ctx, shards, o.Workers, func() *surveyor {
		return &surveyor{Survey: Survey{amounts: newHistogram()}, scan: newDealScan(data, o), judged: data.Judged}
	}, (*surveyor).read)
	if err != nil {
		return nil, err
	}
	sum := &workers[0].Survey
	for _, w := range workers[1:] {
		sum.Merge(&w.Survey)
	}
	return sum, nil
}

// Merge adds what t has seen.
func (s *Survey) Merge(t *Survey) {
	s.amounts.merge(t.amounts)
	s.prints.merge(&t.prints)
	s.acts = append(s.acts, t.acts...)
	s.others += t.others
}

// surveyor surveys shards one after the other.
type surveyor struct {
	Survey
	scan   *dealScan
	batch  dealBatch
	judged bool
}

func (w *surveyor) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(r arrow.Record) error { w.survey(r); return nil })
}

// survey takes a batch. The amounts are those of measured lines in the window that
// policy has an answer for; what repeats or returns among them is taken back later.
func (w *surveyor) survey(r arrow.Record) {
	b := &w.batch
	w.scan.view(r, b)
	var l dealLine
	for i := range b.rows {
		if !w.judged {
			w.prints.add(b.id(i))
		}
		w.scan.read(b, i, &l)
		if w.scan.surveyed(b, i, &l) {
			w.amounts.add(l.list, 1)
		}
		if l.kind != table.Sale && l.known && l.won {
			w.others++
		}
		if acts(b, i, &l) {
			w.acts = append(w.acts, w.act(b, i, &l))
		}
	}
}

// surveyed reports whether the line's list amount enters the survey.
func (s *dealScan) surveyed(b *dealBatch, i int, l *dealLine) bool {
	if l.reason != measured || l.kind != table.Sale {
		return false
	}
	s.judge(b, i, l)
	return l.answered
}

// acts reports whether the line changes other lines.
func acts(b *dealBatch, i int, l *dealLine) bool {
	return l.kind != table.Sale && l.known && l.won && (l.kind == table.Return || b.reason.at(i) == table.ReasonPrice)
}

func (w *surveyor) act(b *dealBatch, i int, l *dealLine) act {
	amount := l.net
	if !l.hasNet || l.kind == table.FreeGoods && l.hasList {
		amount = l.list
	}
	return act{place: linePlace{b.file[i], b.row[i]}, kind: l.kind, date: l.date, document: strings.Clone(b.paper(i)),
		client: w.scan.client.names.list[l.client], product: w.scan.product.names.list[b.product.at(i)], amount: max(amount, -amount)}
}

// spread hands the shards to as many goroutines as workers says, each with a worker of
// its own. Of several errors the first shard's is returned.
func spread[W any](ctx context.Context, shards []table.Shard, workers int, start func() W, read func(W, context.Context, table.Shard) error) ([]W, error) {
	workers = max(1, min(workers, len(shards)))
	all := make([]W, workers)
	errs := make([]error, len(shards))
	var next atomic.Int64
	var failed atomic.Bool
	var group sync.WaitGroup
	for n := range all {
		all[n] = start()
		group.Go(func() {
			for !failed.Load() {
				k := int(next.Add(1)) - 1
				if k >= len(shards) {
					return
				}
				if errs[k] = read(all[n], ctx, shards[k]); errs[k] != nil {
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}
