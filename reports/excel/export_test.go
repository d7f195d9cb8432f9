package excel

import "tenbin/reports/sheet"

// What tests from outside compare.
var (
	ShapeOf = shapeOf
	FrameOf = frameOf
	Cut     = cut
)

// Framed is the frame of b as p makes it.
func Framed(p *Pool, b *sheet.Book) (map[string][]byte, error) { return p.framed(b) }
