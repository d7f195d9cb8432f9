// Package config reads tenbin.yaml: the only place that knows YAML. It hands on what
// the rooms behind it understand: ingest.Sources and assessment.Options.
package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"tenbin/ingest"
	"tenbin/ingest/raw"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// DefaultName is the name under which a configuration is looked for and written.
const DefaultName = "tenbin.yaml"

// Config is a configuration with every default filled in.
type Config struct {
	path string // as given; "" without a file
	base string // directory that paths are relative to
	doc  document
	tree *ast.File
}

// Default returns the configuration of a run without a file: flags alone. Paths are
// relative to the working directory.
func Default() *Config {
	c := &Config{base: "."}
	c.fill()
	return c
}

// Load reads and checks a configuration file. What is wrong is an *ingest.FileError
// with the code ingest.ErrBadSource (ErrNotFound for a missing file) that names file,
// line and column.
func Load(path string) (*Config, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &ingest.FileError{Path: path, Code: ingest.ErrNotFound, What: ingest.Sentence{JA: "設定ファイルが見つかりません", EN: "no such configuration"},
			ToDo: ingest.Sentence{JA: "パスを確認するか、tenbin init で作ってください", EN: "check the path or write one with tenbin init"}}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return Parse(path, data)
}

// Parse reads a configuration whose bytes are data and whose place is path.
func Parse(path string, data []byte) (*Config, error) {
	c := &Config{path: path, base: filepath.Dir(path)}
	tree, err := parser.ParseBytes(data, 0)
	if err == nil && len(strings.TrimSpace(string(data))) > 0 {
		err = yaml.UnmarshalWithOptions(data, &c.doc, yaml.Strict())
	}
	if err != nil {
		return nil, c.syntax(err)
	}
	c.tree = tree
	c.fill()
	return c, c.check()
}

// fill sets what was not given.
func (c *Config) fill() {
	d := &c.doc
	put(&d.Version, 1)
	put(&d.TimeZone, "Asia/Tokyo")
	put(&d.Currency, "JPY")
	put(&d.Language, "ja")
	put(&d.DateBasis, "invoice")
	put(&d.FiscalYearStart, 4)
	put(&d.WindowMonths, 24)
	ref(&d.LookBackMonths, 3)
	put(&d.Clock, "business")
	put(&d.People, "names")
	put(&d.Stage, "publish")
	ref(&d.Method.CalendarFactor, toggle(true))
	ref(&d.Method.DueBand, toggle(true))
	ref(&d.Thresholds.Tolerance, .005)
	ref(&d.Thresholds.UnmatchedShare, .02)
	ref(&d.Thresholds.Recovery, .3)
	if d.Currency == "JPY" {
		ref(&d.Thresholds.VisitCost, 150000)
	}
	ref(&d.TaxRate, .1)
	if d.Ranks == nil {
		d.Ranks = []string{"担当", "主任", "係長", "課長", "次長", "部長", "本部長", "取締役", "社長"}
	}
	put(&d.Publish.Directory, "out")
	ref(&d.Publish.KeepMonths, 36)
	put(&d.Inbox, "inbox")
	def := raw.Limits{}.WithDefaults()
	put(&d.Limits.Memory, 2<<30)
	put(&d.Limits.Unpacked, size(def.Unpacked))
	put(&d.Limits.Ratio, int(def.Ratio))
	put(&d.Limits.Rows, int(def.Rows))
	put(&d.Limits.Columns, def.Columns)
	put(&d.Limits.Cell, size(def.Cell))
}

func put[T comparable](p *T, v T) {
	var zero T
	if *p == zero {
		*p = v
	}
}

func ref[T any](p **T, v T) {
	if *p == nil {
		*p = &v
	}
}

// Override replaces the files of a table by those given on the command line, which
// are relative to the working directory. Where the configuration describes the table,
// the description of its first source is kept.
func (c *Config) Override(tableName string, paths []string) error {
	at := c.doc.Sources.table(tableName)
	if at == nil {
		return c.wrong("sources", "知らない表の名前です: "+tableName, "no such table: "+tableName, "表の名前を確認してください", "check the table's name")
	}
	base, err := filepath.Abs(c.base)
	if err != nil {
		return err
	}
	s := source{}
	if len(*at) > 0 {
		s = (*at)[0]
		s.Query = nil
	}
	s.Files = nil
	for _, p := range paths {
		full, err := filepath.Abs(p)
		if err != nil {
			return err
		}
		if r, err := filepath.Rel(base, full); err == nil {
			full = r
		}
		s.Files = append(s.Files, filepath.ToSlash(full))
	}
	*at = []source{s}
	return nil
}

