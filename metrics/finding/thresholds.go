package finding

import (
	"tenbin/metrics/assessment"
)

// HighRetention is the share of clients that stay from which losses are too few to tell
// people apart; QuadrantSure is how sure both directions must be before one is named.
const (
	HighRetention = .95
	QuadrantSure  = .8
)

// CampaignFactor and CampaignMonths: from such a factor in so many consecutive months
// on, management is asked whether there was a campaign.
const (
	CampaignFactor = 1.5
	CampaignMonths = 2
)

// A list price that a system fills in from the price asked hides every discount: then
// nearly all lines of a month stand at list.
const (
	FilledInShare = .95
	FilledInLines = 20 // fewer lines of a month say nothing
)

// HandoverLines is the number of scored lines that each side of a handover needs.
const HandoverLines = 10

// RatioToCoach is the ratio to peers from which discounts are a matter to coach.
const RatioToCoach = 1.15

// MoneyFlagZ is the z¥ above which the mark is set.
const MoneyFlagZ = 2

// OutAfter is the number of days after the cut-off within which a month is published: the
// schedule starts a run five days after the closing day.
const OutAfter = 5

// MostFindings is what a manager gets in a month; the rest stays on the sheets.
const MostFindings = 5

// DecisivePauses is the difference in score, in points, from which waits for the buyer
// decide the figure and are to be agreed.
const DecisivePauses = 20

// OldAfter is the age, in days of the clock, below which an open instruction without a
// passed due date is nobody's concern yet.
const OldAfter = 20

// Unlikely is the chance of being carried out within the next 20 business days below
// which an instruction counts as stalled.
const Unlikely = .5

// SeniorQuiet are the calendar days after a senior visit in which none is proposed.
const SeniorQuiet = 60

// FewestGaps is the number of other people with updates below which there is no usual gap.
const FewestGaps = 3

// A team concedes as a whole above this multiple of what policy tolerates (with its 5 %
// limit above 1), or of the expected without region.
const (
	WholeTeamPolicy = 2
	WholeTeamPeers  = 1.4
)

// ClaimFrom is the number of scored people from which a false discovery rate is claimed.
const ClaimFrom = 20

// FalseDiscovery is the share of false flags that is accepted.
const FalseDiscovery = .10

// The reliabilities R = n/(n+a) from which something relative is said at all, and from
// which the evidence is called good (RAND 2010, physician profiling).
const (
	ReliabilityLow  = assessment.LeastReliable
	ReliabilityGood = .7
)

// The scores from which a person is supported and watched.
const (
	ScoreCoach = 50
	ScoreWatch = 20
)

// LongAbsence is the number of days from which an absence counts.
const LongAbsence = 30
