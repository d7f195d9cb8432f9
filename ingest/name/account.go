package name

import "strings"

// Written is a name of which several things are asked: Plain once.
func Written(s string) Spelling { return Spelling(Plain(s)) }

// Spelling is a name as Plain leaves it.
type Spelling string

// System reports whether x names a system account (admin, Siebel, integration user,
// 管理者, システム連携 …): listed, never ranked. Every word of the name must be such a
// word, so that "Admin Taro" stays a person.
func (x Spelling) System() bool {
	p := string(x)
	if systemJapanese[p] {
		return true
	}
	strong, n := false, 0
	for _, w := range strings.FieldsFunc(p, func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '.' || r == '@' || r == '(' || r == ')' || r == '/'
	}) {
		w = strings.TrimRight(w, "0123456789")
		if w == "" {
			continue
		}
		s, ok := systemWords[w]
		if !ok {
			return false
		}
		strong, n = strong || s, n+1
	}
	return strong && n > 0
}

// House reports whether s names the firm itself as the seller: House Account, 本社直販. Nobody
// has forgotten a person there.
func House(s string) bool {
	p := Plain(s)
	return houseWords[p] || houseWords[strings.Trim(p, "()[]<>【】 ")]
}

// Unknown reports whether x names nobody: empty, ?, -, 不明, 未定, N/A, (Unassigned), House
// Account, 退職者, 営業部全員 …
func (x Spelling) Unknown() bool {
	p := string(x)
	if unknownWords[p] || houseWords[p] {
		return true
	}
	if bare := strings.Trim(p, "()[]<>【】 "); len(bare) < len(p) && (unknownWords[bare] || houseWords[bare]) {
		return true
	}
	for _, w := range [...]string{"全員", "各位", "一同"} { // 営業部全員
		if strings.HasSuffix(p, w) {
			return true
		}
	}
	for _, r := range p {
		if !strings.ContainsRune("?-_.・*#/ ー", r) {
			return false
		}
	}
	return true
}
