package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/publish"
)

// output is one file of a publication and how it is written.
type output struct {
	path  string
	write func(io.Writer) error
}

const assessmentPath = "operator/assessment.json"

// outputs lists the files of a's publication, by path.
func (j *job) outputs(a *assessment.Assessment, version int, before *reports.Published, lines map[string][]assessment.LedgerLine, quality []output) []output {
	list := []output{
		{assessmentPath, func(w io.Writer) error { return reports.WriteJSON(w, a) }},
		{"operator/assessment.parquet", func(w io.Writer) error { return reports.WriteParquet(w, a) }},
		{"operator/challenges.jsonl", func(w io.Writer) error { return writeChallenges(w, a) }},
		{ledgerParquet, func(w io.Writer) error { return writeLedgerParquet(w, append(ledger(a), j.answers(a)...)) }},
		{publish.LedgerPath, func(w io.Writer) error { return publish.WriteLedger(w, append(ledger(a), j.answers(a)...)) }},
	}
	for _, o := range quality {
		list = append(list, output{"operator/" + o.path, o.write})
	}
	if j.c.People() == teamsOnly {
		list = append(list, j.teamBooks(a, version)...)
	} else {
		list = append(list, j.workbooks(a, version, before, lines)...)
	}
	sort.Slice(list, func(i, k int) bool { return list[i].path < list[k].path })
	return list
}

// publish writes a's files and makes them the month's next version. In a dry run the
// files go nowhere, so that what could go wrong goes wrong here too.
func (j *job) publish(ctx context.Context, a *assessment.Assessment, w *dataset.Watch, standing *publish.Standing, told news) (int, error) {
	manifest, changes, err := j.manifest(a, standing)
	if err != nil {
		return 0, err
	}
	if manifest.Restated, err = j.lookBack(ctx, a); err != nil {
		return 0, err
	}
	manifest.Warnings, manifest.Notes = j.warnings(a, changes, manifest.Restated)
	if len(manifest.Warnings) > 0 {
		manifest.ExitCode = cli.ExitWarnings
	}
	j.con.Step(cli.Text(a.Month.String()+" を書き出しています", "writing "+a.Month.String()))
	version, err := publish.Next(j.out, a.Month.String())
	if err != nil {
		return 0, err
	}
	number, err := strconv.Atoi(strings.TrimPrefix(version, "v"))
	if err != nil {
		return 0, err
	}
	before, err := j.published(a, standing, &manifest)
	if err != nil {
		return 0, err
	}
	lines, err := j.linesOf(ctx, a)
	if err != nil {
		return 0, err
	}
	if err := j.in.Unchanged(); err != nil {
		return 0, err
	}
	quality, err := j.qualityBooks(ctx, a.Month, findings{a: a, w: w, alone: w.WithoutPerson(j.in.Files(), first(a.Options), a.Month), warnings: manifest.Warnings})
	if err != nil {
		return 0, err
	}
	list := j.outputs(a, number, before, lines, quality)
	if j.store == nil {
		if err := writeAll(ctx, list, j.workers, func(o output) error { return o.write(io.Discard) }); err != nil {
			return 0, err
		}
		j.con.Note("dry_run", cli.Text("試しの実行です。何も書いていません", "a dry run: nothing was written"))
	} else {
		g, err := j.store.Stage(a.Month.String())
		if err != nil {
			return 0, err
		}
		defer g.Discard()
		if err := writeAll(ctx, list, j.workers, func(o output) error { return j.write(g, o) }); err != nil {
			return 0, err
		}
		if _, err := g.Publish(manifest); err != nil {
			return 0, err
		}
		if err := j.retain(a); err != nil {
			return 0, err
		}
		if err := j.missing(a); err != nil {
			return 0, err
		}
	}
	j.con.EndSteps()
	told.Version, told.ExitCode = version, manifest.ExitCode
	j.last = told
	for _, w := range manifest.Warnings {
		j.con.Warn(w.Code, "", cli.Text(w.JA, w.EN))
		j.last.Warnings = append(j.last.Warnings, w.Code)
	}
	for _, w := range manifest.Notes {
		j.con.Note(w.Code, cli.Text(w.JA, w.EN))
	}
	paths := []string{publish.ManifestPath}
	for _, o := range list {
		paths = append(paths, o.path)
	}
	paths = folded(paths)
	for i, p := range paths {
		paths[i] = shown(j.out, a.Month.String(), version, p)
	}
	return manifest.ExitCode, j.stdout.result(paths, a)
}

