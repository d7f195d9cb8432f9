package xlsx

import (
	"bytes"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// newScanner skips a byte order mark; UTF-16, which the format allows, is transcoded, with
// a mark or without.
func newScanner(r io.Reader) *scanner {
	s := &scanner{r: r, buf: make([]byte, 0, readAhead)}
	for len(s.buf) < 4 && s.err == nil {
		s.fill()
	}
	switch {
	case bytes.HasPrefix(s.buf, []byte("\xef\xbb\xbf")):
		s.pos = 3
	case bytes.HasPrefix(s.buf, []byte("\xff\xfe")), bytes.HasPrefix(s.buf, []byte("\xfe\xff")):
		all := io.MultiReader(bytes.NewReader(bytes.Clone(s.buf)), &rest{s.r, s.err})
		s.r, s.buf, s.err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(all), s.buf[:0], nil
	case bytes.HasPrefix(s.buf, []byte("\x00<")), bytes.HasPrefix(s.buf, []byte("<\x00")):
		order := unicode.BigEndian
		if s.buf[0] == '<' {
			order = unicode.LittleEndian
		}
		all := io.MultiReader(bytes.NewReader(bytes.Clone(s.buf)), &rest{s.r, s.err})
		s.r, s.buf, s.err = unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Reader(all), s.buf[:0], nil
	}
	return s
}

// rest goes on with a reader whose last error has been seen already.
type rest struct {
	r   io.Reader
	err error
}

func (r *rest) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	return r.r.Read(p)
}

// skipInstruction passes over <?…?>; a declared encoding must be one that was read.
func (s *scanner) skipInstruction() error {
	if s.have(6) && bytes.HasPrefix(s.buf[s.pos:], []byte("<?xml ")) {
		for k := -1; k < 0; {
			if k = bytes.Index(s.buf[s.pos:], []byte("?>")); k >= 0 {
				head := bytes.ToLower(s.buf[s.pos : s.pos+k])
				if i := bytes.Index(head, []byte("encoding")); i >= 0 && !known(head[i+8:]) {
					return syntax("it is in an unknown encoding: %s", head)
				}
			} else if s.err != nil || len(s.buf)-s.pos > 4096 {
				return s.short()
			} else {
				s.fill()
			}
		}
	}
	return s.skipTo("?>")
}

func known(value []byte) bool {
	value = bytes.TrimLeft(value, " \t\r\n=")
	for _, e := range []string{"utf-8", "utf8", "utf-16", "us-ascii"} {
		if len(value) > 2 && bytes.HasPrefix(value[1:], []byte(e)) {
			return true
		}
	}
	return false
}

// skipTo passes over everything up to and with end, in constant memory.
func (s *scanner) skipTo(end string) error {
	for {
		if k := bytes.Index(s.buf[s.pos:], []byte(end)); k >= 0 {
			s.pos += k + len(end)
			return nil
		}
		if s.err != nil {
			return s.short()
		}
		s.pos = max(s.pos, len(s.buf)-len(end)+1)
		s.fill()
	}
}
