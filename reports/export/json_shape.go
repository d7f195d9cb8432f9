package export

import (
	"tenbin/reports/words"
)

// The types of this file are assessment.json: the order of the fields is the order
// of the keys.

type textJSON struct {
	JA string `json:"ja"`
	EN string `json:"en"`
}

type assessmentJSON struct {
	Schema        int               `json:"schema"`
	MethodVersion string            `json:"method_version"`
	Month         string            `json:"month"`
	CutOff        string            `json:"cut_off"`
	WindowFrom    *string           `json:"window_from"`
	RunID         string            `json:"run_id"`
	Currency      string            `json:"currency"`
	Inputs        inputsJSON        `json:"inputs"`
	Totals        totalsJSON        `json:"totals"`
	People        []personJSON      `json:"people"`
	Pairs         []pairJSON        `json:"pairs"`
	Instructions  []instructionJSON `json:"instructions"`
	StepIn        []stepInJSON      `json:"step_in"`
	DoneWell      []doneWellJSON    `json:"done_well"`
	Coaching      []coachingJSON    `json:"coaching"`
	Progress      []progressJSON    `json:"progress"`
	Responses     []responseJSON    `json:"responses"`
	Exceptions    []exceptionJSON   `json:"exceptions"`
	Teams         []teamJSON        `json:"teams"`
	Hyper         hyperJSON         `json:"hyper"`
}

type inputsJSON struct {
	RowsRead           int64        `json:"rows_read"`
	Records            int64        `json:"records"`
	RowErrors          int64        `json:"row_errors"`
	NonData            int64        `json:"furniture"`
	Helper             int64        `json:"helper"`
	Repeated           int64        `json:"repeated"`
	Superseded         int64        `json:"superseded"`
	LinesRead          int64        `json:"lines_read"`
	LinesMeasured      int64        `json:"lines_measured"`
	LinesScored        int64        `json:"lines_scored"`
	LinesLeftOut       reasonCounts `json:"lines_left_out"`
	LinesNotScored     reasonCounts `json:"lines_not_scored"`
	ListAmountRead     int64        `json:"list_amount_read"`
	ListAmountMeasured int64        `json:"list_amount_measured"`
	InstructionsRead   int64        `json:"instructions_read"`
	InstructionsScored int64        `json:"instructions_scored"`
}

type totalsJSON struct {
	ListAmount              *int64  `json:"list_amount"`
	DiscountAmount          *int64  `json:"discount_amount"`
	ConcededAmount          *int64  `json:"conceded_amount"`
	ConcededShare           *number `json:"conceded_share"`
	LinesDiscounted         int64   `json:"lines_discounted"`
	LinesAboveList          int64   `json:"lines_above_list"`
	ListAmountAboveList     *int64  `json:"list_amount_above_list"`
	Instructions            *int64  `json:"instructions"`
	InstructionsOpen        *int64  `json:"instructions_open"`
	InstructionsOverdue     *int64  `json:"instructions_overdue"`
	InstructionsImplemented *int64  `json:"instructions_implemented"`
	InstructionsLate        *int64  `json:"instructions_late"`
	InstructionsEnded       *int64  `json:"instructions_ended"`
}

type intervalJSON struct {
	Value *number `json:"value"`
	Lo    *number `json:"lo"`
	Hi    *number `json:"hi"`
}

type personJSON struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	Team        *string        `json:"team"`
	Manager     *string        `json:"manager"`
	Tier        string         `json:"tier"`
	MoneyFlag   bool           `json:"money_flag"`
	Score       *number        `json:"score"`
	Rank        *int           `json:"rank"`
	RankLo      *int           `json:"rank_lo"`
	RankHi      *int           `json:"rank_hi"`
	K           intervalJSON   `json:"k"`
	Reliability *number        `json:"reliability"`
	Reason      textJSON       `json:"reason"`
	Concession  concessionJSON `json:"concession"`
	Lag         lagJSON        `json:"lag"`
	Signal      signalJSON     `json:"signal"`
}

