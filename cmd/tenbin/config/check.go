package config

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"tenbin/ingest"
	"tenbin/ingest/table"
)

// check refuses values that no run can use.
func check(f file, d *document) error {
	errs := []error{
		f.within("version", float64(d.Version), 1, 1),
		f.oneOf("language", d.Language, "ja", "en", "both"),
		f.oneOf("date_basis", d.DateBasis, "", "order", "shipment", "acceptance", "invoice"),
		f.oneOf("clock", d.Clock, "business", "calendar"),
		f.oneOf("people", d.People, "names", "pseudonyms", "teams"),
		f.oneOf("stage", d.Stage, "preview", "publish"),
		f.within("fiscal_year_start", float64(d.FiscalYearStart), 1, 12),
		f.within("look_back_months", float64(*d.LookBackMonths), 0, 120),
		f.within("thresholds.tolerance", *d.Thresholds.Tolerance, 1e-6, 1),
		f.within("thresholds.unmatched_share", *d.Thresholds.UnmatchedShare, 0, 1),
		f.within("thresholds.recovery", *d.Thresholds.Recovery, 0, 1),
		f.within("tax_rate", *d.TaxRate, 0, 1),
		f.within("publish.keep_months", float64(*d.Publish.KeepMonths), 1, 1200),
	}
	if !ingest.HasSenior(d.Ranks) {
		errs = append(errs, f.wrong("ranks", "課長以上の役職が一つもありません", "no title of these is a section head", "下から上の順に、課長(manager)以上の役職を含めて書いてください", "list titles from the lowest to the highest, with 課長 (manager) or above among them"))
	}
	errs = append(errs, checkPeople(f, d), checkGovernance(f, d), checkAgenda(f, d))
	if d.Limits.UnusableShare != nil {
		errs = append(errs, f.within("limits.unusable_share", *d.Limits.UnusableShare, 0, 1))
	}
	if d.Thresholds.VisitCost != nil {
		errs = append(errs, f.within("thresholds.visit_cost", *d.Thresholds.VisitCost, 0, 1e12))
	}
	if _, ok := ingest.MinorUnits(d.Currency); !ok {
		errs = append(errs, f.wrong("currency", fmt.Sprintf("%q は通貨コードではありません", d.Currency), fmt.Sprintf("%q is no currency code", d.Currency), "JPY のような ISO 4217 のコードにしてください", "use an ISO 4217 code such as JPY"))
	}
	if _, err := time.LoadLocation(d.TimeZone); err != nil {
		errs = append(errs, f.wrong("time_zone", fmt.Sprintf("%q という時間帯はありません", d.TimeZone), fmt.Sprintf("there is no time zone %q", d.TimeZone), "Asia/Tokyo のような名前にしてください", "use a name such as Asia/Tokyo"))
	}
	if n := len(d.SizeBands); n > 0 {
		for i, b := range d.SizeBands {
			if b <= 0 || i > 0 && b <= d.SizeBands[i-1] {
				errs = append(errs, f.wrong("size_bands", "小さい順に並んでいません", "the edges do not ascend", "正の数を小さい順に書いてください", "write positive numbers in ascending order"))
				break
			}
		}
	}
	if d.People == "pseudonyms" && d.KeyFile == "" {
		errs = append(errs, f.wrong("people", "仮名には鍵が要ります", "pseudonyms need a secret", "key_file に鍵のファイルを指定してください", "name the file of the secret under key_file"))
	}
	for _, t := range table.All {
		if list := d.Sources.table(t.Name); list != nil {
			for i, s := range *list {
				errs = append(errs, checkSource(f, fmt.Sprintf("sources.%s[%d]", t.Name, i), s))
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

func checkSource(f file, key string, s source) error {
	if (len(s.Files) == 0) == (s.Query == nil) {
		return f.wrong(key, "files か query のどちらか一方が要ります", "needs files or query, one of them", "読むファイルを files に書いてください", "name the files to read under files")
	}
	if err := checkQuery(f, key, s); err != nil {
		return err
	}
	if s.Owner != "" {
		if err := f.oneOf(key+".owner", s.Owner, "first", "latest"); err != nil {
			return err
		}
	}
	for _, code := range slices.Sorted(maps.Keys(s.Answers)) {
		at, codes := key+".answers."+code, ingest.AnswerCodes()
		if err := f.oneOf(at, code, slices.Sorted(maps.Keys(codes))...); err != nil {
			return err
		}
		if len(codes[code]) > 0 {
			if err := f.oneOf(at, s.Answers[code], codes[code]...); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Columns)) {
		col := s.Columns[name]
		at := key + ".columns." + name
		n := 0
		for _, given := range []bool{len(col.From) > 0, col.Const != nil, len(col.Product) > 0} {
			if given {
				n++
			}
		}
		if n > 1 {
			return f.wrong(at, "from、const、product は一つだけ書けます", "from, const and product exclude each other", "一つだけにしてください", "keep one of them")
		}
		if col.Tax != "" {
			if err := f.oneOf(at+".tax", col.Tax, "excluded", "included"); err != nil {
				return err
			}
		}
		if col.Scale != "" {
			if err := f.oneOf(at+".scale", col.Scale, "fraction", "percent"); err != nil {
				return err
			}
		}
		if col.Unit != 0 && col.Unit != 1 && col.Unit != 1000 && col.Unit != 1000000 {
			return f.wrong(at+".unit", "使えない単位です", "the unit cannot be used", "1、1000、1000000 のどれかにしてください", "use 1, 1000 or 1000000")
		}
	}
	for i, j := range s.Join {
		if len(j.Files) == 0 || len(j.On) == 0 || len(j.Take) == 0 {
			return f.wrong(fmt.Sprintf("%s.join[%d]", key, i), "join には files、on、take が要ります", "a join needs files, on and take", "三つとも書いてください", "write all three")
		}
	}
	return nil
}
