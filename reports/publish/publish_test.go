package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// publishOne publishes month with one file that holds text.
func publishOne(s *Store, month, key, text string) (*Standing, error) {
	g, err := s.Stage(month)
	if err != nil {
		return nil, err
	}
	defer g.Discard()
	for _, path := range []string{"managers/M1/manager.xlsx", "operator/assessment.json"} {
		if err := g.Write(path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			return nil, err
		}
	}
	return g.Publish(Manifest{RunID: "r-" + key, Inputs: []Input{{Path: "deals.csv", Table: "deals", SHA256: key}}})
}

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir, Options{Holder: Holder{Host: "h", PID: 7, User: "u"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// tree lists every path below dir with mode and, of files, the text.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		fmt.Fprintf(&b, "%s %s", info.Mode(), filepath.ToSlash(name))
		if !e.IsDir() && filepath.Base(name) != "manifest.json" && filepath.Base(name) != ".lock" {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, " %q", text)
		}
		b.WriteByte('\n')
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPublishLaysOutVersions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	s := open(t, dir)
	if got, err := s.Standing("2026-10"); got != nil || err != nil {
		t.Fatalf("Standing of an empty directory = %v, %v; want nil, nil", got, err)
	}
	for i, key := range []string{"K1", "K2"} {
		p, err := publishOne(s, "2026-10", key, key)
		if err != nil {
			t.Fatal(err)
		}
		if want := versionName(i + 1); p.Version != want {
			t.Errorf("version %s, want %s", p.Version, want)
		}
	}
	want := `-rw------- .lock
drwx------ 2026-10
-rw------- 2026-10/current "v2\n"
drwx------ 2026-10/v1
drwx------ 2026-10/v1/managers
drwx------ 2026-10/v1/managers/M1
-rw------- 2026-10/v1/managers/M1/manager.xlsx "K1"
drwx------ 2026-10/v1/operator
-rw------- 2026-10/v1/operator/assessment.json "K1"
-rw------- 2026-10/v1/operator/manifest.json
drwx------ 2026-10/v2
drwx------ 2026-10/v2/managers
drwx------ 2026-10/v2/managers/M1
-rw------- 2026-10/v2/managers/M1/manager.xlsx "K2"
drwx------ 2026-10/v2/operator
-rw------- 2026-10/v2/operator/assessment.json "K2"
-rw------- 2026-10/v2/operator/manifest.json
`
	if d := cmp.Diff(want, tree(t, dir)); d != "" {
		t.Error(d)
	}
	standing, err := s.Standing("2026-10")
	if err != nil || standing.Manifest.RunID != "r-K2" || standing.Manifest.Version != "v2" {
		t.Errorf("standing %+v, %v; want run r-K2 as v2", standing, err)
	}
	// printf K2 | sha256sum
	files := []File{
		{"managers/M1/manager.xlsx", "6897ab3e7bed435cf094a10477f16bf68af03a04d99b2833d43902ce2b40f0a9", 2, false},
		{"operator/assessment.json", "6897ab3e7bed435cf094a10477f16bf68af03a04d99b2833d43902ce2b40f0a9", 2, false},
	}
	if d := cmp.Diff(files, standing.Manifest.Files); d != "" {
		t.Error(d)
	}
}

func TestSecondRunIsRefusedWithHolder(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir)
	_, err := Open(dir, Options{Holder: Holder{Host: "other", PID: 8, User: "v"}})
	if !errors.Is(err, ErrLocked) {
		t.Fatalf("second Open: %v, want ErrLocked", err)
	}
	var held *LockedError
	if !errors.As(err, &held) || held.Holder != (Holder{"h", 7, "u"}) {
		t.Errorf("holder %+v, want that of the first", held)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir, Options{})
	if err != nil {
		t.Fatalf("Open after Close: %v", err)
	}
	again.Close()
}

func TestOpenCompletesAndCleans(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, key := range []string{"K1", "K2", "K3"} {
		if _, err := publishOne(s, "2026-10", key, key); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	month := filepath.Join(dir, "2026-10")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	// As a death between the two renames leaves it; v3 lost a file besides.
	must(os.WriteFile(filepath.Join(month, "current"), []byte("v1\n"), fileMode))
	must(os.WriteFile(filepath.Join(month, ".current-99"), []byte("v"), fileMode))
	must(os.MkdirAll(filepath.Join(dir, ".staging-99", "version"), dirMode))
	must(os.Remove(filepath.Join(month, "v3", "operator", "assessment.json")))

	s = open(t, dir)
	standing, err := s.Standing("2026-10")
	if err != nil || standing.Version != "v2" {
		t.Errorf("standing %+v, %v; want v2, the newest whole version", standing, err)
	}
	for _, gone := range []string{filepath.Join(month, ".current-99"), filepath.Join(dir, ".staging-99")} {
		if _, err := os.Stat(gone); !os.IsNotExist(err) {
			t.Errorf("%s is still there", gone)
		}
	}
	p, err := publishOne(s, "2026-10", "K4", "K4")
	if err != nil || p.Version != "v4" {
		t.Errorf("next version %+v, %v; want v4: a damaged v3 is not overwritten", p, err)
	}
}

func TestBlockReplacesAndPublishClears(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, text := range []string{"first", "second"} {
		g, err := s.Stage("2026-10")
		if err != nil {
			t.Fatal(err)
		}
		g.Write("errors.csv", func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
		where, err := g.Block()
		if err != nil || where != filepath.Join(dir, "_blocked", "2026-10") {
			t.Fatalf("Block = %q, %v", where, err)
		}
	}
	want := "-rw------- .lock\ndrwx------ _blocked\ndrwx------ _blocked/2026-10\n-rw------- _blocked/2026-10/errors.csv \"second\"\n"
	if d := cmp.Diff(want, tree(t, dir)); d != "" {
		t.Error(d)
	}
	if _, err := publishOne(s, "2026-10", "K", "K"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "_blocked", "2026-10")); !os.IsNotExist(err) {
		t.Error("findings of a blocked run stand beside the publication")
	}
}

func TestCreateStaysInside(t *testing.T) {
	s := open(t, t.TempDir())
	g, err := s.Stage("2026-10")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"../x", "/x", "a/../../x", "", `a\..\x`} {
		if f, err := g.Create(path); err == nil {
			f.Close()
			t.Errorf("Create(%q) is allowed", path)
		}
	}
	if _, err := s.Stage("2026-13"); err == nil {
		t.Error("Stage takes a month that does not exist")
	}
}