// SetLanguage overrides the language of the reports: ja, en or both.
func (c *Config) SetLanguage(language string) error {
	c.doc.Language = language
	return c.oneOf("language", language, "ja", "en", "both")
}

// Base is the directory that paths of the configuration are relative to.
func (c *Config) Base() string { return c.base }

// Company is the name that the reports print.
func (c *Config) Company() string { return c.doc.Company }

// Language is that of the reports: ja, en or both.
func (c *Config) Language() string { return c.doc.Language }

// TimeZone is the IANA name of the business time zone.
func (c *Config) TimeZone() string { return c.doc.TimeZone }

// ClosingDay is the day on which a data month closes, 0 for the end of the month.
func (c *Config) ClosingDay() int { return int(c.doc.ClosingDay) }

// Queries reports whether a source is read from a database.
func (c *Config) Queries() bool {
	for _, t := range table.All {
		if list := c.doc.Sources.table(t.Name); list != nil {
			for _, s := range *list {
				if s.Query != nil {
					return true
				}
			}
		}
	}
	return false
}

// Currency is the reporting currency, ISO 4217.
func (c *Config) Currency() string { return c.doc.Currency }

// DateBasis says which date of a deal line the month is taken from.
func (c *Config) DateBasis() string { return c.doc.DateBasis }

// People says how persons are shown: names, pseudonyms or teams.
func (c *Config) People() string { return c.doc.People }

// KeyFile is the path of the secret for pseudonyms, "" for none.
func (c *Config) KeyFile() string { return c.resolve(c.doc.KeyFile) }

// Stage is preview or publish.
func (c *Config) Stage() string { return c.doc.Stage }

// Governance is what the firm states about the evaluation.
type Governance struct {
	Purpose, Responsible, StaffTold, Consultation string
	RetentionMonths                               int
}

// Governance returns the statement and whether there is one.
func (c *Config) Governance() (Governance, bool) {
	if c.doc.Governance == nil {
		return Governance{}, false
	}
	return Governance(*c.doc.Governance), true
}

// Directory is where the months are published.
func (c *Config) Directory() string { return c.resolve(c.doc.Publish.Directory) }

// KeepMonths is how long publications are kept.
func (c *Config) KeepMonths() int { return *c.doc.Publish.KeepMonths }

// Inbox is where returned workbooks are looked for.
func (c *Config) Inbox() string { return c.resolve(c.doc.Inbox) }

// Ranks is the order of ranks, lowest first.
func (c *Config) Ranks() []string { return append([]string(nil), c.doc.Ranks...) }

// Memory is the bound of a run in bytes.
func (c *Config) Memory() int64 { return int64(c.doc.Limits.Memory) }

func (c *Config) resolve(path string) string {
	if path == "" || filepath.IsAbs(filepath.FromSlash(path)) {
		return filepath.FromSlash(path)
	}
	return filepath.Join(c.base, filepath.FromSlash(path))
}

// Canonical is the configuration for hashing: parsed, defaults filled, keys sorted,
// secrets only as the names of their variables.
func (c *Config) Canonical() []byte {
	first, err := json.Marshal(c.doc)
	if err != nil {
		panic(err) // the document holds nothing that JSON cannot
	}
	var sorted any
	if err := json.Unmarshal(first, &sorted); err != nil {
		panic(err)
	}
	out, err := json.Marshal(sorted)
	if err != nil {
		panic(err)
	}
	return out
}

// DealsCanonical is Canonical as far as the reading of deal lines can depend on it: without
// what concerns only their assessment by name, its publication and the tables beside.
func (c *Config) DealsCanonical() []byte {
	k := Config{doc: c.doc}
	d := &k.doc
	d.Company, d.Language, d.People, d.KeyFile, d.Stage, d.Inbox = "", "", "", "", "", ""
	d.LookBackMonths, d.Governance, d.Suspend, d.Review, d.Notify, d.Agenda, d.AgendaPerWeek = nil, nil, nil, nil, nil, nil, nil
	d.Publish, d.Deliver = publish{}, nil
	for _, t := range table.All {
		if list := d.Sources.table(t.Name); list != nil && !slices.Contains(ingest.BesideDeals, t.Name) && t.Name != table.Deals.Name {
			*list = nil
		}
	}
	return k.Canonical()
}

