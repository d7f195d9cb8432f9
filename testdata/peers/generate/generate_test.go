package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
)

// made is what a seed gives.
func made(t *testing.T, seed uint64, quoted, shuffle bool) (string, [][]string) {
	t.Helper()
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	if err := newGenerator(seed, 20, 400, 36, quoted).write(w, 3000, shuffle); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return text, rows
}

// TestForms: the same seed gives the same bytes; the forms hold the same lines, in another
// order or in other quotes; ids are unique and dates lie in the months asked for.
func TestForms(t *testing.T) {
	text, rows := made(t, 1, false, false)
	if again, _ := made(t, 1, false, false); again != text {
		t.Error("the same seed gives other bytes")
	}
	if other, _ := made(t, 2, false, false); other == text {
		t.Error("another seed gives the same bytes")
	}
	if len(rows) != 3001 || strings.Join(rows[0], ",") != heading {
		t.Fatalf("%d rows under %v", len(rows), rows[0])
	}
	ids := map[string]bool{}
	for _, r := range rows[1:] {
		ids[r[0]+"-"+r[1]] = true
		if r[2] < "2022-01-01" || r[2] > "2024-12-31" {
			t.Fatalf("a line of %s", r[2])
		}
	}
	if len(ids) != 3000 {
		t.Errorf("%d ids of 3000 lines", len(ids))
	}
	lines := func(rows [][]string, clean func(string) string) []string {
		var out []string
		for _, r := range rows[1:] {
			out = append(out, clean(strings.Join(r, "|")))
		}
		slices.Sort(out)
		return out
	}
	same := func(s string) string { return s }
	mixed, shuffled := made(t, 1, false, true)
	if mixed == text || !slices.Equal(lines(rows, same), lines(shuffled, same)) {
		t.Error("shuffled lines are not the same lines in another order")
	}
	inQuotes, quoted := made(t, 1, true, false)
	if strings.Count(inQuotes, ",\n") < 3000 || !slices.Equal(lines(rows, same), lines(quoted, func(s string) string { return strings.Replace(s, ",\nmodel", " model", 1) })) {
		t.Error("quoted lines are not the same lines with commas and line ends inside")
	}
}
