package name

import (
	"sort"
	"unicode"
)

// Proposal is a pair of spellings that may be one name: for a person to agree to.
type Proposal struct {
	A, B string // as given, A < B
	Why  string // "spacing" or "one letter"
}

// Shortest squashed lengths at which one edit is still near: in short names one
// letter is the difference between two people.
const (
	latinNear = 6
	cjkNear   = 5
)

// Near reports whether a and b may be one name though their folded forms differ:
// equal without spaces and punctuation or with confusable characters (斎藤/斉藤), or
// one insertion, deletion, substitution or swap apart in a name of at least 6
// letters (5 in kana; never with Chinese characters, each of which is a word). A difference that touches a digit is
// never near: S001 and S002 are two.
func Near(a, b string) bool { return near(Fold(a), Fold(b)) != "" }

func near(a, b string) string {
	if a == b || a == "" || b == "" {
		return ""
	}
	x, y := squash(a), squash(b)
	switch {
	case len(x) == 0 || len(y) == 0:
		return ""
	case string(x) == string(y):
		return "spacing"
	case !ideographic(x) && !ideographic(y) && oneEdit(x, y):
		return "one letter"
	}
	return ""
}

// ideographic reports whether a name is written with Chinese characters: there one
// character is a word, and 若葉製作所 and 青葉製作所 are two companies.
func ideographic(s []rune) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

// squash keeps letters and digits, confusable ones alike.
func squash(s string) []rune {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if c, ok := confusable[r]; ok {
			r = c
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) || r == 'ー' {
			out = append(out, r)
		}
	}
	return out
}

// oneEdit reports whether long enough x and y are one edit apart, no digit in it.
func oneEdit(x, y []rune) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 1 || !longEnough(x) {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	j := 0
	for j < len(x)-i && x[len(x)-1-j] == y[len(y)-1-j] {
		j++
	}
	p, q := x[i:len(x)-j], y[i:len(y)-j]
	for _, r := range append(append([]rune{}, p...), q...) {
		if unicode.IsNumber(r) {
			return false
		}
	}
	switch {
	case len(p) == 0 && len(q) == 1, len(p) == 1 && len(q) == 1:
		return true
	case len(p) == 2 && len(q) == 2:
		return p[0] == q[1] && p[1] == q[0]
	}
	return false
}

func longEnough(x []rune) bool {
	for _, r := range x {
		if cjk(r) {
			return len(x) >= cjkNear
		}
	}
	return len(x) >= latinNear
}

// Proposals returns the near pairs among names, each once, ordered by A then B. Names
// with equal folded forms are one name and stand for the smallest spelling. Pairs are
// found through the forms with one letter left out, so the cost grows with the total
// length of the names and not with the number of pairs; names above 64 letters are
// compared by spacing only. Groups of more than 50 candidates (generated names) are
// left out.
func Proposals(names []string) []Proposal {
	folds, spelling := spellings(names)
	type pair struct{ a, b int32 }
	seen := map[pair]bool{}
	var out []Proposal
	for _, g := range candidates(folds) {
		if len(g) > 50 {
			continue
		}
		for i := range g {
			for _, b := range g[i+1:] {
				p := pair{g[i], b}
				if seen[p] {
					continue
				}
				seen[p] = true
				if why := near(folds[p.a], folds[p.b]); why != "" {
					x, y := spelling[folds[p.a]], spelling[folds[p.b]]
					out = append(out, Proposal{min(x, y), max(x, y), why})
				}
			}
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].A != out[j].A {
			return out[i].A < out[j].A
		}
		return out[i].B < out[j].B
	})
	return out
}

// spellings returns the folded forms among names in order, and the smallest spelling of
// each.
func spellings(names []string) (folds []string, spelling map[string]string) {
	spelling = map[string]string{}
	for _, n := range names {
		f := Fold(n)
		if f == "" {
			continue
		}
		if s, ok := spelling[f]; !ok || n < s {
			spelling[f] = n
		}
	}
	for f := range spelling {
		folds = append(folds, f)
	}
	sort.Strings(folds)
	return folds, spelling
}

// candidates groups the forms that are equal but for spacing or one letter left out.
func candidates(folds []string) map[string][]int32 {
	groups := map[string][]int32{}
	put := func(key string, i int) {
		g := groups[key]
		if len(g) == 0 || g[len(g)-1] != int32(i) {
			groups[key] = append(g, int32(i))
		}
	}
	for i, f := range folds {
		x := squash(f)
		if len(x) == 0 {
			continue
		}
		put(string(x), i)
		if !longEnough(x) && len(x) < cjkNear || len(x) > 64 {
			continue
		}
		buf := make([]rune, 0, len(x))
		for k := range x {
			if k > 0 && x[k] == x[k-1] || unicode.IsNumber(x[k]) {
				continue
			}
			put(string(append(append(buf[:0], x[:k]...), x[k+1:]...)), i)
		}
	}
	return groups
}
