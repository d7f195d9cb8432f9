package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"sync"

	"tenbin/ingest/format"
	"tenbin/ingest/table"
)

// digests are the SHA-256 sums of the files, worked out beside the first passes.
type digests struct {
	off   bool
	group sync.WaitGroup
	sums  []*fileSum
}

type fileSum struct {
	file       int // in the run's list
	shown, sum string
	err        error
}

func (in *Input) digests() *digests { return &digests{off: in.sources.NoDigests} }

// start begins the sum of a file.
func (d *digests) start(file int, path, shown string) {
	f := &fileSum{file: file, shown: shown}
	d.sums = append(d.sums, f)
	if d.off {
		return
	}
	d.group.Go(func() { f.sum, f.err = digest(path) })
}

// wait fills in the sums, once they are there.
func (d *digests) wait(files []table.File) error {
	d.group.Wait()
	for _, f := range d.sums {
		if f.err != nil {
			return format.Unreadable(f.shown, f.err)
		}
		files[f.file].SHA256 = f.sum
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
