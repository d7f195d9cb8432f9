package metrics

import (
	"context"
	"testing"

	"tenbin/ingest/table"
)

// TestFilledInSaid: the warning reaches the assessment, in both languages.
func TestFilledInSaid(t *testing.T) {
	var rows []row
	for range 30 {
		rows = append(rows, row{"net_amount": int64(100_000), "reference": table.ReferenceLine})
	}
	o := october()
	a, _, err := Run(context.Background(), Data{Tables: map[string][]table.Shard{"deals": {deals(t, 0, rows...)}}}, o)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, w := range a.Warnings {
		if w.Code == table.WarnFilledInList {
			found = true
			if got := says(w.Evidence); got != "warn_filled_in_list(1 2026-09 100%)" {
				t.Error(got)
			}
		}
	}
	if !found {
		t.Error("30 lines at list and no word of it")
	}
}
