package instruction

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/verdict"
)

// An increase that was withdrawn shows nothing from then on.
func TestLandingEnds(t *testing.T) {
	r := Record{Status: table.StatusWithdrawn, Closed: 100, Implemented: table.NoDay}
	for day, want := range map[table.Day]bool{99: false, 100: true, 101: true} {
		if got := r.EndedBy(day); got != want {
			t.Errorf("day %d: %v", day, got)
		}
	}
}

// What invoices show of an increase, in shares of it.
func TestShown(t *testing.T) {
	for _, c := range []struct {
		r    verdict.Result
		want float64
	}{
		{verdict.Result{Word: verdict.Landed, PassThrough: verdict.PassThrough{PT: 1.3}}, 1},
		{verdict.Result{Word: verdict.InPart, PassThrough: verdict.PassThrough{PT: .25}}, .25},
		{verdict.Result{Word: verdict.NotApplied, PassThrough: verdict.PassThrough{PT: -.2}}, 0},
		{verdict.Result{Word: verdict.GivenBack, PassThrough: verdict.PassThrough{PT: .8}, Back: .75}, .2},
		{verdict.Result{Word: verdict.Landed, PassThrough: verdict.PassThrough{PT: .8}, Back: .25}, .8},
	} {
		if got := shown(c.r); got < c.want-1e-12 || got > c.want+1e-12 {
			t.Errorf("%s: %v, want %v", c.r.Word, got, c.want)
		}
	}
}
