package cell

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"tenbin/ingest/format/raw"
	"tenbin/ingest/table"
)

func profile(cells ...string) Profile {
	var p Profile
	for _, c := range cells {
		p.Observe([]byte(c), raw.Plain)
	}
	return p
}

func TestDecide(t *testing.T) {
	many := func(n int, f func(int) string) []string {
		var out []string
		for i := range n {
			out = append(out, f(i))
		}
		return out
	}
	for _, c := range []struct {
		name  string
		cells []string
		kind  table.Kind
		want  Decision // Evidence is not compared
	}{
		{"integers", []string{"1", "1,234", ""}, table.Money, Decision{}},
		{"point", []string{"12.5", "1,234", "1,234.5"}, table.Money, Decision{Proved: true}},
		{"comma", []string{"12,5", "1.234", "1.234,5"}, table.Money, Decision{Locale: Comma, Proved: true}},
		{"one slip", append(many(40, func(i int) string { return fmt.Sprintf("%d.5", i) }), "12,5"), table.Money, Decision{Proved: true}},
		{"both", []string{"12,5", "12.5", "13.5"}, table.Money, Decision{Mixed: true, Proved: true}},
		{"fractions", []string{"0.05", "0.1", "0"}, table.Rate, Decision{Proved: true}},
		{"per cent", []string{"5", "10.0", "12.5", "0"}, table.Rate, Decision{Scale: WholePercent, Proved: true}},
		{"signs", []string{"5%", "10%"}, table.Rate, Decision{Proved: true}},
		{"mixed scales", []string{"5", "10", "0.05"}, table.Rate, Decision{Scale: WholePercent, Mixed: true, Proved: true}},
		{"iso", []string{"2026-10-31", "2026/4/1"}, table.Date, Decision{Proved: true}},
		{"us", []string{"10/20/2016", "3/1/2017"}, table.Date, Decision{Order: MDY, Proved: true}},
		{"european", []string{"20/10/2016", "1/3/2017"}, table.Date, Decision{Order: DMY, Proved: true}},
		{"days up to 12", []string{"1/3/2017", "2/4/2017", "1/5/2017"}, table.Date, Decision{Order: MDY}},
		{"first of the month", []string{"04/01/2026", "10/01/2026", "07/01/2026"}, table.Date, Decision{Order: MDY}},
		{"first of the month, day first", []string{"01.04.2026", "01.10.2026", "01.07.2026"}, table.Date, Decision{Order: DMY}},
		{"two digits, day first", many(60, func(i int) string { return fmt.Sprintf("%02d-%02d-%02d", i%28+1, i%12+1, 16+i%2) }), table.Date, Decision{Order: DMY, Proved: true}},
		{"two digits, year first", many(60, func(i int) string { return fmt.Sprintf("%02d/%02d/%02d", 24+i%3, i%12+1, i%28+1) }), table.Date, Decision{Order: YMD, Proved: true}},
		{"mixed orders", []string{"20/10/2016", "10/20/2016", "21/10/2016"}, table.Date, Decision{Order: DMY, Mixed: true, Proved: true}},
	} {
		p := profile(c.cells...)
		got := p.Decide(c.kind)
		got.Evidence = ""
		c.want.Kind = c.kind
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	var p Profile
	p.Observe([]byte("46113"), raw.Number)
	p.Observe([]byte("2026-04-01"), raw.Date)
	if d := p.Decide(table.Date); d.Serial != Serial1900 || !d.Proved {
		t.Errorf("serials: %v", d)
	}
	if d := profileOf("46113", "46114").Decide(table.Date); d.Serial != Serial1900 || d.Proved {
		t.Errorf("written serials: %v", d)
	}
	if d := profileOf("46113", "x").Decide(table.Date); d.Serial != NoSerial {
		t.Errorf("one number among text: %v", d)
	}
}

func profileOf(cells ...string) *Profile { p := profile(cells...); return &p }

// TestProfileOrder: the order of cells and of merges does not matter.
func TestProfileOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pool := []string{"", "-", "1", "1,234", "1.234", "12,5", "12.5", "0.05", "5", "5%", "10/20/2016", "20-10-16", "2026-04-01",
		"20261031", "46113", "x", "令和8年4月1日", "▲1,234", "1割", "1/2/2016"}
	for range 200 {
		cells := make([]string, r.IntN(30))
		for i := range cells {
			cells[i] = pool[r.IntN(len(pool))]
		}
		whole := profile(cells...)
		r.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
		a, b := r.IntN(len(cells)+1), r.IntN(len(cells)+1)
		a, b = min(a, b), max(a, b)
		x, y, z := profile(cells[:a]...), profile(cells[a:b]...), profile(cells[b:]...)
		left := x
		left.Merge(y)
		left.Merge(z)
		right := z
		right.Merge(y)
		right.Merge(x)
		if left != whole || right != whole {
			t.Fatalf("%q: profiles differ", cells)
		}
		for _, k := range []table.Kind{table.Money, table.Rate, table.Date} {
			if whole.Decide(k) != left.Decide(k) {
				t.Fatal("decisions differ")
			}
		}
	}
}

