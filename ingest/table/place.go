package table

import (
	"strconv"
	"strings"
)

// Place is a position in a source that a person can open: a cell of a sheet
// (q3.xlsx:Deals!F214) or a field of a text file (q3.csv:214:17).
type Place struct {
	File   string // path as the configuration gives it
	Sheet  string // "" for text, Parquet and Arrow
	Row    int64  // physical line or sheet row, 1-based; 0 = the file as a whole
	Column int    // 1-based; 0 = the row as a whole
}

// String returns the position as a person would look it up.
func (p Place) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Sheet != "" {
		b.WriteString(":" + p.Sheet)
	}
	if p.Row == 0 {
		return b.String()
	}
	if p.Sheet != "" {
		b.WriteByte('!')
		if p.Column > 0 {
			b.WriteString(ColumnLetters(p.Column))
		}
		b.WriteString(strconv.FormatInt(p.Row, 10))
		return b.String()
	}
	b.WriteString(":" + strconv.FormatInt(p.Row, 10))
	if p.Column > 0 {
		b.WriteString(":" + strconv.Itoa(p.Column))
	}
	return b.String()
}

// Less orders places by file, sheet, row, column.
func (p Place) Less(q Place) bool {
	if p.File != q.File {
		return p.File < q.File
	}
	if p.Sheet != q.Sheet {
		return p.Sheet < q.Sheet
	}
	if p.Row != q.Row {
		return p.Row < q.Row
	}
	return p.Column < q.Column
}

// ColumnLetters returns the sheet letters of a 1-based column: 1 → A, 27 → AA.
func ColumnLetters(n int) string {
	var b [8]byte
	i := len(b)
	for n > 0 {
		n--
		i--
		b[i] = byte('A' + n%26)
		n /= 26
	}
	return string(b[i:])
}
