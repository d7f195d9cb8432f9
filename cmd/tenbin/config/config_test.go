package config

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/google/go-cmp/cmp"

	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

const whole = `version: 1
company: 見本商事
time_zone: Asia/Tokyo
currency: JPY
language: both
date_basis: acceptance
closing_day: 20
fiscal_year_start: 10
window_months: 36
look_back_months: 0
clock: calendar
people: teams
stage: preview
governance: {purpose: 育成, responsible: 人事部, staff_told: 2026-09-01, consultation: yes, retention_months: 24}
size_bands: [100000, 400000.5]
l_min: 125677
method: {calendar_factor: off, due_band: on}
thresholds: {tolerance: 0.01, unmatched_share: 0.05, visit_cost: 90000, recovery: 0.2}
sources:
  deals:
    - files: [exports/deals-*.csv, more.csv]
      password_env: TENBIN_XLSX_PASSWORD
      sheet: Deals
      encoding: cp932
      delimiter: ";"
      header_row: 4
      columns:
        line_id: [伝票No, 行]
        client: 得意先名
        date: {from: 日付, format: ymd}
        discount_rate: {from: 割引, scale: percent}
        list_amount: {product: [定価, 数量], tax: excluded, unit: 1000}
        kind: {const: sale}
      join:
        - {files: [exports/orders.csv], on: {orderID: OrderNo}, take: {salesperson: employeeID, date: orderDate}}
      values: {stage: {won: [受注, Closed Won], lost: 失注}}
  instructions:
    - files: log.csv
      events: {id: 番号, at: 日時, status: 状況, acknowledged: [受領], implemented: [完了], ended: 取消}
publish: {directory: out, keep_months: 12}
deliver: {managers: share/m, hr: share/hr}
inbox: in
limits: {memory: 1GiB, unpacked: 512MiB, ratio: 50, rows: 1000, columns: 20, cell: 64KiB}
`

