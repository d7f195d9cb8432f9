package text

import (
	"encoding/binary"
	"math/bits"
	"sync"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"
)

// The decoders of the encodings that hold ASCII as it stands; a table is built when
// its encoding is first met (about 1 ms, 128 KiB).
var (
	cp932       = sync.OnceValue(func() transform.Transformer { return newDecoder(japanese.ShiftJIS) })
	eucJP       = sync.OnceValue(func() transform.Transformer { return newDecoder(japanese.EUCJP) })
	windows1252 = sync.OnceValue(func() transform.Transformer { return newDecoder(charmap.Windows1252) })
)

// decoder turns an encoding of one, two or three bytes to the character into UTF-8.
// It gives the same bytes, counts and errors as x/text's decoder, which its table is
// taken from and which it asks at the edges: the last bytes of a source, the last
// room of a destination, and what the table leaves out. It holds no state.
//
// As every Transformer may, it uses dst behind the bytes it reports as scratch room.
type decoder struct {
	transform.NopResetter
	model transform.Transformer // x/text's
	table *[1 << 15]entry
}

// entry is what a byte from 0x80 and the byte behind it begin with: the characters that
// fit into three bytes of UTF-8, the first byte lowest; above them the number of bytes
// written and (bit 28) of bytes read. Zero: two bytes do not tell.
type entry uint32

func (e entry) written() int { return int(e >> 24 & 15) }
func (e entry) read() int    { return int(e >> 28) }

// newDecoder asks x/text for every pair of bytes.
func newDecoder(e encoding.Encoding) transform.Transformer {
	d := &decoder{model: e.NewDecoder().Transformer, table: new([1 << 15]entry)}
	var pair [2]byte
	for i := range d.table {
		var utf [4]byte
		binary.BigEndian.PutUint16(pair[:], 1<<15|uint16(i))
		n, read, _ := d.model.Transform(utf[:3], pair[:], false)
		d.table[i] = entry(read)<<28 | entry(n)<<24 | entry(binary.LittleEndian.Uint32(utf[:]))
	}
	return d
}

const highBits = 0x8080808080808080 // that no ASCII byte has

// margin is the room that the quick loop wants before it on both sides.
const margin = 16

// Transform implements transform.Transformer. The two commonest steps, sixteen bytes
// of ASCII and two bytes that become three, have branches of their own: where the
// processor foresees the step, it begins the next before this one's table is read.
func (d *decoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for len(src)-nSrc >= margin && len(dst)-nDst >= margin {
		from, to := src[nSrc:nSrc+margin], dst[nDst:nDst+margin]
		if from[0] < 0x80 {
			first, second := binary.LittleEndian.Uint64(from), binary.LittleEndian.Uint64(from[8:])
			binary.LittleEndian.PutUint64(to, first)
			binary.LittleEndian.PutUint64(to[8:], second)
			if (first|second)&highBits == 0 {
				nSrc += 16
				nDst += 16
				continue
			}
			n := bits.TrailingZeros64(first&highBits) >> 3
			if n == 8 {
				n += bits.TrailingZeros64(second&highBits) >> 3
			}
			nSrc += n
			nDst += n
			continue
		}
		e := d.table[uint(from[0]&0x7f)<<8|uint(from[1])]
		binary.LittleEndian.PutUint32(to, uint32(e&0xffffff))
		switch e >> 24 {
		case 0x23:
			nSrc += 2
			nDst += 3
		case 0: // three bytes: x/text reads at least one of them
			written, read, _ := d.model.Transform(to, from[:3], false)
			nDst += written
			nSrc += read
		default:
			nDst += e.written()
			nSrc += e.read()
		}
	}
	written, read, err := d.model.Transform(dst[nDst:], src[nSrc:], atEOF)
	return nDst + written, nSrc + read, err
}
