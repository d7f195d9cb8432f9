package excel

import (
	"testing"

	"tenbin/reports/sheet"
)

// TestStyleNumbers gives every style there can be its number: different ones have
// different places in the table, and excelize numbers their styles as numbering does,
// which styleSheet checks one by one.
func TestStyleNumbers(t *testing.T) {
	if sheet.Space >= 8 || sheet.Important >= 16 || sheet.Precise >= 16 {
		t.Fatal("a style has more values than index leaves room for")
	}
	seen := map[int]cellStyle{}
	n := &numbering{p: new(Pool), st: &styles{ja: true, money: "#,##0"}, by: map[string]uint16{}}
	for role := range sheet.Space + 1 {
		for tone := range sheet.Important + 1 {
			for kind := range sheet.Precise + 1 {
				for yes := range 16 {
					l := cellStyle{role: role, tone: tone, kind: kind, right: yes&1 > 0, wrap: yes&2 > 0, link: yes&4 > 0, page: yes&8 > 0}
					if other, ok := seen[l.index()]; ok {
						t.Fatalf("%+v and %+v share a place", l, other)
					}
					seen[l.index()] = l
					if yes != 2 && yes != 8 && (tone != sheet.Plain || kind > sheet.Money) { // the rest differs by flags alone
						continue
					}
					if _, err := n.of(l); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	if len(n.list) < 100 {
		t.Fatalf("only %d styles", len(n.list))
	}
	if _, err := n.p.styleSheet(n.list); err != nil {
		t.Error(err)
	}
}
