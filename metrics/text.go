package metrics

import (
	"fmt"
	"strings"
)

// sprintf formats the parts of a sentence.
func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// percent shows a share as per cent with one decimal.
func percent(x Number) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100**x)
}

// dates show a day as sentences do: 4/1 in both languages would be read two ways, so
// English has the month's name.
func (a *assessor) date(d interface{ String() string }) Text {
	s := d.String()
	if len(s) != 10 {
		return Text{"", ""}
	}
	month := [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	m := int(s[5]-'0')*10 + int(s[6]-'0')
	day := strings.TrimPrefix(s[8:], "0")
	ja, en := fmt.Sprintf("%d/%s", m, day), fmt.Sprintf("%s %s", day, month[m-1])
	if s[:4] != a.CutOff.String()[:4] {
		ja, en = s[:4]+"/"+ja, en+" "+s[:4]
	}
	return Text{ja, en}
}
