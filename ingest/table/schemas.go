package table

// The canonical tables of the design page "Data: what comes in".
//
// Deals carries, besides the columns a source may have, the three that the mapping
// derives at the door so that nothing behind it sees a price form: list_amount and
// net_amount in minor units, and reference, which tells the kind of list price.
var (
	Deals = Schema{"deals", []Column{
		{Name: "line_id", Kind: Text},
		{Name: "document", Kind: Text},
		{Name: "date", Kind: Date, Required: true},
		{Name: "salesperson", Kind: Code, Required: true},
		{Name: "client", Kind: Code, Required: true},
		{Name: "product", Kind: Code},
		{Name: "category", Kind: Code},
		{Name: "region", Kind: Code},
		{Name: "channel", Kind: Code, NotYet: true},
		{Name: "segment", Kind: Code},
		{Name: "quantity", Kind: Quantity},
		{Name: "list_amount", Kind: Money},
		{Name: "net_amount", Kind: Money},
		{Name: "reference", Kind: Word, Words: References},
		{Name: "authorised_rate", Kind: Rate},
		{Name: "approved_rate", Kind: Rate},
		{Name: "approved_by", Kind: Code},
		{Name: "approval_id", Kind: Text},
		{Name: "requested_at", Kind: Date},
		{Name: "approved_at", Kind: Date},
		{Name: "requested_rate", Kind: Rate, NotYet: true},
		{Name: "consideration", Kind: Text, NotYet: true},
		{Name: "kind", Kind: Word, Words: LineKinds},
		{Name: "reason", Kind: Word, Words: CreditReasons},
		{Name: "stage", Kind: Word, Words: Stages},
		{Name: "cost", Kind: Money, NotYet: true},
		{Name: "recorded_at", Kind: Stamp},
	}}
	Instructions = Schema{"instructions", []Column{
		{Name: "instruction_id", Kind: Text, Required: true},
		{Name: "issued", Kind: Date, Required: true},
		{Name: "salesperson", Kind: Text, Required: true},
		{Name: "manager", Kind: Text},
		{Name: "client", Kind: Text},
		{Name: "category", Kind: Text},
		{Name: "product", Kind: Text},
		{Name: "trigger", Kind: Word, Words: Triggers},
		{Name: "text", Kind: Text},
		{Name: "due", Kind: Date},
		{Name: "logged_at", Kind: Date},
		{Name: "acknowledged", Kind: Date},
		{Name: "client_contacted", Kind: Date},
		{Name: "implemented", Kind: Date},
		{Name: "confirmed_by", Kind: Text},
		{Name: "status", Kind: Word, Words: Statuses},
		{Name: "closed", Kind: Date},
		{Name: "requested_by_client", Kind: Bool},
		{Name: "agreed", Kind: Text, NotYet: true},
		{Name: "agreed_on", Kind: Date},
		{Name: "effective_from", Kind: Date},
		{Name: "target_increase", Kind: Rate},
		{Name: "allocation_qty", Kind: Quantity},
		{Name: "contact_days", Kind: Int},
		{Name: "evidence", Kind: Text},
	}}
	Milestones = Schema{"milestones", []Column{
		{Name: "instruction_id", Kind: Text, Required: true},
		{Name: "milestone", Kind: Text, Required: true},
		{Name: "owner", Kind: Text},
		{Name: "due", Kind: Date},
		{Name: "done", Kind: Date},
		{Name: "note", Kind: Text},
	}}
	Pauses = Schema{"pauses", []Column{
		{Name: "instruction_id", Kind: Text, Required: true},
		{Name: "from", Kind: Date, Required: true},
		{Name: "to", Kind: Date},
		{Name: "waiting_for", Kind: Word, Required: true, Words: Waitings},
		{Name: "reason", Kind: Text},
		{Name: "next_date", Kind: Date},
		{Name: "confirmed_by", Kind: Text},
	}}
	Updates = Schema{"updates", []Column{
		{Name: "instruction_id", Kind: Text},
		{Name: "salesperson", Kind: Text},
		{Name: "client", Kind: Text},
		{Name: "at", Kind: Date, Required: true},
		{Name: "author", Kind: Text},
		{Name: "text", Kind: Text},
		{Name: "promised_date", Kind: Date},
	}}
	Activities = Schema{"activities", []Column{
		{Name: "date", Kind: Date, Required: true},
		{Name: "salesperson", Kind: Text, Required: true},
		{Name: "client", Kind: Text, Required: true},
		{Name: "kind", Kind: Word, Words: ActivityKinds},
		{Name: "visitor_rank", Kind: Text},
		{Name: "client_rank", Kind: Text, NotYet: true},
	}}
	Events = Schema{"events", []Column{
		{Name: "event_id", Kind: Text, Required: true},
		{Name: "trigger", Kind: Word, Required: true, Words: Triggers},
		{Name: "from", Kind: Date, Required: true},
		{Name: "to", Kind: Date},
		{Name: "product", Kind: Text},
		{Name: "category", Kind: Text},
		{Name: "client", Kind: Text},
	}}
	RosterTable = Schema{"roster", []Column{
		{Name: "salesperson", Kind: Text, Required: true},
		{Name: "name", Kind: Text},
		{Name: "kana", Kind: Text},
		{Name: "aliases", Kind: Text},
		{Name: "team", Kind: Text},
		{Name: "manager", Kind: Text},
		{Name: "from", Kind: Date},
		{Name: "to", Kind: Date},
		{Name: "absence", Kind: Bool},
	}}
	Accounts = Schema{"accounts", []Column{
		{Name: "client", Kind: Text, Required: true},
		{Name: "name", Kind: Text},
		{Name: "aliases", Kind: Text},
		{Name: "segment", Kind: Text},
		{Name: "owner", Kind: Text},
		{Name: "owner_from", Kind: Date},
		{Name: "owner_to", Kind: Date},
	}}
	PolicyTable = Schema{"policy", []Column{
		{Name: "category", Kind: Text},
		{Name: "segment", Kind: Text},
		{Name: "client", Kind: Text},
		{Name: "authorised_rate", Kind: Rate, Required: true},
		{Name: "from", Kind: Date},
		{Name: "to", Kind: Date},
	}}
	PriceList = Schema{"price_list", []Column{
		{Name: "product", Kind: Text, Required: true},
		{Name: "list_price", Kind: Money, Required: true},
		{Name: "currency", Kind: Text},
		{Name: "from", Kind: Date},
		{Name: "to", Kind: Date},
	}}
	FX = Schema{"fx", []Column{
		{Name: "month", Kind: Text, Required: true},
		{Name: "currency", Kind: Text, Required: true},
		{Name: "rate", Kind: Rate, Required: true},
	}}
	Closings = Schema{"calendar", []Column{
		{Name: "date", Kind: Date, Required: true},
		{Name: "to", Kind: Date},
		{Name: "note", Kind: Text},
	}}
	Coaching = Schema{"coaching", []Column{
		{Name: "plan_id", Kind: Text, Required: true},
		{Name: "salesperson", Kind: Text, Required: true},
		{Name: "theme", Kind: Word, Required: true, Words: Themes},
		{Name: "coach", Kind: Text},
		{Name: "from", Kind: Date, Required: true},
		{Name: "to", Kind: Date},
		{Name: "sessions_planned", Kind: Int},
		{Name: "hours_planned", Kind: Quantity},
		{Name: "accepted", Kind: Word, Words: Acceptances},
		{Name: "note", Kind: Text},
	}}
	Sessions = Schema{"sessions", []Column{
		{Name: "plan_id", Kind: Text, Required: true},
		{Name: "date", Kind: Date, Required: true},
		{Name: "minutes", Kind: Int},
		{Name: "kind", Kind: Word, Words: SessionKinds},
		{Name: "instruction_id", Kind: Text},
		{Name: "coach", Kind: Text},
		{Name: "held", Kind: Bool},
	}}
	Decisions = Schema{"decisions", []Column{
		{Name: "finding_id", Kind: Text, Required: true},
		{Name: "decision", Kind: Word, Words: DecisionWords},
		{Name: "reason", Kind: Word, Words: DecisionReasons},
		{Name: "action", Kind: Text},
		{Name: "date", Kind: Date},
		{Name: "outcome", Kind: Text},
	}}
	Replies = Schema{"replies", []Column{
		{Name: "finding_id", Kind: Text, Required: true},
		{Name: "reply_reason", Kind: Word, Words: ReplyReasons},
		{Name: "reply", Kind: Text},
		{Name: "date", Kind: Date},
	}}
)

// All lists the canonical tables in the order in which a run reads them.
var All = []Schema{RosterTable, Accounts, PolicyTable, PriceList, FX, Closings, Deals, Instructions, Milestones,
	Pauses, Updates, Activities, Events, Coaching, Sessions, Decisions, Replies}

// Named returns the schema called name and whether there is one.
func Named(name string) (Schema, bool) {
	for _, s := range All {
		if s.Name == name {
			return s, true
		}
	}
	return Schema{}, false
}
