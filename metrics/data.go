package metrics

import (
	"context"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cubefile"
	"tenbin/metrics/instruction"
)

// Data is what a run reads: record batches of the canonical tables, and what the
// caller already resolved. In every table salesperson, manager and client hold ids
// (the roster's or account list's; without a list the folded name).
type Data struct {
	Tables map[string][]table.Shard // by canonical table name
	Files  []table.File
	Roster *table.Roster // nil or empty: none given
	Policy *table.Policy // nil: no policy table
	Names  table.Names
	Small  *instruction.Tables // the small tables as known at the cut-off; filled by Run
	// Reading is what the deal lines gave elsewhere; Tables then holds only the rows that
	// it kept. nil: the lines are read here.
	Reading *cubefile.Reading
	// Bought is what the deal lines said elsewhere about the clients of instructions for
	// several; nil: they are asked here.
	Bought *cube.Bought
	// Confirm is asked once behind the first reading of the deals whether what was read
	// stands, or all must be read again; nil: it stands.
	Confirm func(context.Context) (again bool, err error)
	// Deduplicated: the ids of all deal lines have been compared, and none comes twice.
	Deduplicated bool
	// Published is what earlier publications said, by finding; nil where nothing was
	// published. Submissions are the files that came back, by path.
	Published   map[string]assessment.Published
	Submissions map[string]instruction.Submission
	// Original is the id behind a pseudonym, in plans that came back from sheets on which
	// names are covered; nil where none are.
	Original func(string) string
	// Vague reports whether a progress note says nothing that could be checked (at: the day of the
	// note, promised: the day in a column of its own), Rank what a title is worth; see ingest/name.
	// nil: no note is vague, and nobody is senior.
	Vague func(text string, at, promised table.Day) bool
	Rank  func(title string) int
	// SeenFrom is the day from which earlier publications let an instruction be watched; nil:
	// nothing was published.
	SeenFrom  func(id string) table.Day
	HasPolicy bool // a policy table or an authorised_rate column is configured
}

// Source is what a reduction reads of the data.
func (d Data) Source() cube.Source {
	return cube.Source{Shards: d.Tables[table.Deals.Name], Files: d.Files, Roster: d.Roster, Policy: d.Policy, HasPolicy: d.HasPolicy, Deduplicated: d.Deduplicated, Confirm: d.Confirm}
}

// Inputs is what the small tables are read from.
func (d Data) Inputs() instruction.Inputs {
	return instruction.Inputs{Tables: d.Tables, Deals: d.Source(), Bought: d.Bought, Published: d.Published, Submissions: d.Submissions, Original: d.Original, Vague: d.Vague, Rank: d.Rank, SeenFrom: d.SeenFrom}
}

// events are the rows of the table of events, none where it was not supplied.
func (d Data) events() []instruction.Event {
	if d.Small == nil {
		return nil
	}
	return d.Small.Events
}
