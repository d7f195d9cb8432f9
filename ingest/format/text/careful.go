package text

import "bytes"

// ruling is a row read by the rule for quotes that do not follow RFC 4180.
//
// A quoted cell closes only at a quote before a delimiter, a line end or the end of the
// text. A quote inside that stands behind a delimiter or a line end says that the first
// quote was a letter, and so does a cell over several lines that ends in a delimiter and
// a quote, or whose lines look like rows of the table. Any other quote inside is a letter;
// a doubled one is one.
type ruling struct {
	cells   []span
	end     int   // behind its line end
	lines   int64 // line ends up to there
	letters int   // opening quotes that were letters
	open    bool  // one of them because the text ends, with nothing else against it
	split   bool  // a lone CR ended it
	looked  int   // bytes looked at for closing quotes
}

// span is where a cell stands.
type span struct {
	start, end int
	quoted     bool
}

// verdict is what is known of an opening quote.
type verdict uint8

const (
	closes   verdict = iota // at the place beside it
	letter                  // it was no opening quote
	unclosed                // the text ends before anything tells
	short                   // more text is wanted
	tooLong                 // the cell exceeds its limit, and nothing says that it is none
)

func (d *Dialect) newline() byte {
	if d.LineEnd == CR {
		return '\r'
	}
	return '\n'
}

// rule reads the row at the beginning of b by the rule above; final says that the text
// ends with b. The verdict is closes, short or tooLong. most bounds a cell.
func (d *Dialect) rule(b []byte, final bool, most int) (r ruling, v verdict) {
	newline := d.newline()
	for p := 0; ; p++ {
		cell := span{start: p}
		q := p
		for d.Space && q < len(b) && b[q] == ' ' {
			q++
		}
		if q < len(b) && b[q] == d.Quote {
			at, v := d.closing(b, q, final, len(r.cells)+1 == d.Width, most)
			r.looked += at - q
			switch v {
			case short, tooLong:
				return r, v
			case closes:
				cell, p = span{q + 1, at, true}, at+1
				r.lines += int64(bytes.Count(b[q:at], []byte{newline}))
			default:
				r.letters++
				r.open = r.open || v == unclosed
				p = q + 1
			}
		}
		for p < len(b) && b[p] != d.Delimiter && b[p] != newline {
			if d.Lone && b[p] == '\r' && len(r.cells)+1 == d.Width {
				if p+1 == len(b) && !final {
					return r, short
				}
				if p+1 < len(b) && b[p+1] != '\n' {
					r.split = true
					break
				}
			}
			p++
		}
		if p == len(b) && !final {
			return r, short
		}
		ended := p == len(b) || b[p] != d.Delimiter
		if !cell.quoted {
			if cell.end = p; ended && !r.split && newline == '\n' && p > cell.start && b[p-1] == '\r' {
				cell.end--
			}
		}
		if r.cells = append(r.cells, cell); ended {
			r.end = min(p+1, len(b))
			r.lines++
			return r, closes
		}
	}
}

// closing returns where the quote that opens at b[o] closes; last: in the last cell of the
// table's width.
func (d *Dialect) closing(b []byte, o int, final, last bool, most int) (int, verdict) {
	newline, lines := d.newline(), 0
	for q := o + 1; ; q++ {
		for q < len(b) && b[q] != d.Quote && b[q] != newline && (d.Escape == 0 || b[q] != d.Escape) {
			q++
		}
		switch {
		case q-o > most && (d.Width < 2 || d.swallowed(b, o, o+most)):
			return q, letter
		case q-o > most:
			return q, tooLong
		case q >= len(b) && !final:
			return q, short
		case q >= len(b):
			return q, unclosed
		case b[q] == newline:
			lines++
			continue
		case b[q] != d.Quote:
			q++ // what is escaped
			continue
		case !final && bytes.IndexByte(b[q:], newline) < 2:
			return q, short // the line tells
		}
		behind := q-1 > o && (b[q-1] == d.Delimiter || b[q-1] == newline)
		switch edge := d.edge(b, q+1, last); {
		case edge && lines > 0 && behind && b[q-1] == d.Delimiter, edge && d.swallowed(b, o, q):
			return q, letter
		case edge:
			return q, closes
		case b[q+1] == d.Quote && lines > 0 && behind && d.edge(b, q+2, last): // an empty cell
			return q, letter
		case b[q+1] == d.Quote:
			q++
		case behind:
			return q, letter
		}
	}
}

// edge reports whether a cell may end in front of b[i].
func (d *Dialect) edge(b []byte, i int, last bool) bool {
	if i >= len(b) || b[i] == d.Delimiter || b[i] == d.newline() {
		return true
	}
	return b[i] == '\r' && (d.Lone && last || i+1 >= len(b) || b[i+1] == '\n')
}

// swallowed reports whether the lines of a cell from b[o] to b[q] are rows of the table:
// two or more lines, half of them with the table's number of delimiters and with figures
// wherever the table has some. One of them proves nothing: the line in which a cell of the last
// column opens, or one of the first column closes, is whole in any case.
func (d *Dialect) swallowed(b []byte, o, q int) bool {
	newline := []byte{d.newline()}
	if d.Width < 2 || d.Figures == 0 || !bytes.Contains(b[o:q], newline) {
		return false
	}
	from := bytes.LastIndex(b[:o], newline) + 1
	outer := from == o || bytes.Count(b[from:o], []byte{d.Delimiter}) == d.Width-1
	if i := bytes.Index(b[q:], newline); i >= 0 {
		q += i
	} else {
		q = len(b)
	}
	lines, like := 0, 0
	for line := range bytes.SplitSeq(b[from:q], newline) {
		if lines++; d.whole(line) && d.figured(line) {
			like++
		}
	}
	if outer && like > 0 {
		like, lines = like-1, lines-1
	}
	return like > 0 && 2*like >= lines
}

// whole reports whether a line has the table's number of delimiters.
func (d *Dialect) whole(line []byte) bool {
	return bytes.Count(line, []byte{d.Delimiter}) == d.Width-1
}

// figured reports whether a digit stands in each column of the line where the table has
// one.
func (d *Dialect) figured(line []byte) bool {
	j := 0
	for c := range bytes.SplitSeq(line, []byte{d.Delimiter}) {
		if d.Figures>>j&1 == 1 && !bytes.ContainsFunc(c, isDigit) {
			return false
		}
		j++
	}
	return true
}