func TestParseWhole(t *testing.T) {
	c, err := Parse("dir/tenbin.yaml", []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	sale := "sale"
	want := ingest.Source{Files: []string{"exports/deals-*.csv", "more.csv"}, PasswordEnv: "TENBIN_XLSX_PASSWORD", Sheet: "Deals", Encoding: "cp932", Delimiter: ";", HeaderRow: 4,
		Columns: map[string]ingest.Column{"line_id": {From: []string{"伝票No", "行"}}, "client": {From: []string{"得意先名"}}, "date": {From: []string{"日付"}, Format: "ymd"},
			"discount_rate": {From: []string{"割引"}, Scale: "percent"}, "list_amount": {Product: []string{"定価", "数量"}, Tax: "excluded", Unit: 1000}, "kind": {Const: &sale}},
		Join:   []ingest.Join{{Files: []string{"exports/orders.csv"}, On: map[string]string{"orderID": "OrderNo"}, Take: map[string]string{"salesperson": "employeeID", "date": "orderDate"}}},
		Values: map[string]map[string][]string{"stage": {"won": {"受注", "Closed Won"}, "lost": {"失注"}}}}
	s := c.Sources()
	if diff := cmp.Diff(want, s.Tables["deals"][0]); diff != "" {
		t.Errorf("deals (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&ingest.Events{ID: "番号", At: "日時", Status: "状況", Acknowledged: []string{"受領"}, Implemented: []string{"完了"}, Ended: []string{"取消"}}, s.Tables["instructions"][0].Events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if s.Base != "dir" || s.Location.String() != "Asia/Tokyo" || s.Limits.Unpacked != 512<<20 || s.Limits.Cell != 64<<10 || s.Limits.Ratio != 50 || s.TaxRate != 1e8 {
		t.Errorf("sources = %+v", s)
	}
	month, _ := table.ParseMonth("2026-10")
	low := int64(125677)
	options := assessment.Options{Month: month, ClosingDay: 20, DateBasis: "acceptance", WindowMonths: 36, FiscalYearStart: 10, Currency: "JPY", SizeBands: []int64{100000, 400000}, ListMin: &low, DueBand: true,
		Tolerance: .01, UnmatchedShare: .05, VisitCost: 90000, HasVisitCost: true, Recovery: .2}
	got := c.Options(month)
	if got.Zone.String() != "Asia/Tokyo" {
		t.Errorf("zone = %v", got.Zone)
	}
	got.Zone = nil
	if diff := cmp.Diff(options, got, cmp.AllowUnexported(table.Calendar{})); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
	targets := []Target{{Audience: "managers", Folder: "dir/share/m"}, {Audience: "hr", Folder: "dir/share/hr"}}
	if d := cmp.Diff(targets, c.Deliver()); d != "" {
		t.Error(d)
	}
	if c.Directory() != "dir/out" || c.Inbox() != "dir/in" || c.KeepMonths() != 12 || c.Memory() != 1<<30 {
		t.Error("directories are not relative to the file")
	}
	if g, ok := c.Governance(); !ok || g.StaffInformed != "2026-09-01" || g.Consultation != "yes" || g.RetentionMonths != 24 {
		t.Errorf("governance = %+v", g)
	}
}

func TestDefaults(t *testing.T) {
	empty, err := Parse("tenbin.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := string(empty.Canonical()), string(Default().Canonical()); a != b {
		t.Errorf("an empty file differs from none:\n%s\n%s", a, b)
	}
	o := Default().Options(0)
	if o.WindowMonths != 24 || o.LookBackMonths != 3 || o.FiscalYearStart != 4 || !o.Lag.Business || !o.CalendarFactor || !o.DueBand || o.AdvocacyMap || o.VisitCost != 150000 || !o.HasVisitCost || o.Tolerance != .005 || o.UnmatchedShare != .02 || o.Recovery != .3 {
		t.Errorf("defaults = %+v", o)
	}
	mapped, err := Parse("tenbin.yaml", []byte("method: {advocacy_map: on}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if o := mapped.Options(0); !o.AdvocacyMap || !o.DueBand || string(mapped.Canonical()) == string(Default().Canonical()) {
		t.Errorf("the map switched on = %+v", o)
	}
	dollars, err := Parse("tenbin.yaml", []byte("currency: USD\nl_min: 10.5\nwindow_months: all\n"))
	if err != nil {
		t.Fatal(err)
	}
	if o := dollars.Options(0); o.MinorUnits != 2 || o.HasVisitCost || *o.ListMin != 1050 || o.WindowMonths != assessment.All {
		t.Errorf("dollars = %+v", o)
	}
}

// Writing what is the default anyway, or writing keys in another order, is the same
// configuration; a changed value is not.
func TestCanonical(t *testing.T) {
	parse := func(text string) string {
		c, err := Parse("tenbin.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return string(c.Canonical())
	}
	plain := parse("company: A\nsources: {deals: [{files: [a.csv]}]}\n")
	if got := parse("sources:\n  deals:\n    - files: a.csv\nclock: business\nclosing_day: month_end\ncompany: A\nlimits: {unpacked: 4096MiB}\n"); got != plain {
		t.Errorf("the same settings differ:\n%s\n%s", plain, got)
	}
	if parse("company: B\nsources: {deals: [{files: [a.csv]}]}\n") == plain {
		t.Error("another company is the same configuration")
	}
	if strings.Contains(plain, "Getenv") || !strings.Contains(plain, `"window_months":24`) {
		t.Errorf("canonical = %s", plain)
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ text, place, says string }{
		{"company: A\ncurency: JPY\n", "tenbin.yaml:2:1", `nearest key: currency`},
		{"sources:\n  deals:\n    - file: [a.csv]\n", "tenbin.yaml:3:7", "nearest key: files"},
		{"sources:\n  dealz: []\n", "tenbin.yaml:2:3", "nearest key: deals"},
		{"sources:\n  deals:\n    - files: [a.csv]\n      columns:\n        date: {fromm: 日付}\n", "tenbin.yaml:5:16", "nearest key: from"},
		{"clock: lunar\n", "tenbin.yaml:1:8", "business, calendar"},
		{"currency: yen\n", "tenbin.yaml:1:11", "ISO 4217"},
		{"agenda: {managers: [M1], hours: [\"17:00\", \"10:00\"]}\n", "tenbin.yaml:1:", "agenda.hours"},
		{"agenda: {managers: [M1], hours: [\"10:00\", \"11:00\"]}\n", "tenbin.yaml:1:", "agenda.hours"},
		{"agenda: {managers: [M1], hours: [\"10:00\"]}\n", "tenbin.yaml:1:", "agenda.hours"},
		{"agenda_per_week: 0\n", "tenbin.yaml:1:18", "agenda_per_week"},
		{"agenda: on\n", "tenbin.yaml:1:9", "mapping"},
		{"time_zone: Asia/Edo\n", "tenbin.yaml:1:12", "Asia/Edo"},
		{"size_bands: [3, 2]\n", "tenbin.yaml:1:13", "ascend"},
		{"thresholds:\n  recovery: 2\n", "tenbin.yaml:2:13", "out of range"},
		{"version: 2\n", "tenbin.yaml:1:10", "version"},
		{"closing_day: 40\n", "tenbin.yaml", "closing_day"},
		{"window_months: many\n", "tenbin.yaml", "window_months"},
		{"method: {due_band: maybe}\n", "tenbin.yaml", "on or off"},
		{"limits: {cell: big}\n", "tenbin.yaml", "size"},
		{"company: [\n", "tenbin.yaml:1", "cannot be read"},
		{"company: A\ncompany: B\n", "tenbin.yaml:2", "company"},
		{"people: pseudonyms\n", "tenbin.yaml:1:9", "key_file"},
		{"sources: {deals: [{sheet: A}]}\n", "tenbin.yaml:1", "files"},
		{"sources: {deals: [{files: a, columns: {date: {from: x, const: y}}}]}\n", "tenbin.yaml:1", "exclude"},
		{"sources: {deals: [{files: a, join: [{files: b}]}]}\n", "tenbin.yaml:1", "join"},
	} {
		_, err := Parse("tenbin.yaml", []byte(c.text))
		var f *ingest.FileError
		if !errors.As(err, &f) || !errors.Is(err, ingest.ErrBadSource) {
			t.Errorf("%q: %v, want a file error", c.text, err)
			continue
		}
		if !strings.HasPrefix(f.Path, c.place) || !strings.Contains(f.Error(), c.says) || strings.Contains(f.In("ja"), "%!") {
			t.Errorf("%q: %v, want %s and %q", c.text, f, c.place, c.says)
		}
	}
	if _, err := Load("no/such.yaml"); !errors.Is(err, ingest.ErrNotFound) {
		t.Errorf("a missing file gives %v", err)
	}
}

func TestOverride(t *testing.T) {
	c, err := Parse("../conf/tenbin.yaml", []byte("sources: {deals: [{files: [a.csv], encoding: cp932, columns: {client: 得意先}}, {files: [b.csv]}]}"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Override("deals", []string{"mine.csv"}); err != nil {
		t.Fatal(err)
	}
	got := c.Sources().Tables["deals"]
	if len(got) != 1 || got[0].Files[0] != "../config/mine.csv" || got[0].Encoding != "cp932" || got[0].Columns["client"].From[0] != "得意先" {
		t.Errorf("deals after the override = %+v", got)
	}
	if err := c.Override("pauses", []string{"p.csv"}); err != nil || len(c.Sources().Tables["pauses"]) != 1 {
		t.Errorf("a table that the file lacks: %v", err)
	}
	if c.Override("nothing", nil) == nil {
		t.Error("an unknown table is taken")
	}
	if here, _ := os.Getwd(); strings.Contains(string(c.Canonical()), here) {
		t.Error("an absolute path is part of the canonical configuration")
	}
}

// The kept examples parse, and the one with files reads them where they are.
func TestExamples(t *testing.T) {
	c, err := Load("../../../testdata/crosscheck.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if o := c.Options(0); o.CalendarFactor || o.DueBand || o.Lag.Business || o.WindowMonths != assessment.All || len(o.SizeBands) != 4 || len(c.Sources().Tables) != 0 {
		t.Errorf("crosscheck = %+v", o)
	}
	for _, e := range []struct {
		name, data string
		want       map[string]int64 // records by table
	}{
		{"northwind", "northwind", map[string]int64{"deals": 2155, "instructions": 830}},
		{"maven-crm", "maven-crm", map[string]int64{"deals": 8800, "price_list": 7, "roster": 35}},
		{"adventureworks", "adventureworks", map[string]int64{"deals": 60855}},
		{"taic", "taic-recommendations", map[string]int64{"instructions": 2088}}, // of 2,192: 101 withdrawn without a day of issue, 3 repeated
	} {
		c, err := Load("../../../testdata/" + e.name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat("../../../../shared/data/" + e.data); err != nil {
			t.Log("the shared files are not here")
			continue
		}
		in, err := ingest.Open(context.Background(), c.Sources(), 2)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		for _, name := range slices.Sorted(maps.Keys(e.want)) {
			for _, s := range in.Shards(name) {
				if err := s.Records(context.Background(), func(arrow.Record) error { return nil }); err != nil {
					t.Fatal(err)
				}
			}
			if got := in.TableCounts(name); got.Records != e.want[name] || !got.Whole() {
				t.Errorf("%s: %s %+v, want %d records; errors %v", e.name, name, got, e.want[name], in.RowErrors())
			}
		}
	}
}

// What a date means is never guessed, and a list of titles that tells no section head is refused.
func TestDateBasisAndRanks(t *testing.T) {
	for text, want := range map[string]string{"": "", "date_basis: order\n": "order"} {
		c, err := Parse("tenbin.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Options(0).DateBasis; got != want {
			t.Errorf("%q: %q", text, got)
		}
		if len(c.Ranks()) != 9 {
			t.Errorf("ranks %v", c.Ranks())
		}
	}
	if _, err := Parse("tenbin.yaml", []byte("ranks: [a, b]\n")); err == nil {
		t.Error("ranks without a section head")
	}
}
