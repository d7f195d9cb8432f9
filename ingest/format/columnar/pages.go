package columnar

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
)

// pages are the pages of a column chunk. The library makes room for as many values as a
// dictionary page claims, outside of the meter, and looks without end for those that a
// data page claims and does not hold; a page of a few bytes could claim 2³¹ of them. A
// claim that the bytes cannot hold is damage.
type pages struct {
	file.PageReader
	width     int // bytes that a dictionary value takes at least
	levelBits int // of a definition level; 0 = none stand in the pages
	coded     *coded
	turned    file.Page // what is handed on in place of the page, with coded
}

// Page returns the page fetched.
func (p *pages) Page() file.Page {
	if p.coded != nil {
		return p.turned
	}
	return p.PageReader.Page()
}

// Next fetches the next page and panics, for protect, where it claims too much.
func (p *pages) Next() bool {
	if p.coded != nil && p.coded.bare || !p.PageReader.Next() {
		return false
	}
	page := p.PageReader.Page()
	n, data := int(page.NumValues()), page.Data()
	if n < 0 {
		panic(fmt.Sprintf("a page claims %d values", n))
	}
	held := n
	switch d := page.(type) {
	case *file.DictionaryPage:
		held = len(data) / p.width
	case *file.DataPageV1:
		if p.levelBits > 0 && d.DefinitionLevelEncoding() == parquet.Encodings.RLE {
			held = levelsIn(after(data, 4), p.levelBits, n)
		}
	case *file.DataPageV2:
		if p.levelBits > 0 {
			held = levelsIn(after(data, int(d.RepetitionLevelByteLen())), p.levelBits, n)
		}
	}
	if held < n {
		panic(fmt.Sprintf("a page of %d bytes claims %d values, of which %d stand in it", len(data), n, held))
	}
	if p.coded != nil {
		p.turned = p.coded.turn(page)
		return p.turned != nil
	}
	return true
}

// after is what stands behind the first n bytes.
func after(b []byte, n int) []byte {
	if n < 0 || n > len(b) {
		return nil
	}
	return b[n:]
}

// levelsIn counts the levels of so many bits that runs hold, up to most: the library
// waits for ever for those that a page claims and does not hold. A run is a varint, of
// which the lowest bit tells packed groups of eight levels from one level repeated.
func levelsIn(b []byte, width, most int) (n int) {
	for n < most {
		head, k := binary.Uvarint(b)
		if k <= 0 || head>>1 == 0 || head>>1 > math.MaxInt32 || head&1 == 1 && head>>1 > math.MaxInt32/8 {
			return n
		}
		b = b[k:]
		if head&1 == 0 { // the level repeated, in whole bytes
			size := (width + 7) / 8
			if len(b) < size {
				return n
			}
			n, b = n+int(head>>1), b[size:]
			continue
		}
		want := min(int(head>>1)*8, most-n)
		held := min(want, len(b)*8/width)
		if n += held; held < want {
			return n
		}
		b = after(b, int(head>>1)*width)
	}
	return n
}

// chunk opens column c of a row group behind the check of its pages.
func chunk(r *file.Reader, group *file.RowGroupReader, c int, mem *meter) (file.ColumnChunkReader, error) {
	p, err := pagesOf(r, group, c, mem)
	if err != nil {
		return nil, err
	}
	return file.NewColumnReader(r.MetaData().Schema.Column(c), p, mem, r.BufferPool()), nil
}

// pagesOf returns the pages of column c of a row group.
func pagesOf(r *file.Reader, group *file.RowGroupReader, c int, mem *meter) (*pages, error) {
	if c >= group.NumColumns() {
		return nil, fmt.Errorf("column %d of %d", c, group.NumColumns())
	}
	reader, err := pageReader(r, group, c, mem)
	if err != nil {
		return nil, err
	}
	column := r.MetaData().Schema.Column(c)
	p := &pages{PageReader: reader, width: 1, levelBits: bits.Len16(uint16(column.MaxDefinitionLevel()))}
	switch column.PhysicalType() {
	case parquet.Types.Int32, parquet.Types.Float, parquet.Types.ByteArray: // a text has its length before it
		p.width = 4
	case parquet.Types.Int64, parquet.Types.Double:
		p.width = 8
	case parquet.Types.Int96:
		p.width = 12
	case parquet.Types.FixedLenByteArray:
		p.width = max(1, column.TypeLength())
	}
	return p, nil
}
