package assessment

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
	Waterfalls       []Waterfall  // by person: where the yen of the price increases went
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

// Team is the absolute reference of a team.
type Team struct {
	Team                                string
	Manager                             table.ManagerID
	People                              int
	RatioPolicy, Lo, Hi                 Number // nil without a policy
	RatioPeers                          Number // of the reference without region
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
	Code     table.WarningCode
	Evidence Evidence
}

// TeamFigures are the figures of one team, or of several that are too small to stand
// alone, for outputs that name nobody. Money in minor units.
type TeamFigures struct {
	Team                   string // "" = those too small, together
	Teams                  int    // how many teams these are
	People                 int
	ListAmount, Conceded   int64
	Expected               int64
	Open, Undated, Early   int64 // open instructions; of them without a due date, and not yet due
	OverdueDays            []int // of those past due, ascending
	Stake                  Amount
	PriceTalk, Negotiation int64 // people who would profit from which theme of coaching
	Reference              Team  // against policy and due dates; none for several teams
	lines                  int64
}

// Measured reports whether any deal line stands behind the figures.
func (t *TeamFigures) Measured() bool { return t.lines > 0 }