// zone is the business time zone; check has seen that it exists.
func (c *Config) zone() *time.Location {
	loc, err := time.LoadLocation(c.doc.TimeZone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Options are the settings of a run for month m that figures depend on. With the
// business clock Lag is marked as such and still without holidays, which the caller
// completes from the company's closing days.
func (c *Config) Options(m table.Month) assessment.Options {
	d := c.doc
	minor, _ := ingest.MinorUnits(d.Currency)
	power := math.Pow10(minor)
	o := assessment.Options{Month: m, ClosingDay: int(d.ClosingDay), WindowMonths: int(d.WindowMonths), LookBackMonths: *d.LookBackMonths,
		FiscalYearStart: d.FiscalYearStart, Currency: d.Currency, MinorUnits: minor, Zone: c.zone(), Lag: table.Calendar{Business: d.Clock == "business"},
		CalendarFactor: bool(*d.Method.CalendarFactor), DueBand: bool(*d.Method.DueBand), AdvocacyMap: d.Method.AdvocacyMap != nil && bool(*d.Method.AdvocacyMap),
		Tolerance: *d.Thresholds.Tolerance, UnmatchedShare: *d.Thresholds.UnmatchedShare, Recovery: *d.Thresholds.Recovery}
	if d.Suspend != nil {
		o.SuspendedPeople, o.SuspendedFactors = d.Suspend.People, d.Suspend.Factors
	}
	if d.WindowMonths < 0 {
		o.WindowMonths = assessment.All
	}
	for _, b := range d.SizeBands {
		o.SizeBands = append(o.SizeBands, int64(math.RoundToEven(b*power)))
	}
	if d.ListMin != nil {
		v := int64(math.RoundToEven(*d.ListMin * power))
		o.ListMin = &v
	}
	if d.Thresholds.VisitCost != nil {
		o.VisitCost, o.HasVisitCost = int64(math.RoundToEven(*d.Thresholds.VisitCost*power)), true
	}
	return o
}

// Sources says what the run reads.
func (c *Config) Sources() ingest.Sources {
	d := c.doc
	minor, _ := ingest.MinorUnits(d.Currency)
	loc, err := time.LoadLocation(d.TimeZone)
	if err != nil {
		loc = time.UTC // check has refused unknown zones; only Default can come here
	}
	s := ingest.Sources{Base: c.base, Location: loc, Currency: d.Currency, MinorUnits: minor, Tables: map[string][]ingest.Source{},
		TaxRate: int64(math.RoundToEven(*d.TaxRate * table.RateScale)),
		Memory:  c.Memory(),
		Limits:  raw.Limits{Unpacked: int64(d.Limits.Unpacked), Ratio: int64(d.Limits.Ratio), Rows: int64(d.Limits.Rows), Columns: d.Limits.Columns, Cell: int(d.Limits.Cell)}}
	for _, t := range table.All {
		if list := d.Sources.table(t.Name); list != nil {
			for _, x := range *list {
				s.Tables[t.Name] = append(s.Tables[t.Name], x.ingest())
			}
		}
	}
	return s
}

// ingest is a source as the reader understands it.
func (x source) ingest() ingest.Source {
	s := ingest.Source{Files: x.Files, PasswordEnv: x.PasswordEnv, Sheet: x.Sheet, Encoding: x.Encoding, Delimiter: x.Delimiter, HeaderRow: x.HeaderRow}
	if x.Query != nil {
		s.Query = x.Query.ingest()
	}
	if x.Events != nil {
		s.Events = &ingest.Events{ID: x.Events.ID, At: x.Events.At, Status: x.Events.Status,
			Acknowledged: x.Events.Acknowledged, Implemented: x.Events.Implemented, Ended: x.Events.Ended}
	}
	if x.Columns != nil {
		s.Columns = map[string]ingest.Column{}
		for name, c := range x.Columns {
			s.Columns[name] = ingest.Column{From: c.From, Const: c.Const, Product: c.Product, Format: c.Format, Scale: c.Scale, Tax: c.Tax, Unit: c.Unit}
		}
	}
	for _, j := range x.Join {
		s.Join = append(s.Join, ingest.Join{Files: j.Files, On: j.On, Take: j.Take, PasswordEnv: j.PasswordEnv, Sheet: j.Sheet,
			Encoding: j.Encoding, Delimiter: j.Delimiter, HeaderRow: j.HeaderRow})
	}
	if x.Values != nil {
		s.Values = map[string]map[string][]string{}
		for column, m := range x.Values {
			s.Values[column] = map[string][]string{}
			for word, spellings := range m {
				s.Values[column][word] = spellings
			}
		}
	}
	return s
}
