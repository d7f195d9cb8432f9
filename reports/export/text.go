package export

import (
	"io"
	"strings"

	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// WriteTables writes two sheets of a manager's book to a terminal: the step-in list and
// the order of checking.
func WriteTables(w io.Writer, v *reader.Reader, b *sheet.Book) error {
	var out strings.Builder
	for i := range b.Sheets {
		one := &b.Sheets[i]
		switch one.Key {
		case "decisions":
			text(v, &out, one, "col.number", "col.person", "col.client", "col.evidence", "col.proposal", "col.stake", "col.by")
		case "ranking":
			text(v, &out, one, "col.rank", "col.person", "col.tier", "col.score", "col.c_ratio", "col.l_slowness", "col.reason")
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// text writes the named columns of a sheet: title, stamps, headings, rows.
func text(v *reader.Reader, out *strings.Builder, s *sheet.Sheet, keys ...string) {
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
	for i := range s.Top {
		title := s.Top[i].Cells[0].Text
		if i == 0 && s.Key == "decisions" {
			title = v.Words.Text("text.step.title", v.TeamName(), v.Words.Month(v.Assessment.Month))
		}
		if s.Top[i].Role != sheet.Lead {
			out.WriteString(title + "\n")
		}
	}
	out.WriteString(v.Words.Text("page.no_conclusion") + "\n\n")
	var at []int
	for _, key := range keys {
		for k := range s.Columns {
			if s.Columns[k].Key == key {
				at = append(at, k)
			}
		}
	}
	grid := make([][]string, 0, len(s.Body)+1)
	right := make([]bool, len(at))
	head := make([]string, len(at))
	for j, k := range at {
		head[j] = s.Columns[k].Heading
	}
	grid = append(grid, head)
	for i := range s.Body {
		line := make([]string, len(at))
		for j, k := range at {
			c := &s.Body[i].Cells[k]
			line[j] = v.CellText(c)
			right[j] = right[j] || c.Kind != sheet.Words && c.Kind != sheet.Date
		}
		grid = append(grid, line)
	}
	pad(out, grid, right)
	for i := range s.Notes {
		out.WriteString(s.Notes[i].Cells[0].Text + "\n")
	}
}

// pad writes a grid in columns. The last column is not padded.
func pad(out *strings.Builder, grid [][]string, right []bool) {
	width := make([]int, len(right))
	for _, line := range grid {
		for j, s := range line {
			width[j] = max(width[j], sheet.TerminalWidth(s))
		}
	}
	for _, line := range grid {
		var b strings.Builder
		for j, s := range line {
			if j > 0 {
				b.WriteString("  ")
			}
			fill := strings.Repeat(" ", width[j]-sheet.TerminalWidth(s))
			if right[j] {
				b.WriteString(fill + s)
			} else {
				b.WriteString(s + fill)
			}
		}
		out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
}
