package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/cli"
)

// fault is one thing that can be wrong with an export, put into a table whose truth is
// known. What it does to the truth it does to e.list and e.conceded as well.
type fault struct {
	kind, name string
	stage      int                // faults are put in by stage: lines, then columns, then cells, then files
	takes      string             // what no second fault may touch
	shape      func(*shape)       // in which it can stand; nil = any
	fits       func(*export) bool // nil = always
	put        func(*export)
}

// verdict is what became of a generated export.
type verdict string

const (
	right  verdict = "right"
	asked  verdict = "asked"
	warned verdict = "warned"
	silent verdict = "SILENTLY WRONG"
	broken verdict = "BROKEN" // neither figures nor a question
)

// generate makes export number n: a clean table of any shape, then the faults.
func generate(n uint64, faults []*fault) *export {
	r := rand.New(rand.NewPCG(2026, n))
	s := shape{ja: r.IntN(2) == 0, prices: formNames[r.IntN(len(formNames))], document: r.IntN(5) > 0, numbered: r.IntN(2) == 0, ones: r.IntN(4) == 0, xlsx: r.IntN(4) == 0, kind: r.IntN(5) == 0, person: r.IntN(4) == 0}
	if len(faults) > 0 && faults[0].shape != nil {
		faults[0].shape(&s)
	}
	e := newExport(r, s)
	var put []*fault
	for i, f := range faults {
		clash := false
		for _, t := range strings.Fields(f.takes) {
			clash = clash || e.taken[t]
		}
		if i > 0 && clash || f.fits != nil && !f.fits(e) {
			continue
		}
		for _, t := range strings.Fields(f.takes) {
			e.taken[t] = true
		}
		put = append(put, f)
	}
	sort.SliceStable(put, func(i, j int) bool { return put[i].stage < put[j].stage })
	for _, f := range put {
		f.put(e)
		e.faults = append(e.faults, f.kind+": "+f.name)
	}
	return e
}

// write writes the files and returns the arguments that name them.
func (e *export) write(t *testing.T, dir string) (args []string) {
	t.Helper()
	for n, sheets := range e.files {
		name := fmt.Sprintf("deals-2026-%02d.%s", 10-len(e.files)+1+n, e.form)
		args = append(args, "--deals", filepath.Join(dir, name))
		if e.form == "csv" {
			text := csvText(e.rows(&sheets[0]), ",")
			if e.raw != nil {
				text = e.raw(name, text)
			}
			writeFile(t, filepath.Join(dir, name), []byte(text))
			continue
		}
		e.workbook(t, filepath.Join(dir, name), sheets)
	}
	if e.roster != nil {
		path := filepath.Join(dir, "roster.csv")
		writeFile(t, path, []byte(csvText(e.roster, ",")))
		args = append(args, "--roster", path)
	}
	return args
}

