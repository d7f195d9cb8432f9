package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Months before the first to keep go, with a tombstone; the others stay as they are.
func TestExpire(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, month := range []string{"2023-09", "2023-09", "2023-10", "2023-11"} {
		if _, err := publishOne(s, month, month, "secret of "+month); err != nil {
			t.Fatal(err)
		}
	}
	for _, beside := range []string{blockedDir, "_check", "_explain"} {
		if err := os.MkdirAll(filepath.Join(dir, beside, "2023-08"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	rule := Tombstone{Rule: "publish.keep_months: 36", ErasedBy: "r-X", AsOf: "2026-10-31"}
	set, err := s.Expire("2023-11", rule)
	if err != nil || len(set) != 2 || len(set[0].Versions) != 2 || set[0].Versions[1].Version != "v2" || set[0].Versions[0].Files == 0 {
		t.Fatalf("%+v, %v", set, err)
	}
	for _, month := range []string{"2023-09", "2023-10"} {
		if p, err := Look(dir, month); p != nil || err != nil {
			t.Errorf("%s still stands: %+v, %v", month, p, err)
		}
	}
	if p, err := Look(dir, "2023-11"); err != nil || p == nil || !whole(p.Dir) {
		t.Errorf("2023-11 is harmed: %+v, %v", p, err)
	}
	err = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.Contains(path, "2023-11") {
			return err
		}
		if text, err := os.ReadFile(path); err != nil || strings.Contains(string(text), "secret of") {
			t.Errorf("%s still holds what was erased, %v", path, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "_*", "2023-08")); err != nil || len(left) > 0 {
		t.Errorf("%v is kept", left)
	}
	if again, err := s.Expire("2023-11", rule); err != nil || len(again) != 0 {
		t.Errorf("a second time: %+v, %v", again, err)
	}
	if next, err := Next(dir, "2023-09"); err != nil || next != "v3" {
		t.Errorf("the next version of an erased month is %s, %v; want v3: no name is given twice", next, err)
	}
}

// A run that dies while it erases leaves what the next completes.
func TestExpireResumes(t *testing.T) {
	dir := t.TempDir()
	dead := false
	s, err := Open(dir, Options{Steps: func(name string) {
		if name == "tombstone" && !dead {
			dead = true
			panic("killed")
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := publishOne(s, "2023-09", "A", "A"); err != nil {
			t.Fatal(err)
		}
	}
	func() {
		defer func() { recover() }()
		s.Expire("2026-01", Tombstone{Rule: "first"})
	}()
	if p, err := Look(dir, "2023-09"); err != nil || p == nil {
		t.Fatalf("nothing stands between tombstone and erasure: %+v, %v", p, err)
	}
	set, err := s.Expire("2026-01", Tombstone{Rule: "second"})
	if err != nil || len(set) != 1 || len(set[0].Versions) != 2 {
		t.Fatalf("%+v, %v", set, err)
	}
	if left, err := versions(filepath.Join(dir, "2023-09")); err != nil || len(left) > 0 {
		t.Errorf("the next run leaves the versions %v, %v", left, err)
	}
}
