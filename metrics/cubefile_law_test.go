package metrics_test

import (
	"bytes"
	"context"
	"reflect"
	"slices"
	"testing"

	"tenbin/metrics"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/cubefile"
)

// Law: what is assessed from a cube's file is what is assessed from the cube, in every
// field, whatever parts the lines came in; one yen more in a cell of the window is seen.
func TestCubeFileAssessesTheSame(t *testing.T) {
	c, o := lawCompany(9)
	data := metrics.Data{HasPolicy: true}
	assessed := func(c *cube.Cube, plan *cube.Plan) *assessment.Assessment {
		o := o
		o.SizeBands, o.ListMin = plan.SizeBands, &plan.ListMin
		a, err := metrics.Assess(c, nil, data, o)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, parts := range []int{1, 2, 7} {
		part := *c
		shards := c.Tables()["deals"][:0:0]
		for k := range parts {
			part.Lines = c.Lines[k*len(c.Lines)/parts : (k+1)*len(c.Lines)/parts]
			shards = append(shards, part.Tables()["deals"]...)
		}
		o.Workers = parts
		counted, plan, err := cube.Reduce(context.Background(), data.Source().Of(shards), o)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := cubefile.Write(&file, &cubefile.Reading{Month: o.Month, Cube: counted, Plan: plan}); err != nil {
			t.Fatal(err)
		}
		read, err := cubefile.Read(bytes.NewReader(file.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		back, plan2 := read.Cube, read.Plan
		if a, b := assessed(counted, plan), assessed(back, plan2); len(a.People) == 0 || !reflect.DeepEqual(a, b) {
			t.Errorf("%d parts: the assessment of %d people differs", parts, len(a.People))
		}
		at := slices.IndexFunc(back.Keys, func(k cube.CellKey) bool { return k.Month >= back.WindowFrom })
		if at < 0 {
			t.Fatal("no cell in the window")
		}
		back.Cells[at].Conceded++
		if reflect.DeepEqual(assessed(counted, plan), assessed(back, plan2)) {
			t.Errorf("%d parts: one yen more in a cell was not seen", parts)
		}
	}
}
