package table

import (
	"crypto/sha256"
	"encoding/binary"
)

// crockford is the alphabet of Crockford's base 32.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ID names a thing by what it is: the first 80 bits of SHA-256 over kind and parts,
// each prefixed by its length (8 bytes, big-endian), in Crockford base 32 behind the
// kind: r-0ABC….
func ID(kind string, parts ...string) string {
	h := sha256.New()
	for _, p := range append([]string{kind}, parts...) {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	sum := h.Sum(nil)
	out := make([]byte, 16)
	for i := range out {
		bit := 5 * i
		v := uint16(sum[bit/8])<<8 | uint16(sum[bit/8+1])
		out[i] = crockford[v>>(11-bit%8)&31]
	}
	return kind + "-" + string(out)
}
