package sheet

import (
	"tenbin/ingest/table"
)

// Missing stands where something is not measurable.
const Missing = "–"

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
	Tone  Tone
	Set   bool
	Right bool      // align right although it is text
	Day   table.Day // Date
	Text  string    // Words
	Value float64   // Percent, Decimal, Events, Score, Precise
	Int   int64     // Integer, Money (minor units), Days

	Span        int          // columns that the cell covers; 0 = 1
	Annotations *Annotations // what few cells carry; nil for most
}

// Annotations is what a cell carries beside its value.
type Annotations struct {
	Link  string    // key of the sheet that the cell leads to
	Row   int       // 1-based body row of that sheet; 0 = its top
	Spark []float64 // columns drawn in the cell, oldest first
	Trend string    // the column of the trend sheet that holds Spark
	Entry []string  // the words that a reader may choose, for a cell to be filled in
	Open  bool      // such a cell takes other text as well
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
