package sheet

import (
	"math"
)

// The sizes of fonts, in points.
const (
	PageFont      = 9.5 // on page one; nothing is smaller
	BodyFont      = 10.0
	SmallestPrint = 9.0 // on paper
)

// A page of A4 in landscape, in points, with the margins of every sheet.
const (
	PaperWidth, PaperHeight = 841.9, 595.3
	MarginSide, MarginTop   = 0.30 * 72, 0.45 * 72
	MarginBottom            = 0.50 * 72
	ScaleLeast              = SmallestPrint / PageFont // how far page one may be made smaller
	PageHeight              = (PaperHeight - MarginTop - MarginBottom) / ScaleLeast
	PageWidth               = (PaperWidth - 2*MarginSide) / ScaleLeast
	DigitPoints             = 8 * .75 // width of a digit of the default font, Yu Gothic 11: 8 pixels
)

// LineHeight is the height of n lines at size points. Yu Gothic stands on tall lines.
func LineHeight(n int, size float64) float64 { return 2.5 + float64(n)*size*1.5 }

// RowHeight is the height of r on columns: what its longest cell needs.
func RowHeight(r *Row, columns []Column, size float64, counted *LineCounter) float64 {
	switch r.Role {
	case Space:
		return 3.5
	case Title:
		return LineHeight(1, size+3.5)
	case Band:
		return LineHeight(1, size)
	}
	lines := 1
	k := 0
	for i := range r.Cells {
		c, at := &r.Cells[i], k
		width := 0.
		for n := max(c.Span, 1); n > 0 && k < len(columns); n-- {
			width += columns[k].Width
			k++
		}
		if c.Kind == Words && c.Text != "" {
			s := size
			if c.Tone == Bold || c.Tone == Important || r.Role == Heading {
				s *= 1.04
			}
			if c.Tone == Large {
				s = (s + 1) * 1.04
			}
			lines = max(lines, counted.Of(at, c.Text, width, s))
		}
	}
	return math.Max(LineHeight(lines, size), r.Height)
}

// Tallest is the height in points that Excel allows a row; a longer text is read in
// its cell.
const Tallest = 409