// TestMavenDates: the two copies of one public file, with the dates in different
// order, must give the same days.
func TestMavenDates(t *testing.T) {
	dir := "../../../shared/data/maven-crm/"
	days := func(file string) (map[string]table.Day, Decision) {
		f, err := os.Open(dir + file)
		if err != nil {
			t.Skip("the public files are not here")
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var p Profile
		for _, r := range rows[1:] {
			p.Observe([]byte(r[6]), raw.Plain)
		}
		d := p.Decide(table.Date)
		out := map[string]table.Day{}
		for _, r := range rows[1:] {
			day, reason, ok := Date([]byte(r[6]), raw.Plain, d, time.UTC)
			if !ok && reason != table.Empty {
				t.Fatalf("%s: %q: %s", file, r[6], reason.Code())
			}
			out[r[0]] = day
		}
		return out, d
	}
	a, da := days("sales_pipeline.csv")
	b, db := days("kisara_sales_pipeline.csv")
	if da.Order != DMY || !da.Proved || db.Order != MDY || !db.Proved {
		t.Errorf("orders: %v; %v", da, db)
	}
	n := 0
	for id, day := range a {
		if b[id] != day {
			t.Errorf("%s: %s and %s", id, day, b[id])
		}
		if day.Known() {
			n++
		}
	}
	if n != 6711 {
		t.Errorf("%d closed", n)
	}
}

func TestNull(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, " ": true, "\u3000": true, "NULL": true, "null": true, "N/A": true, "n/a": true, "#N/A": true, "?": true, "？": true,
		"-": true, "―": true, "－": true, "—": true, "--": true, "Ｎ／Ａ": true, "ＮＵＬＬ": true, "＃Ｎ／Ａ": true, "NaN": true, `\N`: true, "ー": true,
		strings.Repeat(" ", 30): true,
		"0":                     false, "-1": false, "a": false, "なし": false, "0-": false, "None": false, "Na": false, "山田": false,
	} {
		if Null([]byte(s)) != want {
			t.Errorf("Null(%q) = %v", s, !want)
		}
	}
}

