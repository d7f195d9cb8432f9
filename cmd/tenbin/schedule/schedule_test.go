package schedule

import (
	"encoding/xml"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

func job() Job {
	return Job{Program: "/opt/ten bin/tenbin", Config: "/srv/営業 100%/it's $HOME.yaml", Directory: "/srv/営業 100%", Output: "/srv/営業 100%/out", Zone: "Asia/Tokyo",
		Day: 5, Hour: 6, Minute: 30, Memory: 2 << 30, Image: "tenbin:0.1.0"}
}

func text(t *testing.T, kind, name string, j Job) string {
	t.Helper()
	files, err := Files(kind, j)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name == name {
			return f.Text
		}
	}
	t.Fatalf("%s has no file %s", kind, name)
	return ""
}

// The month that each scheduler works out, against the calendar by hand.
func TestMonth(t *testing.T) {
	for _, x := range []struct {
		closing, day int
		now, want    string
	}{
		{0, 5, "2026-11-05", "2026-10"}, {0, 28, "2026-03-28", "2026-02"}, {0, 5, "2027-01-05", "2026-12"}, {0, 5, "2027-01-31", "2026-12"},
		{20, 25, "2026-11-25", "2026-11"}, {20, 15, "2026-11-15", "2026-10"}, {25, 2, "2026-11-02", "2026-10"},
	} {
		if _, err := exec.LookPath("date"); err != nil {
			t.Skip("there is no date command here")
		}
		now, err := time.Parse("2006-01-02", x.now)
		if err != nil {
			t.Fatal(err)
		}
		j := job()
		j.Closing, j.Day = x.closing, x.day
		// A function named date stands for the clock; the form with -d is left to the real one.
		clock := `date() { case "$1" in +%s) echo ` + strconv.FormatInt(now.Unix(), 10) + `;; +%e) echo " ` + strconv.Itoa(now.Day()) + `";; +%Y-%m) echo ` + now.Format("2006-01") + `;; *) command date -u "$@";; esac; }; `
		out, err := exec.Command("/bin/sh", "-c", clock+j.month()).CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != x.want {
			t.Errorf("closing %d, day %d, on %s: %q, %v; want %s", x.closing, x.day, x.now, out, err, x.want)
		}
	}
}

// What the shell is handed is the command line that was meant, whatever the paths hold.
func TestCommandSurvivesTheShell(t *testing.T) {
	j := job()
	j.Program = "printf"
	c := strings.Replace(j.command(), "printf run", `printf '%s\n'`, 1)
	out, err := exec.Command("/bin/sh", "-c", c).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	got := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(got) != 6 || got[0] != "--config" || got[1] != j.Config || !regexp.MustCompile(`^\d{4}-\d\d$`).MatchString(got[5]) {
		t.Errorf("the words are %q", got)
	}
}

func TestFirstDay(t *testing.T) {
	for closing, want := range map[int]int{0: 5, 10: 15, 20: 25, 23: 28, 25: 2, 31: 8} {
		if got := FirstDay(closing); got != want {
			t.Errorf("closing day %d: day %d, want %d", closing, got, want)
		}
	}
}

