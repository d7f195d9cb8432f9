package month

import (
	"context"
	"io"
	"strconv"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/guard"
	"tenbin/cmd/tenbin/inspect"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
)

// publishMonth writes the month's files, makes them its next version and prints where they
// stand. It returns the version and the codes of what makes the exit code 3. In a dry run
// (no store) the files go nowhere, so that what could go wrong goes wrong here too.
func publishMonth(ctx context.Context, con *cli.Console, in *Inputs, store *publish.Store, scored Scored, standing *publish.Standing) (version string, codes []string, err error) {
	a := scored.Assessment
	manifest, changes, err := manifestOf(in, a, standing)
	if err != nil {
		return "", nil, err
	}
	if manifest.Restated, err = lookBack(ctx, con, in, a); err != nil {
		return "", nil, err
	}
	manifest.Warnings, manifest.Notes = warnings(in, a, scored.Watch, changes, manifest.Restated)
	moved, err := guard.Moved(in.Out, a)
	if err != nil {
		return "", nil, err
	}
	manifest.Warnings = append(manifest.Warnings, moved...)
	if len(manifest.Warnings) > 0 {
		manifest.ExitCode = cli.ExitWarnings
	}
	con.Step(cli.Text(a.Month.String()+" を書き出しています", "writing "+a.Month.String()))
	if version, err = publish.Next(in.Out, a.Month.String()); err != nil {
		return "", nil, err
	}
	list, err := filesOf(ctx, con, in, scored, version, standing, &manifest)
	if err != nil {
		return "", nil, err
	}
	if store == nil {
		if err := writeAll(ctx, list, in.Workers, func(o output) error { return o.write(io.Discard) }); err != nil {
			return "", nil, err
		}
		con.Note("dry_run", cli.Text("試しの実行です。何も書いていません", "a dry run: nothing was written"))
	} else if err := put(ctx, con, in, store, list, a, manifest); err != nil {
		return "", nil, err
	}
	con.EndSteps()
	for _, w := range manifest.Warnings {
		con.Warn(w.Code, "", cli.Text(w.JA, w.EN))
		codes = append(codes, w.Code)
	}
	for _, w := range manifest.Notes {
		con.Note(w.Code, cli.Text(w.JA, w.EN))
	}
	paths := []string{publish.ManifestPath}
	for _, o := range list {
		paths = append(paths, o.path)
	}
	paths = folded(paths)
	for i, p := range paths {
		paths[i] = shown(in.Out, a.Month.String(), version, p)
	}
	return version, codes, printResult(con, paths, a)
}

// filesOf lists the files of a version, with what only a further look at rows and earlier
// publications can tell; it refuses inputs that changed while they were looked at.
func filesOf(ctx context.Context, con *cli.Console, in *Inputs, scored Scored, version string, standing *publish.Standing, m *publish.Manifest) ([]output, error) {
	a := scored.Assessment
	number, err := strconv.Atoi(strings.TrimPrefix(version, "v"))
	if err != nil {
		return nil, err
	}
	before, err := publishedBefore(in.Settings, a, standing, m)
	if err != nil {
		return nil, err
	}
	lines, err := linesOf(ctx, in, scored)
	if err != nil {
		return nil, err
	}
	if err := in.files.Unchanged(); err != nil {
		return nil, err
	}
	quality, err := qualityBooks(ctx, in.Settings, in, a.Month, inspect.Findings{Assessment: a, Watch: scored.Watch, WithoutPerson: scored.withoutPerson(in, a.Month), Warnings: m.Warnings})
	if err != nil {
		return nil, err
	}
	return outputs(con, in, a, number, before, lines, quality), nil
}

// put makes list the month's next version, erases what is kept no longer and says which
// months were never published.
func put(ctx context.Context, con *cli.Console, in *Inputs, store *publish.Store, list []output, a *assessment.Assessment, manifest publish.Manifest) error {
	g, err := store.Stage(a.Month.String())
	if err != nil {
		return err
	}
	defer g.Discard()
	if err := writeAll(ctx, list, in.Workers, func(o output) error { return stage(g, o, in.Password) }); err != nil {
		return err
	}
	if _, err := g.Publish(manifest); err != nil {
		return err
	}
	if err := retain(con, in.Config, store, a); err != nil {
		return err
	}
	return missing(con, in.Out, a)
}
