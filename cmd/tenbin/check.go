package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest/table"
	"tenbin/metrics/simulate"
	"tenbin/reports/publish"
)

// checkCommand is tenbin check: the flags of tenbin run, and an example.
func (a *app) checkCommand() *cobra.Command {
	c := a.runCommand()
	c.Use = "check --month YYYY-MM [--FLAG …]"
	c.Short = a.say("入力ファイルを点検し、直すところの一覧を書く", "look through the exports and list what to mend")
	c.Long = a.say(`run と同じファイルを最後まで読み、OUT/_check/YYYY-MM/data-quality.xlsx に書きます。
読めない行はすべて、ファイル・セル・値・理由・対応とともに載ります。何も公開しません。
終了コードは、run を実行した場合に返すものと同じです。`,
		`Reads everything that run would read and writes what it found to
OUT/_check/YYYY-MM/data-quality.xlsx: every row that cannot be used with its file,
cell, value, reason and what to do. Nothing is published.
Exit codes are those that run would have returned.`)
	c.Example = "  tenbin check --config tenbin.yaml --month 2026-10\n" +
		a.say("  # わざと誤りを入れたファイルで、一覧の見方を知る\n", "  # an export with planted errors, to learn what the list looks like\n") +
		"  tenbin check --example /tmp/tenbin-example"
	var example string
	c.Flags().StringVar(&example, "example", "", a.say("誤りを入れた架空のファイルを `DIR` に作って点検する", "make a made-up export with planted errors in `DIR` and check that"))
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := a.checkOutputFlags(); err != nil {
			return err
		}
		q, err := requestOf(c)
		if err != nil {
			return err
		}
		if example != "" {
			if q.config != "" || len(q.tables) > 0 || q.month != "" || q.from != "" || q.to != "" {
				return cli.Usage(cli.Text("--example は入力の指定と同時に使えません", "--example excludes other inputs and months"), "--example="+example, cli.Text("どちらか一方にしてください", "use one of them"))
			}
			if err := writeBadExample(example); err != nil {
				return err
			}
			q.config, q.month = filepath.Join(example, defaultConfig), simulate.DemoMonth.String()
			if q.out == "" {
				q.out = filepath.Join(example, "out")
			}
		}
		exit, err := a.checkMonths(c.Context(), q)
		a.exit = cli.Worse(a.exit, exit)
		return err
	}
	return c
}

// requestOf reads a request from the flags of a command that has those of run.
func requestOf(c *cobra.Command) (request, error) {
	f := c.Flags()
	q := request{tables: map[string][]string{}, workersGiven: f.Changed("workers")}
	var errs []error
	text := func(name string) string {
		v, err := f.GetString(name)
		errs = append(errs, err)
		return v
	}
	q.config, q.month, q.from, q.to, q.out, q.language = text("config"), text("month"), text("from"), text("to"), text("out"), text("language")
	var err error
	q.workers, err = f.GetInt("workers")
	errs = append(errs, err)
	q.dryRun, err = f.GetBool("dry-run")
	errs = append(errs, err)
	for _, t := range tableFlags {
		given, err := f.GetStringArray(t.name)
		errs = append(errs, err)
		if len(given) > 0 {
			q.tables[t.name] = given
		}
	}
	return q, errors.Join(errs...)
}

// checkMonths checks every month of the request and returns what runMonths would have
// returned. It holds no lock and touches no publication.
func (a *app) checkMonths(ctx context.Context, q request) (int, error) {
	from, to, err := q.months()
	if err != nil {
		return 0, err
	}
	if q.workersGiven && q.workers < 1 {
		return 0, cli.Usage(cli.Text("同時に動く数は 1 以上です", "the number of workers is not positive"), "--workers="+strconv.Itoa(q.workers), cli.Text("1 以上の数を指定してください", "give a number from 1 on"))
	}
	j := &job{con: a.console(), q: q, workers: q.workers, stdout: &printer{to: a.stdout, language: a.language}}
	if j.workers < 1 {
		j.workers = runtime.GOMAXPROCS(0)
	}
	if j.c, j.out, err = q.settings(); err != nil {
		return 0, err
	}
	defer j.con.EndSteps()
	defer func() {
		if j.in != nil {
			j.in.Close()
		}
	}()
	exit := cli.ExitDone
	for m := from; m <= to; m++ {
		code, err := j.check(ctx, m)
		if err != nil {
			if j.in == nil || cli.Explain(err).Exit != cli.ExitBlocked {
				return exit, err
			}
			a.console().Fail(err)
			code = cli.ExitBlocked
		}
		exit = cli.Worse(exit, code)
	}
	return exit, nil
}

// check reads month m to its end, writes its data-quality workbook and returns what a
// run of it would have returned.
func (j *job) check(ctx context.Context, m table.Month) (int, error) {
	var err error
	if j.in == nil {
		j.con.Step(cli.Text("ファイルを読んでいます", "reading files"))
		if err := j.open(ctx, false); err != nil {
			return 0, j.refused(ctx, m, err, findings{})
		}
	}
	j.con.Step(cli.Text(m.String()+" を点検しています", "checking "+m.String()))
	a, w, err := j.assess(ctx, m)
	if err != nil {
		return 0, j.refused(ctx, m, err, findings{})
	}
	f := findings{a: a, w: w, alone: w.WithoutPerson(j.in.Files(), first(a.Options), m)}
	if err := j.judge(a, w); err != nil {
		return 0, j.refused(ctx, m, err, f)
	}
	if a, err = j.disclosed(a); err != nil {
		return 0, j.refused(ctx, m, err, f)
	}
	f.a = a
	standing, err := publish.Look(j.out, m.String())
	if err != nil {
		return 0, err
	}
	manifest, changes, err := j.manifest(a, standing)
	if err != nil {
		return 0, err
	}
	if manifest.Restated, err = j.lookBack(ctx, a); err != nil {
		return 0, err
	}
	f.warnings, _ = j.warnings(a, changes, manifest.Restated)
	code := cli.ExitDone
	if len(f.warnings) > 0 {
		code = cli.ExitWarnings
	}
	if standing != nil && standing.Manifest.RunID == a.RunID {
		code = standing.Manifest.ExitCode // the run would say "unchanged"
	}
	if err := j.report(ctx, m, f); err != nil {
		return 0, err
	}
	for _, x := range f.warnings {
		j.con.Warn(x.Code, "", cli.Text(x.JA, x.EN))
	}
	return code, nil
}

// refused reports why a run of month m would be blocked, and returns err.
func (j *job) refused(ctx context.Context, m table.Month, err error, f findings) error {
	if f.blocked = cli.Explain(err); f.blocked.Exit != cli.ExitBlocked || ctx.Err() != nil {
		return err
	}
	return errors.Join(j.report(ctx, m, f), err)
}

// report writes the data-quality workbooks of month m below OUT/_check and prints
// their paths.
func (j *job) report(ctx context.Context, m table.Month, f findings) error {
	list, err := j.qualityBooks(ctx, m, f)
	if err != nil {
		return err
	}
	j.con.EndSteps()
	dir := filepath.Join(j.out, "_check", m.String())
	if !j.q.dryRun {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	for _, o := range list {
		if j.q.dryRun {
			if err := o.write(io.Discard); err != nil {
				return err
			}
			continue
		}
		if err := replace(filepath.Join(dir, o.path), o.write); err != nil {
			return err
		}
		if _, err := io.WriteString(j.stdout.to, shown(dir, o.path)+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// replace writes a file beside path and puts it in its place, so that nobody opens
// half of it.
func replace(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".data-quality-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already when all went well
	err = errors.Join(write(struct{ io.Writer }{f}), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
