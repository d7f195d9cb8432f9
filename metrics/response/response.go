// Package response answers: does a salesperson, or a team, concede otherwise around an event
// that hit a client than elsewhere?
//
// In come events or the instructions that speak of them, the concession axis and the
// people; out comes a ratio inside ÷ outside the windows, by person and by team.
package response

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
	"tenbin/metrics/ratio"
)

// The window around an event in data months, and the evidence that each side needs
// before anything is said.
const (
	Before = 3
	After  = 6
	Fewest = 3 // effective count E/φ, as for a signal
)

// Input is what responses are computed from. People, Level and the axis agree.
type Input struct {
	Options assessment.Options
	Events  []instruction.Event
	Records []instruction.Record
	Cube    *cube.Cube
	Axis    *concession.Axis
	People  []string
	Group   map[string]assessment.Group // of today, by id
	Level   []float64                   // E[θ_i]
	M       float64                     // θ of the ordinary person
	Says    func(id string) bool        // whether anything may be said of a person
}

// shock is an event that hit a client's purchases of a category.
type shock struct {
	client, category string // category "" = all
	trigger          int
	month            table.Month
}

// shocks are the events of the table, else, where it was not supplied, those that the
// instructions speak of: price increases from effective_from, the others from their issue.
// An event without a client hits everybody who buys the category.
func (in *Input) shocks() (list []shock, derived bool) {
	if len(in.Events) > 0 {
		for _, e := range in.Events {
			list = append(list, shock{e.Client, e.Category, e.Trigger, e.From.DataMonth(in.Options.ClosingDay)})
		}
		return list, false
	}
	for i := range in.Records {
		r := &in.Records[i]
		from := r.Issued
		if r.Trigger == table.PriceIncrease && r.EffectiveFrom.Known() {
			from = r.EffectiveFrom
		}
		if r.Client != "" && from <= in.Options.CutOff() && r.Trigger != table.OtherTrigger && (!r.Ended() || r.Closed > from) {
			list = append(list, shock{r.Client, r.Category, r.Trigger, from.DataMonth(in.Options.ClosingDay)})
		}
	}
	return list, true
}

// hit tells which lines an event kind touches: by client and category the months of the
// events.
type hit struct {
	months map[[2]string][]table.Month
	found  map[[2]int32][]table.Month // by number, as they were asked for
	client map[string]bool            // that is named; nil when some event names none
}

func newHit(list []shock, kind int) *hit {
	h := &hit{months: map[[2]string][]table.Month{}, found: map[[2]int32][]table.Month{}, client: map[string]bool{}}
	for _, s := range list {
		if s.trigger != kind {
			continue
		}
		k := [2]string{s.client, s.category}
		h.months[k] = append(h.months[k], s.month)
		if s.client == "" {
			h.client = nil
		} else if h.client != nil {
			h.client[s.client] = true
		}
	}
	return h
}

// of returns the months of the events that hit the client's purchases of the category.
func (h *hit) of(c *cube.Cube, client, category int32) []table.Month {
	name := c.Clients[client]
	if h.client != nil && !h.client[name] {
		return nil
	}
	k := [2]int32{client, category}
	months, ok := h.found[k]
	if !ok {
		for _, q := range [...][2]string{{name, c.Categories[category]}, {name, ""}, {"", c.Categories[category]}, {"", ""}} {
			months = append(months, h.months[q]...)
		}
		h.found[k] = months
	}
	return months
}

// Of returns the responses: people by id and kind, then teams by name and kind. derived:
// the events are those that the instructions speak of.
//
// Person: θ_in ~ Ga(α + O_in/φ, α/θ̂_i + E_in/φ), α = 1/max(ω², .02), θ_out likewise, both
// drawn to the person's own level; the limits of ln(in/out) from the sum of the two ψ′.
// Team: Ga(O/φ + ½, E/φ) without a prior.
func Of(in *Input) (all []assessment.Response, derived bool) {
	c := in.Axis
	list, derived := in.shocks()
	if len(list) == 0 || c.Phi <= 1e-9 || in.M <= 0 {
		return nil, false
	}
	var teams []assessment.Response
	for kind := range table.Triggers.Words {
		h := newHit(list, kind)
		if len(h.months) == 0 {
			continue
		}
		people, byTeam := in.split(h)
		name := table.Triggers.Words[kind].Name
		for i, r := range people {
			if r.InE > 0 && r.OutE > 0 && c.N[i] > 0 && in.Says(in.People[i]) {
				r.Person, r.Team, r.Trigger = table.PersonID(in.People[i]), in.Group[in.People[i]].Team, name
				respond(c, &r, in.Level[i], in.M)
				all = append(all, r)
			}
		}
		for _, g := range slices.SortedFunc(maps.Keys(byTeam), func(x, y assessment.Group) int {
			return cmp.Or(cmp.Compare(x.Team, y.Team), cmp.Compare(x.Manager, y.Manager))
		}) {
			r := byTeam[g]
			if r.InE <= 0 || r.OutE <= 0 {
				continue
			}
			r.Response.Team, r.Response.Manager, r.Trigger = g.Team, g.Manager, name
			r.finish(c.Phi, in.M)
			teams = append(teams, r.Response)
		}
	}
	slices.SortStableFunc(all, func(x, y assessment.Response) int { return cmp.Compare(x.Person, y.Person) })
	slices.SortStableFunc(teams, func(x, y assessment.Response) int { return cmp.Compare(x.Team, y.Team) })
	return append(all, teams...), derived
}

