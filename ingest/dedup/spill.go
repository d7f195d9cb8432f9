package dedup

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

// Spill is where fingerprints go that memory has no room for: one private file of a run,
// in chunks of chunkSize, removed when the run is over. A nil spill keeps all in memory.
type Spill struct {
	most int64  // fingerprints that all prints together may hold in full chunks
	dir  string // in which the file is made; "" = the system's
	held atomic.Int64

	mu   sync.Mutex
	file *os.File
	path string // of its directory
	size int64
	err  error // the first that was met; from then on nothing is written
}

// memoryShare is the part of a run's memory that the fingerprints may take: a quarter.
const memoryShare = 4

// NewSpill bounds the fingerprints of a run that may use so much memory; nil for 0, no
// bound.
func NewSpill(memory int64, dir string) *Spill {
	if memory <= 0 {
		return nil
	}
	return &Spill{most: memory / memoryShare / 8, dir: dir}
}

// room reports whether memory takes another chunk, and counts it.
func (s *Spill) room() bool {
	if s == nil {
		return true
	}
	if s.held.Add(chunkSize) <= s.most {
		return true
	}
	s.held.Add(-chunkSize)
	return false
}

// compared ends what memory holds: nobody looks at it again.
func (s *Spill) compared() {
	if s != nil {
		s.held.Store(0)
	}
}

// write puts a chunk into the file and returns where it stands.
func (s *Spill) write(chunk []uint64) (at int64, err error) {
	b := make([]byte, 0, 8*chunkSize)
	for _, x := range chunk {
		b = binary.LittleEndian.AppendUint64(b, x)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	if s.file == nil {
		if s.path, s.err = os.MkdirTemp(s.dir, ".staging-prints-"); s.err == nil {
			s.file, s.err = os.CreateTemp(s.path, "prints-*")
		}
	}
	if s.err == nil {
		at = s.size
		var n int
		n, s.err = s.file.WriteAt(b, at)
		s.size += int64(n)
	}
	if s.err != nil {
		s.err = fmt.Errorf("fingerprints of ids that limits.memory leaves no room for: %w", s.err)
	}
	return at, s.err
}

// read returns the chunk that stands at at.
func (s *Spill) read(at int64, chunk []uint64) ([]uint64, error) {
	var b [8 * chunkSize]byte
	if _, err := s.file.ReadAt(b[:], at); err != nil {
		return nil, fmt.Errorf("fingerprints of ids: %w", err)
	}
	for k := range chunkSize {
		chunk = append(chunk, binary.LittleEndian.Uint64(b[8*k:]))
	}
	return chunk, nil
}

// failed returns the first error that was met.
func (s *Spill) failed() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Close removes the file.
func (s *Spill) Close() error {
	if s == nil || s.path == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.file != nil {
		errs = append(errs, s.file.Close())
	}
	errs = append(errs, os.RemoveAll(s.path))
	s.file, s.path = nil, ""
	return errors.Join(errs...)
}
