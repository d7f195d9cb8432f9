package columnar

import (
	"bufio"
	"fmt"
	"io"

	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/metadata"
)

// stream is the bytes of one column chunk. The library's own gives old bytes for new ones
// behind the end, and reads the same page header for ever where its page is of a kind that
// is passed over.
type stream struct{ *bufio.Reader }

// streamSize is how many bytes are read at once.
const streamSize = 1 << 16

// Peek returns the next n bytes, fewer with io.EOF where the chunk ends before.
func (s *stream) Peek(n int) ([]byte, error) {
	if n > s.Size() {
		s.Reader = bufio.NewReaderSize(s.Reader, n) // what the old one holds comes first
	}
	return s.Reader.Peek(n)
}

// oldDictionary is how many bytes the header of a dictionary page takes at most, which
// parquet-mr before 1.2.9 forgot in the length of a chunk (PARQUET-816).
const oldDictionary = 100

// pageReader reads the pages of column c of a row group.
func pageReader(r *file.Reader, group *file.RowGroupReader, c int, m *meter) (file.PageReader, error) {
	column, err := group.MetaData().ColumnChunk(c)
	if err != nil {
		return nil, err
	}
	if column.CryptoMetadata() != nil {
		return nil, fmt.Errorf("column %d is encrypted", c)
	}
	from, size := column.DataPageOffset(), column.TotalCompressedSize()
	if d := column.DictionaryPageOffset(); column.HasDictionaryPage() && d > 0 && from > d {
		from = d
	}
	if from < 0 || size < 0 || from > m.size || size > m.size-from {
		return nil, fmt.Errorf("column %d stands in bytes %d to %d of %d", c, from, from+size, m.size)
	}
	if r.MetaData().WriterVersion().LessThan(metadata.Parquet816FixedVersion) {
		size += min(oldDictionary, m.size-from-size)
	}
	return file.NewPageReader(&stream{bufio.NewReaderSize(io.NewSectionReader(m.source, from, size), streamSize)}, column.NumValues(), column.Compression(), m, nil)
}
