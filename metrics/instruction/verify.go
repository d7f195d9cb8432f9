package instruction

import (
	"context"

	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
)

// Verify gives the instructions their verdicts: price increases from the invoices of their
// clients, the others from invoices, contacts and dates. The evidence overrules reported
// dates. The deal lines are read once more where an instruction asks for invoices.
func (t *Tables) Verify(ctx context.Context, deals cube.Source, plan *cube.Plan, o assessment.Options) error {
	for i := range t.Instructions {
		t.Instructions[i].Reported = t.Instructions[i].Implemented
	}
	var v *Invoices
	if wanted := t.wanted(); len(wanted.prices)+len(wanted.lines) > 0 {
		var err error
		if v, err = ReadInvoices(ctx, deals.Shards, wanted, plan.Dropped, o); err != nil {
			return err
		}
		verifyIncreases(t.Instructions, v, o)
	}
	verifyOthers(t, v, o)
	return nil
}
