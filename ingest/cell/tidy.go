package cell

import "tenbin/ingest/name"

// Tidy reports whether a text is kept as it is: plain ASCII without anything that
// Clean or Null would look at.
func Tidy(text []byte) bool {
	if len(text) < 5 && (len(text) == 0 || text[0] < '0' || text[0] > '9') {
		return false
	}
	for _, c := range text {
		if c <= ' ' || c >= 0x7f || c == '&' || c == '_' || c == '?' {
			return false
		}
	}
	return text[0] != '-' && text[0] != '(' && text[0] != '<' && text[0] != '#'
}

// Display cleans a written name for comparison with the lists.
func Display(text string) string { return name.Display(Clean(text)) }
