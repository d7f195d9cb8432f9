package assessment

import "tenbin/ingest/table"

// Person is one salesperson's line of the ranking.
type Person struct {
	ID                   table.PersonID
	Manager              table.ManagerID
	Name, Kana, Team     string
	Tier                 Tier
	MoneyFlag            bool
	Score                Number // 0–100
	Rank, RankLo, RankHi *int
	K                    Interval
	Reliability          Number // the larger of the two axes'
	Reason               Evidence
	Concession           ConcessionFigures
	Lag                  LagFigures
	Signal               Signal

	// For the sheets.
	Mu, Sigma                  float64
	Grade                      string // "good", "weak", "not_enough"
	ReliabilityC, ReliabilityL float64
	ExcessAmount               int64 // O¥ − E¥
	MoneyZ                     float64
	Gain                       Number // expected yen gained by a visit, minor units
	InFDR                      bool
	ScoreUnpaused              Number   // the score if no wait for the buyer counted; nil where none is recorded
	BatchDates                 bool     // completions entered in batches: speed is not praised
	PTop                       Number   // chance of the top tenth
	AbsConcession              Interval // θ_abs,c: Σy/(n·τ)
	AbsLag                     Interval // slowness against the due dates: E_sla/O
	NoColleague                bool     // more than half of E comes from the whole company
	OnlyConceder               bool
	ExpectedFrom               [4]float64 // share of E by chain level, finest first
	Posterior                  [2]Posterior
	Classes                    [4]float64   // W_ik
	ExcessClients              Number       // effective number of clients that the excess rests on
	TopClientShare             Number       // the largest client's share of it
	Advice                     table.Action // about the discounts; "" = none, in a finding or not
	Workings                   Workings     // what lies between the rows and the score
}

// Posterior is what a card needs to reproduce the score of one axis.
type Posterior struct{ W, A1, B1, A2, B2 float64 }

// ConcessionFigures are a person's conceded discounts against peers.
type ConcessionFigures struct {
	Observed, Expected, N, Ratio, Lo, Hi, RawRatio, RawLo, RawHi, Peers Number
	// Weighted is observed ÷ expected with every client weighed by its information, in units
	// of the ordinary peer: what Ratio is drawn from, and what the funnel shows. Inner and
	// Outer hold it for 95 % and 99.8 % of ordinary people with this evidence.
	Weighted                                   Number
	Inner, Outer                               [2]float64
	Lines                                      int64
	ListAmount, ConcededAmount, ExpectedAmount Amount
	Share                                      Number

	// Of the lines that are compared with peers, each up to half its list amount: what
	// stands beside ExpectedAmount is of the same lines.
	ComparedLines                int64
	ComparedList, ComparedAmount Amount
}

// ComparedShare is the share of the list amount conceded on the lines compared.
func (c *ConcessionFigures) ComparedShare() Number {
	if c.ComparedList == nil || *c.ComparedList <= 0 {
		return nil
	}
	return Of(float64(*c.ComparedAmount) / float64(*c.ComparedList))
}

// FewestClients is the effective number of clients up to which a person's excess counts as
// resting on a few.
const FewestClients = 2

// FewClients reports whether the excess rests on one or two clients.
func (p *Person) FewClients() bool {
	return p.ExcessClients != nil && *p.ExcessClients <= FewestClients
}

// LagFigures are a person's carried-out instructions against peers.
type LagFigures struct {
	Observed, Expected, N, Slowness, Lo, Hi, RawSlowness, RawLo, RawHi Number
	Instructions, Open, Overdue                                        int64
	TypicalDays, PeerDays                                              Number
	Peers                                                              Number // for the sheets
}

// Signal is the state of the person's chart.
type Signal struct {
	Alarm        bool
	Since        *table.Month
	Chart, Limit Number
}

// Pair is one salesperson × client.
type Pair struct {
	Person             table.PersonID
	Client             table.ClientID
	ClientName         string
	Ratio, Lo, Hi, N   Number
	Lines              int64
	ListAmount         int64
	ExcessAmount       Amount
	ShareOfExcess      Number
	Observed, Expected float64
	ConcededAmount     int64
	ExpectedAmount     float64
	Weight             float64

	// Of the lines that are compared with peers, as ExpectedAmount is.
	ComparedLines, ComparedList, ComparedAmount int64

	Handover *Handover // the client came from another holder, and both sides can be compared
}

// Handover is what happened to a client's discounts when another salesperson took over:
// it is the only evidence that tells a hard buyer from a soft seller. It stands with
// the pair of the new holder and does not name the one before.
type Handover struct {
	Month                   table.Month // the first month with lines of the new holder
	LinesBefore, LinesAfter int64
	Before, After           Number // O/E of each side, of the same client
	Ratio, Lo, Hi           Number // After ÷ Before with 90 % limits
}
