package dedup

import (
	"fmt"

	"tenbin/ingest/table"
)

// L1 in three exports: the newest content stands, and counts once. L2 twice in one export
// with different content: an error on both rows.
func ExampleResolve() {
	files := []table.File{{Path: "aug.csv", Month: 680}, {Path: "sep.csv", Month: 681}, {Path: "oct.csv", Month: 682}}
	says := func(s string) (digest [32]byte) { copy(digest[:], s); return }
	rows := []Candidate{
		{ID: "L1", Place: At(0, 2), Content: says("100"), Known: true},
		{ID: "L1", Place: At(1, 2), Content: says("90"), Known: true},
		{ID: "L1", Place: At(2, 2), Content: says("90"), Known: true},
		{ID: "L2", Place: At(2, 3), Content: says("7"), Known: true},
		{ID: "L2", Place: At(2, 4), Content: says("8"), Known: true},
	}
	r := Resolve(rows, files, "deals", "line_id")
	for _, x := range r.Superseded {
		fmt.Println(x.Place, "is replaced by", x.By)
	}
	fmt.Println("repeated:", r.Repeated)
	for _, e := range r.RowErrors {
		fmt.Println(e.Place, "contradicts", e.Cells[0].Other)
	}
	// Output:
	// aug.csv:2 is replaced by sep.csv:2
	// repeated: 1
	// oct.csv:3 contradicts oct.csv:4
	// oct.csv:4 contradicts oct.csv:3
}
