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
	// Unread is what could not be read of the last files that came back, by the audience that
	// filled them in ("manager:ID", "person:ID", "hr"): it goes back to its author.
	Unread map[string][]Unread
}

// Unread is a cell of a returned workbook that could not be read.
type Unread struct {
	Table, Column string // canonical names
	Cell          string // Decisions!I5
	Value         string // as it was written
}

// Since counts what differs from the month before; nil in a first month.
type Since struct {
	Compared      bool // Resolved and New are known; otherwise nothing is said of them
	Resolved, New int  // findings
	Restated      int  // figures corrected by late data
}
