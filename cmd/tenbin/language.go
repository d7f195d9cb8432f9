package main

import "strings"

// languageOf returns the language that the program speaks, "ja" or "en": that of
// --lang, else of LC_ALL, LC_MESSAGES, LANG, the first that is set. It is asked
// before the flags are parsed, for a wrong flag must be answered too.
func languageOf(args []string, env func(string) string) string {
	for i, a := range args {
		if a == "--" {
			break
		}
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return language(v)
		}
		if a == "--lang" && i+1 < len(args) {
			return language(args[i+1])
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			return language(v)
		}
	}
	return "en"
}

func language(locale string) string {
	if locale == "ja" || strings.HasPrefix(locale, "ja_") || strings.HasPrefix(locale, "ja.") || strings.HasPrefix(locale, "ja-") {
		return "ja"
	}
	return "en"
}
