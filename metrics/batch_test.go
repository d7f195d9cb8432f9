package metrics

import (
	"context"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cube/cubetest"
)

// Short names of what most tests are made of.
type row = cubetest.Row

var (
	deals   = cubetest.Deals
	october = cubetest.October

	askingRows = cubetest.AskingRows
)

func reduced(t *testing.T, src cube.Source, o assessment.Options, shards ...table.Shard) (*cube.Cube, *cube.Plan) {
	t.Helper()
	c, p, err := cube.Reduce(context.Background(), src.Of(shards), o)
	if err != nil {
		t.Fatal(err)
	}
	return c, p
}
