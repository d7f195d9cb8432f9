package name

import (
	"testing"

	"tenbin/ingest/table"
)

func TestRank(t *testing.T) {
	ordinary := Rank([]string{"担当", "主任", "係長", "課長", "次長", "部長", "本部長", "取締役", "社長"})
	for rank, want := range map[string]bool{"担当": false, "主任": false, "係長": false, "課長補佐": false, "課長代理": false, "課長": true, "次長": true, "部長代理": true, "本部長": true,
		"取締役": true, "社長": true, "Sales Manager": true, "": false} {
		if got := ordinary(rank) >= table.RankSectionHead; got != want {
			t.Errorf("%q: %v", rank, got)
		}
	}
}

// The company's own titles and their order decide: another list, another answer.
func TestRanksOfTheCompany(t *testing.T) {
	own := Rank([]string{"スタッフ", "リーダー", "マネージャー", "課長", "室長", "部長"})
	for rank, want := range map[string]bool{"室長": true, "室長代理": true, "課長代理": false, "マネージャー": false, "リーダー": false, "課長": true, "専務": true, "": false} {
		if got := own(rank) >= table.RankSectionHead; got != want {
			t.Errorf("%q: %v", rank, got)
		}
	}
	if ordinary := Rank(nil); ordinary("室長") >= table.RankSectionHead || ordinary("課長") < table.RankSectionHead {
		t.Error("without a list titles are those of any company")
	}
	english := Rank([]string{"rep", "team lead", "sales manager", "head of sales"})
	if english("Head of Sales") < table.RankSectionHead || english("Team Lead") >= table.RankSectionHead {
		t.Error("a list in English")
	}
	if HasSenior([]string{"a", "b"}) || !HasSenior([]string{"担当", "課長"}) {
		t.Error("whether a list tells senior from others")
	}
}
