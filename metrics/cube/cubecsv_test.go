package cube

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"tenbin/ingest/table"
)

// TestWriteCSV: names as shown and quoted, months, sums; the same bytes with any number
// of workers.
func TestWriteCSV(t *testing.T) {
	b := table.NewBuilder(table.Deals, 0)
	for k, l := range []struct {
		day, person, client string
		list, net           int64
	}{{"2026-10-01", "p1", "c1", 100_000, 80_000}, {"2026-10-31", "p1", "c1", 200_000, 200_000}, {"2026-09-30", "p1", "c1", 5_000_000_000, 5_100_000_000}, {"2026-10-02", "p0", "c2", 100_000, 95_000}} {
		b.Set("line_id", string(rune('a'+k))).Set("date", mustDay(l.day)).Set("salesperson", l.person).Set("client", l.client).Set("category", "K").
			Set("list_amount", l.list).Set("net_amount", l.net).Set("authorised_rate", int64(100_000_000)).EndRow()
	}
	shards, o := []table.Shard{b.Shard()}, october()
	o.SizeBands, o.ListMin = []int64{150_000}, new(int64)
	names := table.Names{People: map[string]string{"p1": `Smith "Al", Anna`}, Clients: map[string]string{}}
	want := `salesperson,client,month,category,region,band,lines,list,discount,conceded,list_squared
p0,c2,2026-10,K,,0,1,100000,5000,0,10000000000
"Smith ""Al"", Anna",c1,2026-10,K,,0,1,100000,20000,10000,10000000000
"Smith ""Al"", Anna",c1,2026-09,K,,1,1,5000000000,0,0,25000000000000000000
"Smith ""Al"", Anna",c1,2026-10,K,,1,1,200000,0,0,40000000000
`
	for _, workers := range []int{1, 2, 5} {
		s, _, err := ReduceSums(context.Background(), Source{HasPolicy: true}.Of(shards), o)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := s.WriteCSV(&got, names, workers); err != nil || got.String() != want {
			t.Fatalf("%d workers, %v: got\n%swant\n%s", workers, err, got.String(), want)
		}
	}
}

// TestInTurns: runs come in order whatever the workers, and an error of the writer ends
// them.
func TestInTurns(t *testing.T) {
	word := func(buf []byte, from, to int) []byte {
		for k := from; k < to; k++ {
			buf = append(buf, byte('a'+k%26))
		}
		return buf
	}
	for _, n := range []int{0, 1, 99, 1000} {
		want := string(word(nil, 0, n))
		for _, workers := range []int{1, 2, 7} {
			var got strings.Builder
			if err := inTurns(&got, workers, n, 10, word); err != nil || got.String() != want {
				t.Errorf("%d of %d workers: %v %q", n, workers, err, got.String())
			}
		}
	}
	if err := inTurns(failing{}, 3, 1000, 10, word); !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}

var errFull = errors.New("full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }
