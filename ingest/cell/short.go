package cell

import (
	"math/bits"

	"tenbin/ingest/format/raw"
)

// Shape is what an amount written in digits with at most one point shows of its column.
type Shape uint8

// The shapes. Unshaped stands for any other text.
const (
	Unshaped  Shape = iota
	WithPoint       // 12.5: proves a point
	OpenPoint       // 1.234: a decimal point, or grouped
	NoPoint
	Typed // a number by its type, which shows nothing
	shapes
)

// Short reads a text of one to eight bytes, the lowest byte of x its first and those
// behind it 0, if it is nothing but digits with at most one point between them: in units
// of 10^-scale, as Decimal reads it where the column's locale is Point. ok is false for
// any other text, and for more decimals than scale.
//
// The digits are put side by side and summed in pairs, fours and eights (Lemire, "Quickly
// parsing eight digits", 2018).
func Short(x uint64, size, scale int) (v int64, s Shape, ok bool) {
	const each = 0x0101010101010101
	if uint(size-1) > 7 || uint(scale) >= uint(len(powers)) {
		return 0, Unshaped, false
	}
	s = NoPoint
	p := x ^ each*'.'
	decimals := 0
	if m := ^((p&(each*0x7f) + each*0x7f) | p | each*0x7f); m != 0 { // a bit for each point
		at := bits.TrailingZeros64(m) >> 3
		decimals = size - at - 1
		if m&(m-1) != 0 || at == 0 || decimals == 0 || decimals > scale {
			return 0, Unshaped, false
		}
		s = WithPoint
		if decimals == 3 && at <= 3 && byte(x) != '0' {
			s = OpenPoint
		}
		before := uint64(1)<<(8*at) - 1
		x = x&before | x>>8&^before
		size--
	}
	x ^= each * '0' >> (8 * (8 - size)) // digits become 0 to 9, the bytes behind stay 0
	if (x+each*0x76|x)&(each*0x80) != 0 {
		return 0, Unshaped, false
	}
	x <<= 8 * (8 - size)
	x = x*10 + x>>8
	x = (x&0x000000ff000000ff*0x000f424000000064 + x>>16&0x000000ff000000ff*0x0000271000000001) >> 32
	return int64(x) * powers[scale-decimals], s, true
}

// ShapeOf returns the shape of an amount, told by its lengths.
func ShapeOf(b []byte, h raw.Hint) Shape {
	if h != raw.Plain && h != raw.String && h != raw.Number {
		return Unshaped
	}
	point := -1
	for i, c := range b {
		switch {
		case digit(c):
		case c == '.' && point < 0:
			point = i
		default:
			return Unshaped
		}
	}
	switch {
	case len(b) == 0 || len(b) > 24 || len(b) == 1 && point == 0:
		return Unshaped
	case h == raw.Number:
		return Typed
	case point < 0:
		return NoPoint
	case len(b)-point-1 == 3 && point >= 1 && point <= 3 && b[0] != '0':
		return OpenPoint
	}
	return WithPoint
}

// ObserveShapes counts amounts of which the shapes are known, n of each.
func (p *Profile) ObserveShapes(n *[shapes]int64) {
	p.numbers[provesPoint] += n[WithPoint]
	p.numbers[eitherPoint] += n[OpenPoint]
	p.numbers[plain] += n[NoPoint]
	p.typed += n[Typed]
	p.cells += n[WithPoint] + n[OpenPoint] + n[NoPoint] + n[Typed]
}

// Shapes counts amounts by shape.
type Shapes = [shapes]int64
