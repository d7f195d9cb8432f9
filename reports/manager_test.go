package reports

import (
	"bytes"
	"testing"
)

// TestManagerSame builds every manager's workbook twice: equal bytes, and small.
func TestManagerSame(t *testing.T) {
	a := madeUp()
	for _, m := range managers {
		for _, l := range languages {
			var x, y bytes.Buffer
			for _, w := range []*bytes.Buffer{&x, &y} {
				if err := Manager(w, a, m, Stamp{Version: 1}, l); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(x.Bytes(), y.Bytes()) {
				t.Errorf("%s, %s: two runs differ", m, l)
			}
			if x.Len() >= 1<<20 {
				t.Errorf("%s, %s: %d bytes, the limit is 1 MB", m, l, x.Len())
			}
		}
	}
}
