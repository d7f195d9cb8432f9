package cube

import (
	"context"

	"tenbin/ingest/table"
)

// Source is what a reduction reads of a month: the deal lines, and what is known of their
// files, people and discounts. In every line salesperson, manager and client hold ids (the
// roster's or account list's; without a list the folded name).
type Source struct {
	Shards    []table.Shard // of deal lines
	Files     []table.File  // the files behind the lines' places
	Roster    *table.Roster // nil or empty: none given
	Policy    *table.Policy // nil: no policy table
	HasPolicy bool          // a policy table or an authorised_rate column is configured

	// Deduplicated: the ids of all lines have been compared, and none comes twice.
	Deduplicated bool
	// Confirm is asked once behind the first reading of the lines whether what was read
	// stands, or all must be read again; nil: it stands.
	Confirm func(context.Context) (again bool, err error)
}

// Of is the source with other lines: a part of them, or none.
func (s Source) Of(shards []table.Shard) Source {
	s.Shards = shards
	return s
}
