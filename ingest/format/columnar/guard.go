package columnar

import (
	"errors"
	"fmt"
	"io"
	"math"
	"sync/atomic"

	"github.com/apache/arrow/go/v15/arrow/memory"

	"tenbin/ingest/format/raw"
)

// ErrTruncated says that a file is damaged or ends too early.
var ErrTruncated = errors.New("the file is damaged or ends too early")

// protect runs f, which calls the library on a hostile file: a panic is damage, unless
// it is the meter's.
func protect(f func() error) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *raw.LimitError:
			err = r
		default:
			err = fmt.Errorf("%w (%v)", ErrTruncated, r)
		}
	}()
	return f()
}

// meter is the allocator of one reading of one file. It counts all that the library
// asks for, since the library asks for whatever sizes the file claims, and hands out no
// memory twice: values that point into a page stay good for as long as they are held.
type meter struct {
	memory.GoAllocator
	source io.ReaderAt // of Parquet: the file, and its size
	size   int64
	most   int64
	limit  *raw.LimitError
	used   atomic.Int64
}

// newMeter allows the bytes that a file of this size may unpack to.
func newMeter(size int64, limits raw.Limits) *meter {
	const least = 64 << 20 // what a small file needs in buffers
	byRatio := int64(math.MaxInt64)
	if size < math.MaxInt64/limits.Ratio {
		byRatio = max(least, limits.Ratio*size)
	}
	if byRatio < limits.Unpacked {
		return &meter{most: byRatio, limit: &raw.LimitError{Key: "ratio", Limit: limits.Ratio}}
	}
	return &meter{most: limits.Unpacked, limit: &raw.LimitError{Key: "unpacked", Limit: limits.Unpacked}}
}

// mostRows bounds the rows of a file: columns of nothing but null take no room, so that
// a few bytes can claim 2⁶² rows. A row that says anything takes a bit.
func mostRows(size int64, limits raw.Limits) int64 {
	if size > math.MaxInt64/8/limits.Ratio {
		return math.MaxInt64
	}
	return max(1<<24, 8*limits.Ratio*size)
}

func (m *meter) count(n int) {
	if n < 0 || int64(n) > m.most || m.used.Add(int64(n)) > m.most {
		panic(m.limit)
	}
}

// Allocate panics with a *raw.LimitError once the file has asked for too much.
func (m *meter) Allocate(n int) []byte {
	m.count(n)
	return m.GoAllocator.Allocate(n)
}

// Reallocate counts what is new.
func (m *meter) Reallocate(n int, b []byte) []byte {
	m.count(max(0, n-len(b)))
	return m.GoAllocator.Reallocate(n, b)
}

// What a block holds at most: rows, and bytes of text unless one row has more.
const (
	blockRows  = 4096
	blockBytes = 1 << 20
	rowCells   = 64 // the text of a row is at most that of so many cells at their limit
)

// sink gathers rows into blocks and hands them on.
type sink struct {
	block   raw.Block
	limits  raw.Limits
	emit    func(*raw.Block) error
	row     int64 // number of the row before
	rowFrom int
	sent    int64
}

// add puts a cell into the row.
func (s *sink) add(text []byte, h raw.Hint) error {
	if err := s.bounded(s.row+1, len(text), len(s.block.Data)-s.rowFrom+len(text)); err != nil {
		return err
	}
	s.block.Add(text, h)
	return nil
}

// bounded checks a cell of so many bytes that brings its row to so many.
func (s *sink) bounded(row int64, cell, all int) error {
	if cell > s.limits.Cell {
		return &raw.LimitError{Key: "cell", Limit: int64(s.limits.Cell), Got: int64(cell)}
	}
	if most := min(rowCells*int64(s.limits.Cell), math.MaxInt32); int64(all) > most {
		return fmt.Errorf("row %d: the text of all its cells %w", row, &raw.LimitError{Key: "cell", Limit: int64(s.limits.Cell)})
	}
	return nil
}

// endRow closes the row; full reports that the block should be handed on.
func (s *sink) endRow() (full bool) {
	s.row++
	s.block.EndRow(s.row)
	s.rowFrom = len(s.block.Data)
	return s.block.Rows() >= blockRows || len(s.block.Data) > blockBytes
}

func (s *sink) flush() error {
	if s.block.Rows() == 0 {
		return nil
	}
	if s.sent += int64(len(s.block.Data)); s.sent > s.limits.Unpacked {
		return &raw.LimitError{Key: "unpacked", Limit: s.limits.Unpacked, Got: s.sent}
	}
	err := s.emit(&s.block)
	s.block.Reset()
	s.rowFrom = 0
	return err
}
