package month

import (
	"context"
	"os"
	"os/user"
	"path/filepath"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest/table"
	"tenbin/reports/publish"
)

// ProgramVersion is the version of the program; it enters the input key of a run.
const ProgramVersion = "0.1.0"

// InputsRead is the point at which every input was looked at and summed.
const InputsRead = "inputs read"

// Host is what a run knows of the world around it.
type Host struct {
	Env   func(string) string
	Steps func(string) // told InputsRead, and each named point of a publication; nil = nobody
}

// run is a run while it is under way.
type run struct {
	Settings
	host  Host
	con   *cli.Console
	deals *dataset.Precomputed // where the deals were read, nil = here
	store *publish.Store       // nil in a dry run
	in    *Inputs              // nil until the first month opens them
}

// Run runs every month of the request and returns the exit code of the first row of the
// table that applies to any of them. An error ends the run at once; only figures that
// block one month of a backfill do not keep the others from being published.
func Run(ctx context.Context, con *cli.Console, q Request, h Host) (int, error) {
	from, to, err := q.Months()
	if err != nil {
		return 0, err
	}
	r := &run{host: h, con: con}
	if r.Settings, err = q.Settings(); err != nil {
		return 0, err
	}
	if r.Cube != "" {
		if r.deals, err = loadCube(r.Cube, from, to); err != nil {
			return 0, err
		}
	}
	if r.Password, err = secrets(r.Config, h.Env); err != nil {
		return 0, err
	}
	if !r.DryRun {
		if r.store, err = publish.Open(r.Out, publish.Options{Holder: holder(), Steps: h.Steps}); err != nil {
			return 0, err
		}
		defer r.store.Close()
	}
	defer con.EndSteps()
	defer func() { r.in.Close() }()
	exit := cli.ExitDone
	for m := from; m <= to; m++ {
		code, err := r.monthAndAfter(ctx, m)
		if err != nil {
			return exit, err
		}
		exit = cli.Worse(exit, code)
	}
	return exit, nil
}

// monthAndAfter runs one month, takes its files to their readers and tells of it. The
// error ends the run; data that block the month alone are printed and are an exit code.
func (r *run) monthAndAfter(ctx context.Context, m table.Month) (int, error) {
	done, err := r.month(ctx, m)
	if err != nil {
		failed := notification{Month: m.String(), Status: "failed", ExitCode: cli.Explain(err).Exit}
		if failed.ExitCode == cli.ExitBlocked {
			failed.Status = "blocked"
		}
		r.notify(ctx, failed)
		if r.in == nil || failed.ExitCode != cli.ExitBlocked {
			return 0, err
		}
		r.con.Fail(err)
		return cli.ExitBlocked, nil
	}
	code := done.ExitCode
	if r.store != nil {
		failed, err := deliver(ctx, r.con, r.Config.Deliver(), r.Out, m.String())
		if err != nil {
			return 0, err
		}
		if failed > 0 {
			code = cli.Worse(code, cli.ExitWarnings)
		}
	}
	r.notify(ctx, done)
	return code, nil
}

// notify tells of a month, unless nothing happened in earnest.
func (r *run) notify(ctx context.Context, n notification) {
	if !r.DryRun {
		notify(ctx, r.con, r.Config, r.host.Env, n)
	}
}

// month runs one month to its publication.
func (r *run) month(ctx context.Context, m table.Month) (notification, error) {
	none := notification{}
	if r.in == nil {
		r.con.Step(cli.Text("ファイルを読んでいます", "reading files"))
		in, err := Open(ctx, r.Settings, Opening{Deals: r.deals, OnePass: true, Scratch: r.store != nil})
		if err != nil {
			return none, r.blocked(ctx, m, err, nil)
		}
		r.in = in
	}
	standing, err := publish.Look(r.Out, m.String())
	if err != nil {
		return none, err
	}
	if standing != nil && standing.Manifest.RunID == r.in.runID(m) {
		r.con.Note("unchanged", cli.Text(m.String()+" は変更ありません("+standing.Version+")", m.String()+" is unchanged ("+standing.Version+")"))
		return notification{Month: m.String(), Status: "unchanged", Version: standing.Version, ExitCode: standing.Manifest.ExitCode}, nil
	}
	if r.host.Steps != nil {
		r.host.Steps(InputsRead)
	}
	r.con.Step(cli.Text(m.String()+" を集計しています", "scoring "+m.String()))
	scored, err := Assess(ctx, r.in, m)
	if changed := r.in.files.Unchanged(); changed != nil { // whatever came out, it is of no export that stood there
		return none, changed
	}
	if err != nil {
		return none, r.blocked(ctx, m, err, nil)
	}
	sayUnderstood(r.con, r.in, scored.Assessment)
	if err := decide(scored, r.Config.UnusableShare()); err != nil {
		sayNames(r.con, r.in)
		return none, r.blocked(ctx, m, err, scored.withoutPerson(r.in, m))
	}
	done := notificationOf(scored.Assessment) // of people, though the outputs may know teams alone
	if scored.Assessment, err = disclose(r.in, scored.Assessment); err != nil {
		return none, r.blocked(ctx, m, err, nil)
	}
	version, warnings, err := publishMonth(ctx, r.con, r.in, r.store, scored, standing)
	if err != nil {
		return none, err
	}
	done.Version, done.Warnings = version, warnings
	if len(warnings) > 0 {
		done.ExitCode = cli.ExitWarnings
	}
	return done, nil
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
