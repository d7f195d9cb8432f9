package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// event is what the scanner found.
type event uint8

const (
	startTag event = iota + 1
	endTag
	charData // a piece of text; one text may come in several pieces
)

// What one element may cost. A tag of a real sheet is a few hundred bytes long.
const (
	mostTag   = 1 << 20
	mostDepth = 256
	readAhead = 64 << 10
)

// scanner is a pull parser for the XML of a workbook. It needs memory for one tag, not
// for the text between tags, refuses every DOCTYPE and entity beyond XML's own five,
// and reaches io.EOF only after a document that is well-formed to its last byte.
//
// Note: encoding/xml reads a text of a gigabyte into memory before its caller can refuse
// it, accepts what stands behind the root element, and takes three times as long.
type scanner struct {
	r    io.Reader
	buf  []byte
	pos  int
	err  error // of r, io.EOF included
	name []byte
	atts []attr
	text []byte // of a charData event, decoded
	own  []byte // memory of decoded texts and values

	open   []byte // names of the open elements, one after another
	ends   []int  // where each name ends
	closes bool   // the tag just delivered closes itself
	cdata  bool
	rooted bool
}

// attr is an attribute; its value is decoded when asked for.
type attr struct{ name, value []byte }

var errSyntax = errors.New("not well-formed")

func syntax(format string, a ...any) error {
	return fmt.Errorf("%w: %s", errSyntax, fmt.Sprintf(format, a...))
}

// fill reads more behind what is not yet consumed, which moves to the front.
func (s *scanner) fill() {
	if s.err != nil {
		return
	}
	if s.pos > 0 {
		s.buf = s.buf[:copy(s.buf[:cap(s.buf)], s.buf[s.pos:])]
		s.pos = 0
	}
	if len(s.buf) == cap(s.buf) {
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf, s.err = s.buf[:len(s.buf)+n], err
		if n > 0 || err != nil {
			return
		}
	}
	s.err = io.ErrNoProgress
}

// short returns why the document goes no further: the reader's own error, or its end.
func (s *scanner) short() error {
	if s.err == io.EOF {
		return syntax("it ends inside %s", s.where())
	}
	return s.err
}

// where names the innermost open element.
func (s *scanner) where() string {
	if n := len(s.ends); n > 0 {
		return "<" + string(s.top()) + ">"
	}
	return "the document"
}

func (s *scanner) top() []byte {
	n := len(s.ends)
	from := 0
	if n > 1 {
		from = s.ends[n-2]
	}
	return s.open[from:s.ends[n-1]]
}

// depth counts the open elements; at an end tag the element itself is closed already.
func (s *scanner) depth() int { return len(s.ends) }

// next delivers the next event. Names, attributes and texts are valid until the call
// after it.
func (s *scanner) next() (event, error) {
	if s.closes {
		s.closes = false
		s.pop()
		return endTag, nil
	}
	s.own = s.own[:0]
	for {
		if s.cdata {
			if e, err := s.readCDATA(); e != 0 || err != nil {
				return e, err
			}
			continue
		}
		if s.pos == len(s.buf) {
			s.fill()
			if s.pos == len(s.buf) && s.err != nil {
				if s.err == io.EOF && s.rooted && len(s.ends) == 0 {
					return 0, io.EOF
				}
				return 0, s.short()
			}
			continue
		}
		if s.buf[s.pos] != '<' {
			if e, err := s.readText(); e != 0 || err != nil {
				return e, err
			}
			continue
		}
		if !s.have(2) {
			return 0, s.short()
		}
		switch s.buf[s.pos+1] {
		case '?':
			if err := s.skipInstruction(); err != nil {
				return 0, err
			}
		case '!':
			if err := s.readDeclaration(); err != nil {
				return 0, err
			}
		case '/':
			return s.readEnd()
		default:
			return s.readStart()
		}
	}
}

// have makes n bytes available at pos.
func (s *scanner) have(n int) bool {
	for len(s.buf)-s.pos < n && s.err == nil {
		s.fill()
	}
	return len(s.buf)-s.pos >= n
}

