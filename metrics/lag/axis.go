package lag

import (
	"math"

	"tenbin/metrics/peers"
	"tenbin/metrics/ratio"
)

// Ages are the interval edges of the lag clock, in days of the clock; the last
// interval has no end. Finer ones change nothing.
var Ages = [...]float64{0, 7, 14, 30, 60, 120, math.Inf(1)}

// Intervals is the number of age intervals.
const Intervals = len(Ages) - 1

// lagRow is the exposure of one instruction.
type Row struct {
	Person, Pair, Kind int
	Record             int // index into the records
	From, To           float64
	Done               bool
	Sla                float64 // days of the clock that the due date gave; 0 = none
}

// Exposure is the time spent in interval k.
func (r Row) Exposure(k int) float64 {
	return math.Max(0, math.Min(r.To, Ages[k+1])-math.Max(r.From, Ages[k]))
}

// event reports whether the instruction was carried out in interval k.
func (r Row) event(k int) bool { return r.Done && r.To > Ages[k] && r.To <= Ages[k+1] }

// hazardAxis is the carrying-out axis of everybody: METHOD section 2.
type Axis struct {
	S, J    int
	Rows    []Row
	Kinds   []string
	Pairs   peers.Pairs
	Ex, Ev  [][]float64 // person × (kind·intervals + k)
	Hazard  [][]float64 // λ_jk without the person
	Parent  [][]float64 // p_jk = λ_k·f_j without the person
	Exposed []int       // people with exposure, by kind × interval
	AnyKind [Intervals]int
	O, E    []float64
	Ratio   []float64 // min(O/E, 3)
	N       []float64
	Peers   []float64
	Omega2  float64
	theta   []float64
	ByOne   [][]int // rows of each person
	Parts   []Parts
}

// lagParts are the parts of 1/n beside 1/E: H = Σ(E_ic/E_i)², V_peer, V_λ.
type Parts struct{ Herfindahl, Peers, Hazard float64 }

// newHazards lays out the exposure of each row in its kind of instruction (0 to
// len(kinds)−1) and interval of age; owner is the person of each pair.
func New(rows []Row, kinds []string, owner []int, people int) *Axis {
	a := &Axis{S: people, J: len(kinds), Rows: rows, Kinds: kinds, ByOne: make([][]int, people)}
	a.Pairs.Owner = owner
	for i, r := range rows {
		a.ByOne[r.Person] = append(a.ByOne[r.Person], i)
	}
	a.Pairs.O, a.Pairs.E = make([]float64, len(a.Pairs.Owner)), make([]float64, len(a.Pairs.Owner))
	a.Ex, a.Ev = peers.Grid(people, a.J*Intervals), peers.Grid(people, a.J*Intervals)
	for _, r := range a.Rows {
		for k := range Intervals {
			a.Ex[r.Person][r.Kind*Intervals+k] += r.Exposure(k)
			if r.event(k) {
				a.Ev[r.Person][r.Kind*Intervals+k]++
			}
		}
		if r.Done {
			a.Pairs.O[r.Pair]++
		}
	}
	a.Exposed = make([]int, a.J*Intervals)
	for _, ex := range a.Ex {
		var any [Intervals]bool
		for q, days := range ex {
			if days > 0 {
				a.Exposed[q]++
				any[q%Intervals] = true
			}
		}
		for k, yes := range any {
			if yes {
				a.AnyKind[k]++
			}
		}
	}
	return a
}

// Smoothing is the number of events that the parent hazard is worth.
const Smoothing = 8

// Fastest bounds O/E wherever it enters a fit or a posterior: being done at once
// cannot be told from dates entered in batches.
const Fastest = 3

// Fit runs the passes of the lag axis:
//
//	p_jk = λ_k·f_j,  f_j = (d_j+8)/(E_j+8),  λ_jk = (d_jk+8)/(W_jk + 8/p_jk)   (without i, W weighted by ϑ)
//	E_i = Σ w·λ,  1/n = 1/E + ω²H + V_peer + V_λ,  y = min(O/E, 3)
func (a *Axis) Fit() {
	S, K := a.S, a.J*Intervals
	theta, cv2 := peers.Fill(S, 1), peers.Fill(S, .1)
	events := make([]float64, K)
	a.O = make([]float64, S)
	implementers := 0
	for i := range S {
		for q, d := range a.Ev[i] {
			events[q] += d
			a.O[i] += d
		}
		if a.O[i] > 0 {
			implementers++
		}
	}
	for pass := 0; pass <= peers.ExtraPasses; pass++ {
		a.Expect(theta, events)
		a.ExpectPairs()
		clamped := make([]float64, len(a.Pairs.Owner))
		for k, i := range a.Pairs.Owner {
			clamped[k] = peers.Clamp((a.O[i]+3)/(a.E[i]+3), .2, 4)
		}
		a.Omega2 = 0
		if implementers > 1 {
			a.Omega2 = ratio.LagVariance(a.Pairs.O, a.Pairs.E, clamped)
		}
		a.count(events, cv2)
		prior := ratio.FitOne(a.Ratio, a.N)
		theta, cv2 = peers.Levels(prior, a.Ratio, a.N)
		peers.Normalise(theta)
	}
	a.theta = theta
}

