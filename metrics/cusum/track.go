package cusum

import "math"

// Fewest is the number of effective events since the last zero below which no alarm is
// raised.
//
// Note: 0, 3 and 6 find the same, with the same false alarms (40 simulated companies each,
// dense and sparse): the limits stand higher than three events. It is kept as a guard for
// companies of very few rows.
const Fewest = 3

// Grace is the number of months after an intervention that do not move the chart: the
// deals and promises already in the pipeline belong to the time before it.
const Grace = 2

// Track is a chart with its alarms, month by month.
type Track struct {
	C        []float64
	Raised   []bool // C above the limit, with enough events since the last zero
	Standing []bool // raised, and not yet fallen below half the limit
	Onset    []int  // index of the month in which what stands in C began
}

// Follow runs the chart over months with the own references and the limit h. acts are
// the indices of the months that begin with an intervention, ascending. From there
//
//	C := h/2 for two months (grace), then C_t = max(0, C_{t−1} + W_t) from h/2,
//
// against the same references, and an alarm that stood falls. An alarm is raised at
// C > h with at least 3 effective events (o^c + e^l) since the last zero or
// intervention; without an intervention it stands until C < h/2.
//
// Note: C := 0 after an intervention instead of h/2 finds a person who does not change
// one month later (dense) to three months later (sparse).
func Follow(months []Month, refC, refL, h float64, acts []int) Track {
	t := Track{C: make([]float64, len(months)), Raised: make([]bool, len(months)), Standing: make([]bool, len(months)), Onset: make([]int, len(months))}
	z, events, onset, grace, standing := 0., 0., 0, 0, false
	for i, m := range months {
		for len(acts) > 0 && acts[0] <= i {
			if acts[0] == i {
				grace, z, events, standing = Grace, h/2, 0, false
			}
			acts = acts[1:]
		}
		switch {
		case grace > 0:
			grace--
			onset = i + 1
		default:
			if z == 0 {
				onset, events = i, 0
			}
			z = math.Max(0, z+m.Weight(refC, refL))
			events += m.OC + m.EL
			t.Raised[i] = z > h && events >= Fewest
		}
		standing = t.Raised[i] || standing && z >= h/2
		t.C[i], t.Standing[i], t.Onset[i] = z, standing, min(onset, len(months)-1)
	}
	return t
}

// First is the index of the first alarm, −1 without any.
func (t Track) First() int {
	for i, r := range t.Raised {
		if r {
			return i
		}
	}
	return -1
}
