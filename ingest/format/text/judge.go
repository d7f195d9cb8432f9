package text

import (
	"bytes"
	"errors"
	"slices"
)

// errDoubt stops a judging scan at a row whose quotes are in doubt.
var errDoubt = errors.New("a row in doubt")

// longCell is from how many lines on a cell is doubted aloud.
const longCell = 20

// judge looks at the rows of a scan that only the index sees. What it finds in order is
// read by the scanner as ever.
//
// The reading of RFC 4180 stands where it gives the table's width, unless a cell holds
// line ends and half the lines of the row have the table's number of delimiters; it stands
// too where the rule of careful.go reads the same.
type judge struct {
	begun func(at int, line int64) // is told where rows begin; nil = nobody asks
	long  []longRow
	// The row in doubt: whether its last quote closes, and if so where it ends.
	line   int64
	end    int
	closed bool
}

// longRow is a row with a cell of many lines.
type longRow struct{ line, lines int64 }

// row judges the row that ends at p.
func (j *judge) row(s *scanner, mends []mend, c *cut, p int) error {
	if j.begun != nil {
		j.begun(c.row, c.line)
	}
	d := &s.d
	lines := c.lines - c.line + 1
	row := c.buf[c.row:min(p+1, c.n)]
	lone := d.Lone && loneReturn(row)
	odd := slices.ContainsFunc(mends, func(m mend) bool { return m.closed+1 < m.end }) // text behind a closing quote
	if !odd && lines == 1 && !lone {
		return nil
	}
	width := len(c.ends) - int(s.block.First[len(s.block.First)-1])
	j.line, j.end, j.closed = c.line, len(row), true
	r, _ := d.rule(row, true, len(row))
	same := r.letters == 0 && r.end == len(row)
	switch {
	case odd && same, r.split: // the rule closes every quote: no text behind one
		return errDoubt
	case !same && (width != d.Width || lines > 1 && 2*d.wholeLines(row) >= int(lines)):
		return errDoubt
	}
	if lines > longCell {
		j.long = append(j.long, longRow{c.line, lines})
	}
	return nil
}

// wholeLines counts the lines of a row with the table's number of delimiters.
func (d *Dialect) wholeLines(row []byte) int {
	n := 0
	for len(row) > 0 && d.Width > 1 {
		line := row
		if i := bytes.IndexByte(row, d.newline()); i >= 0 {
			line, row = row[:i], row[i+1:]
		} else {
			row = nil
		}
		if d.whole(line) {
			n++
		}
	}
	return n
}

// loneReturn reports whether a CR stands in a row that is no part of its line end.
func loneReturn(row []byte) bool {
	for {
		i := bytes.IndexByte(row, '\r')
		if i < 0 || i+1 >= len(row) {
			return false
		}
		if row[i+1] != '\n' {
			return true
		}
		row = row[i+1:]
	}
}
