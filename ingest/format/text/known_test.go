package text

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/ingest/format/raw"
)

// Law: a file opened with the index of an earlier opening, carried as JSON, gives the same
// blocks.
func TestKnownIndex(t *testing.T) {
	for name, body := range map[string]string{
		"plain":    strings.Repeat("a,b\n1,2\n", 200),
		"quoted":   "a,b\n" + strings.Repeat("\"x\n\"\"y\",2\n", 100),
		"unclosed": "a,b\n1,\"2\n3,4\n5,6\n" + strings.Repeat("7,8\n", 50),
		"marked":   "\xef\xbb\xbfa;b\r\n1;2\r\n",
		"sjis":     "\x96\xbc\x91O,b\n\x93\x8c,2\n",
		"utf-16":   "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00\n\x00",
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		all := func(o Options) (out string) {
			book, err := open(path, o, 64, 64)
			if err != nil {
				t.Fatal(name, err)
			}
			defer book.Close()
			for part := range book.Sheets[0].Parts {
				err := book.Sheets[0].Read(context.Background(), part, func(b *raw.Block) error {
					for i := range b.Rows() {
						out += fmt.Sprint(part, b.Row[i], b.Bad)
						for j := range b.Width(i) {
							text, h := b.Cell(i, j)
							out += fmt.Sprintf(" %q %d", text, h)
						}
						out += "\n"
					}
					return nil
				})
				if err != nil {
					t.Fatal(name, err)
				}
			}
			return out
		}
		var carried []byte
		want := all(Options{Learned: func(x *Index) { carried, _ = json.Marshal(x) }})
		var known Index
		if err := json.Unmarshal(carried, &known); err != nil {
			t.Fatal(err)
		}
		if got := all(Options{Known: &known}); got != want || want == "" {
			t.Errorf("%s: with the index known\n%s\nwant\n%s", name, got, want)
		}
	}
}
