package columnar

import (
	"errors"
	"testing"

	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/file"
)

// onePage is a column chunk of one dictionary page.
type onePage struct {
	file.PageReader
	page file.Page
}

func (p onePage) Next() bool      { return true }
func (p onePage) Page() file.Page { return p.page }

// A dictionary page that claims more values than its bytes can hold is refused before
// room is made for them: 40 bytes hold ten numbers of four bytes, five of eight.
func TestDictionaryPageClaims(t *testing.T) {
	for _, x := range []struct {
		claimed int32
		width   int
		refused bool
	}{{10, 4, false}, {11, 4, true}, {5, 8, false}, {6, 8, true}, {40, 1, false}, {1<<31 - 1, 1, true}, {1<<31 - 1, 12, true}, {-1, 4, true}, {0, 4, false}} {
		page := file.NewDictionaryPage(memory.NewBufferBytes(make([]byte, 40)), x.claimed, parquet.Encodings.Plain)
		p := &pages{PageReader: onePage{page: page}, width: x.width}
		err := protect(func() error { p.Next(); return nil })
		if refused := errors.Is(err, ErrTruncated); refused != x.refused {
			t.Errorf("%d values of %d bytes in 40: %v", x.claimed, x.width, err)
		}
	}
}

// Runs by hand, one bit a level: 6 = three times the level that follows; 3 = one group of
// eight levels, packed into the next byte.
func TestLevelsIn(t *testing.T) {
	for _, x := range []struct {
		bytes []byte
		width int
		most  int
		want  int
	}{
		{[]byte{6, 1}, 1, 3, 3},
		{[]byte{6, 1}, 1, 4, 3},     // a fourth is claimed
		{[]byte{6}, 1, 3, 0},        // the level itself is missing
		{[]byte{3, 0xff}, 1, 8, 8},  // a packed group
		{[]byte{3, 0xff}, 1, 5, 5},  // of which five are wanted
		{[]byte{3}, 1, 8, 0},        // its byte is missing
		{[]byte{5, 0xff}, 1, 16, 8}, // the second byte is missing
		{[]byte{3, 0xff}, 2, 8, 4},  // eight levels of two bits need two bytes
		{[]byte{6, 1, 3, 7}, 1, 11, 11},
		{[]byte{0, 1}, 1, 1, 0}, // a run of nothing
		{[]byte{1}, 1, 1, 0},
		{[]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 1, 1, 0},
		{nil, 1, 1, 0},
		{nil, 1, 0, 0},
		{[]byte{16, 1, 2}, 9, 8, 8}, // nine bits repeated take two bytes
		{[]byte{16, 1}, 9, 8, 0},
	} {
		if got := min(levelsIn(x.bytes, x.width, x.most), x.most); got != x.want {
			t.Errorf("% x, %d bits, %d wanted: %d, want %d", x.bytes, x.width, x.most, got, x.want)
		}
	}
}
