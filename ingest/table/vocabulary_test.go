package table_test

import (
	"testing"

	"tenbin/ingest/cell"
	"tenbin/ingest/table"
)

// TestWordsOfUsualSystems: the default words of the usual systems are known without a
// configuration, and mean what they mean there; words that could mean two things stay
// unknown.
func TestWordsOfUsualSystems(t *testing.T) {
	for _, c := range []struct {
		words *table.Vocabulary
		want  string
		seen  []string
	}{
		{table.Stages, "won", []string{"Closed Won", "closedwon", "Won", "受注", "成約", "商談成立", "契約済み", "Shipped", "Invoiced"}},
		{table.Stages, "lost", []string{"Closed Lost", "closedlost", "Closed-Lost to Competition", "Closed Lost to Competition", "不成立", "失注", "Cancelled", "キャンセル"}},
		{table.Stages, "open", []string{"Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers", "Identify Decision Makers", "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review",
			"appointmentscheduled", "Qualified To Buy", "Decision Maker Bought-In", "contractsent", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started", "Qualify", "Develop", "Propose", "提案中", "見積提出", "交渉中", "Draft"}},
		{table.Stages, "?", []string{"A", "1", "完了", "Returned", "契約", "Close"}},
		{table.Statuses, "open", []string{"Not Started", "In Progress", "in-progress", "IN_PROGRESS", "Waiting on someone else", "Deferred", "Waiting for input", "未対応", "処理中", "着手中", "未", "×", "80%", "Done 80%", "50％完了", "0%", "要確認", "一部完了", "差戻し", "再オープン", "Reopened", "On Hold", "遅延", "期限切れ"}},
		{table.Statuses, "implemented", []string{"Completed", "COMPLETED", "Done", "Resolved", "Closed", "処理済み", "完了済", "完了済み", "対応済み", "クローズ", "済", "○", "100%", "100 %"}},
		{table.Statuses, "withdrawn", []string{"Won't do", "Won't Fix", "Canceled", "キャンセル", "中止", "却下", "対応不要"}},
		{table.Statuses, "superseded", []string{"Duplicate", "重複"}},
		{table.Statuses, "transferred", []string{"Delegated", "担当変更"}},
		{table.Statuses, "?", []string{"A", "了解", "120%", "5% to 10%", "次回"}},
		{table.LineKinds, "sale", []string{"新規", "既存", "掛売上", "現金売上", "New", "Renewal"}},
		{table.LineKinds, "return", []string{"売上返品", "掛返品", "返品伝票", "Returns"}},
		{table.LineKinds, "free_goods", []string{"試供品", "無償出荷", "Free of charge"}},
		{table.LineKinds, "?", []string{"訂正", "10", "B"}},
		{table.Triggers, "other", []string{"タスク", "Call", "Follow-up"}},
		{table.Triggers, "delivery_delay", []string{"納期遅れ", "Late delivery"}},
		{table.Themes, "negotiation", []string{"価格交渉", "Price negotiation"}},
		{table.Themes, "other", []string{"商談同行", "1on1", "OJT"}},
		{table.Acceptances, "yes", []string{"済", "合意済み", "OK"}},
		{table.Acceptances, "not_yet", []string{"未合意", "Pending"}},
	} {
		m := cell.NewMatcher(c.words, nil)
		for _, s := range c.seen {
			got := "?"
			if i, ok := m.Find([]byte(s)); ok {
				got = c.words.Words[i].Name
			}
			if got != c.want {
				t.Errorf("%s: %q is %q, want %q", c.words.Name, s, got, c.want)
			}
		}
	}
}

// TestOneMeaning: no spelling of a vocabulary stands for two of its words.
func TestOneMeaning(t *testing.T) {
	for _, v := range []*table.Vocabulary{table.LineKinds, table.CreditReasons, table.Stages, table.Triggers, table.Statuses, table.Waitings, table.ActivityKinds, table.Themes, table.SessionKinds, table.Acceptances} {
		for i, w := range v.Words {
			for _, s := range append([]string{w.Name, w.JA, w.EN}, w.Also...) {
				m := cell.NewMatcher(v, nil)
				if k, ok := m.Find([]byte(s)); !ok || k != i {
					t.Errorf("%s: %q of %s is %d", v.Name, s, w.Name, k)
				}
			}
		}
	}
}
