package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/month"
	"tenbin/ingest/table"
	reportsexport "tenbin/reports/export"
)

// reference is the folder of the independent estimator in R and of what it wrote.
const reference = "../../../shared/reference"

// published is what these tests read of an assessment.json.
type published struct {
	Inputs map[string]json.RawMessage `json:"inputs"`
	Totals map[string]*float64        `json:"totals"`
	People []struct {
		ID         string              `json:"id"`
		Name       string              `json:"name"`
		Score      *float64            `json:"score"`
		Tier       string              `json:"tier"`
		Concession map[string]*float64 `json:"concession"`
		Lag        map[string]*float64 `json:"lag"`
		Rank       *int                `json:"rank"`
		Signal     struct {
			Alarm bool `json:"alarm"`
		} `json:"signal"`
	} `json:"people"`
	Hyper struct {
		ListMin    *float64           `json:"l_min"`
		Concession map[string]float64 `json:"concession"`
		Lag        map[string]float64 `json:"lag"`
	} `json:"hyper"`
}

// runTo runs the command line and reads the assessment that it published to out.
func runTo(t *testing.T, month string, args ...string) published {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	code := run(append(args, "--month", month, "--out", out), host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }})
	if code != cli.ExitDone && code != cli.ExitWarnings {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	text, err := os.ReadFile(filepath.Join(out, month, "v1", "operator", "assessment.json"))
	if err != nil {
		t.Fatal(err)
	}
	return read(t, text)
}

// assessOnly computes what runTo would publish and publishes nothing.
func assessOnly(t *testing.T, when string, q month.Request) published {
	t.Helper()
	m, err := table.ParseMonth(when)
	if err != nil {
		t.Fatal(err)
	}
	q.Workers = 2
	settings, err := q.Settings()
	if err != nil {
		t.Fatal(err)
	}
	in, err := month.Open(t.Context(), settings, month.Opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	scored, err := month.Assess(t.Context(), in, m)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := reportsexport.WriteJSON(&b, scored.Assessment); err != nil {
		t.Fatal(err)
	}
	return read(t, b.Bytes())
}

func read(t *testing.T, text []byte) published {
	t.Helper()
	var p published
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// readCSV returns the rows of a CSV file as maps from heading to cell.
func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = r[i]
		}
		list = append(list, m)
	}
	return list
}

// TestCrosscheck compares a run over the reference data with what the independent
// estimator in R makes of the same rows. TENBIN_EXPECTED names a folder with another
// expected.csv and hyper.csv, those of a fresh run.
func TestCrosscheck(t *testing.T) {
	dir := filepath.Join(reference, "crosscheck")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the reference numbers are not beside this checkout")
	}
	want := dir
	if v := os.Getenv("TENBIN_EXPECTED"); v != "" {
		want = v
	}
	got := runTo(t, "2026-10", "run", "--config", "../../testdata/crosscheck.yaml", "--deals", filepath.Join(dir, "deals.csv"), "--instructions", filepath.Join(dir, "instructions.csv"))
	compare(t, got, want)
}

// TestEdgeCases does the same on the cases in which evidence or peers are missing.
func TestEdgeCases(t *testing.T) {
	dirs, _ := filepath.Glob(filepath.Join(reference, "edge", "*", "expected.csv"))
	if len(dirs) == 0 {
		t.Skip("the reference numbers are not beside this checkout")
	}
	for _, f := range dirs {
		dir := filepath.Dir(f)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			q := month.Request{Config: "../../testdata/crosscheck.yaml", Tables: map[string][]string{"deals": {filepath.Join(dir, "deals.csv.gz")}, "instructions": {filepath.Join(dir, "instructions.csv.gz")}}}
			compare(t, assessOnly(t, "2026-10", q), dir)
		})
	}
}

