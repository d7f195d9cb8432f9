package text

import (
	"math/bits"
	"slices"

	"tenbin/ingest/format/raw"
)

const (
	// marksAtOnce is how many times 64 bytes are marked ahead of the cutting.
	marksAtOnce = 64
	// spare is how many bytes must stand behind the data of a scan: it loads 64 at once.
	spare = 64
)

// scanner cuts text into rows and cells, as offsets into the text.
type scanner struct {
	d      Dialect
	limits raw.Limits
	line   int64 // physical line of the next row
	block  *raw.Block
	judge  *judge // looks at the rows of the index; nil in every other scan
	mends  []mend
	ahead  [marksAtOnce]marks
}

// mend is a cell of the unfinished row that must be rewritten in place: quotes or
// backslashes removed between open and closed, and what follows up to end joined on.
// It waits for the end of the row, because an unfinished row is scanned again.
type mend struct{ cell, open, closed, end int }

// cut is where a scan stands.
type cut struct {
	buf          []byte
	n            int
	final        bool
	newline      byte
	starts, ends []uint32
	row, field   int // where the row and the field start
	line, lines  int64

	inside, quoted, doubled, special bool
	open, closed, skip               int // the field's quotes; a quote already consumed
	openLines                        int64
}

// scan fills s.block with the rows that end in buf[:n] and returns where the first
// unfinished row starts. With final the text ends there and every row is finished;
// a quote that is still open then is a letter, and its row is bad. buf holds at least
// n+spare bytes. Quoted fields with doubled quotes are rewritten in place.
func (s *scanner) scan(buf []byte, n int, final bool) (int, error) {
	b := s.block
	b.Reset()
	b.Hints = nil
	s.mends = s.mends[:0]
	c := cut{buf: buf, n: n, final: final, newline: '\n', starts: b.Start, ends: b.End, line: s.line, lines: s.line, skip: -1, special: s.judge != nil}
	if s.d.LineEnd == CR {
		c.newline = '\r'
	}
	at := 0
again:
	for at < n {
		ahead := s.ahead[:min(marksAtOnce, (n-at+63)/64)]
		s.mark(&c, at, ahead)
		c.starts, c.ends = slices.Grow(c.starts, 64*len(ahead)), slices.Grow(c.ends, 64*len(ahead))
		for len(ahead) > 0 {
			done, err := 1, error(nil)
			if ahead[0].quotes != 0 || c.inside || c.quoted {
				err = s.quoted(&c, ahead[0].ends|ahead[0].quotes, at)
			} else {
				done, err = s.plain(&c, ahead, at)
			}
			if err != nil {
				return c.row, err
			}
			ahead, at = ahead[done:], at+64*done
		}
	}
	if s.judge != nil && c.inside && (final || n-c.row > s.limits.Cell) {
		s.judge.line, s.judge.closed = c.line, false
		return c.row, errDoubt
	}
	if final && c.inside {
		at, c.inside, c.quoted, c.doubled, c.special = c.open, false, false, false, true
		c.lines, c.skip = c.openLines, c.open
		goto again
	}
	if final && c.row < n {
		if err := s.last(&c, n); err != nil {
			return c.row, err
		}
		c.row = n
	} else if !final && n-c.field > s.limits.Cell {
		return 0, &raw.LimitError{Key: "cell", Limit: int64(s.limits.Cell)}
	}
	s.line = c.line
	b.Start, b.End = c.starts, c.ends
	b.Data = buf[:c.row:c.row]
	return c.row, nil
}

// mark fills ahead with the marks of the text from at on.
func (s *scanner) mark(c *cut, at int, ahead []marks) {
	mark(c.buf[at:], s.d.Delimiter, c.newline, s.d.Quote, ahead)
	m := &ahead[len(ahead)-1]
	if left := c.n - at - 64*(len(ahead)-1); left < 64 {
		within := uint64(1)<<left - 1
		m.ends, m.feeds, m.quotes = m.ends&within, m.feeds&within, m.quotes&within
	}
	if s.d.Quote == 0 {
		for k := range ahead {
			ahead[k].quotes = 0
		}
	}
}

