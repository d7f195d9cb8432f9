package export

import (
	"io"
	"strings"

	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// explained are the sheets of the card that WriteExplanation prints, and of each the
// columns; the rows themselves stand in the workbook.
var explained = []struct {
	sheet   string
	columns []string
}{
	{"card", []string{"card.figure", "card.value", "card.lo", "card.hi"}},
	{"card_pairs", []string{"card_pairs.client", "card_pairs.lines", "card_pairs.observed", "card_pairs.expected", "card_pairs.weight", "card_pairs.ratio"}},
	{"card_hazards", []string{"card_exposure.kind", "card_hazards.interval", "card_hazards.days", "card_hazards.events", "card_hazards.hazard", "card_hazards.expected", "card_hazards.wider"}},
	{"card_score", []string{"card_score.step", "card_score.discounts", "card_score.instructions"}},
	{"card_classes", []string{"card_classes.class", "card_classes.p", "card_classes.bayes", "card_classes.weight", "card_classes.m", "card_classes.v", "card_classes.phi", "card_classes.part"}},
}

// WriteSteps writes the calculation in a card's book to a terminal.
func WriteSteps(w io.Writer, v reader.Base, b *sheet.Book) error {
	var out strings.Builder
	for _, x := range explained {
		for i := range b.Sheets {
			if b.Sheets[i].Key == x.sheet {
				steps(v, &out, &b.Sheets[i], x.columns)
			}
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// steps writes a sheet with the bands between its rows: title, sentences, headings,
// rows, notes. A sheet without rows is left out.
func steps(v reader.Base, out *strings.Builder, s *sheet.Sheet, keys []string) {
	if len(s.Body) == 0 {
		return
	}
	first := out.Len() == 0
	if !first {
		out.WriteByte('\n')
	}
	for i := range s.Top {
		if i == 1 && !first {
			continue // what the figures are not for, said once
		}
		out.WriteString(sheet.OneLine(s.Top[i].Cells[0].Text) + "\n")
	}
	out.WriteByte('\n')
	var at []int
	head := make([]string, 0, len(keys))
	for k := range s.Columns {
		for _, key := range keys {
			if s.Columns[k].Key == key {
				at = append(at, k)
				head = append(head, s.Columns[k].Heading)
			}
		}
	}
	grid, right := [][]string{head}, make([]bool, len(at))
	for i := range s.Body {
		line := make([]string, len(at))
		cells := s.Body[i].Cells
		if s.Body[i].Role == sheet.Band {
			line[0] = "― " + cells[0].Text
			grid = append(grid, line)
			continue
		}
		for j, k := range at {
			line[j] = v.CellText(&cells[k])
			right[j] = right[j] || cells[k].Kind != sheet.Words && cells[k].Kind != sheet.Date
		}
		grid = append(grid, line)
	}
	pad(out, grid, right)
	for i := range s.Notes {
		out.WriteString(sheet.OneLine(s.Notes[i].Cells[0].Text) + "\n")
	}
}
