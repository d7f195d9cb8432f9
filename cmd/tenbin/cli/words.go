package cli

// Words is a text in both languages of the program.
type Words struct{ JA, EN string }

// In returns the text in "ja" or "en".
func (w Words) In(language string) string {
	if language == "ja" {
		return w.JA
	}
	return w.EN
}

// Text is a text in both languages.
func Text(ja, en string) Words { return Words{ja, en} }
