package main_test

import (
	"go/ast"
	"go/token"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestLayersForms keeps the list of the forms that files have in one place, the registry
// of ingest/format: nobody else asks which form a file has, or reaches behind it.
func TestLayersForms(t *testing.T) {
	m := measures{T: t}
	form := regexp.MustCompile(`(?i)^\.?(csv|tsv|xlsx|xlsm|xls|parquet|arrow|feather|ipc|jsonl|gz|zst)$`)
	for _, p := range packagesOf(t) {
		inside := p.name == "ingest/format" || path.Dir(p.name) == "ingest/format"
		if inside {
			continue
		}
		for _, i := range p.imports() {
			if name := strings.TrimPrefix(i, "tenbin/"); path.Dir(name) == "ingest/format" && name != "ingest/format/raw" {
				m.breach("forms "+p.name, "%s imports %s", p.name, name)
			}
		}
		if !strings.HasPrefix(p.name, "ingest") {
			continue
		}
		for _, f := range p.files {
			for _, l := range f.literals() {
				if form.MatchString(l) {
					m.breach("forms "+p.name, "%s names the form %q", f.name, l)
				}
			}
		}
	}
	m.finish("forms")
}

// dialect are words that stood for a standard term in this program alone, with the term.
var dialect = map[string]string{
	"settle": "resolve, finalize", "settled": "resolved", "lane": "fast path", "memo": "interner", "furniture": "non-data rows",
	"fate": "disposition", "sighting": "duplicate candidate", "sightings": "duplicate candidates", "veil": "pseudonymizer",
	"mould": "template", "money128": "fixed", "door": "dataset", "elsewhere": "precomputed", "apart": "distributed",
	"told": "published", "beside": "annotations", "looker": "scanner", "looks": "scans",
}

// published are names that keep a word of the dialect, with the reason.
var published = map[string]string{
	"NotTold": "the verdict client_not_told",
}

// TestLayersDialect keeps the code readable for a Go engineer from elsewhere: nothing
// that is declared is named by a word of the dialect. Keys of published files are
// strings and keep theirs.
func TestLayersDialect(t *testing.T) {
	m := measures{T: t}
	word := regexp.MustCompile(`[A-Z]+[a-z0-9]*|[a-z0-9]+`)
	met := map[string]bool{}
	for _, p := range packagesOf(t) {
		for _, f := range p.files {
			for name := range declared(f.syntax) {
				if published[name] != "" {
					met[name] = true
					continue
				}
				for _, w := range word.FindAllString(name, -1) {
					if term := dialect[strings.ToLower(w)]; term != "" {
						m.breach("dialect "+p.name, "%s declares %s: say %s", f.name, name, term)
					}
				}
			}
		}
	}
	for name := range published {
		if !met[name] {
			t.Errorf("%s is named as published, but nothing is called so", name)
		}
	}
	m.finish("dialect")
}

// demanded are methods that an interface of somebody else wants by name.
var demanded = strings.Fields("String Error Read Write Close Len Less Swap Setup ProcessElement Teardown UnmarshalYAML MarshalYAML MarshalJSON UnmarshalJSON MarshalText UnmarshalText MarshalBinary UnmarshalBinary")

// TestLayersMethods keeps the names of methods such that they can be searched for: no
// more than five of one name in a package.
func TestLayersMethods(t *testing.T) {
	m := measures{T: t}
	for _, p := range packagesOf(t) {
		n := map[string]int{}
		for _, f := range p.files {
			for _, d := range f.syntax.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
					n[fn.Name.Name]++
				}
			}
		}
		for _, name := range slices.Sorted(maps.Keys(n)) {
			if n[name] > maxNamesakes && !slices.Contains(demanded, name) {
				m.breach("namesakes "+p.name+" "+name, "%s has %d methods named %s, more than %d", p.name, n[name], name, maxNamesakes)
			}
		}
	}
	m.finish("namesakes")
}

// declared are the names that a file gives to what it declares.
func declared(file *ast.File) map[string]bool {
	names := map[string]bool{file.Name.Name: true}
	add := func(ids ...*ast.Ident) {
		for _, id := range ids {
			names[id.Name] = true
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.FuncDecl:
			add(x.Name)
		case *ast.TypeSpec:
			add(x.Name)
		case *ast.ValueSpec:
			add(x.Names...)
		case *ast.Field:
			add(x.Names...)
		case *ast.AssignStmt:
			if x.Tok == token.DEFINE {
				for _, l := range x.Lhs {
					if id, ok := l.(*ast.Ident); ok {
						add(id)
					}
				}
			}
		}
		return true
	})
	return names
}
