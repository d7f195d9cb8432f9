package ingest

import (
	"errors"
	"io/fs"
	"os"

	"tenbin/ingest/fault"
	"tenbin/ingest/source"
)

// fileState is what a file looked like when its bytes were summed.
type fileState struct {
	path string // as the configuration gives it
	full string
	info fs.FileInfo
}

// sum notes how the file at path looks and returns the sum of its bytes.
func (in *Input) sum(path string) (string, error) {
	full, err := in.note(path)
	if err != nil {
		return "", err
	}
	return digest(full)
}

// note remembers how the file at path looks before its bytes are summed, and returns
// where it lies.
func (in *Input) note(path string) (full string, err error) {
	full = source.Within(in.sources.Base, path)
	info, err := os.Stat(full)
	if err != nil {
		return "", err
	}
	in.states = append(in.states, fileState{path, full, info})
	return full, nil
}

// Unchanged returns an error with the code ErrChanged when a file that was read is gone,
// or has another size or time of change than when its bytes were summed: what was
// computed then belongs to no export that ever stood there whole.
func (in *Input) Unchanged() error {
	for _, s := range in.states {
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
