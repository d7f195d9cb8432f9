package validate

import (
	"context"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
	"tenbin/metrics/simulate"
	"tenbin/metrics/verdict"
)

// The classes of what is said of a price increase.
var classes = []string{"in full", "in part", "nothing", "reverted", "given back", "open"}

// classOf is the class of a verdict: "open" where nothing is decided.
func classOf(w verdict.Word) int {
	switch w {
	case verdict.Landed, verdict.Late:
		return 0
	case verdict.InPart:
		return 1
	case verdict.NotApplied, verdict.NothingShown:
		return 2
	case verdict.Reverted:
		return 3
	case verdict.GivenBack:
		return 4
	}
	return 5
}

// confusion names the share of each outcome in each class.
var confusion = [7][6]string{
	{"in full → in full", "in full → in part", "in full → nothing", "in full → reverted", "in full → given back", "in full → open"},
	{"half → in full", "half → in part", "half → nothing", "half → reverted", "half → given back", "half → open"},
	{"nothing → in full", "nothing → in part", "nothing → nothing", "nothing → reverted", "nothing → given back", "nothing → open"},
	{"negative → in full", "negative → in part", "negative → nothing", "negative → reverted", "negative → given back", "negative → open"},
	{"reverted → in full", "reverted → in part", "reverted → nothing", "reverted → reverted", "reverted → given back", "reverted → open"},
	{"given back → in full", "given back → in part", "given back → nothing", "given back → reverted", "given back → given back", "given back → open"},
	{"nothing, few → in full", "nothing, few → in part", "nothing, few → nothing", "nothing, few → reverted", "nothing, few → given back", "nothing, few → open"},
}

// Classes is what is said of increases and allotments of known outcome.
type Classes struct {
	Said         [7][6]float64 // increases by outcome and class
	Within, Over Share         // allotments kept to, and exceeded, that are said to be exceeded
}

// among is the share of a outcome's increases that are in one of the classes.
func (c *Classes) among(outcome simulate.Outcome, in ...string) Share {
	var s Share
	for k, n := range c.Said[slices.Index(simulate.Outcomes, outcome)] {
		if s.Among += n; slices.Contains(in, classes[k]) {
			s.Of += n
		}
	}
	return s
}

func classMeasures() []Measure {
	is := func(name string, outcome simulate.Outcome, in ...string) Measure {
		return share(name, func(r Result) Share { return r.Classes.among(outcome, in...) })
	}
	list := []Measure{
		is("nothing, said in full or in part", simulate.WentNo, "in full", "in part"),
		is("negative, said in full or in part", simulate.WentDown, "in full", "in part"),
		is("nothing, few, said in full or in part", simulate.WentUnseen, "in full", "in part"),
		is("half, said in full", simulate.WentHalf, "in full"),
		is("in full, said not to be", simulate.WentInFull, "in part", "nothing", "reverted", "given back"),
		is("reverted, said in full", simulate.WentBack, "in full"),
	}
	for k, names := range confusion {
		for j, name := range names {
			list = append(list, is(name, simulate.Outcomes[k], classes[j]))
		}
	}
	return list
}

func allotmentMeasures() []Measure {
	return []Measure{
		share("allotment kept to, said exceeded", func(r Result) Share { return r.Classes.Within }),
		share("allotment exceeded, said so", func(r Result) Share { return r.Classes.Over }),
	}
}

// classed draws a company of price increases and allotments and lets the invoices judge them;
// nothing but the tables is known to what judges.
func classed(ctx context.Context, set int) (Result, error) {
	e := simulate.NewEvidence(Month, simulate.Source(simulate.Seed("increases", set)))
	d := metrics.Data{Tables: e.Tables(), Roster: e.Roster(), Files: []table.File{{Path: "deals", Table: "deals", Month: -1}, {Path: "instructions", Table: "instructions", Month: -1}}}
	o := Options(simulate.Base).Resolved()
	_, plan, err := cube.Reduce(ctx, d.Source(), o)
	if err != nil {
		return Result{}, err
	}
	t, err := instruction.Read(ctx, d.Inputs(), plan, o)
	if err != nil {
		return Result{}, err
	}
	if err := t.Verify(ctx, d.Source(), plan, o); err != nil {
		return Result{}, err
	}
	word := map[string]verdict.Word{}
	for i := range t.Instructions {
		word[t.Instructions[i].ID] = verdict.Word(instruction.WordOf(&t.Instructions[i]))
	}
	var r Classes
	for _, x := range e.Increases {
		r.Said[slices.Index(simulate.Outcomes, x.Outcome)][classOf(word[x.ID])]++
	}
	for _, x := range e.Allotments {
		if said := word[x.ID] == verdict.OverAllocation; x.Over {
			r.Over.add(said)
		} else {
			r.Within.add(said)
		}
	}
	return Result{Classes: r}, nil
}
