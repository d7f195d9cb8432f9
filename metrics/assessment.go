package metrics

import "tenbin/ingest/table"

// Tier is the step that a person's figures ask for.
type Tier string

// The tiers, worst first.
const (
	StepIn            Tier = "step_in"
	Coach             Tier = "coach"
	Watch             Tier = "watch"
	Healthy           Tier = "healthy"
	NotEnoughEvidence Tier = "not_enough_evidence"
)

// Text is a sentence in both languages of the reports.
type Text struct{ JA, EN string }

// In returns the sentence in "ja" or "en".
func (t Text) In(language string) string {
	if language == "ja" {
		return t.JA
	}
	return t.EN
}

// Number is a figure that may be not measurable: nil, never 0.
type Number = *float64

// Of returns v as a measurable Number.
func Of(v float64) Number { return &v }

// Assessment is the result of a run: plain structs, everything that any report
// shows. Fractions 0–1, money integer minor units. The first part is what
// assessment.json prints (the design page "Contracts"), in its order; the second
// part feeds the sheets.
type Assessment struct {
	Month      table.Month
	CutOff     table.Day
	WindowFrom table.Day // the first day of the window; with window "all", of the first measured line or instruction
	RunID      string    // set by the caller, who knows the input key
	Currency   string
	MinorUnits int

	Inputs       Inputs
	Totals       Totals
	People       []Person // in rank order; those without rank after them, by id
	Pairs        []Pair
	Instructions []Instruction // by id
	StepIn       []StepInRow
	DoneWell     []DoneWellRow
	Coaching     []CoachingRow

	// CoachingTogether are the people who began in the same month as one group, where
	// there are two or more: one person alone seldom has the events for a conclusion.
	CoachingTogether []CoachingGroup
	Teams            []Team
	Hyper            Hyper

	// For the sheets.
	Decisions        []DecisionRow // what was decided about findings, by finding
	Replies          []ReplyRow    // what people answered on their cards, by finding
	Company          string
	Options          Options
	Warnings         []Warning
	RowErrors        []table.RowError
	Files            []table.File
	Trend            []TrendMonth // the last 12 data months, oldest first
	Lines            []LedgerLine // the evidence the cube carries, by person then concession
	Charts           []Chart      // everybody's signal, by id
	LagCurves        []LagCurve   // managers' people by manager, then each person by id
	Responses        []Response   // conceded discounts around events, by person and by team
	ResponsesDerived bool         // no table of events: they are those that instructions speak of
	Progress         []Progress   // what is recorded after an acknowledgement, by person
	Advocacy         Advocacy     // care for the client and for the firm
	Waterfalls       []Waterfall  // by team: where the yen of the price increases went
	TurnsKnown       bool         // waits or milestones were supplied: whose turn it is can be told
	People20         bool         // 20 or more scored people: a false discovery rate is claimed
	Definitions      map[string]float64
	Plan             [][2]string // the frozen plan, word and value, for the manifest

	Exceptions    []Exception // by person; empty where no line carries a request or an approval beyond policy
	Approvals     []Approval  // by person, then approver
	RequestsKnown bool        // a refused request is on record, so granted ÷ asked can be said

	// TeamFigures are all that is left of people in what TeamsOnly returns; nil elsewhere.
	TeamFigures []TeamFigures

	// SignalBands are the edges of the volume bands of the signal's limits: expected
	// events a month, discounts and instructions together.
	SignalBands []float64
}

// Inputs counts what came in. For deals: LinesRead = LinesMeasured + Σ LinesLeftOut;
// LinesMeasured = LinesScored + Σ LinesNotScored.
type Inputs struct {
	table.Counts
	LinesRead, LinesMeasured, LinesScored int64
	LinesLeftOut, LinesNotScored          map[string]int64 // by reason of the contract's closed lists
	ListAmountRead, ListAmountMeasured    int64
	ListAmountLeftOut                     map[string]int64
	InstructionsRead, InstructionsScored  int64
	InstructionsLeftOut                   map[string]int64
	ListAmountWithoutPerson               int64
	ReferenceYen                          map[string]int64 // list amount by kind of reference price
}

// Totals speak of all measured lines and of all instructions in the window.
type Totals struct {
	ListAmount, DiscountAmount, ConcededAmount Amount
	ConcededShare                              Number
	LinesDiscounted, LinesAboveList            int64
	ListAmountAboveList                        Amount
	Instructions, InstructionsOpen, InstructionsOverdue, InstructionsImplemented,
	InstructionsLate, InstructionsEnded *int64
}

// Amount is money in minor units that may be not measurable.
type Amount = *int64

// Yen returns v as a measurable Amount. (Minor units of any currency, despite the name.)
func Yen(v int64) Amount { return &v }

// Interval is an estimate with its limits; Confidence in [0,1].
type Interval struct {
	Value, Lo, Hi Number
	Confidence    float64
}

// Person is one salesperson's line of the ranking.
type Person struct {
	ID, Name, Kana, Team, Manager string
	Tier                          Tier
	MoneyFlag                     bool
	Score                         Number // 0–100
	Rank, RankLo, RankHi          *int
	K                             Interval
	Reliability                   Number // the larger of the two axes'
	Reason                        Text
	Concession                    ConcessionFigures
	Lag                           LagFigures
	Signal                        Signal

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
	Classes                    [4]float64 // W_ik
	ExcessClients              Number     // effective number of clients that the excess rests on
	TopClientShare             Number     // the largest client's share of it
	Workings                   Workings   // what lies between the rows and the score
}

// Posterior is what a card needs to reproduce the score of one axis.
type Posterior struct{ W, A1, B1, A2, B2 float64 }

