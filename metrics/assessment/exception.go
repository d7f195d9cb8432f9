package assessment

import "tenbin/ingest/table"

// ExceptionCount are the sums themselves.
type ExceptionCount struct {
	Asked, Granted int64 // lines; granted = a rate beyond policy was approved
	After          int64 // of the granted: approved after the order date
	Scored         int64 // of the asked: lines that the score counts
	Amount         int64 // minor units approved beyond policy: list·(approved − policy), by line half to even
}

// Exception is how often a person asked for discounts beyond policy, beside peers on the
// same kinds of deals: a seller who carries every discount through approval does not show
// in the conceded share. It stands beside the score and is no part of it.
type Exception struct {
	Person table.PersonID
	ExceptionCount
	Requests Counted // scored lines asked for among scored lines; E by the chain of the concession axis
	Share    Number  // granted ÷ asked; nil where refused requests are not on record
}

// Approval is what one approver granted to one person.
type Approval struct {
	Approver, Person table.PersonID // Approver "" where none is recorded
	ExceptionCount
}
