package export

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"tenbin/reports/reporttest"
)

// TestParquet reads assessment.parquet back with another reader and holds every cell
// against the people of assessment.json.
func TestParquet(t *testing.T) {
	var one, two bytes.Buffer
	if err := WriteParquet(&one, reporttest.Company()); err != nil {
		t.Fatal(err)
	}
	if err := WriteParquet(&two, reporttest.Company()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("two writes differ")
	}
	read, err := pqarrow.ReadTable(context.Background(), bytes.NewReader(one.Bytes()), parquet.NewReaderProperties(memory.DefaultAllocator), pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	defer read.Release()
	people := parse(t, writeJSON(t, reporttest.Company()))["people"].([]any)
	if int(read.NumRows()) != len(people) {
		t.Fatalf("%d rows, want %d", read.NumRows(), len(people))
	}
	leaves := map[string]any{}
	flatten("", people[0].(map[string]any), leaves)
	if int(read.NumCols()) != len(leaves) {
		t.Errorf("%d columns, want %d", read.NumCols(), len(leaves))
	}
	for c := range int(read.NumCols()) {
		name := read.Schema().Field(c).Name
		row := 0
		for _, chunk := range read.Column(c).Data().Chunks() {
			for i := range chunk.Len() {
				leaves := map[string]any{}
				flatten("", people[row].(map[string]any), leaves)
				want, ok := leaves[name]
				if !ok {
					t.Fatalf("column %s is no key of assessment.json", name)
				}
				if got := cellOf(chunk, i); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s, row %d: %v, want %v", name, row, got, want)
				}
				row++
			}
		}
	}
}

func TestParquetWithoutPeople(t *testing.T) {
	var b bytes.Buffer
	if err := WriteParquet(&b, nobody()); err != nil {
		t.Fatal(err)
	}
	read, err := pqarrow.ReadTable(context.Background(), bytes.NewReader(b.Bytes()), parquet.NewReaderProperties(memory.DefaultAllocator), pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	defer read.Release()
	if read.NumRows() != 0 || read.NumCols() < 40 {
		t.Errorf("%d rows, %d columns; want none and every key", read.NumRows(), read.NumCols())
	}
}

// flatten fills leaves with the values of o by dotted key.
func flatten(prefix string, o map[string]any, leaves map[string]any) {
	for k, v := range o {
		if inner, ok := v.(map[string]any); ok {
			flatten(prefix+k+".", inner, leaves)
			continue
		}
		leaves[prefix+k] = v
	}
}

// cellOf is the value of a cell as assessment.json writes it.
func cellOf(a any, i int) any {
	switch a := a.(type) {
	case *array.String:
		if a.IsNull(i) {
			return nil
		}
		return a.Value(i)
	case *array.Boolean:
		return a.Value(i)
	case *array.Int64:
		if a.IsNull(i) {
			return nil
		}
		return a.Value(i)
	case *array.Float64:
		if a.IsNull(i) {
			return nil
		}
		b, err := json.Marshal(a.Value(i))
		if err != nil {
			return err
		}
		return string(b)
	}
	return fmt.Errorf("unexpected column %T", a)
}
