package text

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"tenbin/ingest/format/raw"
)

func newBlock() *raw.Block { return &raw.Block{First: make([]uint32, 0, 1024)} }

// read is the sheet's Read.
func (t *file) read(ctx context.Context, part int, f func(*raw.Block) error) error {
	if part < 0 || part >= len(t.parts) {
		return fmt.Errorf("part %d of %d", part, len(t.parts))
	}
	b, _ := t.spare.Get().(*reader)
	if b == nil {
		b = &reader{file: t, block: newBlock()}
		b.s = scanner{d: t.dialect, limits: t.limits, block: b.block}
	}
	defer t.spare.Put(b)
	b.f, b.decoder = f, nil
	if e := t.dialect.Encoding; !t.decoded && e != UTF8 {
		b.decoder = e.transformer()
	}
	if t.packing == unpacked && !t.decoded {
		for _, s := range t.parts[part] {
			if err := b.segment(ctx, io.NewSectionReader(t.f, s.from, s.to-s.from), s); err != nil {
				return err
			}
		}
		return nil
	}
	r, err := t.open(t.begin)
	if err != nil {
		return err
	}
	defer r.Close()
	for _, s := range t.parts[part] {
		if err := b.segment(ctx, io.LimitReader(r, s.to-s.from), s); err != nil {
			return err
		}
	}
	return nil
}

// reader turns the bytes of segments into blocks.
type reader struct {
	file    *file
	s       scanner
	block   *raw.Block
	f       func(*raw.Block) error
	decoder transform.Transformer // nil when the bytes are UTF-8
	buf     []byte                // text; n bytes of it are filled
	n       int
	bytes   []byte // undecoded
	left    int    // of which carried over
}

// segment reads the rows of one segment.
func (b *reader) segment(ctx context.Context, r io.Reader, s segment) error {
	if s.kind != asWritten {
		return b.ruled(ctx, r, s)
	}
	b.s.line, b.n, b.left = s.line, 0, 0
	for final := false; !final; {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if final, err = b.fill(r); err != nil {
			return err
		}
		used, err := b.s.scan(b.buf, b.n, final)
		if err != nil {
			return err
		}
		if b.block.Rows() > 0 {
			b.tidy()
			b.mark()
			if err := b.f(b.block); err != nil {
				return err
			}
		}
		b.n = copy(b.buf, b.buf[used:b.n])
	}
	return nil
}

// ruled reads the one row of a segment by the rule for quotes that follow no rules.
func (b *reader) ruled(ctx context.Context, r io.Reader, s segment) error {
	b.n, b.left = 0, 0
	for final := false; !final; {
		if err := ctx.Err(); err != nil {
			return err
		}
		var err error
		if final, err = b.fill(r); err != nil {
			return err
		}
	}
	text := b.buf[:b.n]
	if s.kind&cutShort != 0 {
		b.buf[b.n] = 0 // something follows the CR
		text = b.buf[:b.n+1]
	}
	row, _ := b.file.dialect.rule(text, true, len(text))
	k := b.block
	k.Reset()
	k.Hints = nil
	for _, c := range row.cells {
		if c.quoted {
			c.end = c.start + b.s.unescape(b.buf[c.start:c.end])
		}
		if c.end-c.start > b.file.limits.Cell {
			return &raw.LimitError{Key: "cell", Limit: int64(b.file.limits.Cell), Got: int64(c.end - c.start)}
		}
		k.Start, k.End = append(k.Start, uint32(c.start)), append(k.End, uint32(c.end))
	}
	if len(row.cells) > b.file.limits.Columns {
		return &raw.LimitError{Key: "columns", Limit: int64(b.file.limits.Columns), Got: int64(len(row.cells))}
	}
	k.Data = b.buf[:b.n:b.n]
	k.Row, k.First = append(k.Row, s.line), append(k.First, uint32(len(k.Start)))
	if s.kind&inDoubt != 0 {
		k.Bad = append(k.Bad, 0)
	}
	b.tidy()
	b.mark()
	return b.f(k)
}

// fill appends a window of text to the buffer and reports the end of the segment.
func (b *reader) fill(r io.Reader) (final bool, err error) {
	if b.decoder == nil {
		b.room(b.file.window)
		n, err := io.ReadFull(r, b.buf[b.n:b.n+b.file.window])
		b.n += n
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return true, nil
		}
		return false, b.grown(err)
	}
	if b.bytes == nil {
		b.bytes = make([]byte, b.file.window)
	}
	n, err := io.ReadFull(r, b.bytes[b.left:])
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		final, err = true, nil
	}
	if err != nil {
		return false, err
	}
	src := b.bytes[:b.left+n]
	b.room(3*len(src) + utf8.UTFMax)
	written, read, err := b.decoder.Transform(b.buf[b.n:len(b.buf)-spare], src, final)
	if err != nil && err != transform.ErrShortSrc {
		return false, err
	}
	b.n += written
	b.left = copy(b.bytes, src[read:])
	return final, b.grown(nil)
}

// grown stops a row that grows without end.
func (b *reader) grown(err error) error {
	if err == nil && b.n > largestRow {
		return &raw.LimitError{Key: "cell", Limit: int64(b.file.limits.Cell)}
	}
	return err
}

// room makes place for n more bytes and the scanner's spare ones.
func (b *reader) room(n int) {
	need := b.n + n + spare
	if need <= len(b.buf) {
		return
	}
	grown := make([]byte, max(need, len(b.buf)+len(b.buf)/2))
	copy(grown, b.buf[:b.n])
	b.buf = grown
}

// mark gives the cells whose bytes do not decode their hint.
func (b *reader) mark() {
	k := b.block
	switch {
	case b.file.proved:
		return
	case b.file.dialect.Encoding == UTF8 || b.file.dialect.Encoding == UTF16LE || b.file.dialect.Encoding == UTF16BE:
		if valid(k.Data) {
			return
		}
	case !bytes.Contains(k.Data, []byte("\ufffd")):
		return
	}
	k.Hints = append(k.Hints, make([]raw.Hint, len(k.Start))...)
	foreign := b.file.dialect.Encoding >= CP932
	for i := range k.Start {
		c := k.Data[k.Start[i]:k.End[i]]
		if foreign && bytes.Contains(c, []byte("\ufffd")) {
			k.Hints[i] = raw.Invalid
		}
		if !foreign && !utf8.Valid(c) {
			k.Hints[i] = raw.Invalid
			k.Start[i] = uint32(len(k.Data))
			k.Data = append(k.Data, bytes.ToValidUTF8(c, []byte("\ufffd"))...)
			k.End[i] = uint32(len(k.Data))
		}
	}
}