func TestBoolAndWord(t *testing.T) {
	for s, want := range map[string]bool{"true": true, "TRUE": true, "はい": true, "１": true, "○": true, "no": false, "いいえ": false, "×": false, "未": false} {
		if v, _, ok := Bool([]byte(s), raw.Plain); !ok || v != want {
			t.Errorf("Bool(%q) = %v, %v", s, v, ok)
		}
	}
	if _, r, ok := Bool([]byte("perhaps"), raw.Plain); ok || r != table.UnknownWord {
		t.Error("perhaps is no truth")
	}
	if _, r, ok := Bool(nil, raw.Plain); ok || r != table.Empty {
		t.Error("empty is no truth")
	}
	extra := map[string]string{"Closed Won": "won", "契約済": "won", "夢": "dream"}
	for _, c := range []struct {
		in   string
		want int
		ok   bool
	}{
		{"won", table.Won, true}, {"Won ", table.Won, true}, {"受注", table.Won, true}, {"受 注", table.Won, true}, {"closed-won", table.Won, true},
		{"契約済", table.Won, true}, {"失注", table.Lost, true}, {"ＬＯＳＴ", table.Lost, true}, {"", table.Won, true}, {"-", table.Won, true},
		{"夢", -1, false}, {"maybe", 0, false},
	} {
		if got, ok := NewMatcher(table.Stages, extra).Find([]byte(c.in)); got != c.want || ok != c.ok {
			t.Errorf("Find(%q) = %d, %v", c.in, got, ok)
		}
	}
	if got, ok := NewMatcher(table.LineKinds, nil).Find([]byte("Credit Note")); !ok || got != table.CreditNote {
		t.Errorf("credit note = %d, %v", got, ok)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"a_x000D_\nb": "a\nb", "A&amp;B &lt;x&gt;": "A&B <x>", " a\x00\x07b ": "ab", "x\r\ny": "x\ny", "a\xffb": "a\ufffdb",
		"snake_xyz": "snake_xyz", "_x": "_x", "plain": "plain", "値上げ\u200b依頼": "値上げ依頼", "_x005F_": "_",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, f := range []string{"", "abc", "yyyy", "yyyy-mm", "dd/mm"} {
		if _, err := (Decision{}).WithFormat(f); err == nil {
			t.Errorf("format %q accepted", f)
		}
	}
	if _, err := (Decision{}).WithScale("permille"); err == nil {
		t.Error("scale permille accepted")
	}
	d := profileOf("20-10-16", "25-11-17").Decide(table.Date)
	if s := d.String(); !strings.Contains(s, "open dates") {
		t.Errorf("%q tells no evidence", s)
	}
}

// FuzzDecimal: never a panic; a value that was read, written out plainly, is read as
// the same value.
func FuzzDecimal(f *testing.F) {
	for _, s := range []string{"1,234", "▲1,234", "1.234,5", "１２", "2.5百万円", "1e3", "(5)", "1割", "¥-1", "5%", "0.5e-7"} {
		f.Add(s, 2, uint8(0))
	}
	f.Fuzz(func(t *testing.T, s string, scale int, flags uint8) {
		scale = (scale%10 + 10) % 10
		d := Decision{Locale: Locale(flags & 1), Mixed: flags&2 != 0, Scale: RateScale(flags >> 2 & 1)}
		h := raw.Hint(flags >> 3 & 3)
		v, _, ok := Decimal([]byte(s), h, d, scale)
		var p Profile
		p.Observe([]byte(s), h)
		if r, _, ok := Rate([]byte(s), h, d); ok && (r < 0 || r > table.RateScale) {
			t.Fatalf("Rate(%q) = %d", s, r)
		}
		if !ok {
			return
		}
		plain := written(v, scale)
		again, reason, ok := Decimal([]byte(plain), raw.Number, Decision{}, scale)
		if !ok || again != v {
			t.Fatalf("%q = %d, written %s, read %d, %s", s, v, plain, again, reason.Code())
		}
		slow := number{}
		if !slow.scan([]byte(plain)) {
			t.Fatalf("%s does not scan", plain)
		}
		if w, ok := slow.units(false, scale); !ok || w != v {
			t.Fatalf("%s: fast %d, slow %d", plain, v, w)
		}
	})
}

// written formats v units of 10^-scale.
func written(v int64, scale int) string {
	s := strconv.FormatInt(v, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	if scale == 0 {
		return sign + s
	}
	for len(s) <= scale {
		s = "0" + s
	}
	return sign + s[:len(s)-scale] + "." + s[len(s)-scale:]
}

// FuzzDate: never a panic; a day that was read is plausible and reads back.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-10-31", "10/20/2016", "20-10-16", "令和8年4月1日", "R8.4.1", "20261031", "1-Apr-2026", "2026-10-31T09:15:00Z", "46113", "00:00.0", "2026年4月1日(水) 午後9時15分"} {
		f.Add(s, uint8(1))
	}
	f.Fuzz(func(t *testing.T, s string, flags uint8) {
		d := Decision{Order: DateOrder(flags & 3), Serial: Serial(flags >> 2 % 3), Mixed: flags&32 != 0}
		h := []raw.Hint{raw.Plain, raw.Number, raw.Date, raw.Stamp}[flags>>6]
		var p Profile
		p.Observe([]byte(s), h)
		Stamp([]byte(s), h, d, tokyo)
		day, _, ok := Date([]byte(s), h, d, tokyo)
		if !ok {
			return
		}
		if day < plausibleFrom || day > plausibleTo {
			t.Fatalf("%q = %s", s, day)
		}
		for _, layout := range []string{"2006-01-02", "2006/1/2", "2006年1月2日", "20060102", "Jan 2, 2006", "2-Jan-2006", "2006-01-02T15:04:05.000"} {
			w := day.Time().Format(layout)
			if again, r, ok := Date([]byte(w), raw.Plain, Decision{}, tokyo); !ok || again != day {
				t.Fatalf("%q = %s, written %s, read %s, %s", s, day, w, again, r.Code())
			}
		}
	})
}

func BenchmarkDecimal(b *testing.B) {
	for _, s := range []string{"1234.50", "¥1,234,567", "１，２３４円"} {
		b.Run(s, func(b *testing.B) {
			c := []byte(s)
			b.SetBytes(int64(len(c)))
			b.ReportAllocs()
			for b.Loop() {
				Decimal(c, raw.Plain, Decision{}, 2)
			}
		})
	}
}

func BenchmarkDate(b *testing.B) {
	d := Decision{Order: MDY}
	for _, s := range []string{"2026-10-31", "10/20/2016", "令和8年4月1日", "1996-07-04 00:00:00.000"} {
		b.Run(s, func(b *testing.B) {
			c := []byte(s)
			b.SetBytes(int64(len(c)))
			b.ReportAllocs()
			for b.Loop() {
				Date(c, raw.Plain, d, time.UTC)
			}
		})
	}
}

func BenchmarkRate(b *testing.B) {
	c := []byte("12.5%")
	b.SetBytes(int64(len(c)))
	b.ReportAllocs()
	for b.Loop() {
		Rate(c, raw.Plain, Decision{})
	}
}

func BenchmarkObserve(b *testing.B) {
	for _, s := range []string{"1234.50", "2026-10-31", "見本商事株式会社"} {
		b.Run(s, func(b *testing.B) {
			c := []byte(s)
			var p Profile
			b.SetBytes(int64(len(c)))
			b.ReportAllocs()
			for b.Loop() {
				p.Observe(c, raw.Plain)
			}
		})
	}
}

func BenchmarkWord(b *testing.B) {
	c := []byte("失注")
	b.SetBytes(int64(len(c)))
	m := NewMatcher(table.Stages, nil)
	for b.Loop() {
		m.Find(c)
	}
}
