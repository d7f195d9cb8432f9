// Package team answers: does a whole team concede or wait, whatever its members say of
// each other?
//
// In come the people with their teams and both axes; out comes one row a team with the
// absolute references.
package team

import (
	"cmp"
	"maps"
	"slices"

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
// tolerance is τ. Without a roster there are no teams. A team is its manager's: one row for
// each of several teams of one name, and what the manager sells himself is in none.
func Of(people []assessment.Person, c, plain *concession.Axis, l *progress.Axis, tolerance float64, hasPolicy bool) (rows []assessment.Team) {
	type team struct {
		people                int
		y, n, o, e, done, due float64
	}
	all, named := map[assessment.Group]*team{}, false
	for i, g := range assessment.Groups(people) {
		if g == nil {
			continue
		}
		t := all[*g]
		if t == nil {
			t = &team{}
			all[*g] = t
		}
		named = named || g.Team != ""
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
	if !named && len(all) < 2 {
		return nil
	}
	for _, g := range slices.SortedFunc(maps.Keys(all), func(x, y assessment.Group) int {
		return cmp.Or(cmp.Compare(x.Team, y.Team), cmp.Compare(x.Manager, y.Manager))
	}) {
		t := all[g]
		row := assessment.Team{Team: g.Team, Manager: g.Manager, People: t.people}
		if t.n > 0 && hasPolicy {
			x := absolute.Policy(t.y, t.n, tolerance, c.Phi)
			row.RatioPolicy, row.Lo, row.Hi = x.Value, x.Lo, x.Hi
			row.WholeTeam = *x.Value > finding.WholeTeamPolicy && x.Lo != nil && *x.Lo > 1
		}
		if t.e > 0 && t.people > 1 {
			row.RatioPeers = assessment.Of(t.o / t.e)
			row.WholeTeam = row.WholeTeam || t.o/t.e > finding.WholeTeamPeers
		}
		if t.due > 0 {
			x := absolute.DueDates(t.done, t.due)
			row.SlownessSLA, row.SlownessLo, row.SlownessHi = x.Value, x.Lo, x.Hi
		}
		rows = append(rows, row)
	}
	return rows
}
