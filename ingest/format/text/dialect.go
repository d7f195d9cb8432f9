package text

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// LineEnd is how lines end. LF covers CRLF: the CR before a line feed belongs to the
// line end. In a file with line feeds a lone CR is text.
type LineEnd uint8

// The line ends.
const (
	LF LineEnd = iota
	CRLF
	CR
)

var lineEndNames = [...]string{"LF", "CRLF", "CR"}

// String returns LF, CRLF or CR.
func (l LineEnd) String() string { return lineEndNames[l] }

// Dialect is how a text file is written. The zero Dialect is not usable.
type Dialect struct {
	Encoding  Encoding
	Mark      bool // begins with a byte order mark
	Delimiter byte
	Quote     byte // 0 = quotes are letters
	Escape    byte // '\\' where a backslash stands before a quote inside quotes, else 0
	Space     bool // spaces may stand between a delimiter and the quote
	LineEnd   LineEnd
	Width     int    // cells of most rows
	Figures   uint64 // the columns, of the first 64, that hold a digit in most rows
	Padded    bool   // a blank behind each delimiter belongs to it
	Twice     bool   // the delimiter stands doubled
	Lone      bool   // a CR alone ends a row that has the table's width
}

var delimiterNames = map[byte]string{',': "comma", '\t': "tab", ';': "semicolon", '|': "pipe", ' ': "space", ':': "colon"}

// Remarks says the dialect in words, a line each.
func (d Dialect) Remarks() []string {
	mark := ""
	if d.Mark {
		mark = " with byte order mark"
	}
	delimiter := delimiterName(d.Delimiter)
	if d.Twice {
		delimiter = "double " + delimiter
	}
	if d.Padded {
		delimiter += " and a blank"
	}
	quote := "none"
	if d.Quote != 0 {
		quote = string(d.Quote) + ", doubled inside"
		if d.Escape != 0 {
			quote = string(d.Quote) + ", escaped by a backslash inside"
		}
	}
	return []string{
		"encoding: " + d.Encoding.String() + mark,
		"delimiter: " + delimiter,
		"quote: " + quote,
		"line end: " + d.LineEnd.String(),
	}
}

func delimiterName(c byte) string {
	if name, ok := delimiterNames[c]; ok {
		return name
	}
	return fmt.Sprintf("%q", c)
}

const (
	sampleSize = 256 << 10
	sampleRows = 1000

	paddedSample = 64 << 10
)

// fill finds everything but the encoding in text, the beginning of the file as UTF-8.
// A delimiter or quote that is not 0 stands.
//
// The delimiter is the candidate (comma, tab, semicolon, pipe) under which most rows
// have one and the same width of at least two and the cells hold no other candidate:
// score = share of rows with the commonest width · (1 − 1/width) · share of clean
// cells. A first line "sep=;" decides. One column without a delimiter is read as
// comma. The quote is " unless only ' encloses fields.
func (d *Dialect) fill(text []byte, delimiter, quote byte) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	d.LineEnd = lineEnd(text)
	d.Quote = quote
	if d.Quote == 0 {
		d.Quote = '"'
		if enclosing(text, '\'') > 4*enclosing(text, '"') {
			d.Quote = '\''
		}
	}
	d.Escape = 0
	if i := bytes.Count(text, []byte{'\\', d.Quote}); i > 0 && backslashed(text, d.Quote) {
		d.Escape = '\\'
	}
	d.Delimiter = delimiter
	if d.Delimiter == 0 {
		d.Delimiter = separatorLine(text)
	}
	if d.Delimiter == 0 {
		d.Delimiter = ','
		best := 0.0
		for _, c := range [...]byte{',', '\t', ';', '|'} {
			t := *d
			t.Delimiter = c
			t.Space = spaced(text, c, t.Quote)
			if s := t.score(text); s > best {
				best, d.Delimiter = s, c
			}
		}
		if c := byte(0); best == 0 {
			if c = rareDelimiter(text); c != 0 {
				d.Delimiter = c
			}
		}
	}
	d.Space = spaced(text, d.Delimiter, d.Quote)
	d.shape(text)
	d.Padded, d.Twice = padded(text[:min(len(text), paddedSample)], *d), d.twice(text)
}

