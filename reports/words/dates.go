package words

import (
	"fmt"

	"tenbin/ingest/table"
)

// Month is the data month as it is read.
func (c Catalogue) Month(m table.Month) string {
	y, k := m.Date()
	if c.Language == "ja" {
		return fmt.Sprintf("%d年%d月度", y, int(k))
	}
	return k.String() + fmt.Sprintf(" %d", y)
}

// Day is a date within the year.
func (c Catalogue) Day(d table.Day) string {
	if c.Language == "ja" {
		return d.Time().Format("1/2")
	}
	return d.Time().Format("2 Jan")
}

// LongDay is a date with its year.
func (c Catalogue) LongDay(d table.Day) string {
	if c.Language == "ja" {
		return d.Time().Format("2006/01/02")
	}
	return d.Time().Format("2 Jan 2006")
}

// SpokenDay is a date as it is said to a client.
func (c Catalogue) SpokenDay(d table.Day) string {
	if c.Language == "ja" {
		return d.Time().Format("2006年1月2日")
	}
	return d.Time().Format("2 January 2006")
}

// AxisMonth is a month as the axis of a chart shows it.
func AxisMonth(m table.Month) string {
	y, k := m.Date()
	return fmt.Sprintf("%d/%02d", y, int(k))
}

// DayOf is a date in a sentence: 4/1 in both languages would be read two ways, so English
// has the month's name. The year stands there where it is not that of now.
func (c Catalogue) DayOf(d, now table.Day) string {
	if !d.Known() {
		return ""
	}
	t := d.Time()
	same := now.Known() && now.Time().Year() == t.Year()
	switch {
	case c.Language == "ja" && same:
		return t.Format("1/2")
	case c.Language == "ja":
		return t.Format("2006/1/2")
	case same:
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// MonthOf is a data month in a sentence, with its year where it is not that of now.
func (c Catalogue) MonthOf(m, now table.Month) string {
	y, k := m.Date()
	year, _ := now.Date()
	switch {
	case c.Language == "ja" && y == year:
		return fmt.Sprintf("%d月", int(k))
	case c.Language == "ja":
		return fmt.Sprintf("%d年%d月", y, int(k))
	case y == year:
		return k.String()[:3]
	}
	return k.String()[:3] + fmt.Sprintf(" %d", y)
}
