package part

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
	"tenbin/reports/sheet"
)

// ConcededOf is what each team conceded in a month, in minor units.
func ConcededOf(m *assessment.TrendMonth) map[string]int64 { return m.Conceded }

// ExpectedOf is what peers would have conceded.
func ExpectedOf(m *assessment.TrendMonth) map[string]int64 { return m.Expected }

// OverdueOf counts the open instructions past due.
func OverdueOf(m *assessment.TrendMonth) map[string]int64 { return m.Overdue }

// InstructedOf is what instructed increases were to bring.
func InstructedOf(m *assessment.TrendMonth) map[string]int64 { return m.Instructed }

// LandedOf is what of them stands on invoices.
func LandedOf(m *assessment.TrendMonth) map[string]int64 { return m.Landed }

// TrendSheet is the figures behind the columns of page one, under the title of key.
func TrendSheet(v *reader.Reader, key string) sheet.Sheet {
	type month = *assessment.TrendMonth
	type figures = func(*assessment.TrendMonth) map[string]int64
	t := &Listing[month]{Reader: v}
	money := func(f figures) func(month) sheet.Cell {
		return func(m month) sheet.Cell {
			x, ok := v.Trend(m, f)
			if !ok {
				return sheet.Cell{Kind: sheet.Money}
			}
			return sheet.MoneyOf(x)
		}
	}
	t.Add("col.month", 12, false, func(m month) sheet.Cell { return sheet.String(m.Month.String()) })
	t.Add("col.instructed", 18, false, money(InstructedOf))
	t.Add("col.landed", 18, false, money(LandedOf))
	t.Add("col.landed_share", 14, false, func(m month) sheet.Cell {
		whole, ok := v.Trend(m, InstructedOf)
		if part, _ := v.Trend(m, LandedOf); ok && whole > 0 {
			return sheet.Figure(sheet.Percent, assessment.Of(float64(part)/float64(whole)))
		}
		return sheet.Cell{Kind: sheet.Percent}
	})
	t.Add("col.conceded", 18, false, money(ConcededOf))
	t.Add("col.same_mix", 18, false, money(ExpectedOf))
	t.Add("col.difference", 18, false, func(m month) sheet.Cell {
		x, known := v.Trend(m, ConcededOf)
		e, ok := v.Trend(m, ExpectedOf)
		if !known || !ok {
			return sheet.Cell{Kind: sheet.Money}
		}
		return sheet.MoneyOf(x - e)
	})
	t.Add("col.overdue_count", 16, false, func(m month) sheet.Cell {
		x, ok := v.Trend(m, OverdueOf)
		if !ok {
			return sheet.Cell{Kind: sheet.Integer}
		}
		return sheet.Count(x)
	})
	var rows []month
	for i := range v.Assessment.Trend {
		rows = append(rows, &v.Assessment.Trend[i])
	}
	return t.Sheet(key, rows)
}
