package fault

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tenbin/ingest/table"
)

// Question is something about a file that can be read two ways with different money: the
// run stops before anything is published until a person has answered it. Nothing is
// guessed.
type Question struct {
	Code     string      // names the question in answers: of the configuration
	Place    table.Place // file, sheet and, where there is one, the column
	Seen     Sentence    // what was seen
	Readings []Reading   // two or more
	Places   int         // decimal places of the sums: JPY 0, USD 2
}

// Reading is one answer to a question.
type Reading struct {
	Word string   // answers: {Code: Word}
	What Sentence // how the file is then understood
	// List and Discount (list − net, where positive) are the sums of the file under this reading in minor units; nil
	// where they were not computed.
	List, Discount *int64
	// Line is what settles it in the source's entry of tenbin.yaml, "" for answers: {Code: Word}.
	Line string
}

// Settles is the line of tenbin.yaml that gives this answer.
func (q Question) Settles(r Reading) string {
	if r.Line != "" {
		return r.Line
	}
	word := r.Word
	if strings.ContainsAny(word, " :#,{}[]'\"&*!|>%@`") {
		word = "'" + strings.ReplaceAll(word, "'", "''") + "'"
	}
	return fmt.Sprintf("answers: {%s: %s}", q.Code, word)
}

// Questions are all that must be answered before a run may publish; as an error they block
// it. Empty lists are no error: see Err.
type Questions []Question

// Err is q as an error, nil where nothing is asked.
func (q Questions) Err() error {
	if len(q) == 0 {
		return nil
	}
	slices.SortStableFunc(q, func(a, b Question) int {
		switch {
		case a.Place.Less(b.Place):
			return -1
		case b.Place.Less(a.Place):
			return 1
		}
		return strings.Compare(a.Code, b.Code)
	})
	return q
}

// Error says the first question in English.
func (q Questions) Error() string {
	return fmt.Sprintf("%s (%s): answer it in the configuration", q[0].Seen.EN, q[0].Place)
}

// Amount is a sum as a number that may be unknown.
func Amount(v int64) *int64 { return &v }

// Money writes an amount in minor units as a person reads it: 1234567 with two places is
// 12,345.67.
func Money(v int64, places int) string {
	digits, sign := strconv.FormatInt(v, 10), ""
	if v < 0 {
		digits, sign = digits[1:], "-"
	}
	for len(digits) <= places {
		digits = "0" + digits
	}
	whole, part := digits[:len(digits)-places], digits[len(digits)-places:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if part != "" {
		part = "." + part
	}
	return sign + whole + part
}
