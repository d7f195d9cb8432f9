package publish

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// LedgerPath is where a version keeps its part of the ledger.
const LedgerPath = "operator/ledger.jsonl"

// LedgerEntry is one thing that was told to one reader, on which evidence, or one
// decision that came back. The part of a version holds the entries of its run; the
// whole ledger is the union of the parts in order of month and version.
type LedgerEntry struct {
	RunID       string `json:"run_id"`
	Month       string `json:"month"`
	Kind        string `json:"kind"`      // told, decided
	Audience    string `json:"audience"`  // manager, person, hr, division
	Recipient   string `json:"recipient"` // id of the reader
	FindingID   string `json:"finding_id"`
	Person      string `json:"person"`
	Client      string `json:"client"`
	Instruction string `json:"instruction"`
	Action      string `json:"action"` // what was asked, or what was decided
	EvidenceJA  string `json:"evidence_ja"`
	EvidenceEN  string `json:"evidence_en"`
	Amount      *int64 `json:"amount_at_stake"` // minor units
	By          string `json:"by"`              // ISO date, "" = none
	Reason      string `json:"reason"`          // of a decision
	Outcome     string `json:"outcome"`         // of a decision
}

// WriteLedger writes entries one a line.
func WriteLedger(w io.Writer, entries []LedgerEntry) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, l := range entries {
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	return nil
}

// Ledger returns the whole ledger of the output directory dir: every version's part,
// by month and version.
func Ledger(dir string) ([]LedgerEntry, error) {
	months, err := Months(dir)
	if err != nil {
		return nil, err
	}
	var all []LedgerEntry
	for _, month := range months {
		numbers, err := versions(filepath.Join(dir, month))
		if err != nil {
			return nil, err
		}
		for _, n := range numbers {
			part, err := readLedger(filepath.Join(dir, month, versionName(n), filepath.FromSlash(LedgerPath)))
			if err != nil {
				return nil, err
			}
			all = append(all, part...)
		}
	}
	return all, nil
}

func readLedger(path string) ([]LedgerEntry, error) {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var part []LedgerEntry
	d := json.NewDecoder(bufio.NewReader(f))
	for {
		var l LedgerEntry
		if err := d.Decode(&l); err == io.EOF {
			return part, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		part = append(part, l)
	}
}

// Runs returns the run ids of every version that stands in the output directory dir, each
// with its place in the order of month and version, from 1.
func Runs(dir string) (map[string]int, error) {
	months, err := Months(dir)
	if err != nil {
		return nil, err
	}
	runs, order := map[string]int{}, 0
	for _, month := range months {
		numbers, err := versions(filepath.Join(dir, month))
		if err != nil {
			return nil, err
		}
		for _, n := range numbers {
			m, err := readManifest(filepath.Join(dir, month, versionName(n)))
			if errors.Is(err, ErrTorn) {
				continue // it never stood
			}
			if err != nil {
				return nil, err
			}
			order++
			runs[m.RunID] = order
		}
	}
	return runs, nil
}