// readText delivers what stands before the next tag, or as much of it as is at hand.
func (s *scanner) readText() (event, error) {
	chunk := s.buf[s.pos:]
	whole := false
	if k := bytes.IndexByte(chunk, '<'); k >= 0 {
		chunk, whole = chunk[:k], true
	} else if s.err != nil {
		whole = true
	}
	if !whole { // never cut a reference, a character, ]]> or CR LF in two
		tail := max(0, len(chunk)-16)
		if k := bytes.LastIndexByte(chunk[tail:], '&'); k >= 0 {
			chunk = chunk[:tail+k]
		}
		keep := uncut(chunk)
		if keep == 0 {
			s.fill()
			return 0, nil
		}
		chunk = chunk[:keep]
	}
	if len(s.ends) == 0 {
		if len(bytes.Trim(chunk, " \t\r\n")) > 0 {
			return 0, syntax("text outside the root element")
		}
		s.pos += len(chunk)
		return 0, nil
	}
	if bytes.Contains(chunk, []byte("]]>")) {
		return 0, syntax("]]> in a text")
	}
	var err error
	if s.text, err = s.decode(chunk, true); err != nil {
		return 0, err
	}
	s.pos += len(chunk)
	return charData, nil
}

// uncut returns how much of b can be decoded without what follows: no CR, no part of
// "]]>" and no torn character stands at its end.
func uncut(b []byte) int {
	n := len(b)
	if n > 0 && b[n-1] == '\r' {
		n--
	}
	for i := 0; i < 2 && n > 0 && b[n-1] == ']'; i++ {
		n--
	}
	for i := 1; i < utf8.UTFMax && i <= n; i++ {
		if utf8.RuneStart(b[n-i]) {
			if !utf8.FullRune(b[n-i : n]) {
				n -= i
			}
			break
		}
	}
	return n
}

// readCDATA delivers the next piece of a CDATA section.
func (s *scanner) readCDATA() (event, error) {
	if !s.have(3) {
		return 0, s.short()
	}
	chunk := s.buf[s.pos:]
	size := bytes.Index(chunk, []byte("]]>"))
	if size >= 0 {
		s.cdata = false
		s.pos += size + 3
		chunk = chunk[:size]
	} else {
		keep := uncut(chunk)
		if keep == 0 {
			if s.err != nil {
				return 0, s.short()
			}
			s.fill()
			return 0, nil
		}
		s.pos += keep
		chunk = chunk[:keep]
	}
	if len(chunk) == 0 {
		return 0, nil
	}
	var err error
	s.text, err = s.decode(chunk, false)
	return charData, err
}

// readDeclaration passes over a comment, opens a CDATA section and refuses the rest.
func (s *scanner) readDeclaration() error {
	const cdata = "<![CDATA["
	switch {
	case s.have(4) && bytes.HasPrefix(s.buf[s.pos:], []byte("<!--")):
		s.pos += 4
		return s.skipTo("-->")
	case s.have(len(cdata)) && bytes.HasPrefix(s.buf[s.pos:], []byte(cdata)) && len(s.ends) > 0:
		s.pos += len(cdata)
		s.cdata = true
		return nil
	case bytes.HasPrefix(s.buf[s.pos:], []byte("<!DOCTYPE")):
		return errDoctype
	}
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	return syntax("an unknown declaration")
}

var errDoctype = errors.New("it carries a DOCTYPE")

// pop closes the innermost element.
func (s *scanner) pop() {
	s.open = s.open[:len(s.open)-len(s.top())]
	s.ends = s.ends[:len(s.ends)-1]
}

// readEnd reads </name>.
func (s *scanner) readEnd() (event, error) {
	for {
		k := bytes.IndexByte(s.buf[s.pos:], '>')
		if k >= 0 {
			name := bytes.TrimRight(s.buf[s.pos+2:s.pos+k], " \t\r\n")
			if len(s.ends) == 0 || !bytes.Equal(name, s.top()) {
				return 0, syntax("</%.60s> closes %s", name, s.where())
			}
			s.name = name
			s.pop()
			s.pos += k + 1
			return endTag, nil
		}
		if s.err != nil {
			return 0, s.short()
		}
		if len(s.buf)-s.pos > mostTag {
			return 0, syntax("a tag of more than %d bytes", mostTag)
		}
		s.fill()
	}
}

// local returns the name of the element without its prefix.
func (s *scanner) local() string {
	return string(s.name[bytes.IndexByte(s.name, ':')+1:])
}

// is reports whether the element has this name, whatever its prefix.
func (s *scanner) is(name string) bool {
	n := s.name
	if len(n) > len(name) && n[len(n)-len(name)-1] == ':' {
		n = n[len(n)-len(name):]
	}
	return string(n) == name
}

// attribute returns the value of an attribute; "" when it is absent. A name that begins
// with a colon asks for any prefix (":id" for r:id).
func (s *scanner) attribute(name string) ([]byte, error) {
	for _, a := range s.atts {
		if string(a.name) == name || name[0] == ':' && bytes.HasSuffix(a.name, []byte(name)) {
			return s.decode(a.value, true)
		}
	}
	return nil, nil
}
