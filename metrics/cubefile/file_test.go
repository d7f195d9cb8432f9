package cubefile

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
)

// cubeFileCase is a cube with a return that cancels its line, a repeated id, a ledger
// and two months, reduced from any split into shards.
func cubeFileCase(t *testing.T, workers int, cut bool) (*cube.Cube, *cube.Plan, assessment.Options) {
	t.Helper()
	rows := []row{{"line_id": "1", "document": "D1"}, {"line_id": "2", "list_amount": int64(3_000_000_000), "net_amount": int64(2_500_000_000)},
		{"line_id": "3", "date": "2026-10-02", "client": "<b&o>", "region": "西\"日本", "net_amount": int64(70_000)},
		{"line_id": "4", "document": "D1", "kind": table.Return, "list_amount": nil, "net_amount": int64(-95_000)}, {"line_id": "3", "date": "2026-10-02", "client": "<b&o>", "region": "西\"日本", "net_amount": int64(70_000)}}
	o := october()
	o.Workers = workers
	shards := []table.Shard{deals(t, 0, rows...)}
	if cut {
		shards = []table.Shard{piece(t, 0, rows, 2, 5), piece(t, 0, rows, 0, 2)}
	}
	data := cube.Source{HasPolicy: true, Policy: &table.Policy{Rules: []table.PolicyRule{{Category: "A", Rate: 33_333_333, From: table.NoDay, To: table.NoDay}}}}
	c, p := reduced(t, data, o, shards...)
	return c, p, o
}

func cubeBytes(t *testing.T, c *cube.Cube, p *cube.Plan, o assessment.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, &Reading{Month: o.Month, Cube: c, Plan: p}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCubeFile: what is read back is what was written, and the bytes do not depend on
// how the lines were split.
func TestCubeFile(t *testing.T) {
	c, p, o := cubeFileCase(t, 1, false)
	if len(c.Cells) == 0 || len(c.Evidence) == 0 || len(p.Marked()) == 0 {
		t.Fatalf("%d cells, %d ledger lines, %d marked lines: the case is too poor", len(c.Cells), len(c.Evidence), len(p.Marked()))
	}
	file := cubeBytes(t, c, p, o)
	r, err := Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	got, plan := r.Cube, r.Plan
	if r.Month != o.Month || !reflect.DeepEqual(got, c) || !reflect.DeepEqual(plan, p) {
		t.Errorf("read back:\n%+v\n%+v\nwritten:\n%+v\n%+v", got, plan, c, p)
	}
	for _, workers := range []int{1, 2, 7} {
		c, p, o := cubeFileCase(t, workers, true)
		if again := cubeBytes(t, c, p, o); !bytes.Equal(again, file) {
			t.Errorf("%d workers: other bytes\n%s\n%s", workers, again, file)
		}
	}
}

// TestCubeFileTorn: a file cut anywhere, with any byte changed, or with more behind it
// is refused.
func TestCubeFileTorn(t *testing.T) {
	c, p, o := cubeFileCase(t, 1, false)
	file := cubeBytes(t, c, p, o)
	read := func(b []byte) error {
		_, err := Read(bytes.NewReader(b))
		return err
	}
	for n := range file {
		if read(file[:n]) == nil {
			t.Fatalf("the first %d of %d bytes were taken for the whole", n, len(file))
		}
		changed := bytes.Clone(file)
		changed[n] ^= 1
		if read(changed) == nil {
			t.Fatalf("byte %d changed, not noticed", n)
		}
	}
	newer := strings.Replace(string(file), `"version":2`, `"version":3`, 1)
	for _, x := range []struct {
		file string
		want error
	}{{"", ErrNotCube}, {"salesperson,client\n", ErrNotCube}, {newer, ErrNewCube}, {string(file) + "\n", ErrTornCube}, {string(file[:len(file)-1]), ErrTornCube}} {
		if err := read([]byte(x.file)); !errors.Is(err, x.want) {
			t.Errorf("%.40q: %v, want %v", x.file, err, x.want)
		}
	}
	c.Keys[0].Person = int32(len(c.People))
	if err := read(cubeBytes(t, c, p, o)); !errors.Is(err, ErrWrongCube) {
		t.Errorf("a key outside the lists: %v", err)
	}
}
