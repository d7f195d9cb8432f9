// Package advocacy answers: do a salesperson's clients stay, and does the salesperson stand
// with them, with the firm, with both or with neither?
//
// In come the cube, the records and the people with their tiers; out comes the map that is
// shown beside the score and never enters it (METHOD section 6c).
package advocacy

import (
	"maps"
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/finding"
	"tenbin/metrics/instruction"
	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
	"tenbin/metrics/retention"
)

// Note: the map of people is off unless the configuration asks for it. Read from deal
// lines, where a client who buys seldom is as silent as a lost one, 17 % of those named
// stand on the wrong side of peers (12 deals a month; 14 % with 48; 12 % were every loss
// known): tenbin validate --setting advocacy_lines. The bound set beforehand was 15 %.

// quadrant names where somebody stands, or nothing where either direction is unsure.
func quadrant(stay, orders float64) string {
	sure := func(p float64) bool { return p >= finding.QuadrantSure || p <= 1-finding.QuadrantSure }
	switch {
	case !sure(stay) || !sure(orders):
		return ""
	case stay > .5 && orders > .5:
		return assessment.QuadrantBoth
	case stay > .5:
		return assessment.QuadrantClients
	case orders > .5:
		return assessment.QuadrantFirm
	}
	return assessment.QuadrantNeither
}

// Input is what the map is drawn from.
type Input struct {
	Options   assessment.Options
	Cube      *cube.Cube
	Records   []instruction.Record
	Estimates *estimate.Estimates
	Person    map[string]*assessment.Person // by id
}

// Of returns the map.
func Of(in *Input) (v assessment.Advocacy) {
	checks, halves := in.checks()
	v.Checks = max(0, halves-1)
	kept, prior := retention.Compare(checks, len(in.Estimates.People))
	v.A, v.M = prior.A, prior.M
	for i := range kept {
		v.Clients += kept[i].Checks
		v.Lost += kept[i].Lost
	}
	switch {
	case halves < fewestHalves:
		v.Without = assessment.AdvocacyFewMonths
		return v
	case v.Clients == 0:
		v.Without = assessment.AdvocacyNoClients
		return v
	}
	if v.Retention = assessment.Of(1 - float64(v.Lost)/float64(v.Clients)); *v.Retention > finding.HighRetention {
		v.Without = assessment.AdvocacyHighRetention
	}
	teams := map[string]*assessment.AdvocacyTeam{}
	for i, id := range in.Estimates.People {
		p, k := in.Person[id], &kept[i]
		if p == nil || k.Checks == 0 {
			continue
		}
		if p.Manager != table.ManagerID(id) {
			t := teams[string(p.Manager)]
			if t == nil {
				t = &assessment.AdvocacyTeam{Manager: p.Manager}
				teams[string(p.Manager)] = t
			}
			t.Checks, t.Lost, t.Expected = t.Checks+k.Checks, t.Lost+k.Lost, t.Expected+k.Expected
		}
		if v.Without == "" && !in.Options.Suspends(table.PersonID(id)) {
			v.People = append(v.People, advocate(p, k, &in.Estimates.Joint[i]))
		}
	}
	for _, m := range slices.Sorted(maps.Keys(teams)) {
		t := teams[m]
		if lo, hi := ratio.Garwood(float64(t.Lost), t.Expected, assessment.Confidence); t.Expected > 0 {
			t.Ratio = assessment.Interval{Value: assessment.Of(float64(t.Lost) / t.Expected), Lo: assessment.Of(lo), Hi: assessment.Of(hi), Confidence: assessment.Confidence}
		}
		v.Teams = append(v.Teams, *t)
	}
	return v
}

// advocate is the dot of one person.
func advocate(p *assessment.Person, k *assessment.Retained, j *rank.Joint) assessment.AdvocacyPerson {
	d := assessment.AdvocacyPerson{Person: p.ID, Retained: *k, Stay: retention.Better(k)}
	x, lo, hi := retention.Continuity(k)
	d.Continuity = assessment.Interval{Value: assessment.Of(x), Lo: assessment.Of(lo), Hi: assessment.Of(hi), Confidence: assessment.Confidence}
	d.Drawn = p.Tier != assessment.NotEnoughEvidence && p.K.Value != nil && p.K.Lo != nil && p.K.Hi != nil && retention.Drawn(k)
	if p.K.Value != nil && p.K.Lo != nil && p.K.Hi != nil {
		d.Firm = assessment.Interval{Value: assessment.Of(1 / *p.K.Value), Lo: assessment.Of(1 / *p.K.Hi), Hi: assessment.Of(1 / *p.K.Lo), Confidence: p.K.Confidence}
	}
	for c := range j.W {
		d.Orders += float64(j.W[c] * math.Erfc(j.M[c]/math.Sqrt(2*j.V[c])) / 2)
	}
	if d.Drawn {
		d.Quadrant = quadrant(d.Stay, d.Orders)
	}
	return d
}
