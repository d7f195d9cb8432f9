package name

import (
	"fmt"
	"slices"
	"testing"
	"unicode"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"S001", "S001"},
		{"ｓ００１", "S001"},
		{"Taro S001", "TARO S001"},
		{"  Taro\u3000 S001 ", "TARO S001"},
		{"山田　太郎", "山田太郎"},
		{"山田 太郎 様", "山田太郎"},
		{"髙﨑 花子さん", "高崎花子"},
		{"渡邉 一郎", "渡辺一郎"},
		{"渡邊一郎殿", "渡辺一郎"},
		{"齋藤", "斎藤"},
		{"齊藤", "斉藤"},
		{"鵜殿", "鵜殿"},
		{"㈱見本商事　御中", "見本商事"},
		{"株式会社 見本商事", "見本商事"},
		{"見本商事（株）", "見本商事"},
		{"有限会社ミホン", "ミホン"},
		{"ｶ)ﾐﾎﾝｼﾖｳｼﾞ", "ミホンシヨウジ"},
		{"株式会社", "株式会社"},
		{"Sample Trading Co., Ltd.", "SAMPLE TRADING"},
		{"Sample Trading Co.,Ltd", "SAMPLE TRADING"},
		{"SAMPLE TRADING CO. LTD.", "SAMPLE TRADING"},
		{"Sample K.K.", "SAMPLE"},
		{"Sample, Inc.", "SAMPLE"},
		{"Sample GmbH", "SAMPLE"},
		{"Sample & Co.", "SAMPLE"},
		{"Costco", "COSTCO"},
		{"Mr. Sample Taro", "SAMPLE TARO"},
		{"Inc", "INC"},
		{"ABC 商事", "ABC商事"},
		{"ABC商事 Co., Ltd.", "ABC商事"},
		{"桜ヶ丘商店", "桜ケ丘商店"},
		{"O’Neil", "O'NEIL"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDisplay(t *testing.T) {
	for in, want := range map[string]string{
		"  髙﨑　 花子 ": "髙﨑 花子", "㈱見本\x00\u200b商事": "㈱見本商事", "a\tb": "a b", "": "", " ": "", "a": "a", "a b": "a b", " a": "a", "a ": "a", "a  b": "a b", "a\x7f": "a",
	} {
		if got := Display(in); got != want {
			t.Errorf("Display(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"GTXPro", "GTX Pro", true},
		{"斎藤 太郎", "斉藤太郎", true},
		{"Sample Trading", "Sample Tradng", true},
		{"Sample Trading", "Smaple Trading", true},
		{"Sample Trading", "Sample Trade", false},
		{"S001", "S002", false},
		{"Client Group 12", "Client Group 13", false},
		{"Client Group 1", "Client Group 12", false},
		{"Anna", "Anne", false},
		{"山田太郎", "山田次郎", false},
		{"見本商事東京支店", "見本商会東京支店", false}, // one character is a word
		{"㈱見本", "見本株式会社", false},        // equal, not near
	} {
		if got := Near(c.a, c.b); got != c.want {
			t.Errorf("Near(%q, %q) = %v", c.a, c.b, got)
		}
		if Near(c.a, c.b) != Near(c.b, c.a) {
			t.Errorf("Near(%q, %q) depends on the order", c.a, c.b)
		}
	}
}

// TestProposals compares the indexed search with the search over all pairs.
func TestProposals(t *testing.T) {
	names := []string{"GTXPro", "GTX Pro", "gtx pro", "MG Special", "MG Specal", "斎藤太郎", "斉藤太郎", "S001", "S002",
		"Sample Trading", "Smaple Trading", "Sample Tradings", "見本商事東京支店", "見本商会東京支店", "", "?"}
	for i := range 40 {
		names = append(names, fmt.Sprintf("Made Up Firm %c%c", 'A'+i%7, 'A'+i%5))
	}
	var want []Proposal
	got := Proposals(names)
	firsts := map[string]string{}
	for _, n := range names {
		if f := Fold(n); f != "" && (firsts[f] == "" || n < firsts[f]) {
			firsts[f] = n
		}
	}
	for fa, a := range firsts {
		for fb, b := range firsts {
			if why := near(fa, fb); why != "" && a < b {
				want = append(want, Proposal{a, b, why})
			}
		}
	}
	slices.SortFunc(want, func(p, q Proposal) int {
		if p.A != q.A {
			if p.A < q.A {
				return -1
			}
			return 1
		}
		if p.B < q.B {
			return -1
		}
		return 1
	})
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	slices.Reverse(names)
	if !slices.Equal(Proposals(names), want) {
		t.Error("depends on the order of the names")
	}
}

func TestSystemAndUnknown(t *testing.T) {
	for s, want := range map[string]bool{
		"admin": true, "Siebel": true, "SIEBEL Administrator": true, "Integration User": true, "integration_user_01": true,
		"管理者": true, "システム 管理者": true, "ＡＤＭＩＮ": true, "Admin Taro": false, "User Taro": false, "user": false,
		"山田太郎": false, "": false, "123": false, "Service Account": false, "API User": true,
	} {
		if Written(s).System() != want {
			t.Errorf("System(%q) = %v", s, !want)
		}
	}
	for s, want := range map[string]bool{
		"": true, "?": true, "？？": true, "-": true, "―": true, "不明": true, "n/a": true, "Unknown": true, "　": true,
		"未定": true, "A": false, "山田": false, "0": false,
	} {
		if Written(s).Unknown() != want {
			t.Errorf("Unknown(%q) = %v", s, !want)
		}
	}
}

// Plain and Fold of a plain name are those of the name, for every character.
func TestPlainTwice(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		for _, s := range [...]string{string(r), "a" + string(r) + "山 b"} {
			p := Plain(s)
			if twice := Plain(p); twice != p {
				t.Errorf("Plain(%q) = %q, then %q", s, p, twice)
			}
			if f := Fold(p); f != Fold(s) {
				t.Errorf("Fold(%q) = %q, of the plain name %q", s, Fold(s), f)
			}
		}
	}
}

// FuzzFold: a folded name folds to itself, a plain name to what the name does, what is
// displayed is displayed as it is, and nothing panics.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"㈱見本商事　御中", "Sample Co., Ltd.", "髙﨑さん", "\xff", "İ", "ﬃ", "a\u200bb", "ǰ", "株式会社(株)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, then %q", s, once, twice)
		}
		if plain := Plain(s); Plain(plain) != plain || Fold(plain) != once {
			t.Errorf("Plain(%q) = %q, then %q, folded %q", s, plain, Plain(plain), Fold(plain))
		}
		if d := Display(s); Display(d) != d {
			t.Errorf("Display(%q) = %q, then %q", s, d, Display(d))
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for _, s := range []string{"S001", "Sample Trading Co., Ltd.", "株式会社　髙﨑見本商事 御中"} {
		b.Run(s, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Fold(s)
			}
		})
	}
}

func BenchmarkProposals(b *testing.B) {
	var names []string
	for i := range 20000 {
		names = append(names, fmt.Sprintf("見本%c%c%c商会 Sample %d", rune(0x4e00+i%97*13), rune(0x4e00+i%89*17), rune(0x4e00+i%83*7), i))
	}
	for b.Loop() {
		Proposals(names)
	}
}
