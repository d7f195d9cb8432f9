package sheet

// LineCounter remembers linesOf: the same names and sentences stand in most rows of a
// ledger and in all cards. A nil countedLines remembers nothing.
type LineCounter struct {
	above []countedText // by column of the sheet under way
	rooms []linesIn
}

// countedText is a text and what was counted.
type countedText struct {
	text  string
	room  float64
	lines int
}

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

// Begin forgets what stands above: a sheet begins.
func (c *LineCounter) Begin() { clear(c.above) }

// Of is linesOf(s, width, size) for a cell in column k.
func (c *LineCounter) Of(k int, s string, width, size float64) int {
	room := lineRoom(width, size)
	if fits(s, room) {
		return 1
	}
	if c == nil {
		return LinesOf(s, width, size)
	}
	for len(c.above) <= k {
		c.above = append(c.above, countedText{})
	}
	last := &c.above[k]
	if last.lines == 0 || last.room != room || last.text != s {
		*last = countedText{s, room, c.counted(s, room)}
	}
	return last.lines
}

// counted is linesIn of s, looked up where that is quicker than counting.
func (c *LineCounter) counted(s string, room float64) int {
	if Printable(s) {
		return linesInRoom(s, room)
	}
	k := 0
	for k < len(c.rooms) && c.rooms[k].room != room {
		k++
	}
	if k == countedRooms {
		return linesInRoom(s, room)
	}
	if k == len(c.rooms) {
		c.rooms = append(c.rooms, linesIn{room, map[string]int{}})
	}
	in := c.rooms[k].lines
	n, ok := in[s]
	if !ok {
		if n = linesInRoom(s, room); len(in) < countedTexts {
			in[s] = n
		}
	}
	return n
}
