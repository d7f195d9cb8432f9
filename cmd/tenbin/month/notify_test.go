package month

import "testing"

// A quiet month is told as well, so that silence never means that nothing ran.
func TestQuietMonth(t *testing.T) {
	quiet := notification{Month: "2026-10", Status: "published", Version: "v1"}.words()
	if quiet.Text.EN != "2026-10 is published (v1). Nothing red." || quiet.Text.JA != "2026-10 を公開しました(v1)。急ぎの案件はありません。" {
		t.Errorf("a quiet month: %+v", quiet.Text)
	}
}
