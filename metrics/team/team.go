// Package team answers: does a whole team concede or wait, whatever its members say of
// each other?
//
// In come the people with their teams and both axes; out comes one row a team with the
// absolute references.
package team

import (
	"maps"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/absolute"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/finding"
	"tenbin/metrics/progress"
)

// Of gives every team the absolute reference, so that a team that concedes as a
// whole still shows: θ_abs,c = Σy/(n·τ), slowness against the due dates, and the
// reference-free ratio (plain: strata without region). whole_team: θ_abs,c > 2 with its
// 5 % limit > 1, or a reference-free ratio > 1.4. People stand in the order of the axes;
// tolerance is τ. Without a roster there are no teams.
func Of(people []assessment.Person, c, plain *concession.Axis, l *progress.Axis, tolerance float64) (rows []assessment.Team) {
	type team struct {
		manager               table.ManagerID
		people                int
		y, n, o, e, done, due float64
	}
	all := map[string]*team{}
	for i := range people {
		p := &people[i]
		t := all[p.Team]
		if t == nil {
			t = &team{manager: p.Manager}
			all[p.Team] = t
		}
		t.people++
		for _, k := range c.ByOne[i] {
			t.y += c.Rows[k].Y
			t.n += c.Rows[k].N
		}
		t.o += plain.O[i]
		t.e += plain.E[i]
		done, due := l.DueDates(i)
		t.done += done
		t.due += due
	}
	if len(all) == 1 && all[""] != nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t := all[name]
		row := assessment.Team{Team: name, Manager: t.manager, People: t.people}
		if t.n > 0 {
			x := absolute.Policy(t.y, t.n, tolerance, c.Phi)
			row.RatioPolicy, row.Lo, row.Hi = x.Value, x.Lo, x.Hi
			row.WholeTeam = *x.Value > finding.WholeTeamPolicy && x.Lo != nil && *x.Lo > 1
		}
		if t.e > 0 && t.o/t.e > finding.WholeTeamPeers && t.people > 1 {
			row.WholeTeam = true
		}
		if t.due > 0 {
			x := absolute.DueDates(t.done, t.due)
			row.SlownessSLA, row.SlownessLo, row.SlownessHi = x.Value, x.Lo, x.Hi
		}
		rows = append(rows, row)
	}
	return rows
}
