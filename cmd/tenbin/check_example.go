package main

import (
	"os"
	"path/filepath"
	"strings"

	"tenbin/metrics/simulate"
)

// writeBadExample writes the made-up export with planted errors and the configuration
// that reads it below dir.
func writeBadExample(dir string) error {
	exports := filepath.Join(dir, "exports")
	if err := os.MkdirAll(exports, 0o700); err != nil {
		return err
	}
	files, _ := simulate.DemoBad()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(exports, f.Name), badText(f), 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, defaultConfig), []byte(simulate.DemoBadConfig), 0o600)
}

// badText joins cells as they are: a file with mistakes cannot be made by a writer
// that avoids them.
func badText(f simulate.File) []byte {
	lines := []string{strings.Join(f.Header, ",")}
	for _, r := range f.Rows {
		lines = append(lines, strings.Join(r, ","))
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}
