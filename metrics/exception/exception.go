// Package exception answers: does a salesperson ask for more exceptions from policy than
// peers on the same work, and who grants them?
//
// In come the cube with its requests and the people; out come everybody's requests beside
// the expected ones, and who approved for whom.
package exception

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/count"
	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/ratio"
)

// mostAsked bounds a person's own level of requests in the variance of pairs.
const mostAsked = 50

// Result is what the requests say; Known: requests that were not granted are on record.
type Result struct {
	People    []assessment.Exception // by id
	Approvals []assessment.Approval  // by person and approver
	Known     bool
}

// Of compares requests. With asked lines in place of conceded shares the concession axis
// is run once more:
//
//	O_i = Σ asked lines,  E_i = Σ_s n_is·r_is,  θ ~ Gamma(a + n·O/E, a/m + n)
//
// with r, n and the passes as in METHOD section 1, but for the limit of ϑ in the pair
// variance: people differ far more in what they ask for than in what they concede, and a
// limit of 4 would take that for noise. Whether requests are known is a matter
// of the whole company: one that was not granted shows that refusals are recorded.
func Of(c *cube.Cube, e *estimate.Estimates, calendar bool, says func(id string) bool) (out Result) {
	if len(c.Exceptions) == 0 {
		return out
	}
	asked := *c
	asked.Cells = make([]cube.Cell, len(c.Cells))
	for i := range asked.Cells {
		asked.Cells[i] = cube.Cell{CellSums: cube.CellSums{Lines: c.Cells[i].Lines}, N: c.Cells[i].N}
	}
	S := len(e.People)
	sums := make([]assessment.ExceptionCount, S)
	type couple struct{ approver, person string }
	approvals := map[couple]*assessment.ExceptionCount{}
	for k := range c.Exceptions {
		x := &c.Exceptions[k]
		at, ok := slices.BinarySearchFunc(asked.Keys, x.Key(), cube.CellKey.Compare)
		i, known := e.Index[asked.People[x.Person]]
		if !ok || !known || x.Month < asked.WindowFrom {
			continue
		}
		asked.Cells[at].Y += x.Scored * table.RateScale
		asked.Cells[at].Y2 += x.Scored * table.RateScale
		cube.AddExceptions(&sums[i], &x.ExceptionCount)
		out.Known = out.Known || x.Granted < x.Asked
		pair := couple{x.Approver, e.People[i]}
		if approvals[pair] == nil {
			approvals[pair] = new(assessment.ExceptionCount)
		}
		cube.AddExceptions(approvals[pair], &x.ExceptionCount)
	}
	axis := estimate.NewConcession(&asked, e.Places(&asked), S, true)
	axis.LevelsUpTo(mostAsked)
	axis.Fit(calendar)
	axis.Release()
	prior := ratio.FitOne(axis.Ratio, axis.N)
	lines := make([]float64, S)
	for i := range axis.Rows {
		lines[axis.Rows[i].Person] += axis.Rows[i].N
	}
	requests := make([]assessment.Counted, S)
	for i := range requests {
		requests[i] = count.Of(axis.O[i], axis.E[i], lines[i], axis.Ratio[i], axis.N[i], prior)
	}
	count.ToMiddle(requests, prior.M)
	for i, x := range sums {
		if x.Asked == 0 && lines[i] == 0 || !says(e.People[i]) {
			continue
		}
		row := assessment.Exception{Person: table.PersonID(e.People[i]), ExceptionCount: x, Requests: requests[i]}
		if out.Known && x.Asked > 0 {
			row.Share = assessment.Of(float64(x.Granted) / float64(x.Asked))
		}
		out.People = append(out.People, row)
	}
	for pair, x := range approvals {
		if says(pair.person) {
			out.Approvals = append(out.Approvals, assessment.Approval{Approver: table.PersonID(pair.approver), Person: table.PersonID(pair.person), ExceptionCount: *x})
		}
	}
	slices.SortFunc(out.Approvals, func(x, y assessment.Approval) int {
		return cmp.Or(cmp.Compare(x.Person, y.Person), cmp.Compare(x.Approver, y.Approver))
	})
	return out
}
