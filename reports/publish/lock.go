package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// ErrLocked means that another run holds the output directory.
var ErrLocked = errors.New("another run holds the output directory")

// Holder tells who holds the lock, for the message that the other run prints.
type Holder struct {
	Host string `json:"host"`
	PID  int    `json:"pid"`
	User string `json:"user"`
}

// LockedError carries the holder of the lock; it is ErrLocked.
type LockedError struct {
	Path   string
	Holder Holder // zero when the holder has not yet written it
}

// Error says who holds which lock.
func (e *LockedError) Error() string {
	if e.Holder == (Holder{}) {
		return fmt.Sprintf("%v: %s", ErrLocked, e.Path)
	}
	return fmt.Sprintf("%v: %s (host %s, pid %d, user %s)", ErrLocked, e.Path, e.Holder.Host, e.Holder.PID, e.Holder.User)
}

// Is makes errors.Is(err, ErrLocked) true.
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// lock takes the lock of dir without waiting. The kernel frees it at any death of
// the process; the file's text is only for the message.
func lock(dir string, who Holder) (*flock.Flock, error) {
	path := filepath.Join(dir, ".lock")
	l := flock.New(path, flock.SetPermissions(fileMode))
	got, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if !got {
		held := &LockedError{Path: path}
		if text, err := os.ReadFile(path); err == nil {
			json.Unmarshal(text, &held.Holder) // half-written text leaves the zero Holder
		}
		return nil, held
	}
	text, err := json.Marshal(who)
	if err == nil {
		err = os.WriteFile(path, append(text, '\n'), fileMode)
	}
	if err != nil {
		l.Unlock()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return l, nil
}
