package verdict

import "gonum.org/v1/gonum/mathext"

// Verdicts on instructions that are not price increases (METHOD section 6a).
const (
	AsInstructed   Word = "as_instructed"
	Afterwards     Word = "as_instructed_late"   // contacted after the time allowed, then agreed
	OverAllocation Word = "over_allocation"      // more was delivered than allotted
	NotTold        Word = "client_not_told"      // no contact on record by the due date
	NoContact      Word = "no_contact"           // no contact on record within the time allowed
	NotAgreed      Word = "no_agreed_date"       // contacted, but nothing is agreed with a date
	StillOld       Word = "still_old_owner"      // business still runs on the old owner
	TooFew         Word = "too_few_to_tell"      // too few invoices and visits
	Reported       Word = "reported"             // done by the person's own report alone
	Unsupported    Word = "reported_unsupported" // the same, without evidence in the time allowed
	Confirmed      Word = "confirmed"            // by the manager
)

// Against reports whether a word says that an instruction was not carried out.
func (w Word) Against() bool {
	switch w {
	case OverAllocation, NotTold, NoContact, NotAgreed, StillOld, Unsupported, NotApplied, InPart, NothingShown:
		return true
	}
	return false
}

// Contradicts reports whether invoices or visits show that what was reported done was not: a
// missing record does not.
func (w Word) Contradicts() bool { return w == OverAllocation || w == StillOld || w == NotApplied }

// None stands for a day that is not known.
const None = -1

// Shortage is what the tables say about an allocation. Days are counted from issue.
type Shortage struct {
	Allocation, Delivered float64 // pieces, from the start of the allocation to its end or the cut-off
	Measurable            bool    // both are known
	Contacted             int     // first contact with the client on record, None without one
	Due                   int     // None without a due date
	Today                 int
	Contacts              bool // whether contacts of the salesperson are recorded at all
}

// Judge compares what was delivered with what was allotted, and whether the client was
// told by the due date:
//
//	over_allocation     delivered > allotted
//	not_testable_yet    the due date is ahead, or there is none and nobody was told yet
//	client_not_told     no contact on record up to the due date
//	as_instructed       told in time, and at the due date no more delivered than allotted
//	cannot_be_verified  quantities or contacts are not recorded
func (s Shortage) Judge() Word {
	switch inTime := s.Contacted != None && (s.Due == None || s.Contacted <= s.Due); {
	case s.Measurable && s.Delivered > s.Allocation:
		return OverAllocation
	case !s.Contacts || !s.Measurable:
		return CannotBeVerified
	case s.Due != None && s.Today <= s.Due || s.Due == None && !inTime:
		return NotTestable
	case !inTime:
		return NotTold
	}
	return AsInstructed
}

// Contact is what the tables say about a quality issue or a late delivery: the client
// must hear of it in time, and something must be agreed with a date.
type Contact struct {
	Contacted int // business days from issue to the first contact, None without one
	Limit     int // business days allowed
	Today     int // business days since issue
	Agreed    int // days from issue to the agreement, None without one
	Contacts  bool
	Dates     bool // whether agreements are dated at all
}

// Judge:
//
//	no_contact          nobody contacted the client within the limit, nor later
//	no_agreed_date      contacted, nothing agreed with a date
//	as_instructed_late  contacted after the limit, agreed
//	as_instructed       contacted within the limit, agreed
func (c Contact) Judge() Word {
	switch {
	case !c.Contacts && c.Contacted == None:
		return CannotBeVerified
	case c.Contacted == None && c.Today <= c.Limit:
		return NotTestable
	case c.Contacted == None:
		return NoContact
	case !c.Dates:
		return CannotBeVerified
	case c.Agreed == None:
		return NotAgreed
	case c.Contacted > c.Limit:
		return Afterwards
	}
	return AsInstructed
}

// Handed counts invoices and visits with a client since it was to change hands.
type Handed struct {
	Old, All int
	Since    int // business days since
}

// The most that may still run on the old owner, and the least to look at.
const (
	MostOld   = .10
	fewHanded = 5
	firstLook = 20
)

// Judge:
//
//	not_testable_yet  within 20 business days of the change
//	too_few_to_tell   fewer than five invoices and visits, or neither of the next two
//	as_instructed     Old ÷ All ≤ 10 %
//	still_old_owner   the lower 95 % limit of Old ÷ All (Clopper–Pearson) lies above 10 %
//
// Nobody is said not to have handed over from one line that came late.
func (h Handed) Judge() Word {
	switch {
	case h.Since < firstLook:
		return NotTestable
	case h.All < fewHanded:
		return TooFew
	case float64(h.Old) <= MostOld*float64(h.All):
		return AsInstructed
	case mathext.InvRegIncBeta(float64(h.Old), float64(h.All-h.Old+1), .05) > MostOld:
		return StillOld
	}
	return TooFew
}
