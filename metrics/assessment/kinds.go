package assessment

// Kind is a statement that the figures can make. Its text stands in the words of the
// reports under evidence.NAME; what values it takes, in kinds.
type Kind uint8

// The statements: a closed list. SaysNothing is the zero Kind.
const (
	SaysNothing Kind = iota

	// Why somebody stands where they stand.
	SaysNotRated
	SaysOnlyConceder
	SaysLikePeers
	SaysConcession
	SaysLag
	SaysLagOverdue
	SaysBothAxes
	SaysNoColleague
	SaysMoney
	SaysMoneyFew

	// What a standing alarm is about.
	SaysSince
	SaysSinceRare
	SaysExtraDiscounts
	SaysExtraInstructions

	// What was conceded, and where.
	SaysDiscount
	SaysConceded
	SaysPairConceded
	SaysNotOverall
	SaysRatio
	SaysLargeDeals
	SaysSpread

	// What is on record about an instruction.
	SaysInstruction
	SaysInstructed
	SaysIncrease
	SaysOverdue
	SaysDue
	SaysUndated
	SaysHandedOver
	SaysAcknowledged
	SaysContacted
	SaysNotDone
	SaysReported
	SaysInvoiced
	SaysRecords
	SaysOverduePaused
	SaysLanded
	SaysShown
	SaysGivenBack
	SaysReverted
	SaysVisits
	SaysLastUpdate
	SaysNoUpdate
	SaysWaitingForUs
	SaysPauses
	SaysCarriedOut
	SaysCarriedOutBusiness

	// What is recorded after an acknowledgement.
	SaysStall
	SaysQuiet
	SaysSilence
	SaysVague
	SaysWaited
	SaysMoved

	// What is missing or thin.
	WarnsDiscountNotMeasurable
	WarnsLagNotMeasurable
	WarnsNoPolicyGiven
	WarnsNobodyConcedes
	WarnsFilledInList
	WarnsNobodyImplements
	WarnsFewPeople
	WarnsNoColleague
	WarnsNoPolicyLines
	WarnsReturnUnmatched
	WarnsBatchDates
	WarnsAgreePauses
	WarnsCampaign
	WarnsCampaignCategory
	WarnsWholeTeam
	WarnsSuspendedPeople
	WarnsSuspendedFactor

	KindCount // how many there are, the zero Kind among them
)

