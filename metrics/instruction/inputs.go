package instruction

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
)

// Inputs is what the small tables of a run are read from. In every table salesperson,
// manager and client hold ids (the roster's or account list's; without a list the folded
// name).
type Inputs struct {
	Tables map[string][]table.Shard // by canonical table name
	Deals  cube.Source              // with the files and the roster of all tables
	// Bought is what the deal lines said elsewhere about the clients of instructions for
	// several; nil: they are asked here.
	Bought *cube.Bought
	// Published is what earlier publications said, by finding; nil where nothing was
	// published. Submissions are the files that came back, by path.
	Published   map[string]assessment.Published
	Submissions map[string]Submission
	// Original is the id behind a pseudonym, in plans that came back from sheets on which
	// names are covered; nil where none are.
	Original func(string) string
	// Vague reports whether a progress note says nothing that could be checked (at: the day of the
	// note, promised: the day in a column of its own), Rank what a title is worth; see ingest/name.
	// nil: no note is vague, and nobody is senior.
	Vague func(text string, at, promised table.Day) bool
	Rank  func(title string) int
	// SeenFrom is the day from which earlier publications let an instruction be watched, NoDay
	// for one that stood in the first of them; nil: nothing was published.
	SeenFrom func(id string) table.Day
}

func (in *Inputs) vague(u *Update) bool {
	return in.Vague != nil && in.Vague(u.Text, u.At, u.PromisedDate)
}

func (in *Inputs) rank(title string) int {
	if in.Rank == nil {
		return table.RankOther
	}
	return in.Rank(title)
}

func (in *Inputs) original(person string) string {
	if in.Original == nil {
		return person
	}
	return in.Original(person)
}

// WithoutDeals is the same without deal lines.
func (in Inputs) WithoutDeals() Inputs {
	in.Deals.Shards = nil
	return in
}
