package reports

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// trendSheet is the figures behind the columns of page one, under the title of key.
func (v *Reader) trendSheet(key string) sheet.Sheet {
	type month = *assessment.TrendMonth
	type figures = func(*assessment.TrendMonth) map[string]int64
	t := &listing[month]{v: v}
	money := func(f figures) func(month) sheet.Cell {
		return func(m month) sheet.Cell {
			x, ok := v.trend(m, f)
			if !ok {
				return sheet.Cell{Kind: sheet.Money}
			}
			return sheet.MoneyOf(x)
		}
	}
	t.add("col.month", 12, false, func(m month) sheet.Cell { return sheet.String(m.Month.String()) })
	t.add("col.instructed", 18, false, money(instructedOf))
	t.add("col.landed", 18, false, money(landedOf))
	t.add("col.landed_share", 14, false, func(m month) sheet.Cell {
		whole, ok := v.trend(m, instructedOf)
		if part, _ := v.trend(m, landedOf); ok && whole > 0 {
			return sheet.Figure(sheet.Percent, assessment.Of(float64(part)/float64(whole)))
		}
		return sheet.Cell{Kind: sheet.Percent}
	})
	t.add("col.conceded", 18, false, money(concededOf))
	t.add("col.same_mix", 18, false, money(expectedOf))
	t.add("col.difference", 18, false, func(m month) sheet.Cell {
		x, known := v.trend(m, concededOf)
		e, ok := v.trend(m, expectedOf)
		if !known || !ok {
			return sheet.Cell{Kind: sheet.Money}
		}
		return sheet.MoneyOf(x - e)
	})
	t.add("col.overdue_count", 16, false, func(m month) sheet.Cell {
		x, ok := v.trend(m, overdueOf)
		if !ok {
			return sheet.Cell{Kind: sheet.Integer}
		}
		return sheet.Count(x)
	})
	var rows []month
	for i := range v.a.Trend {
		rows = append(rows, &v.a.Trend[i])
	}
	return t.sheet(key, rows)
}
