package assessment

import "tenbin/ingest/table"

// LedgerLine is one deal line of the discount ledger.
type LedgerLine struct {
	Person                                      table.PersonID
	Client                                      table.ClientID
	Product, Category, Region, LineID, Document string
	Date                                        table.Day
	List, Net, AuthorisedNet, Conceded          int64
	AuthorisedRate                              float64
	Y, Expected                                 float64 // score outcome, peers' rate
	Peers                                       LineRate
	Scored                                      bool
	NotScored                                   string // why not, a word of the contract's list; "" = scored
	AfterFact                                   bool   // approved after the order date
	Place                                       table.Place
}

// LineRate is the peers' rate of one scored line as it may be shown to the person whose
// line it is.
type LineRate struct {
	Others int     // others with scored lines of the same category, region and size
	Parent float64 // the rate of the nearest wider level with at least FewestOthers others
	Level  int     // that level: 1 category × size, 2 category, 3 all; 0 where the line's own rate is shown, 4 where no level has
	Money  float64 // r¥: the rate on yen, so that E¥ = Σ list·r¥
	Shown  bool    // the line's own rates may be shown: else only their sum
}

// FewestOthers is how many others must stand behind a peers' rate before it is shown to
// somebody who is one of them.
const FewestOthers = 5
