package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/publish"
)

// lookBack computes the look-back months before a's again on today's input, in memory
// only, and returns those whose publication would come out differently.
func (j *job) lookBack(ctx context.Context, a *assessment.Assessment) ([]publish.Restatement, error) {
	var list []publish.Restatement
	for m := a.Month - 1; m >= a.Month-table.Month(a.Options.LookBackMonths); m-- {
		standing, err := publish.Look(j.out, m.String())
		if err != nil {
			return nil, err
		}
		if standing == nil || standing.Manifest.RunID == j.inputKey(m) {
			continue
		}
		if j.deals != nil { // it holds the lines as they count for one month
			j.con.Note("no_look_back", cli.Text("--cube の集計は 1 か月分です。公開済みの "+m.String()+" 以前が今の入力で変わるかは確かめていません", "a cube holds one month: whether "+m.String()+" and earlier would differ on this input was not looked at"))
			return nil, nil
		}
		j.con.Step(cli.Text(m.String()+" を計算し直しています", "computing "+m.String()+" again"))
		again, _, err := j.assess(ctx, m)
		if err != nil {
			return nil, fmt.Errorf("look back to %s: %w", m, err)
		}
		if again, err = j.disclosed(again); err != nil {
			return nil, fmt.Errorf("look back to %s: %w", m, err)
		}
		changes, err := j.differences(standing, again)
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
func (j *job) differences(standing *publish.Standing, a *assessment.Assessment) ([]publish.Change, error) {
	before, err := os.ReadFile(filepath.Join(standing.Dir, filepath.FromSlash(assessmentPath)))
	if err != nil {
		return nil, err
	}
	var after bytes.Buffer
	if err := reports.WriteJSON(&after, a); err != nil {
		return nil, err
	}
	if j.c.People() == teamsOnly {
		return publish.TeamChanges(before, after.Bytes())
	}
	return publish.Changes(before, after.Bytes())
}