// plain cuts the text from base on as far as no quote stands in it, 64 bytes for each of
// the marks, and returns how many of them are done.
func (s *scanner) plain(c *cut, ahead []marks, base int) (done int, err error) {
	n, field := len(c.ends), uint32(c.field)
	starts, ends := c.starts[:cap(c.starts)], c.ends[:cap(c.ends)]
	for ; done < len(ahead) && ahead[done].quotes == 0; done++ {
		m := &ahead[done]
		first := n
		for x := m.ends; x != 0 && n < len(starts) && n < len(ends); x &= x - 1 {
			p := uint32(base + bits.TrailingZeros64(x))
			starts[n], ends[n] = field, p
			field = p + 1
			n++
		}
		base += 64
		for x := m.feeds; x != 0; x &= x - 1 {
			k := first + bits.OnesCount64(m.ends&(x&-x-1))
			p := ends[k]
			if c.newline == '\n' && p > starts[k] && c.buf[p-1] == '\r' {
				ends[k]--
			}
			c.starts, c.ends = starts[:k+1], ends[:k+1]
			if err := s.endRow(c, int(p)); err != nil {
				return 0, err
			}
		}
	}
	c.starts, c.ends, c.field = starts[:n], ends[:n], int(field)
	return done, nil
}

// quoted cuts 64 bytes from base on, one mark at a time.
func (s *scanner) quoted(c *cut, marked uint64, base int) error {
	buf, quote := c.buf, s.d.Quote
	for ; marked != 0; marked &= marked - 1 {
		p := base + bits.TrailingZeros64(marked)
		b := buf[p]
		if c.inside {
			switch {
			case b == c.newline:
				c.lines++
			case b != quote || p == c.skip:
			case s.d.Escape == '\\' && escaped(buf[c.open+1:p]):
				c.doubled = true
			case p+1 == c.n && !c.final: // the next byte decides; the row is scanned again
			case p+1 < c.n && buf[p+1] == quote:
				c.doubled, c.skip = true, p+1
			default:
				c.inside, c.closed = false, p
				c.doubled = c.doubled || s.d.Escape != 0
			}
			continue
		}
		switch {
		case b == s.d.Delimiter:
			s.cell(c, p)
			c.field = p + 1
		case b == c.newline:
			if err := s.last(c, p); err != nil {
				return err
			}
			c.field = p + 1
		case p == c.field || s.d.Space && !c.quoted && allSpaces(buf[c.field:p]):
			if p == c.skip { // the open quote that is a letter
				break
			}
			c.inside, c.quoted, c.open, c.openLines = true, true, p, c.lines
		}
	}
	return nil
}

// cell ends the field at p.
func (s *scanner) cell(c *cut, p int) {
	if !c.quoted {
		c.starts, c.ends = append(c.starts, uint32(c.field)), append(c.ends, uint32(p))
		return
	}
	if c.doubled || c.closed+1 < p {
		s.mends = append(s.mends, mend{len(c.starts), c.open, c.closed, p})
	}
	c.starts, c.ends = append(c.starts, uint32(c.open+1)), append(c.ends, uint32(c.closed))
	c.quoted, c.doubled = false, false
}

// last ends the field and the row at p.
func (s *scanner) last(c *cut, p int) error {
	q := p
	if c.newline == '\n' && q > c.field && c.buf[q-1] == '\r' && (!c.quoted || q-1 > c.closed) {
		q--
	}
	s.cell(c, q)
	return s.endRow(c, p)
}

// endRow ends the row at p, behind its last cell.
func (s *scanner) endRow(c *cut, p int) error {
	b := s.block
	if c.special {
		if err := s.special(c, p); err != nil {
			return err
		}
	}
	for _, m := range s.mends {
		to := m.open + 1 + s.unescape(c.buf[m.open+1:m.closed])
		to += copy(c.buf[to:], c.buf[m.closed+1:m.end])
		c.ends[m.cell] = uint32(to)
	}
	s.mends = s.mends[:0]
	b.Row = append(b.Row, c.line)
	first := b.First[len(b.First)-1]
	b.First = append(b.First, uint32(len(c.ends)))
	c.lines++
	c.line = c.lines
	if w := len(c.ends) - int(first); w > s.limits.Columns {
		return &raw.LimitError{Key: "columns", Limit: int64(s.limits.Columns), Got: int64(w)}
	}
	if p-c.row > s.limits.Cell {
		for k := int(first); k < len(c.ends); k++ {
			if size := int(c.ends[k] - c.starts[k]); size > s.limits.Cell {
				return &raw.LimitError{Key: "cell", Limit: int64(s.limits.Cell), Got: int64(size)}
			}
		}
	}
	c.row = p + 1
	return nil
}

// special marks the row that ends at p as bad, or has it judged: then its text stays as it
// is, to be read again.
func (s *scanner) special(c *cut, p int) error {
	if s.judge != nil {
		mends := s.mends
		s.mends = s.mends[:0]
		return s.judge.row(s, mends, c, p)
	}
	s.block.Bad = append(s.block.Bad, len(s.block.Row))
	c.special = false
	return nil
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
