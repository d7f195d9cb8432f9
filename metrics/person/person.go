// Package person answers: what do both axes say of one person, and through which steps?
//
// In come the estimates, the sums and the records; out come everybody's figures, in the
// order of the estimates, before tiers and ranks.
package person

import (
	"math"

	"tenbin/ingest/table"
	"tenbin/metrics/absolute"
	"tenbin/metrics/assessment"
	"tenbin/metrics/company"
	"tenbin/metrics/estimate"
	"tenbin/metrics/finding"
	"tenbin/metrics/instruction"
	"tenbin/metrics/progress"
	"tenbin/metrics/rank"
	"tenbin/metrics/ratio"
)

// Input is what the figures are computed from.
type Input struct {
	Options   assessment.Options
	Estimates *estimate.Estimates
	Money     *company.Money
	Records   []instruction.Record
	Own       map[string][]int // records by person
	Roster    *table.Roster
	Names     table.Names
	HasPolicy bool // something says which discounts are authorised
	Measured  bool // any line could be measured
	Marks     []finding.MoneyFlag
	MayMark   func(id string) bool
	Unpaused  []float64 // scores if no wait for the buyer counted; nil when nobody recorded one
}

// Of returns everybody's figures.
func Of(in *Input) (people []assessment.Person) {
	e := in.Estimates
	mu, sigma := make([]float64, len(e.People)), make([]float64, len(e.People))
	for i := range e.People {
		mu[i], sigma[i] = e.Joint[i].Mu, e.Joint[i].Sigma
	}
	var top []float64
	if len(mu) > 0 {
		top = rank.Top(mu, sigma, .1)
	}
	for i, id := range e.People {
		j := e.Joint[i]
		lo, hi := j.Interval()
		p := assessment.Person{ID: table.PersonID(id), Name: in.Names.Person(id), Mu: j.Mu, Sigma: j.Sigma, Classes: j.W, PTop: assessment.Of(top[i]), Score: assessment.Of(100 * j.Score),
			K: assessment.Interval{Value: assessment.Of(math.Exp(j.Mu)), Lo: assessment.Of(lo), Hi: assessment.Of(hi), Confidence: assessment.Confidence}}
		if r := in.Roster.Find(id); r != nil {
			if r.Name != "" {
				p.Name = r.Name
			}
			p.Kana = r.Kana
			if q, ok := r.On(in.Options.CutOff()); ok {
				p.Team, p.Manager = q.Team, table.ManagerID(q.Manager)
			}
		}
		p.Posterior = [2]assessment.Posterior{assessment.Posterior(e.PC[i]), assessment.Posterior(e.PL[i])}
		in.concession(i, &p)
		in.lag(i, &p)
		p.ReliabilityC, p.ReliabilityL = ratio.Reliability(e.Concession.N[i], e.C.A), ratio.Reliability(e.Lag.N[i], e.L.A)
		p.Reliability = assessment.Of(math.Max(p.ReliabilityC, p.ReliabilityL))
		if waits, _ := progress.BuyerWaits(in.Records, in.Own[id], in.Options); in.Unpaused != nil && waits > 0 {
			p.ScoreUnpaused = assessment.Of(in.Unpaused[i])
		}
		p.BatchDates = e.Lag.BatchDates(i, in.Records)
		p.Grade = grade(*p.Reliability)
		p.Workings = workings(e, i)
		if in.MayMark(id) {
			p.MoneyFlag, p.MoneyZ = in.Marks[i].Set, in.Marks[i].Z
		}
		people = append(people, p)
	}
	return people
}

// grade is the evidence grade printed beside every rank.
func grade(reliability float64) string {
	switch {
	case reliability >= finding.ReliabilityGood:
		return "good"
	case reliability >= finding.ReliabilityLow:
		return "weak"
	}
	return "not_enough"
}

