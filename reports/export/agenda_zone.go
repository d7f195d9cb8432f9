package export

import (
	"fmt"
	"time"

	"github.com/arran4/golang-ical"

	"tenbin/ingest/table"
)

// icsZone writes the times of an agenda: with the name of a zone that keeps one offset
// all year, as Asia/Tokyo does, and its definition; in UTC for any other.
type icsZone struct {
	location *time.Location
	fixed    bool
	offset   int // seconds east of Greenwich
}

// calendarZone looks whether location keeps one offset in the year around day.
func calendarZone(location *time.Location, day table.Day) icsZone {
	if location == nil {
		location = time.UTC
	}
	z := icsZone{location: location, fixed: location != time.UTC}
	_, z.offset = day.Time().In(location).Zone()
	for k := -12; k <= 12; k++ {
		_, offset := day.Time().AddDate(0, k, 0).In(location).Zone()
		z.fixed = z.fixed && offset == z.offset
	}
	return z
}

// add defines the zone in cal.
func (z icsZone) add(cal *ics.Calendar) {
	if !z.fixed {
		return
	}
	offset := z.text()
	s := cal.AddTimezone(z.location.String()).AddStandard()
	s.AddProperty("DTSTART", "19700101T000000")
	s.AddProperty("TZOFFSETFROM", offset)
	s.AddProperty("TZOFFSETTO", offset)
	name, _ := time.Unix(0, 0).In(z.location).Zone()
	s.AddProperty("TZNAME", name)
}

// text is the offset as +0900.
func (z icsZone) text() string {
	sign, s := '+', z.offset
	if s < 0 {
		sign, s = '-', -s
	}
	return fmt.Sprintf("%c%02d%02d", sign, s/3600, s%3600/60)
}

// stamp is a time of the agenda: minutes of a civil day in the zone.
func (z icsZone) stamp(d table.Day, minutes int) string {
	at := d.Time().UTC()
	local := time.Date(at.Year(), at.Month(), at.Day(), 0, minutes, 0, 0, z.location)
	if z.fixed {
		return local.Format("20060102T150405")
	}
	return local.UTC().Format("20060102T150405Z")
}

func (z icsZone) parameters() []ics.PropertyParameter {
	if !z.fixed {
		return nil
	}
	return []ics.PropertyParameter{ics.WithTZID(z.location.String())}
}

func (z icsZone) set(e *ics.VEvent, p ics.ComponentProperty, d table.Day, minutes int) {
	e.SetProperty(p, z.stamp(d, minutes), z.parameters()...)
}
