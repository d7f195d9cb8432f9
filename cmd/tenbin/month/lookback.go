package month

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/export"
	"tenbin/reports/publish"
)

// lookBack computes the look-back months before a's again on today's input, in memory
// only, and returns those whose publication would come out differently.
func lookBack(ctx context.Context, con *cli.Console, in *Inputs, a *assessment.Assessment) ([]publish.Restatement, error) {
	var list []publish.Restatement
	for m := a.Month - 1; m >= a.Month-table.Month(a.Options.LookBackMonths); m-- {
		standing, err := publish.Look(in.Out, m.String())
		if err != nil {
			return nil, err
		}
		if standing == nil || standing.Manifest.RunID == in.runID(m) {
			continue
		}
		if in.deals != nil { // it holds the lines as they count for one month
			con.Note("no_look_back", cli.Text("--cube の集計は 1 か月分です。公開済みの "+m.String()+" 以前が今の入力で変わるかは確かめていません", "a cube holds one month: whether "+m.String()+" and earlier would differ on this input was not looked at"))
			return nil, nil
		}
		con.Step(cli.Text(m.String()+" を計算し直しています", "computing "+m.String()+" again"))
		again, err := Assess(ctx, in, m)
		if err != nil {
			return nil, fmt.Errorf("look back to %s: %w", m, err)
		}
		if again.Assessment, err = disclose(in, again.Assessment); err != nil {
			return nil, fmt.Errorf("look back to %s: %w", m, err)
		}
		changes, err := differences(in.Settings, standing, again.Assessment)
		if err != nil {
			return nil, err
		}
		if len(changes) > 0 {
			list = append(list, publish.Restatement{Month: m.String(), Version: standing.Version, Changes: changes})
		}
	}
	return list, nil
}

// differences compares a with what stands of its month, person by person, or team by
// team where nobody is named.
func differences(s Settings, standing *publish.Standing, a *assessment.Assessment) ([]publish.Change, error) {
	before, err := os.ReadFile(filepath.Join(standing.Dir, filepath.FromSlash(AssessmentPath)))
	if err != nil {
		return nil, err
	}
	var after bytes.Buffer
	if err := export.WriteJSON(&after, a); err != nil {
		return nil, err
	}
	if s.Config.People() == teamsOnly {
		return publish.TeamChanges(before, after.Bytes())
	}
	return publish.Changes(before, after.Bytes())
}