// concession fills the figures of the first axis.
func (in *Input) concession(i int, p *assessment.Person) {
	c, e := in.Estimates.Concession, in.Estimates
	f := &p.Concession
	if f.Lines = in.Money.Lines[i]; f.Lines > 0 {
		f.ListAmount, f.ConcededAmount = assessment.Yen(in.Money.List[i]), assessment.Yen(in.Money.Conceded[i])
		if in.Money.List[i] > 0 {
			f.Share = assessment.Of(float64(in.Money.Conceded[i]) / float64(in.Money.List[i]))
		}
	}
	scored := len(c.ByOne[i]) > 0
	if in.Measured && !scored {
		f.Observed, f.Expected, f.N, f.Peers = assessment.Of(0), assessment.Of(0), assessment.Of(0), assessment.Of(0) // nothing that counts: O = E = 0
	}
	if scored {
		f.Observed, f.Expected, f.N, f.Peers = assessment.Of(c.O[i]), assessment.Of(c.E[i]), assessment.Of(c.N[i]), assessment.Of(c.Peers[i])
		lines, list, conceded := c.Scored(i)
		f.ComparedLines, f.ComparedList, f.ComparedAmount = lines, assessment.Yen(list), assessment.Yen(conceded)
		if c.N[i] > 0 { // else nobody says what peers would concede
			f.ExpectedAmount = assessment.Yen(int64(math.RoundToEven(c.ExpectedMoney[i])))
			p.ExcessAmount = conceded - *f.ExpectedAmount
		}
		p.ExpectedFrom = c.From[i]
		p.NoColleague = c.From[i][3] > .5
		p.OnlyConceder = c.E[i] == 0 && c.O[i] > 0
		var n, y float64
		for _, k := range c.ByOne[i] {
			n += c.Rows[k].N
			y += c.Rows[k].Y
		}
		if in.HasPolicy {
			p.AbsConcession = absolute.Policy(y, n, in.Options.Tolerance, c.Phi)
		}
	}
	if c.N[i] > 0 {
		f.Ratio, f.Lo, f.Hi = assessment.Of(math.Exp(e.PC[i].MeanLog())/e.C.M), assessment.Of(e.PC[i].Quantile(.05)/e.C.M), assessment.Of(e.PC[i].Quantile(.95)/e.C.M)
		lo, hi := ratio.RawInterval(float64(c.N[i]*c.Ratio[i]), c.N[i], assessment.Confidence)
		f.Weighted = assessment.Of(c.Ratio[i] / e.C.M)
		f.Inner[0], f.Inner[1] = ratio.Funnel(innerZ, c.N[i], 1, 1/e.C.A)
		f.Outer[0], f.Outer[1] = ratio.Funnel(outerZ, c.N[i], 1, 1/e.C.A)
		f.RawRatio, f.RawLo, f.RawHi = assessment.Of(c.O[i]/c.E[i]), assessment.Of(lo), assessment.Of(hi)
	}
}

// lag fills the figures of the second axis.
func (in *Input) lag(i int, p *assessment.Person) {
	l, e := in.Estimates.Lag, in.Estimates
	f := &p.Lag
	for _, k := range in.Own[string(p.ID)] {
		r := &in.Records[k]
		f.Instructions++
		if r.Open() {
			f.Open++
			if _, _, past := r.PastDue(in.Options.CutOff(), in.Options); past {
				f.Overdue++
			}
		}
	}
	if len(l.ByOne[i]) == 0 {
		if len(l.Rows) > 0 {
			f.Observed, f.Expected, f.N, f.Peers = assessment.Of(0), assessment.Of(0), assessment.Of(0), assessment.Of(0)
		}
		return
	}
	f.Observed, f.Expected, f.N, f.Peers = assessment.Of(l.O[i]), assessment.Of(l.E[i]), assessment.Of(l.N[i]), assessment.Of(l.Peers[i])
	if o, x := l.DueDates(i); x > 0 {
		p.AbsLag = absolute.DueDates(o, x)
	}
	if l.N[i] <= 0 {
		return
	}
	theta := math.Exp(e.PL[i].MeanLog())
	f.Slowness, f.Lo, f.Hi = assessment.Of(e.L.M/theta), assessment.Of(e.L.M/e.PL[i].Quantile(.95)), assessment.Of(e.L.M/e.PL[i].Quantile(.05))
	lo, hi := ratio.RawInterval(float64(l.N[i]*l.Ratio[i]), l.N[i], assessment.Confidence)
	raw := absolute.Slowness(l.O[i]/l.E[i], lo, hi)
	f.RawSlowness, f.RawLo, f.RawHi = raw.Value, raw.Lo, raw.Hi
	f.TypicalDays, f.PeerDays = assessment.Of(l.TypicalDays(i, theta)), assessment.Of(l.TypicalDays(i, e.L.M))
}

// The limits of the funnel in standard deviations: 95 % and 99.8 %.
const (
	innerZ = 1.959963984540054
	outerZ = 3.090232306167813
)
