package text

import (
	"unicode/utf8"

	"golang.org/x/sys/cpu"
)

// wideRegisters: the processor compares 32 bytes at once.
var wideRegisters = cpu.X86.HasAVX2 && cpu.X86.HasPOPCNT

//go:noescape
func marksAVX2(src *byte, chunks int, delim, newline, quote byte, out *marks)

//go:noescape
func tallyAVX2(src *byte, chunks int, quote byte, out *[4]uint64)

// mark is markPlain, by wide registers where there are any.
func mark(b []byte, delim, newline, quote byte, out []marks) {
	if !wideRegisters {
		markPlain(b, delim, newline, quote, out)
		return
	}
	if n := len(out); n > 0 {
		_ = b[64*n-1]
		marksAVX2(&b[0], n, delim, newline, quote, &out[0])
	}
}

// census is censusPlain, by wide registers where there are any.
func census(b []byte, quote byte) (quotes, feeds, returns int64, ascii bool) {
	if !wideRegisters || len(b) < 64 {
		return censusPlain(b, quote)
	}
	var sum [4]uint64
	n := len(b) / 64
	tallyAVX2(&b[0], n, quote, &sum)
	quotes, feeds, returns, ascii = censusPlain(b[64*n:], quote)
	return quotes + int64(sum[0]), feeds + int64(sum[1]), returns + int64(sum[2]), ascii && sum[3] == 0
}

// validAVX2 is Keiser and Lemire's check ("Validating UTF-8 in less than one instruction
// per byte", 2021) of 32·chunks bytes that begin with a character; one that is not
// complete at the end passes.
//
//go:noescape
func validAVX2(src *byte, chunks int) bool

// valid is utf8.Valid, by wide registers where there are any.
func valid(b []byte) bool {
	n := len(b) &^ 31
	if !wideRegisters || n == 0 {
		return utf8.Valid(b)
	}
	if !validAVX2(&b[0], n/32) {
		return false
	}
	for k := 1; k <= 3; k++ { // the character under way
		if utf8.RuneStart(b[n-k]) {
			n -= k
			break
		}
	}
	return utf8.Valid(b[n:])
}