// workbook writes sheets; what looks like a number is one.
func (e *export) workbook(t *testing.T, path string, sheets []page) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := range sheets {
		s := &sheets[i]
		if i == 0 {
			_ = f.SetSheetName("Sheet1", s.name)
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		rows := e.rows(s)
		for r, row := range rows {
			values := make([]any, len(row))
			for c, text := range row {
				values[c] = text
				if v, err := strconv.ParseFloat(text, 64); err == nil && (len(text) < 2 || text[0] != '0' || text[1] == '.') {
					values[c] = v
				} else if text == "" {
					values[c] = nil
				}
			}
			at, _ := excelize.CoordinatesToCellName(1, r+1)
			if err := f.SetSheetRow(s.name, at, &values); err != nil {
				t.Fatal(err)
			}
		}
		if e.merged {
			e.merge(t, f, s, rows)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// merge makes one cell of equal neighbours in the columns of people and clients.
func (e *export) merge(t *testing.T, f *excelize.File, s *page, rows [][]string) {
	t.Helper()
	for c, col := range s.columns {
		if col.key != "person" && col.key != "client" {
			continue
		}
		first := len(s.above) + 1
		for r := first + 1; r <= len(rows); r++ {
			if r < len(rows) && rows[r][c] == rows[first][c] && rows[r][c] != "" {
				continue
			}
			if r-first > 1 {
				a, _ := excelize.CoordinatesToCellName(c+1, first+1)
				b, _ := excelize.CoordinatesToCellName(c+1, r)
				if err := f.MergeCell(s.name, a, b); err != nil {
					t.Fatal(err)
				}
			}
			first = r
		}
	}
}

// outcome is what the program made of an export.
type outcome struct {
	verdict
	list, conceded int64
	said           string // stderr
	over           bool   // warned although more than 2 % of the money is wrong
}

// judge runs the program on an export as a person would.
func (e *export) judge(t *testing.T, dir string) (o outcome) {
	t.Helper()
	out := filepath.Join(dir, "out")
	args := append([]string{"run", "--lang", "en", "--language", "en", "--month", "2026-10", "--workers", "1", "--out", out}, e.write(t, dir)...)
	var stdout, stderr bytes.Buffer
	code := run(args, host{stdout: &stdout, stderr: &stderr, env: func(string) string { return "" }})
	o.said = stderr.String()
	switch code {
	case cli.ExitBlocked:
		o.verdict = asked
		return o
	case cli.ExitDone, cli.ExitWarnings:
	default:
		o.verdict = broken
		return o
	}
	text, err := os.ReadFile(filepath.Join(out, "2026-10", "v1", "operator", "assessment.json"))
	if err != nil {
		t.Fatal(err)
	}
	var a struct {
		Totals struct {
			List     int64 `json:"list_amount"`
			Conceded int64 `json:"conceded_amount"`
		}
	}
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	o.list, o.conceded = a.Totals.List, a.Totals.Conceded
	o.verdict = silent
	if rounding := e.rounding(); max(o.list-e.list, e.list-o.list) <= rounding && max(o.conceded-e.conceded, e.conceded-o.conceded) <= rounding && e.wants == "" {
		o.verdict = right
		return o
	}
	for line := range strings.Lines(o.said) {
		if strings.HasPrefix(line, "warning: ") && !strings.HasPrefix(line, "warning: Progress of instructions") {
			o.verdict = warned
		}
	}
	far := func(a, b int64) bool { return float64(max(a-b, b-a)) > 0.02*float64(e.list) }
	o.over = far(o.list, e.list) || far(o.conceded, e.conceded)
	return o
}

// rounding is how far sums may lie from the truth because the export itself is rounded: the two
// halves of an odd amount, and tax in amounts that are written in thousands.
func (e *export) rounding() int64 {
	tax, unit := false, false
	for _, f := range e.faults {
		if f == "identity: credit split between two" {
			return 2
		}
		tax, unit = tax || strings.HasPrefix(f, "tax: "), unit || strings.HasPrefix(f, "unit: ")
	}
	if tax && unit {
		return e.list / 2000
	}
	return 0
}

// report is the failure in words.
func (e *export) report(n uint64, o outcome) string {
	return fmt.Sprintf("export %d, %s: %s\n\tlist %d, conceded %d; want %d, %d %s\n%s", n, strings.Join(e.faults, " + "), o.verdict, o.list, o.conceded, e.list, e.conceded, e.wants, o.said)
}

// tally counts verdicts by kind of fault.
type tally map[string]map[verdict]int

func (c tally) add(key string, v verdict) {
	if c[key] == nil {
		c[key] = map[verdict]int{}
	}
	c[key][v]++
}

func (c tally) log(t *testing.T) {
	t.Helper()
	var b strings.Builder
	keys := make([]string, 0, len(c))
	for k := range c {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Fprintf(&b, "%-40s %6s %7s %7s %7s %7s %7s\n", "kind", "runs", "right", "asked", "warned", "silent", "broken")
	for _, k := range keys {
		n := 0
		for _, v := range c[k] {
			n += v
		}
		fmt.Fprintf(&b, "%-40s %6d", k, n)
		for _, v := range []verdict{right, asked, warned, silent, broken} {
			fmt.Fprintf(&b, " %6.1f%%", 100*float64(c[k][v])/float64(n))
		}
		b.WriteString("\n")
	}
	t.Log("\n" + b.String())
}

// TestExports generates exports, most with one to three faults, and fails on every list or
// conceded total that is wrong without a word, or wrong by more than 2 % of the money with a
// warning only, and on a clean table that is asked about or wrong. TENBIN_EXPORTS raises their number (500); TENBIN_EXPORT=N runs number N alone and
// keeps its files.
func TestExports(t *testing.T) {
	number := uint64(500)
	if n, err := strconv.ParseUint(os.Getenv("TENBIN_EXPORTS"), 10, 64); err == nil {
		number = n
	}
	first := uint64(0)
	only, err := strconv.ParseUint(os.Getenv("TENBIN_EXPORT"), 10, 64)
	if err == nil {
		first, number = only, only+1
	}
	kinds, overall := tally{}, map[verdict]int{}
	over := 0
	for n := first; n < number; n++ {
		e := generate(n, draw(n))
		dir := t.TempDir()
		if number == only+1 && first == only {
			if dir = filepath.Join(os.TempDir(), fmt.Sprintf("export-%d", n)); os.MkdirAll(dir, 0o700) != nil {
				t.Fatal(dir)
			}
		}
		o := e.judge(t, dir)
		overall[o.verdict]++
		if o.over && o.verdict == warned {
			over++
			t.Error("a warning is too little for more than 2 % of the money: " + e.report(n, o))
		}
		if len(e.faults) == 0 {
			kinds.add("(clean)", o.verdict)
		}
		seen := map[string]bool{}
		for _, f := range e.faults {
			kind, _, _ := strings.Cut(f, ":")
			if !seen[kind] {
				kinds.add(kind, o.verdict)
			}
			seen[kind] = true
		}
		switch {
		case len(e.faults) == 0 && o.verdict != right, o.verdict == silent, o.verdict == broken:
			t.Error(e.report(n, o))
		case first == only && number == only+1:
			t.Log(dir, e.report(n, o))
		}
		if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
			t.Fatal(err)
		}
	}
	kinds.log(t)
	t.Logf("%d exports: right %d, asked %d, warned %d (over 2 %% of the money: %d), silently wrong %d, broken %d", number-first, overall[right], overall[asked], overall[warned], over, overall[silent], overall[broken])
}

// draw picks the faults of export n: one in ten has none.
func draw(n uint64) []*fault {
	if n%10 == 9 {
		return nil
	}
	r := rand.New(rand.NewPCG(15, n))
	picked := []*fault{exportFaults[int(n-n/10)%len(exportFaults)]}
	for range r.IntN(3) {
		picked = append(picked, exportFaults[r.IntN(len(exportFaults))])
	}
	return picked
}

// TestExportFaults puts each fault alone into tables of either language and form.
func TestExportFaults(t *testing.T) {
	each := uint64(5)
	if n, err := strconv.ParseUint(os.Getenv("TENBIN_EXPORT_EACH"), 10, 64); err == nil {
		each = n
	}
	faults := tally{}
	for i, f := range exportFaults {
		t.Run(f.kind+"/"+f.name, func(t *testing.T) {
			for n := range each {
				n = 1_000_000 + uint64(i)*1000 + n
				e := generate(n, []*fault{f})
				if len(e.faults) == 0 {
					t.Fatalf("the fault does not fit the shape it asked for: %+v", e.shape)
				}
				dir := t.TempDir()
				o := e.judge(t, dir)
				faults.add(f.kind+": "+f.name, o.verdict)
				if os.Getenv("TENBIN_EXPORT_SHOW") != "" && o.verdict != right {
					t.Logf("%s\n%s", e.report(n, o), csvText(e.rows(e.table()), ","))
				}
				if o.verdict == silent || o.verdict == broken {
					text := e.report(n, o)
					if len(e.files) > 0 && testing.Verbose() {
						text += "\n" + csvText(e.rows(e.table()), ",")
					}
					t.Error(text)
				}
			}
		})
	}
	faults.log(t)
}
