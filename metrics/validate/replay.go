package validate

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/assessment"
)

// Replay follows a company's own months as they were known, one assessment after the
// other. It keeps a few numbers a person and month, so its memory does not grow with
// the lines.
type Replay struct {
	months []table.Month
	seen   []map[string]known
}

// known is what one month said of one person.
type known struct {
	score, share, raw    float64
	rated, measured      bool
	alarm, step, watched bool
}

// Add takes the assessment of the next month; months come in their order.
func (r *Replay) Add(a *assessment.Assessment) {
	m := map[string]known{}
	for i := range a.People {
		p := &a.People[i]
		k := known{alarm: p.Signal.Alarm, watched: p.Signal.Chart != nil, step: p.Tier == assessment.StepIn}
		if p.Score != nil && p.Tier != assessment.NotEnoughEvidence {
			k.score, k.rated = *p.Score, true
		}
		if p.Concession.Share != nil && p.Concession.RawRatio != nil {
			k.share, k.raw, k.measured = *p.Concession.Share, *p.Concession.RawRatio, true
		}
		m[string(p.ID)] = k
	}
	r.months, r.seen = append(r.months, a.Month), append(r.seen, m)
}

// Step is the rank correlation of two months that follow each other, NaN with fewer
// than three people in both.
type Step struct {
	From, To          table.Month
	People            int
	Score, Share, Raw float64
	StepIn, Kept      int // in "step in" in the first month, and of these still in the second
}

// Outcome is an alarm and what became of it.
type Outcome struct {
	Person       string
	Raised       table.Month
	Months       int     // it stood, as far as the replay goes
	Inherited    bool    // it stood in the first month of the replay already
	Cleared      bool    // it fell; false: it stands in the last month
	Before, Last float64 // score in the month it was raised and in the last month of the replay with one; NaN = not rated
}

// Backtest is what the replay shows.
type Backtest struct {
	Months      []table.Month
	Steps       []Step
	Alarms      []Outcome
	PersonYears float64 // watched
}

// Raised is the number of alarms that began while the replay was watching.
func (b Backtest) Raised() int {
	n := 0
	for _, x := range b.Alarms {
		if !x.Inherited {
			n++
		}
	}
	return n
}

// Finish sums the replay up.
func (r *Replay) Finish() Backtest {
	b := Backtest{Months: r.months}
	for t := 1; t < len(r.seen); t++ {
		b.Steps = append(b.Steps, r.step(t))
	}
	open := map[string]int{} // person → index into Alarms
	for t, m := range r.seen {
		for _, id := range ids(m) {
			k := m[id]
			if k.watched && t > 0 {
				b.PersonYears += 1. / year
			}
			i, standing := open[id]
			switch {
			case k.alarm && !standing:
				open[id] = len(b.Alarms)
				b.Alarms = append(b.Alarms, Outcome{Person: id, Raised: r.months[t], Months: 1, Inherited: t == 0, Before: scoreOf(k), Last: scoreOf(k)})
			case k.alarm:
				b.Alarms[i].Months++
			case standing:
				b.Alarms[i].Cleared = true
				delete(open, id)
			}
		}
	}
	for i := range b.Alarms {
		for t := len(r.seen) - 1; t >= 0; t-- {
			if k, ok := r.seen[t][b.Alarms[i].Person]; ok && k.rated {
				b.Alarms[i].Last = k.score
				break
			}
		}
	}
	return b
}

func scoreOf(k known) float64 {
	if k.rated {
		return k.score
	}
	return math.NaN()
}

func ids(m map[string]known) []string {
	list := make([]string, 0, len(m))
	for id := range m {
		list = append(list, id)
	}
	sort.Strings(list)
	return list
}

// step compares month t with the one before.
func (r *Replay) step(t int) Step {
	before, now := r.seen[t-1], r.seen[t]
	s := Step{From: r.months[t-1], To: r.months[t]}
	var score, share, raw [2][]float64
	for _, id := range ids(before) {
		a := before[id]
		b, ok := now[id]
		if a.step {
			s.StepIn++
			if b.step {
				s.Kept++
			}
		}
		if ok && a.rated && b.rated && a.measured && b.measured {
			s.People++
			score[0], score[1] = append(score[0], a.score), append(score[1], b.score)
			share[0], share[1] = append(share[0], a.share), append(share[1], b.share)
			raw[0], raw[1] = append(raw[0], a.raw), append(raw[1], b.raw)
		}
	}
	s.Score, s.Share, s.Raw = math.NaN(), math.NaN(), math.NaN()
	if s.People > 2 {
		s.Score, s.Share, s.Raw = spearman(score[0], score[1]), spearman(share[0], share[1]), spearman(raw[0], raw[1])
	}
	return s
}

// Predict compares how the figures of the odd months foretell those of the even ones:
//
//	Spearman of each against O/E of the even months,
//	error = Σ E·(said − O/E)² / Σ E of the even months
//
// raw share is scaled to mean 1 before its error is taken. Pairs is their number; with
// fewer than three everything is NaN.
type Predict struct {
	Pairs                           int
	Share, Raw, Ours                float64
	ErrorShare, ErrorRaw, ErrorOurs float64
}

// PredictEven computes it from the halves.
func PredictEven(halves []metrics.PairHalf) Predict {
	p := Predict{Pairs: len(halves), Share: math.NaN(), Raw: math.NaN(), Ours: math.NaN(), ErrorShare: math.NaN(), ErrorRaw: math.NaN(), ErrorOurs: math.NaN()}
	if p.Pairs < 3 {
		return p
	}
	var share, raw, ours, later []float64
	scale, e := 0., 0.
	for _, h := range halves {
		share, raw, ours = append(share, h.Share), append(raw, h.Raw), append(ours, h.Nested)
		later = append(later, h.LaterO/h.LaterE)
		scale += float64(h.LaterE * h.Share)
		e += h.LaterE
	}
	p.Share, p.Raw, p.Ours = spearman(share, later), spearman(raw, later), spearman(ours, later)
	miss := func(said []float64, unit float64) float64 {
		sum := 0.
		for i, h := range halves {
			d := said[i]/unit - later[i]
			sum += float64(h.LaterE * d * d)
		}
		return sum / e
	}
	if scale > 0 {
		p.ErrorShare = miss(share, scale/e)
	}
	p.ErrorRaw, p.ErrorOurs = miss(raw, 1), miss(ours, 1)
	return p
}
