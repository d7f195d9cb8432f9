package assessment

import "tenbin/ingest/table"

// TrendMonth is one month of the three numbers of page one by person (key "" = the whole
// company), so that whoever reads them sums his own people and nobody else. Where nobody is
// named the keys are teams. Conceded and Expected are of the same lines: those that are
// compared with peers, each up to half its list amount.
type TrendMonth struct {
	Month              table.Month
	Conceded, Expected map[string]int64 // minor units
	Overdue            map[string]int64
	Instructed, Landed map[string]int64 // minor units; price increases in effect for up to twelve months, and what of them invoices showed
}

// Response is how conceded discounts move around events of one kind (METHOD section 6):
// inside the window of three months before to six months after, on the clients and
// categories that were hit, against the same person's lines outside of every such window.
// With Person empty it is a team's. 1 is what ordinary peers conceded on the same lines.
type Response struct {
	Person               table.PersonID
	Team, Trigger        string
	Manager              table.ManagerID // of the team, where Person is empty
	Events               int             // clients and categories hit
	InO, InE, OutO, OutE float64         // observed and expected, points of y
	In, Out              Number
	Ratio, Lo, Hi        Number // in ÷ out with 90 % limits
	Clear                bool   // enough on both sides, and 1 is not within the limits
	Path                 []ResponsePoint
}

// ResponsePoint is a team's O/E at one month from the event on; nil where too little was
// expected.
type ResponsePoint struct {
	Offset        int
	Ratio, Lo, Hi Number
}

// Chart is one person's signal, for the sheet that draws it.
type Chart struct {
	Person         table.PersonID
	Months         []table.Month
	C              []float64 // the summed chart
	CumC, CumL     []float64 // the two axes' own cumulative weights, for explanation only
	Limit, RunYear float64   // limit of the band; a healthy person reaches it about once in so many years: as simulated, and no more than was measured
	Band           int
	RefC, RefL     float64
	ExtraC, ExtraL float64       // events beyond the own habit since the onset: concessions, instructions
	Track          Track         // every month's alarm, not only the present one
	Acts           []table.Month // months that began with an intervention
	Says           Evidence      // of a standing alarm: since when, what, and how rare
}

// Track is a chart with its alarms, month by month.
type Track struct {
	C        []float64
	Raised   []bool // C above the limit, with enough events since the last zero
	Standing []bool // raised, and not yet fallen below half the limit
	Onset    []int  // index of the month in which what stands in C began
}
