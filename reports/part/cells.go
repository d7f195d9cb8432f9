package part

import (
	"slices"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
	"tenbin/reports/words"
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

// Verdict is the word for what became of an instruction, with the numbers that it rests on where
// pieces or lines were counted.
func Verdict(c words.Catalogue, i *assessment.Instruction) string {
	word := c.Closed("verdict", i.Verdict)
	key := map[string]string{table.Triggers.Words[table.StockShortage].Name: "verdict.pieces", table.Triggers.Words[table.Reallocation].Name: "verdict.owner"}[i.Trigger]
	if key == "" || i.CountedOf == 0 || !slices.Contains(counted, i.Verdict) {
		return word
	}
	return c.Text(key, word, words.Grouped(i.Counted), words.Grouped(i.CountedOf))
}

// counted are the verdicts that rest on a count.
var counted = []string{"over_allocation", "as_instructed", "as_instructed_late", "still_old_owner", "too_few_to_tell"}
