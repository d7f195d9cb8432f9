package config

import (
	"fmt"
	"time"
)

// agenda is what a manager who wants appointments in a calendar asked for.
type agenda struct {
	Managers []string `yaml:"managers" json:"managers"`
	Hours    []string `yaml:"hours" json:"hours,omitempty"`
}

// The working hours, and the appointments a week at most, where nothing else is set.
const (
	agendaFrom, agendaTo = 10 * 60, 17 * 60
	agendaPerWeek        = 4
)

// Agenda is for whom appointments are written and when these may lie.
type Agenda struct {
	Managers []string // ids, in the order given; none by default
	From, To int      // working hours, in minutes of the day
	PerWeek  int
}

// Agenda returns who asked for appointments, and the bounds of these.
func (c *Config) Agenda() Agenda {
	a := Agenda{From: agendaFrom, To: agendaTo, PerWeek: agendaPerWeek}
	if c.doc.AgendaPerWeek != nil {
		a.PerWeek = *c.doc.AgendaPerWeek
	}
	if d := c.doc.Agenda; d != nil {
		a.Managers = d.Managers
		if len(d.Hours) == 2 {
			a.From, _ = minutesOf(d.Hours[0])
			a.To, _ = minutesOf(d.Hours[1])
		}
	}
	return a
}

// minutesOf reads a time of day such as 09:30.
func minutesOf(s string) (int, error) {
	at, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("time of day %q: %w", s, err)
	}
	return at.Hour()*60 + at.Minute(), nil
}

// longestAppointment is a visit, in minutes: working hours hold at least one.
const longestAppointment = 90

func checkAgenda(f file, d *document) error {
	if n := d.AgendaPerWeek; n != nil {
		if err := f.within("agenda_per_week", float64(*n), 1, 40); err != nil {
			return err
		}
	}
	a := d.Agenda
	if a == nil || len(a.Hours) == 0 {
		return nil
	}
	if len(a.Hours) == 2 {
		from, err := minutesOf(a.Hours[0])
		to, again := minutesOf(a.Hours[1])
		if err == nil && again == nil && to-from >= longestAppointment {
			return nil
		}
	}
	return f.wrong("agenda.hours", "勤務時間として読めません", "no working hours", `[ "10:00", "17:00" ] のように、90 分以上の時間帯を書いてください`, `write them as [ "10:00", "17:00" ], at least 90 minutes`)
}
