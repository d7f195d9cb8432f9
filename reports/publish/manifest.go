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

// ManifestSchema is the version of the manifest's form.
const ManifestSchema = 1

// ManifestPath is where a version keeps its manifest.
const ManifestPath = "operator/manifest.json"

// ErrTorn means that what stands of a month is not whole: a manifest that is missing or
// cannot be read, a pointer that names no version.
var ErrTorn = errors.New("not whole")

// Manifest says what a published version was made from and of. Nothing in it
// depends on the clock, the machine, the user or absolute paths, so that the same
// input gives the same bytes.
type Manifest struct {
	Schema         int             `json:"schema"`
	RunID          string          `json:"run_id"` // "r-" + the input key
	Month          string          `json:"month"`  // YYYY-MM
	CutOff         string          `json:"cut_off"`
	Version        string          `json:"version"` // "v1", set by Publish
	Reasons        []Reason        `json:"reasons"` // why this version stands beside an older one; empty for v1
	MethodVersion  string          `json:"method_version"`
	ProgramVersion string          `json:"program_version"`
	ExitCode       int             `json:"exit_code"` // of the run that published; "unchanged" returns it again
	Inputs         []Input         `json:"inputs"`    // by path, then table
	Configuration  json.RawMessage `json:"configuration"`
	Review         *Review         `json:"review"` // null: nobody signed
	Plan           json.RawMessage `json:"plan"`
	Counts         json.RawMessage `json:"counts"`
	Understood     []Warning       `json:"understood,omitempty"` // how the files were read, in five lines
	Changes        []Change        `json:"changes"`              // differences by person from the version before
	Restated       []Restatement   `json:"restated"`             // look-back months whose published figures no longer hold
	Warnings       []Warning       `json:"warnings"`
	Notes          []Warning       `json:"notes"` // footnotes, which leave the exit code alone
	Files          []File          `json:"files"` // by path; the manifest itself is not among them
}

// Input is one file that the run read.
type Input struct {
	Path   string `json:"path"` // relative to the configuration, with slashes
	Table  string `json:"table"`
	SHA256 string `json:"sha256"` // hex of the bytes; of the rows where the source is a query
}

// File is one file of the version.
type File struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	Sealed bool   `json:"sealed,omitempty"` // encrypted on disk; sum and size are of the clear bytes, which do not vary
}

// Review is the sign-off of whoever looked over figures and configuration before they
// were published.
type Review struct {
	By   string `json:"by"`
	On   string `json:"on"` // ISO date
	Note string `json:"note"`
}

// Warning is a sentence that made the run's exit code 3, with its closed code.
type Warning struct {
	Code string `json:"code"`
	JA   string `json:"ja"`
	EN   string `json:"en"`
}

// Reason is one thing in which two publications of a month differ: an input, a key
// of the configuration or a version of method or program.
type Reason struct {
	Kind   string `json:"kind"` // input_added, input_removed, input_changed, configuration, method_version, program_version
	What   string `json:"what"` // the path or key
	Before string `json:"before"`
	After  string `json:"after"`
}

// Restatement is a month whose publication would come out differently today. It is
// published anew only by a run for it.
type Restatement struct {
	Month   string   `json:"month"`
	Version string   `json:"version"` // the publication that stands
	Changes []Change `json:"changes"`
}

// Change is one figure of one person that differs from the version before.
type Change struct {
	Person string          `json:"person"`         // "" where nobody is named
	Team   string          `json:"team,omitempty"` // then this
	Key    string          `json:"key"`            // dotted, as in assessment.json
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// encode writes m as it stands on disk: two spaces, LF, no escaped letters, lists
// never null.
func (m Manifest) encode() ([]byte, error) {
	m.Reasons, m.Inputs, m.Changes = notNil(m.Reasons), notNil(m.Inputs), notNil(m.Changes)
	m.Warnings, m.Files = notNil(m.Warnings), notNil(m.Files)
	m.Restated, m.Notes = notNil(m.Restated), notNil(m.Notes)
	for _, r := range []*json.RawMessage{&m.Configuration, &m.Plan, &m.Counts} {
		if len(*r) == 0 {
			*r = json.RawMessage("null")
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	return b.Bytes(), nil
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// readManifest reads the manifest of the version in dir.
func readManifest(dir string) (*Manifest, error) {
	path := filepath.Join(dir, filepath.FromSlash(ManifestPath))
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s is missing", ErrTorn, path)
	}
	if err != nil {
		return nil, err
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrTorn, path, err)
	}
	if m.Schema != ManifestSchema {
		return nil, fmt.Errorf("%s: schema %d, this program knows %d", path, m.Schema, ManifestSchema)
	}
	return &m, nil
}

// whole reports whether the version in dir has a manifest and every file that the
// manifest names with the same bytes.
func whole(dir string) bool {
	m, err := readManifest(dir)
	if err != nil {
		return false
	}
	for _, f := range m.Files {
		if f.Sealed {
			if !sealed(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Size) {
				return false
			}
			continue
		}
		sum, size, err := hashFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil || sum != f.SHA256 || size != f.Size {
			return false
		}
	}
	return true
}
