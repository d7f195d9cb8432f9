package heading

import (
	"strings"
	"unicode"

	"tenbin/ingest/name"
)

// headRows is of how many rows a heading may consist: groups of columns stand above the
// columns' own names, units below them.
const headRows = 3

// under puts the cells of a row below headings. A column's name is its own cell's; where
// that is empty it is the heading above it, as in cells merged downwards. A heading above
// empty neighbours is theirs too, as in cells merged sideways, and comes before their own
// in a second name (価格 定価). A cell that holds nothing but a measure is no name.
func under(above []Heading, cells []string) []Heading {
	last := len(cells)
	for last > 0 && strings.TrimSpace(cells[last-1]) == "" {
		last--
	}
	out := make([]Heading, 0, max(len(above), last))
	var group Heading // the heading above, also of the empty cells behind it
	open := false     // the group goes on to the right
	for j := range max(len(above), last) {
		own, text := Heading{}, ""
		if j < len(above) {
			own = above[j]
		}
		if j < last {
			text = cells[j]
		}
		if j >= last && (own.Fold == "" || j > 0 && out[j-1].Fold == "") {
			break // behind the table
		}
		switch h := Read(text); {
		case h.Fold == "":
			own.written = text
			out, open = append(out, own), false
			continue
		case own.Fold != "":
			group, open = own, true
			if tax, unit, ok := measure(text); ok {
				own.written = text
				if own.tax == "" {
					own.tax = tax
				}
				if own.unit == 0 {
					own.unit = unit
				}
				out = append(out, own)
				continue
			}
			fallthrough
		default:
			if open {
				h.joined = Read(group.Text + " " + h.Text).Fold
				h.Text = group.Text + " " + h.Text
				if h.tax == "" {
					h.tax = group.tax
				}
				if h.unit == 0 {
					h.unit = group.unit
				}
			}
			out = append(out, h)
		}
	}
	for len(out) > 0 && out[len(out)-1].Fold == "" {
		out = out[:len(out)-1]
	}
	return out
}

// measure reads a cell that says only how a column is measured: (千円), 税抜, %, 個.
func measure(text string) (tax string, unit int64, ok bool) {
	s := strings.Trim(squeeze(name.Plain(text)), "()[]")
	switch s {
	case "%", "個", "本", "台", "枚", "件", "式", "KG", "日", "営業日", "時間", "分", "PCS", "YEN", "¥", "$":
		return "", 0, true
	}
	var h Heading
	for h.mark(&s) && s != "" {
	}
	return h.tax, h.unit, s == "" && strings.TrimSpace(text) != ""
}

// namesOnly reports whether a row may belong to a heading: two cells or more, and none
// that reads as a number or a date.
func namesOnly(cells []string) bool {
	n := 0
	for _, c := range cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if n++; figures(c) {
			return false
		}
	}
	return n >= 2
}

// figures reports whether a text consists of digits and what stands between them.
func figures(s string) bool {
	digits := false
	for _, r := range name.Plain(s) {
		switch {
		case unicode.IsDigit(r):
			digits = true
		case !strings.ContainsRune("-/.,:+%¥$()年月日円▲△ ", r):
			return false
		}
	}
	return digits
}

// measuresOnly reports whether a row says nothing but how the columns above it are
// measured.
func measuresOnly(cells []string) bool {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) == "" {
			continue
		}
		if _, _, ok := measure(c); !ok {
			return false
		}
		n++
	}
	return n >= 2
}

// stacked are the headings of rows k−more … k, nil where they cannot be one heading: rows
// that do not follow each other, or hold figures.
func stacked(rows [][]string, numbers []int64, k, more int) []Heading {
	if more > k || numbers[k]-numbers[k-more] != int64(more) {
		return nil
	}
	for i := k - more; i <= k; i++ {
		if !namesOnly(rows[i]) {
			return nil
		}
	}
	heads := ReadAll(rows[k-more])
	for i := k - more + 1; i <= k; i++ {
		heads = under(heads, rows[i])
	}
	return heads
}

// Over returns the names of columns whose heading stands in two rows: below has no
// cell where above has a name. Nil where the rows are not one heading.
func Over(above, below []string) []string {
	if !namesOnly(above) || !namesOnly(below) {
		return nil
	}
	heads, merged := under(ReadAll(above), below), false
	names := make([]string, len(heads))
	for j, h := range heads {
		names[j] = h.Text
		merged = merged || h.Text != "" && (j >= len(below) || strings.TrimSpace(below[j]) == "")
	}
	if !merged {
		return nil
	}
	return names
}
