package words

import (
	"strconv"
	"strings"
)

// Currency is how money is said in one report. Amounts are minor units.
type Currency struct {
	Code   string
	Places int // decimal places of the minor unit: JPY 0, USD 2
	ja     bool
}

// Currency is how amounts in code with the given decimal places are said.
func (c Catalogue) Currency(code string, places int) Currency {
	return Currency{Code: code, Places: places, ja: c.Language == "ja"}
}

// Unit is the step to which an amount of page one is rounded, in major units.
//
//	from 10⁹ on     10,000,000: a tenth of 億円, a hundredth of a bn
//	yen, Japanese   10,000 (万円); below 100,000 a tenth of it; below 10,000 yen 1,000 (千円); below 1,000 one yen
//	yen, English    10,000 written out; below 100,000 yen 1,000
//	others          100; below 10,000 one
func (c Currency) Unit(v int64) int64 {
	if v < 0 {
		v = -v
	}
	m := v / c.Scale()
	switch {
	case m >= large:
		return largeStep
	case c.Code == "JPY" && m >= 100000:
		return 10000
	case c.Code == "JPY" && m >= 1000:
		return 1000
	case c.Code != "JPY" && m >= 10000:
		return 100
	}
	return 1
}

// From how many major units on money is said in 億円 or bn, and in which steps.
const (
	large     = 1_000_000_000
	largeStep = 10_000_000
)

// inLarge writes n steps of largeStep without the name of the step: tenths of 億, hundredths of
// a bn.
func (c Currency) inLarge(n int64) string {
	if c.ja && c.Code == "JPY" {
		return sign(n) + Grouped(abs(n)/10) + "." + strconv.FormatInt(abs(n)%10, 10)
	}
	return sign(n) + Grouped(abs(n)/100) + "." + strconv.FormatInt(abs(n)/10%10, 10) + strconv.FormatInt(abs(n)%10, 10)
}

// Scale is the number of minor units in a major one.
func (c Currency) Scale() int64 {
	s := int64(1)
	for range c.Places {
		s *= 10
	}
	return s
}

// Round is v in steps of unit major units, half away from zero.
func (c Currency) Round(v, unit int64) int64 {
	step := unit * c.Scale()
	if v < 0 {
		return -((-v + step/2) / step)
	}
	return (v + step/2) / step
}

// Short is money as page one says it: 642万円, 8千円, ¥6,420,000, USD 12,300.
func (c Currency) Short(v int64) string { return c.Steps(c.Round(v, c.Unit(v)), c.Unit(v)) }

// Steps writes n steps of unit major units.
func (c Currency) Steps(n, unit int64) string {
	if unit == largeStep {
		switch text := c.inLarge(abs(n)); {
		case c.ja && c.Code == "JPY":
			return sign(n) + text + "億円"
		case c.Code == "JPY":
			return sign(n) + "¥" + text + "bn"
		default:
			return sign(n) + c.Code + " " + text + "bn"
		}
	}
	if !c.ja || c.Code != "JPY" {
		if c.Code == "JPY" {
			return sign(n) + "¥" + Grouped(abs(n)*unit)
		}
		return sign(n) + c.Code + " " + Grouped(abs(n)*unit)
	}
	switch unit {
	case 10000:
		return Grouped(n) + "万円"
	case 1000:
		if abs(n) < 10 {
			return Grouped(n) + "千円"
		}
		if n%10 == 0 {
			return Grouped(n/10) + "万円"
		}
		return sign(n) + strconv.FormatInt(abs(n)/10, 10) + "." + strconv.FormatInt(abs(n)%10, 10) + "万円"
	}
	return Grouped(n) + "円"
}

// Sentence is money as a sentence says it: 642万円 and ¥6,420,000; without minor units in
// other currencies.
func (c Currency) Sentence(v int64) string {
	if abs(v)/c.Scale() >= large {
		return c.Short(v)
	}
	before := ""
	if v < 0 {
		before = "-"
	}
	if c.Code == "JPY" && c.ja {
		v = (v + 5000) / 10000
		if v == 0 {
			before = ""
		}
		return before + Grouped(abs(v)) + "万円"
	}
	if c.Code == "JPY" {
		return "¥" + before + Grouped(abs(v))
	}
	for range c.Places {
		v = (v + 5) / 10
	}
	if v == 0 {
		before = ""
	}
	if c.ja {
		return before + Grouped(abs(v)) + " " + c.Code
	}
	return c.Code + " " + before + Grouped(abs(v))
}

// Against are two amounts and their difference in one unit, so that what is printed
// adds up.
func (c Currency) Against(v, w int64) (first, second, difference string) {
	u := max(c.Unit(v), c.Unit(w))
	x, y := c.Round(v, u), c.Round(w, u)
	d := c.Steps(x-y, u)
	if x > y {
		d = "+" + d
	}
	return c.Steps(x, u), c.Steps(y, u), d
}

// Bare is money in steps of unit major units, without the name of the step: thousands
// stand for a step of 10,000 yen where there is no word for it.
func (c Currency) Bare(v, unit int64) string {
	switch {
	case unit == largeStep:
		return c.inLarge(c.Round(v, unit))
	case c.ja && c.Code == "JPY":
		return Grouped(c.Round(v, unit))
	case unit == 10000:
		return Grouped(c.Round(v, 1000))
	}
	return Grouped(c.Round(v, unit) * unit)
}

// StepName is the name of what Bare counts: 億円, 万円, 千円, 円, bn, k (thousands), else nothing.
func (c Currency) StepName(unit int64) string {
	switch {
	case unit == largeStep && c.ja && c.Code == "JPY":
		return "億円"
	case unit == largeStep:
		return "bn"
	case !c.ja || c.Code != "JPY":
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
func (c Currency) Mark() string {
	switch {
	case c.Code != "JPY":
		return c.Code + " "
	case c.ja:
		return ""
	}
	return "¥"
}

// Major is v in major units, as an Excel cell holds it.
func (c Currency) Major(v int64) float64 { return float64(v) / float64(c.Scale()) }

// Plain is v in major units with all its places, Grouped.
func (c Currency) Plain(v int64) string {
	s := c.Scale()
	out := sign(v) + Grouped(abs(v)/s)
	if c.Places > 0 {
		rest := strconv.FormatInt(abs(v)%s, 10)
		out += "." + strings.Repeat("0", c.Places-len(rest)) + rest
	}
	return out
}

// Name is the unit of a money column's heading.
func (c Currency) Name() string {
	if c.ja && c.Code == "JPY" {
		return "円"
	}
	return c.Code
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

// Grouped writes v with a comma at the thousands.
func Grouped(v int64) string {
	s := strconv.FormatInt(abs(v), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign(v) + s
}
