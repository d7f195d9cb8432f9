package reports

import (
	"strconv"
	"strings"
)

// currency is how money is said in one report. Amounts are minor units.
type currency struct {
	code   string
	places int // decimal places of the minor unit: JPY 0, USD 2
	ja     bool
}

// unit is the step to which an amount of page one is rounded, in major units.
//
//	yen, Japanese   10,000 (万円); below 100,000 a tenth of it; below 10,000 yen 1,000 (千円); below 1,000 one yen
//	yen, English    10,000 written out; below 100,000 yen 1,000
//	others          100; below 10,000 one
func (c currency) unit(v int64) int64 {
	if v < 0 {
		v = -v
	}
	m := v / c.scale()
	switch {
	case c.code == "JPY" && m >= 100000:
		return 10000
	case c.code == "JPY" && m >= 1000:
		return 1000
	case c.code != "JPY" && m >= 10000:
		return 100
	}
	return 1
}

// scale is the number of minor units in a major one.
func (c currency) scale() int64 {
	s := int64(1)
	for range c.places {
		s *= 10
	}
	return s
}

// round is v in steps of unit major units, half away from zero.
func (c currency) round(v, unit int64) int64 {
	step := unit * c.scale()
	if v < 0 {
		return -((-v + step/2) / step)
	}
	return (v + step/2) / step
}

// short is money as page one says it: 642万円, 8千円, ¥6,420,000, USD 12,300.
func (c currency) short(v int64) string { return c.steps(c.round(v, c.unit(v)), c.unit(v)) }

// steps writes n steps of unit major units.
func (c currency) steps(n, unit int64) string {
	if !c.ja || c.code != "JPY" {
		if c.code == "JPY" {
			return sign(n) + "¥" + grouped(abs(n)*unit)
		}
		return sign(n) + c.code + " " + grouped(abs(n)*unit)
	}
	switch unit {
	case 10000:
		return grouped(n) + "万円"
	case 1000:
		if abs(n) < 10 {
			return grouped(n) + "千円"
		}
		if n%10 == 0 {
			return grouped(n/10) + "万円"
		}
		return sign(n) + strconv.FormatInt(abs(n)/10, 10) + "." + strconv.FormatInt(abs(n)%10, 10) + "万円"
	}
	return grouped(n) + "円"
}

// against are two amounts and their difference in one unit, so that what is printed
// adds up.
func (c currency) against(v, w int64) (first, second, difference string) {
	u := max(c.unit(v), c.unit(w))
	x, y := c.round(v, u), c.round(w, u)
	d := c.steps(x-y, u)
	if x > y {
		d = "+" + d
	}
	return c.steps(x, u), c.steps(y, u), d
}

// bare is money in steps of unit major units, without the name of the step: thousands
// stand for a step of 10,000 yen where there is no word for it.
func (c currency) bare(v, unit int64) string {
	switch {
	case c.ja && c.code == "JPY":
		return grouped(c.round(v, unit))
	case unit == 10000:
		return grouped(c.round(v, 1000))
	}
	return grouped(c.round(v, unit) * unit)
}

// stepName is the name of what bare counts: 万円, 千円, 円, k (thousands), else nothing.
func (c currency) stepName(unit int64) string {
	switch {
	case !c.ja || c.code != "JPY":
		if unit == 10000 {
			return "k"
		}
		return ""
	case unit == 10000:
		return "万円"
	case unit == 1000:
		return "千円"
	}
	return "円"
}

// mark stands before amounts whose unit does not stand behind them.
func (c currency) mark() string {
	switch {
	case c.code != "JPY":
		return c.code + " "
	case c.ja:
		return ""
	}
	return "¥"
}

// major is v in major units, as an Excel cell holds it.
func (c currency) major(v int64) float64 { return float64(v) / float64(c.scale()) }

// plain is v in major units with all its places, grouped.
func (c currency) plain(v int64) string {
	s := c.scale()
	out := sign(v) + grouped(abs(v)/s)
	if c.places > 0 {
		rest := strconv.FormatInt(abs(v)%s, 10)
		out += "." + strings.Repeat("0", c.places-len(rest)) + rest
	}
	return out
}

// name is the unit of a money column's heading.
func (c currency) name() string {
	if c.ja && c.code == "JPY" {
		return "円"
	}
	return c.code
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

func sign(v int64) string {
	if v < 0 {
		return "−"
	}
	return ""
}

// grouped writes v with a comma at the thousands.
func grouped(v int64) string {
	s := strconv.FormatInt(abs(v), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign(v) + s
}
