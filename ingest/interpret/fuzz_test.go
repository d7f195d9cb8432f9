package interpret_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest/fault"
)

// FuzzTotals makes a table of any amounts, once as it is and once with a subtotal behind
// every slip of two lines or more. Arithmetic alone never takes a line out; with a word beside
// it exactly the subtotals go, whatever the amounts: lines and list are those of the goods.
// A question is allowed, a wrong figure is not.
func FuzzTotals(f *testing.F) {
	f.Add([]byte{10, 0, 10, 0, 20, 0}, true)
	f.Add([]byte{1, 1, 1, 1, 2, 2, 131, 0, 5, 5}, true)
	f.Add([]byte{100, 7, 100, 7, 200, 14, 228, 3}, false)
	f.Fuzz(func(t *testing.T, data []byte, totals bool) {
		if len(data) > 120 {
			return
		}
		var b strings.Builder
		b.WriteString("document,date,salesperson,client,product,quantity,list_amount,net_amount\n")
		document, n, lines := 1, 0, int64(0)
		var list, net, all int64
		flush := func() {
			if totals && n > 1 {
				fmt.Fprintf(&b, "A%d,2026-10-01,Abe,Foo,Subtotal,%d,%d,%d\n", document, n, list, net)
			}
			n, list, net = 0, 0, 0
		}
		for ; len(data) > 1; data = data[2:] {
			if data[0]&0x80 != 0 {
				flush()
				document++
			}
			l := int64(data[0]&0x7f)*10 + 10
			x := l - int64(data[1])%l
			fmt.Fprintf(&b, "A%d,2026-10-01,Abe,Foo,P%d,1,%d,%d\n", document, lines, l, x)
			n, lines = n+1, lines+1
			list, net, all = list+l, net+x, all+l
		}
		flush()
		if lines == 0 {
			return
		}
		in, err := open(t, map[string]string{"d.csv": b.String()}, nil)
		if asks := (fault.Questions)(nil); errors.As(err, &asks) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		sum := int64(0)
		for _, s := range in.Shards("deals") {
			if err := s.Records(context.Background(), func(r arrow.Record) error {
				column := r.Column(r.Schema().FieldIndices("list_amount")[0]).(*array.Int64)
				for i := range column.Len() {
					sum += column.Value(i)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if got := in.TableCounts("deals").Records; got != lines || sum != all {
			t.Errorf("%d lines, list %d; want %d, %d\n%s", got, sum, lines, all, b.String())
		}
	})
}
