package excel

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"tenbin/reports/sheet"
)

// template is the frame of every workbook of one shape: excelize makes it once, and a
// workbook is cast by filling in what is its own, the numbers of its last rows and its
// texts. Thousands of cards have one shape.
type template struct {
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

// The first last row of a template, and how far those of its sheets lie apart: numbers that
// stand nowhere else. A sheet with more notes or longer than that has no template.
const (
	templateRow  = 900_000
	templateStep = 1_000
)

// Texts of a template. No catalogue has such letters.
const (
	templateTitle, templateLimit, templateAudience = "\ue0f1title\ue0f2", "\ue0f1limit\ue0f2", "\ue0f1audience\ue0f2"
	headerOpen, headerClose                        = "<oddHeader>", "</oddHeader>"
)

// shape is everything of b that its frame depends on, but for what is filled in; ok is
// false where its frame depends on more: charts, links, drop-downs, page breaks.
func shapeOf(b *sheet.Book) (key string, ok bool) {
	if b.Title == "" || b.Limit == "" || len(b.Sheets) > 90 {
		return "", false
	}
	k := fmt.Appendf(nil, "%s %d %q %q %q %q %q %d", b.Language, b.CutOff, b.Company, b.Never, b.Footer, b.RunID, b.Purpose, b.Schema)
	for i := range b.Sheets {
		s := &b.Sheets[i]
		if s.Drawn() || len(s.Notes) >= templateStep || s.BodyTop()+s.Len()+len(s.Notes) >= templateRow || !plain(s.Top) || !plain(s.Body) || !plain(s.Notes) {
			return "", false
		}
		k = fmt.Appendf(k, "\n%s %d %d %d %d %d %t %t %t %t", s.Key, len(s.Columns), s.Screen, s.Freeze, len(s.Top), len(s.Notes), s.Heading, s.OnePage, s.FullSize, s.Len() > 0)
	}
	return string(k), true
}

// plain reports whether rows hold nothing beside their cells' values.
func plain(rows []sheet.Row) bool {
	for i := range rows {
		if rows[i].Break {
			return false
		}
		for j := range rows[i].Cells {
			if rows[i].Cells[j].Annotations != nil {
				return false
			}
		}
	}
	return true
}

// framed is the frame of b, from a template where b's shape has one.
func (p *Pool) framed(b *sheet.Book) (parts, error) {
	key, ok := shapeOf(b)
	if !ok {
		return frameOf(b)
	}
	header := stamps(b).OddHeader
	if len(utf16.Encode([]rune(header))) > 255 { // excelize says what is wrong
		return frameOf(b)
	}
	p.mu.Lock()
	m := p.templates[key]
	p.mu.Unlock()
	if m == nil {
		var err error
		if m, err = templateOf(b); err != nil {
			return nil, err
		}
		p.mu.Lock()
		if p.templates == nil {
			p.templates = map[string]*template{}
		}
		p.templates[key] = m
		p.mu.Unlock()
	}
	return m.instantiate(b, header)
}

// templateOf makes the template of b's shape.
func templateOf(b *sheet.Book) (*template, error) {
	like := *b
	like.Title, like.Limit, like.Audience = templateTitle, templateLimit, templateAudience
	like.Sheets = make([]sheet.Sheet, len(b.Sheets))
	marks := []mark{{templateTitle, titleText, 0}, {templateLimit, limitText, 0}, {templateAudience, audienceText, 0}}
	for i := range b.Sheets {
		s := b.Sheets[i]
		if s.Len() > 0 {
			s.Body, s.Long = nil, &sheet.Long{Rows: templateRow + i*templateStep - s.BodyTop()}
		}
		last := s.BodyTop() + s.Len()
		if s.Len() > 0 {
			marks = append(marks, mark{strconv.Itoa(last), lastRow, i})
			if len(s.Notes) > 0 {
				marks = append(marks, mark{strconv.Itoa(last + len(s.Notes)), endRow, i})
			}
		}
		like.Sheets[i] = s
	}
	frame, err := frameOf(&like)
	if err != nil {
		return nil, err
	}
	m := &template{}
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

// instantiate fills the gaps of m with what is b's own.
func (m *template) instantiate(b *sheet.Book, header string) (parts, error) {
	texts := map[filling]string{titleText: b.Title, limitText: b.Limit, audienceText: b.Audience, headerText: header}
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
				s := &b.Sheets[g.sheet]
				row := s.BodyTop() + s.Len()
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
