package source

import "time"

// Source is one entry of a table: files of one layout.
type Source struct {
	Files       []string // paths, globs and folders
	Query       *Query
	PasswordEnv string // variable that holds the workbook's password
	Sheet       string // "" = best table of any sheet
	Encoding    string
	Delimiter   string
	HeaderRow   int               // 1-based physical row; 0 = found out
	Columns     map[string]Column // canonical name → where it comes from
	Join        []Join
	Values      map[string]map[string][]string // column → word → spellings
	Events      *Events
	// Answers settles questions about files of this source: code of the question → word of
	// the answer; "accept" quiets a warning of that code.
	Answers map[string]string
	// Owner says whose a line is that a later export gives to another salesperson: of the
	// first export that held it ("", "first") or of the newest (OwnerLatest).
	Owner string
	// Masked: the file came back from outputs on which people are pseudonyms, so that its
	// names stand on no roster.
	Masked bool
}

// OwnerLatest moves a line to the salesperson whom the newest export names.
const OwnerLatest = "latest"

// Accept is the answer by which a person says that a warning was looked at.
const Accept = "accept"

// Column is where a canonical column comes from. Exactly one of From, Const and
// Product is set.
type Column struct {
	From    []string // headings; several are joined with "-"
	Const   *string
	Product []string // headings whose numbers are multiplied
	Format  string   // of dates: ymd, mdy, dmy
	Scale   string   // of rates: fraction, percent
	Tax     string   // of money: excluded, included
	Unit    int64    // of money: 1, 1000, 1000000; 0 = by the heading
}

// Join names files that complete the rows of a source. On maps a heading, or a
// canonical column taken before, to the heading of the joined file that must equal
// it; Take maps canonical columns (or any new name) to headings of the joined file.
type Join struct {
	Files       []string
	On          map[string]string
	Take        map[string]string
	PasswordEnv string
	Sheet       string
	Encoding    string
	Delimiter   string
	HeaderRow   int
}

// Events tells how a log with one row per change of status folds into instructions.
type Events struct {
	ID, At, Status                   string // headings
	Acknowledged, Implemented, Ended []string
}

// Query is a source in a database: the rows that SQL answers with. Exactly one of DSNEnv
// and DSNFile is set; the connection string itself stands in no configuration, and
// nothing that this package says repeats it.
type Query struct {
	Name    string        // in places and messages; "" = the table's name
	Driver  string        // one of Drivers
	DSNEnv  string        // variable that holds the connection string
	DSNFile string        // file that holds it, relative to the base
	SQL     string        // one statement that reads
	Timeout time.Duration // until the last row; 0 = DefaultQueryTimeout
}

// VariableName reports whether s can be the name of an environment variable; a connection
// string cannot.
func VariableName(s string) bool {
	for i, r := range s {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}
