package main_test

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// checkout is the top of the checkout, as the tests of this package see it.
const checkout = "../.."

// goPackage is a folder of Go files, tests left out, of this module or a nested one.
// Files for other systems count too.
type goPackage struct {
	name  string // its folder, "metrics/ratio"
	files []goFile
}

type goFile struct {
	name   string // from the top of the checkout
	source []byte
	syntax *ast.File
}

var parsed struct {
	sync.Once
	packages []goPackage
	err      error
}

// packagesOf returns every package of the checkout in order of name.
func packagesOf(t *testing.T) []goPackage {
	t.Helper()
	parsed.Do(func() { parsed.packages, parsed.err = parseHouse() })
	if parsed.err != nil {
		t.Fatal(parsed.err)
	}
	return parsed.packages
}

func parseHouse() ([]goPackage, error) {
	byName := map[string]*goPackage{}
	set := token.NewFileSet()
	err := filepath.WalkDir(checkout, func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && strings.HasPrefix(e.Name(), ".") && file != checkout {
			return filepath.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		name, err := filepath.Rel(checkout, file)
		if err != nil {
			return err
		}
		f := goFile{name: filepath.ToSlash(name)}
		if f.source, err = os.ReadFile(file); err != nil {
			return err
		}
		if f.syntax, err = parser.ParseFile(set, file, f.source, parser.SkipObjectResolution); err != nil {
			return err
		}
		dir := path.Dir(f.name)
		if byName[dir] == nil {
			byName[dir] = &goPackage{name: dir}
		}
		byName[dir].files = append(byName[dir].files, f)
		return nil
	})
	var ps []goPackage
	for _, dir := range slices.Sorted(maps.Keys(byName)) {
		ps = append(ps, *byName[dir])
	}
	return ps, err
}

func (p goPackage) imports() []string {
	is := map[string]bool{}
	for _, f := range p.files {
		for _, i := range f.syntax.Imports {
			name, _ := strconv.Unquote(i.Path.Value)
			is[name] = true
		}
	}
	return slices.Sorted(maps.Keys(is))
}

// lines counts the lines that hold code.
func (f goFile) lines() int {
	set := token.NewFileSet()
	file := set.AddFile(f.name, -1, len(f.source))
	var s scanner.Scanner
	s.Init(file, f.source, nil, 0)
	n, last := 0, 0
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return n
		}
		if tok == token.SEMICOLON && text == "\n" {
			continue
		}
		first := file.Line(pos)
		end := first + strings.Count(text, "\n")
		n += end - max(first-1, last)
		last = max(last, end)
	}
}

// methods counts the methods of each type.
func (p goPackage) methods() map[string]int {
	n := map[string]int{}
	for _, f := range p.files {
		for _, d := range f.syntax.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil {
				continue
			}
			of := fn.Recv.List[0].Type
			for {
				switch x := of.(type) {
				case *ast.StarExpr:
					of = x.X
					continue
				case *ast.IndexExpr:
					of = x.X
					continue
				case *ast.IndexListExpr:
					of = x.X
					continue
				case *ast.Ident:
					n[x.Name]++
				}
				break
			}
		}
	}
	return n
}

// literals are the string literals of a file, unquoted.
func (f goFile) literals() []string {
	var ls []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil {
				ls = append(ls, s)
			}
		}
		return true
	})
	return ls
}
