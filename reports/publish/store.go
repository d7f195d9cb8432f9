package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// Modes of everything that is published: for the owner only.
const (
	dirMode  = 0o700
	fileMode = 0o600
)

// blockedDir holds the findings of runs that were not published.
const blockedDir = "_blocked"

// Store is an output directory that this process holds.
type Store struct {
	Dir   string
	lock  *flock.Flock
	pid   int
	steps func(name string)
}

// Options of Open.
type Options struct {
	Holder Holder            // written into the lock for the other run's message
	Steps  func(name string) // called at each named point of a publication; nil = nothing
}

// Open makes dir if it is missing, takes its lock and puts right what a run that
// died has left: staging directories go, and a version that was renamed into its
// place while "current" still names an older one becomes the current one. The error
// is ErrLocked when another run holds dir.
func Open(dir string, o Options) (*Store, error) {
	if err := makeDirs(dir); err != nil {
		return nil, err
	}
	l, err := lock(dir, o.Holder)
	if err != nil {
		return nil, err
	}
	s := &Store{Dir: dir, lock: l, pid: os.Getpid(), steps: o.Steps}
	s.step("locked")
	if err := s.recover(); err != nil {
		s.Close()
		return nil, err
	}
	s.step("recovered")
	return s, nil
}

// Close frees the lock.
func (s *Store) Close() error { return s.lock.Unlock() }

func (s *Store) step(name string) {
	if s.steps != nil {
		s.steps(name)
	}
}

// recover removes what dead runs left. Whoever holds the lock knows that no other
// run is staging: the process id in the name is for people, not for the decision (it
// may have been given again, or come from another container).
func (s *Store) recover() error {
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".staging-") {
			if err := os.RemoveAll(filepath.Join(s.Dir, e.Name())); err != nil {
				return fmt.Errorf("remove what a dead run left: %w", err)
			}
		}
	}
	for _, e := range entries {
		if e.IsDir() && isMonth(e.Name()) {
			if err := s.complete(e.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

// complete turns "current" to the newest whole version of month.
func (s *Store) complete(month string) error {
	dir := filepath.Join(s.Dir, month)
	if left, err := filepath.Glob(filepath.Join(dir, ".current-*")); err == nil {
		for _, f := range left {
			if err := os.Remove(f); err != nil {
				return err
			}
		}
	}
	current, err := currentVersion(dir)
	if err != nil {
		return err
	}
	all, err := versions(dir)
	if err != nil {
		return err
	}
	for i := len(all) - 1; i >= 0 && all[i] > current; i-- {
		if whole(filepath.Join(dir, versionName(all[i]))) {
			return s.turn(month, all[i])
		}
	}
	return nil
}

// turn makes version n the current one of month.
func (s *Store) turn(month string, n int) error {
	dir := filepath.Join(s.Dir, month)
	next := filepath.Join(dir, fmt.Sprintf(".current-%d", s.pid))
	if err := writeSynced(next, []byte(versionName(n)+"\n")); err != nil {
		return err
	}
	s.step("current-written")
	if err := os.Rename(next, filepath.Join(dir, "current")); err != nil {
		return err
	}
	s.step("current-renamed")
	return syncDir(dir)
}

// Standing is what is published for a month.
type Standing struct {
	Month, Version string
	Dir            string // the version's directory
	Manifest       *Manifest
}

// Look returns what is published for month in the output directory dir, nil when
// nothing is. It takes no lock and writes nothing.
func Look(dir, month string) (*Standing, error) {
	monthDir := filepath.Join(dir, month)
	n, err := currentVersion(monthDir)
	if err != nil || n == 0 {
		return nil, err
	}
	version := versionName(n)
	m, err := readManifest(filepath.Join(monthDir, version))
	if err != nil {
		return nil, err
	}
	return &Standing{Month: month, Version: version, Dir: filepath.Join(monthDir, version), Manifest: m}, nil
}

// Standing returns what is published for month, nil when nothing is.
func (s *Store) Standing(month string) (*Standing, error) { return Look(s.Dir, month) }

// Months returns the months of dir that have a publication, in order.
func Months(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var months []string
	for _, e := range entries {
		if e.IsDir() && isMonth(e.Name()) {
			if n, err := currentVersion(filepath.Join(dir, e.Name())); err == nil && n > 0 {
				months = append(months, e.Name())
			}
		}
	}
	return months, nil
}

// currentVersion reads the number that "current" names, 0 when there is none.
func currentVersion(monthDir string) (int, error) {
	path := filepath.Join(monthDir, "current")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n, ok := versionNumber(strings.TrimSpace(string(text)))
	if !ok {
		return 0, fmt.Errorf("%w: %s holds %q, not the name of a version", ErrTorn, path, text)
	}
	return n, nil
}

// versions returns the numbers of the version directories of a month, ascending.
func versions(monthDir string) ([]int, error) {
	entries, err := os.ReadDir(monthDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []int
	for _, e := range entries {
		if n, ok := versionNumber(e.Name()); ok {
			all = append(all, n)
		}
	}
	sort.Ints(all)
	return all, nil
}

func versionName(n int) string { return "v" + strconv.Itoa(n) }

func versionNumber(name string) (int, bool) {
	digits, ok := strings.CutPrefix(name, "v")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0 && versionName(n) == name
}

// isMonth reports whether name has the form 2026-10.
func isMonth(name string) bool {
	if len(name) != 7 || name[4] != '-' {
		return false
	}
	for i := range len(name) {
		if i != 4 && (name[i] < '0' || name[i] > '9') {
			return false
		}
	}
	return name[5:] >= "01" && name[5:] <= "12"
}
