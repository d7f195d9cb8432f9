package grid

import (
	"context"
	"slices"
	"strings"
)

// Block is a table of a sheet: its heading and the rows below it up to the next one.
type Block struct {
	From int64 // row of the heading
	Rows int64 // with two cells or more

	at      int   // of the heading, among the rows at the top
	through int64 // 0 = the sheet's last row
	heads   []string
}

// chooseBlock returns the heading to take where a sheet holds several tables, each behind
// an empty row: that of most rows times columns. at is the likeliest heading of all.
func (t *Table) chooseBlock(ctx context.Context, top [][]cell, numbers []int64, at int, score float64) (int, float64, error) {
	all := []Block{{at: at, From: numbers[at], heads: textsOf(trimRow(top[at]))}}
	for k := range top[:min(len(top), headerDepth)] {
		heads := textsOf(trimRow(top[k]))
		if k == at || !opensBlock(top, numbers, k) || slices.ContainsFunc(all, func(b Block) bool { return slices.Equal(b.heads, heads) }) {
			continue
		}
		all = append(all, Block{at: k, From: numbers[k], heads: heads})
	}
	if len(all) == 1 {
		return at, score, nil
	}
	slices.SortFunc(all, func(a, b Block) int { return a.at - b.at })
	if err := eachRow(ctx, t.sheet, func(row int64, cells []cell, _ bool) error {
		for k := len(all) - 1; k >= 0; k-- {
			if row >= all[k].From {
				if row > all[k].From && filledCells(cells) > 1 {
					all[k].Rows++
				}
				break
			}
		}
		return nil
	}); err != nil {
		return at, score, err
	}
	chosen := slices.IndexFunc(all, func(b Block) bool { return b.at == at })
	for k, b := range all {
		if b.Rows*int64(len(b.heads)) > all[chosen].Rows*int64(len(all[chosen].heads)) {
			chosen = k
		}
	}
	for k := range all[:len(all)-1] {
		next := all[k+1].at
		for next > all[k].at+1 && filledCells(top[next-1]) < 2 {
			next--
		}
		all[k].through = numbers[next] - 1
	}
	t.through = all[chosen].through
	for k, b := range all {
		if k != chosen && b.Rows > 0 {
			t.Others = append(t.Others, b)
		}
	}
	if k := all[chosen].at; k != at {
		if s, ok := headingScore(top[k], top[k+1:min(len(top), k+1+headerBelow)]); ok {
			score = s
		}
		at = k
	}
	return at, score, nil
}

// opensBlock reports whether a row is the heading of a table of its own: behind an empty
// row, perhaps with a title between, nothing but different labels, and values below.
func opensBlock(top [][]cell, numbers []int64, k int) bool {
	cells := trimRow(top[k])
	if len(cells) < 2 || filledCells(cells) < len(cells) {
		return false
	}
	above := k
	if k > 0 && numbers[k-1] == numbers[k]-1 && filledCells(top[k-1]) == 1 {
		above--
	}
	if above > 0 && numbers[above-1] == numbers[above]-1 && filledCells(top[above-1]) > 0 {
		return false
	}
	seen := map[string]bool{}
	for _, c := range cells {
		if !label(c) || seen[strings.TrimSpace(c.text)] {
			return false
		}
		seen[strings.TrimSpace(c.text)] = true
	}
	if k+1 < len(top) {
		for j := range cells {
			if j < len(top[k+1]) && value(top[k+1][j]) {
				return true
			}
		}
	}
	return false
}
