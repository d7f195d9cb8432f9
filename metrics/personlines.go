package metrics

import (
	"context"
	"fmt"
	"tenbin/ingest/table"

	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/linerate"
)

// Basis is what the figures of single lines rest on: the plan under which the lines were
// counted, nil when they came as a cube, and the peers' rates behind E.
type Basis struct {
	plan    *cube.Plan
	rates   *linerate.Rates
	options assessment.Options
	lines   map[table.Month]int64 // measured, by data month
}

// PersonLines reads the deal lines once more and returns every measured line in the
// window of the people asked for: what their own card lists and tenbin explain adds up.
// Each line carries its outcome (authorised net, conceded amount, y), whether it is
// scored or why not, the peers' rate behind E, and where it stands in the inputs. Lines
// come by date, then line id, then place. For each person
//
//	O = Σ y,  E = Σ Expected over the scored lines,   n of lines = Concession.Lines
//
// The lines are decided by the reduction itself under the plan of the basis, so the
// rows and the figures cannot differ. data must be what the basis was computed from. One pass
// reads for all people; memory grows with the number of lines asked for, about 300 bytes
// each. It is an error when that was a cube: the lines behind it are not known then.
func PersonLines(ctx context.Context, data Data, people map[string]bool, basis *Basis) (map[string][]assessment.LedgerLine, error) {
	if basis.plan == nil || basis.rates == nil {
		return nil, fmt.Errorf("the assessment of %s was made without deal lines", basis.options.Month)
	}
	o, rates := basis.options.Resolved(), basis.rates.Of(people)
	return cube.LinesOf(ctx, data.Source(), basis.plan, people, o, rates.Fill)
}
