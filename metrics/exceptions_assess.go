package metrics

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

// exceptions fills a.Exceptions, a.Approvals and a.RequestsKnown. With asked lines in
// place of conceded shares the concession axis is run once more:
//
//	O_i = Σ asked lines,  E_i = Σ_s n_is·r_is,  θ ~ Gamma(a + n·O/E, a/m + n)
//
// with r, n and the passes as in METHOD section 1, but for the limit of ϑ in the pair
// variance: people differ far more in what they ask for than in what they concede, and a
// limit of 4 would take that for noise. Whether requests are known is a matter
// of the whole company: one that was not granted shows that refusals are recorded.
func (a *assessor) exceptions() {
	if len(a.cube.Exceptions) == 0 {
		return
	}
	asked := *a.cube
	asked.Cells = make([]cube.Cell, len(a.cube.Cells))
	for i := range asked.Cells {
		asked.Cells[i] = cube.Cell{CellSums: cube.CellSums{Lines: a.cube.Cells[i].Lines}, N: a.cube.Cells[i].N}
	}
	S := len(a.e.People)
	sums := make([]assessment.ExceptionCount, S)
	type couple struct{ approver, person string }
	approvals := map[couple]*assessment.ExceptionCount{}
	for k := range a.cube.Exceptions {
		x := &a.cube.Exceptions[k]
		at, ok := slices.BinarySearchFunc(asked.Keys, x.Key(), cube.CellKey.Compare)
		i, known := a.e.Index[asked.People[x.Person]]
		if !ok || !known || x.Month < asked.WindowFrom {
			continue
		}
		asked.Cells[at].Y += x.Scored * table.RateScale
		asked.Cells[at].Y2 += x.Scored * table.RateScale
		cube.AddExceptions(&sums[i], &x.ExceptionCount)
		a.RequestsKnown = a.RequestsKnown || x.Granted < x.Asked
		c := couple{x.Approver, a.e.People[i]}
		if approvals[c] == nil {
			approvals[c] = new(assessment.ExceptionCount)
		}
		cube.AddExceptions(approvals[c], &x.ExceptionCount)
	}
	axis := estimate.NewConcession(&asked, a.e.Places(&asked), S, true)
	axis.LevelsUpTo(mostAsked)
	axis.Fit(a.o.CalendarFactor)
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
		if x.Asked == 0 && lines[i] == 0 || !a.mayFind(a.e.People[i], string(table.FactorConcession)) {
			continue
		}
		e := assessment.Exception{Person: table.PersonID(a.e.People[i]), ExceptionCount: x, Requests: requests[i]}
		if a.RequestsKnown && x.Asked > 0 {
			e.Share = assessment.Of(float64(x.Granted) / float64(x.Asked))
		}
		a.Exceptions = append(a.Exceptions, e)
	}
	for c, x := range approvals {
		if a.mayFind(c.person, string(table.FactorConcession)) {
			a.Approvals = append(a.Approvals, assessment.Approval{Approver: table.PersonID(c.approver), Person: table.PersonID(c.person), ExceptionCount: *x})
		}
	}
	slices.SortFunc(a.Approvals, func(x, y assessment.Approval) int {
		return cmp.Or(cmp.Compare(x.Person, y.Person), cmp.Compare(x.Approver, y.Approver))
	})
}
