package assessment

import "tenbin/ingest/table"

// Instruction is one management instruction as known at the cut-off.
type Instruction struct {
	ID, Trigger                            string
	Person                                 table.PersonID
	Client                                 table.ClientID
	Issued, Due, Acknowledged, Implemented table.Day
	Status                                 string
	AgeDays                                int
	OverdueDays                            *int
	Verdict                                string // "" = none
	P20                                    Number // chance of being carried out within 20 business days
	AmountAtStake                          Amount

	// For the sheets.
	Manager                                table.ManagerID
	PersonName, ClientName, Text, Category string
	Ended                                  table.Day
	EffectiveFrom                          table.Day
	TargetIncrease                         Number
	Scored                                 bool
	LeftOut                                string
	Reported                               table.Day // the day of completion that the file gives
	SaidNotDone                            bool
	Counted, CountedOf                     int64  // pieces delivered of those allotted; lines and visits of the old owner of all
	PausedDays                             int    // days past due that were paused and do not count
	Rise                                   Number // of the unit price, as invoices show it
	ShownLines                             int64  // invoice lines since, behind PassThrough
	OldPrice, NewPrice                     Amount // unit prices before and since where one product is behind it
	PassThrough, PassLo, PassHi            Number // share of the announced increase on invoices
	Place                                  table.Place
	Milestones                             int // steps that the milestones table names
	ClientContacted, AgreedOn              table.Day
	NextMilestone, NextOwner               string // the first step that is not done, and whose it is
	NextDue                                table.Day
	Turn                                   string // whose turn an open instruction is; "" when it is not open
	Lag                                    InstructionLag
}

// Open reports whether the instruction still waits to be carried out.
func (i *Instruction) Open() bool {
	return !i.Implemented.Known() && !i.Ended.Known() && !i.Undated()
}

// Undated reports whether the instruction is done on a day that nobody noted.
func (i *Instruction) Undated() bool {
	return !i.Implemented.Known() && !i.Ended.Known() && i.Status == table.Statuses.Words[table.StatusImplemented].Name
}

// InstructionLag is how a scored instruction enters O and E of the lag.
type InstructionLag struct {
	Kind     string    // difficulty: trigger, and behind a slash its due band
	Exposure []float64 // days of the clock by interval of age, pauses and entry taken off
	Done     bool      // carried out, in the interval of its end
	Interval int       // the interval of its end
	DueDays  float64   // days of the clock that the due date gave; 0 = none
}

// Whose turn an open instruction is.
const (
	TurnSalesperson = "salesperson"
	TurnBuyer       = "buyer" // a wait that a confirmation or a contact with the client shows
	TurnUs          = "us"
)

// Waterfall is where the yen of a person's instructed price increases went: all in
// minor units over the six months after each took effect.
type Waterfall struct {
	Person                                                         table.PersonID
	Instructed, Withdrawn, Refused, NotInvoiced, GivenBack, Landed float64 // Refused: by the buyer, or a wait for the buyer with evidence
}
