package interpret_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest"
	"tenbin/ingest/fault"
	"tenbin/ingest/source"
)

// open opens one file of deals with answers.
func open(t *testing.T, files map[string]string, answers map[string]string) (*ingest.Input, error) {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, name)
	}
	slices.Sort(paths)
	in, err := ingest.Open(context.Background(), ingest.Sources{Base: dir, Currency: "JPY",
		Tables: map[string][]source.Source{"deals": {{Files: paths, Answers: answers}}}}, 1)
	if in != nil {
		t.Cleanup(func() { in.Close() })
	}
	return in, err
}

// asked returns the questions of err.
func asked(t *testing.T, err error) fault.Questions {
	t.Helper()
	var q fault.Questions
	if !errors.As(err, &q) {
		t.Fatalf("got %v, want questions", err)
	}
	return q
}

const rates = "date,salesperson,client,list_price,%s\n2026-10-01,Abe,Foo,2000,%s\n2026-10-02,Abe,Bar,2000,1\n2026-10-03,Chiba,Foo,2000,0.25\n"

func rateFile(heading, first string) map[string]string {
	return map[string]string{"d.csv": strings.NewReplacer("%s", "").Replace(strings.Replace(strings.Replace(rates, "%s", heading, 1), "%s", first, 1))}
}

// TestRateScale: a bare 1 among fractions is asked with both sums, settled by a sign in
// the heading, by another price of the row, or by an answer.
func TestRateScale(t *testing.T) {
	_, err := open(t, rateFile("値引率", "0.5"), nil)
	q := asked(t, err)
	if len(q) != 1 || q[0].Code != "rate_scale" || len(q[0].Readings) != 2 || *q[0].Readings[0].Discount != 10+20+5 || *q[0].Readings[1].Discount != 1000+2000+500 || *q[0].Readings[0].List != 6000 {
		t.Errorf("asked %+v", q)
	}
	for _, heading := range []string{"値引率(%)", "値引率％", "Discount (%)", "discount %"} {
		if _, err := open(t, rateFile(heading, "0.5"), nil); err != nil {
			t.Errorf("%s: %v", heading, err)
		}
	}
	for _, word := range []string{"percent", "fraction"} {
		if _, err := open(t, rateFile("値引率", "0.5"), map[string]string{"rate_scale": word}); err != nil {
			t.Errorf("answered %s: %v", word, err)
		}
	}
	if _, err := open(t, rateFile("値引率", "5"), nil); err != nil {
		t.Errorf("a value above 1 leaves nothing open: %v", err)
	}
	withNet := "date,salesperson,client,list_price,値引率,net_price\n2026-10-01,Abe,Foo,2000,0.5,1990\n2026-10-02,Abe,Bar,2000,1,1980\n2026-10-03,Chiba,Foo,2000,0.25,1995\n"
	if _, err := open(t, map[string]string{"d.csv": withNet}, nil); err != nil {
		t.Errorf("net prices settle it: %v", err)
	}
}

// TestColumnGone: a file that lacks the price the others have is asked about where an
// unexplained column of numbers could be it, and otherwise said.
func TestColumnGone(t *testing.T) {
	before := "date,salesperson,client,list_price,net_price\n2026-09-01,Abe,Foo,2000,1900\n"
	renamed := map[string]string{"a.csv": before, "b.csv": "date,salesperson,client,希望小売価格,net_price\n2026-10-01,Abe,Foo,2000,1900\n"}
	_, err := open(t, renamed, nil)
	if q := asked(t, err); len(q) != 1 || q[0].Code != "column_gone" || q[0].Place.File != "b.csv" || q[0].Readings[0].Word != "希望小売価格" || q[0].Readings[1].Word != "absent" {
		t.Errorf("asked %+v", q)
	}
	in, err := open(t, renamed, map[string]string{"column_gone": "希望小売価格"})
	if err != nil || warns(in, "column_gone") {
		t.Errorf("answered: %v", err)
	}
	in, err = open(t, map[string]string{"a.csv": before, "b.csv": "date,salesperson,client,備考,net_price\n2026-10-01,Abe,Foo,至急,1900\n"}, nil)
	if err != nil || !warns(in, "column_gone") {
		t.Errorf("a text is no price: %v", err)
	}
	in, err = open(t, map[string]string{"a.csv": before, "b.csv": before}, nil)
	if err != nil || warns(in, "column_gone") {
		t.Errorf("nothing is gone: %v", err)
	}
}

