package publish

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// tombstonePath is where an erased month keeps its tombstone.
const tombstonePath = "tombstone.json"

// Tombstone stands where a month was erased: what stood there, when and by which rule it
// went. It names no person.
type Tombstone struct {
	Schema   int      `json:"schema"`
	Month    string   `json:"month"`
	Rule     string   `json:"rule"`      // the configuration key and its value
	ErasedBy string   `json:"erased_by"` // run id of the run that erased
	AsOf     string   `json:"as_of"`     // cut-off of that run
	Versions []Erased `json:"versions"`
}

// Erased is one version that is no more.
type Erased struct {
	Version       string `json:"version"`
	RunID         string `json:"run_id"` // "" where the manifest could not be read
	MethodVersion string `json:"method_version"`
	Files         int    `json:"files"`
	LedgerRows    int    `json:"ledger_rows"`
}

// Expire erases the months before the month called first, by the rule and run that t
// names: first the tombstone, then the pointer, then the versions, so that a process
// killed in between leaves a month whose erasure the next run completes. It returns the
// tombstones set or completed.
func (s *Store) Expire(first string, t Tombstone) ([]Tombstone, error) {
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		return nil, err
	}
	var set []Tombstone
	for _, e := range entries {
		if !e.IsDir() || !isMonth(e.Name()) || e.Name() >= first {
			continue
		}
		done, err := s.erase(e.Name(), t)
		if err != nil {
			return set, fmt.Errorf("erase %s: %w", e.Name(), err)
		}
		if done != nil {
			set = append(set, *done)
		}
	}
	return set, s.expireUnpublished(first)
}

// erase erases one month; nil when nothing of it stands.
func (s *Store) erase(month string, t Tombstone) (*Tombstone, error) {
	dir := filepath.Join(s.Dir, month)
	numbers, err := versions(dir)
	if err != nil || len(numbers) == 0 {
		return nil, err
	}
	old, err := readTombstone(dir)
	if err != nil {
		return nil, err
	}
	t.Schema, t.Month = 1, month
	if old != nil {
		t.Versions = old.Versions
	}
	for _, n := range numbers {
		version := versionName(n)
		if old != nil && old.holds(version) {
			continue
		}
		gone := Erased{Version: version}
		if m, err := readManifest(filepath.Join(dir, version)); err == nil {
			gone.RunID, gone.MethodVersion, gone.Files = m.RunID, m.MethodVersion, len(m.Files)
		}
		if part, err := readLedger(filepath.Join(dir, version, filepath.FromSlash(LedgerPath))); err == nil {
			gone.LedgerRows = len(part)
		}
		t.Versions = append(t.Versions, gone)
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(t); err != nil {
		return nil, err
	}
	next := filepath.Join(dir, fmt.Sprintf(".current-%d", s.pid)) // a dead run's is removed by the next
	if err := writeSynced(next, text.Bytes()); err != nil {
		return nil, err
	}
	if err := os.Rename(next, filepath.Join(dir, tombstonePath)); err != nil {
		return nil, err
	}
	if err := syncDir(dir); err != nil {
		return nil, err
	}
	s.step("tombstone")
	if err := os.Remove(filepath.Join(dir, "current")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, n := range numbers {
		if err := os.RemoveAll(filepath.Join(dir, versionName(n))); err != nil {
			return nil, err
		}
	}
	s.step("erased")
	return &t, syncDir(dir)
}

// expireUnpublished removes what stands beside the publications for the months before first:
// the findings of blocked runs and of checks, cards that were asked for.
func (s *Store) expireUnpublished(first string) error {
	for _, name := range []string{blockedDir, "_check", "_explain"} {
		dir := filepath.Join(s.Dir, name)
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		for _, e := range entries {
			if isMonth(e.Name()) && e.Name() < first {
				if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (t *Tombstone) holds(version string) bool {
	for _, v := range t.Versions {
		if v.Version == version {
			return true
		}
	}
	return false
}

// readTombstone returns the tombstone of a month, nil when there is none.
func readTombstone(monthDir string) (*Tombstone, error) {
	path := filepath.Join(monthDir, tombstonePath)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var t Tombstone
	if err := json.Unmarshal(text, &t); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrTorn, path, err)
	}
	return &t, nil
}
