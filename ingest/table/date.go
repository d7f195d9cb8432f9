package table

import (
	"fmt"
	"time"
)

// Day is a civil date as days since 1970-01-01 (the value of an Arrow date32).
type Day int32

// NoDay stands for an absent date.
const NoDay Day = -1 << 31

// DayOf returns the Day of a civil date.
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads an ISO date.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return NoDay, fmt.Errorf("%q is not a date of the form 2026-10-31", s)
	}
	return Day(t.Unix() / 86400), nil
}

// Time returns midnight UTC of d.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Known reports whether d is a date at all.
func (d Day) Known() bool { return d != NoDay }

// String returns the ISO form, "" for NoDay.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.Time().Format("2006-01-02")
}

// Month is a calendar month as months since 1970-01.
type Month int32

// ParseMonth reads YYYY-MM.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a month of the form 2026-10", s)
	}
	return MonthOf(t.Year(), t.Month()), nil
}

// MonthOf returns the Month of a year and month.
func MonthOf(year int, month time.Month) Month { return Month((year-1970)*12 + int(month) - 1) }

// Month returns the calendar month that d lies in.
func (d Day) Month() Month {
	t := d.Time()
	return MonthOf(t.Year(), t.Month())
}

// Date returns the year and the month of the year of m.
func (m Month) Date() (int, time.Month) {
	y, k := int(m)/12, int(m)%12
	if k < 0 {
		k += 12
		y--
	}
	return 1970 + y, time.Month(k + 1)
}

// String returns YYYY-MM.
func (m Month) String() string {
	y, k := m.Date()
	return fmt.Sprintf("%04d-%02d", y, int(k))
}

// CutOff returns the last day of the data month m by the closing day: the last
// calendar day when closing is 0, else that day of the month (never beyond its end).
func (m Month) CutOff(closing int) Day {
	y, k := m.Date()
	last := DayOf(y, k+1, 1) - 1
	if closing <= 0 {
		return last
	}
	return min(last, DayOf(y, k, closing))
}

// DataMonth returns the data month that d belongs to by the closing day.
func (d Day) DataMonth(closing int) Month {
	m := d.Month()
	if d > m.CutOff(closing) {
		m++
	}
	return m
}
