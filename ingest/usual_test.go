package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/ingest/source"
)

// asFiles writes rows as delimited text and as a workbook.
func asFiles(t *testing.T, rows [][]string) map[string]string {
	return map[string]string{"t.csv": asCSV(t, rows), "t.xlsx": asXLSX(t, rows)}
}

// TestUsualTaskLists: action logs and task exports are read without a configuration; what
// nobody notes is another trigger than those that are judged.
func TestUsualTaskLists(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]string
		want string
	}{
		{"action log", [][]string{{"#", "Action", "Owner", "Raised By", "Date Raised", "Target Date", "Status", "Date Closed"},
			{"1", "Announce", "Sato Ken", "Boss", "2026-09-01", "2026-09-15", "In Progress", ""}, {"2", "Tell", "Mori Aki", "Boss", "2026-09-02", "2026-09-15", "Done", "2026-09-10"}},
			"1 | 2026-09-01 | SATO KEN | BOSS | 2026-09-15 | - | open | other\n2 | 2026-09-02 | MORI AKI | BOSS | 2026-09-15 | 2026-09-10 | implemented | other\n"},
		{"without a status", [][]string{{"Ref", "Raised", "Raised By", "Owner", "Action", "Target", "Closed"},
			{"A-1", "2026-09-01", "Boss", "Sato", "Call", "2026-09-15", "2026-09-12"}, {"A-2", "2026-09-02", "Boss", "Sato", "Call", "2026-09-15", ""}},
			"A-1 | 2026-09-01 | SATO | BOSS | 2026-09-15 | 2026-09-12 | - | other\nA-2 | 2026-09-02 | SATO | BOSS | 2026-09-15 | - | - | other\n"},
		{"Backlog", [][]string{{"課題番号", "種別", "件名", "登録日時", "登録者", "担当者", "期限日", "状態", "完了日"},
			{"K-1", "タスク", "案内", "2026-09-01 10:00", "三浦", "永田 恵", "2026-09-15", "処理中", ""}, {"K-2", "課題", "案内", "2026-09-02 11:00", "三浦", "永田 恵", "2026-09-15", "処理済み", "2026-09-09"}},
			"K-1 | 2026-09-01 | 永田恵 | 三浦 | 2026-09-15 | - | open | other\nK-2 | 2026-09-02 | 永田恵 | 三浦 | 2026-09-15 | 2026-09-09 | implemented | other\n"},
		{"Salesforce", [][]string{{"Activity ID", "Created Date", "Assigned", "Created By", "Company / Account", "Subject", "Due Date", "Status", "Completed Date/Time"},
			{"00T1", "2026-09-01", "Sato Ken", "Boss A", "Foo", "Announce", "2026-09-15", "Waiting on someone else", ""}, {"00T2", "2026-09-01", "Sato Ken", "Boss A", "Foo", "Announce", "2026-09-15", "Completed", "2026-09-10 09:12"}},
			"00T1 | 2026-09-01 | SATO KEN | BOSS A | 2026-09-15 | - | open | other\n00T2 | 2026-09-01 | SATO KEN | BOSS A | 2026-09-15 | 2026-09-10 | implemented | other\n"},
	} {
		for name, content := range asFiles(t, c.rows) {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				in := must(t, files(t, map[string]string{name: content}), map[string]source.Source{"instructions": {Files: []string{name}}})
				got := dump(t, in, "instructions", "instruction_id", "issued", "salesperson", "manager", "due", "implemented", "status", "trigger")
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("(-want +got):\n%s\n%v", diff, in.RowErrors())
				}
			})
		}
	}
}