// ConcessionFigures are a person's conceded discounts against peers.
type ConcessionFigures struct {
	Observed, Expected, N, Ratio, Lo, Hi, RawRatio, RawLo, RawHi, Peers Number
	Lines                                                               int64
	ListAmount, ConcededAmount, ExpectedAmount                          Amount
	Share                                                               Number
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
	Person, Client, ClientName string
	Ratio, Lo, Hi, N           Number
	Lines                      int64
	ListAmount                 int64
	ExcessAmount               Amount
	ShareOfExcess              Number
	Observed, Expected         float64
	ConcededAmount             int64
	ExpectedAmount             float64
	Weight                     float64
	Handover                   *Handover // the client came from another holder, and both sides can be compared
}

// Instruction is one management instruction as known at the cut-off.
type Instruction struct {
	ID, Person, Client, Trigger            string
	Issued, Due, Acknowledged, Implemented table.Day
	Status                                 string
	AgeDays                                int
	OverdueDays                            *int
	Verdict                                string // "" = none
	P20                                    Number // chance of being carried out within 20 business days
	AmountAtStake                          Amount

	// For the sheets.
	PersonName, ClientName, Manager, Text, Category string
	Ended                                           table.Day
	EffectiveFrom                                   table.Day
	TargetIncrease                                  Number
	Scored                                          bool
	LeftOut                                         string
	SaidNotDone                                     bool
	PassThrough, PassLo, PassHi                     Number // share of the announced increase on invoices
	Place                                           table.Place
	Milestones                                      int // steps that the milestones table names
	ClientContacted, AgreedOn                       table.Day
	NextMilestone, NextOwner                        string // the first step that is not done, and whose it is
	NextDue                                         table.Day
	Turn                                            string // whose turn an open instruction is; "" when it is not open
	Lag                                             InstructionLag
}

// Open reports whether the instruction still waits to be carried out.
func (i *Instruction) Open() bool { return !i.Implemented.Known() && !i.Ended.Known() }

// InstructionLag is how a scored instruction enters O and E of the lag.
type InstructionLag struct {
	Kind     string    // difficulty: trigger, and behind a slash its due band
	Exposure []float64 // days of the clock by interval of age, pauses and entry taken off
	Done     bool      // carried out, in the interval of its end
	Interval int       // the interval of its end
	DueDays  float64   // days of the clock that the due date gave; 0 = none
}

// StepInRow is one finding of the step-in list.
type StepInRow struct {
	FindingID                            string
	Rank                                 int
	Manager, Person, Client, Instruction string
	Action                               string // clarify, follow_up, rehearse, senior_visit, deal_review, coach
	Evidence                             Text
	AmountAtStake                        Amount
	By                                   table.Day

	// For the sheets: what was decided and answered about the same matter before.
	Decided   *DecisionRow
	Reply     *ReplyRow
	Contested bool // an answer "data wrong" is open: not on page one until it is answered
}

// DoneWellRow is hard news that landed.
type DoneWellRow struct {
	Person, Client, Instruction string
	Evidence                    Text
}

// CoachingRow is one coaching plan with its effect.
type CoachingRow struct {
	PlanID, Person, Theme string
	From, To              table.Day
	SessionsPlanned       *int64
	SessionsHeld          int64
	Accepted              bool
	Effect, Lo, Hi        Number // change of conceded discounts: −.27 is 27 % less; nil = no conclusion yet

	// For the sheets.
	HoursPlanned, HoursHeld Number // nil where no table says so
	Coach, Note             string
}

// CoachingGroup is the effect on all who began to be coached in one data month; 1 = none.
type CoachingGroup struct {
	From            table.Month
	People, Matched int
	Effect, Lo, Hi  float64
}

// Team is the absolute reference of a team.
type Team struct {
	Team, Manager                       string
	People                              int
	RatioPolicy, Lo, Hi                 Number
	SlownessSLA, SlownessLo, SlownessHi Number
	WholeTeam                           bool
}

// Hyper are the parameters that the month's data gave.
type Hyper struct {
	ListMin    Amount
	SizeBands  []int64
	Concession AxisHyper
	Lag        AxisHyper
	Classes    [4]float64 // p of the joint posterior
}

// AxisHyper are the two-gamma prior and the variance of one axis: healthy Ga(A, A/M),
// captured Ga(6, 6/(M·Kappa)) with weight Pi; Phi and Omega2 of the pair variance.
type AxisHyper struct{ A, M, Kappa, Pi, Phi, Omega2 float64 }

// Warning is thin evidence or a missing part, said on the reports as a footnote.
type Warning struct {
	Code string // closed: see warnings.go
	Text Text
}

// TrendMonth is one month of the three numbers of page one, for the whole company
// and by team (key "" = company).
type TrendMonth struct {
	Month              table.Month
	Conceded, Expected map[string]int64 // minor units
	Overdue            map[string]int64
	Instructed, Landed map[string]int64 // minor units; price increases in effect for up to twelve months, and what of them invoices showed
}

// LedgerLine is one deal line of the discount ledger.
type LedgerLine struct {
	Person, Client, Product, Category, Region, LineID, Document string
	Date                                                        table.Day
	List, Net, AuthorisedNet, Conceded                          int64
	AuthorisedRate                                              float64
	Y, Expected                                                 float64 // score outcome, peers' rate
	Peers                                                       LineRate
	Scored                                                      bool
	NotScored                                                   string // why not, a word of the contract's list; "" = scored
	AfterFact                                                   bool   // approved after the order date
	Place                                                       table.Place
}