func TestRefuses(t *testing.T) {
	if _, err := Files("at", job()); !errors.Is(err, ErrKind) {
		t.Errorf("at: %v", err)
	}
	for name, change := range map[string]func(*Job){"day": func(j *Job) { j.Day = 31 }, "hour": func(j *Job) { j.Hour = 24 }, "line break": func(j *Job) { j.Config = "a\nb" }} {
		j := job()
		change(&j)
		if _, err := Files("cron", j); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// systemd itself reads the units.
func TestSystemdVerifies(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	for _, network := range []bool{false, true} {
		dir := t.TempDir()
		j := job()
		j.Network = network
		files, err := Files("systemd", j)
		if err != nil {
			t.Fatal(err)
		}
		args := []string{"verify", "--man=no"}
		for _, f := range files {
			path := filepath.Join(dir, f.Name)
			if err := os.WriteFile(path, []byte(f.Text), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, path)
		}
		out, err := exec.Command("systemd-analyze", args...).CombinedOutput()
		if err != nil || strings.Contains(string(out), dir) {
			t.Errorf("systemd-analyze: %v\n%s", err, out)
		}
	}
	if out, err := exec.Command("systemd-analyze", "calendar", "*-*-05 06:30:00 Asia/Tokyo").CombinedOutput(); err != nil || !strings.Contains(string(out), "Next elapse") {
		t.Errorf("the calendar expression: %v\n%s", err, out)
	}
}

// cronField is one field of crontab(5): numbers, ranges, lists, steps.
var cronField = regexp.MustCompile(`^(\*|\d+(-\d+)?)(/\d+)?(,(\*|\d+(-\d+)?)(/\d+)?)*$`)

func TestCrontab(t *testing.T) {
	s := text(t, "cron", "tenbin.crontab", job())
	jobs := 0
	for _, line := range strings.Split(strings.TrimSpace(s), "\n") {
		if strings.HasPrefix(line, "#") || regexp.MustCompile(`^[A-Z_]+=`).MatchString(line) {
			continue
		}
		jobs++
		f := strings.SplitN(line, " ", 6)
		if len(f) != 6 {
			t.Fatalf("%q has %d fields", line, len(f))
		}
		for k, limit := range []struct{ lo, hi int }{{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}} {
			if !cronField.MatchString(f[k]) {
				t.Errorf("field %d is %q", k+1, f[k])
			}
			if n, err := strconv.Atoi(f[k]); err == nil && (n < limit.lo || n > limit.hi) {
				t.Errorf("field %d is %d", k+1, n)
			}
		}
		if regexp.MustCompile(`(^|[^\\])%`).MatchString(f[5]) {
			t.Errorf("a per cent sign ends the command: %s", f[5])
		}
		// cron takes the backslashes away; what is left must be a line that a shell can read.
		if out, err := exec.Command("/bin/sh", "-n", "-c", strings.ReplaceAll(f[5], `\%`, "%")).CombinedOutput(); err != nil {
			t.Errorf("the shell: %s", out)
		}
	}
	if jobs != 1 {
		t.Errorf("%d jobs", jobs)
	}
}

// taskSchema is the part of the task scheduler's schema (MS-TSCH 2.5) that the task uses:
// for each element its children, in order where the schema has a sequence.
var taskSchema = map[string]struct {
	sequence bool
	children []string
}{
	"Task": {false, []string{"RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"}}, "RegistrationInfo": {false, []string{"URI", "SecurityDescriptor", "Source", "Date", "Author", "Version", "Description", "Documentation"}},
	"Triggers": {false, []string{"CalendarTrigger"}}, "CalendarTrigger": {true, []string{"Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay", "ScheduleByMonth"}},
	"ScheduleByMonth": {false, []string{"Months", "DaysOfMonth"}}, "DaysOfMonth": {true, []string{"Day"}},
	"Months":   {false, []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
	"Settings": {false, []string{"AllowStartOnDemand", "RestartOnFailure", "MultipleInstancesPolicy", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries", "AllowHardTerminate", "StartWhenAvailable", "NetworkProfileName", "RunOnlyIfNetworkAvailable", "WakeToRun", "Enabled", "Hidden", "DeleteExpiredTaskAfter", "IdleSettings", "NetworkSettings", "ExecutionTimeLimit", "Priority", "RunOnlyIfIdle"}},
	"Actions":  {false, []string{"Exec"}}, "Exec": {false, []string{"Command", "Arguments", "WorkingDirectory"}},
}

func TestWindowsTask(t *testing.T) {
	j := job()
	j.Program, j.Config, j.Directory = `C:\Program Files\tenbin\tenbin.exe`, `D:\営業 & co\it's.yaml`, `D:\営業 & co`
	d := xml.NewDecoder(strings.NewReader(text(t, "windows", "tenbin.xml", j)))
	var stack []string
	at := map[string]int{} // path → position of the last child
	values := map[string]string{}
	for {
		token, err := d.Token()
		if token == nil {
			if err != nil && err.Error() != "EOF" {
				t.Fatal(err)
			}
			break
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Space != "http://schemas.microsoft.com/windows/2004/02/mit/task" {
				t.Errorf("%s is in the name space %q", x.Name.Local, x.Name.Space)
			}
			if len(stack) > 0 {
				parent, place := taskSchema[stack[len(stack)-1]], -1
				for k, c := range parent.children {
					if c == x.Name.Local {
						place = k
					}
				}
				key := strings.Join(stack, "/")
				if place < 0 || parent.sequence && place < at[key] {
					t.Errorf("%s may not stand here in %s", x.Name.Local, key)
				}
				at[key] = place
			}
			stack = append(stack, x.Name.Local)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			values[stackEnd(stack)] += strings.TrimSpace(string(x))
		}
	}
	if _, err := time.Parse("2006-01-02T15:04:05", values["StartBoundary"]); err != nil {
		t.Error(err)
	}
	if values["WorkingDirectory"] != j.Directory || values["Day"] != "5" {
		t.Errorf("the values are %v", values)
	}
	for _, want := range []string{`'D:\営業 & co\it''s.yaml'`, `'C:\Program Files\tenbin\tenbin.exe'`, "AddDays(-(Get-Date).Day)", "InvariantCulture"} {
		if !strings.Contains(values["Arguments"], want) {
			t.Errorf("the arguments lack %s: %s", want, values["Arguments"])
		}
	}
}

func stackEnd(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}
