package simulate

import (
	"reflect"
	"testing"
)

func TestDemoIsTheSameEveryTime(t *testing.T) {
	a, b := Demo(Source(1)), Demo(Source(1))
	if !reflect.DeepEqual(a, b) {
		t.Fatal("two demo companies differ")
	}
	for _, f := range a {
		t.Logf("%s: %d rows", f.Name, len(f.Rows))
		if len(f.Rows) == 0 {
			t.Errorf("%s is empty", f.Name)
		}
		for i, r := range f.Rows {
			if len(r) != len(f.Header) {
				t.Fatalf("%s row %d has %d cells, the heading %d", f.Name, i+2, len(r), len(f.Header))
			}
		}
	}
}

func TestDemoHoldsItsPlantedCases(t *testing.T) {
	all := map[string]bool{}
	back := 0
	for _, f := range Demo(Source(1)) {
		for _, r := range f.Rows {
			if f.Name == "deals.csv" {
				all[r[4]+"×"+r[3]] = true
				if r[12] == "値引伝票" {
					back++
				}
			}
		}
	}
	for _, pair := range []string{"津田 誠×ミナト精機", "相沢 美咲×関東機工", "北川 直樹×東和エレクトロ", "野口 由佳×北陽製作所", "富永 浩×大洋プラント", "村瀬 千尋×大洋プラント"} {
		if !all[pair] {
			t.Errorf("no line for %s", pair)
		}
	}
	if back == 0 {
		t.Error("nothing was given back through credit notes")
	}
}
