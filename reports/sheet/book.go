package sheet

import (
	"tenbin/ingest/table"
)

// Book is a workbook to be written, free of any format and already in words: its sheets
// in order, and what its pages and its properties say.
type Book struct {
	Language string // "ja" or "en": the order of dates
	Places   int    // decimal places of the minor unit of money
	Sheets   []Sheet

	Header, Footer [2]string // of every page, left and right

	Title    string
	Limit    string // for whom it is, and for nobody else
	Never    string // what the figures may not be used for
	Company  string
	CutOff   table.Day // its date, so that the clock has no part in it
	Schema   int
	RunID    string
	Audience string // so that what comes back is read as what it is
	Purpose  string
	// What is said where a closed list is given another word.
	ChoiceTitle, ChoiceText string
}

// SheetName is the name of the sheet with key.
func (b *Book) SheetName(key string) string {
	for i := range b.Sheets {
		if b.Sheets[i].Key == key {
			return b.Sheets[i].Name
		}
	}
	return key
}
