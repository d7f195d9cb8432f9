package reports

import "tenbin/ingest/table"

// Kind is what a cell holds: it decides number format, alignment and how the cell is
// written in a terminal.
type Kind uint8

// The kinds of cell.
const (
	Words     Kind = iota // text; never a formula, whatever its first letter
	Integer               // a count
	Money                 // minor units of the reporting currency, shown in major units
	Percent               // a fraction, shown in per cent with one decimal
	Decimal               // a ratio or an O/E, two decimals
	Events                // an observed or expected number of events, one decimal
	Date                  // a civil date
	ShortDate             // a civil date without its year
	Days                  // whole days
	Score                 // 0–100, no decimals
	Precise               // a figure to compute with: nine significant digits
)

// Cell is one cell of a sheet, free of any format. A cell that is not Set is not
// measurable and is shown as a dash, except Words, which are then empty.
type Cell struct {
	Kind  Kind
	Tone  Tone // look
	Set   bool
	Right bool      // align right although it is text
	Day   table.Day // Date
	Text  string    // Words
	Value float64   // Percent, Decimal, Events, Score, Precise
	Int   int64     // Integer, Money (minor units), Days

	Span   int     // columns that the cell covers; 0 = 1
	Beside *Beside // what few cells carry; nil for most
}

// Beside is what a cell carries beside its value.
type Beside struct {
	Link  string    // key of the sheet that the cell leads to
	Row   int       // 1-based body row of that sheet; 0 = its top
	Spark []float64 // columns drawn in the cell, oldest first
	Trend string    // the column of the trend sheet that holds Spark
	Entry []string  // the words that a reader may choose, for a cell to be filled in
}

// Tone is how a cell looks; colour never stands without a symbol or a word.
type Tone uint8

// The tones.
const (
	Plain     Tone = iota
	Bold           // a name, a number that matters
	Large          // the figure of page one
	Small          // footnotes, at the smallest size printed
	Urgent         // ▲
	Soon           // ●
	Fine           // ○
	Muted          // not rated: no colour
	FillIn         // a cell that the reader fills in
	Important      // the sentence that must be read
)

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

// Column is one column of a sheet's table; the heading is Key in the catalogue.
type Column struct {
	Key   string
	Width float64 // in digits of the default font, as Excel measures
	Wrap  bool    // long text: breaks into lines
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
	Key     string // "sheet." + Key is its name
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

func words(s string) Cell                { return Cell{Kind: Words, Text: s, Set: s != ""} }
func toned(s string, t Tone) Cell        { return Cell{Kind: Words, Text: s, Set: s != "", Tone: t} }
func integer(v int64) Cell               { return Cell{Kind: Integer, Int: v, Set: true} }
func days(v int64) Cell                  { return Cell{Kind: Days, Int: v, Set: true} }
func date(d table.Day) Cell              { return Cell{Kind: Date, Day: d, Set: d.Known()} }
func moneyOf(v int64) Cell               { return Cell{Kind: Money, Int: v, Set: true} }
func span(c Cell, n int) Cell            { c.Span = n; return c }
func right(c Cell) Cell                  { c.Right = true; return c }
func row(cells ...Cell) Row              { return Row{Cells: cells} }
func rowAs(r Role, cells ...Cell) Row    { return Row{Role: r, Cells: cells} }
func link(c Cell, to string, n int) Cell { c.Beside = &Beside{Link: to, Row: n}; return c }
func choose(c Cell, from []string) Cell  { c.Beside = &Beside{Entry: from}; return c }

// tall makes room for the columns of a trend.
func (r Row) tall() Row {
	r.Height = 22
	return r
}

// amount is money that may be not measurable.
func amount(v *int64) Cell {
	if v == nil {
		return Cell{Kind: Money}
	}
	return moneyOf(*v)
}

// figure is a number of kind k that may be not measurable.
func figure(k Kind, v *float64) Cell {
	if v == nil {
		return Cell{Kind: k}
	}
	return Cell{Kind: k, Value: *v, Set: true}
}

// whole is an integer that may be not measurable.
func whole(v *int) Cell {
	if v == nil {
		return Cell{Kind: Integer}
	}
	return integer(int64(*v))
}

// length is the number of rows of the body.
func (s *Sheet) length() int {
	if s.Long != nil {
		return len(s.Body) + s.Long.Rows
	}
	return len(s.Body)
}
