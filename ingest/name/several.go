package name

import (
	"slices"
	"strings"
	"unicode"
)

// Several splits a cell that may name several people. hard says that one of the marks stands
// in it that no name of one person has: ; 、 / | ／ a line end or ＆; else the marks are those
// that a name may have too: ・ , and &. The roles in brackets behind a name, 永田(主), are
// taken off. nil: the cell names one at most.
func Several(cell string) (names []string, hard bool) {
	is := func(marks string) func(rune) bool {
		return func(r rune) bool { return strings.ContainsRune(marks, r) }
	}
	hard = strings.ContainsFunc(cell, is(hardMarks))
	marks := hardMarks
	if !hard {
		marks = "・･,，&＆"
		cell = strings.NewReplacer(" and ", "&", " AND ", "&").Replace(cell)
	}
	for _, n := range strings.FieldsFunc(cell, is(marks)) {
		switch n = unbracketed(n); {
		case len(n) == 1 && n[0] < 0x80: // Maersk Line A/S, c/o: a mark within a name
			return nil, false
		case n != "":
			names = append(names, n)
		}
	}
	if len(names) < 2 {
		return nil, false
	}
	return names, hard
}

const hardMarks = ";；、､/／|｜\n\r"

// unbracketed takes a remark in brackets off the end of a name: 永田(主), Sato (lead).
func unbracketed(s string) string {
	s = strings.TrimSpace(s)
	for _, pair := range [...][2]string{{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}} {
		if t, ok := strings.CutSuffix(s, pair[1]); ok {
			if at := strings.LastIndex(t, pair[0]); at > 0 {
				return strings.TrimSpace(t[:at])
			}
		}
	}
	return s
}

// Likely returns those of known that a name which stands on no list may mean: a spelling that
// differs in spaces or one letter, the family name alone, the words in another order (Last,
// First), the local part of an address, or a remark behind the name (inactive). It proposes
// only; that two people are one is for a person to say.
func Likely(written string, known []string) []string {
	bare := unbracketed(Plain(written))
	if at := strings.IndexByte(bare, '@'); at > 0 {
		bare = strings.NewReplacer(".", " ", "_", " ", "-", " ").Replace(bare[:at])
	}
	bare = Fold(bare)
	words := wordsOf(bare)
	var out []string
	for _, k := range known {
		f := Fold(k)
		if f == "" || bare == "" || f == Fold(written) {
			continue
		}
		theirs := wordsOf(f)
		switch a, b := squash(bare), squash(f); {
		case bare == f, near(bare, f) != "", slices.Equal(words, theirs):
		case len(b) > len(a) && len(a) > 1 && (strings.HasPrefix(string(b), string(a)) && (ideographic(a) || len(words) < len(theirs))):
		case len(words) == 1 && len(theirs) > 1 && slices.Contains(theirs, words[0]):
		case ideographic(a) && ideographic(b) && len(a) > 2 && len(a) == len(b) && differ(a, b) == 1:
		default:
			continue
		}
		out = append(out, k)
	}
	return out
}

// wordsOf are the words of a folded name in alphabetical order.
func wordsOf(s string) []string {
	w := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '.' })
	slices.Sort(w)
	return w
}

// differ counts the places in which two names of one length differ.
func differ(a, b []rune) (n int) {
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
