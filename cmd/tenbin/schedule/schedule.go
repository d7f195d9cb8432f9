// Package schedule writes the unit that starts the monthly run: for systemd, cron, the
// Windows task scheduler and Kubernetes. Nothing in tenbin reads the clock, so every unit
// works out the data month itself, from the day on which it fires, and hands it to
// tenbin run as --month.
package schedule

import (
	"errors"
	"fmt"
	"strings"
)

// Job is what has to be started, and when.
type Job struct {
	Program   string // absolute path of the executable
	Config    string // absolute path of tenbin.yaml
	Directory string // working directory
	Output    string // absolute path of the directory that is written
	Zone      string // IANA name of the business time zone
	Closing   int    // closing day, 0 = end of month
	Day       int    // day of the month on which it starts, 1 to 28
	Hour      int
	Minute    int
	Network   bool  // a source is read over the network
	Memory    int64 // bound of a run in bytes
	Image     string
	Version   string
}

// Kinds are the schedulers that units are written for.
var kinds = []string{"systemd", "cron", "windows", "kubernetes"}

// Kinds returns the schedulers that units are written for.
func Kinds() []string { return append([]string(nil), kinds...) }

// File is one text of a unit under the name that the scheduler expects.
type File struct{ Name, Text string }

// ErrKind means a scheduler that no unit is written for.
var ErrKind = errors.New("no such scheduler")

// Files returns the unit of kind for j. The error is ErrKind, or says which field of j
// cannot be written.
func Files(kind string, j Job) ([]File, error) {
	if err := j.check(); err != nil {
		return nil, err
	}
	switch kind {
	case "systemd":
		return systemd(j), nil
	case "cron":
		return cron(j), nil
	case "windows":
		return windows(j), nil
	case "kubernetes":
		return kubernetes(j), nil
	}
	return nil, fmt.Errorf("%w: %q", ErrKind, kind)
}

func (j Job) check() error {
	switch {
	case j.Day < 1 || j.Day > lastDay:
		return fmt.Errorf("the day is %d, not one that every month has (1 to 28)", j.Day)
	case j.Hour < 0 || j.Hour > 23 || j.Minute < 0 || j.Minute > 59:
		return fmt.Errorf("%02d:%02d is no time of day", j.Hour, j.Minute)
	}
	for _, s := range []string{j.Program, j.Config, j.Directory, j.Output, j.Zone, j.Image} {
		if strings.ContainsAny(s, "\n\r\x00") {
			return fmt.Errorf("%q holds a line break", s)
		}
	}
	return nil
}

// FirstDay is the day on which a run starts by default: five days after the closing day,
// so that the last invoices of the month are in.
func FirstDay(closing int) int {
	if d := closing + 5; d <= lastDay {
		return d
	}
	return closing + 5 - lastDay // in the next month
}

// lastDay is the last day that every month has.
const lastDay = 28

// thisMonth reports whether the data month that has closed last on the starting day is
// the calendar month of that day; else it is the month before.
func (j Job) thisMonth() bool { return j.Closing > 0 && j.Day > j.Closing }

// month is the data month in a POSIX shell, for GNU and BusyBox date alike: today, or
// today less its own day of the month, which is the last day of the month before.
func (j Job) month() string {
	if j.thisMonth() {
		return `date +%Y-%m`
	}
	return `date -d "@$(( $(date +%s) - $(date +%e) * 86400 ))" +%Y-%m`
}

// command is the run in a POSIX shell.
func (j Job) command() string {
	return shellQuote(j.Program) + " run --config " + shellQuote(j.Config) + ` --log json --month "$(` + j.month() + `)"`
}

// shellQuote makes one word of s for a POSIX shell.
func shellQuote(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
