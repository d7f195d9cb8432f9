package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInterval: ranks of the 95 % interval of a median as printed in tables (Conover,
// Practical Nonparametric Statistics, table A3): n → lower and upper rank.
func TestInterval(t *testing.T) {
	for n, want := range map[int][2]float64{3: {1, 3}, 6: {1, 6}, 8: {1, 8}, 9: {2, 8}, 11: {2, 10}, 12: {3, 10}, 15: {4, 12}, 20: {6, 15}, 25: {8, 18}} {
		v := make([]float64, n)
		for i := range v {
			v[i] = float64((i*7)%n + 1) // 1 to n in another order
		}
		if lo, hi := interval(v); lo != want[0] || hi != want[1] {
			t.Errorf("n = %d: ranks %v and %v, want %v", n, lo, hi, want)
		}
	}
	if m := median([]float64{4, 1, 3, 2}); m != 2.5 || median([]float64{9, 1, 5}) != 5 || !math.IsNaN(median(nil)) {
		t.Errorf("median of 1 to 4 is %v", m)
	}
}

// TestAgree: results of two programs in their own forms agree, and each kind of difference
// is told.
func TestAgree(t *testing.T) {
	ours := "salesperson,client,month,category,region,band,lines,list,discount,conceded,list_squared\nAbe,\"Kita, Inc\",2024-04,Pumps,Japan,0,2,30000,1500,300,500000000\n"
	theirs := "salesperson,client,month,category,region,n,list,discount,conceded,list_squared\nAbe,\"Kita, Inc\",24291,Pumps,Japan,2,300,15,3,50000\n"
	read := func(text string, unit float64) map[string]sums {
		t.Helper()
		path := filepath.Join(t.TempDir(), "x.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		g, err := groups(path, unit)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	a := read(ours, 1)
	if said, err := agree(a, read(theirs, 100), false, 100); err != nil || !strings.HasPrefix(said, "1 groups, 2 lines") {
		t.Errorf("%q, %v", said, err)
	}
	if _, err := agree(a, read(ours, 1), true, 1); err != nil {
		t.Error(err)
	}
	for _, c := range [][2]string{{"24291", "24290"}, {",2,300", ",3,300"}, {"300,15", "301,15"}, {"15,3,", "16,3,"}, {"3,50000", "63,50000"}, {"50000", "50001"}, {"Abe", "Baba"}} {
		if said, err := agree(a, read(strings.Replace(theirs, c[0], c[1], 1), 100), false, 100); err == nil {
			t.Errorf("%s for %s agrees: %s", c[1], c[0], said)
		}
	}
	if _, err := agree(a, read(strings.Replace(ours, ",300,", ",301,", 1), 1), true, 1); err == nil {
		t.Error("another amount agrees exactly")
	}
	path := filepath.Join(t.TempDir(), "twice.csv")
	if err := os.WriteFile(path, []byte(theirs+strings.SplitAfter(theirs, "\n")[1]), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := groups(path, 100); err == nil {
		t.Error("a group that stands twice is taken")
	}
}
