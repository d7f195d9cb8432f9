// Package dataset is what metrics sees of the input of a run: which tables and settings do
// the figures of a month rest on?
//
// In come a configuration and the opened files of ingest; out go the options of a month
// (Options) and its tables (Tables, TwoPass), with a Watch that notices in passing what
// only the caller wants to know: months that have rows, lines without a salesperson,
// columns that nothing fills. The deals may also have been read somewhere else: by tenbin
// reduce --cube into a file (Read, Load, Precomputed), or by several machines, each some
// parts of them (Site), whose merged results are the same file to the last byte.
package dataset

import (
	"context"

	"tenbin/cmd/tenbin/config"
	"tenbin/ingest"
	"tenbin/ingest/name"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
)

// CardLines is the number of deal lines up to which every card of a company holds every
// row behind its figures, about 150 MB while the cards are written. Above it the cards
// hold the largest lines and name tenbin explain, which lists all of one person's.
const CardLines = 500_000

// Options are the settings of month m with the business days of the company.
func Options(c *config.Config, in *ingest.Input, m table.Month, workers int) assessment.Options {
	o := c.Options(m)
	o.Workers = workers
	if closings := ingest.BusinessCalendar(in.Closings()); o.Lag.Business {
		o.Lag = closings
	} else {
		o.Lag = closings.InCalendarDays()
	}
	return o
}

// Rank is what a title is worth in the company of c.
func Rank(c *config.Config) func(title string) int { return name.Rank(c.Ranks()) }

// Tables is what metrics sees of in as it stands; w notices the months of its rows.
func Tables(in *ingest.Input, w *Watch) metrics.Data {
	d := metrics.Data{Tables: map[string][]table.Shard{}, Files: in.Files(), Roster: in.Roster(), Policy: in.Policy(), Names: in.Names(), HasPolicy: in.HasPolicy(), Deduplicated: true,
		Vague: name.Vague, Rank: name.Rank(nil)}
	for _, s := range table.All {
		d.Tables[s.Name] = in.Shards(s.Name)
	}
	d.Tables["deals"] = w.Over(table.Deals, "date", "salesperson", d.Tables["deals"])
	d.Tables["instructions"] = w.Over(table.Instructions, "issued", "", d.Tables["instructions"])
	return d
}

// TwoPass is Tables, or what e stands for where deals were read elsewhere, with the call
// by which metrics learns, after a survey in passing, whether what it read still holds.
func TwoPass(in *ingest.Input, e *Precomputed, w *Watch) metrics.Data {
	var d metrics.Data
	if e != nil {
		d = e.Tables(in, w)
	} else {
		d = Tables(in, w)
	}
	d.Confirm = func(ctx context.Context) (bool, error) {
		again, err := in.Finalize(ctx)
		if again {
			w.Forget()
		}
		return again, err
	}
	return d
}
