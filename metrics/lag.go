package metrics

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/ratio"
)

// ages are the interval edges of the lag clock, in days of the clock; the last
// interval has no end. Finer ones change nothing.
var ages = [...]float64{0, 7, 14, 30, 60, 120, math.Inf(1)}

// intervals is the number of age intervals.
const intervals = len(ages) - 1

// lagRow is the exposure of one instruction.
type lagRow struct {
	person, pair, kind int
	record             int // index into the records
	from, to           float64
	done               bool
	sla                float64 // days of the clock that the due date gave; 0 = none
}

// exposure is the time spent in interval k.
func (r lagRow) exposure(k int) float64 {
	return math.Max(0, math.Min(r.to, ages[k+1])-math.Max(r.from, ages[k]))
}

// event reports whether the instruction was carried out in interval k.
func (r lagRow) event(k int) bool { return r.done && r.to > ages[k] && r.to <= ages[k+1] }

// lagAxis is the carrying-out axis of everybody: METHOD section 2.
type lagAxis struct {
	S, J    int
	rows    []lagRow
	kinds   []string
	pairs   axisPairs
	ex, ev  [][]float64 // person × (kind·intervals + k)
	hazard  [][]float64 // λ_jk without the person
	parent  [][]float64 // p_jk = λ_k·f_j without the person
	exposed []int       // people with exposure, by kind × interval
	anyKind [intervals]int
	O, E    []float64
	Ratio   []float64 // min(O/E, 3)
	N       []float64
	Peers   []float64
	Omega2  float64
	theta   []float64
	byOne   [][]int // rows of each person
	leftOut map[string]int64
	reason  []string // per record: why it is not scored, "" = scored
	rowOf   []int    // per record: its row, -1 where it is not scored
	parts   []lagParts
}

// lagParts are the parts of 1/n beside 1/E: H = Σ(E_ic/E_i)², V_peer, V_λ.
type lagParts struct{ herfindahl, peers, hazard float64 }

// newLag lays out the exposures. person maps ids to positions; with buyer false no
// wait for the buyer stops the clock.
//
// Exposure runs from the later of issue, entry into the log and the day on which the
// present holder took over (delayed entry: what ended before cannot be seen) to the day
// on which it was carried out, ended otherwise, or the cut-off. Carried out on the day
// of issue it counts half a day.
func newLag(records []InstructionRecord, person map[string]int, people int, o assessment.Options, buyer bool) *lagAxis {
	a := &lagAxis{S: people, leftOut: map[string]int64{}, reason: make([]string, len(records)), rowOf: make([]int, len(records)), byOne: make([][]int, people)}
	kind := kindsOf(records, o)
	index, pair := map[string]int{}, map[[2]string]int{}
	cut := o.CutOff()
	clock := newLagClock(records, person, people, o, buyer)
	for i := range records {
		r := &records[i]
		why := ""
		row := lagRow{record: i, person: person[r.Person], done: r.Implemented.Known()}
		end := r.End(cut)
		row.to = clock.end(i, end)
		if row.done && row.to <= 0 {
			row.to = .5 // done on the day of issue
		}
		if entry := max(r.LoggedAt, r.HeldFrom); entry.Known() && entry > r.Issued {
			row.from = math.Max(0, clock.age(i, entry))
			if row.to <= row.from {
				why = "before_entry"
			}
		}
		switch {
		case r.Person == "":
			why = "no_person"
		case !o.Lag.Covers(r.Issued, end):
			why = "outside_calendar"
		case why == "" && row.to <= 0:
			why = "no_exposure"
		}
		if r.Due.Known() && r.Due > r.Issued {
			row.sla = math.Max(1, float64(o.Lag.Days(r.Issued, r.Due)))
		}
		if a.reason[i] = why; why != "" {
			a.rowOf[i] = -1
			a.leftOut[why]++
			continue
		}
		k, ok := index[kind[i]]
		if !ok {
			k = len(a.kinds)
			index[kind[i]] = k
			a.kinds = append(a.kinds, kind[i])
		}
		pk := [2]string{r.Person, r.Client}
		if r.Client == "" {
			pk = [2]string{r.Person, "\x00" + r.ID}
		}
		p, ok := pair[pk]
		if !ok {
			p = len(a.pairs.owner)
			pair[pk] = p
			a.pairs.owner = append(a.pairs.owner, row.person)
		}
		row.kind, row.pair = k, p
		a.rowOf[i] = len(a.rows)
		a.byOne[row.person] = append(a.byOne[row.person], len(a.rows))
		a.rows = append(a.rows, row)
	}
	a.J = len(a.kinds)
	a.pairs.o, a.pairs.e = make([]float64, len(a.pairs.owner)), make([]float64, len(a.pairs.owner))
	a.ex, a.ev = grid(people, a.J*intervals), grid(people, a.J*intervals)
	for _, r := range a.rows {
		for k := range intervals {
			a.ex[r.person][r.kind*intervals+k] += r.exposure(k)
			if r.event(k) {
				a.ev[r.person][r.kind*intervals+k]++
			}
		}
		if r.done {
			a.pairs.o[r.pair]++
		}
	}
	a.exposed = make([]int, a.J*intervals)
	for _, ex := range a.ex {
		var any [intervals]bool
		for q, days := range ex {
			if days > 0 {
				a.exposed[q]++
				any[q%intervals] = true
			}
		}
		for k, yes := range any {
			if yes {
				a.anyKind[k]++
			}
		}
	}
	return a
}

