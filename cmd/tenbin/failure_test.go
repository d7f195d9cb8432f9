package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"tenbin/metrics"

	"tenbin/ingest"
	"tenbin/reports/publish"
)

func TestExitCodesAreTheFirstThatApplies(t *testing.T) {
	for _, c := range []struct{ a, b, want int }{
		{exitDone, exitWarnings, exitWarnings}, {exitWarnings, exitFault, exitFault}, {exitFault, exitBlocked, exitBlocked},
		{exitBlocked, exitUsage, exitUsage}, {exitDone, exitDone, exitDone}, {exitBlocked, exitWarnings, exitBlocked},
	} {
		if got := worse(c.a, c.b); got != c.want {
			t.Errorf("worse(%d, %d) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := worse(c.b, c.a); got != c.want {
			t.Errorf("worse(%d, %d) = %d, want %d", c.b, c.a, got, c.want)
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
		{file(ingest.ErrNotFound), exitUsage, "what (q3.csv): to do"},
		{file(ingest.ErrBadSource), exitUsage, "what (q3.csv): to do"},
		{file(ingest.ErrUnreadable), exitBlocked, "what (q3.csv): to do"},
		{file(ingest.ErrNoTable), exitBlocked, "what (q3.csv): to do"},
		{file(ingest.ErrMissingColumn), exitBlocked, "what (q3.csv): to do"},
		{file(ingest.ErrEmptyExport), exitBlocked, "what (q3.csv): to do"},
		{fmt.Errorf("scoring: %w", context.Canceled), exitFault, "interrupted: nothing was published; run it again"},
		{&publish.LockedError{Path: "out/.lock"}, exitFault, "another run holds the output directory (out/.lock): wait until it ends and run it again"},
		{&fs.PathError{Op: "write", Path: "out/x", Err: syscall.ENOSPC}, exitFault, "the disk is full (out/x): make room and run it again; what was published stands as it was"},
		{&fs.PathError{Op: "open", Path: "out", Err: fs.ErrPermission}, exitFault, "open: permission denied (out): check the place and its permissions"},
		{errors.New("boom"), exitFault, "boom: this may be a defect of the program; report it with this line"},
	} {
		f := explain(c.err)
		if f.exit != c.exit || f.Error() != c.en && !errors.Is(c.err, fs.ErrPermission) {
			t.Errorf("explain(%v) = %d %q, want %d %q", c.err, f.exit, f.Error(), c.exit, c.en)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  map[string]string
		want string
	}{
		{nil, nil, "en"},
		{nil, map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{nil, map[string]string{"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"},
		{nil, map[string]string{"LC_MESSAGES": "ja_JP", "LANG": "en_US"}, "ja"},
		{nil, map[string]string{"LANG": "jam_JM"}, "en"},
		{[]string{"run", "--lang", "ja"}, map[string]string{"LANG": "en_US"}, "ja"},
		{[]string{"run", "--lang=en"}, map[string]string{"LANG": "ja_JP"}, "en"},
		{[]string{"run", "--", "--lang=en"}, map[string]string{"LANG": "ja_JP"}, "ja"},
	} {
		if got := languageOf(c.args, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%v %v: %s, want %s", c.args, c.env, got, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		v      int64
		places int
		want   string
	}{{0, 0, "0"}, {999, 0, "999"}, {1000, 0, "1,000"}, {-1234567, 0, "-1,234,567"}, {5, 2, "0.05"}, {123456, 2, "1,234.56"}, {-100000, 2, "-1,000.00"}} {
		if got := money(c.v, c.places); got != c.want {
			t.Errorf("money(%d, %d) = %s, want %s", c.v, c.places, got, c.want)
		}
	}
}

func TestAmountOf(t *testing.T) {
	for _, c := range []struct {
		v        int64
		currency string
		places   int
		want     words
	}{
		{1630522, "JPY", 0, words{"1,630,522円", "¥1,630,522"}},
		{-5000, "JPY", 0, words{"-5,000円", "-¥5,000"}},
		{147906, "EUR", 2, words{"1,479.06 EUR", "1,479.06 EUR"}},
	} {
		if got := amountOf(c.v, &metrics.Assessment{Currency: c.currency, MinorUnits: c.places}); got != c.want {
			t.Errorf("amountOf(%d %s) = %q, want %q", c.v, c.currency, got, c.want)
		}
	}
}
