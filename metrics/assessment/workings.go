package assessment

// Workings are the figures that lie between a person's rows and the score, so that a
// card can print each step and its reader can repeat it:
//
//	concession  y = Σw·O/Σw·E,  w = 1/(φ + ϑ_w·ω²·E_ic)
//	            1/n = own + ϑ_n·(clients + peers + chain)
//	lag         y = min(O/E, 3),  1/n = 1/E + ω²·H + peers + hazard
//	score       W_k ∝ p_k·B_k,  Score = 100·Σ W_k·Φ((M_k − ln 1.25)/√V_k)
type Workings struct {
	Concession ConcessionWorkings
	Lag        LagWorkings
	Steps      [2]AxisSteps // discounts, instructions
	M, V, Phi  [4]float64   // of ln K within each class: mean, variance, Φ((M − ln 1.25)/√V)
}

// AxisSteps lead from (n, y) to E ln θ; index 0 is the ordinary group, 1 the one apart.
type AxisSteps struct {
	Marginal [2]float64 // ℓ1, ℓ2: 0 where n = 0
	Bayes    float64    // B = e^(ℓ2 − ℓ1)
	Psi      [2]float64 // ψ(A)
	Logs     [2]float64 // ψ(A) − ln B
	PsiPrime [2]float64 // ψ′(A)
	MeanLog  float64    // (1−w)·Logs[0] + w·Logs[1]
}

// ConcessionWorkings are the parts of a person's effective count of discounts.
type ConcessionWorkings struct {
	Ratio       float64 // y: Σw·O/Σw·E over the clients
	WeightLevel float64 // ϑ_w: the person's level when the clients were weighted
	Level       float64 // ϑ_n: the person's level in the last round of n
	Own         float64 // φ·Σw²E/(Σw·E)²
	Clients     float64 // ω²·Σw²E²/(Σw·E)²
	Peers       float64 // V_peer = ΣP²·cv²
	Chain       float64 // V_chain
	Mean        float64 // E[θ], from which the clients' own ratios start
}

// LagWorkings are the parts of a person's effective count of instructions.
type LagWorkings struct {
	Ratio      float64 // y: min(O/E, 3)
	Herfindahl float64 // H = Σ(E_ic/E_i)²
	Peers      float64 // V_peer
	Hazard     float64 // V_λ
	Cells      []LagCell
}

// LagCell is the person's time in one kind of instruction and one interval of age.
type LagCell struct {
	Kind     string  // trigger, and behind a slash its due band
	Interval int     // 0 to 5: 0–7, 7–14, 14–30, 30–60, 60–120, 120+ days
	Days     float64 // exposure W
	Events   float64 // carried out
	Hazard   float64 // λ: peers' chance a day, the person's own left out
	Parent   float64 // the rate of the same interval over all kinds × the kind's factor
	Others   int     // others with time in the kind and interval
	Above    int     // others with time in the interval, in any kind
}
