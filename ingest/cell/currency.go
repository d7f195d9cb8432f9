package cell

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// currencySigns are the signs that tell a currency, longest first: HK$ before $.
var currencySigns = []struct{ sign, code string }{
	{"HK$", "HKD"}, {"NT$", "TWD"}, {"US$", "USD"}, {"C$", "CAD"}, {"A$", "AUD"}, {"S$", "SGD"}, {"R$", "BRL"},
	{"$", "USD"}, {"＄", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"₩", "KRW"}, {"₹", "INR"}, {"元", "CNY"}, {"円", "JPY"}, {"¥", "¥"}, {"￥", "¥"},
}

// currencyCodes are the ISO codes that stand beside amounts in exports.
var currencyCodes = []string{"JPY", "USD", "EUR", "GBP", "CNY", "KRW", "TWD", "HKD", "SGD", "THB", "VND", "INR", "CHF", "AUD", "CAD", "RMB"}

// CurrencyOf returns the currency that the text of an amount names by sign or code: an ISO
// code, "¥" for a sign that yen and yuan share, "" for none.
func CurrencyOf(b []byte) string {
	plain := true
	for _, c := range b {
		if c >= utf8.RuneSelf || c == '$' || letter(c) {
			plain = false
			break
		}
	}
	if plain {
		return ""
	}
	for _, s := range currencySigns {
		if bytes.Contains(b, []byte(s.sign)) {
			return s.code
		}
	}
	upper := strings.ToUpper(string(b))
	for _, code := range currencyCodes {
		if strings.HasPrefix(strings.TrimLeft(upper, " (-+▲△"), code) || strings.HasSuffix(strings.TrimRight(upper, " )-"), code) {
			if code == "RMB" {
				return "CNY"
			}
			return code
		}
	}
	return ""
}

// CurrencyWord is the ISO code that a word of a column of currencies, in capitals, stands
// for; "" for a word that is a code already or is not known.
func CurrencyWord(word string) string {
	switch word {
	case "円", "日本円", "JAPANESE YEN", "YEN", "JPY - JAPANESE YEN":
		return "JPY"
	case "米ドル", "US DOLLAR", "USD - U.S. DOLLAR":
		return "USD"
	case "ユーロ", "EURO", "EUR - EURO":
		return "EUR"
	}
	return ""
}

// IsCurrency reports whether what CurrencyOf returned can be the currency code.
func IsCurrency(mark, code string) bool {
	return mark == "" || strings.EqualFold(mark, code) || mark == "¥" && (code == "JPY" || code == "CNY")
}

// Counted reads a quantity that carries its unit behind the number: 10個, 5 pcs, 1,000kg;
// 一式 is one. ok is false where the text is no number with one word behind it.
func Counted(b []byte) (number []byte, ok bool) {
	s := bytes.TrimSpace(b)
	switch string(s) {
	case "一式", "1式", "１式", "一括", "1 lot", "1 set":
		return []byte("1"), true
	}
	end := len(s)
	for end > 0 {
		r, n := utf8.DecodeLastRune(s[:end])
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			break
		}
		end -= n
	}
	unit := bytes.TrimSpace(s[end:])
	if end == 0 || len(unit) == 0 || utf8.RuneCount(unit) > 6 || bytes.ContainsAny(unit, "0123456789%$¥€£,") || bytes.ContainsRune(unit, '％') || bytes.ContainsRune(unit, '円') {
		return nil, false
	}
	return s[:end], true
}

// Unwrapped is the text within ="…", by which some exports keep Excel from reading a code
// as a number; ok is false for any other text.
func Unwrapped(b []byte) (text []byte, ok bool) {
	if len(b) < 3 || b[0] != '=' || b[1] != '"' || b[len(b)-1] != '"' {
		return b, false
	}
	return b[2 : len(b)-1], true
}
