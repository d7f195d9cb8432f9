package main_test

import (
	"path"
	"strings"
	"testing"
)

// room is one row of the plan of the house: which packages it is, and what they may
// import beside the packages of the same room.
type room struct {
	packages string // separated by blanks; "*" at the end = any directly below that has no row above
	rooms    string // of this module; "*" at the end = those directly below, "*" alone = all
	foreign  string // import path prefixes of other modules; std is always allowed unless math is set
	math     bool   // of std only math… and what a pure computation needs
}

const (
	arrow    = " github.com/apache/arrow/go/v15/arrow "
	gonum    = "gonum.org/v1/gonum"
	shown    = "ingest/table metrics/assessment reports/sheet reports/words reports/reader reports/part"
	measured = "ingest/table metrics/assessment metrics/cube metrics/instruction metrics/record metrics/absolute metrics/finding metrics/peers metrics/count metrics/progress metrics/retention metrics/estimate metrics/concession metrics/lag metrics/rank " + mathed
	mathed   = "metrics/ratio metrics/survival metrics/cusum metrics/verdict metrics/effect "
)

// house is the plan. Arrows run one way: a room may skip floors downwards, nothing
// else. A package in no room fails the test, so that a new one gets its row; so does a
// row that names no package.
var house = []room{
	// ingest: what does the file say, and where?
	{packages: "ingest/table", foreign: "github.com/apache/arrow/go/v15"},
	{packages: "ingest/fault", rooms: "ingest/table"},
	{packages: "ingest/name", rooms: "ingest/table", foreign: "golang.org/x/text github.com/rivo/uniseg"},
	{packages: "ingest/intern"},
	{packages: "ingest/format/raw", rooms: "ingest/fault"},
	{packages: "ingest/cell", rooms: "ingest/table ingest/name ingest/format/raw", foreign: "golang.org/x/text github.com/rickar/cal/v2"},
	{packages: "ingest/format/text", rooms: "ingest/fault ingest/format/raw", foreign: "golang.org/x/text golang.org/x/sys/cpu golang.org/x/sync github.com/klauspost/compress"},
	{packages: "ingest/format/xlsx", rooms: "ingest/fault ingest/format/raw", foreign: "golang.org/x/text github.com/klauspost/compress github.com/xuri/excelize/v2 github.com/richardlehane/mscfb"},
	{packages: "ingest/format/columnar", rooms: "ingest/fault ingest/format/raw", foreign: "github.com/apache/arrow/go/v15"},
	{packages: "ingest/format/*", rooms: "ingest/fault ingest/format/raw"}, // any other form
	{packages: "ingest/format", rooms: "ingest/fault ingest/format/*"},
	{packages: "ingest/source", rooms: "ingest/table ingest/fault"},
	{packages: "ingest/heading", rooms: "ingest/table ingest/fault ingest/name ingest/cell ingest/source ingest/format ingest/format/raw"},
	{packages: "ingest/grid", rooms: "ingest/fault ingest/name ingest/format ingest/format/raw ingest/heading"},
	{packages: "ingest/rows", rooms: "ingest/table ingest/fault ingest/name ingest/cell ingest/source ingest/format ingest/format/raw ingest/heading"},
	{packages: "ingest/lookup", rooms: "ingest/table ingest/fault ingest/name ingest/cell"},
	{packages: "ingest/dedup", rooms: "ingest/table ingest/fault ingest/source ingest/cell ingest/intern ingest/format ingest/format/raw ingest/heading ingest/rows", foreign: "golang.org/x/sync"},
	{packages: "ingest/scan", rooms: "ingest/table ingest/fault ingest/cell ingest/format ingest/format/raw ingest/heading ingest/rows ingest/dedup", foreign: "golang.org/x/sync"},
	{packages: "ingest/convert", rooms: "ingest/table ingest/fault ingest/name ingest/cell ingest/intern ingest/format ingest/format/raw ingest/source ingest/heading ingest/rows ingest/lookup ingest/dedup ingest/scan", foreign: arrow},
	{packages: "ingest/interpret", rooms: "ingest/table ingest/fault ingest/cell ingest/name ingest/format ingest/format/raw ingest/source ingest/heading ingest/rows ingest/scan ingest/convert"},
	{packages: "ingest/sqlsource", rooms: "ingest/table ingest/fault ingest/source ingest/format/raw", foreign: "github.com/jackc/pgx/v5"},
	{packages: "ingest", rooms: "ingest/interpret ingest/* ingest/format/raw", foreign: arrow + "github.com/rickar/cal/v2 golang.org/x/sync"},

	// metrics: what does it mean, and how sure are we?
	{packages: "metrics/ratio metrics/survival metrics/cusum metrics/verdict metrics/effect", foreign: gonum, math: true},
	{packages: "metrics/rank metrics/peers", rooms: mathed, foreign: gonum, math: true},
	{packages: "metrics/concession metrics/lag", rooms: mathed + "metrics/rank metrics/peers", foreign: gonum},
	{packages: "metrics/assessment", rooms: "ingest/table"},
	{packages: "metrics/measured"},
	{packages: "metrics/assessment/assessmenttest", rooms: "ingest/table metrics/assessment"},
	{packages: "metrics/cube/hash metrics/cube/fixed metrics/cube/column metrics/cube/dedup metrics/cube/amounts metrics/cube/policy", rooms: "ingest/table", foreign: arrow},
	{packages: "metrics/cube/cubetest", rooms: "ingest/table metrics/assessment"},
	{packages: "metrics/cube", rooms: "ingest/table metrics/assessment metrics/cube/*", foreign: arrow + "golang.org/x/sync"},
	{packages: "metrics/instruction", rooms: "ingest/table metrics/assessment metrics/cube metrics/cube/* metrics/verdict", foreign: arrow},
	{packages: "metrics/cubefile", rooms: "ingest/table metrics/assessment metrics/cube metrics/cube/* metrics/instruction", foreign: arrow},
	{packages: "metrics/retention metrics/count", rooms: "metrics/assessment metrics/peers metrics/lag " + mathed},
	{packages: "metrics/progress", rooms: "ingest/table metrics/assessment metrics/instruction metrics/lag metrics/peers " + mathed},
	{packages: "metrics/instruction/instructiontest", rooms: "ingest/table metrics/assessment metrics/instruction"},
	{packages: "metrics/record", rooms: "ingest/table metrics/assessment metrics/instruction"},
	{packages: "metrics/estimate", rooms: "ingest/table metrics/assessment metrics/cube metrics/instruction metrics/rank metrics/peers metrics/concession metrics/lag metrics/progress " + mathed},
	{packages: "metrics/monitor", rooms: "metrics/progress ingest/table metrics/assessment metrics/instruction metrics/rank metrics/peers metrics/concession metrics/lag " + mathed},
	{packages: "metrics/forecast", rooms: "ingest/table metrics/assessment metrics/cube metrics/instruction metrics/progress metrics/concession metrics/ratio"},
	{packages: "metrics/finding", rooms: "ingest/table metrics/assessment metrics/instruction metrics/record metrics/estimate metrics/forecast metrics/progress metrics/rank metrics/peers metrics/concession metrics/lag " + mathed},
	{packages: "metrics/absolute", rooms: "metrics/assessment " + mathed},
	{packages: "metrics/advocacy metrics/company metrics/exception metrics/linerate metrics/pair metrics/stall metrics/response metrics/team metrics/trend", rooms: measured},
	{packages: "metrics/person metrics/ledger", rooms: "metrics/company metrics/forecast " + measured},
	{packages: "metrics", rooms: "ingest/table metrics/* metrics/cube/*", foreign: arrow + "golang.org/x/sync"},
	{packages: "metrics/simulate", rooms: "ingest/table", foreign: gonum},
	{packages: "metrics/validate", rooms: "metrics metrics/* ingest/table", foreign: gonum + " golang.org/x/sync"},

	// reports: how is it shown?
	{packages: "reports/sheet", rooms: "ingest/table", foreign: "golang.org/x/text github.com/rivo/uniseg"},
	{packages: "reports/words", rooms: "ingest/table metrics/assessment reports/sheet", foreign: "golang.org/x/text"},
	{packages: "reports/reader", rooms: "ingest/table metrics/assessment reports/sheet reports/words"},
	{packages: "reports/part", rooms: "ingest/table metrics/assessment reports/sheet reports/words reports/reader"},
	{packages: "reports/manager", rooms: shown}, // no workbook knows another
	{packages: "reports/card", rooms: shown},
	{packages: "reports/division", rooms: shown},
	{packages: "reports/hr", rooms: shown},
	{packages: "reports/operator", rooms: shown},
	{packages: "reports/forms", rooms: shown},
	{packages: "reports/excel", rooms: "ingest/table reports/sheet reports/words", foreign: "github.com/xuri/excelize/v2 github.com/klauspost/compress/flate"},
	{packages: "reports/export", rooms: "ingest/table metrics/assessment reports/sheet reports/words reports/reader", foreign: "github.com/apache/arrow/go/v15 github.com/arran4/golang-ical"},
	{packages: "reports", rooms: "metrics/assessment ingest/table reports/*"},
	{packages: "reports/reporttest", rooms: "ingest/table metrics/assessment reports/sheet reports/reader", foreign: "github.com/xuri/excelize/v2 github.com/google/go-cmp"},
	{packages: "reports/publish", foreign: "github.com/gofrs/flock"},

	// cmd: what was asked?
	{packages: "cmd/tenbin/config", rooms: "ingest ingest/table metrics/assessment", foreign: "github.com/goccy/go-yaml"},
	{packages: "cmd/tenbin/dataset", rooms: "cmd/tenbin/config ingest ingest/table ingest/name metrics metrics/*"},
	{packages: "cmd/tenbin/cli", rooms: "ingest ingest/table ingest/fault reports/publish", foreign: "github.com/schollz/progressbar/v3"},
	{packages: "cmd/tenbin/schedule"},
	{packages: "cmd/tenbin/pseudonym", rooms: "ingest/table metrics/assessment"},
	{packages: "cmd/tenbin/guard", rooms: "cmd/tenbin/cli ingest/table ingest/fault metrics/assessment reports/publish"},
	{packages: "cmd/tenbin/inspect", rooms: "cmd/tenbin/cli cmd/tenbin/config cmd/tenbin/dataset ingest ingest/* ingest/format/raw metrics metrics/* reports reports/operator reports/words reports/publish"},
	{packages: "cmd/tenbin/month", rooms: "cmd/tenbin/cli cmd/tenbin/config cmd/tenbin/dataset cmd/tenbin/pseudonym cmd/tenbin/inspect cmd/tenbin/guard ingest ingest/* metrics metrics/* reports reports/*", foreign: "golang.org/x/sync"},
	{packages: "cmd/tenbin", rooms: "*", foreign: "github.com/spf13/cobra github.com/spf13/pflag"},
	{packages: "cmd/tenbin-beam", rooms: "cmd/tenbin/config cmd/tenbin/dataset ingest ingest/table metrics metrics/*", foreign: "github.com/apache/beam/sdks/v2"},

	{packages: "testdata/peers/compare testdata/peers/generate", foreign: "golang.org/x/text"},
	{packages: "testdata/mutants"},
}

