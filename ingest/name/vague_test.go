package name

import (
	"strings"
	"testing"
)

// Sentences as they stand in daily reports, made up; true = vague.
func TestVague(t *testing.T) {
	for text, want := range map[string]bool{
		"": true,
		"先方検討中。引き続きフォローします。": true,
		"感触は悪くない。近日中に再訪予定。":  true,
		"回答待ち": true,
		"了承いただけず、再交渉中との予定は未定":                          false, // the client's answer is named
		"承認待ちのため様子を見ます":                                true,
		"4/1受注分から5%でご了承いただきました":                        false,
		"来月以降で調整中":                                     true,
		"10月20日に部長と面談":                                 false,
		"１０月２０日に面談":                                    false,
		"次回は木曜に訪問":                                     false,
		"値上げ幅は3%との提示":                                  false,
		"120個のうち80個を先に納入":                              false,
		"購買部長よりお断りのご返事":                                false,
		"2日間検討したいとのこと":                                 true,
		"in discussion, will follow up":                true,
		"Waiting for their answer":                     true,
		"They agreed to the new price list":            false,
		"not yet agreed":                               true,
		"Meeting on 12 Oct with purchasing":            false,
		"Next talk Thursday":                           false,
		"offered ¥1,200 per box":                       false,
		"Customer declined":                            false,
		"talked about monthly volumes, positive mood":  true,
		"it may take a while":                          true,
		"The manager said no, we try again next month": false,
	} {
		if got := Vague(text, false); got != want {
			t.Errorf("%q: vague %v, want %v", text, got, want)
		}
		if Vague(text, true) {
			t.Errorf("%q with a promised date is vague", text)
		}
	}
}

// Whatever is written, adding a date makes it concrete, and case and width change nothing.
func FuzzVague(f *testing.F) {
	for _, s := range []string{"先方検討中", "10/3", "agreed", "", "\xff", "承認待ち", "May 3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if Vague(s+" 2026/10/20", false) {
			t.Errorf("%q with a date is vague", s)
		}
		if v := Vague(s, false); isASCII(s) && v != Vague(strings.ToUpper(s), false) {
			t.Errorf("%q: case changes %v", s, v)
		}
	})
}

func isASCII(s string) bool {
	for _, r := range s {
		if r > 127 {
			return false
		}
	}
	return true
}