// fewestEvents is the number of events below which a due band joins its kind.
const fewestEvents = 20

// kindsOf names the difficulty class of every record: the trigger, and where due dates
// are given for 80 % of the instructions the due band within it (due − issued in the lower,
// middle or upper third of the kind, none); a band with fewer than 20 events joins its kind.
//
// Note: two bands, cut at the median, left .16 of the healthy people with mostly hard
// instructions at a score of 50 or more, three leave .13 (160 simulated companies).
func kindsOf(records []InstructionRecord, o assessment.Options) []string {
	kinds := make([]string, len(records))
	days := map[int][]int{}
	due := 0
	for i := range records {
		r := &records[i]
		kinds[i] = table.Triggers.Words[r.Trigger].Name
		if r.Due.Known() {
			due++
			days[r.Trigger] = append(days[r.Trigger], int(r.Due-r.Issued))
		}
	}
	if !o.DueBand || float64(due) < .8*float64(len(records)) || len(records) == 0 {
		return kinds
	}
	lower, upper := map[int]int{}, map[int]int{}
	for t, d := range days {
		sort.Ints(d)
		lower[t], upper[t] = d[len(d)/3], d[2*len(d)/3]
	}
	events := map[string]int{}
	band := func(r *InstructionRecord) string {
		if !r.Due.Known() {
			return "/none"
		}
		switch days, lo, hi := int(r.Due-r.Issued), lower[r.Trigger], upper[r.Trigger]; {
		case days <= lo && days < hi:
			return "/short"
		case days >= hi && days > lo:
			return "/long"
		}
		return "/middle"
	}
	for i := range records {
		if records[i].Implemented.Known() {
			events[kinds[i]+band(&records[i])]++
		}
	}
	for i := range records {
		if k := kinds[i] + band(&records[i]); events[k] >= fewestEvents {
			kinds[i] = k
		}
	}
	return kinds
}

func grid(n, m int) [][]float64 {
	flat := make([]float64, n*m)
	g := make([][]float64, n)
	for i := range g {
		g[i] = flat[i*m : (i+1)*m]
	}
	return g
}

// smoothing is the number of events that the parent hazard is worth.
const smoothing = 8

// fastest bounds O/E wherever it enters a fit or a posterior: being done at once
// cannot be told from dates entered in batches.
const fastest = 3

// fit runs the passes of the lag axis:
//
//	p_jk = λ_k·f_j,  f_j = (d_j+8)/(E_j+8),  λ_jk = (d_jk+8)/(W_jk + 8/p_jk)   (without i, W weighted by ϑ)
//	E_i = Σ w·λ,  1/n = 1/E + ω²H + V_peer + V_λ,  y = min(O/E, 3)
func (a *lagAxis) fit() {
	S, K := a.S, a.J*intervals
	theta, cv2 := fill(S, 1), fill(S, .1)
	events := make([]float64, K)
	a.O = make([]float64, S)
	implementers := 0
	for i := range S {
		for q, d := range a.ev[i] {
			events[q] += d
			a.O[i] += d
		}
		if a.O[i] > 0 {
			implementers++
		}
	}
	for pass := 0; pass <= extraPasses; pass++ {
		a.expect(theta, events)
		a.expectPairs()
		clamped := make([]float64, len(a.pairs.owner))
		for k, i := range a.pairs.owner {
			clamped[k] = clamp((a.O[i]+3)/(a.E[i]+3), .2, 4)
		}
		a.Omega2 = 0
		if implementers > 1 {
			a.Omega2 = ratio.LagVariance(a.pairs.o, a.pairs.e, clamped)
		}
		a.count(events, cv2)
		prior := ratio.FitOne(a.Ratio, a.N)
		theta, cv2 = levels(prior, a.Ratio, a.N)
		normalise(theta)
	}
	a.theta = theta
}

