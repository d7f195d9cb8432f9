package config

// document is tenbin.yaml as it is written; its tags are the keys of the contract.
// Canonical prints it with the defaults filled in.
type document struct {
	Version         int         `yaml:"version" json:"version"`
	Company         string      `yaml:"company" json:"company"`
	TimeZone        string      `yaml:"time_zone" json:"time_zone"`
	Currency        string      `yaml:"currency" json:"currency"`
	Language        string      `yaml:"language" json:"language"`
	languageOpen    bool        // nothing names a language
	DateBasis       string      `yaml:"date_basis" json:"date_basis"` // "": nobody says
	ClosingDay      closing     `yaml:"closing_day" json:"closing_day"`
	FiscalYearStart int         `yaml:"fiscal_year_start" json:"fiscal_year_start"`
	WindowMonths    window      `yaml:"window_months" json:"window_months"`
	LookBackMonths  *int        `yaml:"look_back_months" json:"look_back_months"`
	Clock           string      `yaml:"clock" json:"clock"`
	People          string      `yaml:"people" json:"people"`
	KeyFile         string      `yaml:"key_file" json:"key_file"`
	Stage           string      `yaml:"stage" json:"stage"`
	Governance      *governance `yaml:"governance" json:"governance"`
	Suspend         *suspend    `yaml:"suspend" json:"suspend,omitempty"`
	Review          *review     `yaml:"review" json:"review,omitempty"`
	Notify          *notify     `yaml:"notify" json:"notify,omitempty"`
	Agenda          *agenda     `yaml:"agenda" json:"agenda,omitempty"`
	AgendaPerWeek   *int        `yaml:"agenda_per_week" json:"agenda_per_week,omitempty"`
	SizeBands       []float64   `yaml:"size_bands" json:"size_bands"`
	ListMin         *float64    `yaml:"l_min" json:"l_min"`
	TaxRate         *float64    `yaml:"tax_rate" json:"tax_rate"`
	Method          method      `yaml:"method" json:"method"`
	Thresholds      thresholds  `yaml:"thresholds" json:"thresholds"`
	Ranks           []string    `yaml:"ranks" json:"ranks"`
	Sources         sources     `yaml:"sources" json:"sources"`
	Publish         publish     `yaml:"publish" json:"publish"`
	Deliver         *deliver    `yaml:"deliver" json:"deliver"`
	Inbox           string      `yaml:"inbox" json:"inbox"`
	Limits          limits      `yaml:"limits" json:"limits"`
}

type governance struct {
	Purpose         string `yaml:"purpose" json:"purpose"`
	Responsible     string `yaml:"responsible" json:"responsible"`
	StaffInformed   string `yaml:"staff_told" json:"staff_told"`
	Consultation    string `yaml:"consultation" json:"consultation"`
	RetentionMonths int    `yaml:"retention_months" json:"retention_months"`
}

// suspend names people and factors of whom nothing is said for now.
type suspend struct {
	People  []string `yaml:"people" json:"people,omitempty"`
	Factors []string `yaml:"factors" json:"factors,omitempty"`
}

// review is the sign-off of whoever looked over figures and configuration.
type review struct {
	By   string `yaml:"by" json:"by"`
	On   string `yaml:"on" json:"on"`
	Note string `yaml:"note" json:"note,omitempty"`
}

// notify says whom to tell after a run.
type notify struct {
	Command    []string `yaml:"command" json:"command,omitempty"`
	WebhookEnv string   `yaml:"webhook_env" json:"webhook_env,omitempty"`
}

type method struct {
	CalendarFactor *toggle `yaml:"calendar_factor" json:"calendar_factor"`
	DueBand        *toggle `yaml:"due_band" json:"due_band"`
	AdvocacyMap    *toggle `yaml:"advocacy_map" json:"advocacy_map,omitempty"` // absent: off
}

type thresholds struct {
	Tolerance      *float64 `yaml:"tolerance" json:"tolerance"`
	UnmatchedShare *float64 `yaml:"unmatched_share" json:"unmatched_share"`
	VisitCost      *float64 `yaml:"visit_cost" json:"visit_cost"`
	Recovery       *float64 `yaml:"recovery" json:"recovery"`
}

type publish struct {
	Directory   string `yaml:"directory" json:"directory"`
	KeepMonths  *int   `yaml:"keep_months" json:"keep_months"`
	PasswordEnv string `yaml:"password_env" json:"password_env,omitempty"`
}

// deliver says where the files of each audience go after a publication.
type deliver struct {
	Managers  *target `yaml:"managers" json:"managers,omitempty"`
	Divisions *target `yaml:"divisions" json:"divisions,omitempty"`
	People    *target `yaml:"people" json:"people,omitempty"`
	HR        *target `yaml:"hr" json:"hr,omitempty"`
	Operator  *target `yaml:"operator" json:"operator,omitempty"`
}

// target is a folder, or a command that is given one file at a time.
type target struct {
	Folder  string   `json:"folder,omitempty"`
	Command []string `json:"command,omitempty"`
}

// UnmarshalYAML reads a folder, or the words of a command as a list.
func (t *target) UnmarshalYAML(decode func(any) error) error {
	if err := decode(&t.Command); err == nil {
		return nil
	}
	t.Command = nil
	return decode(&t.Folder)
}

