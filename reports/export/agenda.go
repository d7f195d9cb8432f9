package export

import (
	"io"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/arran4/golang-ical"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/reader"
)

// AgendaSettings say when a manager's own appointments may lie.
type AgendaSettings struct {
	PerWeek  int            // appointments a week at most
	From, To int            // working hours, in minutes of the day
	Days     table.Calendar // working days: off weekends, holidays and the company's closing days
	Zone     *time.Location
}

// WriteAgenda writes an appointment for each of findings; row is where each stands on the
// sheet for decisions, version that of the publication.
func WriteAgenda(w io.Writer, v reader.Base, findings []*assessment.StepInRow, row map[string]int, g AgendaSettings, version int) error {
	cal := ics.NewCalendarFor("tenbin")
	cal.SetProductId("-//tenbin//" + assessment.MethodVersion + "//" + strings.ToUpper(v.Words.Language))
	cal.SetMethod(ics.MethodPublish)
	cal.SetCalscale("GREGORIAN")
	z := calendarZone(g.Zone, v.Assessment.CutOff)
	z.add(cal)
	for _, x := range appointments(v.Assessment.CutOff, findings, row, g) {
		e := cal.AddEvent(x.finding + "@tenbin")
		e.SetDtStampTime(v.Assessment.CutOff.Time().UTC())
		e.SetSequence(max(version, 1) - 1)
		e.SetClass(ics.ClassificationPrivate)
		e.SetStatus(ics.ObjectStatusTentative)
		e.SetSummary(v.Words.Text("agenda." + x.kind))
		e.SetDescription(v.Words.Text("agenda.row", v.Words.Text("sheet.decisions"), x.row))
		z.set(e, ics.ComponentPropertyDtStart, x.days[0], x.start)
		z.set(e, ics.ComponentPropertyDtEnd, x.days[0], x.start+x.minutes)
		if x.rule != "" {
			e.AddRrule(x.rule)
			for _, d := range x.left {
				e.AddExdate(z.stamp(d, x.start), z.parameters()...)
			}
		}
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

// appointment is one entry of the agenda.
type appointment struct {
	finding, kind  string
	row            int         // of the sheet for decisions
	days           []table.Day // on which it is held, in order
	left           []table.Day // which its rule names and on which nobody works
	rule           string
	start, minutes int
}

// The lengths of appointments in minutes, and how long coaching runs.
const (
	followUpMinutes = 15
	visitMinutes    = 90
	coachingMinutes = 30
	coachingWeeks   = 4
	quarter         = 15
	noonFrom        = 12 * 60
	noonTo          = 13 * 60
)

// appointments places the findings, the first in rank first; in order of their day.
func appointments(cutOff table.Day, findings []*assessment.StepInRow, row map[string]int, g AgendaSettings) []appointment {
	d := agendaDesk{g: g, after: cutOff, busy: map[table.Day][][2]int{}, week: map[int]int{}}
	sort.SliceStable(findings, func(i, j int) bool { return findings[i].Rank < findings[j].Rank })
	var list []appointment
	for _, f := range findings {
		x := appointment{finding: string(f.FindingID), row: row[string(f.FindingID)], kind: "review", minutes: followUpMinutes}
		by := f.By
		if !by.Known() || by <= cutOff {
			by = g.Days.Add(cutOff, 10)
		}
		ok := false
		switch f.Action {
		case table.ActionCoach:
			x.kind, x.minutes = "coaching", coachingMinutes
			ok = d.coaching(&x, by)
		case table.ActionSeniorVisit:
			x.kind, x.minutes = "visit", visitMinutes
			ok = d.once(&x, by)
		case table.ActionRehearse:
			x.kind, x.minutes = "coaching", coachingMinutes
			ok = d.once(&x, by)
		default:
			ok = d.once(&x, by)
		}
		if ok {
			list = append(list, x)
		}
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].days[0] != list[j].days[0] {
			return list[i].days[0] < list[j].days[0]
		}
		return list[i].start < list[j].start
	})
	return list
}

// agendaDesk keeps the appointments that are placed already.
type agendaDesk struct {
	g     AgendaSettings
	after table.Day // nothing lies on it or before
	busy  map[table.Day][][2]int
	week  map[int]int
}

// weekOf numbers weeks that begin on Monday; 1970-01-01 was a Thursday.
func weekOf(d table.Day) int { return (int(d) + 3) / 7 }

// free reports whether day has room for minutes from start: inside working hours,
// outside the lunch hour.
func (d *agendaDesk) free(day table.Day, start, minutes int) bool {
	end := start + minutes
	if !d.g.Days.Open(day) || start < d.g.From || end > d.g.To || start < noonTo && end > noonFrom {
		return false
	}
	for _, b := range d.busy[day] {
		if start < b[1] && end > b[0] {
			return false
		}
	}
	return true
}

func (d *agendaDesk) take(x *appointment) {
	for _, day := range x.days {
		d.busy[day] = append(d.busy[day], [2]int{x.start, x.start + x.minutes})
		d.week[weekOf(day)]++
	}
}

// once places x on the last working day up to by that has room.
func (d *agendaDesk) once(x *appointment, by table.Day) bool {
	for day := by; day > d.after; day-- {
		if d.week[weekOf(day)] >= d.g.PerWeek {
			continue
		}
		for x.start = d.g.From; x.start+x.minutes <= d.g.To; x.start += quarter {
			if d.free(day, x.start, x.minutes) {
				x.days = []table.Day{day}
				d.take(x)
				return true
			}
		}
	}
	return false
}

// coaching places x twice a week, Tuesday and Thursday, the first time on the last such
// working day up to by, at one time of day that is free on all of them.
func (d *agendaDesk) coaching(x *appointment, by table.Day) bool {
	second := func(day table.Day) bool {
		n := day.Time().Weekday()
		return n == time.Tuesday || n == time.Thursday
	}
	first := by
	for ; !second(first) || !d.g.Days.Open(first); first-- {
		if first <= d.after+1 {
			return false
		}
	}
	if first <= d.after {
		return false
	}
	load, named := map[int]int{}, 0
	for day := first; named < 2*coachingWeeks; day++ {
		switch {
		case !second(day):
			continue
		case d.g.Days.Open(day):
			x.days = append(x.days, day)
			load[weekOf(day)]++
		default:
			x.left = append(x.left, day)
		}
		named++
	}
	for week, n := range load {
		if d.week[week]+n > d.g.PerWeek {
			return false
		}
	}
	x.rule = "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=" + strconv.Itoa(2*coachingWeeks)
start:
	for x.start = d.g.From; x.start+x.minutes <= d.g.To; x.start += quarter {
		for _, day := range x.days {
			if !d.free(day, x.start, x.minutes) {
				continue start
			}
		}
		d.take(x)
		return true
	}
	return false
}