// compare checks people and hyper-parameters at the tolerances of the method's page:
// O and E 1e-5, n 1e-4, hyper-parameters and what follows from them 1e-3, all
// relative; the score 0.1 point.
func compare(t *testing.T, got published, dir string) {
	t.Helper()
	rows := readCSV(t, filepath.Join(dir, "expected.csv"))
	byID := map[string]int{}
	for i, p := range got.People {
		byID[p.Name], byID[p.ID] = i, i
	}
	if len(got.People) != len(rows) {
		t.Errorf("%d people, the reference has %d", len(got.People), len(rows))
	}
	worst := map[string]float64{}
	for _, r := range rows {
		i, ok := byID[r["salesperson"]]
		if !ok {
			t.Errorf("%s is missing", r["salesperson"])
			continue
		}
		p := got.People[i]
		near := func(what string, figure *float64, column string, tolerance float64) {
			t.Helper()
			want := parse(t, r[column])
			if figure == nil && want == 0 {
				return // a person without a scored line or instruction: not measurable is null
			}
			if figure == nil {
				t.Errorf("%s %s is null, want %g", r["salesperson"], what, want)
				return
			}
			// Tiny expected counts come from a floor of 1e-9 per interval and mean none.
			off := math.Abs(*figure-want) / math.Max(math.Abs(want), 1e-3)
			worst[what] = math.Max(worst[what], off/tolerance)
			if off > tolerance || math.IsNaN(off) {
				t.Errorf("%s %s = %.10g, want %.10g", r["salesperson"], what, *figure, want)
			}
		}
		near("concession O", p.Concession["observed"], "concession_O", 1e-5)
		near("lag O", p.Lag["observed"], "lag_O", 1e-5)
		near("concession n", p.Concession["n"], "concession_n", 1e-4)
		near("lag n", p.Lag["n"], "lag_n", 1e-4)
		nc, nl := parse(t, r["concession_n"]), parse(t, r["lag_n"])
		if nc > 0 {
			near("concession E", p.Concession["expected"], "concession_E", 1e-5)
			near("peers", p.Concession["peers"], "peers", 1e-4)
			near("ratio", p.Concession["ratio"], "concession_ratio", 1e-3)
		}
		if nl > 0 {
			near("lag E", p.Lag["expected"], "lag_E", 1e-5)
			near("slowness", p.Lag["slowness"], "slowness_ratio", 1e-3)
		}
		if nc == 0 && nl == 0 {
			// The method's page: never ranked; an alarm of the own chart may say "watch".
			if p.Rank != nil || p.Tier != "not_enough_evidence" && !(p.Tier == "watch" && p.Signal.Alarm) {
				t.Errorf("%s has no evidence, the tier %s and the rank %v", r["salesperson"], p.Tier, p.Rank)
			}
			continue
		}
		if p.Score == nil {
			if p.Tier != "not_enough_evidence" {
				t.Errorf("%s has no score and the tier %s", r["salesperson"], p.Tier)
			}
			continue
		}
		if want := parse(t, r["score"]); math.Abs(*p.Score-want) > .1 {
			t.Errorf("%s score %.4f, want %.4f", r["salesperson"], *p.Score, want)
		}
	}
	hyper := map[string]float64{}
	for _, r := range readCSV(t, filepath.Join(dir, "hyper.csv")) {
		hyper[r["name"]] = parse(t, r["value"])
	}
	figures := map[string]float64{"phi": got.Hyper.Concession["phi"], "omega2": got.Hyper.Concession["omega2"], "omega2_lag": got.Hyper.Lag["omega2"]}
	for short, full := range map[string]string{"a": "a", "m": "m", "k": "kappa", "pi": "pi"} {
		figures["conc_"+short], figures["lag_"+short] = got.Hyper.Concession[full], got.Hyper.Lag[full]
	}
	names := make([]string, 0, len(figures))
	for n := range figures {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		want, ok := hyper[n]
		if !ok {
			continue // the stored file holds fewer than a fresh run writes
		}
		if math.Abs(figures[n]-want) > 1e-3*math.Max(math.Abs(want), 1e-3) {
			t.Errorf("hyper %s = %.10g, want %.10g", n, figures[n], want)
		}
	}
	var lines []string
	for what, share := range worst {
		lines = append(lines, what+" "+strconv.FormatFloat(share, 'g', 2, 64))
	}
	sort.Strings(lines)
	t.Logf("largest difference as a share of its tolerance: %s", strings.Join(lines, ", "))
}

func parse(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
