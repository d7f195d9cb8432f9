package rows

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"tenbin/ingest/cell"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
)

// How many rows show whether a spreadsheet shortened the numbers of documents, and how many of
// them at least must be so where only the zeros at the end say it.
const (
	shortenedSample = 200
	roundedLeast    = 10
)

// shortened looks at the first rows: a spreadsheet has shortened the numbers of documents or
// lines where half of them are written as 2.0261E+11, or all have more than fifteen digits and
// zeros behind the fifteenth.
func (s *Source) shortened(ctx context.Context) (bool, error) {
	var cells []int
	for _, column := range []string{"document", "line_id"} {
		if c := s.Layout.Named(column); c != nil && c.Join == heading.MainRow && c.Constant == nil && len(c.Cells) == 1 {
			cells = append(cells, c.Cells[0])
		}
	}
	if len(cells) == 0 {
		return false, nil
	}
	columns := make([]numbers, len(cells))
	rows := 0
	err := s.Found.Sheet.Read(ctx, 0, func(b *raw.Block) error {
		for i := range b.Rows() {
			if b.Row[i] <= s.Found.Row {
				continue
			}
			for k, j := range cells {
				if j >= b.Width(i) {
					continue
				}
				text, _ := b.Cell(i, j)
				columns[k].observe(bytes.TrimSpace(text))
			}
			if rows++; rows >= shortenedSample {
				return heading.ErrEnough
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, heading.ErrEnough) {
		return false, err
	}
	return slices.ContainsFunc(columns, numbers.shortened), nil
}

// numbers counts what the cells of a column of numbers look like.
type numbers struct{ seen, powers, rounded int }

func (n *numbers) observe(text []byte) {
	if len(text) == 0 {
		return
	}
	if text[0] == '=' {
		text, _ = cell.Unwrapped(text)
	}
	n.seen++
	if power(text) {
		n.powers++
	}
	if longRound(text) {
		n.rounded++
	}
}

func (n numbers) shortened() bool {
	return n.seen > 1 && 2*n.powers >= n.seen || n.seen >= roundedLeast && n.rounded == n.seen
}

// power reports whether a text is a number with an exponent: 2.0261E+11.
func power(text []byte) bool {
	mantissa, exponent, ok := bytes.Cut(bytes.ToUpper(text), []byte("E+"))
	return ok && len(mantissa) > 0 && digits(bytes.Replace(mantissa, []byte("."), nil, 1)) && len(exponent) <= 3 && digits(exponent)
}

// longRound reports whether a number is what a spreadsheet leaves of a longer one: only zeros
// behind the fifteenth digit, or, of twelve digits or more, behind the sixth, which is all
// that 2.02610E+11 shows.
func longRound(text []byte) bool {
	if len(text) < 12 || !digits(text) {
		return false
	}
	return len(text) > 15 && len(bytes.Trim(text[15:], "0")) == 0 || len(bytes.TrimRight(text, "0")) <= 6
}

func digits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}