// teamResponse is a team's response with its months.
type teamResponse struct {
	assessment.Response
	o, e [Before + After + 1]float64
}

// split sums the cells inside and outside the windows of one kind of event.
func (in *Input) split(h *hit) ([]assessment.Response, map[assessment.Group]*teamResponse) {
	c := in.Axis
	people, byTeam := make([]assessment.Response, c.S), map[assessment.Group]*teamResponse{}
	type exposed struct {
		person           int
		client, category int32
	}
	seen := map[exposed]bool{}
	for k := range c.Cells {
		x := &c.Cells[k]
		client := c.Pairs.Client[x.Pair]
		e := float64(x.N * x.F * c.Rate[x.Row])
		r := &people[x.Person]
		group, ok := in.Group[in.People[x.Person]]
		t := byTeam[group]
		if t == nil {
			t = &teamResponse{}
			if ok { // what a manager sells himself is no team's
				byTeam[group] = t
			}
		}
		inside := false
		for _, m := range h.of(in.Cube, client, x.Category) {
			if d := x.Month - int(m); d >= -Before && d <= After {
				inside = true
				t.o[d+Before] += x.Y
				t.e[d+Before] += e
			}
		}
		if !inside {
			r.OutO, r.OutE, t.OutO, t.OutE = r.OutO+x.Y, r.OutE+e, t.OutO+x.Y, t.OutE+e
			continue
		}
		if key := (exposed{x.Person, client, x.Category}); !seen[key] {
			seen[key] = true
			r.Events++
			t.Events++
		}
		r.InO, r.InE, t.InO, t.InE = r.InO+x.Y, r.InE+e, t.InO+x.Y, t.InE+e
	}
	return people, byTeam
}

// respond fills a person's ratios from the posterior around the own level theta.
func respond(c *concession.Axis, r *assessment.Response, theta, m float64) {
	alpha := 1 / math.Max(c.Omega2, .02)
	side := func(o, e float64) (A, B float64) { return alpha + o/c.Phi, alpha/theta + e/c.Phi }
	inA, inB := side(r.InO, r.InE)
	outA, outB := side(r.OutO, r.OutE)
	r.In, r.Out = assessment.Of(inA/inB/m), assessment.Of(outA/outB/m)
	compareSides(r, inA, inB, outA, outB, c.Phi)
}

// finish fills a team's ratios and months.
func (r *teamResponse) finish(phi, m float64) {
	inA, inB, outA, outB := r.InO/phi+.5, r.InE/phi, r.OutO/phi+.5, r.OutE/phi
	r.In, r.Out = assessment.Of(inA/inB/m), assessment.Of(outA/outB/m)
	compareSides(&r.Response, inA, inB, outA, outB, phi)
	for k := range r.o {
		p := assessment.ResponsePoint{Offset: k - Before}
		if r.e[k]/phi >= Fewest {
			p.Ratio, p.Lo, p.Hi = gammaSaid(r.o[k]/phi+.5, r.e[k]/phi, m)
		}
		r.Path = append(r.Path, p)
	}
}

// compare sets in ÷ out: exp(ψ(A_in) − ln B_in − ψ(A_out) + ln B_out), ∓ 1.645·√(ψ′ + ψ′).
func compareSides(r *assessment.Response, inA, inB, outA, outB, phi float64) {
	ln := ratio.Digamma(inA) - math.Log(inB) - ratio.Digamma(outA) + math.Log(outB)
	half := 1.6448536269514722 * math.Sqrt(ratio.Trigamma(inA)+ratio.Trigamma(outA))
	r.Ratio, r.Lo, r.Hi = assessment.Of(math.Exp(ln)), assessment.Of(math.Exp(ln-half)), assessment.Of(math.Exp(ln+half))
	enough := r.InE/phi >= Fewest && r.OutE/phi >= Fewest
	r.Clear = enough && (ln-half > 0 || ln+half < 0)
}

// gammaSaid is the mean of Ga(A, B) with its 90 % limits in units of the ordinary person.
func gammaSaid(A, B, m float64) (mean, lo, hi assessment.Number) {
	return assessment.Of(A / B / m), assessment.Of(ratio.GammaQuantile(A, B, .05) / m), assessment.Of(ratio.GammaQuantile(A, B, .95) / m)
}