// Expect computes everybody's λ and E from the others.
func (a *Axis) Expect(theta, events []float64) {
	S, K := a.S, a.J*Intervals
	mass := make([]float64, K)
	for i := range S {
		for q, w := range a.Ex[i] {
			mass[q] += float64(theta[i] * w)
		}
	}
	a.Hazard, a.Parent, a.E = peers.Grid(S, K), peers.Grid(S, K), make([]float64, S)
	d, x := make([]float64, K), make([]float64, K)
	for i := range S {
		var dk, xk [Intervals]float64
		for q := range K {
			d[q], x[q] = events[q]-a.Ev[i][q], peers.Others(mass[q], float64(theta[i]*a.Ex[i][q]))
			dk[q%Intervals] += d[q]
			xk[q%Intervals] += x[q]
		}
		for j := range a.J {
			dj, ej := 0., 0.
			for k := range Intervals {
				q := j*Intervals + k
				dj += d[q]
				if xk[k] > 0 {
					ej += float64(dk[k] / xk[k] * x[q])
				}
			}
			f := (dj + Smoothing) / (ej + Smoothing)
			for k := range Intervals {
				q, p := j*Intervals+k, 0.
				if xk[k] > 0 {
					p = dk[k] / xk[k]
				}
				parent := math.Max(float64(p*f), 1e-9)
				h := (d[q] + Smoothing) / (x[q] + Smoothing/parent)
				a.Hazard[i][q], a.Parent[i][q] = h, parent
				a.E[i] += float64(h * a.Ex[i][q])
			}
		}
	}
}

// ExpectPairs spreads E over the pairs.
func (a *Axis) ExpectPairs() {
	for k := range a.Pairs.E {
		a.Pairs.E[k] = 0
	}
	for _, r := range a.Rows {
		for k := range Intervals {
			a.Pairs.E[r.Pair] += float64(r.Exposure(k) * a.Hazard[r.Person][r.Kind*Intervals+k])
		}
	}
}

// count sets ratio, effective count and effective peers. P_ij is linear in the peers'
// events, so its squares come from the Gram matrix of the kind × interval cells.
func (a *Axis) count(events, cv2 []float64) {
	S, K := a.S, a.J*Intervals
	plain, weighted := peers.Grid(K, K), peers.Grid(K, K)
	for j := range S {
		for q, x := range a.Ev[j] {
			if x == 0 {
				continue
			}
			for r, y := range a.Ev[j] {
				plain[q][r] += float64(x * y)
				weighted[q][r] += float64(x*y) * cv2[j]
			}
		}
	}
	square := make([]float64, S)
	for k, i := range a.Pairs.Owner {
		square[i] += float64(a.Pairs.E[k] * a.Pairs.E[k])
	}
	a.Ratio, a.N, a.Peers, a.Parts = make([]float64, S), make([]float64, S), make([]float64, S), make([]Parts, S)
	w := make([]float64, K)
	for i := range S {
		e := math.Max(a.E[i], 1e-9)
		var total, own, sum2, sum2cv, rest float64
		for q := range K {
			share := float64(a.Hazard[i][q]*a.Ex[i][q]) / e
			d := events[q] - a.Ev[i][q]
			w[q] = share / math.Max(d, 1)
			total += float64(w[q] * d)
			own += float64(w[q] * a.Ev[i][q])
			rest += share * share / (d + Smoothing)
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
		if a.E[i] > 0 && a.Peers[i] >= peers.FewestPeers {
			a.Ratio[i] = math.Min(a.O[i]/e, Fastest)
			a.N[i] = 1 / (rest + 1/e + a.Omega2*square[i]/(e*e) + sum2cv)
			a.Parts[i] = Parts{Herfindahl: square[i] / (e * e), Peers: sum2cv, Hazard: rest}
		}
	}
}
