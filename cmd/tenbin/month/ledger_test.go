package month

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/parquet/file"

	"tenbin/reports/publish"
)

// The Parquet ledger has the keys of the one in JSON, in their order, and its rows.
func TestLedgerParquet(t *testing.T) {
	amount := int64(1200)
	entries := []publish.LedgerEntry{{RunID: "r-1", Kind: "told", Amount: &amount}, {RunID: "r-2", Kind: "decided", Outcome: "完了"}}
	var b bytes.Buffer
	if err := writeLedgerParquet(&b, entries); err != nil {
		t.Fatal(err)
	}
	r, err := file.NewParquetReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	line, err := json.Marshal(entries[0])
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for c := range r.MetaData().Schema.NumColumns() {
		k := strings.Index(string(line), `"`+r.MetaData().Schema.Column(c).Name()+`":`)
		if k < at {
			t.Errorf("%s is not the next key of %s", r.MetaData().Schema.Column(c).Name(), line)
		}
		at = k
	}
	if r.NumRows() != 2 || r.MetaData().Schema.NumColumns() != strings.Count(string(line), `":`) {
		t.Errorf("%d rows, %d columns", r.NumRows(), r.MetaData().Schema.NumColumns())
	}
	column, err := r.RowGroup(0).Column(12)
	if err != nil {
		t.Fatal(err)
	}
	values, levels := make([]int64, 2), make([]int16, 2)
	if _, n, err := column.(*file.Int64ColumnChunkReader).ReadBatch(2, values, levels, nil); err != nil || n != 1 || values[0] != amount || levels[1] != 0 {
		t.Errorf("amounts %v, levels %v, %v", values, levels, err)
	}
}
