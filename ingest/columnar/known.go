package columnar

import (
	"encoding/binary"
	"math"

	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/ingest/raw"
)

// known remembers where the texts of a column's values stand in the dictionary, so that a
// value that comes again is neither written nor, behind us, looked up again. Two values
// that fall on one place drive each other out.
type known struct {
	texts        [1 << knownBits]knownText
	hits, misses int
}

const knownBits = 12

// knownText is a text in the dictionary, or, not used, a value that was met once.
type knownText struct {
	key      uint64
	from, to uint32
	hint     raw.Hint
	used     bool
}

func (t *known) find(key uint64) *knownText {
	return &t.texts[key*0x9e3779b97f4a7c15>>(64-knownBits)]
}

// pays reports whether values come again often enough.
func (t *known) pays() bool { return t.misses < 2<<knownBits || t.hits > t.misses }

// takeKeys fills c.keys with what the values of the batch are known by: the number
// itself, or a digest of a text, which must then be compared. False for a type that is
// always written.
func (c *cursor) takeKeys() bool {
	c.keys = c.keys[:0]
	switch {
	case len(c.ints32) > 0:
		for _, v := range c.ints32 {
			c.keys = append(c.keys, uint64(uint32(v)))
		}
	case len(c.ints64) > 0:
		for _, v := range c.ints64 {
			c.keys = append(c.keys, uint64(v))
		}
	case len(c.f64) > 0:
		for _, v := range c.f64 {
			c.keys = append(c.keys, math.Float64bits(v))
		}
	case len(c.bytes) > 0:
		switch c.column.LogicalType().(type) {
		case schema.StringLogicalType, *schema.StringLogicalType:
		default:
			return false
		}
		for _, b := range c.bytes {
			c.keys = append(c.keys, digest(b))
		}
	}
	return len(c.keys) > 0
}

// digest tells most texts apart by their ends and length.
func digest(b []byte) uint64 {
	n := len(b)
	if n < 8 {
		h := uint64(n) << 56
		for k, x := range b {
			h ^= uint64(x) << (8 * k)
		}
		return h
	}
	return (binary.LittleEndian.Uint64(b)*0xd6e8feb86659fd93 ^ binary.LittleEndian.Uint64(b[n-8:])) + uint64(n)
}
