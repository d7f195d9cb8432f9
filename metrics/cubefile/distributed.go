package cubefile

import (
	"context"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/column"
	"tenbin/metrics/instruction"
)

// What ReadDeals does on one machine several can do together, each with some parts of the
// deals. What a step gives merges in any order and can be encoded:
//
//	SurveyOf → Gather → PlanOf → Reduce, Buyers → WantedOf → KeepWanted → ReadingOf

// Wanted says which rows are kept, and what was asked for that.
type Wanted struct {
	Asked instruction.Asked
	rows  cube.Rows
}

// WantedOf says which rows to keep: where every is set those of all measured lines, in
// any case the rows that the instructions ask for, of whose buyers b tells.
func WantedOf(ctx context.Context, b *cube.Bought, every bool, in instruction.Inputs, plan *cube.Plan, o assessment.Options) (*Wanted, error) {
	in.Bought = b
	t, err := instruction.Read(ctx, in.WithoutDeals(), plan, o)
	if err != nil {
		return nil, err
	}
	return &Wanted{t.Asks(), t.Rows(every)}, nil
}

// KeepWanted keeps the wanted rows of parts of the deals.
func KeepWanted(ctx context.Context, src cube.Source, want *Wanted, plan *cube.Plan, o assessment.Options) (*cube.KeptRows, error) {
	return cube.KeepRows(ctx, src, want.rows, plan, column.AppendRow, o)
}

// ReadingOf is the reading of all parts together.
func ReadingOf(p *cube.Partial, plan *cube.Plan, asked instruction.Asked, rows *cube.KeptRows, files []table.File, o assessment.Options) (*Reading, error) {
	c, err := p.Cube(files)
	if err != nil {
		return nil, err
	}
	rows.Sort()
	return &Reading{Month: o.Month, Cube: c, Plan: plan, Asked: asked, Rows: rows.Rows}, nil
}
