package month

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestDeliveredMode: the recipient's group may read what is delivered, everybody else may
// not, whatever an interrupted delivery left there.
func TestDeliveredMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes")
	}
	dir := t.TempDir()
	from, to := filepath.Join(dir, "card.xlsx"), filepath.Join(dir, "card.xlsx.part")
	for path, mode := range map[string]os.FileMode{from: 0o600, to: 0o666} {
		if err := os.WriteFile(path, []byte("half"), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := copyFile(from, to); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(to)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != deliveredMode && mode != deliveredMode&^0o040 { // under umask 077
		t.Errorf("mode %v", mode)
	}
}
