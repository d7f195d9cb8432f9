package sqlsource

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"slices"
	"time"

	"tenbin/ingest/format/raw"
)

const (
	chunkBytes = 32 << 20 // rows that are sorted in memory at once
	pieceBytes = 8 << 20  // of an answer that is read as one part
)

// answer is the whole answer of a query in a private file, its rows in the order of
// compareRows: a table without ORDER BY may hand its rows over in any order, and the same
// rows must give the same bytes.
type answer struct {
	Path   string // what the query is called
	names  []string
	SHA256 string // SHA-256 of the names and the rows in hex
	file   *os.File
	parts  []piece
	size   int64
}

// piece is where a part of an answer begins.
type piece struct{ at, row int64 }

// answerWriter takes the rows of an answer as they come. Full chunks go sorted to a spill
// file; finish merges them.
type answerWriter struct {
	columns []AnswerColumn
	limits  raw.Limits
	dir     string
	chunk   int // bytes
	piece   int64

	buf   []byte
	rows  []uint32 // where in buf each row begins, without its length
	cell  []byte
	spill *os.File
	runs  []int64 // where in spill each sorted chunk ends
	total int64
}

// newAnswer prepares for an answer with these columns; small, in tests, is the size of
// chunks and parts.
func newAnswer(dir string, columns []AnswerColumn, limits raw.Limits, small int64) *answerWriter {
	w := &answerWriter{columns: columns, limits: limits, dir: dir, chunk: chunkBytes, piece: pieceBytes}
	if small > 0 {
		w.chunk, w.piece = int(small), small
	}
	return w
}

// private creates a file that nobody else can open: for its owner alone and, where the
// system lets an open file be unlinked, already without a name, so that nothing is left
// behind however this process ends.
func private(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, "rows-")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // otherwise it goes with its directory
	return f, nil
}

// add takes one row.
func (w *answerWriter) add(values []any, loc *time.Location) error {
	at := len(w.buf)
	for i, c := range w.columns {
		var h raw.Hint
		w.cell, h = c.AppendValue(w.cell[:0], values[i], loc)
		if len(w.cell) > w.limits.Cell {
			return &raw.LimitError{Key: "cell", Limit: int64(w.limits.Cell), Got: int64(len(w.cell))}
		}
		w.buf = appendCell(w.buf, w.cell, h)
	}
	w.rows = append(w.rows, uint32(at))
	if w.total += int64(len(w.buf) - at); w.total > w.limits.Unpacked {
		return &raw.LimitError{Key: "unpacked", Limit: w.limits.Unpacked}
	}
	if len(w.buf) < w.chunk {
		return nil
	}
	return w.flush()
}

// sorted calls f on the rows in memory, in order, and forgets them.
func (w *answerWriter) sorted(f func(row []byte) error) error {
	spans := make([][]byte, len(w.rows))
	for i, from := range w.rows {
		to := uint32(len(w.buf))
		if i+1 < len(w.rows) {
			to = w.rows[i+1]
		}
		spans[i] = w.buf[from:to]
	}
	slices.SortFunc(spans, compareRows)
	for _, row := range spans {
		if err := f(row); err != nil {
			return err
		}
	}
	w.buf, w.rows = w.buf[:0], w.rows[:0]
	return nil
}

// flush sorts the rows in memory and writes them behind the spill file.
func (w *answerWriter) flush() (err error) {
	if w.spill == nil {
		if w.spill, err = private(w.dir); err != nil {
			return err
		}
	}
	out := &rowFile{to: bufio.NewWriterSize(w.spill, 1<<20)}
	if n := len(w.runs); n > 0 {
		out.at = w.runs[n-1]
	}
	if err := w.sorted(out.write); err != nil {
		return err
	}
	w.runs = append(w.runs, out.at)
	return out.to.Flush()
}

