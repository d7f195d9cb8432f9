package publish

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The test binary runs itself as the process that dies: with killDir set it
// publishes there and kills itself without warning at the step killAt.
const (
	killDir = "PUBLISH_TEST_DIR"
	killAt  = "PUBLISH_TEST_KILL_AT"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		dieWhilePublishing(dir, os.Getenv(killAt))
	}
	os.Exit(m.Run())
}

func dieWhilePublishing(dir, at string) {
	s, err := Open(dir, Options{Steps: func(name string) {
		if name == at {
			if self, err := os.FindProcess(os.Getpid()); err == nil {
				self.Kill()
			}
			select {} // death is on its way
		}
	}})
	if err != nil {
		os.Stderr.WriteString(err.Error())
		os.Exit(3)
	}
	if _, err := publishOne(s, "2026-10", "NEW", "NEW"); err != nil {
		os.Stderr.WriteString(err.Error())
		os.Exit(3)
	}
	os.Exit(0)
}

// steps returns the names of the points that a publication passes, in order.
func steps(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	var names []string
	s, err := Open(dir, Options{Steps: func(name string) { names = append(names, name) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := publishOne(s, "2026-10", "OLD", "OLD"); err != nil {
		t.Fatal(err)
	}
	return names
}

// TestKilledAtAnyStep kills a publication at each of its points. At once afterwards
// a reader sees the former version, or the new one whole; the next run cleans up,
// completes, and publishes its own.
func TestKilledAtAnyStep(t *testing.T) {
	all := steps(t)
	if len(all) < 10 {
		t.Fatalf("only the steps %v: the points of a publication are gone", all)
	}
	renamed := false
	for _, at := range all {
		renamed = renamed || at == "renamed"
		turned := renamed && at != "renamed" && at != "current-written"
		t.Run(at, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			if _, err := publishOne(s, "2026-10", "OLD", "OLD"); err != nil {
				t.Fatal(err)
			}
			s.Close()

			child := exec.Command(os.Args[0])
			child.Env = append(os.Environ(), killDir+"="+dir, killAt+"="+at)
			if out, err := child.CombinedOutput(); err == nil || child.ProcessState.ExitCode() == 3 {
				t.Fatalf("the child was not killed: %v %s", err, out)
			}

			check := func(when, version, text string) {
				t.Helper()
				p, err := Look(dir, "2026-10")
				if err != nil {
					t.Fatalf("%s: %v", when, err)
				}
				if p.Version != version || !whole(p.Dir) {
					t.Errorf("%s: %s stands, whole %v; want %s, whole", when, p.Version, whole(p.Dir), version)
				}
				for _, f := range p.Manifest.Files {
					if got, err := os.ReadFile(filepath.Join(p.Dir, f.Path)); err != nil || string(got) != text {
						t.Errorf("%s: %s holds %q, %v; want %q", when, f.Path, got, err, text)
					}
				}
			}
			if turned {
				check("after the death", "v2", "NEW")
			} else {
				check("after the death", "v1", "OLD")
			}
			s = open(t, dir)
			next := "v2"
			if renamed {
				check("after the next start", "v2", "NEW")
				next = "v3"
			} else {
				check("after the next start", "v1", "OLD")
			}
			if got := tree(t, dir); strings.Contains(got, ".staging-") || strings.Contains(got, ".current-") {
				t.Errorf("the next start leaves\n%s", got)
			}
			if p, err := publishOne(s, "2026-10", "LATER", "LATER"); err != nil || p.Version != next {
				t.Errorf("the next publication is %+v, %v; want %s", p, err, next)
			}
			check("after the next publication", next, "LATER")
		})
	}
}
