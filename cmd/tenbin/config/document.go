package config

import (
	"fmt"
	"strconv"
	"strings"
)

// document is tenbin.yaml as it is written; its tags are the keys of the contract.
// Canonical prints it with the defaults filled in.
type document struct {
	Version         int         `yaml:"version" json:"version"`
	Company         string      `yaml:"company" json:"company"`
	TimeZone        string      `yaml:"time_zone" json:"time_zone"`
	Currency        string      `yaml:"currency" json:"currency"`
	Language        string      `yaml:"language" json:"language"`
	DateBasis       string      `yaml:"date_basis" json:"date_basis"`
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
	StaffTold       string `yaml:"staff_told" json:"staff_told"`
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

// words is a word or a list of words.
type words []string

// UnmarshalYAML reads either form.
func (w *words) UnmarshalYAML(decode func(any) error) error {
	var list []string
	if err := decode(&list); err == nil {
		*w = list
		return nil
	}
	var one string
	if err := decode(&one); err != nil {
		return err
	}
	*w = words{one}
	return nil
}

// column is a heading, a list of headings, or the long form.
type column struct {
	From    words   `yaml:"from" json:"from,omitempty"`
	Const   *string `yaml:"const" json:"const,omitempty"`
	Product words   `yaml:"product" json:"product,omitempty"`
	Format  string  `yaml:"format" json:"format,omitempty"`
	Scale   string  `yaml:"scale" json:"scale,omitempty"`
	Tax     string  `yaml:"tax" json:"tax,omitempty"`
	Unit    int64   `yaml:"unit" json:"unit,omitempty"`
}

// UnmarshalYAML reads any of the three forms.
func (c *column) UnmarshalYAML(decode func(any) error) error {
	var short words
	if err := decode(&short); err == nil {
		c.From = short
		return nil
	}
	type long column
	return decode((*long)(c))
}

// closing is a day of the month; 0 is month_end.
type closing int

// UnmarshalYAML reads month_end or a day.
func (c *closing) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	if s == "month_end" {
		*c = 0
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 31 {
		return fmt.Errorf("closing_day is month_end or a day from 1 to 31, not %q", s)
	}
	*c = closing(n)
	return nil
}

// MarshalJSON writes the word of the contract.
func (c closing) MarshalJSON() ([]byte, error) {
	if c == 0 {
		return []byte(`"month_end"`), nil
	}
	return []byte(strconv.Itoa(int(c))), nil
}

// window is a number of months; −1 is all, 0 not given.
type window int

// UnmarshalYAML reads all or a number.
func (w *window) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	if s == "all" {
		*w = -1
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1200 {
		return fmt.Errorf("window_months is all or a number from 1 on, not %q", s)
	}
	*w = window(n)
	return nil
}

// MarshalJSON writes the word of the contract.
func (w window) MarshalJSON() ([]byte, error) {
	if w < 0 {
		return []byte(`"all"`), nil
	}
	return []byte(strconv.Itoa(int(w))), nil
}

// toggle is on or off.
type toggle bool

// UnmarshalYAML reads on, off, true, false, yes and no.
func (t *toggle) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	switch strings.ToLower(s) {
	case "on", "true", "yes":
		*t = true
	case "off", "false", "no":
		*t = false
	default:
		return fmt.Errorf("write on or off, not %q", s)
	}
	return nil
}

// size is a number of bytes, written with a binary unit.
type size int64

// UnmarshalYAML reads 4GiB, 512MiB, 64KiB or a bare number of bytes.
func (z *size) UnmarshalYAML(decode func(any) error) error {
	var s string
	if err := decode(&s); err != nil {
		return err
	}
	number, shift := strings.TrimSpace(s), 0
	for _, u := range []struct {
		name  string
		shift int
	}{{"TiB", 40}, {"GiB", 30}, {"MiB", 20}, {"KiB", 10}, {"B", 0}} {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, shift = strings.TrimSpace(rest), u.shift
			break
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 1 || n > (1<<62)>>shift {
		return fmt.Errorf("write a size as 4GiB or 512MiB, not %q", s)
	}
	*z = size(n << shift)
	return nil
}
