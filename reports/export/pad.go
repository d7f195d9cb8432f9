package export

import (
	"strings"

	"tenbin/reports/sheet"
)

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
