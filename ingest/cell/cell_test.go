package cell

import (
	"testing"
	"time"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

var tokyo = time.FixedZone("JST", 9*3600)

func TestDecimal(t *testing.T) {
	point, comma := Decision{}, Decision{Locale: Comma}
	mixed := Decision{Mixed: true}
	const max = 1<<63 - 1
	for _, c := range []struct {
		in    string
		h     raw.Hint
		d     Decision
		scale int
		want  int64
		r     table.Reason
		ok    bool
	}{
		{"1234", raw.Plain, point, 0, 1234, 0, true},
		{"1,234", raw.Plain, point, 0, 1234, 0, true},
		{"¥1,234", raw.Plain, point, 0, 1234, 0, true},
		{"￥1,234", raw.Plain, point, 0, 1234, 0, true},
		{`\1,234`, raw.Plain, point, 0, 1234, 0, true},
		{"$1,234.50", raw.Plain, point, 2, 123450, 0, true},
		{"1,234円", raw.Plain, point, 0, 1234, 0, true},
		{"１，２３４", raw.Plain, point, 0, 1234, 0, true},
		{"(1,234)", raw.Plain, point, 0, -1234, 0, true},
		{"(¥1,234)", raw.Plain, point, 0, -1234, 0, true},
		{"（１，２３４）", raw.Plain, point, 0, -1234, 0, true},
		{"▲1,234", raw.Plain, point, 0, -1234, 0, true},
		{"△1,234", raw.Plain, point, 0, -1234, 0, true},
		{"-1,234", raw.Plain, point, 0, -1234, 0, true},
		{"−1,234", raw.Plain, point, 0, -1234, 0, true},
		{"－1,234", raw.Plain, point, 0, -1234, 0, true},
		{"-¥1,234", raw.Plain, point, 0, -1234, 0, true},
		{"¥-1,234", raw.Plain, point, 0, -1234, 0, true},
		{"1,234-", raw.Plain, point, 0, -1234, 0, true},
		{"+5", raw.Plain, point, 0, 5, 0, true},
		{" 1 234 567 ", raw.Plain, point, 0, 1234567, 0, true},
		{"1'234.5", raw.Plain, point, 1, 12345, 0, true},
		{"1.2E+3", raw.Plain, point, 0, 1200, 0, true},
		{"1.2E+3", raw.Number, point, 0, 1200, 0, true},
		{"1e-3", raw.Number, point, 6, 1000, 0, true},
		{"3千円", raw.Plain, point, 0, 3000, 0, true},
		{"2.5百万円", raw.Plain, point, 0, 2500000, 0, true},
		{"３万円", raw.Plain, point, 0, 30000, 0, true},
		{"1.5億円", raw.Plain, point, 0, 150000000, 0, true},
		{"2千万円", raw.Plain, point, 0, 20000000, 0, true},
		{"JPY 1,234", raw.Plain, point, 0, 1234, 0, true},
		{"1,234 USD", raw.Plain, point, 0, 1234, 0, true},
		{"1.234,5", raw.Plain, comma, 1, 12345, 0, true},
		{"12,5", raw.Plain, comma, 1, 125, 0, true},
		{"1.234", raw.Plain, comma, 0, 1234, 0, true},
		{"1,234", raw.Plain, comma, 3, 1234, 0, true},
		{"1.234", raw.Number, comma, 3, 1234, 0, true}, // a Number is never guessed at
		{"1234.5", raw.Number, comma, 1, 12345, 0, true},
		{"2,024,994", raw.Plain, point, 0, 2024994, 0, true},
		// rounding half to even, digits that no float holds
		{"0.5", raw.Plain, point, 0, 0, 0, true},
		{"1.5", raw.Plain, point, 0, 2, 0, true},
		{"2.5", raw.Plain, point, 0, 2, 0, true},
		{"2.50000000000000000001", raw.Plain, point, 0, 3, 0, true},
		{"-2.5", raw.Plain, point, 0, -2, 0, true},
		{"0.0000005", raw.Plain, point, 6, 0, 0, true},
		{"9223372036854775807", raw.Plain, point, 0, max, 0, true},
		{"0.05", raw.Plain, point, 2, 5, 0, true},
		{"0", raw.Plain, point, 9, 0, 0, true},
		{"000123", raw.Plain, point, 0, 123, 0, true},
		{".5", raw.Plain, point, 1, 5, 0, true},
		{"5.", raw.Plain, point, 1, 50, 0, true},
		// refused
		{"9223372036854775808", raw.Plain, point, 0, 0, table.TooLarge, false},
		{"92233720368547758.07", raw.Plain, point, 3, 0, table.TooLarge, false},
		{"1e9999999999", raw.Plain, point, 0, 0, table.TooLarge, false},
		{"12,5", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"1.234,5", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"12.5", raw.Plain, comma, 0, 0, table.NotNumber, false},
		{"1,234", raw.Number, point, 0, 0, table.NotNumber, false},
		{"1,234", raw.Plain, mixed, 0, 0, table.ScaleConflict, false},
		{"1.234", raw.Plain, mixed, 0, 0, table.ScaleConflict, false},
		{"1,23,456", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"1,2345", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"(1,234", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"(-1)", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"--1", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"1-2", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"12abc", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"5%", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"1.2.3", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"千円", raw.Plain, point, 0, 0, table.NotNumber, false},
		{"true", raw.Bool, point, 0, 0, table.NotNumber, false},
		{"", raw.Plain, point, 0, 0, table.Empty, false},
		{"-", raw.Plain, point, 0, 0, table.Empty, false},
		{"#N/A", raw.Error, point, 0, 0, table.Empty, false},
		{"#REF!", raw.Error, point, 0, 0, table.ErrorCell, false},
		{"", raw.NoCache, point, 0, 0, table.NoCache, false},
		{"12\ufffd", raw.Invalid, point, 0, 0, table.Undecodable, false},
	} {
		v, r, ok := Decimal([]byte(c.in), c.h, c.d, c.scale)
		if v != c.want || ok != c.ok || !ok && r != c.r {
			t.Errorf("Decimal(%q, %d, %v, %d) = %d, %s, %v; want %d, %s, %v", c.in, c.h, c.d, c.scale, v, r.Code(), ok, c.want, c.r.Code(), c.ok)
		}
	}
}

func TestRate(t *testing.T) {
	fraction, whole := Decision{}, Decision{Scale: WholePercent}
	fixed, err := Decision{}.WithScale("percent")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		in   string
		h    raw.Hint
		d    Decision
		want int64
		r    table.Reason
		ok   bool
	}{
		{"0.05", raw.Plain, fraction, 50e6, 0, true},
		{"5%", raw.Plain, fraction, 50e6, 0, true},
		{"5 %", raw.Plain, whole, 50e6, 0, true},
		{"５％", raw.Plain, fraction, 50e6, 0, true},
		{"5", raw.Plain, whole, 50e6, 0, true},
		{"10.0", raw.Plain, whole, 100e6, 0, true},
		{"12,5%", raw.Plain, Decision{Locale: Comma}, 125e6, 0, true},
		{"0.05", raw.Percent, whole, 50e6, 0, true},
		{"5", raw.Number, whole, 50e6, 0, true},
		{"1割5分", raw.Plain, fraction, 150e6, 0, true},
		{"１割", raw.Plain, fraction, 100e6, 0, true},
		{"2割引", raw.Plain, fraction, 200e6, 0, true},
		{"1.5割", raw.Plain, fraction, 150e6, 0, true},
		{"5分3厘", raw.Plain, fraction, 53e6, 0, true},
		{"5%引", raw.Plain, fraction, 50e6, 0, true},
		{"10%OFF", raw.Plain, fraction, 100e6, 0, true},
		{"1", raw.Plain, fraction, 1e9, 0, true},
		{"100", raw.Plain, whole, 1e9, 0, true},
		{"0", raw.Plain, whole, 0, 0, true},
		{"0.5", raw.Plain, fixed, 5e6, 0, true},
		{"0.5", raw.Plain, whole, 0, table.ScaleConflict, false},
		{"0.05", raw.Plain, Decision{Mixed: true}, 0, table.ScaleConflict, false},
		{"5", raw.Plain, Decision{Mixed: true}, 0, table.ScaleConflict, false},
		{"5", raw.Plain, fraction, 0, table.NotRate, false},
		{"101", raw.Plain, whole, 0, table.NotRate, false},
		{"-5%", raw.Plain, whole, 0, table.NotRate, false},
		{"▲5", raw.Plain, whole, 0, table.NotRate, false},
		{"11割", raw.Plain, whole, 0, table.NotRate, false},
		{"abc", raw.Plain, whole, 0, table.NotRate, false},
		{"", raw.Plain, whole, 0, table.Empty, false},
	} {
		v, r, ok := Rate([]byte(c.in), c.h, c.d)
		if v != c.want || ok != c.ok || !ok && r != c.r {
			t.Errorf("Rate(%q, %v) = %d, %s, %v; want %d, %s, %v", c.in, c.d, v, r.Code(), ok, c.want, c.r.Code(), c.ok)
		}
	}
}

