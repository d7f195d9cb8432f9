package words

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed *.tsv
var files embed.FS

// tables are the words of all tables by key, one map a language of [Languages].
var tables = sync.OnceValue(func() [len(Languages)]map[string]string {
	texts, err := readAll()
	if err != nil {
		panic("reports/words: " + err.Error())
	}
	return texts
})

// unescape gives a text the line breaks that a row of a table cannot hold.
var unescape = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t")

// readAll reads the embedded tables. A row is a key and its text in each language,
// separated by tabs; empty rows part the groups; the first row names the columns.
func readAll() (texts [len(Languages)]map[string]string, err error) {
	for i := range texts {
		texts[i] = make(map[string]string, 2048)
	}
	list, err := files.ReadDir(".")
	if err != nil {
		return texts, err
	}
	for _, f := range list {
		b, err := files.ReadFile(f.Name())
		if err != nil {
			return texts, err
		}
		n := 0
		for row := range strings.Lines(string(b)) {
			row = strings.TrimRight(row, "\r\n")
			n++
			cells := strings.Split(row, "\t")
			switch {
			case n == 1 && row != "key\t"+strings.Join(Languages[:], "\t"):
				return texts, fmt.Errorf("%s:1: the columns are key, %s", f.Name(), strings.Join(Languages[:], ", "))
			case n == 1 || row == "":
				continue
			case len(cells) != 1+len(Languages):
				return texts, fmt.Errorf("%s:%d: %d columns, not %d", f.Name(), n, len(cells), 1+len(Languages))
			}
			for i := range texts {
				if _, twice := texts[i][cells[0]]; twice {
					return texts, fmt.Errorf("%s:%d: %s stands twice", f.Name(), n, cells[0])
				}
				texts[i][cells[0]] = unescape.Replace(cells[1+i])
			}
		}
	}
	return texts, nil
}
