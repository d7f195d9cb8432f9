package convert_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// TestDatesInWords: 月末 is a date, 至急 is none, 済 where the day of completion stands says
// done; the row stays in every case.
func TestDatesInWords(t *testing.T) {
	text := "指示番号,起票日,担当者,取引先,種別,回答期限,完了日\n" +
		"A1,2026/08/03,田中,見本,値上げ,月末,\n" +
		"A2,2026/08/03,田中,見本,値上げ,9月末,\n" +
		"A3,2026/08/03,田中,見本,値上げ,至急,\n" +
		"A4,2026/08/03,田中,見本,値上げ,ASAP,済\n" +
		"A5,2026/08/03,田中,見本,値上げ,2026/09,\n"
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "i.csv"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := ingest.Open(context.Background(), ingest.Sources{Base: dir, Currency: "JPY", Tables: map[string][]source.Source{"instructions": {{Files: []string{"i.csv"}}}}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	want := map[string]string{"A1": "2026-08-31", "A2": "2026-09-30", "A3": "", "A4": "", "A5": "2026-09-30"}
	rows := 0
	for _, s := range in.Shards("instructions") {
		err := s.Records(context.Background(), func(r arrow.Record) error {
			at := func(column string) arrow.Array { return r.Column(table.FirstColumn + table.Instructions.Index(column)) }
			for i := range int(r.NumRows()) {
				rows++
				id := at("instruction_id").ValueStr(i)
				due := ""
				if d := at("due").(*array.Date32); !d.IsNull(i) {
					due = table.Day(d.Value(i)).String()
				}
				if due != want[id] {
					t.Errorf("%s is due %q, want %q", id, due, want[id])
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if rows != len(want) {
		t.Errorf("%d rows, want %d", rows, len(want))
	}
}
