package text

import (
	"errors"
	"io"
	"unicode/utf8"

	"tenbin/ingest/format/raw"
)

const (
	nearWindow = 4 << 10 // what is scanned at once behind a row in doubt
	namedLines = 20      // how many lines a warning names
)

// walker follows the rows of a stream from its beginning and judges them: the scanner
// reads what stands, the rule of careful.go a row in doubt, which becomes a segment of its
// own.
type walker struct {
	d      Dialect
	limits raw.Limits
	piece  int64 // 0 = one piece
	decode bool  // the stream is to be proved UTF-8

	starts  []segment // first row at or behind each edge (from and line)
	special []ruledRow
	stray   bool  // an opening quote was a letter
	letters noted // lines with such quotes, of rows that are kept
	joined  noted // lines whose row reaches further than RFC 4180 would read it
	long    []longRow
	split   int64 // rows that a lone CR ended
	looked  int64 // bytes looked at in vain beyond the ends of rows

	buf  []byte
	pos  int   // where in buf the walk stands
	n    int   // bytes in buf
	base int64 // of buf in the text
	eof  bool
	line int64

	invalid bool
	carry   []byte
	high    []byte // the first window with bytes from 0x80
}

// ruledRow is a row read by rule; next is the line behind it.
type ruledRow struct {
	segment
	next int64
}

// mostLooked bounds what is looked at in vain, beside four times the text: where every row
// holds quotes that close nowhere, each would be looked for as far as a cell may reach.
const mostLooked = 64 << 20

// noted counts lines and keeps the first of them.
type noted struct {
	n     int64
	lines []int64
}

func (x *noted) add(line int64) {
	if x.n++; len(x.lines) < namedLines {
		x.lines = append(x.lines, line)
	}
}

// walk reads a text, whose first row begins at byte begin, to its end and returns the
// segments of each piece.
func (w *walker) walk(r io.Reader, begin int64) ([][]segment, error) {
	w.base, w.line = begin, 1
	w.begin(begin, 1)
	s := scanner{d: w.d, limits: w.limits, line: 1, block: newBlock(), judge: &judge{begun: func(at int, line int64) { w.begin(w.base+int64(w.pos+at), line) }}}
	for size := stepSize; ; {
		if w.n-w.pos < size && !w.eof {
			if err := w.fill(r, size); err != nil {
				return nil, err
			}
		}
		m := min(w.n-w.pos, size)
		s.line = w.line
		used, err := s.scan(w.buf[w.pos:], m, w.eof && w.pos+m == w.n)
		switch {
		case errors.Is(err, errDoubt):
			w.pos, w.line = w.pos+used, s.judge.line
			if err := w.doubted(r, s.judge); err != nil {
				return nil, err
			}
			size = nearWindow
			continue
		case err != nil:
			return nil, err
		}
		w.pos, w.line = w.pos+used, s.line
		if w.eof && w.pos == w.n {
			break
		}
		if used == 0 || size < stepSize {
			size *= 2
		}
	}
	w.long = append(w.long, s.judge.long...)
	w.invalid = w.invalid || len(w.carry) > 0
	return w.pieces(), nil
}

