package month

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/guard"
	"tenbin/cmd/tenbin/inspect"
	"tenbin/ingest/table"
	"tenbin/reports/publish"
)

// Check checks every month of the request and returns what Run would have returned. It
// holds no lock and touches no publication.
func Check(ctx context.Context, con *cli.Console, q Request) (int, error) {
	from, to, err := q.Months()
	if err != nil {
		return 0, err
	}
	s, err := q.Settings()
	if err != nil {
		return 0, err
	}
	defer con.EndSteps()
	var in *Inputs
	defer func() { in.Close() }()
	exit := cli.ExitDone
	for m := from; m <= to; m++ {
		if in == nil {
			con.Step(cli.Text("ファイルを読んでいます", "reading files"))
			if in, err = Open(ctx, s, Opening{}); err != nil {
				return exit, refused(ctx, con, s, nil, m, err, inspect.Findings{})
			}
		}
		code, err := check(ctx, con, in, m)
		if err != nil {
			if cli.Explain(err).Exit != cli.ExitBlocked {
				return exit, err
			}
			con.Fail(err)
			code = cli.ExitBlocked
		}
		exit = cli.Worse(exit, code)
	}
	return exit, nil
}

// check reads month m to its end, writes its data-quality workbook and returns what a run
// of it would have returned.
func check(ctx context.Context, con *cli.Console, in *Inputs, m table.Month) (int, error) {
	con.Step(cli.Text(m.String()+" を点検しています", "checking "+m.String()))
	scored, err := Assess(ctx, in, m)
	if err != nil {
		return 0, refused(ctx, con, in.Settings, in, m, err, inspect.Findings{})
	}
	f := inspect.Findings{Assessment: scored.Assessment, Watch: scored.Watch, WithoutPerson: scored.withoutPerson(in, m)}
	sayUnderstood(con, in, scored.Assessment)
	if err := decide(scored, in.Config.UnusableShare()); err != nil {
		sayNames(con, in)
		return 0, refused(ctx, con, in.Settings, in, m, err, f)
	}
	a, err := disclose(in, scored.Assessment)
	if err != nil {
		return 0, refused(ctx, con, in.Settings, in, m, err, f)
	}
	f.Assessment = a
	standing, err := publish.Look(in.Out, m.String())
	if err != nil {
		return 0, err
	}
	manifest, changes, err := manifestOf(in, a, standing)
	if err != nil {
		return 0, err
	}
	if manifest.Restated, err = lookBack(ctx, con, in, a); err != nil {
		return 0, err
	}
	f.Warnings, _ = warnings(in, a, scored.Watch, changes, manifest.Restated)
	moved, err := guard.Moved(in.Out, a)
	if err != nil {
		return 0, err
	}
	f.Warnings = append(f.Warnings, moved...)
	code := cli.ExitDone
	if len(f.Warnings) > 0 {
		code = cli.ExitWarnings
	}
	if standing != nil && standing.Manifest.RunID == a.RunID {
		code = standing.Manifest.ExitCode // the run would say "unchanged"
	}
	if err := report(ctx, con, in.Settings, in, m, f); err != nil {
		return 0, err
	}
	for _, x := range f.Warnings {
		con.Warn(x.Code, "", cli.Text(x.JA, x.EN))
	}
	return code, nil
}

// refused reports why a run of month m would be blocked, and returns err.
func refused(ctx context.Context, con *cli.Console, s Settings, in *Inputs, m table.Month, err error, f inspect.Findings) error {
	if f.Blocked = cli.Explain(err); f.Blocked.Exit != cli.ExitBlocked || ctx.Err() != nil {
		return err
	}
	return errors.Join(report(ctx, con, s, in, m, f), err)
}

// report writes the data-quality workbooks of month m below OUT/_check and prints
// their paths.
func report(ctx context.Context, con *cli.Console, s Settings, in *Inputs, m table.Month, f inspect.Findings) error {
	list, err := qualityBooks(ctx, s, in, m, f)
	if err != nil {
		return err
	}
	con.EndSteps()
	dir := filepath.Join(s.Out, "_check", m.String())
	if !s.DryRun {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	for _, o := range list {
		if s.DryRun {
			if err := o.write(io.Discard); err != nil {
				return err
			}
			continue
		}
		if err := replace(filepath.Join(dir, o.path), o.write); err != nil {
			return err
		}
		if _, err := io.WriteString(con.Stdout, shown(dir, o.path)+"\n"); err != nil {
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
