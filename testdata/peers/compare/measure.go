package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"
)

// usage is what one process cost.
type usage struct{ wall, cpu, peak float64 } // seconds, seconds, MiB

// measure runs a command to its end, from a process of this program that holds nothing:
// the peak that the kernel keeps for a process begins with that of the one it came from.
func measure(command []string, env []string) (usage, error) {
	self, err := os.Executable()
	if err != nil {
		return usage{}, err
	}
	c := exec.Command(self, append([]string{measuring}, command...)...)
	c.Env = append(os.Environ(), env...)
	var said, wrong bytes.Buffer
	c.Stdout, c.Stderr = &said, &wrong
	if err := c.Run(); err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, wrong.String())
	}
	var u usage
	_, err = fmt.Sscan(said.String(), &u.wall, &u.cpu, &u.peak)
	return u, err
}

// measuring is the first word of a command line that measures another.
const measuring = "measure"

// measureHere runs a command and prints what it cost.
func measureHere(command []string) error {
	c := exec.Command(command[0], command[1:]...)
	c.Stderr = os.Stderr
	start := time.Now()
	err := c.Run()
	wall := time.Since(start)
	if err != nil && !(c.ProcessState != nil && c.ProcessState.ExitCode() == 3) { // 3: published with warnings
		return err
	}
	r := c.ProcessState.SysUsage().(*syscall.Rusage)
	cpu := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	fmt.Println(wall.Seconds(), cpu.Seconds(), float64(r.Maxrss)/1024)
	return nil
}

// less subtracts what starting up costs. The peak of memory stays.
func (u usage) less(start usage) usage {
	return usage{math.Max(u.wall-start.wall, 1e-3), math.Max(u.cpu-start.cpu, 1e-3), u.peak}
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	n := len(s)
	if n == 0 {
		return math.NaN()
	}
	return (s[(n-1)/2] + s[n/2]) / 2
}

// interval is the 95 % interval of the median of v: between the order statistics whose
// ranks the binomial distribution gives (Conover 1999, 3.2), so that nothing is assumed
// of the times but that pairs are independent. Below six values it is their range.
func interval(v []float64) (lo, hi float64) {
	s := slices.Sorted(slices.Values(v))
	n := len(s)
	k, tail := 0, math.Pow(.5, float64(n))
	for p := tail; k < n/2; {
		p *= float64(n-k) / float64(k+1)
		if tail+p > .025 {
			break
		}
		tail += p
		k++
	}
	return s[k], s[n-1-k]
}

// pairs measures two commands in turns, the order within a pair by lot, and returns what
// each cost, start-up subtracted.
func pairs(ours, theirs, oursOne, theirsOne []string, env []string, n int, seed uint64) (a, b []usage, err error) {
	startA, err := startUp(oursOne, env)
	if err != nil {
		return nil, nil, err
	}
	startB, err := startUp(theirsOne, env)
	if err != nil {
		return nil, nil, err
	}
	lot := rand.New(rand.NewPCG(seed, 7))
	for range n {
		var x, y usage
		first, second := ours, theirs
		swapped := lot.IntN(2) == 1
		if swapped {
			first, second = theirs, ours
		}
		if x, err = measure(first, env); err != nil {
			return nil, nil, err
		}
		if y, err = measure(second, env); err != nil {
			return nil, nil, err
		}
		if swapped {
			x, y = y, x
		}
		a, b = append(a, x.less(startA)), append(b, y.less(startB))
	}
	return a, b, nil
}

// startUp is the median cost of three runs on a file of one row.
func startUp(command, env []string) (usage, error) {
	var all []usage
	for range 3 {
		u, err := measure(command, env)
		if err != nil {
			return usage{}, err
		}
		all = append(all, u)
	}
	return usage{median(each(all, wall)), median(each(all, cpu)), median(each(all, peak))}, nil
}

func each(v []usage, f func(usage) float64) []float64 {
	out := make([]float64, len(v))
	for i, u := range v {
		out[i] = f(u)
	}
	return out
}

func wall(u usage) float64 { return u.wall }
func cpu(u usage) float64  { return u.cpu }
func peak(u usage) float64 { return u.peak }

// row prints one line of the table: medians of both and the median ratio of the pairs
// with its interval.
func row(name string, a, b []usage) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%-26s", name)
	for _, f := range []func(usage) float64{wall, cpu, peak} {
		x, y := each(a, f), each(b, f)
		r := make([]float64, len(x))
		for i := range x {
			r[i] = x[i] / y[i]
		}
		lo, hi := interval(r)
		fmt.Fprintf(&s, " | %8.2f %8.2f %5.2f [%.2f, %.2f]", median(x), median(y), median(r), lo, hi)
	}
	return s.String()
}
