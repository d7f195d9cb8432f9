package text

import (
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// appendUTF16 decodes src to dst and returns how many bytes it used. Half a surrogate
// pair, and an odd byte at the end when atEOF, become the byte 0xFF: invalid UTF-8,
// so that the reader marks the cell.
func appendUTF16(dst, src []byte, bigEndian, atEOF bool) ([]byte, int) {
	unit := func(i int) rune {
		if bigEndian {
			return rune(src[i])<<8 | rune(src[i+1])
		}
		return rune(src[i+1])<<8 | rune(src[i])
	}
	i := 0
	for i+1 < len(src) {
		r := unit(i)
		switch {
		case !utf16.IsSurrogate(r):
			dst = utf8.AppendRune(dst, r)
		case i+3 >= len(src) && !atEOF && r < 0xdc00:
			return dst, i
		default:
			pair := rune(utf8.RuneError)
			if i+3 < len(src) {
				pair = utf16.DecodeRune(r, unit(i+2))
			}
			if pair == utf8.RuneError {
				dst = append(dst, 0xff)
				break
			}
			dst = utf8.AppendRune(dst, pair)
			i += 2
		}
		i += 2
	}
	if atEOF && i < len(src) {
		dst = append(dst, 0xff)
		i = len(src)
	}
	return dst, i
}

// utf16Reader turns a stream of UTF-16 into UTF-8, without its byte order mark.
type utf16Reader struct {
	r         io.Reader
	bigEndian bool
	begun     bool
	err       error
	in        []byte // undecoded
	out       []byte // decoded, not yet read
	store     []byte
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		if u.store == nil {
			u.store = make([]byte, 64<<10)
		}
		k := copy(u.store, u.in)
		n, err := io.ReadFull(u.r, u.store[k:])
		if err == io.ErrUnexpectedEOF {
			err = io.EOF
		}
		u.err = err
		data := u.store[:k+n]
		if !u.begun && len(data) >= 2 {
			u.begun = true
			if _, mark := byOrderMark(data); mark == 2 {
				data = data[2:]
			}
		}
		out, used := appendUTF16(u.out[:0], data, u.bigEndian, err == io.EOF)
		u.out, u.in = out, data[used:]
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}
