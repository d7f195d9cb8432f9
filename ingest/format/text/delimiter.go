package text

import (
	"bytes"
	"fmt"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
)

// rare are delimiters that are looked for where the usual ones give one column.
//
// Colons and blanks stand in times and names too: they separate only where every line has
// the same number of two or more, and figures stand below words in one of the columns.
var rare = [...]struct {
	c      byte
	doubts bool
}{{'^', false}, {'~', false}, {0x01, false}, {0x1f, false}, {':', true}, {' ', true}}

// rareDelimiter returns the rare delimiter that text is written with, or 0.
func rareDelimiter(text []byte) byte {
	rows := wholeLines(text)
	if len(rows) < 3 {
		return 0
	}
	for _, r := range rare {
		n, same := bytes.Count(rows[0], []byte{r.c}), 0
		for _, l := range rows {
			if n > 0 && bytes.Count(l, []byte{r.c}) == n {
				same++
			}
		}
		switch {
		case !r.doubts && 20*same >= 19*len(rows), r.doubts && n > 1 && same == len(rows) && figuresBelow(rows, r.c):
			return r.c
		}
	}
	return 0
}

// wholeLines returns the first lines of text that hold something; the last, which may be
// cut, is left out when there are others.
func wholeLines(text []byte) (out [][]byte) {
	for len(text) > 0 && len(out) < sampleRows {
		line := text
		i := bytes.IndexAny(text, "\r\n")
		if i >= 0 {
			line, text = text[:i], text[i+1:]
		} else {
			text = nil
		}
		if line = bytes.TrimSpace(line); len(line) > 0 && (i >= 0 || len(out) == 0) {
			out = append(out, line)
		}
	}
	return out
}

// figuresBelow reports whether no digit stands in the first line, and in one column of the
// others always.
func figuresBelow(rows [][]byte, c byte) bool {
	if bytes.ContainsFunc(rows[0], isDigit) {
		return false
	}
	with := make([]int, bytes.Count(rows[0], []byte{c})+1)
	for _, r := range rows[1:] {
		j := 0
		for cell := range bytes.SplitSeq(r, []byte{c}) {
			if bytes.ContainsFunc(cell, isDigit) {
				with[j]++
			}
			j++
		}
	}
	for _, n := range with {
		if n == len(rows)-1 {
			return true
		}
	}
	return false
}

// padded reports whether a blank stands behind nearly every delimiter that a cell follows.
func padded(text []byte, d Dialect) bool {
	if d.Delimiter == ' ' || d.Delimiter == 0 {
		return false
	}
	with, without, inside := 0, 0, false
	for i := 0; i+1 < len(text); i++ {
		switch c := text[i]; {
		case c == d.Quote && d.Quote != 0:
			inside = !inside
		case inside || c != d.Delimiter:
		case text[i+1] == ' ':
			with++
		case text[i+1] != d.Delimiter && text[i+1] != '\n' && text[i+1] != '\r':
			without++
		}
	}
	return with >= 3 && 20*without <= with
}

// twice reports whether the delimiter stands doubled: every second column of the table is
// empty, the heading's too.
func (d *Dialect) twice(text []byte) bool {
	if d.Delimiter != '|' {
		return false
	}
	rows, empty := 0, 0
	d.sampleRows(text, func(_ int64, row [][]byte) {
		if len(row) < 3 {
			return
		}
		rows++
		for j := 1; j < len(row); j += 2 {
			if len(row[j]) > 0 {
				return
			}
		}
		if len(row)%2 == 1 {
			empty++
		}
	})
	return rows > 1 && 20*empty >= 19*rows
}

// tidy takes the blanks behind delimiters off the cells of the block, and joins what a
// doubled delimiter has cut.
func (b *reader) tidy() {
	k, d := b.block, b.file.dialect
	if !d.Padded && !d.Twice {
		return
	}
	from, n := k.First[0], uint32(0)
	for i := range k.Row {
		to := k.First[i+1]
		for j := from; j < to; j++ {
			start, end := k.Start[j], k.End[j]
			for d.Twice && j+1 < to {
				if k.Start[j+1] == k.End[j+1] && j+2 < to { // the second of two
					j++
					break
				}
				j++
				end = k.End[j]
			}
			if d.Padded && n > k.First[i] && start < end && k.Data[start] == ' ' && k.Data[start-1] != d.Quote {
				start++
			}
			k.Start[n], k.End[n] = start, end
			n++
		}
		from, k.First[i+1] = to, n
	}
	k.Start, k.End = k.Start[:n], k.End[:n]
}

// oneColumn warns of a table of one column, with what else its lines may be.
func (d *Dialect) oneColumn(text []byte) []raw.Warning {
	rows := wholeLines(text)
	if d.Width > 1 || len(rows) < 2 {
		return nil
	}
	w := raw.Warning{Code: "one_column", Text: fault.Sentence{JA: "列が一つしかありません", EN: "only one column was found"}}
	if fixedWidth(rows) {
		w.Text.JA += "。固定長の列のようです。区切り文字のある形式で出力してください"
		w.Text.EN += "; its lines look like columns of fixed width: export them with a delimiter"
		return []raw.Warning{w}
	}
	for _, c := range []byte(": /#!&*+=_") {
		n := bytes.Count(rows[0], []byte{c})
		same := n > 0
		for _, r := range rows {
			same = same && bytes.Count(r, []byte{c}) == n
		}
		if name := delimiterName(c); same {
			w.Text.JA += fmt.Sprintf("。どの行にも %s が %d 個あります。区切りなら区切り文字(delimiter)に指定してください", name, n)
			w.Text.EN += fmt.Sprintf("; every line holds %d × %s: if that separates columns, name it as the delimiter", n, name)
			return []raw.Warning{w}
		}
	}
	w.Text.JA += "。ほかの文字で区切られているなら区切り文字(delimiter)を指定してください"
	w.Text.EN += "; if another character separates columns, name it as the delimiter"
	return []raw.Warning{w}
}

// fixedWidth reports whether blanks stand in the same columns of all lines, one of them in
// front of a cell.
func fixedWidth(rows [][]byte) bool {
	edges := 0
	if len(rows) < 3 {
		return false
	}
	short := len(rows[0])
	for _, r := range rows {
		short = min(short, len(r))
	}
	for i := 1; i+1 < short; i++ {
		all := true
		for _, r := range rows {
			all = all && r[i] == ' ' && r[i+1] != ' '
		}
		if all {
			edges++
		}
	}
	runs := 0
	for _, r := range rows {
		if bytes.Contains(r, []byte("  ")) {
			runs++
		}
	}
	return edges > 0 && 2*runs > len(rows)
}
