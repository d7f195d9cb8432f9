package table

// PersonID, ClientID and ManagerID say who an id names, so that what may not be published
// is found by its type and not by the name of a field.
type (
	PersonID  string // a salesperson
	ClientID  string
	ManagerID string
)

// FindingID names a matter of the step-in list; it stays the same while the matter lasts.
type FindingID string

// Action is what a finding asks for.
type Action string

// Actions of the step-in list.
const (
	ActionClarify     Action = "clarify"
	ActionFollowUp    Action = "follow_up"
	ActionRehearse    Action = "rehearse"
	ActionSeniorVisit Action = "senior_visit"
	ActionDealReview  Action = "deal_review"
	ActionCoach       Action = "coach"
)

// Factor is a part of the rating.
type Factor string

// The factors that a configuration may suspend.
const (
	FactorConcession Factor = "concession"
	FactorLag        Factor = "lag"
	FactorSignal     Factor = "signal"
)

// WarningCode says which warning it is.
type WarningCode string

// The codes of warnings: a closed list, so that a caller can tell them apart without
// reading sentences. A warning names nobody: the sheets that carry it go to several
// readers.
const (
	WarnDiscountNotMeasurable WarningCode = "discount_not_measurable" // no won line has both a list and a net price
	WarnLagNotMeasurable      WarningCode = "lag_not_measurable"      // no instruction has exposure
	WarnNoPolicyGiven         WarningCode = "no_policy_given"         // authorised rate 0 for every line
	WarnFilledInList          WarningCode = "filled_in_list"          // nearly all lines of a month stand at list: is the list price filled in?
	WarnNobodyConcedes        WarningCode = "nobody_concedes"         // the discount axis stands at its prior
	WarnNobodyImplements      WarningCode = "nobody_implements"       // the lag axis stands at its prior
	WarnFewPeople             WarningCode = "few_people"              // below 20 scored people: ranks for orientation, no FDR claimed
	WarnNoColleague           WarningCode = "no_colleague"            // somebody's norm rests on the whole company, or on nobody
	WarnNoPolicyLines         WarningCode = "no_policy_lines"         // lines that the policy does not answer
	WarnReturnUnmatched       WarningCode = "return_unmatched"        // returns without their sale
	WarnBatchDates            WarningCode = "batch_dates"             // completion dates entered in batches
	WarnAgreePauses           WarningCode = "agree_pauses"            // somebody's figure hangs on waits for the buyer
	WarnCampaign              WarningCode = "campaign"                // two months with concessions far above expected: was there a campaign?
	WarnWholeTeam             WarningCode = "whole_team"              // a team concedes as a whole: ranks inside it are relative
	WarnSuspendedPeople       WarningCode = "suspended_people"        // people of whom nothing is said, by decision of the firm
	WarnSuspendedFactor       WarningCode = "suspended_factor"        // a factor that does not count, by decision of the firm
)
