package operator

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/reports/words"
)

// TestColumnsHaveWords: every column that a person can be asked about has a name in
// both languages, and in Japanese one that is not its name in the configuration.
func TestColumnsHaveWords(t *testing.T) {
	for _, language := range []string{"ja", "en"} {
		c, err := words.Of(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range table.All {
			if _, ok := c.Find("quality.table." + s.Name); !ok {
				t.Errorf("%s: the table %s has no name", language, s.Name)
			}
			for _, column := range s.Columns {
				said, ok := c.Find("quality.column." + column.Name)
				if !ok || said == "" || language == "ja" && said == column.Name {
					t.Errorf("%s: the column %s of %s is called %q", language, column.Name, s.Name, said)
				}
			}
		}
	}
}
