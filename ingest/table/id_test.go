package table

import (
	"crypto/sha256"
	"math/big"
	"strings"
	"testing"
)

// The second source: the first ten bytes as one big number, written in base 32.
func TestID(t *testing.T) {
	message := "\x00\x00\x00\x00\x00\x00\x00\x01f\x00\x00\x00\x00\x00\x00\x00\x02ab\x00\x00\x00\x00\x00\x00\x00\x00"
	sum := sha256.Sum256([]byte(message))
	digits := new(big.Int).SetBytes(sum[:10]).Text(32)
	digits = strings.Repeat("0", 16-len(digits)) + digits
	want := strings.Map(func(r rune) rune { return rune(crockford[strings.IndexRune("0123456789abcdefghijklmnopqrstuv", r)]) }, digits)
	if got := ID("f", "ab", ""); got != "f-"+want {
		t.Errorf("ID = %s, want f-%s", got, want)
	}
	if ID("f", "a", "b") == ID("f", "ab") || ID("f", "a") == ID("g", "a") {
		t.Error("different parts share an id")
	}
}
