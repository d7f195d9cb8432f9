package source

import (
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"tenbin/ingest/fault"
	"tenbin/ingest/table"
)

// Expand returns the files that patterns name, each pattern's files sorted by byte
// order: a path, a glob, or a folder (every file in it that is not hidden). What is
// returned is relative to base, with slashes, as it will be shown.
func Expand(base string, patterns []string) ([]string, error) {
	var files []string
	seen := map[string]bool{}
	for _, p := range patterns {
		found, err := expandOne(base, p)
		if err != nil {
			return nil, err
		}
		sort.Strings(found)
		for _, f := range found {
			if !seen[f] {
				seen[f] = true
				files = append(files, f)
			}
		}
	}
	return files, nil
}

func expandOne(base, pattern string) ([]string, error) {
	full := filepath.FromSlash(pattern)
	if !filepath.IsAbs(full) {
		full = filepath.Join(base, full)
	}
	info, err := os.Stat(full)
	if err == nil && !info.IsDir() {
		return []string{shown(base, full)}, nil
	}
	if err == nil {
		entries, err := os.ReadDir(full)
		if err != nil {
			return nil, err
		}
		var found []string
		for _, e := range entries {
			if !e.IsDir() && !hidden(e.Name()) {
				found = append(found, shown(base, filepath.Join(full, e.Name())))
			}
		}
		if len(found) == 0 {
			return nil, fault.NotFound(pattern)
		}
		return found, nil
	}
	matches, globErr := filepath.Glob(full)
	if globErr != nil {
		return nil, fault.New(pattern, fault.ErrBadSource, fault.Sentence{JA: "パスの書き方が正しくありません", EN: "the pattern is malformed"},
			fault.Sentence{JA: "[ ] や * の書き方を確認してください", EN: "check brackets and stars"})
	}
	var found []string
	for _, m := range matches {
		if info, err := os.Stat(m); err == nil && !info.IsDir() && !hidden(filepath.Base(m)) {
			found = append(found, shown(base, m))
		}
	}
	if len(found) == 0 {
		return nil, fault.NotFound(pattern)
	}
	return found, nil
}

// hidden files and the lock files of office programs are no exports.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") }

// shown is how a file is called from base.
func shown(base, full string) string {
	abs := base
	if abs == "" {
		abs = "."
	}
	if a, err := filepath.Abs(abs); err == nil {
		if f, err := filepath.Abs(full); err == nil {
			if r, err := filepath.Rel(a, f); err == nil {
				return filepath.ToSlash(r)
			}
		}
	}
	return filepath.ToSlash(full)
}

// Within returns the path under which the operating system finds a shown path.
func Within(base, shown string) string {
	p := filepath.FromSlash(shown)
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(base, p)
}

// NameMonth finds the month that a file's name speaks of (deals-2026-10.csv,
// 202610売上.xlsx, 2026年10月.csv), or -1.
func NameMonth(file string) int32 {
	name := path.Base(file)
	best := int32(-1)
	for i := 0; i < len(name); i++ {
		if !digit(name, i) || i > 0 && digit(name, i-1) {
			continue
		}
		n := 0
		for digit(name, i+n) {
			n++
		}
		year, month := 0, 0
		switch {
		case n == 6 || n == 8:
			year, month = number(name[i:i+4]), number(name[i+4:i+6])
		case n == 4:
			rest := name[i+4:]
			for _, sep := range []string{"-", "_", ".", "年"} {
				if after, ok := strings.CutPrefix(rest, sep); ok {
					k := 0
					for k < 2 && digit(after, k) {
						k++
					}
					if k > 0 && !digit(after, k) {
						year, month = number(name[i:i+4]), number(after[:k])
					}
				}
			}
		}
		if year >= 1990 && year <= 2100 && month >= 1 && month <= 12 {
			best = int32(table.MonthOf(year, time.Month(month)))
		}
	}
	return best
}

func digit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
