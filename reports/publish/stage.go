package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
)

// Stage is a version being written, seen by nobody yet.
type Stage struct {
	store *Store
	month string
	dir   string // out/.staging-PID
	mu    sync.Mutex
	files map[string]File
}

// Stage opens the staging directory for month.
func (s *Store) Stage(month string) (*Stage, error) {
	if !isMonth(month) {
		return nil, fmt.Errorf("%q is not a month of the form 2026-10", month)
	}
	g := &Stage{store: s, month: month, dir: filepath.Join(s.Dir, fmt.Sprintf(".staging-%d", s.pid)), files: map[string]File{}}
	if err := os.RemoveAll(g.dir); err != nil {
		return nil, err
	}
	for _, d := range []string{g.dir, g.root(), g.Scratch()} {
		if err := os.Mkdir(d, dirMode); err != nil {
			return nil, err
		}
	}
	s.step("staged")
	return g, nil
}

// root is what becomes the version's directory.
func (g *Stage) root() string { return filepath.Join(g.dir, "version") }

// Scratch is a directory for work files; it goes with the stage.
func (g *Stage) Scratch() string { return filepath.Join(g.dir, "scratch") }

// Create opens a new file of the version at path (slashes, relative). Its bytes are
// hashed on their way; Close fsyncs it. Create may be called from several goroutines.
func (g *Stage) Create(path string) (io.WriteCloser, error) {
	if !filepath.IsLocal(filepath.FromSlash(path)) || strings.Contains(path, `\`) {
		return nil, fmt.Errorf("%q does not stay inside the version", path)
	}
	full := filepath.Join(g.root(), filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), dirMode); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, err
	}
	return &stagedFile{stage: g, path: path, file: f, sum: sha256.New()}, nil
}

// Write creates the file at path with what write writes.
func (g *Stage) Write(path string, write func(io.Writer) error) error {
	f, err := g.Create(path)
	if err != nil {
		return err
	}
	err = write(struct{ io.Writer }{f}) // closing is ours: some writers close what they can
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// WriteSealed creates the file at path with what seal makes of what write writes: an
// encrypted workbook. The manifest gets sum and size of the clear bytes, since the salt
// of an encryption is another each time.
func (g *Stage) WriteSealed(path string, write func(io.Writer) error, seal func([]byte) ([]byte, error)) error {
	var clear bytes.Buffer
	if err := write(&clear); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	closed, err := seal(clear.Bytes())
	if err != nil {
		return fmt.Errorf("encrypt %s: %w", path, err)
	}
	if err := g.Write(path, func(w io.Writer) error { _, err := w.Write(closed); return err }); err != nil {
		return err
	}
	sum := sha256.Sum256(clear.Bytes())
	g.mu.Lock()
	g.files[path] = File{Path: path, SHA256: hex.EncodeToString(sum[:]), Size: int64(clear.Len()), Sealed: true}
	g.mu.Unlock()
	return nil
}

// sealed reports whether the file at path is an encrypted container of at least size
// bytes: as much as can be said of it without the password.
func sealed(path string, size int64) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 8)
	if _, err := io.ReadFull(f, head); err != nil || string(head) != "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Size() >= size
}

// stagedFile counts and hashes what goes through it.
type stagedFile struct {
	stage *Stage
	path  string
	file  *os.File
	sum   hash.Hash
	size  int64
}

func (f *stagedFile) Write(p []byte) (int, error) {
	n, err := f.file.Write(p)
	f.sum.Write(p[:n])
	f.size += int64(n)
	return n, err
}

func (f *stagedFile) Close() error {
	if err := errors.Join(f.file.Sync(), f.file.Close()); err != nil {
		return err
	}
	f.stage.mu.Lock()
	f.stage.files[f.path] = File{Path: f.path, SHA256: hex.EncodeToString(f.sum.Sum(nil)), Size: f.size}
	f.stage.mu.Unlock()
	f.stage.store.step("file " + f.path)
	return nil
}

// Next returns the name that Publish will give in the output directory dir: one above
// every version directory of the month, whole or not, and above those that were erased,
// so that nothing is ever overwritten and no name is given twice.
func Next(dir, month string) (string, error) {
	monthDir := filepath.Join(dir, month)
	all, err := versions(monthDir)
	if err != nil {
		return "", err
	}
	gone, err := readTombstone(monthDir)
	if err != nil {
		return "", err
	}
	last := 0
	if len(all) > 0 {
		last = all[len(all)-1]
	}
	if gone != nil {
		for _, v := range gone.Versions {
			if n, ok := versionNumber(v.Version); ok {
				last = max(last, n)
			}
		}
	}
	return versionName(last + 1), nil
}

// Publish writes m with the version's name and its files, and makes the stage the
// month's next version and its current one. Afterwards the findings of blocked runs
// for the month are gone, and so is the stage.
func (g *Stage) Publish(m Manifest) (*Standing, error) {
	s := g.store
	version, err := Next(s.Dir, g.month)
	if err != nil {
		return nil, err
	}
	m.Schema, m.Month, m.Version = ManifestSchema, g.month, version
	m.Files = g.Files()
	text, err := m.encode()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(g.root(), filepath.FromSlash(ManifestPath))
	if err := os.MkdirAll(filepath.Dir(path), dirMode); err != nil {
		return nil, err
	}
	if err := writeSynced(path, text); err != nil {
		return nil, err
	}
	s.step("manifest")
	if err := syncTree(g.root()); err != nil {
		return nil, err
	}
	monthDir := filepath.Join(s.Dir, g.month)
	if err := makeDirs(monthDir); err != nil {
		return nil, err
	}
	s.step("synced")
	final := filepath.Join(monthDir, version)
	if err := os.Rename(g.root(), final); err != nil {
		return nil, err
	}
	s.step("renamed")
	if err := syncDir(monthDir); err != nil {
		return nil, err
	}
	n, _ := versionNumber(version)
	if err := s.turn(g.month, n); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(filepath.Join(s.Dir, blockedDir, g.month)); err != nil {
		return nil, err
	}
	s.step("blocked-removed")
	if err := g.Discard(); err != nil {
		return nil, err
	}
	s.step("done")
	return &Standing{Month: g.month, Version: version, Dir: final, Manifest: &m}, nil
}

// Block puts the stage's files to out/_blocked/MONTH in place of those of an earlier
// blocked run and returns that directory. No version appears.
func (g *Stage) Block() (string, error) {
	s := g.store
	if err := syncTree(g.root()); err != nil {
		return "", err
	}
	parent := filepath.Join(s.Dir, blockedDir)
	if err := makeDirs(parent); err != nil {
		return "", err
	}
	final := filepath.Join(parent, g.month)
	old := filepath.Join(g.Scratch(), "blocked-before")
	if err := os.Rename(final, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	s.step("blocked-away")
	if err := os.Rename(g.root(), final); err != nil {
		return "", err
	}
	s.step("blocked-renamed")
	if err := syncDir(parent); err != nil {
		return "", err
	}
	return final, g.Discard()
}

// Files returns what was written so far, by path.
func (g *Stage) Files() []File {
	g.mu.Lock()
	defer g.mu.Unlock()
	list := make([]File, 0, len(g.files))
	for _, f := range g.files {
		list = append(list, f)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Path < list[j].Path })
	return list
}

// Discard removes the stage. After Publish or Block it does nothing.
func (g *Stage) Discard() error { return os.RemoveAll(g.dir) }
