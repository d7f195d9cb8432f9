package rows

import "tenbin/ingest/heading"

// Mark is what was settled about one row of a file by looking at the rows around it.
type Mark struct {
	Class heading.Class // other than heading.IsRow: the row belongs to the sheet and not to the table
	Off   int64         // minor units that a line of discounts takes off this line's net amount
}
