package ingest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// messy writes deal lines of which most are plain and the others are anything that an
// export may hold. dates is how a day is written.
func messy(r *rand.Rand, lines int, head, dates string, repeats bool) string {
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	var b strings.Builder
	b.WriteString(head + "\n")
	columns := strings.Split(head, ",")
	var last string
	for i := range lines {
		switch n := r.IntN(400); {
		case n == 0:
			b.WriteString(strings.Repeat(",", len(columns)-1) + "\n")
			continue
		case n == 1:
			b.WriteString("Total" + strings.Repeat(",", len(columns)-1) + "99\n")
			continue
		case n == 2:
			b.WriteString(head + "\n")
			continue
		case n == 3:
			b.WriteString("only,three,cells\n")
			continue
		case n == 4 && repeats && last != "":
			b.WriteString(last)
			continue
		}
		rare := func(usual string, others ...string) string {
			if r.IntN(40) == 0 {
				return pick(others...)
			}
			return usual
		}
		cells := map[string]string{
			"document": rare(fmt.Sprintf("D%06d", i/3), "", " D1 ", "伝票1", "D&amp;2"), "line": rare(fmt.Sprint(i%3+1), "", "1-2", "x"),
			"line_id": rare(fmt.Sprintf("L%07d", i), " L9", "", "行1"), "date": rare(fmt.Sprintf(dates, 1+r.IntN(12), 1+r.IntN(28)), "2026-02-30", "", "2026年4月1日", "1975-01-01", "soon"),
			"salesperson": rare(pick("佐藤 #1", "Smith Anna", "S003", "Tanaka"), "", "?", "admin", "SMITH  ANNA", "合計"),
			"client":      rare(fmt.Sprintf("Client %03d", r.IntN(300)), "", "\"Acme, Inc.\"", "株式会社見本", "Total Energy", "総計"),
			"product":     rare(fmt.Sprintf("SKU-%03d Pump", r.IntN(50)), "", "ﾎﾟﾝﾌﾟ", "\"a\nb\""), "category": rare(pick("Pumps", "Valves"), "", "-"), "region": pick("Japan", "EMEA", ""),
			"quantity": rare(fmt.Sprint(1+r.IntN(20)), "", "-2", "1.5", "many", "1,000"), "list_price": rare(fmt.Sprintf("%d.%02d", 10+r.IntN(900), r.IntN(100)), "0", "", "1.234", "¥1,200", "x", "99999999999999999999", "12.3456789"),
			"net_price": rare(fmt.Sprintf("%d.%02d", 9+r.IntN(800), r.IntN(100)), "", "-5", "(3)", "12.345"), "list_amount": rare(fmt.Sprint(100+r.IntN(9000)), "", "1,2", "９００"),
			"net_amount": rare(fmt.Sprint(90+r.IntN(8000)), "", "▲5"), "authorised_rate": rare(pick("0.05", "0.1", "0"), "", "5%", "150%", "free"), "cost": rare(fmt.Sprint(r.IntN(700)), "", "?", "-"),
			"kind": rare("sale", "", "return", "nonsense"), "stage": rare("won", "", "open", "lost"), "recorded_at": rare("2026-05-01T10:00:00", "", "never"), "segment": pick("A", "B", ""),
			"authorised_percent": pick("5", "7.5", "10"),
		}
		var row []string
		for _, c := range columns {
			row = append(row, cells[c])
		}
		last = strings.Join(row, ",") + "\n"
		b.WriteString(last)
	}
	b.WriteString(pick("", "\n\n", "Copyright (c) 2026 made up\n", "Confidential Information - Do Not Distribute\n\n"))
	return b.String()
}

// everything prints all that a reading of the deals gives: records, counts, errors,
// non-data rows, remarks, names.
func everything(t *testing.T, in *Input) string {
	t.Helper()
	var columns []string
	for _, c := range table.Deals.Columns {
		columns = append(columns, c.Name)
	}
	read := func() string {
		var b strings.Builder
		for _, s := range in.Shards("deals") {
			if err := s.Records(context.Background(), func(r arrow.Record) error { print(&b, r, "deals", columns); return nil }); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	rows := read()
	again, err := in.Finalize(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if again {
		rows = read()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s%+v\n", rows, in.Counts())
	for _, e := range in.RowErrors() {
		fmt.Fprintf(&b, "%+v\n", e)
	}
	for _, f := range in.NonData() {
		fmt.Fprintf(&b, "%+v\n", f)
	}
	for _, r := range in.Remarks() {
		fmt.Fprintf(&b, "%+v\n", r)
	}
	fmt.Fprintf(&b, "%v\n", in.Names())
	return b.String()
}

// TestLane reads messy files in three ways: every row by the converter, plain rows by
// the fast path, and scanned while they are read. All that comes out must be the same.
func TestLane(t *testing.T) {
	const piece = 16 << 10
	for k, c := range []struct {
		head, dates string
		repeats     bool
	}{
		{"document,line,date,salesperson,client,product,category,region,quantity,list_price,net_price,authorised_rate", "2026-%02d-%02d", false},
		{"line_id,date,salesperson,client,product,list_amount,net_amount,authorised_rate,cost", "2026/%d/%d", false},
		{"line_id,date,salesperson,client,product,segment,kind,stage,quantity,list_price,net_price,cost,recorded_at", "2026-%02d-%02d", true},
		{"date,salesperson,client,product,quantity,list_price,net_price", "2026-%02d-%02d", true},
		{"line_id,date,salesperson,client,product,list_amount,net_price,authorised_percent", "%d/%d/2026", true},
		{"line_id,date,salesperson,client,product,list_price,list_amount,net_price", "2026-%02d-%02d", false},
	} {
		t.Run(fmt.Sprint(k), func(t *testing.T) {
			text := messy(rand.New(rand.NewPCG(uint64(k), 5)), 2200, c.head, c.dates, c.repeats)
			if k == 1 { // a column that proves to be written in per cent behind the first parts
				at := len(text) / 5 * 2
				text = text[:at] + strings.NewReplacer(",0.05,", ",5,", ",0.1,", ",10,").Replace(text[at:])
			}
			head := strings.Replace(text, "authorised_percent", "authorised_rate", 1)
			dir := files(t, map[string]string{"a.csv": head, "b.csv": messy(rand.New(rand.NewPCG(uint64(k), 6)), 400, strings.Replace(c.head, "authorised_percent", "authorised_rate", 1), c.dates, c.repeats)})
			var want string
			for n, s := range []Sources{{slow: true}, {}, {OnePass: true}, {OnePass: true, NoDigests: true, front: 1}, {front: 300}} {
				s.Base, s.Currency, s.MinorUnits, s.Piece = dir, "EUR", 2, piece
				s.Tables = map[string][]source.Source{"deals": {{Files: []string{"a.csv", "b.csv"}}}}
				for _, workers := range []int{1, 3} {
					in, err := Open(context.Background(), s, workers)
					if err != nil {
						t.Fatal(err)
					}
					deferred := in.tables.deferred("deals")
					if got := everything(t, in); want == "" {
						want = got
					} else if got != want {
						t.Errorf("way %d, %d workers (deferred %v):\n%s", n, workers, deferred, cmp.Diff(want, got))
					}
					if s.OnePass && k != 5 && !deferred {
						t.Errorf("way %d: nothing was left to the first reading", n)
					}
					in.Close()
				}
			}
		})
	}
}
