package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/goccy/go-yaml"

	"tenbin/ingest"
)

// file is a configuration as it was written: where each value stands.
type file struct {
	path string // as given; "" without a file
	tree *ast.File
}

// bad is a configuration that cannot be followed, with its place.
func (f file) bad(line, column int, what, toDo ingest.Sentence) error {
	path := f.path
	if path == "" {
		path = DefaultName
	}
	if line > 0 {
		path = fmt.Sprintf("%s:%d:%d", path, line, column)
	}
	return &ingest.FileError{Path: path, Code: ingest.ErrBadSource, What: what, ToDo: toDo}
}

// syntax turns the decoder's error into one with a place and what to do.
func (f file) syntax(err error) error {
	line, column := 0, 0
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil && e.GetToken().Position != nil {
		line, column = e.GetToken().Position.Line, e.GetToken().Position.Column
	}
	var unknown *yaml.UnknownFieldError
	if errors.As(err, &unknown) {
		key := unknown.GetToken().Value
		near := nearest(key)
		return f.bad(line, column, ingest.Sentence{JA: fmt.Sprintf("知らないキーです:%s", key), EN: fmt.Sprintf("unknown key %q", key)},
			ingest.Sentence{JA: fmt.Sprintf("綴りを確認してください(近いキー:%s)", near), EN: fmt.Sprintf("check its spelling (nearest key: %s)", near)})
	}
	message := err.Error()
	if e != nil {
		message = e.GetMessage()
	}
	message, _, _ = strings.Cut(message, "\n")
	return f.bad(line, column, ingest.Sentence{JA: "設定を読めません:" + message, EN: "the configuration cannot be read: " + message},
		ingest.Sentence{JA: "この行の書き方を直してください", EN: "correct this line"})
}

// nearest is the known key with the fewest letters changed.
func nearest(key string) string {
	best, least := "", 1<<30
	for _, k := range keys(reflect.TypeOf(document{}), nil) {
		if d := distance(key, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// keys lists the keys of the document's types in byte order.
func keys(t reflect.Type, list []string) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			if k := t.Field(i).Tag.Get("yaml"); k != "" && !slices.Contains(list, k) {
				list = keys(t.Field(i).Type, append(list, k))
			}
		}
	}
	slices.Sort(list)
	return list
}

// distance is Levenshtein's.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// wrong is a value that cannot be used; key is its path in the document.
func (f file) wrong(key, ja, en, doJA, doEN string) error {
	line, column := f.place(key)
	return f.bad(line, column, ingest.Sentence{JA: key + ":" + ja, EN: key + ": " + en}, ingest.Sentence{JA: doJA, EN: doEN})
}

// place finds the line and column of a key's value, 0 where the file does not have it.
func (f file) place(key string) (line, column int) {
	if f.tree == nil {
		return 0, 0
	}
	p, err := yaml.PathString("$." + key)
	if err != nil {
		return 0, 0
	}
	node, err := p.FilterFile(f.tree)
	if err != nil || node == nil || node.GetToken() == nil {
		return 0, 0
	}
	return node.GetToken().Position.Line, node.GetToken().Position.Column
}

func (f file) oneOf(key, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	list := strings.Join(words, ", ")
	return f.wrong(key, fmt.Sprintf("%q は使えません", value), fmt.Sprintf("%q cannot be used", value), "次のどれかにしてください:"+list, "use one of "+list)
}

func (f file) within(key string, v, lo, hi float64) error {
	if v >= lo && v <= hi {
		return nil
	}
	return f.wrong(key, fmt.Sprintf("%g は範囲外です", v), fmt.Sprintf("%g is out of range", v), fmt.Sprintf("%g から %g の数にしてください", lo, hi), fmt.Sprintf("use a number from %g to %g", lo, hi))
}
