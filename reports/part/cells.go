package part

import (
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// PeersWould is what peers would have had; nothing where nobody is there to compare with.
func PeersWould(x *assessment.Counted) sheet.Cell {
	if x.Expected == 0 {
		return sheet.Cell{Kind: sheet.Events}
	}
	return sheet.Figure(sheet.Events, &x.Expected)
}

// FillIn is a cell for words that HR may change, with its drop-down.
func FillIn(text string, choices []string) sheet.Cell {
	return sheet.Choose(sheet.Cell{Text: text, Set: text != "", Tone: sheet.FillIn}, choices)
}

// Place is where a row stands in its source.
func Place(p table.Place) sheet.Cell {
	if p.File == "" {
		return sheet.Cell{}
	}
	return sheet.String(p.String())
}

// Symbol stands beside every colour, for printers without one and for readers who do
// not tell them apart.
func Symbol(t sheet.Tone) string {
	switch t {
	case sheet.Urgent:
		return "▲"
	case sheet.Soon:
		return "●"
	case sheet.Fine:
		return "○"
	}
	return ""
}