// write puts one file of the publication on the stage; a workbook is encrypted where the
// configuration names a password.
func (j *job) write(g *publish.Stage, o output) error {
	if j.password == "" || filepath.Ext(o.path) != ".xlsx" {
		return g.Write(o.path, o.write)
	}
	return g.WriteSealed(o.path, o.write, func(b []byte) ([]byte, error) { return reports.Seal(b, j.password) })
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

// errorOf prefers that the run was interrupted to what the interruption broke.
func errorOf(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// planOf is what was decided before lines were counted, word by word.
func planOf(a *assessment.Assessment) map[string]string {
	plan := map[string]string{}
	for _, p := range a.Plan {
		plan[p[0]] = p[1]
	}
	return plan
}

// counts is table.Counts in the manifest's spelling.
type counts struct {
	RowsRead   int64 `json:"rows_read"`
	Records    int64 `json:"records"`
	RowErrors  int64 `json:"row_errors"`
	Furniture  int64 `json:"furniture"`
	Helper     int64 `json:"helper"`
	Repeated   int64 `json:"repeated"`
	Superseded int64 `json:"superseded"`
}

// manifest describes the publication of a, and what differs from the one that stands.
func (j *job) manifest(a *assessment.Assessment, standing *publish.Standing) (publish.Manifest, []publish.Change, error) {
	m := publish.Manifest{RunID: a.RunID, Month: a.Month.String(), CutOff: a.CutOff.String(), MethodVersion: assessment.MethodVersion, ProgramVersion: version,
		Inputs: inputs(a.Files), Configuration: j.mask.Quoted(j.c.Canonical())}
	if r, ok := j.c.Review(); ok {
		m.Review = &publish.Review{By: j.mask.Text(r.By), On: r.On, Note: j.mask.Text(r.Note)}
	}
	var err error
	if m.Plan, err = json.Marshal(planOf(a)); err != nil {
		return m, nil, err
	}
	if m.Counts, err = json.Marshal(counts(a.Inputs.Counts)); err != nil {
		return m, nil, err
	}
	if standing == nil {
		return m, nil, nil
	}
	m.Reasons = publish.Reasons(standing.Manifest, &m)
	j.mask.Mask(&m.Reasons) // what stands may name whom this run does not
	m.Changes, err = j.differences(standing, a)
	return m, m.Changes, err
}

// inputs lists the files that were read by path, then table.
func inputs(files []table.File) []publish.Input {
	list := make([]publish.Input, 0, len(files))
	for _, f := range files {
		list = append(list, publish.Input{Path: f.Path, Table: f.Table, SHA256: f.SHA256})
	}
	sort.Slice(list, func(i, k int) bool {
		if list[i].Path != list[k].Path {
			return list[i].Path < list[k].Path
		}
		return list[i].Table < list[k].Table
	})
	return list
}

// ledger says what a tells to whom.
func ledger(a *assessment.Assessment) []publish.LedgerEntry {
	var list []publish.LedgerEntry
	for _, r := range a.StepIn {
		list = append(list, publish.LedgerEntry{RunID: a.RunID, Month: a.Month.String(), Kind: "told", Audience: "manager", Recipient: r.Manager, FindingID: r.FindingID,
			Person: r.Person, Client: r.Client, Instruction: r.Instruction, Action: r.Action, EvidenceJA: r.Evidence.JA, EvidenceEN: r.Evidence.EN, Amount: r.AmountAtStake, By: r.By.String()})
	}
	return list
}
