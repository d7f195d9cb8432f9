package ingest

import (
	"time"

	"github.com/rickar/cal/v2/jp"

	"tenbin/ingest/table"
)

// The years for which the public holidays are known to be right.
const (
	firstHolidayYear = 2004
	lastHolidayYear  = 2036
)

// BusinessCalendar returns the calendar of Japanese business days: Saturdays, Sundays,
// public holidays (also the substitute days) and the company's closings are left out.
// It answers for 2004-01-01 to 2036-12-31; Covers refuses every day outside.
func BusinessCalendar(closings []table.Day) table.Calendar {
	closed := append(Holidays(firstHolidayYear, lastHolidayYear), closings...)
	return table.BusinessCalendar(table.DayOf(firstHolidayYear, time.January, 1), table.DayOf(lastHolidayYear, time.December, 31), closed)
}

// Holidays lists the days of the years from to to on which Japan has a public holiday
// or its substitute, ascending.
//
// The library moves a holiday that falls on a Sunday to the Monday after. The law
// (国民の祝日に関する法律, Article 3) moves it to the next day that is no holiday itself,
// so a substitute that would meet another holiday is moved on here.
func Holidays(from, to int) []table.Day {
	var days []table.Day
	for year := from; year <= to; year++ {
		is := map[table.Day]bool{}
		var sundays []table.Day
		for _, h := range jp.Holidays {
			actual, _ := h.Calc(year)
			if actual.IsZero() || actual.Year() != year {
				continue
			}
			d := table.DayOf(actual.Date())
			is[d] = true
			if actual.Weekday() == time.Sunday {
				sundays = append(sundays, d)
			}
		}
		for _, d := range sundays {
			for is[d] {
				d++
			}
			is[d] = true
		}
		for d := table.DayOf(year, time.January, 1); d <= table.DayOf(year, time.December, 31); d++ {
			if is[d] {
				days = append(days, d)
			}
		}
	}
	return days
}
