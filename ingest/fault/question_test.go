package fault_test

import (
	"testing"

	"tenbin/ingest/fault"
)

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		v      int64
		places int
		want   string
	}{{0, 0, "0"}, {999, 0, "999"}, {1234567, 0, "1,234,567"}, {1234567, 2, "12,345.67"}, {5, 2, "0.05"}, {-1234, 0, "-1,234"}, {-5, 3, "-0.005"}} {
		if got := fault.Money(c.v, c.places); got != c.want {
			t.Errorf("Money(%d, %d) = %s, want %s", c.v, c.places, got, c.want)
		}
	}
}

// TestSettles: a word that YAML would read otherwise stands in quotes.
func TestSettles(t *testing.T) {
	q := fault.Question{Code: "column_gone"}
	for word, want := range map[string]string{"absent": "answers: {column_gone: absent}", "List: price": "answers: {column_gone: 'List: price'}", "it's": "answers: {column_gone: 'it''s'}"} {
		if got := q.Settles(fault.Reading{Word: word}); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
