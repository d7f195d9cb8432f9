package main

import (
	"context"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/cmd/tenbin/pseudonym"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
)

// job is a run while it is under way: the settings, what was read, and where the
// months are published.
type job struct {
	con      *cli.Console
	q        request
	c        *config.Config
	in       *ingest.Input
	deals    *dataset.Precomputed     // where the deals were read, nil = here
	mask     *pseudonym.Pseudonymizer // what the outputs may not name; nil = nothing
	out      string                   // as given, for messages and stdout
	password string                   // of the published workbooks, "" = none
	store    *publish.Store           // nil in a dry run
	stdout   *printer
	last     news                         // of the month that ended last
	basis    *metrics.Basis               // behind the lines of the month assessed last
	told     map[string]assessment.Told   // what earlier publications told, by finding
	recorded map[publish.LedgerEntry]bool // what was decided and answered and stands in the ledger
	letters  map[string]metrics.Letter    // files that came back
	unread   []ingest.Remark              // and those that are not read
	steps    func(string)                 // told readingDone, and each named point of a publication
	workers  int
}

// readingDone is the point at which every input was looked at and summed.
const readingDone = "inputs read"

// runMonths runs every month of the request and returns the exit code of the first
// row of the table that applies to any of them. An error ends the run at once; only
// figures that block one month of a backfill do not keep the others from being
// published.
func (a *app) runMonths(ctx context.Context, q request) (int, error) {
	from, to, err := q.months()
	if err != nil {
		return 0, err
	}
	j := &job{con: a.console(), q: q, steps: a.steps, workers: q.workers, stdout: &printer{to: a.stdout, language: a.language}}
	if q.workersGiven && q.workers < 1 {
		return 0, cli.Usage(cli.Text("同時に動く数は 1 以上です", "the number of workers is not positive"), "--workers="+strconv.Itoa(q.workers), cli.Text("1 以上の数を指定してください", "give a number from 1 on"))
	}
	if j.workers < 1 {
		j.workers = runtime.GOMAXPROCS(0)
	}
	if j.c, j.out, err = q.settings(); err != nil {
		return 0, err
	}
	if q.cube != "" {
		if j.deals, err = q.loadCube(from, to); err != nil {
			return 0, err
		}
	}
	if err := a.secrets(j); err != nil {
		return 0, err
	}
	if !q.dryRun {
		if j.store, err = publish.Open(j.out, publish.Options{Holder: holder(), Steps: a.steps}); err != nil {
			return 0, err
		}
		defer j.store.Close()
	}
	defer j.con.EndSteps()
	defer func() {
		if j.in != nil {
			j.in.Close()
		}
	}()
	exit := cli.ExitDone
	for m := from; m <= to; m++ {
		code, err := j.month(ctx, m)
		if err != nil {
			n := news{Month: m.String(), Status: "failed", ExitCode: cli.Explain(err).Exit}
			if n.ExitCode == cli.ExitBlocked {
				n.Status = "blocked"
			}
			j.tell(ctx, a.env, n)
			if j.in == nil || cli.Explain(err).Exit != cli.ExitBlocked {
				return exit, err
			}
			a.console().Fail(err)
			code = cli.ExitBlocked
		} else {
			failed, err := j.deliver(ctx, m.String())
			if err != nil {
				return exit, err
			}
			if failed > 0 {
				code = cli.Worse(code, cli.ExitWarnings)
			}
			j.tell(ctx, a.env, j.last)
		}
		exit = cli.Worse(exit, code)
	}
	return exit, nil
}