func TestReasons(t *testing.T) {
	base := func() *Manifest {
		return &Manifest{MethodVersion: "1.0", ProgramVersion: "0.1", Configuration: json.RawMessage(`{"window_months":24,"thresholds":{"tolerance":0.005},"size_bands":[1,2]}`),
			Inputs: []Input{{"a.csv", "deals", "1"}, {"b.csv", "deals", "2"}}}
	}
	now := base()
	now.MethodVersion = "1.1"
	now.Configuration = json.RawMessage(`{"thresholds":{"tolerance":0.01},"size_bands":[1,3],"window_months":24}`)
	now.Inputs = []Input{{"b.csv", "deals", "9"}, {"c.csv", "deals", "3"}}
	want := []Reason{
		{"input_removed", "deals a.csv", "1", ""},
		{"input_changed", "deals b.csv", "2", "9"},
		{"input_added", "deals c.csv", "", "3"},
		{"configuration", "size_bands[1]", "2", "3"},
		{"configuration", "thresholds.tolerance", "0.005", "0.01"},
		{"method_version", "method", "1.0", "1.1"},
	}
	if d := cmp.Diff(want, Reasons(base(), now)); d != "" {
		t.Error(d)
	}
	if got := Reasons(base(), base()); len(got) != 0 {
		t.Errorf("equal manifests differ: %v", got)
	}
}

func TestLedgerIsUnionOfParts(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, p := range []struct{ month, finding string }{{"2026-10", "b"}, {"2026-09", "a"}, {"2026-10", "c"}} {
		g, err := s.Stage(p.month)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Write(LedgerPath, func(w io.Writer) error { return WriteLedger(w, []LedgerEntry{{FindingID: p.finding}}) }); err != nil {
			t.Fatal(err)
		}
		if _, err := g.Publish(Manifest{}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := Ledger(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, l := range all {
		got += l.FindingID
	}
	if got != "abc" {
		t.Errorf("ledger in the order %q, want abc: by month, then version", got)
	}
}

func TestChangesByPerson(t *testing.T) {
	before := []byte(`{"people":[{"id":"A","score":10,"k":{"value":1}},{"id":"B","score":5},{"id":"C","score":null}]}`)
	after := []byte(`{"people":[{"id":"C","score":null},{"id":"A","score":12.5,"k":{"value":1}},{"id":"D","score":1}]}`)
	got, err := Changes(before, after)
	if err != nil {
		t.Fatal(err)
	}
	raw := func(s string) json.RawMessage { return json.RawMessage(s) }
	want := []Change{
		{Person: "A", Key: "score", Before: raw("10"), After: raw("12.5")},
		{Person: "B", Key: "id", Before: raw(`"B"`), After: raw("null")}, {Person: "B", Key: "score", Before: raw("5"), After: raw("null")},
		{Person: "D", Key: "id", Before: raw("null"), After: raw(`"D"`)}, {Person: "D", Key: "score", Before: raw("null"), After: raw("1")},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := Changes([]byte("{"), after); err == nil {
		t.Error("a torn assessment is taken")
	}
}

// TestTeamChanges: only teams that stand in both, and no manager's id.
func TestTeamChanges(t *testing.T) {
	before := []byte(`{"people":[{"id":"A"}],"teams":[{"team":"East","manager":"M1","lo":1},{"team":"Small","manager":"M2","lo":3},{"team":"West","manager":"M3","lo":2}]}`)
	after := []byte(`{"people":[],"teams":[{"team":"East","manager":null,"lo":1.5},{"team":"New","manager":null,"lo":7},{"team":"West","manager":null,"lo":2}]}`)
	got, err := TeamChanges(before, after)
	if err != nil {
		t.Fatal(err)
	}
	want := []Change{{Team: "East", Key: "lo", Before: json.RawMessage("1"), After: json.RawMessage("1.5")}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestWriteSurvivesWritersThatClose(t *testing.T) {
	s := open(t, t.TempDir())
	g, err := s.Stage("2026-10")
	if err != nil {
		t.Fatal(err)
	}
	err = g.Write("a", func(w io.Writer) error {
		io.WriteString(w, "text")
		if c, ok := w.(io.Closer); ok {
			return c.Close()
		}
		return nil
	})
	if err != nil || len(g.Files()) != 1 || g.Files()[0].Size != 4 {
		t.Errorf("files %v, %v; want one of 4 bytes", g.Files(), err)
	}
}
