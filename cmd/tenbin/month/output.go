package month

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"sort"
	"strings"
	"sync/atomic"

	"tenbin/cmd/tenbin/cli"
	"tenbin/metrics/assessment"
	"tenbin/reports/excel"
	"tenbin/reports/export"
	"tenbin/reports/publish"
	"tenbin/reports/reader"

	"golang.org/x/sync/errgroup"
)

// output is one file of a publication and how it is written.
type output struct {
	path  string
	write func(io.Writer) error
}

// AssessmentPath is where a version keeps the whole assessment.
const AssessmentPath = "operator/assessment.json"

// outputs lists the files of a's publication, by path.
func outputs(con *cli.Console, in *Inputs, a *assessment.Assessment, version int, before *reader.Published, lines map[string][]assessment.LedgerLine, quality []output) []output {
	entries := append(ledgerEntries(a), in.past.answers(a)...)
	list := []output{
		{AssessmentPath, func(w io.Writer) error { return export.WriteJSON(w, a) }},
		{"operator/assessment.parquet", func(w io.Writer) error { return export.WriteParquet(w, a) }},
		{"operator/challenges.jsonl", func(w io.Writer) error { return writeChallenges(w, a) }},
		{ledgerParquet, func(w io.Writer) error { return writeLedgerParquet(w, entries) }},
		{publish.LedgerPath, func(w io.Writer) error { return publish.WriteLedger(w, entries) }},
	}
	for _, o := range quality {
		list = append(list, output{"operator/" + o.path, o.write})
	}
	if in.Config.People() == teamsOnly {
		list = append(list, teamBooks(in, a, version)...)
	} else {
		list = append(list, workbooks(con, in, a, version, before, lines)...)
	}
	sort.Slice(list, func(i, k int) bool { return list[i].path < list[k].path })
	return list
}

// stage puts one file of the publication on the stage; a workbook is encrypted where there
// is a password.
func stage(g *publish.Stage, o output, password string) error {
	if password == "" || filepath.Ext(o.path) != ".xlsx" {
		return g.Write(o.path, o.write)
	}
	return g.WriteSealed(o.path, o.write, func(b []byte) ([]byte, error) { return excel.Seal(b, password) })
}

// folded sorts paths and names an audience with more than eight files by its folder:
// one line for the cards of a whole company.
func folded(paths []string) []string {
	count := map[string]int{}
	for _, p := range paths {
		top, _, _ := strings.Cut(p, "/")
		count[top]++
	}
	var out []string
	seen := map[string]bool{}
	for _, p := range paths {
		top, _, _ := strings.Cut(p, "/")
		switch {
		case count[top] <= 8:
			out = append(out, p)
		case !seen[top]:
			seen[top] = true
			out = append(out, fmt.Sprintf("%s/ (%d)", top, count[top]))
		}
	}
	sort.Strings(out)
	return out
}

// writeAll calls write with each of list, on workers goroutines: as many files as
// workers are in memory at a time, in whatever order they end. It returns the error of
// the first of list that failed; after an error or an interruption no further one is
// begun.
func writeAll(ctx context.Context, list []output, workers int, write func(output) error) error {
	faults := make([]error, len(list))
	var first atomic.Int64 // of the list that failed
	first.Store(int64(len(list)))
	var group errgroup.Group
	group.SetLimit(max(workers, 1))
	for i := 0; i < len(list) && first.Load() == int64(len(list)); i++ {
		group.Go(func() error {
			if ctx.Err() != nil || first.Load() < int64(i) {
				faults[i] = ctx.Err()
				return nil // one before it in the list has failed
			}
			if faults[i] = errorOf(ctx, write(list[i])); faults[i] != nil {
				for k := first.Load(); int64(i) < k && !first.CompareAndSwap(k, int64(i)); k = first.Load() {
				}
			}
			return nil
		})
	}
	_ = group.Wait() // the error of the first of the list is wanted, not of the first in time
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}

// errorOf prefers that the run was interrupted to what the interruption broke.
func errorOf(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
