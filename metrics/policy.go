package metrics

import (
	"slices"

	"tenbin/ingest/table"
)

// policyTable answers table.Policy.Rate for numbered names: names that no rule mentions
// share a class, and for each combination of classes the answer is a short list of
// steps over time.
type policyTable struct {
	policy                    *table.Policy
	has                       bool // otherwise every line is authorised nothing
	category, segment, client classes
	steps                     map[uint64][]policyStep
}

// policyStep is the answer from a day on.
type policyStep struct {
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

func (c *classes) meet(list []string) {
	for k := len(c.class); k < len(list); k++ {
		c.class = append(c.class, c.of[list[k]])
	}
}

func newPolicyTable(data Data) *policyTable {
	p := &policyTable{policy: data.Policy, has: data.HasPolicy, category: newClasses(), segment: newClasses(), client: newClasses(), steps: map[uint64][]policyStep{}}
	if data.Policy != nil {
		for _, r := range data.Policy.Rules {
			p.category.mention(r.Category)
			p.segment.mention(r.Segment)
			p.client.mention(r.Client)
		}
	}
	return p
}

// meet learns the classes of names that are new.
func (p *policyTable) meet(categories, segments, clients []string) {
	p.category.meet(categories)
	p.segment.meet(segments)
	p.client.meet(clients)
}

// rate returns the authorised rate and whether there is an answer.
func (p *policyTable) rate(category, segment, client int32, on table.Day) (int64, bool) {
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
func (p *policyTable) build(category, segment, client string) []policyStep {
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
	var steps []policyStep
	for _, d := range slices.Compact(breaks) {
		ask := d
		if d == table.NoDay {
			ask++ // before every dated rule, yet a day
		}
		rate, ok := p.policy.Rate(category, segment, client, ask)
		if n := len(steps); n == 0 || steps[n-1].rate != rate || steps[n-1].ok != ok {
			steps = append(steps, policyStep{d, rate, ok})
		}
	}
	return steps
}
