package reports

import "slices"

// countedLines remembers linesOf: the same names and sentences stand in most rows of a
// ledger and in all cards. A nil countedLines remembers nothing.
type countedLines []linesIn

// linesIn are texts by the lines that they take in a room.
type linesIn struct {
	room  float64
	lines map[string]int
}

// Of so many rooms so many texts are remembered, and no more.
const (
	countedRooms = 64
	countedTexts = 1 << 12
)

// of is linesOf(s, width, size).
func (c *countedLines) of(s string, width, size float64) int {
	room := lineRoom(width, size)
	if fits(s, room) {
		return 1
	}
	if c == nil {
		return linesOf(s, width, size)
	}
	k := slices.IndexFunc(*c, func(x linesIn) bool { return x.room == room })
	if k < 0 {
		if k = len(*c); k == countedRooms {
			return linesOf(s, width, size)
		}
		*c = append(*c, linesIn{room, map[string]int{}})
	}
	in := (*c)[k].lines
	n, ok := in[s]
	if !ok {
		if n = linesOf(s, width, size); len(in) < countedTexts {
			in[s] = n
		}
	}
	return n
}
