package reports

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// mould is the frame of every workbook of one shape: excelize makes it once, and a
// workbook is cast by filling in what is its own, the numbers of its last rows and its
// texts. Thousands of cards have one shape.
type mould struct {
	names []string
	parts [][]gap
}

// gap is a stretch of a part, and what follows it.
type gap struct {
	before []byte
	what   filling
	sheet  int // from 0
}

// filling is what a workbook of a shape has of its own.
type filling uint8

const (
	nothing filling = iota
	lastRow         // of the table of a sheet
	endRow          // of a sheet with its notes
	titleText
	limitText
	audienceText
	headerText
)

// The first last row of a mould, and how far those of its sheets lie apart: numbers that
// stand nowhere else. A sheet with more notes or longer than that has no mould.
const (
	mouldRow  = 900_000
	mouldStep = 1_000
)

// Texts of a mould. No catalogue has such letters.
const (
	mouldTitle, mouldLimit, mouldAudience = "\ue0f1title\ue0f2", "\ue0f1limit\ue0f2", "\ue0f1audience\ue0f2"
	headerOpen, headerClose               = "<oddHeader>", "</oddHeader>"
)

// bodyTop is the row above the body of s.
func (s *Sheet) bodyTop() int {
	if s.Heading {
		return len(s.Top) + 1
	}
	return len(s.Top)
}

// shape is everything of b that its frame depends on, but for what is filled in; ok is
// false where its frame depends on more: charts, links, drop-downs, page breaks.
func (b *book) shape() (key string, ok bool) {
	if b.title == "" || b.limit == "" || len(b.sheets) > 90 {
		return "", false
	}
	k := fmt.Appendf(nil, "%s %t %q", b.c.Language, b.stamp.Trial, b.stamp.Purpose)
	for i := range b.sheets {
		s := &b.sheets[i]
		if s.drawn() || len(s.Notes) >= mouldStep || s.bodyTop()+s.length()+len(s.Notes) >= mouldRow || !plain(s.Top) || !plain(s.Body) || !plain(s.Notes) {
			return "", false
		}
		k = fmt.Appendf(k, "\n%s %d %d %d %d %d %t %t %t %t", s.Key, len(s.Columns), s.Screen, s.Freeze, len(s.Top), len(s.Notes), s.Heading, s.OnePage, s.FullSize, s.length() > 0)
	}
	return string(k), true
}

// plain reports whether rows hold nothing beside their cells' values.
func plain(rows []Row) bool {
	for i := range rows {
		if rows[i].Break {
			return false
		}
		for j := range rows[i].Cells {
			if rows[i].Cells[j].Beside != nil {
				return false
			}
		}
	}
	return true
}

// framed is b.frame(), from a mould where b's shape has one.
func (p *press) framed(b *book) (parts, error) {
	key, ok := b.shape()
	if !ok {
		return b.frame()
	}
	header := (&renderer{b: b}).stamps().OddHeader
	if len(utf16.Encode([]rune(header))) > 255 { // excelize says what is wrong
		return b.frame()
	}
	p.mu.Lock()
	m := p.moulds[key]
	p.mu.Unlock()
	if m == nil {
		var err error
		if m, err = b.mould(); err != nil {
			return nil, err
		}
		p.mu.Lock()
		if p.moulds == nil {
			p.moulds = map[string]*mould{}
		}
		p.moulds[key] = m
		p.mu.Unlock()
	}
	return m.cast(b, header)
}

// mould makes the mould of b's shape.
func (b *book) mould() (*mould, error) {
	like := *b
	like.title, like.limit, like.audience = mouldTitle, mouldLimit, mouldAudience
	like.sheets = make([]Sheet, len(b.sheets))
	marks := []mark{{mouldTitle, titleText, 0}, {mouldLimit, limitText, 0}, {mouldAudience, audienceText, 0}}
	for i := range b.sheets {
		s := b.sheets[i]
		if s.length() > 0 {
			s.Body, s.Long = nil, &Long{Rows: mouldRow + i*mouldStep - s.bodyTop()}
		}
		last := s.bodyTop() + s.length()
		if s.length() > 0 {
			marks = append(marks, mark{strconv.Itoa(last), lastRow, i})
			if len(s.Notes) > 0 {
				marks = append(marks, mark{strconv.Itoa(last + len(s.Notes)), endRow, i})
			}
		}
		like.sheets[i] = s
	}
	frame, err := like.frame()
	if err != nil {
		return nil, err
	}
	m := &mould{}
	for name, part := range frame {
		here := marks
		if strings.HasPrefix(name, "docProps/") {
			here = marks[:3] // ids and names stand there, which may be any number
		}
		m.names = append(m.names, name)
		m.parts = append(m.parts, gaps(part, here))
	}
	return m, nil
}

// mark is a text that stands for a filling.
type mark struct {
	text  string
	what  filling
	sheet int
}

// gaps divides part at its marks. The header of pages is one whole.
func gaps(part []byte, marks []mark) []gap {
	var list []gap
	for {
		at, end, found := len(part), len(part), gap{}
		for _, m := range marks {
			if k := bytes.Index(part[:at], []byte(m.text)); k >= 0 {
				at, end, found = k, k+len(m.text), gap{what: m.what, sheet: m.sheet}
			}
		}
		if k := bytes.Index(part[:at], []byte(headerOpen)); k >= 0 {
			at, found = k+len(headerOpen), gap{what: headerText}
			end = at + bytes.Index(part[at:], []byte(headerClose))
		}
		found.before = part[:at]
		list = append(list, found)
		if found.what == nothing {
			return list
		}
		part = part[end:]
	}
}

// cast fills the gaps of m with what is b's own.
func (m *mould) cast(b *book, header string) (parts, error) {
	texts := map[filling]string{titleText: b.title, limitText: b.limit, audienceText: string(b.audience), headerText: header}
	for what, s := range texts {
		var x strings.Builder
		if err := xml.EscapeText(&x, []byte(s)); err != nil {
			return nil, err
		}
		texts[what] = x.String()
	}
	frame := parts{}
	for k, name := range m.names {
		if len(m.parts[k]) == 1 {
			frame[name] = m.parts[k][0].before
			continue
		}
		var out []byte
		for _, g := range m.parts[k] {
			out = append(out, g.before...)
			switch g.what {
			case nothing:
			case lastRow, endRow:
				s := &b.sheets[g.sheet]
				row := s.bodyTop() + s.length()
				if g.what == endRow {
					row += len(s.Notes)
				}
				out = strconv.AppendInt(out, int64(row), 10)
			default:
				out = append(out, texts[g.what]...)
			}
		}
		frame[name] = out
	}
	return frame, nil
}
