package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/config"
)

// TestAnswers: an answer to nothing, or in a word that is none of the answers, is refused with
// what can be written; it would quiet a doubt that nobody has.
func TestAnswers(t *testing.T) {
	for text, want := range map[string]string{
		"{rate_scale: percent}":       "",
		"{total_row: accept}":         "",
		"{column_gone: 希望小売}":         "",
		"{rate_skale: percent}":       "rate_scale",
		"{rate_scale: per_cent}":      "fraction",
		"{shortened_ids: whatever}":   "accept",
		"{price_factor: times_1_000}": "times_1000",
	} {
		path := filepath.Join(t.TempDir(), "tenbin.yaml")
		if err := os.WriteFile(path, []byte("version: 1\nsources:\n  deals:\n    - files: [d.csv]\n      answers: "+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := config.Load(path)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
