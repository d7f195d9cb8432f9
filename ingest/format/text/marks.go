package text

import (
	"bytes"
	"encoding/binary"
)

// marks says of 64 bytes, a bit each, where fields end and where quotes stand.
type marks struct {
	ends   uint64 // delimiters and newlines
	feeds  uint64 // newlines
	quotes uint64
}

const (
	low7 = 0x7f7f7f7f7f7f7f7f
	ones = 0x0101010101010101
)

// equal sets the high bit of each byte of x that equals that of c.
func equal(x, c uint64) uint64 {
	x ^= c
	return ^((x&low7 + low7) | x | low7)
}

// markPlain fills out with the marks of the first 64·len(out) bytes of b, eight bytes at
// a time.
func markPlain(b []byte, delim, newline, quote byte, out []marks) {
	dw, nw, qw := ones*uint64(delim), ones*uint64(newline), ones*uint64(quote)
	for k := range out {
		var m marks
		for i := range 8 {
			x := binary.LittleEndian.Uint64(b[64*k+8*i:])
			m.ends |= gather(equal(x, dw)) << (8 * i)
			m.feeds |= gather(equal(x, nw)) << (8 * i)
			m.quotes |= gather(equal(x, qw)) << (8 * i)
		}
		m.ends |= m.feeds
		out[k] = m
	}
}

// gather puts the high bits of the bytes of x side by side.
func gather(x uint64) uint64 { return x >> 7 * 0x0102040810204080 >> 56 }

// censusPlain counts quotes, line feeds and returns and tells whether all of b is ASCII.
func censusPlain(b []byte, quote byte) (quotes, feeds, returns int64, ascii bool) {
	high := byte(0)
	for _, c := range b {
		high |= c
	}
	return int64(bytes.Count(b, []byte{quote})), int64(bytes.Count(b, []byte{'\n'})), int64(bytes.Count(b, []byte{'\r'})), high < 0x80
}