// expect computes everybody's λ and E from the others.
func (a *lagAxis) expect(theta, events []float64) {
	S, K := a.S, a.J*intervals
	mass := make([]float64, K)
	for i := range S {
		for q, w := range a.ex[i] {
			mass[q] += float64(theta[i] * w)
		}
	}
	a.hazard, a.parent, a.E = grid(S, K), grid(S, K), make([]float64, S)
	d, x := make([]float64, K), make([]float64, K)
	for i := range S {
		var dk, xk [intervals]float64
		for q := range K {
			d[q], x[q] = events[q]-a.ev[i][q], others(mass[q], float64(theta[i]*a.ex[i][q]))
			dk[q%intervals] += d[q]
			xk[q%intervals] += x[q]
		}
		for j := range a.J {
			dj, ej := 0., 0.
			for k := range intervals {
				q := j*intervals + k
				dj += d[q]
				if xk[k] > 0 {
					ej += float64(dk[k] / xk[k] * x[q])
				}
			}
			f := (dj + smoothing) / (ej + smoothing)
			for k := range intervals {
				q, p := j*intervals+k, 0.
				if xk[k] > 0 {
					p = dk[k] / xk[k]
				}
				parent := math.Max(float64(p*f), 1e-9)
				h := (d[q] + smoothing) / (x[q] + smoothing/parent)
				a.hazard[i][q], a.parent[i][q] = h, parent
				a.E[i] += float64(h * a.ex[i][q])
			}
		}
	}
}

// expectPairs spreads E over the pairs.
func (a *lagAxis) expectPairs() {
	for k := range a.pairs.e {
		a.pairs.e[k] = 0
	}
	for _, r := range a.rows {
		for k := range intervals {
			a.pairs.e[r.pair] += float64(r.exposure(k) * a.hazard[r.person][r.kind*intervals+k])
		}
	}
}

// count sets ratio, effective count and effective peers. P_ij is linear in the peers'
// events, so its squares come from the Gram matrix of the kind × interval cells.
func (a *lagAxis) count(events, cv2 []float64) {
	S, K := a.S, a.J*intervals
	plain, weighted := grid(K, K), grid(K, K)
	for j := range S {
		for q, x := range a.ev[j] {
			if x == 0 {
				continue
			}
			for r, y := range a.ev[j] {
				plain[q][r] += float64(x * y)
				weighted[q][r] += float64(x*y) * cv2[j]
			}
		}
	}
	square := make([]float64, S)
	for k, i := range a.pairs.owner {
		square[i] += float64(a.pairs.e[k] * a.pairs.e[k])
	}
	a.Ratio, a.N, a.Peers, a.parts = make([]float64, S), make([]float64, S), make([]float64, S), make([]lagParts, S)
	w := make([]float64, K)
	for i := range S {
		e := math.Max(a.E[i], 1e-9)
		var total, own, sum2, sum2cv, rest float64
		for q := range K {
			share := float64(a.hazard[i][q]*a.ex[i][q]) / e
			d := events[q] - a.ev[i][q]
			w[q] = share / math.Max(d, 1)
			total += float64(w[q] * d)
			own += float64(w[q] * a.ev[i][q])
			rest += share * share / (d + smoothing)
		}
		for q := range K {
			if w[q] == 0 {
				continue
			}
			var s, c float64
			for r := range K {
				s += float64(w[r] * plain[q][r])
				c += float64(w[r] * weighted[q][r])
			}
			sum2 += float64(w[q] * s)
			sum2cv += float64(w[q] * c)
		}
		sum2 = math.Max(sum2-float64(own*own), 0)
		sum2cv = math.Max(sum2cv-float64(own*own)*cv2[i], 0)
		if a.E[i] > 0 && total > 0 && sum2 > 1e-12*total*total {
			a.Peers[i] = total * total / sum2
		}
		if a.E[i] > 0 && a.Peers[i] >= fewestPeers {
			a.Ratio[i] = math.Min(a.O[i]/e, fastest)
			a.N[i] = 1 / (rest + 1/e + a.Omega2*square[i]/(e*e) + sum2cv)
			a.parts[i] = lagParts{herfindahl: square[i] / (e * e), peers: sum2cv, hazard: rest}
		}
	}
}
