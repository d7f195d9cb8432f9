package name

import (
	"testing"

	"tenbin/ingest/table"
)

func TestRank(t *testing.T) {
	for rank, want := range map[string]bool{"担当": false, "主任": false, "係長": false, "課長補佐": false, "課長代理": false, "課長": true, "次長": true, "部長代理": true, "本部長": true,
		"取締役": true, "社長": true, "Sales Manager": true, "": false} {
		if got := Rank(rank) >= table.RankSectionHead; got != want {
			t.Errorf("%q: %v", rank, got)
		}
	}
}
