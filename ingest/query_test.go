package ingest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/fault"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/source"
	"tenbin/ingest/sqlsource"
)

// asking is a source with a query.
func asking(variable, query string) source.Source {
	return source.Source{Query: &source.Query{Driver: "madeup", DSNEnv: variable, SQL: query}}
}

var dealColumns = []string{"line_id", "date", "salesperson", "client", "list_amount", "net_amount"}
var dealTypes = []string{"TEXT", "DATE", "TEXT", "TEXT", "NUMERIC", "NUMERIC"}

// dealRows are n made-up deal lines as a driver hands them over, and as CSV.
func dealRows(n int) (rows [][]driver.Value, csv string) {
	var b strings.Builder
	b.WriteString(strings.Join(dealColumns, ",") + "\n")
	for i := range n {
		day := time.Date(2026, time.Month(1+i%10), 1+i%28, 0, 0, 0, 0, time.UTC)
		id, list, net := fmt.Sprintf("L%05d", i), fmt.Sprint(100000+i), fmt.Sprint(100000+i-(i%7)*1000)
		person, client := []string{"Abe", "Baba", "Chiba"}[i%3], fmt.Sprintf("Client %d", i%11)
		rows = append(rows, []driver.Value{id, day, person, client, list, net})
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s\n", id, day.Format(time.DateOnly), person, client, list, net)
	}
	return rows, b.String()
}

// openedDeals opens the deals of a query, with small parts where small is not 0.
func openedDeals(t *testing.T, variable, query string, small int64) (*Input, error) {
	t.Helper()
	scratch := t.TempDir()
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	in, err := Open(t.Context(), Sources{Base: t.TempDir(), Location: tokyo, Currency: "JPY", Scratch: scratch, Piece: small,
		Tables: map[string][]source.Source{"deals": {asking(variable, query)}}}, 2)
	if err == nil {
		t.Cleanup(func() {
			if err := in.Close(); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
				t.Errorf("%v is left behind, %v", left, err)
			}
		})
	}
	return in, err
}

// A query gives the records that a file with the same rows gives, in whatever order the
// database answers and however small the pieces are in which it is sorted.
func TestQueryReadsAsAFile(t *testing.T) {
	rows, csv := dealRows(500)
	dir := files(t, map[string]string{"deals.csv": csv})
	want := dump(t, must(t, dir, map[string]source.Source{"deals": {Files: []string{"deals.csv"}}}), "deals", dealColumns...)
	if strings.Count(want, "\n") < 500 {
		t.Fatalf("the file gives %s", want)
	}
	sums := map[string]bool{}
	for seed, small := range []int64{0, 0, 300, 4000, 1 << 20} {
		shuffled := append([][]driver.Value(nil), rows...)
		if seed > 0 {
			rand.New(rand.NewPCG(1, uint64(seed))).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		}
		db := &fakeDB{answers: map[string]fakeAnswer{"deals": {columns: dealColumns, types: dealTypes, rows: shuffled}}}
		in, err := openedDeals(t, newFake(t, db), "deals", small)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // read again, it is not asked again
			if d := cmp.Diff(want, dump(t, in, "deals", dealColumns...)); d != "" {
				t.Fatalf("seed %d, pieces of %d: %s", seed, small, d)
			}
		}
		if n := len(in.Shards("deals")); small == 300 && n < 20 {
			t.Errorf("only %d parts of %d bytes", n, small)
		}
		f := in.Files()[0]
		sums[f.SHA256] = true
		if len(db.asked) != 1 || f.Path != "madeup:MADEUP_DSN/deals" || f.Month != -1 || len(f.SHA256) != 64 {
			t.Errorf("asked %q for %+v", db.asked, f)
		}
		if err := in.Unchanged(); err != nil {
			t.Error(err)
		}
	}
	if len(sums) != 1 {
		t.Errorf("the same rows have %d sums", len(sums))
	}
	rows[7][5] = "1"
	db := &fakeDB{answers: map[string]fakeAnswer{"deals": {columns: dealColumns, types: dealTypes, rows: rows}}}
	in, err := openedDeals(t, newFake(t, db), "deals", 0)
	if err != nil {
		t.Fatal(err)
	}
	if sums[in.Files()[0].SHA256] {
		t.Error("another amount has the same sum")
	}
}

