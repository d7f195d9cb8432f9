package words

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

var evidenceSlot = regexp.MustCompile(`\{([^{}]*)\}`)

// forms are how a value of each unit may be written in a slot.
var forms = map[assessment.Unit]*regexp.Regexp{
	assessment.Count: regexp.MustCompile(`^(|:\.\d|\|[a-z ]+\|[a-z ]+)$`), assessment.Ratio: regexp.MustCompile(`^:\.\d$`), assessment.Share: regexp.MustCompile(`^:\+?(\.|g)\d%?$`),
	assessment.Money: regexp.MustCompile(`^$`), assessment.Date: regexp.MustCompile(`^$`), assessment.Month: regexp.MustCompile(`^$`),
	assessment.Days: regexp.MustCompile(`^(|:n|:\.\d)$`), assessment.BusinessDays: regexp.MustCompile(`^(|:n)$`),
	assessment.PersonID: regexp.MustCompile(`^$`), assessment.ClientID: regexp.MustCompile(`^$`), assessment.Category: regexp.MustCompile(`^$`),
	assessment.Word: regexp.MustCompile(`^$`), assessment.InstructionID: regexp.MustCompile(`^$`),
}

// TestTemplates: every statement that the figures can make has a template in both
// languages, with exactly its values, each written as its unit may be, and with its
// clauses where it has any.
func TestTemplates(t *testing.T) {
	names := map[string]bool{}
	for kind := assessment.SaysNothing + 1; kind < assessment.KindCount; kind++ {
		names[kind.String()] = true
		for i, texts := range tables() {
			if text, ok := texts["evidence."+kind.String()]; ok {
				for _, wrong := range mistakes(kind, text) {
					t.Errorf("%s, %v: %s", Languages[i], kind, wrong)
				}
			} else {
				t.Errorf("%s: no template for %v", Languages[i], kind)
			}
		}
	}
	if len(names) != int(assessment.KindCount)-1 {
		t.Errorf("%d names for %d statements", len(names), assessment.KindCount-1)
	}
	for key := range tables()[0] {
		if name, ok := strings.CutPrefix(key, "evidence."); ok && !names[name] {
			t.Errorf("%s: no such statement", key)
		}
	}
}

// mistakes are what is wrong with a template of kind.
func mistakes(kind assessment.Kind, text string) (list []string) {
	args, parts := kind.Takes()
	wrong := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	var used []int
	clauses := 0
	for _, m := range evidenceSlot.FindAllStringSubmatch(text, -1) {
		n, _, _ := cutSlot(m[1])
		switch form := strings.TrimPrefix(m[1], strconv.Itoa(n)); {
		case strings.HasPrefix(m[1], "*"):
			clauses++
		case n < 1 || n > len(args):
			wrong("there is no value %q", m[0])
		case !forms[args[n-1]].MatchString(form):
			wrong("a %v cannot be written as %q", args[n-1], m[0])
		default:
			used = append(used, n)
		}
	}
	slices.Sort(used)
	for n := range max(len(args), len(used)) {
		if n >= len(used) || n >= len(args) || used[n] != n+1 {
			wrong("values %v in the template, %d are given", used, len(args))
			break
		}
	}
	if parts != (clauses == 1) || clauses > 1 {
		wrong("%d slots for clauses", clauses)
	}
	if rest := evidenceSlot.ReplaceAllString(text, ""); strings.ContainsAny(rest, "{}|") {
		wrong("a broken slot in %q", text)
	}
	return list
}

// TestMistakes: the check finds what can be wrong with a template.
func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		kind assessment.Kind
		text string
		want int
	}{
		{assessment.SaysStall, "{1:.0} and {2:.0}", 0}, {assessment.SaysStall, "{1:.0}", 1}, {assessment.SaysStall, "{1:.0} {2:.0} {2:.0}", 1}, {assessment.SaysStall, "{1:.0} {3}", 2},
		{assessment.SaysStall, "{1:.0} {2|day|days}", 2}, {assessment.SaysStall, "{1:.0} {2:.0} {*}", 1}, {assessment.SaysBothAxes, "nothing", 1}, {assessment.SaysBothAxes, "{*", 2},
	} {
		if got := mistakes(c.kind, c.text); len(got) != c.want {
			t.Errorf("%q: %q, want %d", c.text, got, c.want)
		}
	}
}

