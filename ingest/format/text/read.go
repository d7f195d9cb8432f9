package text

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/text/transform"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
)

// Options say what is known of a file beforehand. The zero Options find out all.
type Options struct {
	Encoding  string // "" = found out; utf-8, utf-16le, utf-16be, cp932, euc-jp, iso-2022-jp, windows-1252
	Delimiter string // "" = found out; one character, or comma, tab, semicolon, pipe
	Quote     byte   // 0 = found out
	Workers   int    // goroutines of the index; rows, blocks and parts do not depend on it
	Limits    raw.Limits
	Piece     int64 // bytes of a part; 0 = 4 MiB
	// Known is what an earlier Open of the same file learned; Learned is told what this one
	// learns.
	Known   *Index
	Learned func(*Index)
}

const (
	windowSize = 256 << 10 // how much of a file is read for one block
	largestRow = 256 << 20 // bounds the memory of one row
)

var sampleLimits = raw.Limits{Columns: 1 << 30, Cell: 1 << 30}

// file is an opened text file.
type file struct {
	f        *os.File
	size     int64
	piece    int64 // bytes of a part, and of a block: not by the workers, so that the
	window   int   // same file always gives the same parts and blocks
	packing  packing
	limits   raw.Limits
	dialect  Dialect
	begin    int64 // where the text begins: behind the byte order mark
	proved   bool  // no byte of the file fails to decode
	decoded  bool  // read through open as UTF-8 already (UTF-16, CP932 with a pipe)
	parts    [][]segment
	warnings []raw.Warning
	walked   []raw.Warning // of the last walk
	spare    sync.Pool     // of readers, from one part to the next
}

// Open reads the delimited text at path once, to learn where its rows start, and
// returns it as a book of one sheet with the name "".
//
// Parts is more than one for large plain files; parts and blocks depend on the file
// alone. Row numbers are physical lines. Cells with bytes that do not decode carry
// raw.Invalid and U+FFFD in their place. A row with a quote that never closes stands
// in Block.Bad; it ends with the line of that quote, and all rows behind it come out.
// What is doubted of quotes, encoding or columns stands in Book.Warnings.
//
// Errors: ErrNotText with what the file looks like; *raw.LimitError (unpacked, ratio,
// columns, cell); a torn gzip or zstd file.
func Open(path string, o Options) (*raw.Book, error) {
	if o.Piece > 0 {
		return open(path, o, o.Piece, int(min(o.Piece, windowSize)))
	}
	return open(path, o, pieceSize, windowSize)
}

func open(path string, o Options, piece int64, window int) (*raw.Book, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	t := &file{f: f, piece: piece, window: window, limits: o.Limits.WithDefaults()}
	if o.Known != nil {
		t.take(o.Known)
	} else if err := t.prepare(o); err != nil {
		f.Close()
		return nil, err
	}
	if o.Learned != nil {
		o.Learned(t.known())
	}
	remarks := t.dialect.Remarks()
	switch t.packing {
	case gzipped:
		remarks = append(remarks, "packed: gzip")
	case zstandard:
		remarks = append(remarks, "packed: zstd")
	}
	return &raw.Book{
		Traits:   raw.Traits{Separated: true, Uniform: true},
		Sheets:   []raw.Sheet{{Parts: len(t.parts), Read: t.read}},
		Remarks:  remarks,
		Warnings: t.warnings,
		Close:    f.Close,
	}, nil
}

// prepare finds dialect and parts.
func (t *file) prepare(o Options) error {
	info, err := t.f.Stat()
	if err != nil {
		return err
	}
	t.size = info.Size()
	head := make([]byte, 4)
	n, err := t.f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	t.packing = packingOf(head[:n])
	sample, err := t.sample()
	if err != nil {
		return err
	}
	if t.size == 0 {
		t.warnings = []raw.Warning{{Code: "empty", Text: raw.Foreign("empty").What}}
	}
	if lockFile(t.f.Name(), sample) {
		return foreign("lock")
	}
	if err := notText(sample); err != nil {
		return err
	}
	if err := t.encode(sample, o); err != nil {
		return err
	}
	delimiter, err := delimiterNamed(o.Delimiter)
	if err != nil {
		return err
	}
	d := &t.dialect
	d.fill(decode(sample[min(t.mark(), int64(len(sample))):], d.Encoding), delimiter, o.Quote)
	guessed := o.Encoding == "" && !d.Mark && d.Encoding != UTF16LE && d.Encoding != UTF16BE
	if good, bad := utf8Counts(sample); d.Encoding == UTF8 && bad == 0 && good >= 10 {
		guessed = false // proved well enough: what does not decode later is damage
	}
	shown := sample // that the encoding was guessed from
	for range 2 {
		t.decoded = t.packing != unpacked && d.Encoding != UTF8 || d.Encoding == UTF16LE || d.Encoding == UTF16BE || d.Encoding == ISO2022JP ||
			d.Encoding == CP932 && (d.Delimiter >= 0x40 || d.Escape != 0)
		t.begin = t.mark()
		if t.decoded {
			t.begin = 0
		}
		proof, err := t.index(o.Workers)
		if err != nil {
			return err
		}
		// The sample may have been all ASCII, or valid by chance: the whole file decides.
		if !guessed || proof == nil {
			break
		}
		e := guess(proof)
		if e == d.Encoding {
			break
		}
		d.Encoding, guessed = e, false
		d.fill(decode(sample, e), delimiter, o.Quote)
		shown = proof
	}
	if e := d.Encoding; o.Encoding == "" && e >= CP932 && e <= Windows1252 && !likely(decode(shown, e), e) {
		t.warnings = append(t.warnings, raw.Warning{Code: "encoding", Text: fault.Sentence{
			JA: fmt.Sprintf("文字コードは %s と推定しましたが、読んだ文字がそれらしくありません。正しい文字コード(encoding)を指定するか、UTF-8 で保存し直してください", e),
			EN: fmt.Sprintf("the encoding was guessed to be %s, but what it gives does not look like it; name the right encoding, or save the file as UTF-8", e)}})
	}
	t.warnings = append(t.warnings, t.walked...)
	t.warnings = append(t.warnings, d.oneColumn(decode(sample[min(t.mark(), int64(len(sample))):], d.Encoding))...)
	return nil
}