func warns(in *ingest.Input, code string) bool {
	return slices.ContainsFunc(in.Remarks(), func(r ingest.Remark) bool { return r.Code == code && r.Warns })
}

// TestTotalRows: a sum that repeats its slip is none of its lines; a client called Total and
// a thermometer (温度計) stay lines.
func TestTotalRows(t *testing.T) {
	const head = "document,date,salesperson,client,product,list_amount,net_amount\n"
	for name, c := range map[string]struct {
		text  string
		lines int64
	}{
		"subtotal with all keys": {head + "A1,2026-10-01,Abe,Foo,Nut,100,90\nA1,2026-10-01,Abe,Foo,Bolt,200,190\nA1,2026-10-01,Abe,Foo,Subtotal,300,280\n", 2},
		"a client of that name":  {head + "A1,2026-10-01,Abe,Foo,Nut,100,90\nA1,2026-10-01,Abe,Foo,Bolt,100,100\nA2,2026-10-02,Abe,Total Ltd,Nut,200,190\n", 3},
		"thermometers":           {head + "A1,2026-10-01,Abe,Foo,温度計,100,90\nA2,2026-10-01,Abe,Foo,時計,200,190\n", 2},
	} {
		in, err := open(t, map[string]string{"d.csv": c.text}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range in.Shards("deals") {
			if err := s.Records(context.Background(), func(arrow.Record) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if n := in.TableCounts("deals").Records; n != c.lines {
			t.Errorf("%s: %d lines, want %d", name, n, c.lines)
		}
	}
}

// TestNamedTotals: rows that a word calls totals though their list amounts are no sums are totals
// where discounts or pieces add up, else a question that can be answered either way.
func TestNamedTotals(t *testing.T) {
	const head = "document,date,salesperson,client,product,quantity,list_price,discount_amount\n"
	two := func(sum string) string {
		return head + "A1,2026-10-01,Abe,Foo,Nut,1,100,10\nA1,2026-10-01,Abe,Foo,Bolt,3,50,5\nA1,2026-10-01,Abe,Foo,Subtotal," + sum + "\nA2,2026-10-02,Abe,Foo,Nut,2,100,0\n"
	}
	count := func(in *ingest.Input) int64 {
		for _, s := range in.Shards("deals") {
			if err := s.Records(context.Background(), func(arrow.Record) error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		return in.TableCounts("deals").Records
	}
	for name, sum := range map[string]string{"discounts add up": "9,150,15", "pieces add up": "4,150,0"} {
		in, err := open(t, map[string]string{"d.csv": two(sum)}, nil)
		if err != nil {
			t.Fatal(name, err)
		}
		if n := count(in); n != 3 {
			t.Errorf("%s: %d lines, want 3", name, n)
		}
	}
	_, err := open(t, map[string]string{"d.csv": two("9,150,77")}, nil)
	q := asked(t, err)
	if len(q) != 1 || q[0].Code != "total_row" || *q[0].Readings[0].List != 450 || *q[0].Readings[1].List != 450+9*150 {
		t.Fatalf("%+v", q)
	}
	for answer, want := range map[string]int64{"total": 3, "line": 4} {
		in, err := open(t, map[string]string{"d.csv": two("9,150,77")}, map[string]string{"total_row": answer})
		if err != nil {
			t.Fatal(answer, err)
		}
		if n := count(in); n != want {
			t.Errorf("%s: %d lines, want %d", answer, n, want)
		}
	}
}

// TestLooseDiscount: a column that is only called 値引 or Disc. % says what was taken off where
// nothing else does: money or a rate by its values; 9掛 is a rate.
func TestLooseDiscount(t *testing.T) {
	for name, c := range map[string]struct {
		heading, cells string
		net            int64 // of lists of 1,000 each
	}{
		"money":         {"値引", "100 200 50 0", 3650},
		"with a minus":  {"値引", "-100 -200 -50 0", 3650},
		"a rate":        {"値引", "10% 20% 5% 0%", 3650},
		"what is left":  {"値引き", "9掛 8掛 9.5掛 10掛", 3650},
		"English":       {"Disc. %", "10 20 5 0", 3650},
		"one after one": {"Disc", "10%+10% 0% 0% 0%", 3810},
	} {
		text := "document,date,salesperson,client,product,quantity,list_price," + c.heading + "\n"
		for i, cell := range strings.Fields(c.cells) {
			text += fmt.Sprintf("A%d,2026-10-0%d,Abe,Foo,Nut,1,1000,%s\n", i, i+1, cell)
		}
		in, err := open(t, map[string]string{"d.csv": text}, nil)
		if err != nil {
			t.Error(name, err)
			continue
		}
		net := int64(0)
		for _, s := range in.Shards("deals") {
			if err := s.Records(context.Background(), func(r arrow.Record) error {
				column := r.Column(r.Schema().FieldIndices("net_amount")[0]).(*array.Int64)
				for i := range column.Len() {
					net += column.Value(i)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if net != c.net {
			t.Errorf("%s: net %d, want %d; %v", name, net, c.net, in.RowErrors())
		}
	}
}

// TestUnitOfRows: a column that says in what unit the money of a row is may have been heeded
// already or not: both are put with their sums, and either answer settles it.
func TestUnitOfRows(t *testing.T) {
	files := map[string]string{"d.csv": "document,date,salesperson,client,list_amount,net_amount,金額単位\nA1,2026-10-01,Abe,Foo,100,90,千円\nA2,2026-10-02,Abe,Foo,5000,4000,円\n"}
	_, err := open(t, files, nil)
	q := asked(t, err)
	if len(q) != 1 || q[0].Code != "unit_column" || *q[0].Readings[0].List != 105_000 || *q[0].Readings[0].Discount != 11_000 || *q[0].Readings[1].List != 5_100 {
		t.Fatalf("%+v", q)
	}
	for answer, want := range map[string]int64{"convert": 105_000, "ignore": 5_100} {
		in, err := open(t, files, map[string]string{"unit_column": answer})
		if err != nil {
			t.Fatal(answer, err)
		}
		if got := sumOf(t, in, "list_amount"); got != want {
			t.Errorf("%s: list %d, want %d", answer, got, want)
		}
	}
}

// sumOf is the sum of a column of amounts.
func sumOf(t *testing.T, in *ingest.Input, column string) (sum int64) {
	t.Helper()
	for _, s := range in.Shards("deals") {
		if err := s.Records(context.Background(), func(r arrow.Record) error {
			column := r.Column(r.Schema().FieldIndices(column)[0]).(*array.Int64)
			for i := range column.Len() {
				sum += column.Value(i)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	return sum
}

// TestTwoDiscountLines: a slip may hold two discounts on lines of their own, and both are taken off.
func TestTwoDiscountLines(t *testing.T) {
	in, err := open(t, map[string]string{"d.csv": "document,date,salesperson,client,product,list_amount,net_amount\nA1,2026-10-01,Abe,Foo,Nut,1000,1000\nA1,2026-10-01,Abe,Foo,Bolt,1000,1000\nA1,2026-10-01,Abe,Foo,値引,,-100\nA1,2026-10-01,Abe,Foo,出精値引き,,-60\nA2,2026-10-02,Abe,Foo,Nut,500,500\n"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if list, net := sumOf(t, in, "list_amount"), sumOf(t, in, "net_amount"); list != 2500 || net != 2340 || warns(in, "discount_line") {
		t.Errorf("list %d, net %d; want 2500, 2340; %v", list, net, in.Remarks())
	}
}

// TestLongFile: above the length to which lines are held against their neighbours a discount on
// a line of its own is at least said.
func TestLongFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("document,date,salesperson,client,product,list_amount,net_amount\n")
	for i := range 200_001 {
		if i%1000 == 7 {
			fmt.Fprintf(&b, "A%d,2026-10-01,Abe,Foo,値引,,-100\n", i/3)
			continue
		}
		fmt.Fprintf(&b, "A%d,2026-10-01,Abe,Foo,Nut,1000,950\n", i/3)
	}
	in, err := open(t, map[string]string{"d.csv": b.String()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !warns(in, "long_file") {
		t.Errorf("nothing is said: %v", in.Remarks())
	}
}
