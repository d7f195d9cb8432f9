package name

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tenbin/ingest/table"
)

// The rules by which an update is concrete (METHOD section 7): it names a day ahead, an
// amount or the client's answer. Anything else is vague: 「先方検討中。引き続きフォローします。」.
var (
	vagueSum  = regexp.MustCompile(`[¥￥$€]\s*\d|\d\s*(?:円|万|千円|億|%|％|個|本|台|枚|箱|ケース|トン|ｔ|kg|pcs|pieces|units|per\s?cent|jpy|usd|eur|percent)`)
	vagueSays = regexp.MustCompile(`了承|承諾|受諾|合意(?:し|済|を得|いただ|に至)|同意(?:し|を得|いただ)|承認(?:され|を得|済|いただ)|拒否|断られ|お断り|見送り|応じ(?:ない|られない|ていただ)|不可との|回答(?:あり|を得|を受領|をいただきました|をいただいた)|\bagreed\b|\baccept(?:ed|s)\b|\brefused\b|\bdeclined\b|\breject(?:ed|s)\b|\bapproved\b|\bturned (?:it|us) down\b|\bsaid (?:yes|no)\b`)
	notYet    = regexp.MustCompile(`(?:了承|承諾|受諾|合意|同意|承認|回答)[^。、,.]{0,6}(?:待ち|未|まだ|予定|見込み|できれば|次第)|\bnot (?:yet )?(?:agreed|accepted|approved)\b`)
)

// Vague reports whether an update of a salesperson says nothing that could be checked: no
// commitment ahead of the day at on which it was written (promised is the one that stands in
// its own column), no amount, no answer of the client's. An answer that is only hoped for is
// none, and the day on which something was done is no commitment: 「本日訪問。」 is vague.
// Full-width digits count as digits.
func Vague(text string, at, promised table.Day) bool {
	if promised.Known() && (!at.Known() || promised > at) {
		return false
	}
	s := strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '／':
			return '/'
		}
		return r
	}, text))
	return !ahead(s, at) && !vagueSum.MatchString(s) && !vagueSays.MatchString(notYet.ReplaceAllString(s, ""))
}

const englishMonth = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`

// What names a day: with its year, by month and day, in English, by the day alone.
var (
	dayOfYear   = regexp.MustCompile(`(\d{4})\s*[/.\-年]\s*(\d{1,2})\s*[/.\-月]\s*(\d{1,2})(?:\D|$)`)
	dayOfMonth  = regexp.MustCompile(`(?:^|[^\d/.\-])(\d{1,2})\s*[/月]\s*(\d{1,2})(?:[^\d/]|$)`)
	monthThen   = regexp.MustCompile(`\b` + englishMonth + `\s+(\d{1,2})(?:[^\d]|$)`)
	monthBefore = regexp.MustCompile(`(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?\s+` + englishMonth + `(?:[^a-z]|$)`)
	dayAlone    = regexp.MustCompile(`(?:^|[^\d月/])(\d{1,2})\s*日(?:[^間目]|$)`)
	dayNear     = regexp.MustCompile(`明日|明後日|翌日|[月火水木金土日]曜|月末|\btomorrow\b|\b(?:mon|tues|wednes|thurs|fri)day\b`)
	endOfMonth  = regexp.MustCompile(`(?:^|\D)(\d{1,2})月末`)
	// whatWas is a sentence that speaks of what was, so that a weekday in it is one that passed.
	whatWas   = regexp.MustCompile(`(?:まし|でし)た|済み?(?:$|[。、,])|[しいっ]た(?:$|[。、,])|先週|先日|先月|前回|昨日|\b(?:last|met|visited|called|was|were|had|spoke|talked|sent|went|yesterday)\b`)
	whatComes = regexp.MustCompile(`まで|予定|次回|来週|来月|今週中|\b(?:next|by|will|until)\b`)
	sentence  = regexp.MustCompile(`[。!?！？\n]|[.]\s`)
)

var months = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// ahead reports whether a note in lower case names a day after at. A month and day without a
// year are those nearest to at; where at is not known any day counts.
func ahead(s string, at table.Day) bool {
	after := func(year, month, day int) bool {
		if month < 1 || month > 12 || day < 1 || day > 31 {
			return false
		}
		if !at.Known() {
			return true
		}
		if year > 0 {
			return table.DayOf(year, time.Month(month), day) > at
		}
		best := table.NoDay
		for y := at.Time().Year() - 1; y <= at.Time().Year()+1; y++ {
			if d := table.DayOf(y, time.Month(month), day); !best.Known() || distance(d, at) < distance(best, at) {
				best = d
			}
		}
		return best > at
	}
	for _, m := range dayOfYear.FindAllStringSubmatch(s, -1) {
		if after(number(m[1]), number(m[2]), number(m[3])) {
			return true
		}
	}
	for _, m := range dayOfMonth.FindAllStringSubmatch(dayOfYear.ReplaceAllString(s, " "), -1) {
		if after(0, number(m[1]), number(m[2])) {
			return true
		}
	}
	for _, m := range endOfMonth.FindAllStringSubmatch(s, -1) {
		if after(0, number(m[1]), 28) {
			return true
		}
	}
	for _, m := range monthThen.FindAllStringSubmatch(s, -1) {
		if after(0, months[m[1]], number(m[2])) {
			return true
		}
	}
	for _, m := range monthBefore.FindAllStringSubmatch(s, -1) {
		if after(0, months[m[2]], number(m[1])) {
			return true
		}
	}
	return slices.ContainsFunc(sentence.Split(s, -1), func(part string) bool { return aheadIn(part, at) })
}

// aheadIn reports whether one sentence names a day ahead without its month: tomorrow, Friday, the
// 20th.
func aheadIn(part string, at table.Day) bool {
	comes := whatComes.MatchString(part)
	if dayNear.MatchString(endOfMonth.ReplaceAllString(part, " ")) && (comes || !whatWas.MatchString(part)) {
		return true
	}
	for _, m := range dayAlone.FindAllStringSubmatch(part, -1) {
		if day := number(m[1]); day >= 1 && day <= 31 && (comes || !at.Known() || day > at.Time().Day() && !whatWas.MatchString(part)) {
			return true
		}
	}
	return false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func distance(d, e table.Day) table.Day { return max(d-e, e-d) }