// Rows that cannot be used are found at their number in the sorted answer.
func TestQueryRowErrors(t *testing.T) {
	rows, _ := dealRows(20)
	rows[4][4], rows[9][1] = "Infinity", "infinity"
	db := &fakeDB{answers: map[string]fakeAnswer{"deals": {columns: dealColumns, types: dealTypes, rows: rows}}}
	in, err := openedDeals(t, newFake(t, db), "deals", 0)
	if err != nil {
		t.Fatal(err)
	}
	readAll(t, in)
	var got []string
	for _, e := range in.RowErrors() {
		got = append(got, e.Place.String()+" "+e.Cells[0].Name+" "+e.Cells[0].Value)
	}
	want := []string{"madeup:MADEUP_DSN/deals:5 list_amount Infinity", "madeup:MADEUP_DSN/deals:10 date infinity"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if c := in.Counts(); c.RowsRead != 20 || c.Records != 18 || c.RowErrors != 2 {
		t.Errorf("%+v", c)
	}
}

// Every type reaches the record path as its exact text.
func TestQueryValues(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	late := time.Date(2026, 10, 31, 15, 30, 0, 123456000, time.UTC)
	for _, c := range []struct {
		typeName string
		value    any
		text     string
		hint     raw.Hint
	}{
		{"NUMERIC", "12345678901234567890.123456789", "12345678901234567890.123456789", raw.Number},
		{"NUMERIC", []byte("-0.10"), "-0.10", raw.Number},
		{"NUMERIC", "NaN", "NaN", raw.String},
		{"INT8", int64(-9007199254740993), "-9007199254740993", raw.Number},
		{"FLOAT4", float64(float32(0.1)), "0.1", raw.Number},
		{"FLOAT8", 0.1, "0.1", raw.Number},
		{"FLOAT8", 1e21, "1000000000000000000000", raw.Number},
		{"BOOL", true, "true", raw.Bool},
		{"DATE", time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC), "2026-10-31", raw.Date},
		{"DATE", "infinity", "infinity", raw.String},
		{"TIMESTAMPTZ", late, "2026-11-01T00:30:00.123456+09:00", raw.Stamp},
		{"TIMESTAMP", late, "2026-10-31T15:30:00.123456", raw.Stamp},
		{"", late, "2026-11-01T00:30:00.123456+09:00", raw.Stamp},
		{"TIME", "09:15:00", "09:15:00", raw.Time},
		{"TEXT", "0012", "0012", raw.String},
		{"TEXT", "見本商事㈱", "見本商事㈱", raw.String},
		{"TEXT", "\xff", "\xff", raw.Invalid},
		{"BPCHAR", "E1   ", "E1", raw.String},
		{"JSONB", []byte(`{"a": 1}`), `{"a": 1}`, raw.String},
		{"UUID", "7b5e…", "7b5e…", raw.String},
		{"NUMERIC", nil, "", raw.Plain},
		{"TEXT", nil, "", raw.Plain},
		{"TEXT", "", "", raw.String},
	} {
		kind := sqlsource.ValueKinds[c.typeName]
		if c.typeName == "" {
			kind = sqlsource.AsUnnamed
		}
		text, hint := sqlsource.AnswerColumn{Name: "x", Kind: kind}.AppendValue(nil, c.value, tokyo)
		if string(text) != c.text || hint != c.hint {
			t.Errorf("%s %v: %q with hint %d, want %q with %d", c.typeName, c.value, text, hint, c.text, c.hint)
		}
	}
}

