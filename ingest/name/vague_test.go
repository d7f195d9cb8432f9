package name

import (
	"strings"
	"testing"

	"tenbin/ingest/table"
)

var at = table.DayOf(2026, 10, 5) // a Monday

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
		"本日訪問。":                                        true, // what was done is no commitment
		"本日訪問。次回10/20に回答をいただく予定。":                      false,
		"9月28日に訪問しました。":                                true,
		"10/1に訪問、反応は悪くない":                              true,
		"2026/10/01 面談":                                true,
		"先週木曜に訪問しました":                                  true,
		"木曜に訪問しました。":                                   true,
		"20日に再訪":                                       false,
		"2日に訪問しました":                                    true,
		"来週2日までに回答":                                    false,
		"10月末に回答の予定":                                   false,
		"8月末に訪問":                                       true,
		"ver. 1.5 の資料を渡した":                             true, // no date at all
		"Visited on 2 Oct, positive":                   true,
		"Visited today":                                true,
		"Met them on Thursday, friendly talk":          true,
		"By 3 January":                                 false,
		"The manager said no, we try again next month": false,
	} {
		if got := Vague(text, at, table.NoDay); got != want {
			t.Errorf("%q: vague %v, want %v", text, got, want)
		}
		if Vague(text, at, at+1) {
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
		if Vague(s+" 2026/10/20", at, table.NoDay) {
			t.Errorf("%q with a date is vague", s)
		}
		if v := Vague(s, at, table.NoDay); isASCII(s) && v != Vague(strings.ToUpper(s), at, table.NoDay) {
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