type limits struct {
	Memory   size `yaml:"memory" json:"memory"`
	Unpacked size `yaml:"unpacked" json:"unpacked"`
	Ratio    int  `yaml:"ratio" json:"ratio"`
	Rows     int  `yaml:"rows" json:"rows"`
	Columns  int  `yaml:"columns" json:"columns"`
	Cell     size `yaml:"cell" json:"cell"`
	// absent: thresholds.unmatched_share
	UnusableShare *float64 `yaml:"unusable_share" json:"unusable_share,omitempty"`
}

// sources has a key for each table of the design page "Data", so that a misspelt one
// is an unknown key with its place.
type sources struct {
	Roster       []source `yaml:"roster" json:"roster,omitempty"`
	Accounts     []source `yaml:"accounts" json:"accounts,omitempty"`
	Policy       []source `yaml:"policy" json:"policy,omitempty"`
	PriceList    []source `yaml:"price_list" json:"price_list,omitempty"`
	FX           []source `yaml:"fx" json:"fx,omitempty"`
	Calendar     []source `yaml:"calendar" json:"calendar,omitempty"`
	Deals        []source `yaml:"deals" json:"deals,omitempty"`
	Instructions []source `yaml:"instructions" json:"instructions,omitempty"`
	Milestones   []source `yaml:"milestones" json:"milestones,omitempty"`
	Pauses       []source `yaml:"pauses" json:"pauses,omitempty"`
	Updates      []source `yaml:"updates" json:"updates,omitempty"`
	Activities   []source `yaml:"activities" json:"activities,omitempty"`
	Events       []source `yaml:"events" json:"events,omitempty"`
	Coaching     []source `yaml:"coaching" json:"coaching,omitempty"`
	Sessions     []source `yaml:"sessions" json:"sessions,omitempty"`
	Decisions    []source `yaml:"decisions" json:"decisions,omitempty"`
	Replies      []source `yaml:"replies" json:"replies,omitempty"`
}

// table returns the sources of one table by its name, nil for a name that is no key.
func (s *sources) table(name string) *[]source {
	switch name {
	case "roster":
		return &s.Roster
	case "accounts":
		return &s.Accounts
	case "policy":
		return &s.Policy
	case "price_list":
		return &s.PriceList
	case "fx":
		return &s.FX
	case "calendar":
		return &s.Calendar
	case "deals":
		return &s.Deals
	case "instructions":
		return &s.Instructions
	case "milestones":
		return &s.Milestones
	case "pauses":
		return &s.Pauses
	case "updates":
		return &s.Updates
	case "activities":
		return &s.Activities
	case "events":
		return &s.Events
	case "coaching":
		return &s.Coaching
	case "sessions":
		return &s.Sessions
	case "decisions":
		return &s.Decisions
	case "replies":
		return &s.Replies
	}
	return nil
}

type source struct {
	Files       words                       `yaml:"files" json:"files,omitempty"`
	Query       *query                      `yaml:"query" json:"query,omitempty"`
	PasswordEnv string                      `yaml:"password_env" json:"password_env,omitempty"`
	Sheet       string                      `yaml:"sheet" json:"sheet,omitempty"`
	Encoding    string                      `yaml:"encoding" json:"encoding,omitempty"`
	Delimiter   string                      `yaml:"delimiter" json:"delimiter,omitempty"`
	HeaderRow   int                         `yaml:"header_row" json:"header_row,omitempty"`
	Columns     map[string]column           `yaml:"columns" json:"columns,omitempty"`
	Join        []join                      `yaml:"join" json:"join,omitempty"`
	Values      map[string]map[string]words `yaml:"values" json:"values,omitempty"`
	Events      *eventLog                   `yaml:"events" json:"events,omitempty"`
	Answers     map[string]string           `yaml:"answers" json:"answers,omitempty"`
	Owner       string                      `yaml:"owner" json:"owner,omitempty"` // first | latest
}

type query struct {
	Name    string `yaml:"name" json:"name,omitempty"`
	Driver  string `yaml:"driver" json:"driver"`
	DSNEnv  string `yaml:"dsn_env" json:"dsn_env,omitempty"`
	DSNFile string `yaml:"dsn_file" json:"dsn_file,omitempty"`
	SQL     string `yaml:"sql" json:"sql"`
	Timeout string `yaml:"timeout" json:"timeout,omitempty"` // 90s, 30m, 2h
}

type join struct {
	Files       words             `yaml:"files" json:"files"`
	On          map[string]string `yaml:"on" json:"on"`
	Take        map[string]string `yaml:"take" json:"take"`
	PasswordEnv string            `yaml:"password_env" json:"password_env,omitempty"`
	Sheet       string            `yaml:"sheet" json:"sheet,omitempty"`
	Encoding    string            `yaml:"encoding" json:"encoding,omitempty"`
	Delimiter   string            `yaml:"delimiter" json:"delimiter,omitempty"`
	HeaderRow   int               `yaml:"header_row" json:"header_row,omitempty"`
}

type eventLog struct {
	ID           string `yaml:"id" json:"id"`
	At           string `yaml:"at" json:"at"`
	Status       string `yaml:"status" json:"status"`
	Acknowledged words  `yaml:"acknowledged" json:"acknowledged"`
	Implemented  words  `yaml:"implemented" json:"implemented"`
	Ended        words  `yaml:"ended" json:"ended"`
}
