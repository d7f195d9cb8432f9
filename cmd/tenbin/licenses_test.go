package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// licenceKinds are the kinds that may be linked in, by a sentence of each.
var licenceKinds = []struct{ name, sentence string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"},
	{"ISC", "Permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted"},
	{"BSD-3-Clause", "contributors may be used to endorse or promote products derived"},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce the above copyright notice"},
	{"BSD-2-Clause", "distributed under the Simplified BSD License"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
}

// TestLicences compares licenses.txt with the modules that the program is linked from on
// every platform it is built for.
func TestLicences(t *testing.T) {
	want := licencesOf(t)
	if *update {
		if err := os.WriteFile("licenses.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("licenses.txt")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("licenses.txt does not hold what is linked in; go test ./cmd/tenbin -run Licences -update writes it anew")
	}
}

func licencesOf(t *testing.T) string {
	t.Helper()
	type module struct{ Path, Version, Dir string }
	found := map[string]module{}
	for _, platform := range []string{"linux/amd64", "linux/arm64", "windows/amd64", "darwin/arm64"} {
		goos, goarch, _ := strings.Cut(platform, "/")
		list := exec.Command("go", "list", "-deps", "-json=Module", ".")
		list.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Skipf("go list cannot see the modules for %s here: %v", platform, err)
		}
		for d := json.NewDecoder(strings.NewReader(string(out))); ; {
			var p struct{ Module *module }
			if err := d.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if p.Module != nil && p.Module.Path != "tenbin" {
				found[p.Module.Path] = *p.Module
			}
		}
	}
	paths := make([]string, 0, len(found))
	for p := range found {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	users := map[string][]string{} // text → modules
	var texts []string
	var b strings.Builder
	b.WriteString("tenbin is under the Apache License 2.0. It contains, unchanged:\n\n")
	add := func(name, text string) string {
		plain := strings.Join(strings.Fields(text), " ")
		for _, k := range licenceKinds {
			if strings.Contains(plain, k.sentence) {
				if users[text] == nil {
					texts = append(texts, text)
				}
				users[text] = append(users[text], name)
				return k.name
			}
		}
		t.Errorf("%s is under a licence that may not be linked in", name)
		return "?"
	}
	var notices strings.Builder
	for _, p := range paths {
		m := found[p]
		name, kind := p+" "+m.Version, ""
		for _, pattern := range []string{"LICEN[CS]E*", "COPYING*", "NOTICE*"} {
			files, _ := filepath.Glob(filepath.Join(m.Dir, pattern))
			sort.Strings(files)
			for _, f := range files {
				text, err := os.ReadFile(f)
				if err != nil {
					continue
				}
				clean := strings.TrimRight(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n ")
				if pattern == "NOTICE*" {
					fmt.Fprintf(&notices, "\n%s\nNotice of %s\n\n%s\n", strings.Repeat("-", 80), name, clean)
				} else if kind == "" {
					kind = add(name, clean)
				}
			}
		}
		if kind == "" { // some print it in the text that introduces them
			text, _ := os.ReadFile(filepath.Join(m.Dir, "README.md"))
			if _, licence, ok := strings.Cut(string(text), "\nMIT License\n"); ok {
				kind = add(name, "MIT License\n"+strings.TrimRight(licence, "\n "))
			}
		}
		if kind == "" {
			t.Errorf("%s has no licence file", name)
		}
		fmt.Fprintf(&b, "  %-46s %s\n", name, kind)
		if p == "golang.org/x/sys" { // the Go authors' own text, whatever Go this is built with
			text, _ := os.ReadFile(filepath.Join(m.Dir, "LICENSE"))
			fmt.Fprintf(&b, "  %-46s %s\n", "Go standard library", add("Go standard library", strings.TrimRight(string(text), "\n ")))
		}
	}
	for _, text := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 80), strings.Join(users[text], "\n"), text)
	}
	return b.String() + notices.String()
}
