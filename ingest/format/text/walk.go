package text

import (
	"io"
	"unicode/utf8"
)

// walkState is where the walker stands in a row.
type walkState uint8

const (
	atField  walkState = iota // before the first byte of a field
	inField                   // in a field without quotes, or behind its closing quote
	inQuotes                  // inside quotes
	escaping                  // behind a backslash inside quotes
	atQuote                   // behind a quote inside quotes: closing or doubled
)

// badRow is a row with a quote that never closes, cut behind the line on which the
// quote opens; next is the line that follows.
type badRow struct {
	segment
	next int64
}

// walker follows the rows of a stream byte by byte: exact for any content.
type walker struct {
	d       Dialect
	newline byte
	piece   int64 // 0 = one piece

	starts []segment // first row at or behind each edge (from and line)
	bad    []badRow
	at     int64
	line   int64

	row, rowLine   int64 // where the current row starts
	open, openLine int64 // the current field's opening quote
	lineEnd        int64 // end of the line that holds it, -1 = not yet seen
	state          walkState
	invalid        bool
	carry          []byte
	high           []byte // the first window with bytes from 0x80
}

// walk reads stream, which starts at byte from and line of the text; it returns
// whether the text ended inside quotes.
func (w *walker) walk(r io.Reader, from, line int64) (open bool, err error) {
	w.at, w.line, w.row, w.rowLine, w.state = from, line, from, line, atField
	w.begin()
	buf := make([]byte, stepSize)
	if w.piece > 0 && w.piece < stepSize {
		buf = buf[:w.piece]
	}
	for {
		n, err := io.ReadFull(r, buf)
		w.step(buf[:n])
		if err == io.EOF || err == io.ErrUnexpectedEOF { // the plain end; a torn one comes wrapped
			break
		}
		if err != nil {
			return false, err
		}
	}
	w.invalid = w.invalid || len(w.carry) > 0
	return w.state == inQuotes || w.state == escaping, nil
}

// begin notes the row start at w.row for every edge that it is the first behind.
func (w *walker) begin() {
	for w.piece > 0 && w.row >= int64(len(w.starts))*w.piece || len(w.starts) == 0 {
		w.starts = append(w.starts, segment{from: w.row, line: w.rowLine})
	}
}

func (w *walker) step(b []byte) {
	w.check(b)
	q, esc := w.d.Quote, w.d.Escape == '\\'
	for i, c := range b {
		if c == w.newline {
			w.line++
		}
		switch w.state {
		case inQuotes:
			switch {
			case c == q:
				w.state = atQuote
			case c == '\\' && esc:
				w.state = escaping
			case c == w.newline && w.lineEnd < 0:
				w.lineEnd = w.at + int64(i) + 1
			}
			continue
		case escaping:
			w.state = inQuotes
			if c == w.newline && w.lineEnd < 0 {
				w.lineEnd = w.at + int64(i) + 1
			}
			continue
		case atQuote:
			if c == q {
				w.state = inQuotes
				continue
			}
			w.state = inField
		case atField:
			if c == q && q != 0 {
				w.state, w.open, w.openLine, w.lineEnd = inQuotes, w.at+int64(i), w.line, -1
				continue
			}
			if !w.d.Space || c != ' ' {
				w.state = inField
			}
		}
		switch c {
		case w.d.Delimiter:
			w.state = atField
		case w.newline:
			w.state, w.row, w.rowLine = atField, w.at+int64(i)+1, w.line
			w.begin()
		}
	}
	w.at += int64(len(b))
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

// walkAll walks a text to its end. When it ends inside quotes, that row is bad: it
// ends with the line on which the quote opened, and the walk goes on behind it. open
// returns the text from a byte onwards. What is returned are the segments of each
// piece, the bad rows as segments of their own.
func (w *walker) walkAll(open func(from int64) (io.ReadCloser, error), begin int64) ([][]segment, error) {
	from, line := begin, int64(1)
	for {
		r, err := open(from)
		if err != nil {
			return nil, err
		}
		unclosed, err := w.walk(r, from, line)
		r.Close()
		if err != nil {
			return nil, err
		}
		if !unclosed {
			break
		}
		end := w.lineEnd
		if end < 0 {
			end = w.at
		}
		w.bad = append(w.bad, badRow{segment{w.row, end, w.rowLine}, w.openLine + 1})
		from, line = end, w.openLine+1
		if end == w.at {
			w.row = end
			break
		}
	}
	return w.pieces(), nil
}

// pieces cuts the text at the row starts and around the bad rows.
func (w *walker) pieces() [][]segment {
	out := make([][]segment, len(w.starts))
	for k, s := range w.starts {
		s.to = w.at
		if k+1 < len(w.starts) {
			s.to = w.starts[k+1].from
		}
		for _, b := range w.bad {
			if b.from < s.from || b.from >= s.to {
				continue
			}
			if b.from > s.from {
				out[k] = append(out[k], segment{s.from, b.from, s.line})
			}
			out[k] = append(out[k], b.segment)
			s.from, s.line = b.to, b.next
		}
		if s.to > s.from {
			out[k] = append(out[k], s)
		}
	}
	return out
}
