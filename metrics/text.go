package metrics

import (
	"fmt"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// sprintf formats the parts of a sentence.
func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// percent shows a share as per cent with one decimal.
func percent(x assessment.Number) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100**x)
}

// months are the English month names.
func months() [12]string {
	return [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
}

// monthName shows a data month: 3月 and Mar in the cut-off's year, else with the year.
func (a *assessor) monthName(m table.Month) assessment.Text {
	y, k := m.Date()
	t := assessment.Text{JA: sprintf("%d月", int(k)), EN: months()[k-1]}
	if now, _ := a.Month.Date(); y != now {
		t.JA, t.EN = sprintf("%d年", y)+t.JA, t.EN+sprintf(" %d", y)
	}
	return t
}

// date shows a day as sentences do: 4/1 in both languages would be read two ways, so
// English has the month's name.
func (a *assessor) date(d interface{ String() string }) assessment.Text {
	s := d.String()
	if len(s) != 10 {
		return assessment.Text{JA: "", EN: ""}
	}
	m := int(s[5]-'0')*10 + int(s[6]-'0')
	day := strings.TrimPrefix(s[8:], "0")
	ja, en := fmt.Sprintf("%d/%s", m, day), fmt.Sprintf("%s %s", day, months()[m-1])
	if s[:4] != a.CutOff.String()[:4] {
		ja, en = s[:4]+"/"+ja, en+" "+s[:4]
	}
	return assessment.Text{JA: ja, EN: en}
}

// yen shows money as sentences do: 万円 in Japanese for yen, plain with the currency else.
func (a *assessor) yen(v assessment.Amount) assessment.Text {
	if v == nil {
		return assessment.Text{JA: "算定不可", EN: "not measurable"}
	}
	if a.Currency == "JPY" {
		n := grouped((*v + 5000) / 10000)
		return assessment.Text{JA: n + "万円", EN: "¥" + grouped(*v)}
	}
	x := *v
	for range a.MinorUnits {
		x = (x + 5) / 10
	}
	return assessment.Text{JA: grouped(x) + " " + a.Currency, EN: a.Currency + " " + grouped(x)}
}

// grouped writes an integer with thousands separators.
func grouped(v int64) string {
	s := sprintf("%d", v)
	sign := ""
	if v < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// plural writes a count with its words in English, those for one and those for several.
func plural(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return sprintf("%d %s", n, several)
}
