package instruction_test

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/instruction"
	"tenbin/metrics/instruction/instructiontest"
)

// Who took an instruction over, and when.
func TestHandovers(t *testing.T) {
	cut := table.DayOf(2026, 10, 31)
	x, y := instructiontest.Open("1", "a", "x", 0, 100), instructiontest.Open("2", "b", "x", 0, 100)
	y.Closed, y.Status = 40, table.StatusTransferred
	moved := instructiontest.Open("3", "a", "x", table.Reallocation, 100)
	older := instructiontest.Open("4", "a", "y", 0, 10)
	records, _ := instructiontest.Records(x, y, moved, older)
	issued := records[0].Issued
	for _, c := range []struct {
		name     string
		accounts []instruction.Account
		want     [4]table.Day // from when each is held; 0 = from the start
	}{
		{"transferred", nil, [4]table.Day{issued + 40, 0, 0, 0}},
		{"account passed later", []instruction.Account{{Client: "x", Owner: "a", OwnerFrom: issued + 60}}, [4]table.Day{issued + 60, 0, 0, 0}},
		{"account passed before it was issued", []instruction.Account{{Client: "y", Owner: "a", OwnerFrom: issued + 80}}, [4]table.Day{issued + 40, 0, 0, 0}},
		{"account passes after the cut-off", []instruction.Account{{Client: "x", Owner: "a", OwnerFrom: cut + 1}}, [4]table.Day{issued + 40, 0, 0, 0}},
		{"somebody else's account", []instruction.Account{{Client: "x", Owner: "c", OwnerFrom: issued + 70}}, [4]table.Day{issued + 40, 0, 0, 0}},
	} {
		got := instruction.Handovers(records, c.accounts, cut)
		for i, want := range c.want {
			if want == 0 && got[i].Inherited() || want != 0 && got[i].HeldFrom != want {
				t.Errorf("%s: %s is held from %v, want %v", c.name, got[i].ID, got[i].HeldFrom, want)
			}
		}
		if records[0].Inherited() {
			t.Fatal("the input was changed")
		}
	}
}
