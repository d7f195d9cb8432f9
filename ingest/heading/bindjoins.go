package heading

import (
	"fmt"
	"maps"
	"slices"

	"tenbin/ingest/source"
)

// JoinHeads are the headings of a joined file and what of them is its key and is taken.
type JoinHeads struct {
	Path        string // of the first file, for messages
	Left, Right []string
	Take        map[string]string
	Heads       []Heading
	Key         []int // cells of the key, parallel to left and right
}

// ScoreJoin counts the headings of a join that a row holds.
func ScoreJoin(j source.Join, heads []Heading) int {
	n := 0
	for _, left := range slices.Sorted(maps.Keys(j.On)) {
		right, _ := Position(heads, j.On[left])
		other, _ := Position(heads, left)
		if right >= 0 || other >= 0 {
			n++
		}
	}
	for _, c := range slices.Sorted(maps.Keys(j.Take)) {
		if at, _ := Position(heads, j.Take[c]); at >= 0 {
			n++
		}
	}
	return n
}

// bindJoins resolves On and Take of every join in order: a later join may look for its
// partner by what an earlier one took.
func (b *Binder) bindJoins(l *Layout, heads []Heading, joins []*JoinHeads, used map[int]bool) error {
	for k, j := range joins {
		var key joinKey
		for n, left := range j.Left {
			from, ok := b.origin(l, heads, left, used)
			if !ok {
				// The other direction: the pair may be written joined file first.
				if f, swapped := b.origin(l, heads, j.Right[n], used); swapped {
					if at, _ := Position(j.Heads, left); at >= 0 {
						j.Key[n], from, ok = at, f, true
					}
				}
			}
			if !ok {
				return b.Missing("join", left, heads)
			}
			if j.Key[n] < 0 {
				return b.Missing("join "+j.Path, j.Right[n], j.Heads)
			}
			key.From = append(key.From, from)
		}
		l.Keys = append(l.Keys, key)
		for _, c := range slices.Sorted(maps.Keys(j.Take)) {
			at, times := Position(j.Heads, j.Take[c])
			if at < 0 {
				return b.Missing(c, j.Take[c]+" ("+j.Path+")", j.Heads)
			}
			if times > 1 {
				return b.ambiguous(c, j.Take[c], j.Heads)
			}
			l.taken = append(l.taken, takenCell{c, k, at})
			if i := columnIndex(b.Inputs, c); i >= 0 {
				if old := l.slotOf(i); old != nil && old.Join == MainRow {
					return b.bad(fmt.Sprintf("%s が columns と take の両方にあります", c), fmt.Sprintf("%s stands both under columns and under take", c))
				}
				s := Slot{Input: i, Join: k, Cells: []int{at}}
				s.note(j.Heads[at])
				l.add(s)
			}
		}
	}
	return nil
}

// origin finds what the left side of a join names: a column taken before (the last
// one of that name), a bound canonical column, or a heading of the source.
func (b *Binder) origin(l *Layout, heads []Heading, left string, used map[int]bool) (takenCell, bool) {
	for i := len(l.taken) - 1; i >= 0; i-- {
		if l.taken[i].name == left {
			return l.taken[i], true
		}
	}
	if at, times := Position(heads, left); at >= 0 && times == 1 {
		return takenCell{left, MainRow, at}, true
	}
	if i := columnIndex(b.Inputs, left); i >= 0 {
		if s := l.slotOf(i); s != nil && len(s.Cells) == 1 {
			return takenCell{left, s.Join, s.Cells[0]}, true
		}
		if at, times, _ := b.known(heads, left, used); at >= 0 && times == 1 {
			return takenCell{left, MainRow, at}, true
		}
	}
	return takenCell{}, false
}
