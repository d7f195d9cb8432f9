package name

import (
	"regexp"
	"strings"
)

// The rules by which an update is concrete (METHOD section 7): it names a date, an amount
// or the client's answer. Anything else is vague: 「先方検討中。引き続きフォローします。」.
var (
	vagueDate = regexp.MustCompile(`\d{1,4}\s*[/／.\-年月]\s*\d{1,2}|\d{1,2}\s*日(?:[^間]|$)|[月火水木金土日]曜|明日|本日|月末|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:mon|tues|wednes|thurs|fri)day\b|\btoday\b|\btomorrow\b`)
	vagueSum  = regexp.MustCompile(`[¥￥$€]\s*\d|\d\s*(?:円|万|千円|億|%|％|個|本|台|枚|箱|ケース|トン|ｔ|kg|pcs|pieces|units|per\s?cent|jpy|usd|eur|percent)`)
	vagueSays = regexp.MustCompile(`了承|承諾|受諾|合意(?:し|済|を得|いただ|に至)|同意(?:し|を得|いただ)|承認(?:され|を得|済|いただ)|拒否|断られ|お断り|見送り|応じ(?:ない|られない|ていただ)|不可との|回答(?:あり|を得|を受領|をいただきました|をいただいた)|\bagreed\b|\baccept(?:ed|s)\b|\brefused\b|\bdeclined\b|\breject(?:ed|s)\b|\bapproved\b|\bturned (?:it|us) down\b|\bsaid (?:yes|no)\b`)
	notYet    = regexp.MustCompile(`(?:了承|承諾|受諾|合意|同意|承認|回答)[^。、,.]{0,6}(?:待ち|未|まだ|予定|見込み|できれば|次第)|\bnot (?:yet )?(?:agreed|accepted|approved)\b`)
)

// Vague reports whether an update of a salesperson says nothing that could be checked: no
// date (promised says that one stands in its own column), no amount, no answer of the
// client's. An answer that is only hoped for is none. Full-width digits count as digits.
func Vague(text string, promised bool) bool {
	if promised {
		return false
	}
	s := strings.ToLower(strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text))
	if vagueDate.MatchString(s) || vagueSum.MatchString(s) {
		return false
	}
	return !vagueSays.MatchString(notYet.ReplaceAllString(s, ""))
}
