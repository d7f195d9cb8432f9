package table

import (
	"fmt"
	"strings"
	"testing"
)

func TestTexts(t *testing.T) {
	var kept Texts
	var want, got []string
	for n := range 5000 {
		s := fmt.Sprintf("得意先 %d %s", n, strings.Repeat("x", n%40))
		if n == 2500 {
			s = strings.Repeat("long", textsPiece)
		}
		want = append(want, s)
		if n%2 == 0 {
			got = append(got, kept.Keep(s))
		} else {
			got = append(got, kept.KeepBytes([]byte(s)))
		}
	}
	for n := range want {
		if got[n] != want[n] {
			t.Fatalf("text %d became %q", n, got[n])
		}
	}
	if kept.Keep("") != "" {
		t.Fatal("an empty text became another")
	}
}
