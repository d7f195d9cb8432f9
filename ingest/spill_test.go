package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/ingest/source"
)

// TestSpillInRun: repeated lines are found with little memory as with much, and a place
// for the file that is not there ends the reading with an error.
func TestSpillInRun(t *testing.T) {
	var b strings.Builder
	b.WriteString("line_id,date,salesperson,client,list_amount,net_amount\n")
	line := func(i int) {
		fmt.Fprintf(&b, "D%06d,2026-%02d-%02d,Abe #%d,Acme %d,%d,%d\n", i, i%12+1, i%28+1, i%7, i%40, 1000+i%50, 900+i%50)
	}
	for i := range 120_000 {
		line(i)
	}
	for i := range 5 {
		line(i * 20_001)
	}
	dir := files(t, map[string]string{"d.csv": b.String()})
	read := func(memory int64, scratch string) (string, error) {
		s := Sources{Base: dir, Currency: "EUR", MinorUnits: 2, OnePass: true, Memory: memory, Scratch: scratch, Piece: 1 << 18, Tables: map[string][]source.Source{"deals": {{Files: []string{"d.csv"}}}}}
		in, err := Open(context.Background(), s, 2)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		readAll(t, in)
		again, err := in.Finalize(context.Background())
		if err != nil {
			return "", err
		}
		if again {
			readAll(t, in)
		}
		if left, _ := os.ReadDir(scratch); memory == 1 && len(left) == 0 {
			t.Error("nothing went to the file")
		}
		return fmt.Sprintf("%+v, again %v", in.Counts(), again), nil
	}
	want, err := read(0, "")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(want, "Repeated:5") {
		t.Fatal(want)
	}
	if got, err := read(1, t.TempDir()); err != nil || got != want {
		t.Errorf("with little memory: %s, %v, want %s", got, err, want)
	}
	if _, err := read(1, filepath.Join(dir, "not", "there")); err == nil || !strings.Contains(err.Error(), "limits.memory") {
		t.Errorf("no place for the file: %v", err)
	}
}
