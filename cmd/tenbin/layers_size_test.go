package main_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// How large a room may be.
const (
	maxFiles     = 26    // of a package, tests left out
	maxCode      = 4_000 // lines of code of a package
	maxLines     = 400   // lines of a file
	maxMethods   = 29    // of a type
	maxNamesakes = 5     // methods of one name in a package
	maxArrow     = 5     // packages that know the columnar library
	arrowLibrary = "github.com/apache/arrow/go/v15"
)

// spared are measures that do not hold yet, with the reason. The list only shrinks: a
// measure that holds fails the test until its line is gone.
var spared = map[string]string{}

// measures collects what does not hold.
type measures struct {
	*testing.T
	wanted []string
}

func (m *measures) breach(measure, format string, args ...any) {
	m.Helper()
	m.wanted = append(m.wanted, measure)
	if spared[measure] == "" {
		m.Errorf(format+" (%s)", append(args, measure)...)
	}
}

// finish fails where an exception of the kinds is not needed any longer.
func (m *measures) finish(kinds ...string) {
	m.Helper()
	for s := range spared {
		kind, _, _ := strings.Cut(s, " ")
		if slices.Contains(kinds, kind) && !slices.Contains(m.wanted, s) {
			m.Errorf("%q is spared without need: take it off the list", s)
		}
	}
}

// TestLayersSize holds packages, files and types small enough to be known.
func TestLayersSize(t *testing.T) {
	m := measures{T: t}
	for _, p := range packagesOf(t) {
		code := 0
		for _, f := range p.files {
			code += f.lines()
			if n := bytes.Count(f.source, []byte("\n")); n > maxLines {
				m.breach("lines "+f.name, "%s has %d lines, more than %d", f.name, n, maxLines)
			}
		}
		if n := len(p.files); n > maxFiles {
			m.breach("files "+p.name, "%s has %d files, more than %d", p.name, n, maxFiles)
		}
		if code > maxCode {
			m.breach("code "+p.name, "%s has %d lines of code, more than %d", p.name, code, maxCode)
		}
		for name, n := range p.methods() {
			if n > maxMethods {
				m.breach("methods "+p.name+"."+name, "%s.%s has %d methods, more than %d", p.name, name, n, maxMethods)
			}
		}
	}
	m.finish("lines", "files", "code", "methods")
}

// TestLayersArrow keeps the columnar library out of what only counts or shows.
func TestLayersArrow(t *testing.T) {
	m := measures{T: t}
	var know []string
	for _, p := range packagesOf(t) {
		if slices.ContainsFunc(p.imports(), func(i string) bool { return strings.HasPrefix(i, arrowLibrary) }) {
			know = append(know, p.name)
		}
	}
	if len(know) > maxArrow {
		m.breach("arrow", "%s is imported by %d packages, more than %d: %s", arrowLibrary, len(know), maxArrow, strings.Join(know, ", "))
	}
	t.Logf("%d packages import %s: %s", len(know), arrowLibrary, strings.Join(know, ", "))
	m.finish("arrow")
}

// TestLayersWords keeps words where they belong: reports know of metrics only the
// assessment, and metrics says nothing in Japanese.
func TestLayersWords(t *testing.T) {
	m := measures{T: t}
	for _, p := range packagesOf(t) {
		floor, _, _ := strings.Cut(p.name, "/")
		if floor == "reports" {
			for _, i := range p.imports() {
				if strings.HasPrefix(i, "tenbin/metrics") && i != "tenbin/metrics/assessment" {
					m.breach("reports metrics", "%s imports %s", p.name, i)
				}
			}
		}
		if floor == "metrics" && p.name != "metrics/simulate" {
			for _, f := range p.files {
				for _, l := range f.literals() {
					if strings.ContainsFunc(l, japanese) {
						m.breach("japanese "+p.name, "%s says %q", f.name, l)
					}
				}
			}
		}
	}
	m.finish("reports", "japanese")
}

func japanese(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
