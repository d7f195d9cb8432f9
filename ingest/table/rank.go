package table

// Ranks of people who visit a client, as far as their titles tell.
const (
	RankOther       = iota // below a section head, or not known
	RankSectionHead        // a section head (課長) or above
)
