package words

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestTalkWordForWord compares the cards with the page that they were agreed on, field
// by field and word by word.
func TestTalkWordForWord(t *testing.T) {
	page, err := os.ReadFile("../../../shared/design/CONTENT.md")
	if os.IsNotExist(err) {
		t.Skip("the page with the agreed cards is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	marks := regexp.MustCompile(`@[a-z]+`)
	agreed := strings.ReplaceAll(string(page), "**", "")
	cards, err := files.ReadFile("talk.tsv")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for row := range strings.Lines(string(cards)) {
		key, _, _ := strings.Cut(row, "\t")
		if !strings.HasPrefix(key, "talk.") || strings.HasSuffix(key, ".label") {
			continue
		}
		for k, texts := range tables() {
			if s := marks.ReplaceAllString(texts[key], ""); !strings.Contains(agreed, s) {
				t.Errorf("%s, %s: not as agreed: %s", key, Languages[k], s)
			}
			compared++
		}
	}
	if compared < 40 {
		t.Errorf("only %d texts were compared", compared)
	}
}
