package ingest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/source"
)

// TestRowsSeenAgain: a row that another export holds too is listed with both places,
// neighbours as one range, in text and in a sheet.
func TestRowsSeenAgain(t *testing.T) {
	head := []string{"line_id", "date", "salesperson", "client", "net_amount"}
	line := func(id, net string) []string { return []string{id, "2026-09-01", "S", "C", net} }
	september := [][]string{head, line("A1", "100"), line("A2", "100"), line("A3", "100"), line("A4", "100"), line("A5", "100"), line("A6", "100"), line("A6", "100")}
	october := [][]string{head, line("B1", "100"), line("A1", "100"), line("A2", "100"), line("A3", "90"), line("A5", "100")}
	for ending, write := range map[string]func(testing.TB, [][]string) string{".csv": asCSV, ".xlsx": asXLSX} {
		dir := files(t, map[string]string{"d-2026-09" + ending: write(t, september), "d-2026-10" + ending: write(t, october)})
		in := must(t, dir, map[string]source.Source{"deals": {Files: []string{"*" + ending}}})
		var got []string
		for _, a := range in.Again() {
			got = append(got, fmt.Sprintf("%s %d-%d %t %s %d-%d", a.Place.File, a.Place.Row, a.Through, a.Superseded, a.Other.File, a.Other.Row, a.OtherThrough))
		}
		s, o := "d-2026-09"+ending, "d-2026-10"+ending
		want := []string{
			s + " 4-4 true " + o + " 5-5",  // A3 was corrected in October
			s + " 8-8 false " + s + " 7-7", // A6 stands twice in one file
			o + " 3-4 false " + s + " 2-3", // A1 and A2 in a row
			o + " 6-6 false " + s + " 6-6", // A5
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", ending, diff)
		}
	}
}
