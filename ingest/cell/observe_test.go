package cell

import (
	"fmt"
	"testing"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

// TestObserveShort: counting many cells at once, and money by its lengths, decides as
// observing them one by one does.
func TestObserveShort(t *testing.T) {
	cells := []string{"0", "1", "12", "12.5", "0.125", "1.234", "12.345", "123.456", "1234.567", "0.123", ".5", "5.", ".", "", "-", "1,234", "1.234,5", "12,5", "-3", "(4)", "1e3", "¥5", "x",
		"12345678901234567890123456", "123456789012.123456789012", "5%", "20261031", "45000"}
	for _, h := range []raw.Hint{raw.Plain, raw.String, raw.Number, raw.Percent, raw.Error} {
		for i, a := range cells {
			for _, b := range cells[i:] {
				var each, short, times Profile
				for range 3 {
					each.Observe([]byte(a), h)
					short.ObserveAmount([]byte(a), h)
				}
				for range 5 {
					each.Observe([]byte(b), h)
					short.ObserveAmount([]byte(b), h)
				}
				times.ObserveTimes([]byte(a), h, 3)
				times.ObserveTimes([]byte(b), h, 5)
				if times != each {
					t.Fatalf("%q, %q (%d): %+v, one by one %+v", a, b, h, times, each)
				}
				for _, kind := range []table.Kind{table.Money, table.Int} {
					if got, want := fmt.Sprint(short.Decide(kind)), fmt.Sprint(each.Decide(kind)); got != want {
						t.Fatalf("%q, %q (%d): %s, one by one %s", a, b, h, got, want)
					}
				}
			}
		}
	}
}
