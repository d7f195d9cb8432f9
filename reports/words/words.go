// Package words says what the reports show, in Japanese and in English.
//
// In come a key with its arguments, a word of a closed list, a date, an amount; out goes
// the text of one language. The words stand in tables beside this file, one a workbook,
// with three columns: key, ja, en. They are read once; a test holds them to each other
// and to the source that asks for them.
package words

import (
	"fmt"
	"strings"

	"tenbin/ingest/table"
)

// Languages are the languages of the reports.
var Languages = [...]string{"ja", "en"}

// Text is a sentence in both languages.
type Text struct{ JA, EN string }

// In returns the sentence in "ja" or "en".
func (t Text) In(language string) string {
	if language == "ja" {
		return t.JA
	}
	return t.EN
}

// Catalogue is every word of the reports in one language. A word is asked for by its
// key; keys are the same in both languages.
type Catalogue struct {
	Language string
	texts    map[string]string
}

// Of returns the catalogue of "ja" or "en".
func Of(language string) (Catalogue, error) {
	for i, l := range Languages {
		if l == language {
			return Catalogue{Language: l, texts: tables()[i]}, nil
		}
	}
	return Catalogue{}, fmt.Errorf("language %q: the reports speak ja or en", language)
}

// Text is the text of key with its arguments filled in. It panics on a key that no table
// holds, which is a mistake of the program.
func (c Catalogue) Text(key string, args ...any) string {
	s, ok := c.texts[key]
	if !ok {
		panic("reports/words: no word for " + key + " in " + c.Language)
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Find is the text of key as it stands in its table.
func (c Catalogue) Find(key string) (string, bool) {
	s, ok := c.texts[key]
	return s, ok
}

// Closed is the text of a word of a closed list of metrics; a word that the catalogue
// does not know yet is shown as it is rather than stopping the publication.
func (c Catalogue) Closed(list, word string) string {
	if s, ok := c.Find(list + "." + word); ok {
		return s
	}
	return word
}

// Word is how the vocabulary word with canonical name is shown; a name that the
// vocabulary does not hold is shown as it is.
func (c Catalogue) Word(v *table.Vocabulary, name string) string {
	i := v.Find(name)
	if i < 0 {
		return name
	}
	if c.Language == "ja" {
		return v.Words[i].JA
	}
	return v.Words[i].EN
}

// Label is a word of v as a table shows it: in English with a capital.
func (c Catalogue) Label(v *table.Vocabulary, name string) string {
	s := c.Word(v, name)
	if c.Language == "en" && s != "" {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// Choices are the words that a reader may choose from v, without the empty one.
func (c Catalogue) Choices(v *table.Vocabulary) []string {
	var list []string
	for _, w := range v.Words {
		if s := c.Word(v, w.Name); s != "" {
			list = append(list, s)
		}
	}
	return list
}
