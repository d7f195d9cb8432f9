package sheet

// Role is what a row is for.
type Role uint8

// The roles of a row.
const (
	Body Role = iota
	Title
	Lead    // the sentence under a title
	Band    // the heading of a section
	Heading // the headings of a table's columns
	Note    // a footnote
	Space   // a thin gap
)

// Row is one row of a sheet.
type Row struct {
	Role   Role
	Cells  []Cell
	Height float64 // points at least; 0 = what the longest cell needs
	Break  bool    // begins a printed page
}

// Column is one column of a sheet's table; Heading is what Key says in the language of
// the book.
type Column struct {
	Key     string
	Heading string
	Width   float64 // in digits of the default font, as Excel measures
	Wrap    bool    // long text: breaks into lines
}

// Long is a body of very many rows: each is described when it is written, so that a
// ledger of half a million lines is never held as cells. Its cells carry values only,
// no links, drop-downs or trends.
type Long struct {
	Rows  int
	Row   func(k int, to []Cell) []Cell // appends the cells of row k, from 0, to to
	Quick bool                          // in thousands of workbooks, each of them small: time counts, not size
}

// Sheet is one sheet of a report, described once and rendered to Excel or to text.
type Sheet struct {
	Key     string
	Name    string // what Key says in the language of the book
	Columns []Column
	Top     []Row // title, sentences
	Heading bool  // the columns' headings stand after Top, frozen and with filters
	Body    []Row
	Long    *Long // the body of a long table, after Body; nil for most sheets
	Notes   []Row
	OnePage bool // prints on exactly one page
	// FullSize prints at the size of its fonts, so that Excel keeps its page breaks,
	// which it ignores where a sheet is fitted to the width.
	FullSize bool
	Freeze   int       // columns that stay in sight when the sheet is moved sideways
	Chart    *Diagram  // drawn to the right of the table
	Charts   []Diagram // each to the right of its own rows of Body
	Screen   int       // last columns for the screen only: ids, places, counts behind the ratios
}

// Tall makes room for the columns of a trend.
func (r Row) Tall() Row {
	r.Height = 22
	return r
}

// Len is the number of rows of the body.
func (s *Sheet) Len() int {
	if s.Long != nil {
		return len(s.Body) + s.Long.Rows
	}
	return len(s.Body)
}

// Drawn reports whether charts stand on the sheet.
func (s *Sheet) Drawn() bool { return s.Chart != nil || s.Charts != nil }

// BodyTop is the row above the body of s.
func (s *Sheet) BodyTop() int {
	if s.Heading {
		return len(s.Top) + 1
	}
	return len(s.Top)
}

// BodyRow is the sheet row of the k-th body row (from 0) of a table.
func BodyRow(s *Sheet, k int) int { return len(s.Top) + 1 + k + 1 }
