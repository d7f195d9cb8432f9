package policy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tenbin/ingest/table"
)

// The table says what the policy says, for every name that a rule mentions and for others,
// on every day around the days on which rules begin and end.
func TestTableAnswersAsThePolicy(t *testing.T) {
	draw := rand.New(rand.NewPCG(4, 2))
	names := []string{"", "a", "b", "c", "unmentioned"}
	first := table.DayOf(2026, 1, 1)
	for range 200 {
		p := &table.Policy{}
		for k := range 1 + draw.IntN(6) {
			r := table.PolicyRule{Category: names[draw.IntN(4)], Segment: names[draw.IntN(4)], Client: names[draw.IntN(4)], Rate: int64(k+1) * 10_000_000, From: table.NoDay, To: table.NoDay}
			if draw.IntN(2) == 0 {
				r.From = first + table.Day(draw.IntN(20))
			}
			if draw.IntN(2) == 0 {
				r.To = max(r.From, first) + table.Day(draw.IntN(20))
			}
			p.Rules = append(p.Rules, r)
		}
		x := New(p, true)
		x.Refresh(names, names, names)
		for range 300 {
			c, s, k, on := draw.IntN(len(names)), draw.IntN(len(names)), draw.IntN(len(names)), first+table.Day(draw.IntN(45)-3)
			want, wanted := p.Rate(names[c], names[s], names[k], on)
			if got, ok := x.Rate(int32(c), int32(s), int32(k), on); ok != wanted || got != want {
				t.Fatalf("%q %q %q on %v: %d %v, want %d %v under %+v", names[c], names[s], names[k], on, got, ok, want, wanted, p.Rules)
			}
		}
	}
}

// Without a policy nothing is authorised; with an empty one nothing is answered.
func ExampleNew() {
	none, empty := New(nil, false), New(&table.Policy{}, true)
	fmt.Println(none.Rate(0, 0, 0, 0))
	fmt.Println(empty.Rate(0, 0, 0, 0))
	// Output:
	// 0 true
	// 0 false
}