// doubted decides on the row at pos. Where its quotes close by the rule and give the
// table's width, that is its reading; else it reaches no further than RFC 4180 reads it.
func (w *walker) doubted(r io.Reader, j *judge) error {
	c, v := ruling{}, tooLong
	if !j.closed || w.looked < mostLooked+4*(w.base+int64(w.pos)) {
		for {
			if c, v = w.d.rule(w.buf[w.pos:w.n], w.eof, w.limits.Cell); v != short {
				break
			}
			if err := w.fill(r, 2*(w.n-w.pos)+nearWindow); err != nil {
				return err
			}
		}
	}
	if v == tooLong && !j.closed {
		return &raw.LimitError{Key: "cell", Limit: int64(w.limits.Cell)}
	}
	if j.closed && (v == tooLong || c.letters > 0 || len(c.cells) != w.d.Width) {
		w.looked += int64(c.looked)
		c, _ = w.d.rule(w.buf[w.pos:w.pos+j.end], true, j.end)
		c.open = false // what follows told
	}
	at := w.base + int64(w.pos)
	row := segment{at, at + int64(c.end), w.line, byRule}
	right := len(c.cells) == w.d.Width
	switch {
	case c.letters > 0:
		if !right || c.open && !w.stray {
			row.kind = inDoubt // which is listed itself
		} else {
			w.letters.add(w.line)
		}
		w.stray = true
	case j.closed && c.end > j.end:
		w.joined.add(w.line)
	}
	if c.split {
		w.split++
		row.kind |= cutShort
	}
	if c.lines > longCell {
		w.long = append(w.long, longRow{w.line, c.lines})
	}
	w.begin(at, w.line)
	w.pos, w.line = w.pos+c.end, w.line+c.lines
	w.special = append(w.special, ruledRow{row, w.line})
	return nil
}

// begin notes a row start for every edge that it is the first behind.
func (w *walker) begin(at, line int64) {
	for w.piece > 0 && at >= int64(len(w.starts))*w.piece || len(w.starts) == 0 {
		w.starts = append(w.starts, segment{from: at, line: line})
	}
}

// fill reads until size bytes stand behind pos, or the text ends.
func (w *walker) fill(r io.Reader, size int) error {
	w.base += int64(w.pos)
	w.n = copy(w.buf, w.buf[w.pos:w.n])
	w.pos = 0
	size = max(size, stepSize)
	if need := size + spare; need > len(w.buf) {
		w.buf = append(make([]byte, 0, need), w.buf[:w.n]...)[:need]
	}
	n, err := io.ReadFull(r, w.buf[w.n:size])
	if w.decode {
		w.check(w.buf[w.n : w.n+n])
	}
	w.n += n
	if err == io.EOF || err == io.ErrUnexpectedEOF { // the plain end; a torn one comes wrapped
		w.eof, err = true, nil
	}
	return err
}

// check tests that the stream is UTF-8 and keeps the first bytes that are not ASCII.
func (w *walker) check(b []byte) {
	if w.high == nil {
		for _, c := range b {
			if c >= utf8.RuneSelf {
				w.high = append([]byte{}, b...)
				break
			}
		}
	}
	if w.invalid {
		return
	}
	if len(w.carry) > 0 {
		n := min(utf8.UTFMax-1, len(b))
		joint := append(w.carry, b[:n]...)
		if !utf8.FullRune(joint) && n == len(b) {
			w.carry = joint
			return
		}
		r, size := utf8.DecodeRune(joint)
		if r == utf8.RuneError && size == 1 {
			w.invalid = true
			return
		}
		b = b[size-len(w.carry):]
		w.carry = nil
	}
	tail := len(b)
	for k := 1; k < utf8.UTFMax && k <= len(b); k++ {
		if utf8.RuneStart(b[len(b)-k]) {
			if !utf8.FullRune(b[len(b)-k:]) {
				tail = len(b) - k
			}
			break
		}
	}
	w.invalid = !utf8.Valid(b[:tail])
	w.carry = append([]byte(nil), b[tail:]...)
}

// pieces cuts the text at the row starts and around the rows read by rule.
func (w *walker) pieces() [][]segment {
	out := make([][]segment, len(w.starts))
	end, next := w.base+int64(w.n), 0
	for k, s := range w.starts {
		s.to = end
		if k+1 < len(w.starts) {
			s.to = w.starts[k+1].from
		}
		for ; next < len(w.special) && w.special[next].from < s.to; next++ {
			x := w.special[next]
			if x.from > s.from {
				out[k] = append(out[k], segment{from: s.from, to: x.from, line: s.line})
			}
			out[k] = append(out[k], x.segment)
			s.from, s.line = x.to, x.next
		}
		if s.to > s.from {
			out[k] = append(out[k], s)
		}
	}
	return out
}
