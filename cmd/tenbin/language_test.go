package main

import "testing"

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  map[string]string
		want string
	}{
		{nil, nil, "en"},
		{nil, map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{nil, map[string]string{"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"},
		{nil, map[string]string{"LC_MESSAGES": "ja_JP", "LANG": "en_US"}, "ja"},
		{nil, map[string]string{"LANG": "jam_JM"}, "en"},
		{[]string{"run", "--lang", "ja"}, map[string]string{"LANG": "en_US"}, "ja"},
		{[]string{"run", "--lang=en"}, map[string]string{"LANG": "ja_JP"}, "en"},
		{[]string{"run", "--", "--lang=en"}, map[string]string{"LANG": "ja_JP"}, "ja"},
	} {
		if got := languageOf(c.args, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%v %v: %s, want %s", c.args, c.env, got, c.want)
		}
	}
}
