package main

import (
	"encoding/json"
	"os/exec"
	"path"
	"strings"
	"testing"
)

// room is one row of the plan of the house: which packages it is, and what they may
// import beside the packages of the same room.
type room struct {
	packages string // separated by blanks; "*" at the end = everything below
	rooms    string // of this module
	foreign  string // import path prefixes of other modules; std is always allowed unless math is set
	math     bool   // of std only math… and what a pure computation needs
}

// house is the plan. Arrows run one way: a room may skip floors downwards, nothing
// else. A package in no room fails the test, so that a new one gets its row.
var house = []room{
	{packages: "ingest/table", foreign: "github.com/apache/arrow/go/v15"},
	{packages: "ingest ingest/raw ingest/text ingest/xlsx ingest/columnar ingest/cell ingest/name", rooms: "ingest/table",
		foreign: "github.com/apache/arrow/go/v15 github.com/xuri/excelize/v2 golang.org/x/text golang.org/x/sys/cpu github.com/klauspost/compress github.com/jackc/pgx/v5 github.com/rickar/cal/v2 github.com/richardlehane/mscfb"},
	{packages: "metrics/ratio metrics/survival metrics/cusum metrics/rank metrics/verdict", foreign: "gonum.org/v1/gonum", math: true},
	{packages: "metrics/cube/hash", rooms: "ingest/table"},
	{packages: "metrics metrics/effect", rooms: "ingest/table metrics/cube/hash metrics/ratio metrics/survival metrics/cusum metrics/rank metrics/verdict",
		foreign: "github.com/apache/arrow/go/v15/arrow"},
	{packages: "metrics/simulate", rooms: "ingest/table", foreign: "gonum.org/v1/gonum"},
	{packages: "metrics/validate", rooms: "metrics metrics/* ingest/table", foreign: "gonum.org/v1/gonum"},
	{packages: "reports", rooms: "metrics ingest/table reports/words",
		foreign: "github.com/xuri/excelize/v2 github.com/apache/arrow/go/v15 github.com/arran4/golang-ical github.com/klauspost/compress/flate"},
	{packages: "reports/words", rooms: "ingest/table"},
	{packages: "reports/publish", foreign: "github.com/gofrs/flock"},
	{packages: "cmd/tenbin/config", rooms: "ingest ingest/* metrics reports reports/words", foreign: "github.com/goccy/go-yaml"},
	{packages: "cmd/tenbin/dataset", rooms: "cmd/tenbin/config ingest ingest/table metrics", foreign: "github.com/apache/arrow/go/v15/arrow"},
	{packages: "cmd/tenbin/cli", rooms: "ingest reports/publish", foreign: "github.com/schollz/progressbar/v3"},
	{packages: "cmd/tenbin/schedule"},
	{packages: "cmd/tenbin/pseudonym", rooms: "ingest/table"},
	{packages: "cmd/tenbin", rooms: "*", foreign: "github.com/apache/arrow/go/v15/arrow github.com/spf13/cobra github.com/spf13/pflag"},
}

// pureStd are the packages of std that a pure computation may use.
var pureStd = "math sort slices cmp errors fmt strconv"

// TestLayers checks every import of the module against the plan.
func TestLayers(t *testing.T) {
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "tenbin/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	checked := 0
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, "tenbin/")
		r := roomOf(name)
		if r == nil {
			t.Errorf("%s stands in no room: give it a row in the plan", name)
			continue
		}
		checked++
		for _, i := range p.Imports {
			if !r.allows(i) {
				t.Errorf("%s imports %s: the plan does not allow it", name, i)
			}
		}
	}
	if checked < 5 {
		t.Errorf("only %d packages were checked", checked)
	}
}

// TestPlanRefuses proves that the plan can fail.
func TestPlanRefuses(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"metrics", "tenbin/ingest/table", true},
		{"metrics", "tenbin/ingest", false},
		{"metrics", "tenbin/reports", false},
		{"metrics/ratio", "math", true},
		{"metrics/ratio", "os", false},
		{"metrics/ratio", "tenbin/metrics", false},
		{"metrics/rank", "tenbin/metrics/ratio", true},
		{"ingest/table", "tenbin/ingest/raw", false},
		{"ingest/text", "tenbin/ingest/raw", true},
		{"ingest", "golang.org/x/text/encoding/japanese", true},
		{"ingest", "golang.org/x/textile", false},
		{"reports", "tenbin/ingest", false},
		{"reports/publish", "tenbin/reports", false},
		{"cmd/tenbin", "github.com/xuri/excelize/v2", false},
		{"cmd/tenbin", "tenbin/reports/publish", true},
		{"cmd/tenbin/config", "tenbin/reports/publish", false},
	} {
		if got := roomOf(c.from).allows(c.to); got != c.want {
			t.Errorf("%s → %s: allowed %v, want %v", c.from, c.to, got, c.want)
		}
	}
	if roomOf("helpers") != nil {
		t.Error("a package outside the plan has a room")
	}
}

func roomOf(name string) *room {
	for i, r := range house {
		if matches(r.packages, name) {
			return &house[i]
		}
	}
	return nil
}

func (r *room) allows(imported string) bool {
	if name, ours := strings.CutPrefix(imported, "tenbin/"); ours {
		return matches(r.packages, name) || matches(r.rooms, name)
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return !r.math || first == "math" || matches(pureStd, imported)
	}
	for _, f := range strings.Fields(r.foreign) {
		if imported == f || strings.HasPrefix(imported, f+"/") {
			return true
		}
	}
	return false
}

// matches reports whether name is one of the patterns.
func matches(patterns, name string) bool {
	for _, p := range strings.Fields(patterns) {
		if p == "*" || p == name {
			return true
		}
		if dir, ok := strings.CutSuffix(p, "/*"); ok && path.Dir(name) == dir {
			return true
		}
	}
	return false
}
