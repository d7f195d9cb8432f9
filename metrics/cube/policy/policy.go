// Package policy answers which discount was authorised for a line, at the speed of a look-up.
//
// In come the table of the firm's rules and names by number; out comes a rate in 10⁻⁹, or
// that the rules say nothing.
package policy

import (
	"slices"

	"tenbin/ingest/table"
)

// Table answers table.Policy.Rate for numbered names: names that no rule mentions
// share a class, and for each combination of classes the answer is a short list of
// steps over time.
type Table struct {
	policy                    *table.Policy
	has                       bool // otherwise every line is authorised nothing
	category, segment, client classes
	steps                     map[uint64][]step
}

// step is the answer from a day on.
type step struct {
	from table.Day
	rate int64
	ok   bool
}

// classes numbers the names that rules mention; 0 is any other.
type classes struct {
	of    map[string]int32
	name  []string
	class []int32 // by the scan's number of the name
}

// unmentioned is a name that no rule can hold.
const unmentioned = "\x00"

func newClasses() classes { return classes{of: map[string]int32{}, name: []string{unmentioned}} }

func (c *classes) mention(s string) {
	if s == "" {
		return
	}
	if _, ok := c.of[s]; !ok {
		c.of[s] = int32(len(c.name))
		c.name = append(c.name, s)
	}
}

func (c *classes) refresh(list []string) {
	for k := len(c.class); k < len(list); k++ {
		c.class = append(c.class, c.of[list[k]])
	}
}

// New returns the answers of a policy; has is false where none is configured: then every
// line is authorised nothing.
func New(policy *table.Policy, has bool) *Table {
	p := &Table{policy: policy, has: has, category: newClasses(), segment: newClasses(), client: newClasses(), steps: map[uint64][]step{}}
	if policy != nil {
		for _, r := range policy.Rules {
			p.category.mention(r.Category)
			p.segment.mention(r.Segment)
			p.client.mention(r.Client)
		}
	}
	return p
}

// Refresh learns the classes of names that are new.
func (p *Table) Refresh(categories, segments, clients []string) {
	p.category.refresh(categories)
	p.segment.refresh(segments)
	p.client.refresh(clients)
}

// Rate returns the authorised rate and whether there is an answer.
func (p *Table) Rate(category, segment, client int32, on table.Day) (int64, bool) {
	if !p.has {
		return 0, true
	}
	if p.policy == nil || len(p.policy.Rules) == 0 {
		return 0, false
	}
	c, s, k := p.category.class[category], p.segment.class[segment], p.client.class[client]
	key := uint64(c)<<42 | uint64(s)<<21 | uint64(k)
	steps, ok := p.steps[key]
	if !ok {
		steps = p.build(p.category.name[c], p.segment.name[s], p.client.name[k])
		p.steps[key] = steps
	}
	n := len(steps) - 1
	for n > 0 && steps[n].from > on {
		n--
	}
	return steps[n].rate, steps[n].ok
}

// build asks the policy on every day on which its answer can change.
func (p *Table) build(category, segment, client string) []step {
	breaks := []table.Day{table.NoDay}
	for _, r := range p.policy.Rules {
		if r.From.Known() {
			breaks = append(breaks, r.From)
		}
		if r.To.Known() {
			breaks = append(breaks, r.To+1)
		}
	}
	slices.Sort(breaks)
	var steps []step
	for _, d := range slices.Compact(breaks) {
		ask := d
		if d == table.NoDay {
			ask++ // before every dated rule, yet a day
		}
		rate, ok := p.policy.Rate(category, segment, client, ask)
		if n := len(steps); n == 0 || steps[n-1].rate != rate || steps[n-1].ok != ok {
			steps = append(steps, step{d, rate, ok})
		}
	}
	return steps
}
