package interpret_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"tenbin/ingest/source"
)

// TestCodes: every doubt that is spoken about deals can be answered, and every code that a
// configuration may answer is one that is spoken.
func TestCodes(t *testing.T) {
	spoken := map[string]bool{}
	said := regexp.MustCompile(`(?m)(?:\.Warn\(|say\(|(?:Code|columnGone) += )"([a-z_]+)"`)
	for _, pattern := range []string{"*.go", "../dedup/versions.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range said.FindAllStringSubmatch(string(text), -1) {
				spoken[m[1]] = true
			}
		}
	}
	for code := range spoken {
		if _, ok := source.Codes[code]; !ok {
			t.Errorf("%s cannot be answered: source.Codes lacks it", code)
		}
	}
	for code := range source.Codes {
		if !spoken[code] {
			t.Errorf("source.Codes has %s, which nobody says", code)
		}
	}
}
