package cube

import (
	"context"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/cubetest"
)

// Short names of what most tests are made of.
type row = cubetest.Row

var (
	deals   = cubetest.Deals
	piece   = cubetest.Piece
	october = cubetest.October
	mustDay = cubetest.MustDay
	tokyo   = cubetest.Tokyo
	roster  = cubetest.Roster
	files   = cubetest.Files
	jst     = cubetest.JST

	hundredths = cubetest.Hundredths
	askingRows = cubetest.AskingRows
)

func reduced(t *testing.T, src Source, o assessment.Options, shards ...table.Shard) (*Cube, *Plan) {
	t.Helper()
	c, p, err := Reduce(context.Background(), src.Of(shards), o)
	if err != nil {
		t.Fatal(err)
	}
	return c, p
}

// len returns the number of cells.
func (t *cellTable) len() int {
	n := 0
	for k := range t.parts {
		n += t.parts[k].len()
	}
	return n
}
