package xlsx

import "bytes"

// readStart reads a start tag with its attributes, which must lie in the buffer whole.
func (s *scanner) readStart() (event, error) {
	for {
		size, selfClosing, err := s.parseTag(s.buf[s.pos:])
		if err != nil {
			return 0, err
		}
		if size > 0 {
			if len(s.ends) == 0 && s.rooted {
				return 0, syntax("a second root element <%.60s>", s.name)
			}
			if len(s.ends) == mostDepth {
				return 0, syntax("elements nested more than %d deep", mostDepth)
			}
			for _, a := range s.atts {
				if _, err := s.decode(a.value, true); err != nil {
					return 0, err
				}
			}
			s.rooted, s.closes, s.own = true, selfClosing, s.own[:0]
			s.open = append(s.open, s.name...)
			s.ends = append(s.ends, len(s.open))
			s.pos += size
			return startTag, nil
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

// parseTag takes apart the start tag at the beginning of b; size is 0 when b ends
// before it does.
func (s *scanner) parseTag(b []byte) (size int, selfClosing bool, err error) {
	s.atts = s.atts[:0]
	i := nameEnd(b, 1)
	if i == len(b) {
		return 0, false, nil
	}
	if s.name = b[1:i]; !isName(s.name) {
		return 0, false, syntax("<%.20q is no tag", b[1:min(len(b), i+1)])
	}
	for {
		before := i
		if i = spaceEnd(b, i); i == len(b) {
			return 0, false, nil
		}
		spaced := i > before
		switch b[i] {
		case '>':
			return i + 1, false, nil
		case '/':
			if i+1 == len(b) {
				return 0, false, nil
			}
			if b[i+1] != '>' {
				return 0, false, syntax("a slash in <%.60s>", s.name)
			}
			return i + 2, true, nil
		}
		end, a, err := s.parseAttribute(b, i, spaced)
		if end == 0 {
			return 0, false, err
		}
		for _, other := range s.atts {
			if bytes.Equal(other.name, a.name) {
				return 0, false, syntax("<%.60s> has attribute %.60s twice", s.name, a.name)
			}
		}
		s.atts = append(s.atts, a)
		i = end
	}
}

// parseAttribute takes apart the attribute that begins at i; end is 0 when b ends before it
// does, or with an error.
func (s *scanner) parseAttribute(b []byte, i int, spaced bool) (end int, a attr, err error) {
	from := i
	if i = nameEnd(b, i); i == len(b) {
		return 0, a, nil
	}
	a.name = b[from:i]
	if !isName(a.name) || !spaced {
		return 0, a, syntax("an attribute of <%.60s> has no name", s.name)
	}
	if i = spaceEnd(b, i); i == len(b) {
		return 0, a, nil
	}
	if b[i] != '=' {
		return 0, a, syntax("attribute %.60s of <%.60s> has no value", a.name, s.name)
	}
	if i = spaceEnd(b, i+1); i == len(b) {
		return 0, a, nil
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		return 0, a, syntax("attribute %.60s of <%.60s> is not quoted", a.name, s.name)
	}
	i++
	k := bytes.IndexByte(b[i:], quote)
	if k < 0 {
		return 0, a, nil
	}
	a.value = b[i : i+k]
	if bytes.IndexByte(a.value, '<') >= 0 {
		return 0, a, syntax("< in attribute %.60s of <%.60s>", a.name, s.name)
	}
	if len(s.atts) == 64 {
		return 0, a, syntax("<%.60s> has more than 64 attributes", s.name)
	}
	return i + k + 1, a, nil
}

// spaceEnd returns where the spaces that begin at i end.
func spaceEnd(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// nameEnd returns where the name that begins at i ends.
func nameEnd(b []byte, i int) int {
	for i < len(b) && !isSpace(b[i]) && b[i] != '>' && b[i] != '/' && b[i] != '=' && b[i] != '"' && b[i] != '\'' && b[i] != '<' {
		i++
	}
	return i
}

// isName accepts letters, digits, '.', '-', '_' and everything beyond ASCII, with at
// most one colon, between a prefix and a name.
func isName(b []byte) bool {
	first, colons := true, 0
	for _, c := range b {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
		switch {
		case letter:
			first = false
		case first:
			return false
		case c == ':':
			first = true
			colons++
		case c != '.' && c != '-' && (c < '0' || c > '9'):
			return false
		}
	}
	return !first && colons <= 1
}