type concessionJSON struct {
	Observed       *number `json:"observed"`
	Expected       *number `json:"expected"`
	N              *number `json:"n"`
	Ratio          *number `json:"ratio"`
	Lo             *number `json:"lo"`
	Hi             *number `json:"hi"`
	WeightedRatio  *number `json:"weighted_ratio"`
	RawRatio       *number `json:"raw_ratio"`
	RawLo          *number `json:"raw_lo"`
	RawHi          *number `json:"raw_hi"`
	Peers          *number `json:"peers"`
	Lines          int64   `json:"lines"`
	ListAmount     *int64  `json:"list_amount"`
	ConcededAmount *int64  `json:"conceded_amount"`
	ExpectedAmount *int64  `json:"expected_amount"`
	Share          *number `json:"share"`
	ComparedList   *int64  `json:"compared_list_amount"`
	ComparedAmount *int64  `json:"compared_amount"`
	ComparedShare  *number `json:"compared_share"`
}

type lagJSON struct {
	Observed     *number `json:"observed"`
	Expected     *number `json:"expected"`
	N            *number `json:"n"`
	Slowness     *number `json:"slowness"`
	Lo           *number `json:"lo"`
	Hi           *number `json:"hi"`
	RawSlowness  *number `json:"raw_slowness"`
	RawLo        *number `json:"raw_lo"`
	RawHi        *number `json:"raw_hi"`
	Instructions int64   `json:"instructions"`
	Open         int64   `json:"open"`
	Overdue      int64   `json:"overdue"`
	TypicalDays  *number `json:"typical_days"`
	PeerDays     *number `json:"peer_days"`
}

type signalJSON struct {
	Alarm bool    `json:"alarm"`
	Since *string `json:"since"`
	Chart *number `json:"chart"`
	Limit *number `json:"limit"`
}

type pairJSON struct {
	Person        string  `json:"person"`
	Client        *string `json:"client"`
	Ratio         *number `json:"ratio"`
	Lo            *number `json:"lo"`
	Hi            *number `json:"hi"`
	N             *number `json:"n"`
	Lines         int64   `json:"lines"`
	ListAmount    int64   `json:"list_amount"`
	ExcessAmount  *int64  `json:"excess_amount"`
	ShareOfExcess *number `json:"share_of_excess"`
	ComparedLines int64   `json:"compared_lines"`
	ComparedList  int64   `json:"compared_list_amount"`
	Compared      int64   `json:"compared_amount"`
}

type instructionJSON struct {
	ID            string  `json:"id"`
	Person        string  `json:"person"`
	Client        *string `json:"client"`
	Trigger       string  `json:"trigger"`
	Issued        *string `json:"issued"`
	Due           *string `json:"due"`
	Acknowledged  *string `json:"acknowledged"`
	Implemented   *string `json:"implemented"`
	Status        string  `json:"status"`
	AgeDays       int     `json:"age_days"`
	OverdueDays   *int    `json:"overdue_days"`
	Verdict       *string `json:"verdict"`
	P20           *number `json:"p20"`
	AmountAtStake *int64  `json:"amount_at_stake"`
}

type stepInJSON struct {
	FindingID     string   `json:"finding_id"`
	Rank          int      `json:"rank"`
	Manager       *string  `json:"manager"`
	Person        string   `json:"person"`
	Client        *string  `json:"client"`
	Instruction   *string  `json:"instruction"`
	Action        string   `json:"action"`
	Evidence      textJSON `json:"evidence"`
	AmountAtStake *int64   `json:"amount_at_stake"`
	By            *string  `json:"by"`
}

type doneWellJSON struct {
	Person      string   `json:"person"`
	Client      *string  `json:"client"`
	Instruction *string  `json:"instruction"`
	Evidence    textJSON `json:"evidence"`
}