func TestDate(t *testing.T) {
	none, ymd, mdy, dmy := Decision{}, Decision{Order: YMD}, Decision{Order: MDY}, Decision{Order: DMY}
	s1900, s1904 := Decision{Serial: Serial1900}, Decision{Serial: Serial1904}
	layout := func(f string) Decision {
		d, err := Decision{}.WithFormat(f)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		in   string
		h    raw.Hint
		d    Decision
		want string
		r    table.Reason
	}{
		{"2026-10-31", raw.Plain, none, "2026-10-31", 0},
		{"2026/4/1", raw.Plain, none, "2026-04-01", 0},
		{"2026.4.1", raw.Plain, none, "2026-04-01", 0},
		{"２０２６／４／１", raw.Plain, none, "2026-04-01", 0},
		{"1996-07-04 00:00:00.000", raw.Plain, none, "1996-07-04", 0},
		{"2026-10-31 9:15", raw.Plain, none, "2026-10-31", 0},
		{"2026/10/31 午後 9:15", raw.Plain, none, "2026-10-31", 0},
		{"10/20/2016 3:45:00 PM", raw.Plain, mdy, "2016-10-20", 0},
		{"20261031", raw.Plain, none, "2026-10-31", 0},
		{"20261031", raw.Number, s1900, "2026-10-31", 0},
		{"20261031091500", raw.Plain, none, "2026-10-31", 0},
		{"2026年4月1日", raw.Plain, none, "2026-04-01", 0},
		{"2026年 4月 1日", raw.Plain, none, "2026-04-01", 0},
		{"2026年4月1日(水)", raw.Plain, none, "2026-04-01", 0},
		{"2026年4月1日（日）", raw.Plain, none, "2026-04-01", 0},
		{"2026/4/1(月)", raw.Plain, none, "2026-04-01", 0},
		{"2026年4月1日水曜日", raw.Plain, none, "2026-04-01", 0},
		{"2026年4月1日 9時15分", raw.Plain, none, "2026-04-01", 0},
		{"26年4月1日", raw.Plain, none, "2026-04-01", 0},
		{"令和8年4月1日", raw.Plain, none, "2026-04-01", 0},
		{"令和元年5月1日", raw.Plain, none, "2019-05-01", 0},
		{"平成31年4月30日", raw.Plain, none, "2019-04-30", 0},
		{"R8.4.1", raw.Plain, none, "2026-04-01", 0},
		{"r8/4/1", raw.Plain, none, "2026-04-01", 0},
		{"R08-04-01", raw.Plain, none, "2026-04-01", 0},
		{"R080401", raw.Plain, none, "2026-04-01", 0},
		{"H30.12.31", raw.Plain, none, "2018-12-31", 0},
		{"㋿8年4月1日", raw.Plain, none, "2026-04-01", 0},
		{"1-Apr-2026", raw.Plain, none, "2026-04-01", 0},
		{"01 April 2026", raw.Plain, none, "2026-04-01", 0},
		{"1-Apr-26", raw.Plain, none, "2026-04-01", 0},
		{"Apr 1, 2026", raw.Plain, none, "2026-04-01", 0},
		{"Wed, 01 Apr 2026 09:15:00 GMT", raw.Plain, none, "2026-04-01", 0},
		{"20-10-16", raw.Plain, ymd, "2020-10-16", 0},
		{"20-10-16", raw.Plain, dmy, "2016-10-20", 0},
		{"10/20/2016", raw.Plain, mdy, "2016-10-20", 0},
		{"20/10/2016", raw.Plain, dmy, "2016-10-20", 0},
		{"31.12.2016", raw.Plain, dmy, "2016-12-31", 0},
		{"2026-10-31T23:30:00Z", raw.Plain, none, "2026-11-01", 0},
		{"2026-10-31T23:30:00.000+0900", raw.Plain, none, "2026-10-31", 0},
		{"2026-10-31T08:30:00-05:00", raw.Stamp, none, "2026-10-31", 0},
		{"2026-10-31T15:00:00Z", raw.Stamp, none, "2026-11-01", 0},
		{"2026-10-31", raw.Date, none, "2026-10-31", 0},
		{"46113", raw.Number, s1900, "2026-04-01", 0},
		{"46113.75", raw.Number, s1900, "2026-04-01", 0},
		{"44651", raw.Number, s1904, "2026-04-01", 0},
		{"46113", raw.Plain, s1900, "2026-04-01", 0},
		{"1.4.2026", raw.Plain, layout("d.m.yyyy"), "2026-04-01", 0},
		{"01042026", raw.Plain, layout("ddmmyyyy"), "2026-04-01", 0},
		{"2026:04:01", raw.Plain, layout("2006:01:02"), "2026-04-01", 0},
		{"2026/04/01", raw.Plain, layout("yyyy/mm/dd"), "2026-04-01", 0},
		// refused
		{"46113", raw.Number, none, "", table.NotDate},
		{"46113", raw.Plain, none, "", table.NotDate},
		{"20-10-16", raw.Plain, none, "", table.NotDate},
		{"10/20/2016", raw.Plain, dmy, "", table.NotDate},
		{"05/06/2016", raw.Plain, Decision{Order: DMY, Mixed: true}, "", table.ScaleConflict},
		{"20/06/2016", raw.Plain, Decision{Order: DMY, Mixed: true}, "2016-06-20", 0},
		{"00:00.0", raw.Plain, mdy, "", table.NotDate},
		{"00/01/1900", raw.Plain, dmy, "", table.NotDate},
		{"00/01/1900", raw.Plain, mdy, "", table.NotDate},
		{"0000-00-00", raw.Plain, none, "", table.NotDate},
		{"1900-01-01", raw.Plain, none, "", table.DateRange},
		{"2926-04-01", raw.Plain, none, "", table.DateRange},
		{"2026-02-29", raw.Plain, none, "", table.NotDate},
		{"2026-13-01", raw.Plain, none, "", table.NotDate},
		{"2026/4", raw.Plain, none, "", table.NotDate},
		{"2026年4月", raw.Plain, none, "", table.NotDate},
		{"4月1日", raw.Plain, none, "", table.NotDate},
		{"2026-04-01x", raw.Plain, none, "", table.NotDate},
		{"2026-04/01", raw.Plain, none, "", table.NotDate},
		{"2026-04-01 25:00", raw.Plain, none, "", table.NotDate},
		{"09:15:00", raw.Time, none, "", table.NotDate},
		{"0", raw.Number, s1900, "", table.NotDate},
		{"1", raw.Number, s1900, "", table.NotDate},
		{"今日", raw.Plain, none, "", table.NotDate},
		{"", raw.Plain, none, "", table.Empty},
		{"#REF!", raw.Error, none, "", table.ErrorCell},
		{"2026-04-01", raw.Invalid, none, "", table.Undecodable},
		{"2026-04-01", raw.Plain, layout("dd/mm/yyyy"), "", table.NotDate},
	} {
		got, r, ok := Date([]byte(c.in), c.h, c.d, tokyo)
		if got.String() != c.want || ok != (c.want != "") || !ok && r != c.r {
			t.Errorf("Date(%q, %d, %v) = %q, %s, %v; want %q, %s", c.in, c.h, c.d, got, r.Code(), ok, c.want, c.r.Code())
		}
	}
}

