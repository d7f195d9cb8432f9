package text

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// bytewise is what regular means, one byte at a time over the whole text.
func bytewise(s string, d Dialect, begin int) (ok, lines bool) {
	edge := func(c byte) bool { return c == d.Delimiter || c == '\n' || c == '\r' || c == d.Quote }
	inside := false
	for i := begin; i < len(s); i++ {
		if s[i] != d.Quote {
			lines = lines || inside && (s[i] == '\n' || s[i] == '\r')
			continue
		}
		if inside && i+1 < len(s) && !edge(s[i+1]) || !inside && i > begin && !edge(s[i-1]) {
			return false, false
		}
		inside = !inside
	}
	return true, lines
}

func TestRegular(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	d := Dialect{Delimiter: ',', Quote: '"'}
	var seen [2]int
	for n := range 20000 {
		var text strings.Builder
		size := r.IntN(1 << r.IntN(9))
		for text.Len() < size {
			if r.IntN(40) == 0 {
				text.WriteString([]string{"a\"b", "\" ", "\r", "\"x"}[r.IntN(4)])
			} else {
				text.WriteString([]string{"ab,", "\"c,\nd\"\n", "\n", "\"\"\"\",", "\"e\"\"f\",", "g\r\n", "\"\","}[r.IntN(7)])
			}
		}
		begin := 0
		s := text.String()
		if n%5 == 0 {
			begin, s = 3, "\ufeff"+s
		}
		if len(s) == 0 {
			continue
		}
		x := &index{f: strings.NewReader(s), d: d, begin: int64(begin), size: int64(len(s)), piece: 1 + r.Int64N(200)}
		var tallies []tally
		for from := int64(0); from < x.size; from += x.piece {
			c, err := x.count(from, min(from+x.piece, x.size))
			if err != nil {
				t.Fatal(err)
			}
			tallies = append(tallies, c)
		}
		want, broken := bytewise(s, d, begin)
		if got, lines := regular(tallies); got != want || want && lines != broken {
			t.Fatalf("%q in pieces of %d: %v, %v, want %v, %v", s, x.piece, got, lines, want, broken)
		}
		seen[bit(want)]++
	}
	if seen[0] < 1000 || seen[1] < 1000 {
		t.Fatalf("%v: not both cases", seen)
	}
}
