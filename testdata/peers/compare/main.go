// Command compare runs the reduction of tenbin beside the same job in DuckDB, Polars,
// data.table and pandas: alternating pairs of whole processes, medians, the median ratio
// with its 95 % interval, start-up on a file of one row subtracted, and a check that
// keys, counts and sums agree. README.md says what is needed to run it.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// peer is one program to stand beside tenbin.
type peer struct {
	name    string
	command func(file, out string) []string
	version []string
	unit    float64 // what its amounts are multiplied by to give minor units
	plain   bool    // reads comma-separated UTF-8 only
}

// settings are the flags.
type settings struct {
	tenbin, config, peers, python, node, dir string
	threads, pairs                           int
	month                                    string
}

func main() {
	log.SetFlags(0)
	if len(os.Args) > 2 && os.Args[1] == measuring {
		if err := measureHere(os.Args[2:]); err != nil {
			log.Fatal(err)
		}
		return
	}
	var s settings
	flag.StringVar(&s.tenbin, "tenbin", "./tenbin", "the program")
	flag.StringVar(&s.peers, "peers", "testdata/peers", "this folder")
	flag.StringVar(&s.dir, "dir", ".", "where results are written")
	flag.StringVar(&s.python, "python", "python3", "Python with polars and pandas")
	flag.StringVar(&s.node, "modules", "", "node_modules with @duckdb/node-api")
	flag.StringVar(&s.month, "month", "2024-12", "data month")
	flag.IntVar(&s.threads, "threads", 2, "threads of each program")
	flag.IntVar(&s.pairs, "pairs", 11, "alternating pairs")
	only := flag.String("only", "", "peers to run, separated by commas; empty = all")
	one := flag.String("one", "one.csv", "file of one row in the form of the others")
	whole := flag.Bool("whole", false, "compare the whole run of tenbin with its own reduction instead")
	checkOnly := flag.Bool("check", false, "check the figures only, exactly, against DuckDB in whole minor units")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("compare: no file of deal lines: name one, made by generate")
	}
	s.config = filepath.Join(s.peers, "tenbin.yaml")
	env := []string{"NODE_PATH=" + s.node, "POLARS_MAX_THREADS=" + strconv.Itoa(s.threads), "OMP_NUM_THREADS=" + strconv.Itoa(s.threads)}
	fmt.Printf("%s/%s, %d processors, %d threads a program, %d pairs\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), s.threads, s.pairs)
	print := func(command []string) bool {
		c := exec.Command(command[0], command[1:]...)
		c.Env = append(os.Environ(), env...)
		out, err := c.Output()
		fmt.Print(string(out))
		return err == nil
	}
	print([]string{s.tenbin, "version"})
	var list []peer
	for _, p := range s.all() {
		if *only != "" && !strings.Contains(","+*only+",", ","+p.name+",") {
			continue
		}
		if !print(p.version) {
			fmt.Printf("%s: missing, left out\n", p.name)
			continue
		}
		list = append(list, p)
	}
	for _, file := range flag.Args() {
		if err := s.file(file, *one, list, env, *whole, *checkOnly); err != nil {
			log.Fatal("compare: ", err)
		}
	}
}

// all lists the peers in the order of the table.
func (s *settings) all() []peer {
	script := func(name string) string { return filepath.Join(s.peers, name) }
	threads := strconv.Itoa(s.threads)
	node := func(mode string) func(string, string) []string {
		return func(file, out string) []string {
			return []string{"node", script("duckdb.cjs"), file, out, threads, mode}
		}
	}
	python := func(name string) func(string, string) []string {
		return func(file, out string) []string { return []string{s.python, script(name), file, out} }
	}
	return []peer{
		{"duckdb", node(""), []string{"node", script("duckdb.cjs"), "--version"}, 100, false},
		{"polars", python("polars_reduce.py"), []string{s.python, script("polars_reduce.py"), "--version"}, 100, false},
		{"data.table", func(file, out string) []string {
			return []string{"Rscript", script("data_table.R"), file, out, threads}
		}, []string{"Rscript", script("data_table.R"), "--version"}, 100, true},
		{"pandas", python("pandas_reduce.py"), []string{s.python, script("pandas_reduce.py"), "--version"}, 100, false},
	}
}

// ours is the command line of tenbin.
func (s *settings) ours(file, out string) []string {
	return []string{s.tenbin, "reduce", "--config", s.config, "--deals", file, "--month", s.month, "--workers", strconv.Itoa(s.threads), "--out", out}
}

// file compares on one file.
func (s *settings) file(file, one string, list []peer, env []string, whole, checkOnly bool) error {
	if p, err := filepath.Abs(file); err == nil {
		file = p
	}
	if p, err := filepath.Abs(one); err == nil {
		one = p
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	out := func(name string) string { return filepath.Join(s.dir, "peers-"+name+".csv") }
	fmt.Printf("\n%s, %.0f MB\n", filepath.Base(file), float64(info.Size())/1e6)
	if checkOnly {
		return s.exactly(file, out, env)
	}
	fmt.Printf("%-26s | %-38s | %-38s | %-38s\n", "tenbin against", "wall s: tenbin, peer, ratio", "CPU s", "peak MiB")
	if whole {
		run := func(file string) []string {
			return []string{s.tenbin, "run", "--config", s.config, "--deals", file, "--month", s.month, "--workers", strconv.Itoa(s.threads), "--out", filepath.Join(s.dir, "peers-out"), "--dry-run", "--quiet"}
		}
		// The start of the program is the same: a run of one row may have nothing to report on.
		start := s.ours(one, out("one"))
		a, b, err := pairs(run(file), s.ours(file, out("tenbin")), start, start, env, s.pairs, 1)
		if err != nil {
			return err
		}
		fmt.Println(row("its own reduction", a, b))
		return nil
	}
	for _, p := range list {
		if p.plain && !strings.HasSuffix(file, ".csv") {
			fmt.Printf("%-26s | cannot read this form\n", p.name)
			continue
		}
		a, b, err := pairs(s.ours(file, out("tenbin")), p.command(file, out(p.name)), s.ours(one, out("one")), p.command(one, out("one")), env, s.pairs, 1)
		if err != nil {
			return err
		}
		fmt.Println(row(p.name, a, b))
		said, err := s.check(out("tenbin"), out(p.name), false, p.unit)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Println("   " + said)
	}
	return nil
}

// exactly checks the figures against DuckDB's integers.
func (s *settings) exactly(file string, out func(string) string, env []string) error {
	if _, err := measure(s.ours(file, out("tenbin")), env); err != nil {
		return err
	}
	theirs := []string{"node", filepath.Join(s.peers, "duckdb.cjs"), file, out("exact"), strconv.Itoa(s.threads), "exact"}
	if _, err := measure(theirs, env); err != nil {
		return err
	}
	said, err := s.check(out("tenbin"), out("exact"), true, 1)
	if err == nil {
		fmt.Println("   " + said)
	}
	return err
}

func (s *settings) check(ours, theirs string, exact bool, unit float64) (string, error) {
	a, err := groups(ours, 1)
	if err != nil {
		return "", err
	}
	b, err := groups(theirs, unit)
	if err != nil {
		return "", err
	}
	return agree(a, b, exact, unit)
}
