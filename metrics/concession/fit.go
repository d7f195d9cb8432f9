package concession

import (
	"math"

	"tenbin/metrics/peers"
	"tenbin/metrics/ratio"
)

// Fit computes the axis: all passes, the calendar factor where it is asked for, and at
// the end the effective counts and the yen. After it
//
//	O, E, Ratio, N, Peers   of each person: Σy; Σ n·f·r; the client-weighted ratio θ̂; 1/Var; 1/ΣP²
//	Phi, Omega2             of the pair variance e² ≈ φE + ω²E² (points of y; none)
//	From                    share of E by chain level, finest first (0 to 1)
//	rate, ExpectedMoney     peers' rate of each row; E¥ in minor units by the same chain on ΣX/ΣL
//
// N = 0 where nothing relative can be said: no peers (N_peer < 3), E = 0, nobody
// concedes. What breaks the assumptions: a stratum in which the same work differs in
// kind (the chain cannot know), and everybody conceding alike (absolute reference).
//
// Note: yen-weighted O/E was rejected for the score; one huge deal decided it.
//
// Sources: Breslow & Day 1987 (indirect standardisation); Bühlmann & Straub 1970 (chain).
func (a *Axis) Fit(calendar bool) {
	a.Passes()
	if calendar {
		a.Calendar()
	}
	a.weigh()
}

// Passes runs all passes: the first with ϑ = 1, then with everybody's posterior mean of
// the one-gamma fit ÷ their mean, so that peers' own levels are taken out of E.
func (a *Axis) Passes() {
	a.count()
	S := a.S
	theta, cv2 := peers.Fill(S, 1), peers.Fill(S, .1)
	sumY, sumN := 0., 0.
	for i := range a.Rows {
		sumY += a.Rows[i].Y
		sumN += a.Rows[i].N
	}
	a.Mean = sumY / math.Max(sumN, 1)
	for pass := 0; pass <= peers.ExtraPasses; pass++ {
		parts := newChainParts(a, S, cv2)
		a.Rate = a.chain(theta, shareValue, countWeight, parts)
		parts.finish(a)
		a.From = parts.from
		a.O, a.E = make([]float64, S), make([]float64, S)
		for k := range a.Rows {
			r := &a.Rows[k]
			a.O[r.Person] += r.Y
			a.E[r.Person] += float64(r.f * a.Rate[k])
		}
		a.expectPairs()
		clamped := make([]float64, len(a.Pairs.Owner))
		for k, i := range a.Pairs.Owner {
			clamped[k] = peers.Clamp(a.O[i]/math.Max(a.E[i], 1e-9), .3, a.widest)
		}
		a.Phi, a.Omega2 = 1e-9, 0
		if sumY > 0 {
			a.Phi, a.Omega2 = ratio.PairVariance(a.Pairs.O, a.Pairs.E, clamped)
		}
		a.variance(theta, parts, sumY)
		a.Before = theta
		n := make([]float64, S)
		for i := range n {
			if a.rated[i] {
				n[i] = 1 / (a.Lin[i] + a.quad[i])
			}
		}
		prior := ratio.FitOne(a.Ratio, n)
		theta, cv2 = peers.Levels(prior, a.Ratio, n)
		peers.Normalise(theta)
	}
	a.Theta = theta
}

// settle finds the effective counts, whose variance grows with θ itself, by four
// fixed-point passes from ϑ = 1, and what peers would have conceded in yen.
func (a *Axis) weigh() {
	S := a.S
	t := peers.Fill(S, 1)
	for range 4 {
		a.N, a.Level = make([]float64, S), t
		for i := range a.N {
			if a.rated[i] {
				a.N[i] = 1 / (a.Lin[i] + float64(t[i]*a.quad[i]))
			}
		}
		prior := ratio.FitOne(a.Ratio, a.N)
		t, _ = peers.Levels(prior, a.Ratio, a.N)
	}
	money := a.chain(a.Theta, func(r *Row) float64 { return r.X }, func(r *Row) float64 { return r.list }, nil)
	a.ExpectedMoney, a.MoneyRate = make([]float64, S), money
	for k := range a.Rows {
		r := &a.Rows[k]
		a.ExpectedMoney[r.Person] += float64(r.list * money[k])
	}
}

// expectPairs spreads E over the clients.
func (a *Axis) expectPairs() {
	for k := range a.Pairs.E {
		a.Pairs.E[k] = 0
	}
	for i := range a.Cells {
		x := &a.Cells[i]
		a.Pairs.E[x.Pair] += float64(x.N * x.F * a.Rate[x.Row])
	}
}

// variance sets the part of 1/n that does not scale with θ and the part that does, and
// whether the person has a relative result at all: E > 0, somebody conceded, and
// at least three effective peers. It also sets the client-weighted ratio:
//
//	w_c = 1/(φ + ϑ_i·ω²·E_ic),   θ̂_i = Σ w_c O_ic / Σ w_c E_ic
//	1/n = φ·Σw²E/(ΣwE)² + ϑ·(ω²·Σw²E²/(ΣwE)² + V_peer + V_chain)
func (a *Axis) variance(theta []float64, p *chainParts, sumY float64) {
	S := a.S
	wE, wO, w2E, w2E2 := make([]float64, S), make([]float64, S), make([]float64, S), make([]float64, S)
	for k, i := range a.Pairs.Owner {
		e := a.Pairs.E[k]
		w := 1 / (a.Phi + float64(theta[i]*a.Omega2*e))
		a.Pairs.Weight[k] = w
		wE[i] += float64(w * e)
		wO[i] += float64(w * a.Pairs.O[k])
		w2E[i] += float64(w * w * e)
		w2E2[i] += float64(w * w * e * e)
	}
	lin, quad, ok := make([]float64, S), make([]float64, S), make([]bool, S)
	a.Ratio, a.Peers, a.Parts = make([]float64, S), make([]float64, S), make([]countParts, S)
	for i := range S {
		ok[i] = a.E[i] > 0 && sumY > 0
		chain := float64(a.Phi / (Credibility * math.Max(a.Mean, 1e-300)) * p.chain[i])
		peer := p.peerVariance[i] + chain
		d := 1.
		if ok[i] {
			d = wE[i]
			a.Ratio[i] = wO[i] / d
			a.Peers[i] = p.peers[i]
		}
		lin[i] = a.Phi * w2E[i] / (d * d)
		quad[i] = float64(a.Omega2*w2E2[i]/(d*d)) + peer
		a.Parts[i] = countParts{Own: lin[i], Clients: a.Omega2 * w2E2[i] / (d * d), Peers: p.peerVariance[i], Chain: chain}
		ok[i] = ok[i] && a.Peers[i] >= peers.FewestPeers
	}
	a.Lin, a.quad, a.rated = lin, quad, ok
}
