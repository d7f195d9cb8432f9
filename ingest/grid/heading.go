package grid

import (
	"slices"
	"strings"
	"unicode"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/name"
)

const (
	headerDepth = 100 // how deep a heading may lie below the top of a sheet
	headerBelow = 20  // rows that a heading is compared with
	labelLength = 60  // letters that a heading has at most
)

// likelyHeading returns the row of the first headerDepth that looks most like a
// heading, of equals the first, with its score; −1 when none does.
//
// A heading is a row of short, different words above cells that are something else:
// for each column a label counts 1, a number, a date or a word that stands twice −1,
// a cell below it ½ more and a column of numbers or dates below it 1 more; a column
// that has cells below and no label counts −1. A row of fewer than half labels is none. A
// title of more cells than the table below it gives way to the heading behind it.
func likelyHeading(rows [][]cell) (at int, score float64) {
	at = -1
	for k := range rows[:min(len(rows), headerDepth)] {
		if s, ok := headingScore(rows[k], rows[k+1:min(len(rows), k+1+headerBelow)]); ok && (at < 0 || s > score) {
			at, score = k, s
		}
	}
	if at >= 0 {
		for k := at + 1; k <= at+titleRows && k < min(len(rows), headerDepth); k++ {
			below := rows[k+1 : min(len(rows), k+1+headerBelow)]
			if s, ok := headingScore(rows[k], below); ok && len(trimRow(rows[k])) < len(trimRow(rows[at])) && wholeTable(trimRow(rows[k]), below) {
				return k, s
			}
		}
	}
	return at, score
}

// titleRows is how far above a heading a title of many cells may stand.
const titleRows = 5

// wholeTable reports whether a row is the heading of all that stands below it: different
// labels, each above something, one of them above values, and nothing beside them.
func wholeTable(cells []cell, below [][]cell) bool {
	seen, values := map[string]bool{}, false
	for j, c := range cells {
		full, figures := 0, 0
		for _, row := range below {
			if j < len(row) && !empty(row[j].text) {
				full++
				if value(row[j]) {
					figures++
				}
			}
		}
		if !label(c) || seen[strings.TrimSpace(c.text)] || full == 0 {
			return false
		}
		seen[strings.TrimSpace(c.text)] = true
		values = values || 2*figures > full
	}
	wider := slices.ContainsFunc(below, func(row []cell) bool { return len(trimRow(row)) > len(cells) })
	return values && len(cells) > 1 && !wider
}

func headingScore(cells []cell, below [][]cell) (float64, bool) {
	width := len(cells)
	for _, row := range below {
		width = max(width, len(trimRow(row)))
	}
	score, labels, filled := 0., 0, 0
	seen := map[string]bool{}
	for j := range width {
		full, values := 0, 0
		for _, row := range below {
			if j < len(row) && !empty(row[j].text) {
				full++
				if value(row[j]) {
					values++
				}
			}
		}
		if j >= len(cells) || empty(cells[j].text) {
			if full > 0 {
				score--
			}
			continue
		}
		filled++
		word := name.Plain(cells[j].text)
		if !label(cells[j]) || seen[word] {
			score--
			continue
		}
		seen[word] = true
		labels++
		score++
		if full > 0 {
			score += .5
		}
		if 2*values > full {
			score++
		}
	}
	return score, labels > 0 && 2*labels > filled && score > 0
}

// label reports whether a cell may name a column: short text with a letter, in one or
// two lines, that is no number and no date.
func label(c cell) bool {
	s := strings.TrimSpace(c.text)
	return !value(c) && len([]rune(s)) <= labelLength && strings.Count(s, "\n") <= 1 && strings.IndexFunc(s, unicode.IsLetter) >= 0
}

// value reports whether a cell is a number, a date or a truth value rather than a word.
func value(c cell) bool {
	switch c.hint {
	case raw.Number, raw.Percent, raw.Date, raw.Stamp, raw.Time, raw.Bool, raw.Error:
		return true
	case raw.String:
		return false
	}
	digits, letters := 0, 0
	for _, r := range name.Plain(c.text) {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r) && !strings.ContainsRune("年月日円千億TZE", r):
			letters++
		}
	}
	return digits > 0 && letters == 0
}