// month runs one month to its publication.
func (j *job) month(ctx context.Context, m table.Month) (int, error) {
	if j.in == nil {
		j.con.Step(cli.Text("ファイルを読んでいます", "reading files"))
		if err := j.open(ctx, true); err != nil {
			return 0, j.blocked(ctx, m, err, nil)
		}
	}
	key := j.inputKey(m)
	standing, err := publish.Look(j.out, m.String())
	if err != nil {
		return 0, err
	}
	if standing != nil && standing.Manifest.RunID == key {
		j.con.Note("unchanged", cli.Text(m.String()+" は変更ありません("+standing.Version+")", m.String()+" is unchanged ("+standing.Version+")"))
		j.last = news{Month: m.String(), Status: "unchanged", Version: standing.Version, ExitCode: standing.Manifest.ExitCode}
		return standing.Manifest.ExitCode, nil
	}
	if j.steps != nil {
		j.steps(readingDone)
	}
	j.con.Step(cli.Text(m.String()+" を集計しています", "scoring "+m.String()))
	a, w, err := j.assess(ctx, m)
	if changed := j.in.Unchanged(); changed != nil { // whatever came out, it is of no export that stood there
		return 0, changed
	}
	if err != nil {
		return 0, j.blocked(ctx, m, err, nil)
	}
	if err := j.judge(a, w); err != nil {
		return 0, j.blocked(ctx, m, err, w.WithoutPerson(j.in.Files(), first(a.Options), m))
	}
	told := newsOf(a)
	if a, err = j.disclosed(a); err != nil {
		return 0, j.blocked(ctx, m, err, nil)
	}
	return j.publish(ctx, a, w, standing, told)
}

// assess computes month m in memory: the assessment with everything that only the
// caller of metrics knows, and what was noticed while reading.
func (j *job) assess(ctx context.Context, m table.Month) (*assessment.Assessment, *dataset.Watch, error) {
	o := j.options(m)
	w := dataset.NewWatch(o.ClosingDay)
	a, basis, err := metrics.Run(ctx, j.data(w), o)
	if err != nil {
		return nil, nil, cubeFailure(err, j.q.cube)
	}
	j.basis = basis
	a.RunID, a.Company = j.inputKey(m), j.c.Company()
	a.Inputs.Counts, a.Files = j.in.Counts(), j.in.Files()
	// Rows that only their meaning condemned were records until then.
	late := int64(len(a.RowErrors))
	a.Inputs.Records, a.Inputs.RowErrors = a.Inputs.Records-late, a.Inputs.RowErrors+late
	a.RowErrors = append(a.RowErrors, j.in.RowErrors()...)
	table.SortRowErrors(a.RowErrors)
	if j.c.People() != teamsOnly { // there people are told apart until disclosed sums them
		j.mask.Mask(a)
	}
	return a, w, nil
}

// data is what metrics sees of the input; w notices the months of its rows.
func (j *job) data(w *dataset.Watch) metrics.Data {
	var d metrics.Data
	if j.deals != nil {
		d = j.deals.Tables(j.in, w)
	} else {
		d = dataset.Tables(j.in, w)
	}
	d.Told, d.Letters = j.told, j.letters
	if j.mask != nil {
		d.Original = j.mask.Original
	}
	d.Settle = func(ctx context.Context) (bool, error) {
		again, err := j.in.Settle(ctx)
		if again {
			w.Forget()
		}
		return again, err
	}
	return d
}

// options are the settings of month m with the business days of the company.
func (j *job) options(m table.Month) assessment.Options {
	return dataset.Options(j.c, j.in, m, j.workers)
}

// inputKey is the run id of month m: everything that the published bytes depend on.
func (j *job) inputKey(m table.Month) string {
	parts := []string{m.String(), assessment.MethodVersion, version, string(j.c.Canonical())}
	for _, f := range inputs(j.in.Files()) {
		parts = append(parts, f.Table, f.Path, f.SHA256)
	}
	if j.mask != nil { // another secret gives other names
		parts = append(parts, j.mask.Mark())
	}
	return table.ID("r", parts...)
}

// holder names this process in the lock.
func holder() publish.Holder {
	h := publish.Holder{PID: os.Getpid()}
	h.Host, _ = os.Hostname() // for a message only
	if u, err := user.Current(); err == nil {
		h.User = u.Username
	}
	return h
}

// shown is a path as it is printed: with slashes.
func shown(parts ...string) string { return filepath.ToSlash(filepath.Join(parts...)) }
