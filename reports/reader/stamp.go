package reader

import (
	"tenbin/ingest/table"
)

// Stamp is what a publication prints on every page beside the figures.
type Stamp struct {
	Version int    // of the month's publication
	Trial   bool   // no governance is configured: trial, not for distribution
	Purpose string // what governance says the evaluation is for; on every page
	Contact string // who answers questions; "" where nobody is configured
	Since   *Since
	// Published is what was said before; nil where nothing was.
	Published *Published
	Names     table.Names // of managers and clients, whom the assessment names by id only
}

// Since counts what differs from the month before; nil in a first month.
type Since struct {
	Compared      bool // Resolved and New are known; otherwise nothing is said of them
	Resolved, New int  // findings
	Restated      int  // figures corrected by late data
}
