package finding

import (
	"math"
	"sort"

	"tenbin/metrics/assessment"
	"tenbin/metrics/rank"
)

// order sorts people by unrounded score (to 10⁻⁹), μ, |excess|, id; those who are not
// rated come after them by id, without a rank.
func (co *Company) order(people []assessment.Person) []assessment.Person {
	type row struct {
		p     assessment.Person
		i     int
		score float64
	}
	var rated, rest []row
	for i, p := range people {
		if p.Tier == assessment.NotEnoughEvidence || !isRated(&p) {
			rest = append(rest, row{p, i, 0})
		} else {
			rated = append(rated, row{p, i, rank.Round(co.Estimates.Joint[i].Score)})
		}
	}
	sort.Slice(rated, func(x, y int) bool {
		p, q := &rated[x], &rated[y]
		if p.score != q.score {
			return p.score > q.score
		}
		if u, v := rank.Round(p.p.Mu), rank.Round(q.p.Mu); u != v {
			return u > v
		}
		if u, v := max(p.p.ExcessAmount, -p.p.ExcessAmount), max(q.p.ExcessAmount, -q.p.ExcessAmount); u != v {
			return u > v
		}
		return p.p.ID < q.p.ID
	})
	mu, sigma := make([]float64, len(rated)), make([]float64, len(rated))
	for k, r := range rated {
		mu[k], sigma[k] = r.p.Mu, math.Max(r.p.Sigma, 1e-6)
	}
	lo, hi := rank.Intervals(mu, sigma)
	people = people[:0]
	for k, r := range rated {
		position := k + 1
		r.p.Rank, r.p.RankLo, r.p.RankHi = &position, &lo[k], &hi[k]
		people = append(people, r.p)
	}
	for _, r := range rest {
		people = append(people, r.p)
	}
	return people
}