// speakers are two who speak of the month 2026-10.
func speakers(t *testing.T, currency string, places int) (ja, en Speaker) {
	t.Helper()
	list := make([]Speaker, len(Languages))
	for i, l := range Languages {
		c, err := Of(l)
		if err != nil {
			t.Fatal(err)
		}
		list[i] = Speaker{Catalogue: c, Currency: c.Currency(currency, places), CutOff: table.DayOf(2026, 10, 31), Month: table.MonthOf(2026, 10),
			Client: func(id string) string { return "<" + id + ">" }}
	}
	return list[0], list[1]
}

// TestSay: statements in both languages, with every unit.
func TestSay(t *testing.T) {
	yen, share := int64(2_921_234), .4567
	for _, c := range []struct {
		e              assessment.Evidence
		currency       string
		places         int
		wantJA, wantEN string
	}{
		{assessment.Evidence{}, "JPY", 0, "", ""},
		{assessment.Say(assessment.SaysConcession, assessment.OfRatio(1.96), assessment.OfCount(12), assessment.OfShare(&share)), "JPY", 0,
			"同じ条件の同僚と比べ、承認範囲を超えた値引きが2.0倍(12件中、金額で45.7 %)", "Concedes 2.0 times what peers do on the same work (12 lines, 45.7 % of list)"},
		{assessment.Join(assessment.SaysDiscount, []assessment.Evidence{
			assessment.Say(assessment.SaysConceded, assessment.OfCount(1), assessment.OfMoney(&yen), assessment.OfMoney(nil), assessment.OfCount(24)), {},
			assessment.Say(assessment.SaysPairConceded, assessment.OfClient("C-1"), assessment.OfCount(3), assessment.OfMoney(&yen), assessment.OfMoney(&yen), assessment.OfCount(24))}), "JPY", 0,
			"過去24か月の受注1件で承認範囲を超えた値引きは292万円(同条件の同僚並みなら算定不可程度)。過去24か月の<C-1>の受注3件で承認範囲を超えた値引きは292万円(同条件の同僚並みなら292万円程度)",
			"Past 24 months: conceded ¥2,921,234 beyond authority on 1 line (peers on the same mix: about not measurable); past 24 months: conceded ¥2,921,234 beyond authority to <C-1> on 3 lines (peers on the same mix: about ¥2,921,234)"},
		{assessment.Say(assessment.SaysConceded, assessment.OfCount(2), assessment.OfMoney(&yen), assessment.OfMoney(&yen), assessment.OfCount(24)), "USD", 2,
			"過去24か月の受注2件で承認範囲を超えた値引きは29,212 USD(同条件の同僚並みなら29,212 USD程度)", "Past 24 months: conceded USD 29,212 beyond authority on 2 lines (peers on the same mix: about USD 29,212)"},
		{assessment.Join(assessment.SaysInstruction, []assessment.Evidence{
			assessment.Say(assessment.SaysInstructed, assessment.OfDay(table.DayOf(2026, 4, 1)), assessment.OfTrigger("price_increase")),
			assessment.Say(assessment.SaysOverdue, assessment.OfDay(table.DayOf(2025, 12, 31)), assessment.OfDays(8, true)),
			assessment.Say(assessment.SaysHandedOver, assessment.OfDays(3, false), assessment.OfDays(9, false))}), "JPY", 0,
			"4/1付 " + table.Triggers.Words[table.Triggers.Find("price_increase")].JA + "の指示(期限 2025/12/31、8営業日超過)。引継ぎ後 3日(通算 9)。",
			"Instruction of 1 Apr (" + table.Triggers.Words[table.Triggers.Find("price_increase")].EN + ", due 31 Dec 2025, 8 business days past due). 3 days since it was handed over (9 in all)."},
		{assessment.Join(assessment.SaysInstruction, []assessment.Evidence{
			assessment.Say(assessment.SaysInstructed, assessment.OfDay(table.DayOf(2026, 9, 1)), assessment.OfTrigger("price_increase")),
			assessment.Say(assessment.SaysOverdue, assessment.OfDay(table.DayOf(2026, 10, 1)), assessment.OfDays(30, false)),
			assessment.Say(assessment.SaysHandedOver, assessment.OfDays(28, false), assessment.OfDays(60, false)),
			assessment.Say(assessment.SaysNotDone, assessment.OfDays(28, false)), assessment.Say(assessment.SaysVisits, assessment.OfCount(2)), assessment.Say(assessment.SaysNoUpdate),
			assessment.Say(assessment.SaysWaitingForUs, assessment.OfDay(table.DayOf(2026, 10, 25)))}), "JPY", 0,
			"9/1付 値上げの指示(期限 10/1、30日超過)。引継ぎ後 28日(通算 60)。以後 28日、実施の記録なし。訪問記録2回。報告の記録なし。10/25 より当社の回答待ち。",
			"Instruction of 1 Sep (price increase, due 1 Oct, 30 days past due). 28 days since it was handed over (60 in all). No record of completion in the 28 days since. 2 visits recorded. No update on record. Waiting for us since 25 Oct."},
		{assessment.Say(assessment.SaysPauses, assessment.OfDays(30, false), assessment.OfDays(30, false)), "JPY", 0,
			"お客様のご返答待ちとして記録された日数は計30日(うち確認の記録がないもの30日)。数字がこの日数に左右されるため、一緒に確認",
			"30 days are recorded as waiting for buyers (30 of them without confirmation); the figures depend on them, so agree them together"},
		{assessment.Say(assessment.WarnsFilledInList, assessment.OfCount(1), assessment.OfMonth(table.MonthOf(2026, 10)), assessment.OfShare(assessment.Of(1))), "JPY", 0,
			"定価と売値が同じ明細が95%を超える月が1か月あります(直近は10月の100%)。定価の欄に売値が入っていないか、ご確認をお願いします。",
			"In 1 month more than 95 % of the lines stand at list price (last in Oct: 100 %). Please check that the list price is not filled in from the price asked."},
		{assessment.Join(assessment.SaysSinceRare, []assessment.Evidence{assessment.Say(assessment.SaysExtraDiscounts, assessment.OfEvents(2.5)),
			assessment.Say(assessment.SaysExtraInstructions, assessment.OfEvents(6))}, assessment.OfMonth(table.MonthOf(2025, 8)), assessment.OfEvents(25.2)), "JPY", 0,
			"2025年8月以降、ご本人のこれまでと比べて承認範囲を超えた値引きが2.5件分多く、指示の完了が6.0件少なくなっています(通常は約25年に一度の変化です)",
			"Since Aug 2025: 2.5 deals' worth of discounts beyond the own habit and 6.0 fewer instructions carried out (ordinarily reached once in about 25 years)"},
		{assessment.Say(assessment.WarnsSuspendedFactor, assessment.OfFactor("lag")), "JPY", 0,
			"会社の判断により「指示の進捗」を判定に使っていません。", "By the firm's decision progress of instructions does not count in any rating."},
	} {
		ja, en := speakers(t, c.currency, c.places)
		if got := ja.Say(c.e); got != c.wantJA {
			t.Errorf("%v: %q, want %q", c.e.Kind, got, c.wantJA)
		}
		if got := en.Say(c.e); got != c.wantEN {
			t.Errorf("%v: %q, want %q", c.e.Kind, got, c.wantEN)
		}
	}
}

// TestEvidenceChecks: a statement with other values than its kind takes is not made.
func TestEvidenceChecks(t *testing.T) {
	for name, e := range map[string]assessment.Evidence{
		"too few":    {Kind: assessment.SaysStall, Args: []assessment.Arg{assessment.OfTime(1)}},
		"other unit": {Kind: assessment.SaysStall, Args: []assessment.Arg{assessment.OfTime(1), assessment.OfRatio(math.Pi)}},
		"no clauses": {Kind: assessment.SaysBothAxes},
		"clauses":    {Kind: assessment.SaysSpread, Parts: []assessment.Evidence{assessment.Say(assessment.SaysSpread)}},
	} {
		if e.Check() == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
