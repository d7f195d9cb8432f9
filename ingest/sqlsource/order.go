package sqlsource

import (
	"bytes"
	"cmp"
	"encoding/binary"

	"tenbin/ingest/format/raw"
)

// A row of an answer is kept as its cells from left to right, each a byte of its hint,
// the length of its text as an uvarint, and the text.

func appendCell(row, text []byte, h raw.Hint) []byte {
	row = append(row, byte(h))
	row = binary.AppendUvarint(row, uint64(len(text)))
	return append(row, text...)
}

// nextCell splits the first cell off a row.
func nextCell(row []byte) (text []byte, h raw.Hint, rest []byte) {
	n, k := binary.Uvarint(row[1:])
	from := 1 + k
	return row[from : from+int(n)], raw.Hint(row[0]), row[from+int(n):]
}

// compareRows orders the rows of an answer by their columns from left to right: NULL
// first, numbers by value, everything else by bytes. It is the order of PostgreSQL's
// ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, … with COLLATE "C", so that the number of a row
// can be looked up there. Rows that compare equal are equal in every byte.
func compareRows(a, b []byte) int {
	for len(a) > 0 && len(b) > 0 {
		textA, hintA, restA := nextCell(a)
		textB, hintB, restB := nextCell(b)
		if c := compareCells(textA, hintA, textB, hintB); c != 0 {
			return c
		}
		a, b = restA, restB
	}
	return cmp.Compare(len(a), len(b))
}

func compareCells(a []byte, hintA raw.Hint, b []byte, hintB raw.Hint) int {
	if c := cmp.Compare(classOf(hintA), classOf(hintB)); c != 0 {
		return c
	}
	if hintA == raw.Number {
		if c := compareDecimals(a, b); c != 0 {
			return c
		}
	}
	if c := bytes.Compare(a, b); c != 0 {
		return c
	}
	return cmp.Compare(hintA, hintB)
}

// classOf puts NULL before numbers and numbers before what else a column may hold.
func classOf(h raw.Hint) int {
	switch h {
	case raw.Plain:
		return 0
	case raw.Number:
		return 1
	}
	return 2
}

// compareDecimals compares decimal texts by value, however long they are.
func compareDecimals(a, b []byte) int {
	negA, negB := a[0] == '-', b[0] == '-'
	a, b = bytes.TrimPrefix(a, []byte("-")), bytes.TrimPrefix(b, []byte("-"))
	c := compareSizes(a, b)
	switch {
	case negA && negB:
		return -c
	case negA != negB && isZero(a) && isZero(b):
		return 0
	case negA:
		return -1
	case negB:
		return 1
	}
	return c
}

func isZero(digits []byte) bool { return len(bytes.Trim(digits, "0.")) == 0 }

// compareSizes compares decimal texts without sign.
func compareSizes(a, b []byte) int {
	wholeA, partA, _ := bytes.Cut(a, []byte("."))
	wholeB, partB, _ := bytes.Cut(b, []byte("."))
	wholeA, wholeB = bytes.TrimLeft(wholeA, "0"), bytes.TrimLeft(wholeB, "0")
	if c := cmp.Compare(len(wholeA), len(wholeB)); c != 0 {
		return c
	}
	if c := bytes.Compare(wholeA, wholeB); c != 0 {
		return c
	}
	return bytes.Compare(bytes.TrimRight(partA, "0"), bytes.TrimRight(partB, "0"))
}