// mark returns the length of the byte order mark.
func (t *file) mark() int64 {
	switch {
	case !t.dialect.Mark:
		return 0
	case t.dialect.Encoding == UTF8:
		return 3
	}
	return 2
}

// sample returns the unpacked beginning of the file.
func (t *file) sample() ([]byte, error) {
	r, err := unpack(t.f, t.size, t.packing, t.limits)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	sample := make([]byte, sampleSize)
	n, err := io.ReadFull(r, sample)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return sample[:n], err
}

// encode resolves the encoding as far as the sample shows it.
func (t *file) encode(sample []byte, o Options) error {
	named, err := encodingNamed(o.Encoding)
	if err != nil {
		return err
	}
	e, n := byOrderMark(sample)
	t.dialect.Mark = n > 0 && (named == undecided || named == e || named == UTF16LE && e == UTF16BE)
	switch {
	case t.dialect.Mark:
		t.dialect.Encoding = e
	case named != undecided:
		t.dialect.Encoding = named
	default:
		if padding := len(sample) - len(bytes.TrimRight(sample, "\x00")); padding >= 16 && bytes.Count(sample, []byte{0}) == padding {
			return foreign("zeros")
		}
		w, zeros := wide(sample)
		if zeros || w == undecided && controlled(sample) {
			return foreign("binary")
		}
		switch {
		case w != undecided:
		case escaped7(sample):
			w = ISO2022JP
		default:
			w = guess(sample)
		}
		t.dialect.Encoding = w
	}
	return nil
}

func delimiterNamed(s string) (byte, error) {
	switch s {
	case "":
		return 0, nil
	case "comma":
		return ',', nil
	case "tab", `\t`:
		return '\t', nil
	case "semicolon":
		return ';', nil
	case "pipe":
		return '|', nil
	case "space":
		return ' ', nil
	}
	if len(s) != 1 || s[0] >= 0x80 || s[0] == '\n' || s[0] == '\r' || s[0] == '"' || s[0] == 0 {
		return 0, fmt.Errorf("unknown delimiter %q: use one character, or comma, tab, semicolon, pipe", s)
	}
	return s[0], nil
}

// index fills t.parts. For a file read as UTF-8 that does not prove to be, and for
// the other encodings not at all, proof is a piece of it to guess from.
func (t *file) index(workers int) (proof []byte, err error) {
	newline := byte('\n')
	if t.dialect.LineEnd == CR {
		newline = '\r'
	}
	if t.packing == unpacked && !t.decoded {
		return t.indexPlain(workers, newline)
	}
	r, err := t.open(t.begin)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	t.dialect.Lone = t.dialect.LineEnd != CR && t.dialect.Width > 1
	w := walker{d: t.dialect, limits: t.limits, decode: true}
	if t.parts, err = w.walk(r, t.begin); err != nil {
		return nil, err
	}
	t.walked = w.warnings()
	t.proved = !w.invalid && t.dialect.Encoding == UTF8
	if t.dialect.Encoding == UTF8 && w.invalid {
		return w.high, nil
	}
	return nil, nil
}

// open returns the text of a packed or decoded file from byte from onwards.
func (t *file) open(from int64) (io.ReadCloser, error) {
	packed, err := unpack(t.f, t.size, t.packing, t.limits)
	if err != nil {
		return nil, err
	}
	var r io.Reader = packed
	if t.decoded {
		switch e := t.dialect.Encoding; e {
		case UTF16LE, UTF16BE:
			r = &utf16Reader{r: r, bigEndian: e == UTF16BE}
		default:
			r = transform.NewReader(r, e.transformer())
		}
	}
	if _, err := io.CopyN(io.Discard, r, from); err != nil {
		packed.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{r, packed}, nil
}
