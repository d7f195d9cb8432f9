package words

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// Speaker puts what the figures say into sentences of one language.
type Speaker struct {
	Catalogue
	Currency Currency
	CutOff   table.Day              // a date of its year is said without the year
	Month    table.Month            // and so is a month of this one's
	Client   func(id string) string // how a client is called; nil = by id
}

// Say is the sentence of e, "" where it says nothing. Its template stands under
// evidence.KIND and holds slots:
//
//	{2}      the second value as its unit is written: 1,200 yen as a sum, 5 working days
//	{2:n}    a bare number
//	{2:.1}   with one decimal; a share in per cent, "12.5 %"
//	{2:g3}   with three significant digits
//	{2:+.1}  with its sign
//	{2:.0%}  without a blank before the per cent sign
//	{2|line|lines}  a count with its word in the singular or the plural
//	{*:, }   the clauses, with what stands between them
//
// An English sentence begins with a capital.
func (s Speaker) Say(e assessment.Evidence) string {
	said := s.say(e)
	if s.Language == "en" && said != "" && said[0] >= 'a' && said[0] <= 'z' {
		return string(said[0]-'a'+'A') + said[1:]
	}
	return said
}

// say is the sentence as it stands within another.
func (s Speaker) say(e assessment.Evidence) string {
	if e.Kind == assessment.SaysNothing {
		return ""
	}
	rest, b := s.Text("evidence."+e.Kind.String()), strings.Builder{}
	for {
		before, after, ok := strings.Cut(rest, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		slot, after, _ := strings.Cut(after, "}")
		rest = after
		if between, ok := strings.CutPrefix(slot, "*"); ok {
			for i, p := range e.Parts {
				if i > 0 {
					b.WriteString(strings.TrimPrefix(between, ":"))
				}
				b.WriteString(s.say(p))
			}
			continue
		}
		n, how, words := cutSlot(slot)
		if n < 1 || n > len(e.Args) {
			panic(fmt.Sprintf("reports/words: evidence.%v has no value %q", e.Kind, slot))
		}
		b.WriteString(s.value(e.Args[n-1], how, words))
	}
}

// cutSlot takes a slot apart: which value, how it is written, its words for one and for
// several.
func cutSlot(slot string) (n int, how string, words []string) {
	parts := strings.Split(slot, "|")
	number, how, _ := strings.Cut(parts[0], ":")
	n, _ = strconv.Atoi(number)
	return n, how, parts[1:]
}

// value is one value of a statement.
func (s Speaker) value(a assessment.Arg, how string, words []string) string {
	switch a.Unit {
	case assessment.Money:
		if math.IsNaN(a.Frac) {
			return s.Text("none.sum")
		}
		return s.Currency.Sentence(a.Int)
	case assessment.Date:
		return s.DayOf(table.Day(a.Int), s.CutOff)
	case assessment.Month:
		return s.MonthOf(table.Month(a.Int), s.Month)
	case assessment.ClientID:
		if s.Client != nil {
			return s.Client(a.ID)
		}
		return a.ID
	case assessment.Word:
		return s.listed(a.ID)
	case assessment.PersonID, assessment.Category, assessment.InstructionID:
		return a.ID
	}
	number := s.number(a, how)
	switch {
	case len(words) == 2 && number == "1":
		return number + " " + words[0]
	case len(words) == 2:
		return number + " " + words[1]
	case a.Unit == assessment.Days && how == "":
		return strings.Replace(s.Text("days.count"), "{1}", number, 1)
	case a.Unit == assessment.BusinessDays && how == "":
		return strings.Replace(s.Text("days.count_business"), "{1}", number, 1)
	}
	return number
}

// number is a count, a ratio, a share or a number of days.
func (s Speaker) number(a assessment.Arg, how string) string {
	how, tight := strings.CutSuffix(how, "%")
	how, signed := strings.CutPrefix(how, "+")
	x := float64(a.Int) + a.Frac
	if a.Unit == assessment.Share {
		if math.IsNaN(x) {
			return s.Text("none.share")
		}
		x *= 100
	}
	text := strconv.FormatInt(a.Int, 10)
	if places, ok := strings.CutPrefix(how, "."); ok {
		n, _ := strconv.Atoi(places)
		text = Fixed(x, n)
	} else if digits, ok := strings.CutPrefix(how, "g"); ok {
		n, _ := strconv.Atoi(digits)
		text = strconv.FormatFloat(x, 'g', n, 64)
	}
	if signed {
		text = strings.Replace(text, "-", "−", 1)
	}
	if signed && !strings.HasPrefix(text, "−") {
		text = "+" + text
	}
	switch {
	case a.Unit != assessment.Share:
		return text
	case tight:
		return text + "%"
	}
	return text + " %"
}

// listed is a word of a closed list, given as "list.word".
func (s Speaker) listed(id string) string {
	list, word, _ := strings.Cut(id, ".")
	if list == "trigger" {
		return s.Word(table.Triggers, word)
	}
	return s.Closed(list, word)
}

// Speaker is who speaks of a: amounts in its currency, dates and months beside its
// cut-off, clients by id.
func (c Catalogue) Speaker(a *assessment.Assessment) Speaker {
	c = c.For(a)
	return Speaker{Catalogue: c, Currency: c.Currency(a.Currency, a.MinorUnits), CutOff: a.CutOff, Month: a.Month}
}

// Both say the same in both languages.
type Both struct{ ja, en Speaker }

// BothOf returns who speaks of a in both languages. Clients are called as in its pairs.
func BothOf(a *assessment.Assessment) Both {
	client := sync.OnceValue(func() map[string]string {
		names := make(map[string]string, len(a.Pairs))
		for i := range a.Pairs {
			names[string(a.Pairs[i].Client)] = a.Pairs[i].ClientName
		}
		return names
	})
	speak := func(k int) Speaker {
		s := Catalogue{Language: Languages[k], texts: tables()[k]}.Speaker(a)
		s.Client = func(id string) string {
			if name := client()[id]; name != "" {
				return name
			}
			return id
		}
		return s
	}
	return Both{ja: speak(0), en: speak(1)}
}

// Say is the sentence of e in both languages.
func (b Both) Say(e assessment.Evidence) Text {
	return Text{JA: b.ja.Say(e), EN: b.en.Say(e)}
}

// In is the sentence of e in "ja" or "en".
func (b Both) In(language string, e assessment.Evidence) string {
	if language == "ja" {
		return b.ja.Say(e)
	}
	return b.en.Say(e)
}
