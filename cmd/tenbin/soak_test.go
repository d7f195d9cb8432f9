//go:build unix

package main

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"syscall"
	"testing"
	"time"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/ingest/table"
	"tenbin/metrics/simulate"
)

// soakMonths is the length of the soak: the demo company's thirty months, and once more
// before them.
const soakMonths = 60

// demoDay is a date as the demo's exports write it.
var demoDay = regexp.MustCompile(`^\d{4}/\d{2}/\d{2}$`)

// soakFiles writes the exports as they stood at the end of a month: rows of which the
// first date lies after it are not there yet. late adds one deal line to the first month.
func soakFiles(t *testing.T, dir string, files []simulate.File, end string, late bool) {
	t.Helper()
	for _, f := range files {
		rows := [][]string{f.Header}
		for copies := range 2 { // 0: thirty months earlier, 1: as it is
			for _, row := range f.Rows {
				row = append([]string(nil), row...)
				first := ""
				for k, cell := range row {
					if !demoDay.MatchString(cell) {
						continue
					}
					day, err := time.Parse("2006/01/02", cell)
					if err != nil {
						t.Fatal(err)
					}
					if copies == 0 {
						row[k] = day.AddDate(0, -soakMonths/2, 0).Format("2006/01/02")
					}
					if first == "" {
						first = row[k]
					}
				}
				dated := first != "" && f.Name != "roster.csv" && f.Name != "accounts.csv" && f.Name != "policy.csv"
				switch {
				case !dated && copies == 0, dated && first > end:
					continue // lists stand once
				case dated && copies == 0 && !demoDay.MatchString(row[0]):
					row[0] = "S" + row[0] // another id
				}
				rows = append(rows, row)
			}
		}
		if late && f.Name == "deals.csv" {
			row := append([]string(nil), rows[1]...)
			row[0] += "-LATE"
			rows = append(rows, row)
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.WriteAll(rows)
		if err := os.WriteFile(filepath.Join(dir, "exports", f.Name), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSoak runs sixty months of the demo company one after the other, each on the exports
// of its day, then all of them again with a late row: time, memory and size of a month
// stay what they are. It takes minutes and runs where TENBIN_SOAK is set.
func TestSoak(t *testing.T) {
	if os.Getenv("TENBIN_SOAK") == "" {
		t.Skip("TENBIN_SOAK is not set: the soak takes minutes")
	}
	dir := t.TempDir()
	if err := writeDemo(dir); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, config.DefaultName)
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	text = append(regexp.MustCompile(`(?m)^publish:.*\n`).ReplaceAll(text, nil), "publish: {directory: out, keep_months: 120}\n"...)
	if err := os.WriteFile(config, text, 0o600); err != nil {
		t.Fatal(err)
	}
	files := simulate.Demo(simulate.Source(demoSeed))
	type figures struct {
		seconds float64 // of processor time
		memory  float64 // MB
		size    float64 // MB of the version
	}
	measure := func(version string, months ...table.Month) figures {
		args := []string{"run", "--config", config, "--quiet", "--month", months[0].String()}
		if len(months) > 1 {
			args = []string{"run", "--config", config, "--quiet", "--from", months[0].String(), "--to", months[len(months)-1].String()}
		}
		program, err := exec.LookPath("tenbin")
		if err != nil {
			t.Fatal(err)
		}
		c := exec.Command(program, args...)
		out, err := c.CombinedOutput()
		// Processor time: the wall time of an hour of runs depends on what else runs.
		f := figures{seconds: (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(), memory: float64(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024}
		if code := c.ProcessState.ExitCode(); code != cli.ExitDone && code != cli.ExitWarnings {
			t.Fatalf("%v: exit code %d, %v: %s", months[0], code, err, out)
		}
		err = filepath.WalkDir(filepath.Join(dir, "out", months[len(months)-1].String(), version), func(_ string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				info, err := e.Info()
				if err != nil {
					return err
				}
				f.size += float64(info.Size()) / 1e6
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	var all []figures
	first := simulate.DemoMonth - soakMonths + 1
	for m := first; m <= simulate.DemoMonth; m++ {
		soakFiles(t, dir, files, m.CutOff(0).Time().Format("2006/01/02"), false)
		f := measure("v1", m)
		all = append(all, f)
		if k := int(m - first); k%6 == 5 {
			t.Logf("month %d (%s): %.1f s, %.0f MB, %.1f MB published", k+1, m, f.seconds, f.memory, f.size)
		}
	}
	early, end := middle(all[24:36], func(f figures) float64 { return f.seconds }), middle(all[48:], func(f figures) float64 { return f.seconds })
	earlyMB, endMB := middle(all[24:36], func(f figures) float64 { return f.memory }), middle(all[48:], func(f figures) float64 { return f.memory })
	t.Logf("months 25 to 36: %.1f s, %.0f MB; months 49 to 60: %.1f s, %.0f MB", early, earlyMB, end, endMB)
	if end > 1.6*early || endMB > 1.3*earlyMB {
		t.Errorf("a month grows with the history: %.1f → %.1f s, %.0f → %.0f MB", early, end, earlyMB, endMB)
	}
	soakFiles(t, dir, files, simulate.DemoMonth.CutOff(0).Time().Format("2006/01/02"), true)
	f := measure("v2", first, simulate.DemoMonth)
	t.Logf("all %d months restated in one run: %.0f s (%.1f a month), %.0f MB", soakMonths, f.seconds, f.seconds/soakMonths, f.memory)
	for m := first; m <= simulate.DemoMonth; m++ {
		if text, err := os.ReadFile(filepath.Join(dir, "out", m.String(), "current")); err != nil || string(text) != "v2\n" {
			t.Errorf("%s stands at %q, %v; want v2", m, text, err)
		}
	}
}

func middle[T any](list []T, value func(T) float64) float64 {
	values := make([]float64, len(list))
	for i, x := range list {
		values[i] = value(x)
	}
	sort.Float64s(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}
