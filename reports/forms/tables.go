package forms

// entrySheet is a blank sheet that people fill in, named as its table. Its words stand
// under form.TABLE: name, lead, headings (form.TABLE.COLUMN) and what to enter (….note).
type entrySheet struct {
	table    string
	columns  []string // canonical names
	optional []string // required by the schema, yet blank has a meaning
}

// entrySheets are the sheets of tenbin template. Headings are those that the reader
// knows, so that a filled sheet needs no configuration; a test reads each back.
var entrySheets = []entrySheet{
	{"deals", []string{"document", "line", "date", "salesperson", "client", "product", "category", "region", "quantity", "list_price", "net_price", "authorised_rate", "approved_rate", "approved_at", "kind", "reason"}, nil},
	{"instructions", []string{"instruction_id", "issued", "salesperson", "manager", "client", "category", "product", "trigger", "text", "due", "effective_from", "target_increase", "allocation_qty", "contact_days", "acknowledged", "client_contacted", "implemented", "confirmed_by", "agreed", "agreed_on", "status", "closed", "logged_at", "evidence"}, []string{"salesperson"}},
	{"milestones", []string{"instruction_id", "milestone", "owner", "due", "done", "note"}, nil},
	{"pauses", []string{"instruction_id", "from", "to", "waiting_for", "reason", "next_date", "confirmed_by"}, nil},
	{"updates", []string{"at", "instruction_id", "salesperson", "client", "author", "text", "promised_date"}, nil},
	{"activities", []string{"date", "salesperson", "client", "kind", "visitor_rank", "client_rank"}, nil},
	{"events", []string{"event_id", "trigger", "from", "to", "product", "category", "client"}, nil},
	{"roster", []string{"salesperson", "name", "kana", "aliases", "team", "manager", "from", "to", "absence"}, nil},
	{"accounts", []string{"client", "name", "aliases", "segment", "owner", "owner_from", "owner_to"}, nil},
	{"policy", []string{"category", "segment", "client", "authorised_rate", "from", "to"}, nil},
	{"coaching", []string{"plan_id", "salesperson", "theme", "coach", "from", "to", "sessions_planned", "hours_planned", "accepted", "note"}, nil},
	{"sessions", []string{"plan_id", "date", "minutes", "kind", "instruction_id", "coach", "held"}, nil},
}
