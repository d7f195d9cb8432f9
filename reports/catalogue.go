package reports

import (
	"fmt"
	"strings"

	"tenbin/ingest/table"
)

// Languages are the languages of the reports.
var languages = [...]string{"ja", "en"}

// catalogue is every word of the reports in one language. A word is asked for by its
// key; keys are the same in both languages, which a test holds to.
type catalogue struct {
	language string
	entries  []map[string]string // by sheet; no key stands in two
}

// catalogueOf returns the catalogue of "ja" or "en".
func catalogueOf(language string) (catalogue, error) {
	switch language {
	case "ja":
		return catalogue{language, []map[string]string{japanese, japaneseDefinitions, listedJA}}, nil
	case "en":
		return catalogue{language, []map[string]string{english, englishDefinitions, listedEN}}, nil
	}
	return catalogue{}, fmt.Errorf("language %q: the reports speak ja or en", language)
}

var listedJA, listedEN = listed(1), listed(2)

// listed takes one language of the words that stand side by side: 1 Japanese, 2 English.
func listed(language int) map[string]string {
	m := map[string]string{}
	for _, list := range [][][3]string{cardWords[:], scoreWords[:], hrWords[:], talkWords[:], followWords[:], divisionWords[:], teamsOnlyWords[:], qualityWords[:], columnWords[:], validationWords[:], analysisWords[:], clientWords[:],
		curveWords[:], verdictWords[:], stallWords[:], shockWords[:], exceptionWords[:], advocacyWords[:], definitionWords[:]} {
		for _, w := range list {
			m[w[0]] = w[language]
		}
	}
	for _, w := range replyWords {
		m[w[0]] = w[language]
	}
	return m
}

// t is the text of key with its arguments filled in.
func (c catalogue) t(key string, args ...any) string {
	s, ok := c.find(key)
	if !ok {
		panic("reports: no word for " + key + " in " + c.language)
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

func (c catalogue) find(key string) (string, bool) {
	for _, m := range c.entries {
		if s, ok := m[key]; ok {
			return s, true
		}
	}
	return "", false
}

// closed is the text of a word of a closed list of metrics; a word that the catalogue
// does not know yet is shown as it is rather than stopping the publication.
func (c catalogue) closed(list, word string) string {
	if s, ok := c.find(list + "." + word); ok {
		return s
	}
	return word
}

// word is how the vocabulary word with canonical name is shown; a name that the
// vocabulary does not hold is shown as it is.
func (c catalogue) word(v *table.Vocabulary, name string) string {
	i := v.Find(name)
	if i < 0 {
		return name
	}
	if c.language == "ja" {
		return v.Words[i].JA
	}
	return v.Words[i].EN
}

// label is a word of v as a table shows it: in English with a capital.
func (c catalogue) label(v *table.Vocabulary, name string) string {
	s := c.word(v, name)
	if c.language == "en" && s != "" {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// choices are the words that a reader may choose from v, without the empty one.
func (c catalogue) choices(v *table.Vocabulary) []string {
	var list []string
	for _, w := range v.Words {
		if s := c.word(v, w.Name); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// month is the data month as it is read.
func (c catalogue) month(m table.Month) string {
	y, k := m.Date()
	if c.language == "ja" {
		return fmt.Sprintf("%d年%d月度", y, int(k))
	}
	return k.String() + fmt.Sprintf(" %d", y)
}

// day is a date within the year.
func (c catalogue) day(d table.Day) string {
	if c.language == "ja" {
		return d.Time().Format("1/2")
	}
	return d.Time().Format("2 Jan")
}

// longDay is a date with its year.
func (c catalogue) longDay(d table.Day) string {
	if c.language == "ja" {
		return d.Time().Format("2006/01/02")
	}
	return d.Time().Format("2 Jan 2006")
}
