package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"

	"tenbin/ingest/fault"
	"tenbin/ingest/format"
	"tenbin/ingest/source"
	"tenbin/ingest/table"
)

// fileList are the files of a run in the order in which they were opened, with what they
// looked like and the SHA-256 of their bytes, worked out beside the first passes.
type fileList struct {
	base   string
	off    bool // no sums are wanted
	list   []table.File
	states []fileState
	group  sync.WaitGroup
	sums   []*fileSum
}

// fileState is what a file looked like when its bytes were summed.
type fileState struct {
	path string // as the configuration gives it
	full string
	info fs.FileInfo
}

type fileSum struct {
	file       int // in the list
	shown, sum string
	err        error
}

// add puts a file at the end of the list and returns its number.
func (l *fileList) add(f table.File) int {
	l.list = append(l.list, f)
	return len(l.list) - 1
}

// has reports whether a table has a file.
func (l *fileList) has(tableName, path string) bool {
	return slices.ContainsFunc(l.list, func(f table.File) bool { return f.Path == path && f.Table == tableName })
}

// note remembers how the file at path looks before its bytes are summed, and returns
// where it lies.
func (l *fileList) note(path string) (full string, err error) {
	full = source.Within(l.base, path)
	info, err := os.Stat(full)
	if err != nil {
		return "", err
	}
	l.states = append(l.states, fileState{path, full, info})
	return full, nil
}

// sum notes how the file at path looks and returns the sum of its bytes.
func (l *fileList) sum(path string) (string, error) {
	full, err := l.note(path)
	if err != nil {
		return "", err
	}
	return digest(full)
}

// start begins the sum of a file of the list.
func (l *fileList) start(file int, full string) {
	if l.off {
		return
	}
	f := &fileSum{file: file, shown: l.list[file].Path}
	l.sums = append(l.sums, f)
	l.group.Go(func() { f.sum, f.err = digest(full) })
}

// wait fills in the sums, once they are there.
func (l *fileList) wait() error {
	l.group.Wait()
	for _, f := range l.sums {
		if f.err != nil {
			return format.Unreadable(f.shown, f.err)
		}
		l.list[f.file].SHA256 = f.sum
	}
	l.sums = nil
	return nil
}

// unchanged returns an error with the code ErrChanged when a file that was read is gone,
// or has another size or time of change than when its bytes were summed: what was
// computed then belongs to no export that ever stood there whole.
func (l *fileList) unchanged() error {
	for _, s := range l.states {
		now, err := os.Stat(s.full)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fault.New(s.path, fault.ErrChanged, fault.Sentence{JA: "読んでいる間にファイルがなくなりました", EN: "the file vanished while it was read"},
				fault.Sentence{JA: "ファイルを戻して、もう一度実行してください", EN: "put it back and run it again"})
		case err != nil:
			return err
		case now.Size() != s.info.Size() || !now.ModTime().Equal(s.info.ModTime()):
			return fault.New(s.path, fault.ErrChanged, fault.Sentence{JA: "読んでいる間にファイルが変わりました", EN: "the file changed while it was read"},
				fault.Sentence{JA: "出力が終わってから、もう一度実行してください", EN: "run it again when the export is complete"})
		}
	}
	return nil
}

// digest returns the SHA-256 of a file's bytes in hex.
func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
