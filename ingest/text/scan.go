package text

import (
	"encoding/binary"
	"math/bits"

	"tenbin/ingest/raw"
)

const (
	low7 = 0x7f7f7f7f7f7f7f7f
	ones = 0x0101010101010101
	// spare is how many bytes must stand behind the data of a scan: it loads eight at once.
	spare = 8
)

// equal sets the high bit of each byte of x that equals that of c.
func equal(x, c uint64) uint64 {
	x ^= c
	return ^((x&low7 + low7) | x | low7)
}

// scanner cuts text into rows and cells, as offsets into the text.
type scanner struct {
	d      Dialect
	limits raw.Limits
	line   int64 // physical line of the next row
	block  *raw.Block
	mends  []mend
}

// mend is a cell of the unfinished row that must be rewritten in place: quotes or
// backslashes removed between open and closed, and what follows up to end joined on.
// It waits for the end of the row, because an unfinished row is scanned again.
type mend struct{ cell, open, closed, end int }

// scan fills s.block with the rows that end in buf[:n] and returns where the first
// unfinished row starts. With final the text ends there and every row is finished;
// a quote that is still open then is a letter, and its row is bad. buf holds at least
// n+spare bytes. Quoted fields with doubled quotes are rewritten in place.
func (s *scanner) scan(buf []byte, n int, final bool) (int, error) {
	b := s.block
	b.Reset()
	b.Hints = nil
	s.mends = s.mends[:0]
	starts, ends := b.Start, b.End
	quote, delim, newline := s.d.Quote, s.d.Delimiter, byte('\n')
	if s.d.LineEnd == CR {
		newline = '\r'
	}
	if quote == 0 {
		quote = delim // never asked for
	}
	dw, nw, qw := ones*uint64(delim), ones*uint64(newline), ones*uint64(quote)

	row, field := 0, 0 // where the row and the field start
	line, lines := s.line, s.line
	inside, quoted, doubled, bad := false, false, false, false
	open, closed, skip := 0, 0, -1 // the field's quotes; a quote already consumed
	openLines := lines
	at := 0

	end := func(p int) { // ends the field at p
		if !quoted {
			starts, ends = append(starts, uint32(field)), append(ends, uint32(p))
			return
		}
		if doubled || closed+1 < p {
			s.mends = append(s.mends, mend{len(starts), open, closed, p})
		}
		starts, ends = append(starts, uint32(open+1)), append(ends, uint32(closed))
		quoted, doubled = false, false
	}
	endRow := func(p int) error { // ends the row whose last field ends at p
		q := p
		if newline == '\n' && q > field && buf[q-1] == '\r' && (!quoted || q-1 > closed) {
			q--
		}
		end(q)
		for _, m := range s.mends {
			to := m.open + 1 + s.unescape(buf[m.open+1:m.closed])
			to += copy(buf[to:], buf[m.closed+1:m.end])
			ends[m.cell] = uint32(to)
		}
		s.mends = s.mends[:0]
		if bad {
			b.Bad = append(b.Bad, len(b.Row))
			bad = false
		}
		b.Row = append(b.Row, line)
		first := b.First[len(b.First)-1]
		b.First = append(b.First, uint32(len(starts)))
		if w := len(starts) - int(first); w > s.limits.Columns {
			return &raw.LimitError{Key: "columns", Limit: int64(s.limits.Columns), Got: int64(w)}
		}
		if p-row > s.limits.Cell {
			for k := int(first); k < len(starts); k++ {
				if size := int(ends[k] - starts[k]); size > s.limits.Cell {
					return &raw.LimitError{Key: "cell", Limit: int64(s.limits.Cell), Got: int64(size)}
				}
			}
		}
		return nil
	}

again:
	for ; at < n; at += 8 {
		x := binary.LittleEndian.Uint64(buf[at:])
		m := equal(x, dw) | equal(x, nw) | equal(x, qw)
		if n-at < 8 {
			m &= 1<<(8*uint(n-at)) - 1
		}
		for ; m != 0; m &= m - 1 {
			p := at + bits.TrailingZeros64(m)>>3
			c := buf[p]
			if inside {
				switch {
				case c == newline:
					lines++
				case c != quote || p == skip:
				case s.d.Escape == '\\' && escaped(buf[open+1:p]):
					doubled = true
				case p+1 == n && !final:
					at = n // the next byte decides
				case p+1 < n && buf[p+1] == quote:
					doubled, skip = true, p+1
				default:
					inside, closed = false, p
					doubled = doubled || s.d.Escape != 0
				}
				continue
			}
			switch {
			case c == delim:
				if !quoted {
					starts, ends = append(starts, uint32(field)), append(ends, uint32(p))
				} else {
					end(p)
				}
				field = p + 1
			case c == newline:
				if err := endRow(p); err != nil {
					return 0, err
				}
				lines++
				line = lines
				row, field = p+1, p+1
			case p == field || s.d.Space && !quoted && allSpaces(buf[field:p]):
				if p == skip { // the open quote that is a letter
					break
				}
				inside, quoted, open, openLines = true, true, p, lines
			}
		}
	}
	if final && inside {
		at, inside, quoted, doubled, bad = open, false, false, false, true
		lines, skip = openLines, open
		goto again
	}
	if final && row < n {
		if err := endRow(n); err != nil {
			return 0, err
		}
		row = n
	} else if !final && n-field > s.limits.Cell {
		return 0, &raw.LimitError{Key: "cell", Limit: int64(s.limits.Cell)}
	}
	s.line = line
	b.Start, b.End = starts, ends
	b.Data = buf[:row:row]
	return row, nil
}

// escaped reports whether the byte behind s is escaped by an odd run of backslashes.
func escaped(s []byte) bool {
	n := 0
	for n < len(s) && s[len(s)-1-n] == '\\' {
		n++
	}
	return n&1 == 1
}

func allSpaces(s []byte) bool {
	for _, c := range s {
		if c != ' ' {
			return false
		}
	}
	return true
}

// unescape rewrites the inside of a quoted field in place and returns its length.
func (s *scanner) unescape(b []byte) int {
	k := 0
	for i := 0; i < len(b); i++ {
		c := b[i]
		if i+1 < len(b) && (c == s.d.Quote && b[i+1] == c || c == '\\' && s.d.Escape == c && (b[i+1] == s.d.Quote || b[i+1] == c)) {
			i++
			c = b[i]
		}
		b[k] = c
		k++
	}
	return k
}
