package xlsx

import (
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/format/raw"
)

// Format ids and codes, each with what Excel shows for it.
func TestKindOf(t *testing.T) {
	for id := 1; id <= 58; id++ {
		want := number
		switch {
		case id == 9 || id == 10:
			want = percent
		case id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 && id != 32 && id != 33 || id >= 50:
			want = date
		case id == 46:
			want = elapsed
		case id >= 18 && id <= 21 || id == 45 || id == 47 || id == 32 || id == 33:
			want = clock
		}
		if got := kindOf(id, ""); got != want {
			t.Errorf("format %d: %d, want %d", id, got, want)
		}
	}
	for code, want := range map[string]kind{
		"yyyy/m/d": date, `[$-411]ge.m.d`: date, `[$-ja-JP]yyyy"年"m"月"d"日"`: date, "mmm-yy": date, "h:mm AM/PM": clock, "[h]:mm": elapsed,
		"0.00%": percent, "#,##0;[Red]-#,##0": number, `0.0"days"`: number, "General": number, "0.00E+00": number, `"¥"#,##0`: number, `@`: number, `#,##0_);(#,##0)`: number, "mm:ss": clock, "[m]": elapsed, `;;;"x"`: number, `"none";yyyy/m/d`: date, `0;-0;yyyy`: number, "d.m.": date,
	} {
		if got := kindOf(200, code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
}

// Serials, by hand from the dates that Excel shows for them.
func TestPresent(t *testing.T) {
	for _, c := range []struct {
		text      string
		k         kind
		epoch1904 bool
		want      string
		h         raw.Hint
	}{
		{"46326", date, false, "2026-10-31", raw.Date},
		{"44864", date, true, "2026-10-31", raw.Date},
		{"46326.385416666664", date, false, "2026-10-31T09:15:00", raw.Stamp},
		{"46326.385416666664", clock, false, "2026-10-31T09:15:00", raw.Stamp},
		{"0.385416666666667", date, false, "09:15:00", raw.Time},
		{"0.385416666666667", clock, false, "09:15:00", raw.Time},
		{"0.385416666666667", elapsed, true, "09:15:00", raw.Time},
		{"1.5", elapsed, false, "1.5", raw.Number},
		{"1", date, false, "1900-01-01", raw.Date},
		{"59", date, false, "1900-02-28", raw.Date},
		{"60", date, false, "1900-02-29", raw.Date},
		{"61", date, false, "1900-03-01", raw.Date},
		{"0", date, false, "1900-01-00", raw.Date},
		{"0", date, true, "1904-01-01", raw.Date},
		{"2958465", date, false, "9999-12-31", raw.Date},
		{"2958466", date, false, "2958466", raw.Number},
		{"2957003", date, true, "9999-12-31", raw.Date},
		{"2957004", date, true, "2957004", raw.Number},
		{"-1", date, false, "-1", raw.Number},
		{"46325.999999999", date, false, "2026-10-31", raw.Date},
		{"1E+400", date, false, "1E+400", raw.Number},
		{"1234.5599999999999", number, false, "1234.56", raw.Number},
		{"0.10000000000000001", percent, false, "0.1", raw.Percent},
		{"-1234.5599999999999", number, false, "-1234.56", raw.Number},
		{"0.00001234567890123456", number, false, "0.00001234567890123456", raw.Number},
		{"12345678901234567890", number, false, "12345678901234567890", raw.Number},
		{"1.2345678901234567E+30", number, false, "1.2345678901234567E+30", raw.Number},
		{"1.2E3", number, false, "1.2E3", raw.Number},
		{"abc", number, false, "abc", raw.Plain},
		{"1,234", date, false, "1,234", raw.Plain},
		{"NaN", number, false, "NaN", raw.Plain},
		{"0x10", number, false, "0x10", raw.Plain},
		{"1e", number, false, "1e", raw.Plain},
		{".", number, false, ".", raw.Plain},
		{"1.2.3", number, false, "1.2.3", raw.Plain},
	} {
		got, h := present(nil, []byte(c.text), c.k, c.epoch1904)
		if string(got) != c.want || h != c.h {
			t.Errorf("%s as %d (1904 %t) = %s/%d, want %s/%d", c.text, c.k, c.epoch1904, got, h, c.want, c.h)
		}
	}
}

// Every day from 1 March 1900 on is what excelize makes of its serial.
func TestSerialsAgreeWithExcelize(t *testing.T) {
	for _, epoch1904 := range []bool{false, true} {
		for n := 61; n < 2957004; n += 97 {
			at, err := excelize.ExcelDateToTime(float64(n), epoch1904)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := present(nil, strconv.AppendInt(nil, int64(n), 10), date, epoch1904); string(got) != at.Format(time.DateOnly) {
				t.Fatalf("%d (1904 %t) = %s, excelize says %s", n, epoch1904, got, at.Format(time.DateOnly))
			}
		}
	}
}

// A number comes out as the same double, in no more digits than it needs, or as Plain.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1", "-0.5", "1234.5599999999999", "1E-7", "+.5", "5.", "00000000000000000001.5", "1e999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out, ok := appendNumber(nil, []byte(s))
		if !ok {
			return
		}
		want, err1 := strconv.ParseFloat(s, 64)
		got, err2 := strconv.ParseFloat(string(out), 64)
		if (err1 == nil) != (err2 == nil) || math.Float64bits(want) != math.Float64bits(got) {
			t.Errorf("%q became %q", s, out)
		}
	})
}
