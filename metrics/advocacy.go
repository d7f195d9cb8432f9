package metrics

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/finding"
	"tenbin/metrics/ratio"
	"tenbin/metrics/retention"
	"tenbin/metrics/verdict"
)

// Half-yearly checks of who still buys: at least three, at most five.
const (
	halfMonths   = 6
	fewestHalves = 4 // 24 months: three checks
	mostHalves   = 6 // 36 months: five
)

// seldom is the number of months of a half-year in which a client must have bought for
// its silence to mean anything: of those who bought in one or two of six, many are silent
// for half a year and come back.
const seldom = 3

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

// advocacy fills the map. It is shown beside the score and never enters it.
func (a *assessor) advocacy() {
	v := &a.Advocacy
	checks, halves := a.clientChecks()
	v.Checks = max(0, halves-1)
	kept, prior := retention.Compare(checks, len(a.e.People))
	v.A, v.M = prior.A, prior.M
	for i := range kept {
		v.Clients += kept[i].Checks
		v.Lost += kept[i].Lost
	}
	switch {
	case halves < fewestHalves:
		v.Without = assessment.AdvocacyFewMonths
		return
	case v.Clients == 0:
		v.Without = assessment.AdvocacyNoClients
		return
	}
	if v.Retention = assessment.Of(1 - float64(v.Lost)/float64(v.Clients)); *v.Retention > finding.HighRetention {
		v.Without = assessment.AdvocacyHighRetention
	}
	teams := map[string]*assessment.AdvocacyTeam{}
	for i, id := range a.e.People {
		p, k := a.person[id], &kept[i]
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
		if v.Without == "" && !a.o.Suspends(table.PersonID(id)) {
			v.People = append(v.People, a.advocate(p, k, i))
		}
	}
	for _, m := range sortedKeys(teams) {
		t := teams[m]
		if lo, hi := ratio.Garwood(float64(t.Lost), t.Expected, assessment.Confidence); t.Expected > 0 {
			t.Ratio = assessment.Interval{Value: assessment.Of(float64(t.Lost) / t.Expected), Lo: assessment.Of(lo), Hi: assessment.Of(hi), Confidence: assessment.Confidence}
		}
		v.Teams = append(v.Teams, *t)
	}
}

// advocate is the dot of one person.
func (a *assessor) advocate(p *assessment.Person, k *assessment.Retained, i int) assessment.AdvocacyPerson {
	d := assessment.AdvocacyPerson{Person: p.ID, Retained: *k, Stay: retention.Better(k)}
	x, lo, hi := retention.Continuity(k)
	d.Continuity = assessment.Interval{Value: assessment.Of(x), Lo: assessment.Of(lo), Hi: assessment.Of(hi), Confidence: assessment.Confidence}
	d.Drawn = p.Tier != assessment.NotEnoughEvidence && p.K.Value != nil && p.K.Lo != nil && p.K.Hi != nil && retention.Drawn(k)
	if p.K.Value != nil && p.K.Lo != nil && p.K.Hi != nil {
		d.Firm = assessment.Interval{Value: assessment.Of(1 / *p.K.Value), Lo: assessment.Of(1 / *p.K.Hi), Hi: assessment.Of(1 / *p.K.Lo), Confidence: p.K.Confidence}
	}
	j := &a.e.Joint[i]
	for c := range j.W {
		d.Orders += float64(j.W[c] * math.Erfc(j.M[c]/math.Sqrt(2*j.V[c])) / 2)
	}
	if d.Drawn {
		d.Quadrant = quadrant(d.Stay, d.Orders)
	}
	return d
}

// clientHalf is what the lines say of a client in one half-year.
type clientHalf struct {
	owner  int   // who sold it most, by list amount
	list   int64 // of the owner
	months uint8 // bit m: bought in month m of the half
}

// clientChecks looks at every client at the end of every half-year but the last, back
// from the data month: up to six halves, as many as the lines reach.
func (a *assessor) clientChecks() (checks []retention.Check, halves int) {
	first, any := a.o.Month, false
	for i, k := range a.cube.Keys {
		if a.cube.Cells[i].Lines > 0 && k.Month <= first {
			first, any = k.Month, true
		}
	}
	if !any {
		return nil, 0
	}
	halves = min(mostHalves, int(a.o.Month-first+1)/halfMonths)
	begin := a.o.Month - table.Month(halves*halfMonths) + 1
	clients := make([]clientHalf, len(a.cube.Clients)*halves)
	var lists [mostHalves]int64
	for i, k := range a.cube.Keys { // sorted by person and client
		c := &a.cube.Cells[i]
		if k.Month >= begin && k.Month <= a.o.Month && c.Lines > 0 && a.cube.Clients[k.Client] != "" {
			h := int(k.Month-begin) / halfMonths
			lists[h] += c.List
			clients[int(k.Client)*halves+h].months |= 1 << (int(k.Month-begin) % halfMonths)
		}
		if i+1 < len(a.cube.Keys) && a.cube.Keys[i+1].Person == k.Person && a.cube.Keys[i+1].Client == k.Client {
			continue
		}
		owner, known := a.e.Index[a.cube.People[k.Person]]
		for h := range halves {
			if x := &clients[int(k.Client)*halves+h]; known && lists[h] > x.list {
				x.owner, x.list = owner, lists[h]
			}
		}
		lists = [mostHalves]int64{}
	}
	landed := a.landedMonths()
	for c, name := range a.cube.Clients {
		for h := 0; h+1 < halves; h++ {
			x := &clients[c*halves+h]
			if x.list <= 0 {
				continue
			}
			bought, last := 0, 0
			for m := range halfMonths {
				if x.months>>m&1 == 1 {
					bought, last = bought+1, m
				}
			}
			if bought < seldom {
				continue
			}
			check := retention.Check{Person: x.owner, Half: h, Rhythm: (bought - seldom + 1) / 2, Lost: clients[c*halves+h+1].months == 0}
			at := begin + table.Month(h*halfMonths+last)
			for _, e := range landed[name] {
				check.SetAside = check.SetAside || e <= at && at-e < halfMonths
			}
			checks = append(checks, check)
		}
	}
	return checks, halves
}

// landedMonths are the months in which price increases took effect that invoices show
// to have landed, by client.
func (a *assessor) landedMonths() map[string][]table.Month {
	m := map[string][]table.Month{}
	for i := range a.records {
		r := &a.records[i]
		if r.Verdict != nil && r.Client != "" && r.EffectiveFrom.Known() && (r.Verdict.Word == verdict.Landed || r.Verdict.Word == verdict.Late) {
			m[r.Client] = append(m[r.Client], r.EffectiveFrom.DataMonth(a.o.ClosingDay))
		}
	}
	return m
}
