package metrics

import (
	"context"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/column"
)

// What ReadDeals does on one machine several can do together, each with some parts of the
// deals. What a step gives merges in any order and can be encoded:
//
//	SurveyOf → Gather → PlanOf → Reduce, Buyers → WantedOf → KeepWanted → ReadingOf

// Buyers reads parts of the deals for the clients that instructions for several are
// about.
func Buyers(ctx context.Context, data Data, plan *cube.Plan, o assessment.Options) (*cube.Bought, error) {
	o = o.Resolved()
	t, err := ReadTables(ctx, data.withoutDeals(), plan, o)
	if err != nil || len(t.several) == 0 {
		return &cube.Bought{}, err
	}
	return cube.FindBuyers(ctx, data.Source(), plan, t.questions(), t.segments(), o)
}

// withoutDeals is the data without deal lines.
func (d Data) withoutDeals() Data {
	tables := map[string][]table.Shard{}
	for name, shards := range d.Tables {
		if name != table.Deals.Name {
			tables[name] = shards
		}
	}
	d.Tables = tables
	return d
}

// Wanted says which rows are kept, and what was asked for that.
type Wanted struct {
	Asked Asked
	rows  cube.Rows
}

// WantedOf says which rows to keep: where every is set those of all measured lines, in
// any case the rows that the instructions ask for, of whose buyers b tells.
func WantedOf(ctx context.Context, b *cube.Bought, every bool, data Data, plan *cube.Plan, o assessment.Options) (*Wanted, error) {
	data = data.withoutDeals()
	data.Bought = b
	t, err := ReadTables(ctx, data, plan, o)
	if err != nil {
		return nil, err
	}
	return &Wanted{t.asked(), wantedRows(t, every)}, nil
}

// KeepWanted keeps the wanted rows of parts of the deals.
func KeepWanted(ctx context.Context, src cube.Source, want *Wanted, plan *cube.Plan, o assessment.Options) (*cube.KeptRows, error) {
	return cube.KeepRows(ctx, src, want.rows, plan, column.AppendRow, o)
}

// ReadingOf is the reading of all parts together.
func ReadingOf(p *cube.Partial, plan *cube.Plan, asked Asked, rows *cube.KeptRows, files []table.File, o assessment.Options) (*Reading, error) {
	cube, err := p.Cube(files)
	if err != nil {
		return nil, err
	}
	rows.Sort()
	return &Reading{Month: o.Month, Cube: cube, Plan: plan, Asked: asked, Rows: rows.Rows}, nil
}