// pureStd are the packages of std that a pure computation may use.
var pureStd = "math sort slices cmp errors fmt strconv"

// TestLayers checks every import of every package, those of the nested modules too,
// against the plan, and the plan against the packages.
func TestLayers(t *testing.T) {
	built := map[string]bool{}
	for _, p := range packagesOf(t) {
		built[p.name] = true
		r := roomOf(p.name)
		if r == nil {
			t.Errorf("%s stands in no room: give it a row in the plan", p.name)
			continue
		}
		for _, i := range p.imports() {
			if !r.allows(i) {
				t.Errorf("%s imports %s: the plan does not allow it", p.name, i)
			}
		}
	}
	seen := map[string]bool{}
	for _, r := range house {
		for _, name := range strings.Fields(r.packages) {
			if !strings.HasSuffix(name, "*") && !built[name] {
				t.Errorf("the plan has a row for %s, which is no package", name)
			}
			if seen[name] {
				t.Errorf("the plan has two rows for %s", name)
			}
			seen[name] = true
		}
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
		{"metrics/finding", "tenbin/metrics/monitor", false},
		{"metrics/assessment", "tenbin/metrics/ratio", false},
		{"ingest/table", "tenbin/ingest/name", false},
		{"ingest/heading", "tenbin/ingest/format", true},
		{"ingest/format", "tenbin/ingest/heading", false},
		{"ingest/name", "golang.org/x/text/encoding/japanese", true},
		{"ingest/name", "golang.org/x/textile", false},
		{"reports", "tenbin/ingest", false},
		{"reports/manager", "tenbin/reports/excel", false},
		{"reports/publish", "tenbin/reports", false},
		{"cmd/tenbin", "github.com/xuri/excelize/v2", false},
		{"cmd/tenbin", "tenbin/reports/publish", true},
		{"cmd/tenbin/config", "tenbin/reports/publish", false},
		{"cmd/tenbin-beam", "tenbin/reports", false},
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
