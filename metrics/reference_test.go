package metrics

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube"
	"tenbin/metrics/estimate"
	"tenbin/metrics/instruction"
)

const reference = "../../shared/reference/"

// load reads a CSV as maps from heading to cell.
func load(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skip("the shared reference folder is not beside this checkout")
	}
	defer f.Close()
	var r io.Reader = f
	if filepath.Ext(path) == ".gz" {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// referenceCube reduces the lines as estimate.R does, by the plainest means.
func referenceCube(t *testing.T, lines []map[string]string) (*cube.Cube, int64) {
	t.Helper()
	number := func(s string) int64 {
		v, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var lists []int64
	for _, l := range lines {
		if l["authorised_rate"] != "" && l["authorised_rate"] != "NA" {
			lists = append(lists, number(l["list_amount"]))
		}
	}
	sort.Slice(lists, func(i, j int) bool { return lists[i] < lists[j] })
	least := int64(0)
	if len(lists) > 0 {
		least = lists[int(math.Ceil(.2*float64(len(lists))))-1]
	}
	c := &cube.Cube{}
	index := func(list *[]string) func(string) int32 {
		m := map[string]int32{}
		return func(s string) int32 {
			i, ok := m[s]
			if !ok {
				i = int32(len(*list))
				m[s] = i
				*list = append(*list, s)
			}
			return i
		}
	}
	person, client, category, region := index(&c.People), index(&c.Clients), index(&c.Categories), index(&c.Regions)
	strata, cells := map[cube.Stratum]int32{}, map[cube.CellKey]int{}
	for _, l := range lines {
		list, net := number(l["list_amount"]), number(l["net_amount"])
		band := int32(0)
		for _, e := range []int64{1e5, 4e5, 16e5, 64e5} {
			if list >= e {
				band++
			}
		}
		s := cube.Stratum{Category: category(l["category"]), Region: region(l["region"]), Band: band}
		k, ok := strata[s]
		if !ok {
			k = int32(len(c.Strata))
			strata[s] = k
			c.Strata = append(c.Strata, s)
		}
		d, err := table.ParseDay(l["date"])
		if err != nil {
			t.Fatal(err)
		}
		key := cube.CellKey{Person: person(l["salesperson"]), Client: client(l["client"]), Stratum: k, Month: d.Month()}
		i, ok := cells[key]
		if !ok {
			i = len(c.Keys)
			cells[key] = i
			c.Keys = append(c.Keys, key)
			c.Cells = append(c.Cells, cube.Cell{})
		}
		x := &c.Cells[i]
		x.Lines++
		x.List += list
		if l["authorised_rate"] == "" || l["authorised_rate"] == "NA" || list < least {
			continue
		}
		rate, err := strconv.ParseFloat(l["authorised_rate"], 64)
		if err != nil {
			t.Fatal(err)
		}
		conceded := math.Max(0, math.RoundToEven(float64(list)*(1-rate))-float64(net))
		if conceded < .001*float64(list) {
			conceded = 0
		}
		y := math.Min(conceded/float64(list), .5)
		x.N++
		x.Y += int64(math.RoundToEven(y * 1e9))
		x.Y2 += int64(math.RoundToEven(y * y * 1e9))
		x.ScoredList += list
		x.ScoredX += int64(math.Min(conceded, float64(list)/2))
	}
	return c, least
}

func referenceInstructions(t *testing.T, rows []map[string]string) []instruction.Record {
	t.Helper()
	day := func(s string) table.Day {
		if s == "" || s == "NA" {
			return table.NoDay
		}
		d, err := table.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var out []instruction.Record
	for _, r := range rows {
		out = append(out, instruction.Record{ID: r["instruction_id"], Person: r["salesperson"], Client: r["client"], Trigger: table.Triggers.Find(r["trigger"]),
			Status: table.Statuses.Find(r["status"]), Issued: day(r["issued"]), Implemented: day(r["implemented"]), Closed: day(r["closed"]),
			Due: table.NoDay, LoggedAt: table.NoDay, Acknowledged: table.NoDay, ClientContacted: table.NoDay, AgreedOn: table.NoDay, EffectiveFrom: table.NoDay})
	}
	return out
}

// referenceOptions are the settings of estimate.R.
func referenceOptions() assessment.Options {
	return assessment.Options{Month: table.MonthOf(2026, 10), WindowMonths: assessment.All, Currency: "JPY", SizeBands: []int64{1e5, 4e5, 16e5, 64e5},
		Tolerance: .005, UnmatchedShare: .02, VisitCost: 150_000, HasVisitCost: true, Recovery: .3, Workers: 1}
}

// agree compares one number with R's.
func agree(t *testing.T, what string, got float64, want string, tol float64) {
	t.Helper()
	w, err := strconv.ParseFloat(want, 64)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if !(math.Abs(got-w) <= tol*math.Max(1, math.Abs(w))) {
		t.Errorf("%s = %.10g, R has %.10g", what, got, w)
	}
}

// TestAgreesWithR runs the cross-check and every edge case of the reference folder
// against what estimate.R made of the same rows (R 4.2.2).
func TestAgreesWithR(t *testing.T) {
	dirs, _ := filepath.Glob(reference + "edge/*/deals.csv.gz")
	dirs = append(dirs, reference+"crosscheck/deals.csv")
	for _, path := range dirs {
		dir, name := filepath.Dir(path), filepath.Base(filepath.Dir(path))
		t.Run(name, func(t *testing.T) {
			ext := filepath.Ext(path)
			if ext != ".gz" {
				ext = ""
			}
			lines := load(t, path)
			cube, least := referenceCube(t, lines)
			records := referenceInstructions(t, load(t, filepath.Join(dir, "instructions.csv"+ext)))
			e := estimated(cube, records, referenceOptions())
			hyper := map[string]string{}
			for _, r := range load(t, filepath.Join(dir, "hyper.csv")) {
				hyper[r["name"]] = r["value"]
			}
			agree(t, "L_min", float64(least), hyper["L_min"], 0)
			agree(t, "φ", e.Concession.Phi, hyper["phi"], 1e-3)
			agree(t, "ω²", e.Concession.Omega2, hyper["omega2"], 1e-3)
			agree(t, "ω² lag", e.Lag.Omega2, hyper["omega2_lag"], 1e-3)
			for k, v := range map[string]float64{"conc_a": e.C.A, "conc_m": e.C.M, "conc_k": e.C.Kappa, "conc_pi": e.C.Pi, "lag_a": e.L.A, "lag_m": e.L.M, "lag_k": e.L.Kappa, "lag_pi": e.L.Pi} {
				agree(t, k, v, hyper[k], 1e-3)
			}
			at := map[string]int{}
			for i, id := range e.People {
				at[id] = i
			}
			expected := load(t, filepath.Join(dir, "expected.csv"))
			if len(expected) != len(e.People) {
				t.Errorf("%d people, R has %d", len(e.People), len(expected))
			}
			for _, r := range expected {
				i, ok := at[r["salesperson"]]
				if !ok {
					t.Errorf("%s is missing", r["salesperson"])
					continue
				}
				p := r["salesperson"] + " "
				agree(t, p+"O", e.Concession.O[i], r["concession_O"], 1e-5)
				agree(t, p+"E", e.Concession.E[i], r["concession_E"], 1e-5)
				agree(t, p+"n", e.Concession.N[i], r["concession_n"], 1e-4)
				agree(t, p+"peers", e.Concession.Peers[i], r["peers"], 1e-4)
				agree(t, p+"lag O", e.Lag.O[i], r["lag_O"], 1e-5)
				agree(t, p+"lag E", e.Lag.E[i], r["lag_E"], 1e-5)
				agree(t, p+"lag n", e.Lag.N[i], r["lag_n"], 1e-4)
				agree(t, p+"ratio", math.Exp(e.PC[i].MeanLog())/e.C.M, r["concession_ratio"], 1e-3)
				agree(t, p+"slowness", e.L.M/math.Exp(e.PL[i].MeanLog()), r["slowness_ratio"], 1e-3)
				agree(t, p+"μ", e.Joint[i].Mu, r["mu"], 1e-3)
				agree(t, p+"σ", e.Joint[i].Sigma, r["sigma"], 1e-3)
				w, _ := strconv.ParseFloat(r["score"], 64)
				if s := 100 * e.Joint[i].Score; math.Abs(s-w) > .1 {
					t.Errorf("%sscore = %.3f, R has %.3f", p, s, w)
				}
			}
		})
	}
}

// estimate runs both axes and their combination.
func estimated(c *cube.Cube, records []instruction.Record, o assessment.Options) *estimate.Estimates {
	e := estimate.New(c, records)
	e.Fit(c, records, o)
	return e
}
