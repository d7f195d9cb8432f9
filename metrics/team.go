package metrics

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/finding"
	"tenbin/metrics/ratio"
)

// teams gives every team the absolute reference, so that a team that concedes as a
// whole still shows: θ_abs,c = Σy/(n·τ), slowness against the due dates, and the
// reference-free ratio (strata without region). whole_team: θ_abs,c > 2 with its 5 %
// limit > 1, or a reference-free ratio > 1.4.
func (a *assessor) teams() {
	type team struct {
		manager               string
		people                int
		y, n, o, e, done, due float64
	}
	all := map[string]*team{}
	for i, id := range a.e.People {
		p := &a.People[i]
		t := all[p.Team]
		if t == nil {
			t = &team{manager: string(p.Manager)}
			all[p.Team] = t
		}
		t.people++
		for _, k := range a.e.Concession.ByOne[i] {
			t.y += a.e.Concession.Rows[k].Y
			t.n += a.e.Concession.Rows[k].N
		}
		t.o += a.plain.O[i]
		t.e += a.plain.E[i]
		done, due := a.e.Lag.DueDates(i)
		t.done += done
		t.due += due
		_ = id
	}
	if len(all) == 1 && all[""] != nil {
		return // no roster: there are no teams
	}
	for _, name := range sortedKeys(all) {
		t := all[name]
		row := assessment.Team{Team: name, Manager: table.ManagerID(t.manager), People: t.people}
		if t.n > 0 {
			x := a.absolute(t.y, t.n)
			row.RatioPolicy, row.Lo, row.Hi = x.Value, x.Lo, x.Hi
			row.WholeTeam = *x.Value > finding.WholeTeamPolicy && x.Lo != nil && *x.Lo > 1
		}
		if t.e > 0 && t.o/t.e > finding.WholeTeamPeers && t.people > 1 {
			row.WholeTeam = true
		}
		if t.due > 0 {
			lo, hi := ratio.RawInterval(t.done, t.due, confidence)
			x := slow(t.done/t.due, lo, hi)
			row.SlownessSLA, row.SlownessLo, row.SlownessHi = x.Value, x.Lo, x.Hi
		}
		a.Teams = append(a.Teams, row)
	}
}

// pairsOf fills the pairs: θ_ic ~ Ga(α + o, rate α/θ̂_i + n) with α = 1/max(ω², .02),
// n = E/φ, o = O/φ; excess = max(0, E[θ_ic] − m)·E¥.
func (a *assessor) pairsOf() {
	c := a.e.Concession
	type money struct {
		lines, list, conceded int64
	}
	measured := map[[2]int32]*money{}
	for i, k := range a.cube.Keys {
		if k.Month < a.cube.WindowFrom {
			continue
		}
		key := [2]int32{k.Person, k.Client}
		if measured[key] == nil {
			measured[key] = &money{}
		}
		m := measured[key]
		m.lines += a.cube.Cells[i].Lines
		m.list += a.cube.Cells[i].List
		m.conceded += a.cube.Cells[i].Conceded
	}
	expected := make([]float64, len(c.Pairs.Owner))
	for i := range c.Cells {
		x := &c.Cells[i]
		expected[x.Pair] += float64(x.List * c.MoneyRate[x.Row])
	}
	person := map[int]int32{}
	for k, id := range a.cube.People {
		if i, ok := a.e.Index[id]; ok {
			person[i] = int32(k)
		}
	}
	excess := make([]float64, c.S)
	first := len(a.Pairs)
	scored := map[[2]int32]bool{}
	for k, i := range c.Pairs.Owner {
		key := [2]int32{person[i], c.Pairs.Client[k]}
		scored[key] = true
		m := measured[key]
		client := a.cube.Clients[key[1]]
		row := assessment.Pair{Person: table.PersonID(a.e.People[i]), Client: table.ClientID(client), ClientName: a.data.Names.Client(client), Lines: m.lines, ListAmount: m.list, ConcededAmount: m.conceded,
			Observed: c.Pairs.O[k], Expected: c.Pairs.E[k], ExpectedAmount: expected[k], Weight: c.Pairs.Weight[k]}
		if c.N[i] > 0 && c.Pairs.E[k] > 0 {
			_, A, B := c.Nested(k, a.e.PC[i].Mean())
			row.Ratio, row.N = assessment.Of(A/B/a.e.C.M), assessment.Of(c.Pairs.E[k]/c.Phi)
			row.Lo, row.Hi = assessment.Of(ratio.GammaQuantile(A, B, .05)/a.e.C.M), assessment.Of(ratio.GammaQuantile(A, B, .95)/a.e.C.M)
			x := math.Max(0, A/B-a.e.C.M) * expected[k]
			row.ExcessAmount = assessment.Yen(int64(math.RoundToEven(x)))
			excess[i] += x
		}
		a.Pairs = append(a.Pairs, row)
	}
	for k := range a.Pairs[first:] {
		p := &a.Pairs[first+k]
		if p.ExcessAmount != nil && excess[a.e.Index[string(p.Person)]] > 0 {
			p.ShareOfExcess = assessment.Of(float64(*p.ExcessAmount) / excess[a.e.Index[string(p.Person)]])
		}
	}
	handoversOf(c, a.Pairs[first:])
	a.spread()
	for key, m := range measured {
		if !scored[key] {
			id, client := a.cube.People[key[0]], a.cube.Clients[key[1]]
			a.Pairs = append(a.Pairs, assessment.Pair{Person: table.PersonID(id), Client: table.ClientID(client), ClientName: a.data.Names.Client(client), Lines: m.lines, ListAmount: m.list, ConcededAmount: m.conceded})
		}
	}
	sort.Slice(a.Pairs, func(i, j int) bool {
		if a.Pairs[i].Person != a.Pairs[j].Person {
			return a.Pairs[i].Person < a.Pairs[j].Person
		}
		return a.Pairs[i].Client < a.Pairs[j].Client
	})
}
