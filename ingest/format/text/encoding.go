package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"
)

// Encoding is a character encoding that the reader knows.
type Encoding uint8

// The encodings.
const (
	UTF8 Encoding = iota
	UTF16LE
	UTF16BE
	CP932
	EUCJP
	Windows1252
	ISO2022JP // seven bits, with escapes
	undecided
)

var encodingNames = [...]string{"UTF-8", "UTF-16LE", "UTF-16BE", "CP932", "EUC-JP", "Windows-1252", "ISO-2022-JP", ""}

// String returns the usual name.
func (e Encoding) String() string { return encodingNames[e] }

// encodingNamed returns the encoding that a configuration names.
func encodingNamed(s string) (Encoding, error) {
	switch strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s)) {
	case "":
		return undecided, nil
	case "utf8", "utf8bom", "utf8sig", "ascii", "usascii":
		return UTF8, nil
	case "utf16", "utf16le", "unicode":
		return UTF16LE, nil
	case "utf16be":
		return UTF16BE, nil
	case "cp932", "shiftjis", "sjis", "windows31j", "ms932", "mskanji":
		return CP932, nil
	case "eucjp", "ujis":
		return EUCJP, nil
	case "windows1252", "cp1252", "latin1", "iso88591":
		return Windows1252, nil
	case "iso2022jp", "jis":
		return ISO2022JP, nil
	}
	return undecided, fmt.Errorf("unknown encoding %q: use utf-8, utf-16le, utf-16be, cp932, euc-jp, iso-2022-jp or windows-1252", s)
}

// transformer returns the decoder to UTF-8, nil for UTF-8 and UTF-16 (utf16Reader).
// It writes U+FFFD, which none of these encodings can hold, for what does not decode.
func (e Encoding) transformer() transform.Transformer {
	switch e {
	case CP932: // x/text's ShiftJIS is Windows-31J
		return cp932()
	case EUCJP:
		return eucJP()
	case Windows1252:
		return windows1252()
	case ISO2022JP:
		return japanese.ISO2022JP.NewDecoder().Transformer
	}
	return nil
}

// escaped7 reports whether b is written in the seven bits of ISO-2022-JP: an escape to its
// kanji or kana, and no byte from 0x80.
func escaped7(b []byte) bool {
	escape := false
	for _, e := range []string{"\x1b$B", "\x1b$@", "\x1b$(D", "\x1b(I"} {
		escape = escape || bytes.Contains(b, []byte(e))
	}
	return escape && !bytes.ContainsFunc(b, func(r rune) bool { return r >= utf8.RuneSelf })
}

// controlled reports whether b holds control characters of many kinds, as no text does.
func controlled(b []byte) bool {
	var kinds [32]bool
	n, all := 0, 0
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			if all++; !kinds[c] {
				kinds[c] = true
				n++
			}
		}
	}
	return n >= 8 && 100*all > len(b)
}

// byOrderMark returns the encoding that a byte order mark names and the mark's length.
func byOrderMark(b []byte) (Encoding, int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return UTF8, 3
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return UTF16LE, 2
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return UTF16BE, 2
	}
	return undecided, 0
}

// wide recognises UTF-16 without a mark by zeros on one side of the byte pairs;
// binary reports zeros that are no UTF-16.
func wide(b []byte) (e Encoding, binary bool) {
	var zeros [2]int
	for i, c := range b {
		if c == 0 {
			zeros[i&1]++
		}
	}
	pairs, all := len(b)/2, zeros[0]+zeros[1]
	switch {
	case all == 0 || pairs == 0:
		return undecided, false
	case zeros[1]*20 >= pairs && zeros[0]*20 <= zeros[1]:
		return UTF16LE, false
	case zeros[0]*20 >= pairs && zeros[1]*20 <= zeros[0]:
		return UTF16BE, false
	}
	return undecided, all*100 > len(b)
}

// guess returns the likeliest encoding of bytes without zeros. valid says that the
// whole file was proved to be UTF-8.
//
// The tests, in order: valid UTF-8; nearly valid (at most one bad sequence to ten
// good ones); Western letters, that is high bytes from 0xC0 that stand alone among
// ASCII, which CP932 and EUC-JP hardly have; EUC-JP against CP932 by broken
// sequences, then by half-width kana, which Japanese text holds few of and EUC-JP
// read as CP932 is full of.
func guess(b []byte) Encoding {
	good, bad := utf8Counts(b)
	if bad == 0 || good >= 10*bad {
		return UTF8
	}
	high, alone := 0, 0
	for i, c := range b {
		if c < 0x80 {
			continue
		}
		high++
		if (i == 0 || b[i-1] < 0x80) && (i+1 == len(b) || b[i+1] < 0x80) && (c >= 0xc0 || c >= 0x91 && c <= 0x94 || c == 0xb0 || c == 0xa3) {
			alone++
		}
	}
	if alone*10 >= high*6 {
		return Windows1252
	}
	sjisBad, kana, pairs := sjisCounts(b)
	eucBad := eucErrors(b)
	switch {
	case eucBad == 0 && sjisBad > 0:
		return EUCJP
	case eucBad == 0 && kana > pairs/4:
		return EUCJP
	case sjisBad*20 > pairs+kana && eucBad*20 > high:
		return Windows1252
	case eucBad < sjisBad:
		return EUCJP
	}
	return CP932
}

// utf8Counts returns the number of good and bad multi-byte sequences; a sequence cut
// off at the end is neither.
func utf8Counts(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case !utf8.FullRune(b[i:]):
			return good, bad
		default:
			bad++
		}
		i += n
	}
	return good, bad
}

// sjisCounts reads b as CP932: broken sequences, half-width kana, double bytes.
func sjisCounts(b []byte) (bad, kana, pairs int) {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c < 0x80:
		case c >= 0xa1 && c <= 0xdf:
			kana++
		case c == 0x80 || c == 0xa0 || c > 0xfc:
			bad++
		default:
			if i+1 == len(b) {
				return bad, kana, pairs
			}
			if t := b[i+1]; t < 0x40 || t == 0x7f || t > 0xfc {
				bad++
				continue
			}
			pairs++
			i++
		}
	}
	return bad, kana, pairs
}

// eucErrors reads b as EUC-JP and counts broken sequences.
func eucErrors(b []byte) (bad int) {
	trail := func(i int) bool { return i >= len(b) || b[i] >= 0xa1 && b[i] != 0xff }
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c < 0x80:
		case c == 0x8e && trail(i+1):
			i++
		case c == 0x8f && trail(i+1) && trail(i+2):
			i += 2
		case c >= 0xa1 && c != 0xff && trail(i+1):
			i++
		default:
			bad++
		}
	}
	return bad
}

// decode returns sample as UTF-8 for the sniffer; a character cut at the end is dropped.
func decode(sample []byte, e Encoding) []byte {
	switch e {
	case UTF16LE, UTF16BE:
		out, _ := appendUTF16(nil, sample, e == UTF16BE, false)
		return out
	case UTF8, undecided:
		return sample
	}
	dst := make([]byte, 3*len(sample)+16)
	n, _, _ := e.transformer().Transform(dst, sample, false)
	return dst[:n]
}
