package table

// Actions of the step-in list.
const (
	ActionClarify     = "clarify"
	ActionFollowUp    = "follow_up"
	ActionRehearse    = "rehearse"
	ActionSeniorVisit = "senior_visit"
	ActionDealReview  = "deal_review"
	ActionCoach       = "coach"
)

// The factors that a configuration may suspend.
const (
	FactorConcession = "concession"
	FactorLag        = "lag"
	FactorSignal     = "signal"
)

// The codes of Warning: a closed list, so that a caller can tell them apart without
// reading sentences. A warning names nobody: the sheets that carry it go to several
// readers.
const (
	WarnDiscountNotMeasurable = "discount_not_measurable" // no won line has both a list and a net price
	WarnLagNotMeasurable      = "lag_not_measurable"      // no instruction has exposure
	WarnNoPolicyGiven         = "no_policy_given"         // authorised rate 0 for every line
	WarnFilledInList          = "filled_in_list"          // nearly all lines of a month stand at list: is the list price filled in?
	WarnNobodyConcedes        = "nobody_concedes"         // the discount axis stands at its prior
	WarnNobodyImplements      = "nobody_implements"       // the lag axis stands at its prior
	WarnFewPeople             = "few_people"              // below 20 scored people: ranks for orientation, no FDR claimed
	WarnNoColleague           = "no_colleague"            // somebody's norm rests on the whole company, or on nobody
	WarnNoPolicyLines         = "no_policy_lines"         // lines that the policy does not answer
	WarnReturnUnmatched       = "return_unmatched"        // returns without their sale
	WarnBatchDates            = "batch_dates"             // completion dates entered in batches
	WarnAgreePauses           = "agree_pauses"            // somebody's figure hangs on waits for the buyer
	WarnCampaign              = "campaign"                // two months with concessions far above expected: was there a campaign?
	WarnWholeTeam             = "whole_team"              // a team concedes as a whole: ranks inside it are relative
	WarnSuspendedPeople       = "suspended_people"        // people of whom nothing is said, by decision of the firm
	WarnSuspendedFactor       = "suspended_factor"        // a factor that does not count, by decision of the firm
)
