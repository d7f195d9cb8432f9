package retention

import (
	"math"

	"tenbin/metrics/assessment"
	"tenbin/metrics/peers"
	"tenbin/metrics/ratio"
)

// ClientCheck is one client at one half-yearly check: it bought in the six months
// before, from Person most, and is Lost when nobody of the company sold to it in the six
// months after.
type Check struct {
	Person   int // position among the people
	Rhythm   int // 0, 1, 2: bought in 3, in 4–5, in 6 of the six months
	Half     int // the check, oldest first
	Lost     bool
	SetAside bool // a price increase had landed within the six months before its last purchase
}

// rhythms is the number of classes of Rhythm.
const rhythms = 3

// retentionSmoothing is how many checks the wider stratum is worth.
const smoothing = 8

// Better is P(θ_lost < 1): the chance that fewer clients are lost than by peers.
func Better(r *assessment.Retained) float64 { return ratio.GammaCDF(r.A, r.B, 1) }

// ordinaryShape is the least a of the prior: people are taken to differ no more in the
// clients they lose than ordinary people do on the scored axes (a 12, SD .29), because a
// company's losses are too few to show that they differ more. With the fit alone, 18 % of
// those named stood on the wrong side ([M] 30 checks a person, read from lines).
const ordinaryShape = 12

// fewestChecks and Reliable are what a person needs to be drawn: with twelve
// checks next to nobody's side can be told.
const (
	FewestChecks = 24
	Reliable     = assessment.LeastReliable
)

// Drawn reports whether enough is known of the clients to show where somebody stands.
func Drawn(r *assessment.Retained) bool {
	return r.Checks >= FewestChecks && r.Reliability >= Reliable
}

// Continuity is 1/θ_lost relative to peers with 90 % limits, exp(−E ln θ): above 1 more
// clients stay than with peers.
func Continuity(r *assessment.Retained) (value, lo, hi float64) {
	return math.Exp(math.Log(r.B) - ratio.Digamma(r.A)), 1 / ratio.GammaQuantile(r.A, r.B, .95), 1 / ratio.GammaQuantile(r.A, r.B, .05)
}

// Retention compares the clients that each of people lost with what peers lost among
// clients of the same buying rhythm in the same half-year (METHOD 6c):
//
//	rate of a stratum s under its parent u, without i:  q_s = (D_s + 8·q_u)/(N_s + 8)
//	strata: rhythm × half → rhythm → all (top: D/N)
//	E_i = Σ checks q;   Var(O/E) = p̄/E,  p̄ = 1 − E_i/checks  (binomial)   ⇒   n_i = E_i/p̄
//	θ_i/m ~ Ga(a + n·O/E, rate a + m·n),  a = max(fit, 12)
//
// A check that is set aside counts on neither side, whether the client was lost or not:
// leaving out the lost ones alone would flatter everybody who raised prices.
//
// Note: retained O/E was not taken: it cannot exceed 1/p̄ (1.18 at 85 %), so that "at
// least 1" would be mostly chance.
func Compare(checks []Check, people int) (kept []assessment.Retained, prior ratio.One) {
	halves := 0
	for i := range checks {
		halves = max(halves, checks[i].Half+1)
	}
	cells := rhythms * halves
	n, d := peers.Grid(people, cells), peers.Grid(people, cells)
	sumN, sumD := make([]float64, cells), make([]float64, cells)
	kept = make([]assessment.Retained, people)
	for i := range checks {
		c := &checks[i]
		k := &kept[c.Person]
		if c.SetAside {
			k.SetAside++
			if c.Lost {
				k.SetAsideLost++
			}
			continue
		}
		q := c.Rhythm*halves + c.Half
		k.Checks++
		n[c.Person][q]++
		sumN[q]++
		if c.Lost {
			k.Lost++
			d[c.Person][q]++
			sumD[q]++
		}
	}
	y, count := make([]float64, people), make([]float64, people)
	for i := range kept {
		k := &kept[i]
		if k.Checks == 0 {
			continue
		}
		var byRhythm [rhythms][2]float64
		var all [2]float64
		for q := range cells {
			for x, v := range [2]float64{sumN[q] - n[i][q], sumD[q] - d[i][q]} {
				byRhythm[q/halves][x] += v
				all[x] += v
			}
		}
		if all[0] == 0 {
			continue
		}
		top := all[1] / all[0]
		for q := range cells {
			if n[i][q] == 0 {
				continue
			}
			r := byRhythm[q/halves]
			parent := (r[1] + float64(smoothing*top)) / (r[0] + smoothing)
			rate := (sumD[q] - d[i][q] + float64(smoothing*parent)) / (sumN[q] - n[i][q] + smoothing)
			k.Expected += float64(rate * n[i][q])
		}
		if k.Expected <= 0 {
			continue
		}
		stay := 1 - k.Expected/float64(k.Checks)
		k.N = k.Expected / math.Max(stay, .05)
		y[i], count[i] = float64(k.Lost)/k.Expected, k.N
	}
	prior = ratio.FitOne(y, count)
	prior.A = math.Max(prior.A, ordinaryShape)
	for i := range kept {
		k := &kept[i]
		k.A, k.B = prior.Posterior(y[i], k.N)
		k.B *= prior.M // of θ/m
		k.Reliability = ratio.Reliability(k.N, prior.A)
	}
	return kept, prior
}