// TestUsualSessions: how long a session took and whether it was held, in people's words.
func TestUsualSessions(t *testing.T) {
	rows := [][]string{{"計画番号", "日付", "分", "種別", "コーチ", "実施"}, {"P", "2026/09/10", "60分", "ロープレ", "三浦", "実施"}, {"P", "2026/09/17", "1時間", "ロープレ", "三浦", "済"},
		{"P", "2026/09/24", "1:30", "ロープレ", "三浦", "未実施"}, {"P", "2026/10/08", "45 min", "交渉", "三浦", "○"}, {"P", "2026/10/15", "30", "交渉", "三浦", "キャンセル"}, {"P", "2026/10/16", "1.5h", "振り返り", "三浦", "延期"}}
	for name, content := range asFiles(t, rows) {
		in := must(t, files(t, map[string]string{name: content}), map[string]source.Source{"sessions": {Files: []string{name}}})
		want := "60 | role_play | true\n60 | role_play | true\n90 | role_play | false\n45 | negotiation | true\n30 | negotiation | false\n90 | debrief | false\n"
		if diff := cmp.Diff(want, dump(t, in, "sessions", "minutes", "kind", "held")); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v", name, diff, in.RowErrors())
		}
	}
	plans := [][]string{{"計画番号", "対象者", "テーマ", "コーチ", "開始日", "予定時間", "本人合意"}, {"P1", "永田", "価格交渉", "三浦", "2026/09/01", "6時間", "済"}, {"P2", "津田", "商談同行", "三浦", "2026/09/01", "90分", "未合意"}, {"P3", "津田", "1on1", "三浦", "2026/09/01", "4", "OK"}}
	for name, content := range asFiles(t, plans) {
		in := must(t, files(t, map[string]string{name: content}), map[string]source.Source{"coaching": {Files: []string{name}}})
		want := "P1 | negotiation | 6000000 | yes\nP2 | other | 1500000 | not_yet\nP3 | other | 4000000 | yes\n"
		if diff := cmp.Diff(want, dump(t, in, "coaching", "plan_id", "theme", "hours_planned", "accepted")); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%v", name, diff, in.RowErrors())
		}
	}
}

// TestKintoneLines: a price or an amount of a table belongs to its row also where it is the
// same on all of them; one of the record counts once.
func TestKintoneLines(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]string
		want string
	}{
		{"prices alike", [][]string{{"レコードの開始行", "レコード番号", "売上日", "取引先名", "営業担当者", "品名", "数量", "定価", "売値"},
			{"*", "1", "2026-10-01", "若葉", "永田", "軸受", "10", "1000", "950"}, {"", "1", "2026-10-01", "若葉", "永田", "シール", "5", "1000", "900"}},
			"軸受 | 10000 | 9500\nシール | 5000 | 4500\n"},
		{"quantities alike too", [][]string{{"レコードの開始行", "レコード番号", "売上日", "取引先名", "営業担当者", "品名", "数量", "定価", "売値"},
			{"*", "1", "2026-10-01", "若葉", "永田", "軸受", "2", "1000", "950"}, {"", "1", "2026-10-01", "若葉", "永田", "シール", "2", "1000", "950"}},
			"軸受 | 2000 | 1900\nシール | 2000 | 1900\n"},
		{"amounts alike beside others", [][]string{{"レコードの開始行", "レコード番号", "売上日", "取引先名", "営業担当者", "品名", "定価金額", "売上金額"},
			{"*", "1", "2026-10-01", "若葉", "永田", "軸受", "1000", "950"}, {"", "1", "2026-10-01", "若葉", "永田", "シール", "1000", "900"}},
			"軸受 | 1000 | 950\nシール | 1000 | 900\n"},
		{"a total of the record", [][]string{{"レコードの開始行", "レコード番号", "売上日", "取引先名", "営業担当者", "品名", "定価金額", "合計価格"},
			{"*", "1", "2026-10-01", "若葉", "永田", "軸受", "1000", "1850"}, {"", "1", "2026-10-01", "若葉", "永田", "シール", "900", "1850"}},
			"軸受 | 1000 | 1850\nシール | 900 | -\n"},
		{"a table of visits", [][]string{{"レコードの開始行", "レコード番号", "売上日", "取引先名", "営業担当者", "品名", "数量", "定価", "売値", "訪問日"},
			{"*", "1", "2026-10-01", "若葉", "永田", "軸受", "2", "1000", "950", "2026-09-01"}, {"", "1", "2026-10-01", "若葉", "永田", "軸受", "2", "1000", "950", "2026-09-08"}},
			"軸受 | 2000 | 1900\n"},
	} {
		for name, content := range asFiles(t, c.rows) {
			in := must(t, files(t, map[string]string{name: content}), map[string]source.Source{"deals": {Files: []string{name}}})
			if diff := cmp.Diff(c.want, dump(t, in, "deals", "product", "list_amount", "net_amount")); diff != "" {
				t.Errorf("%s %s (-want +got):\n%s\n%v", c.name, name, diff, in.RowErrors())
			}
		}
	}
}
