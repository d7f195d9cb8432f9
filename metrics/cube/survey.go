package cube

import (
	"context"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/amounts"
	"tenbin/metrics/cube/dedup"
)

// Survey is what must be known of all deal lines before one can be counted: list
// amounts, fingerprints of the ids, and the lines that act on other lines. Surveys of
// shards merge in any order to the same survey.
type Survey struct {
	amounts *amounts.Histogram
	prints  dedup.Fingerprints
	acts    []act
	others  int64 // lines of another kind than sale, of which some act
}

// act is a return, or a credit for a price reason: a line that changes others.
type act struct {
	place                     dedup.Place
	kind                      uint8
	date                      table.Day
	document, client, product string
	amount                    int64 // ≥ 0: net, else list; free goods: list, else net
}

// SurveyOf reads all shards with o.Workers goroutines.
func SurveyOf(ctx context.Context, src Source, o assessment.Options) (*Survey, error) {
	o = o.Resolved()
	workers, err := spread(ctx, src.Shards, o.Workers, func() *surveyor {
		return &surveyor{Survey: Survey{amounts: amounts.New()}, scan: newDealScan(src, o), deduplicated: src.Deduplicated}
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
	s.amounts.Merge(t.amounts)
	s.prints.Merge(&t.prints)
	s.acts = append(s.acts, t.acts...)
	s.others += t.others
}

// surveyor surveys shards one after the other.
type surveyor struct {
	Survey
	scan         *dealScan
	batch        dealBatch
	deduplicated bool
}

func (w *surveyor) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, func(r table.Record) error { w.survey(r); return nil })
}

// survey takes a batch. The amounts are those of measured lines in the window that
// policy has an answer for; what repeats or returns among them is taken back later.
func (w *surveyor) survey(r table.Record) {
	b := &w.batch
	w.scan.view(r, b)
	var l dealLine
	for i := range b.rows {
		if !w.deduplicated {
			w.prints.Add(b.id(i))
		}
		w.scan.readLine(b, i, &l)
		if w.scan.surveyed(b, i, &l) {
			w.amounts.Add(l.list, 1)
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
	s.authorise(b, i, l)
	return l.answered
}

// acts reports whether the line changes other lines.
func acts(b *dealBatch, i int, l *dealLine) bool {
	return l.kind != table.Sale && l.known && l.won && (l.kind == table.Return || b.reason.At(i) == table.ReasonPrice)
}

func (w *surveyor) act(b *dealBatch, i int, l *dealLine) act {
	amount := l.net
	if !l.hasNet || l.kind == table.FreeGoods && l.hasList {
		amount = l.list
	}
	return act{place: dedup.At(b.file[i], b.row[i]), kind: l.kind, date: l.date, document: strings.Clone(b.paper(i)),
		client: w.scan.client.Names.List[l.client], product: w.scan.product.Names.List[b.product.At(i)], amount: max(amount, -amount)}
}
