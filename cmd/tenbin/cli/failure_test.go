package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"tenbin/ingest"
	"tenbin/reports/publish"
)

func TestExitCodesAreTheFirstThatApplies(t *testing.T) {
	for _, c := range []struct{ a, b, want int }{
		{ExitDone, ExitWarnings, ExitWarnings}, {ExitWarnings, ExitFault, ExitFault}, {ExitFault, ExitBlocked, ExitBlocked},
		{ExitBlocked, ExitUsage, ExitUsage}, {ExitDone, ExitDone, ExitDone}, {ExitBlocked, ExitWarnings, ExitBlocked},
	} {
		if got := Worse(c.a, c.b); got != c.want {
			t.Errorf("Worse(%d, %d) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := Worse(c.b, c.a); got != c.want {
			t.Errorf("Worse(%d, %d) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func TestExplain(t *testing.T) {
	file := func(code error) error {
		return fmt.Errorf("open: %w", &ingest.FileError{Path: "q3.csv", Code: code, What: ingest.Sentence{JA: "何", EN: "what"}, ToDo: ingest.Sentence{JA: "対応", EN: "to do"}})
	}
	for _, c := range []struct {
		err  error
		exit int
		en   string
	}{
		{file(ingest.ErrNotFound), ExitUsage, "what (q3.csv): to do"},
		{file(ingest.ErrBadSource), ExitUsage, "what (q3.csv): to do"},
		{file(ingest.ErrUnreadable), ExitBlocked, "what (q3.csv): to do"},
		{file(ingest.ErrNoTable), ExitBlocked, "what (q3.csv): to do"},
		{file(ingest.ErrMissingColumn), ExitBlocked, "what (q3.csv): to do"},
		{file(ingest.ErrEmptyExport), ExitBlocked, "what (q3.csv): to do"},
		{fmt.Errorf("scoring: %w", context.Canceled), ExitFault, "interrupted: nothing was published; run it again"},
		{&publish.LockedError{Path: "out/.lock"}, ExitFault, "another run holds the output directory (out/.lock): wait until it ends and run it again"},
		{&fs.PathError{Op: "write", Path: "out/x", Err: syscall.ENOSPC}, ExitFault, "the disk is full (out/x): make room and run it again; what was published stands as it was"},
		{&fs.PathError{Op: "open", Path: "out", Err: fs.ErrPermission}, ExitFault, "open: permission denied (out): check the place and its permissions"},
		{errors.New("boom"), ExitFault, "boom: this may be a defect of the program; report it with this line"},
	} {
		f := Explain(c.err)
		if f.Exit != c.exit || f.Error() != c.en && !errors.Is(c.err, fs.ErrPermission) {
			t.Errorf("explain(%v) = %d %q, want %d %q", c.err, f.Exit, f.Error(), c.exit, c.en)
		}
	}
}