// kinds are, by Kind: its name, the units of its values in order (Days stands for
// working days too), and whether it consists of clauses.
var kinds = [KindCount]struct {
	name  string
	args  []Unit
	parts bool
}{
	SaysNothing: {name: "nothing"},

	SaysNotRated:     {name: "not_rated"},
	SaysOnlyConceder: {name: "only_conceder"},
	SaysLikePeers:    {name: "like_peers"},
	SaysConcession:   {name: "concession", args: []Unit{Ratio, Count, Share}},
	SaysLag:          {name: "lag", args: []Unit{Days, Days, Count}},
	SaysLagOverdue:   {name: "lag_overdue", args: []Unit{Days, Days, Count, Count}},
	SaysBothAxes:     {name: "both_axes", parts: true},
	SaysNoColleague:  {name: "no_colleague", parts: true},
	SaysMoney:        {name: "money", parts: true},
	SaysMoneyFew:     {name: "money_few"},

	SaysSince:             {name: "since", args: []Unit{Month}, parts: true},
	SaysSinceRare:         {name: "since_rare", args: []Unit{Month, Count}, parts: true},
	SaysExtraDiscounts:    {name: "extra_discounts", args: []Unit{Count}},
	SaysExtraInstructions: {name: "extra_instructions", args: []Unit{Count}},

	SaysDiscount:     {name: "discount", parts: true},
	SaysConceded:     {name: "conceded", args: []Unit{Count, Money, Money, Count}},
	SaysPairConceded: {name: "pair_conceded", args: []Unit{ClientID, Count, Money, Money, Count}},
	SaysNotOverall:   {name: "not_overall"},
	SaysRatio:        {name: "ratio", args: []Unit{Ratio, Count, Count}},
	SaysLargeDeals:   {name: "large_deals", args: []Unit{Count, Money, Money}},
	SaysSpread:       {name: "spread"},

	SaysInstruction:        {name: "instruction", parts: true},
	SaysInstructed:         {name: "instructed", args: []Unit{Date, Word}},
	SaysIncrease:           {name: "increase", args: []Unit{Date, Share}},
	SaysOverdue:            {name: "overdue", args: []Unit{Date, Days}},
	SaysDue:                {name: "due", args: []Unit{Date}},
	SaysUndated:            {name: "undated"},
	SaysHandedOver:         {name: "handed_over", args: []Unit{Days, Days}},
	SaysAcknowledged:       {name: "acknowledged", args: []Unit{Date}},
	SaysContacted:          {name: "contacted", args: []Unit{Date}},
	SaysNotDone:            {name: "not_done", args: []Unit{Days}},
	SaysReported:           {name: "reported", args: []Unit{Date}},
	SaysInvoiced:           {name: "invoiced", args: []Unit{Share, Share}},
	SaysRecords:            {name: "records", args: []Unit{Word}},
	SaysLanded:             {name: "landed", args: []Unit{Share, Month}},
	SaysShown:              {name: "shown", args: []Unit{Date}},
	SaysGivenBack:          {name: "given_back", args: []Unit{Share}},
	SaysReverted:           {name: "reverted", args: []Unit{Share, Share}},
	SaysOverduePaused:      {name: "overdue_paused", args: []Unit{Date, Days, Days}},
	SaysVisits:             {name: "visits", args: []Unit{Count}},
	SaysLastUpdate:         {name: "last_update", args: []Unit{Date}},
	SaysNoUpdate:           {name: "no_update"},
	SaysWaitingForUs:       {name: "waiting_for_us", args: []Unit{Date}},
	SaysPauses:             {name: "pauses", args: []Unit{Days, Days}},
	SaysCarriedOut:         {name: "carried_out", args: []Unit{Word, Days, Date, Days}},
	SaysCarriedOutBusiness: {name: "carried_out_business", args: []Unit{Word, BusinessDays, Date, BusinessDays}},

	SaysStall:   {name: "stall", args: []Unit{Days, Days}},
	SaysQuiet:   {name: "quiet", args: []Unit{InstructionID, Days, Days}},
	SaysSilence: {name: "silence", args: []Unit{Count, Count}},
	SaysVague:   {name: "vague", args: []Unit{Count, Count, Count}},
	SaysWaited:  {name: "waited", args: []Unit{Count, Count}},
	SaysMoved:   {name: "moved", args: []Unit{Count, Count}},

	WarnsDiscountNotMeasurable: {name: "warn_discount_not_measurable"},
	WarnsLagNotMeasurable:      {name: "warn_lag_not_measurable"},
	WarnsNoPolicyGiven:         {name: "warn_no_policy_given"},
	WarnsNobodyConcedes:        {name: "warn_nobody_concedes"},
	WarnsFilledInList:          {name: "warn_filled_in_list", args: []Unit{Count, Month, Share}},
	WarnsNobodyImplements:      {name: "warn_nobody_implements"},
	WarnsFewPeople:             {name: "warn_few_people", args: []Unit{Count}},
	WarnsNoColleague:           {name: "warn_no_colleague", args: []Unit{Count}},
	WarnsNoPolicyLines:         {name: "warn_no_policy_lines", args: []Unit{Count}},
	WarnsReturnUnmatched:       {name: "warn_return_unmatched", args: []Unit{Count}},
	WarnsBatchDates:            {name: "warn_batch_dates", args: []Unit{Count}},
	WarnsAgreePauses:           {name: "warn_agree_pauses", args: []Unit{Count}},
	WarnsCampaign:              {name: "warn_campaign", args: []Unit{Month, Month}},
	WarnsCampaignCategory:      {name: "warn_campaign_category", args: []Unit{Month, Month, Category}},
	WarnsWholeTeam:             {name: "warn_whole_team", args: []Unit{Count}},
	WarnsSuspendedPeople:       {name: "warn_suspended_people", args: []Unit{Count}},
	WarnsSuspendedFactor:       {name: "warn_suspended_factor", args: []Unit{Word}},
}

// String is the name of a statement.
func (k Kind) String() string { return kinds[k].name }

// Takes returns the units of the values that a statement takes, and whether it consists
// of clauses.
func (k Kind) Takes() (args []Unit, parts bool) { return kinds[k].args, kinds[k].parts }
