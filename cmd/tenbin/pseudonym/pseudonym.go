// Package pseudonym takes people out of what a run puts out: what may be shown of a person
// whom nobody is to recognise?
//
// In come the people of a run with every spelling of their names, and a secret (New) or
// none (Blank); out goes a Pseudonymizer, which replaces ids, names inside sentences, and
// people anywhere in a value that it walks through (Mask). The same person has the same
// pseudonym in every month under the same secret; without the secret nobody can tell who
// it is.
package pseudonym

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenbin/ingest/table"
)

// Person is one person with every way of writing the name.
type Person struct {
	ID    string
	Names []string // as shown, reading, aliases
}

// Pseudonymizer maps people to pseudonyms. A nil Pseudonymizer shows everything as it is.
type Pseudonymizer struct {
	key      []byte
	blank    bool              // everybody is hidden alike
	original map[string]string // pseudonym → id
	byName   map[string]string // id, name or alias → pseudonym
	names    *regexp.Regexp    // every name worth finding inside a sentence; nil = none
	single   map[rune]string   // names of one character, which are found as words only
}

// New masks people under key. Nobody can be told from the pseudonym: it is the first 80
// bits of HMAC-SHA-256(key, id), in the spelling of all our ids.
func New(key []byte, people []Person) *Pseudonymizer {
	return build(&Pseudonymizer{key: key}, people)
}

func build(v *Pseudonymizer, people []Person) *Pseudonymizer {
	v.original, v.byName, v.single = map[string]string{}, map[string]string{}, map[rune]string{}
	var names []string
	for _, p := range people {
		mask := v.pseudonym(p.ID)
		v.original[mask] = p.ID
		v.byName[p.ID] = mask
		for _, n := range append([]string{p.ID}, p.Names...) {
			if n = strings.TrimSpace(n); n == "" {
				continue
			}
			if _, taken := v.byName[n]; !taken {
				v.byName[n] = mask
			}
			if findable(n) {
				names = append(names, n)
			} else if r, size := utf8.DecodeRuneInString(n); size == len(n) && unicode.Is(unicode.Han, r) {
				v.single[r] = v.byName[n]
			}
		}
	}
	// The longest first: "Abe Ken" before "Abe".
	sort.Slice(names, func(i, k int) bool {
		if len(names[i]) != len(names[k]) {
			return len(names[i]) > len(names[k])
		}
		return names[i] < names[k]
	})
	if len(names) > 0 {
		var parts []string
		for k, n := range names {
			if k == 0 || n != names[k-1] {
				parts = append(parts, bounded(n))
			}
		}
		v.names = regexp.MustCompile(strings.Join(parts, "|"))
	}
	return v
}

// Blank masks people so that they cannot even be told apart: for outputs that name
// nobody, whose people are summed before.
func Blank(people []Person) *Pseudonymizer {
	v := build(&Pseudonymizer{blank: true}, people)
	v.original = nil
	return v
}

// Mark tells pseudonymizers with different secrets apart without telling the secret.
func (v *Pseudonymizer) Mark() string { return v.pseudonym("") }

// pseudonym is what stands for id.
func (v *Pseudonymizer) pseudonym(id string) string {
	if v.blank {
		return hidden
	}
	m := hmac.New(sha256.New, v.key)
	m.Write([]byte(id))
	return table.ID("p", hex.EncodeToString(m.Sum(nil)))
}

// findable reports whether n can be looked for inside a sentence: a short number or a
// single letter would be found in every date.
func findable(n string) bool {
	letters := 0
	for _, r := range n {
		if unicode.IsLetter(r) {
			letters++
			if r >= 0x3000 {
				letters++
			}
		}
	}
	return utf8.RuneCountInString(n) >= 2 && letters >= 2 || letters == 1 && len(n) >= 4
}

// bounded matches n as a whole word where it begins or ends with a Latin letter or digit.
func bounded(n string) string {
	s := regexp.QuoteMeta(n)
	latin := func(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	if r, _ := utf8.DecodeRuneInString(n); latin(r) {
		s = `\b` + s
	}
	if r, _ := utf8.DecodeLastRuneInString(n); latin(r) {
		s += `\b`
	}
	return s
}

// ID is the pseudonym of a person who is named by id or in any known spelling; whoever is
// not known has one of his own.
func (v *Pseudonymizer) ID(id string) string {
	if v == nil || id == "" {
		return id
	}
	if _, masked := v.original[id]; masked {
		return id
	}
	if p, ok := v.byName[strings.TrimSpace(id)]; ok {
		return p
	}
	return v.pseudonym(id)
}

// Original is the id behind a pseudonym, in capitals too, as ids come back from a sheet; an
// id that is none is returned as it is.
func (v *Pseudonymizer) Original(pseudonym string) string {
	if v != nil {
		for _, p := range [...]string{pseudonym, strings.Replace(pseudonym, "P-", "p-", 1)} {
			if id, ok := v.original[p]; ok {
				return id
			}
		}
	}
	return pseudonym
}

// Text replaces every name in a sentence.
func (v *Pseudonymizer) Text(s string) string {
	if v == nil || s == "" {
		return s
	}
	if v.names != nil {
		s = v.names.ReplaceAllStringFunc(s, func(n string) string { return v.byName[n] })
	}
	if len(v.single) == 0 {
		return s
	}
	return kanji.ReplaceAllStringFunc(s, v.word)
}

// kanji is a run of Chinese characters.
var kanji = regexp.MustCompile(`\p{Han}+`)

// afterName are characters that follow a name of one character in a word: 林様, 林班.
const afterName = "様氏君殿班組課係部"

// word replaces a name of one character that is the whole word: 林 in 林 and 林様, not in
// 森林 or 林業.
func (v *Pseudonymizer) word(run string) string {
	r, size := utf8.DecodeRuneInString(run)
	mask, known := v.single[r]
	if rest := run[size:]; !known || rest != "" && (utf8.RuneCountInString(rest) > 1 || !strings.Contains(afterName, rest)) {
		return run
	}
	return mask + run[size:]
}

// Quoted replaces people in the JSON strings of a document: whole ids and names, and names
// inside a path or a sentence.
func (v *Pseudonymizer) Quoted(document []byte) []byte {
	if v == nil {
		return document
	}
	return quoted.ReplaceAllFunc(document, func(s []byte) []byte {
		if p, ok := v.byName[string(s[1:len(s)-1])]; ok {
			return []byte(`"` + p + `"`)
		}
		return []byte(v.Text(string(s)))
	})
}

var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