func TestStamp(t *testing.T) {
	for in, want := range map[string]string{
		"2026-10-31T09:15:00.123456": "2026-10-31T00:15:00.123456Z",
		"2026-10-31T09:15:00Z":       "2026-10-31T09:15:00Z",
		"2026-10-31 09:15:00 +09:00": "2026-10-31T00:15:00Z",
		"2026-10-31":                 "2026-10-30T15:00:00Z",
		"2026/10/31 12:00 AM":        "2026-10-30T15:00:00Z",
		"2026/10/31 12:30 PM":        "2026-10-31T03:30:00Z",
		"2026年10月31日 午前9時15分":        "2026-10-31T00:15:00Z",
	} {
		v, r, ok := Stamp([]byte(in), raw.Plain, Decision{}, tokyo)
		if got := time.UnixMicro(v).UTC().Format(time.RFC3339Nano); !ok || got != want {
			t.Errorf("Stamp(%q) = %s, %s, %v; want %s", in, got, r.Code(), ok, want)
		}
	}
	v, _, ok := Stamp([]byte("46113.3854166667"), raw.Number, Decision{Serial: Serial1900}, tokyo)
	if got := time.UnixMicro(v).In(tokyo).Format("2006-01-02T15:04:05"); !ok || got != "2026-04-01T09:15:00" {
		t.Errorf("serial stamp = %s", got)
	}
}

func TestCivil(t *testing.T) {
	for d := table.DayOf(1600, 1, 1); d < table.DayOf(2400, 12, 31); d++ {
		y, m, k := d.Time().Date()
		if civil(y, int(m), k) != d || !realDay(y, int(m), k) {
			t.Fatalf("civil(%s) = %d, want %d", d, civil(y, int(m), k), d)
		}
	}
}
