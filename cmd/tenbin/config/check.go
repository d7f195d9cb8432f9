package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"tenbin/ingest"
	"tenbin/ingest/table"
)

// bad is a configuration that cannot be followed, with its place.
func (c *Config) bad(line, column int, what, toDo ingest.Sentence) error {
	path := c.path
	if path == "" {
		path = DefaultName
	}
	if line > 0 {
		path = fmt.Sprintf("%s:%d:%d", path, line, column)
	}
	return &ingest.FileError{Path: path, Code: ingest.ErrBadSource, What: what, ToDo: toDo}
}

// syntax turns the decoder's error into one with a place and what to do.
func (c *Config) syntax(err error) error {
	line, column := 0, 0
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil && e.GetToken().Position != nil {
		line, column = e.GetToken().Position.Line, e.GetToken().Position.Column
	}
	var unknown *yaml.UnknownFieldError
	if errors.As(err, &unknown) {
		key := unknown.GetToken().Value
		near := nearest(key)
		return c.bad(line, column, ingest.Sentence{JA: fmt.Sprintf("知らないキーです:%s", key), EN: fmt.Sprintf("unknown key %q", key)},
			ingest.Sentence{JA: fmt.Sprintf("綴りを確認してください(近いキー:%s)", near), EN: fmt.Sprintf("check its spelling (nearest key: %s)", near)})
	}
	message := err.Error()
	if e != nil {
		message = e.GetMessage()
	}
	message, _, _ = strings.Cut(message, "\n")
	return c.bad(line, column, ingest.Sentence{JA: "設定を読めません:" + message, EN: "the configuration cannot be read: " + message},
		ingest.Sentence{JA: "この行の書き方を直してください", EN: "correct this line"})
}

// nearest is the known key with the fewest letters changed.
func nearest(key string) string {
	best, least := "", 1<<30
	for _, k := range keys(reflect.TypeOf(document{}), nil) {
		if d := distance(key, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// keys lists the keys of the document's types in byte order.
func keys(t reflect.Type, list []string) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			if k := t.Field(i).Tag.Get("yaml"); k != "" && !slices.Contains(list, k) {
				list = keys(t.Field(i).Type, append(list, k))
			}
		}
	}
	slices.Sort(list)
	return list
}

// distance is Levenshtein's.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// wrong is a value that cannot be used; key is its path in the document.
func (c *Config) wrong(key, ja, en, doJA, doEN string) error {
	line, column := c.place(key)
	return c.bad(line, column, ingest.Sentence{JA: key + ":" + ja, EN: key + ": " + en}, ingest.Sentence{JA: doJA, EN: doEN})
}

// place finds the line and column of a key's value, 0 where the file does not have it.
func (c *Config) place(key string) (line, column int) {
	if c.tree == nil {
		return 0, 0
	}
	p, err := yaml.PathString("$." + key)
	if err != nil {
		return 0, 0
	}
	node, err := p.FilterFile(c.tree)
	if err != nil || node == nil || node.GetToken() == nil {
		return 0, 0
	}
	return node.GetToken().Position.Line, node.GetToken().Position.Column
}

func (c *Config) oneOf(key, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	list := strings.Join(words, ", ")
	return c.wrong(key, fmt.Sprintf("%q は使えません", value), fmt.Sprintf("%q cannot be used", value), "次のどれかにしてください:"+list, "use one of "+list)
}

func (c *Config) within(key string, v, lo, hi float64) error {
	if v >= lo && v <= hi {
		return nil
	}
	return c.wrong(key, fmt.Sprintf("%g は範囲外です", v), fmt.Sprintf("%g is out of range", v), fmt.Sprintf("%g から %g の数にしてください", lo, hi), fmt.Sprintf("use a number from %g to %g", lo, hi))
}