// shape finds the width that most rows of the sample have, of those that stand on one line,
// and the columns that hold a digit in nine of ten rows of that width.
func (d *Dialect) shape(text []byte) {
	single, all, digits := map[int]int{}, map[int]int{}, map[int]*[64]int{}
	last, width := int64(0), 0
	d.sampleRows(text, func(line int64, row [][]byte) {
		if width > 1 && line == last+1 {
			single[width]++
		}
		last, width = line, len(row)
		all[width]++
		if digits[width] == nil {
			digits[width] = new([64]int)
		}
		for j, c := range row[:min(width, 64)] {
			if bytes.ContainsFunc(c, isDigit) {
				digits[width][j]++
			}
		}
	})
	counts := single
	if len(counts) == 0 {
		counts = all
	}
	d.Width, d.Figures = 0, 0
	for _, n := range slices.Sorted(maps.Keys(counts)) {
		if d.Width < 2 || counts[n] > counts[d.Width] {
			d.Width = n
		}
	}
	if f := digits[d.Width]; f != nil {
		for j, n := range f {
			if 10*n >= 9*all[d.Width] {
				d.Figures |= 1 << j
			}
		}
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func lineEnd(text []byte) LineEnd {
	lf, cr := bytes.Count(text, []byte{'\n'}), bytes.Count(text, []byte{'\r'})
	switch {
	case lf == 0 && cr > 0:
		return CR
	case lf > 0 && bytes.Count(text, []byte("\r\n"))*2 > lf:
		return CRLF
	}
	return LF
}

// enclosing counts fields that begin and end with q, by their neighbours.
func enclosing(text []byte, q byte) int {
	opens, closes := 0, 0
	edge := func(c byte) bool {
		return c == ',' || c == '\t' || c == ';' || c == '|' || c == '\n' || c == '\r'
	}
	for i, c := range text {
		if c != q {
			continue
		}
		if i == 0 || edge(text[i-1]) {
			opens++
		}
		if i+1 == len(text) || edge(text[i+1]) {
			closes++
		}
	}
	return min(opens, closes)
}

// backslashed reports that quotes inside fields are escaped and none is doubled.
func backslashed(text []byte, q byte) bool {
	esc, twice := 0, 0
	for i := 1; i+1 < len(text); i++ {
		if text[i] != q {
			continue
		}
		next, last := text[i+1], text[i-1]
		inner := next != ',' && next != '\t' && next != ';' && next != '|' && next != '\n' && next != '\r' && next != q
		switch {
		case last == '\\' && inner:
			esc++
		case last == q && inner && i > 1 && text[i-2] != ',' && text[i-2] != '\t' && text[i-2] != ';' && text[i-2] != '\n':
			twice++
		}
	}
	return esc > 0 && twice == 0
}

// spaced reports that quotes open behind a delimiter and a space, and none directly.
func spaced(text []byte, delim, q byte) bool {
	if delim == ' ' {
		return false
	}
	return bytes.Contains(text, []byte{delim, ' ', q}) && !bytes.Contains(text, []byte{delim, q})
}

// separatorLine reads Excel's "sep=;" first line.
func separatorLine(text []byte) byte {
	line := bytes.TrimRight(text[:min(len(text), 8)], "\r\n")
	if i := bytes.IndexAny(line, "\r\n"); i >= 0 {
		line = line[:i]
	}
	line = bytes.Trim(line, `"`)
	if len(line) == 5 && strings.EqualFold(string(line[:4]), "sep=") {
		return line[4]
	}
	return 0
}

// score judges the dialect on a sample.
func (d *Dialect) score(text []byte) float64 {
	widths := map[int]int{}
	rows, cells, clean := 0, 0, 0
	d.sampleRows(text, func(_ int64, row [][]byte) {
		if len(row) == 1 && len(row[0]) == 0 {
			return
		}
		rows++
		widths[len(row)]++
		for _, c := range row {
			cells++
			if d.clean(c) {
				clean++
			}
		}
	})
	if rows == 0 {
		return 0
	}
	best := 0.0
	for w, n := range widths {
		if w > 1 {
			best = math.Max(best, float64(n)/float64(rows)*(1-1/float64(w)))
		}
	}
	return best * float64(clean) / float64(cells)
}

// clean reports that a cell holds no other likely delimiter. Commas may stand in
// numbers and in running text.
func (d *Dialect) clean(c []byte) bool {
	for _, x := range c {
		if x != d.Delimiter && (x == '\t' || x == ';' || x == '|') {
			return false
		}
	}
	return d.Delimiter == ',' || !bytes.Contains(c, []byte(",,"))
}

// sampleRows calls f with the first rows of text; the last, which may be cut, is left
// out when there are others.
func (d *Dialect) sampleRows(text []byte, f func(line int64, row [][]byte)) {
	block := newBlock()
	s := scanner{d: *d, limits: sampleLimits, line: 1, block: block}
	buf := append(bytes.Clone(text), make([]byte, spare)...)
	if _, err := s.scan(buf, len(text), false); err != nil {
		return
	}
	if block.Rows() == 0 {
		copy(buf, text)
		if _, err := s.scan(buf, len(text), true); err != nil {
			return
		}
	}
	var row [][]byte
	for i := range min(block.Rows(), sampleRows) {
		row = row[:0]
		for j := range block.Width(i) {
			c, _ := block.Cell(i, j)
			row = append(row, c)
		}
		f(block.Row[i], row)
	}
}