// finish puts all rows in order into the answer's file.
func (w *answerWriter) finish(ctx context.Context) (*answer, error) {
	a := &answer{}
	digest := sha256.New()
	for _, c := range w.columns {
		a.names = append(a.names, c.Name)
		digest.Write(appendCell(nil, []byte(c.Name), raw.String))
	}
	var err error
	if a.file, err = private(w.dir); err != nil {
		return nil, err
	}
	out := &rowFile{to: bufio.NewWriterSize(a.file, 1<<20), digest: digest}
	n := int64(0)
	put := func(row []byte) error {
		if len(a.parts) == 0 || out.at-a.parts[len(a.parts)-1].at >= w.piece {
			a.parts = append(a.parts, piece{out.at, n})
		}
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		return out.write(row)
	}
	if w.spill == nil {
		err = w.sorted(put)
	} else if err = w.flush(); err == nil {
		err = w.merge(put)
	}
	if err == nil {
		err = out.to.Flush()
	}
	if err != nil {
		a.file.Close()
		return nil, err
	}
	a.size, a.SHA256 = out.at, hex.EncodeToString(digest.Sum(nil))
	return a, nil
}

// merge calls put on the rows of all sorted chunks, in order.
func (w *answerWriter) merge(put func(row []byte) error) error {
	var heads mergeHeap
	from := int64(0)
	for _, to := range w.runs {
		r := &rowReader{from: bufio.NewReaderSize(io.NewSectionReader(w.spill, from, to-from), 64<<10)}
		from = to
		if err := heads.push(r); err != nil {
			return err
		}
	}
	for len(heads) > 0 {
		if err := put(heads[0].row); err != nil {
			return err
		}
		if err := heads.advance(); err != nil {
			return err
		}
	}
	return nil
}

// drop gives up what only the writing needed.
func (w *answerWriter) drop() {
	if w.spill != nil {
		name := w.spill.Name()
		w.spill.Close()
		_ = os.Remove(name)
	}
}

// rowFile writes rows, each behind its length.
type rowFile struct {
	to     *bufio.Writer
	digest hash.Hash // of all that is written; nil = none
	at     int64
	length [binary.MaxVarintLen64]byte
}

func (f *rowFile) write(row []byte) error {
	n := binary.PutUvarint(f.length[:], uint64(len(row)))
	if f.digest != nil {
		f.digest.Write(f.length[:n])
		f.digest.Write(row)
	}
	f.at += int64(n + len(row))
	f.to.Write(f.length[:n])
	_, err := f.to.Write(row) // the first error of a bufio.Writer sticks
	return err
}

// rowReader reads rows back; row is the one it stands on.
type rowReader struct {
	from *bufio.Reader
	row  []byte
}

// next moves to the next row; io.EOF behind the last.
func (r *rowReader) next() error {
	n, err := binary.ReadUvarint(r.from)
	if err != nil {
		return err
	}
	r.row = slices.Grow(r.row[:0], int(n))[:n]
	if _, err = io.ReadFull(r.from, r.row); errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// headsOf is the answer of a query whose rows nobody wants.
func headsOf(columns []AnswerColumn, path string) *answer {
	a := &answer{Path: path}
	for _, c := range columns {
		a.names = append(a.names, c.Name)
	}
	return a
}

// close gives the file up; it was only read from.
func (a *answer) close() {
	if a.file != nil {
		a.file.Close()
	}
}

// Book is the answer as the reader of any other form would hand it over.
func (a *answer) Book() *raw.Book {
	return &raw.Book{Traits: raw.Traits{Uniform: true}, Sheets: []raw.Sheet{{Parts: max(1, len(a.parts)), Named: a.names, Read: a.read}}}
}

// read calls f with the rows of one part.
func (a *answer) read(ctx context.Context, part int, f func(*raw.Block) error) error {
	if part >= len(a.parts) {
		return nil // an answer without rows
	}
	end, row := a.size, a.parts[part].row
	if part+1 < len(a.parts) {
		end = a.parts[part+1].at
	}
	r := &rowReader{from: bufio.NewReaderSize(io.NewSectionReader(a.file, a.parts[part].at, end-a.parts[part].at), 256<<10)}
	var b raw.Block
	b.Reset()
	for {
		err := r.next()
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if b.Rows() > 0 && (err != nil || b.Rows() >= 1024 || len(b.Data) >= 256<<10) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f(&b); err != nil {
				return err
			}
			b.Reset()
		}
		if err != nil {
			return nil
		}
		for rest := r.row; len(rest) > 0; {
			var text []byte
			var h raw.Hint
			text, h, rest = nextCell(rest)
			b.Add(text, h)
		}
		row++
		b.EndRow(row)
	}
}