// check refuses values that no run can use.
func (c *Config) check() error {
	d := &c.doc
	errs := []error{
		c.within("version", float64(d.Version), 1, 1),
		c.oneOf("language", d.Language, "ja", "en", "both"),
		c.oneOf("date_basis", d.DateBasis, "order", "shipment", "acceptance", "invoice"),
		c.oneOf("clock", d.Clock, "business", "calendar"),
		c.oneOf("people", d.People, "names", "pseudonyms", "teams"),
		c.oneOf("stage", d.Stage, "preview", "publish"),
		c.within("fiscal_year_start", float64(d.FiscalYearStart), 1, 12),
		c.within("look_back_months", float64(*d.LookBackMonths), 0, 120),
		c.within("thresholds.tolerance", *d.Thresholds.Tolerance, 1e-6, 1),
		c.within("thresholds.unmatched_share", *d.Thresholds.UnmatchedShare, 0, 1),
		c.within("thresholds.recovery", *d.Thresholds.Recovery, 0, 1),
		c.within("tax_rate", *d.TaxRate, 0, 1),
		c.within("publish.keep_months", float64(*d.Publish.KeepMonths), 1, 1200),
	}
	errs = append(errs, c.checkPeople(), c.checkGovernance(), c.checkAgenda())
	if d.Thresholds.VisitCost != nil {
		errs = append(errs, c.within("thresholds.visit_cost", *d.Thresholds.VisitCost, 0, 1e12))
	}
	if _, ok := ingest.MinorUnits(d.Currency); !ok {
		errs = append(errs, c.wrong("currency", fmt.Sprintf("%q は通貨コードではありません", d.Currency), fmt.Sprintf("%q is no currency code", d.Currency), "JPY のような ISO 4217 のコードにしてください", "use an ISO 4217 code such as JPY"))
	}
	if _, err := time.LoadLocation(d.TimeZone); err != nil {
		errs = append(errs, c.wrong("time_zone", fmt.Sprintf("%q という時間帯はありません", d.TimeZone), fmt.Sprintf("there is no time zone %q", d.TimeZone), "Asia/Tokyo のような名前にしてください", "use a name such as Asia/Tokyo"))
	}
	if n := len(d.SizeBands); n > 0 {
		for i, b := range d.SizeBands {
			if b <= 0 || i > 0 && b <= d.SizeBands[i-1] {
				errs = append(errs, c.wrong("size_bands", "小さい順に並んでいません", "the edges do not ascend", "正の数を小さい順に書いてください", "write positive numbers in ascending order"))
				break
			}
		}
	}
	if d.People == "pseudonyms" && d.KeyFile == "" {
		errs = append(errs, c.wrong("people", "仮名には鍵が要ります", "pseudonyms need a secret", "key_file に鍵のファイルを指定してください", "name the file of the secret under key_file"))
	}
	for _, t := range table.All {
		if list := d.Sources.table(t.Name); list != nil {
			for i, s := range *list {
				errs = append(errs, c.checkSource(fmt.Sprintf("sources.%s[%d]", t.Name, i), s))
			}
		}
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *Config) checkSource(key string, s source) error {
	if (len(s.Files) == 0) == (s.Query == nil) {
		return c.wrong(key, "files か query のどちらか一方が要ります", "needs files or query, one of them", "読むファイルを files に書いてください", "name the files to read under files")
	}
	if err := c.checkQuery(key, s); err != nil {
		return err
	}
	for _, name := range sorted(s.Columns) {
		col := s.Columns[name]
		at := key + ".columns." + name
		n := 0
		for _, given := range []bool{len(col.From) > 0, col.Const != nil, len(col.Product) > 0} {
			if given {
				n++
			}
		}
		if n > 1 {
			return c.wrong(at, "from、const、product は一つだけ書けます", "from, const and product exclude each other", "一つだけにしてください", "keep one of them")
		}
		if col.Tax != "" {
			if err := c.oneOf(at+".tax", col.Tax, "excluded", "included"); err != nil {
				return err
			}
		}
		if col.Scale != "" {
			if err := c.oneOf(at+".scale", col.Scale, "fraction", "percent"); err != nil {
				return err
			}
		}
		if col.Unit != 0 && col.Unit != 1 && col.Unit != 1000 && col.Unit != 1000000 {
			return c.wrong(at+".unit", "使えない単位です", "the unit cannot be used", "1、1000、1000000 のどれかにしてください", "use 1, 1000 or 1000000")
		}
	}
	for i, j := range s.Join {
		if len(j.Files) == 0 || len(j.On) == 0 || len(j.Take) == 0 {
			return c.wrong(fmt.Sprintf("%s.join[%d]", key, i), "join には files、on、take が要ります", "a join needs files, on and take", "三つとも書いてください", "write all three")
		}
	}
	return nil
}

func sorted[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