// progressJSON is what is recorded after an acknowledgement; null where no table could
// have shown it.
type progressJSON struct {
	Person       string       `json:"person"`
	AckDays      *number      `json:"ack_days"`
	AckPeerDays  *number      `json:"ack_peer_days"`
	DoneDays     *number      `json:"done_days"`
	DonePeerDays *number      `json:"done_peer_days"`
	Stall        *countedJSON `json:"stall"`
	Silence      *countedJSON `json:"silence"`
	Vague        *countedJSON `json:"vague"`
	Moved        *countedJSON `json:"moved"`
	Waited       *countedJSON `json:"waited"`
	Said         *countedJSON `json:"said_not_done"`
	Quiet        *int         `json:"quiet_days"`
	QuietID      *string      `json:"quiet_instruction"`
	UsualGap     *int         `json:"usual_gap_days"`
	AckFirst     *number      `json:"ack_first"`
	Index        *number      `json:"index"`
	Worst        []textJSON   `json:"worst"`
}

// exceptionJSON is what a person asked for beyond policy; share_granted is null where
// refused requests are not on record.
type exceptionJSON struct {
	Person       string      `json:"person"`
	Asked        int64       `json:"asked"`
	Granted      int64       `json:"granted"`
	After        int64       `json:"after_the_fact"`
	Amount       int64       `json:"amount"`
	ShareGranted *number     `json:"share_granted"`
	Requests     countedJSON `json:"requests"`
}

// responseJSON are the conceded discounts around one kind of event: a person's, or, with
// person null, a team's with its months from the event on.
type responseJSON struct {
	Person  *string     `json:"person"`
	Team    string      `json:"team"`
	Trigger string      `json:"trigger"`
	Derived bool        `json:"derived"`
	In      *number     `json:"in"`
	Out     *number     `json:"out"`
	Ratio   *number     `json:"ratio"`
	Lo      *number     `json:"lo"`
	Hi      *number     `json:"hi"`
	Clear   bool        `json:"clear"`
	Months  []monthJSON `json:"months"`
}

type monthJSON struct {
	Offset int     `json:"offset"`
	Ratio  *number `json:"ratio"`
}

type countedJSON struct {
	Observed number  `json:"observed"`
	Expected number  `json:"expected"`
	Among    number  `json:"among"`
	Ratio    *number `json:"ratio"`
	Lo       *number `json:"lo"`
	Hi       *number `json:"hi"`
}

type coachingJSON struct {
	PlanID          string  `json:"plan_id"`
	Person          string  `json:"person"`
	Theme           string  `json:"theme"`
	From            *string `json:"from"`
	To              *string `json:"to"`
	SessionsPlanned *int64  `json:"sessions_planned"`
	SessionsHeld    int64   `json:"sessions_held"`
	Accepted        bool    `json:"accepted"`
	Effect          *number `json:"effect"`
	Lo              *number `json:"lo"`
	Hi              *number `json:"hi"`
}

type teamJSON struct {
	Team        *string `json:"team"`
	Manager     *string `json:"manager"`
	People      int     `json:"people"`
	RatioPolicy *number `json:"ratio_policy"`
	Lo          *number `json:"lo"`
	Hi          *number `json:"hi"`
	SlownessSLA *number `json:"slowness_sla"`
	SlownessLo  *number `json:"slowness_lo"`
	SlownessHi  *number `json:"slowness_hi"`
	WholeTeam   bool    `json:"whole_team"`
}

type hyperJSON struct {
	ListMin    *int64       `json:"l_min"`
	SizeBands  []int64      `json:"size_bands"`
	Concession axisJSON     `json:"concession"`
	Lag        axisLessJSON `json:"lag"`
}

type axisJSON struct {
	A      *number `json:"a"`
	M      *number `json:"m"`
	Kappa  *number `json:"kappa"`
	Pi     *number `json:"pi"`
	Phi    *number `json:"phi"`
	Omega2 *number `json:"omega2"`
}

// axisLessJSON is the lag axis, whose φ is 1 and not printed.
type axisLessJSON struct {
	A      *number `json:"a"`
	M      *number `json:"m"`
	Kappa  *number `json:"kappa"`
	Pi     *number `json:"pi"`
	Omega2 *number `json:"omega2"`
}

func textOf(t words.Text) textJSON { return textJSON(t) }