// A moment belongs to the day that the business time zone has then; NULL is an empty cell.
func TestQueryZoneAndNull(t *testing.T) {
	db := &fakeDB{answers: map[string]fakeAnswer{"q": {
		columns: []string{"line_id", "date", "salesperson", "client", "list_amount", "net_amount", "category"},
		types:   []string{"TEXT", "TIMESTAMPTZ", "TEXT", "TEXT", "NUMERIC", "NUMERIC", "TEXT"},
		rows: [][]driver.Value{
			{"A", time.Date(2026, 10, 31, 15, 30, 0, 0, time.UTC), "Abe", "X", "1000", "900", nil},
			{"B", time.Date(2026, 10, 31, 14, 30, 0, 0, time.UTC), "Abe", "X", "1000", nil, "valves"},
		}}}}
	in, err := openedDeals(t, newFake(t, db), "q", 0)
	if err != nil {
		t.Fatal(err)
	}
	got := dump(t, in, "deals", "line_id", "date", "category", "net_amount")
	if !strings.Contains(got, "2026-11-01") || !strings.Contains(got, "2026-10-31") || strings.Contains(got, "NULL") {
		t.Error(got)
	}
	for _, e := range in.RowErrors() {
		t.Errorf("%+v", e)
	}
}

// The database is asked in one read-only transaction at repeatable read, which is given
// up at the end; a driver that has none is refused.
func TestQueryIsReadOnly(t *testing.T) {
	rows, _ := dealRows(5)
	answer := fakeAnswer{columns: dealColumns, types: dealTypes, rows: rows}
	people := fakeAnswer{columns: []string{"salesperson", "name"}, rows: [][]driver.Value{{"E1", "Abe"}, {"E2", "Baba"}, {"E3", "Chiba"}}}
	db := &fakeDB{answers: map[string]fakeAnswer{"deals": answer, "people": people}}
	variable := newFake(t, db)
	in, err := Open(t.Context(), Sources{Currency: "JPY", Scratch: t.TempDir(), Tables: map[string][]source.Source{
		"deals": {asking(variable, "deals")}, "roster": {asking(variable, "people")}}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	want := []driver.TxOptions{{Isolation: driver.IsolationLevel(sql.LevelRepeatableRead), ReadOnly: true}}
	if d := cmp.Diff(want, db.begun); d != "" {
		t.Error(d)
	}
	if db.ended != 1 || db.closed != 2 || len(db.asked) != 2 {
		t.Errorf("%d transactions ended, %d answers closed, asked %q", db.ended, db.closed, db.asked)
	}
	if p := in.Roster().People; len(p) != 3 || p[0].ID != "E1" {
		t.Errorf("the roster is %+v", p)
	}
	db.writable = true
	_, err = openedDeals(t, variable, "deals", 0)
	if !errors.Is(err, fault.ErrBadSource) || !strings.Contains(err.Error(), "read-only") || len(db.asked) != 2 {
		t.Errorf("without read-only transactions: %v, asked %q", err, db.asked)
	}
}

// Interrupted in the middle, the answer is given back, the transaction ended, nothing is
// left behind and the error is the interruption itself.
func TestQueryCancelled(t *testing.T) {
	rows, _ := dealRows(3000)
	db := &fakeDB{answers: map[string]fakeAnswer{"deals": {columns: dealColumns, types: dealTypes, rows: rows, hangs: true}}}
	variable, scratch := newFake(t, db), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-db.serving
		cancel()
	}()
	_, err := Open(ctx, Sources{Currency: "JPY", Scratch: scratch, Piece: 4000, Tables: map[string][]source.Source{"deals": {asking(variable, "deals")}}}, 2)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
		t.Errorf("%v is left behind, %v", left, err)
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed != 1 || db.ended != 1 {
		t.Errorf("%d answers closed, %d transactions ended", db.closed, db.ended)
	}
}
