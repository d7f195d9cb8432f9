package dataset_test

import (
	"bytes"
	"encoding"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/dataset"
	"tenbin/ingest"
	"tenbin/ingest/table"
	"tenbin/metrics/cube"
	"tenbin/metrics/cubefile"
)

// company writes exports with repeated, superseded, returned, credited and broken lines,
// a joined file, quoted line ends, and instructions that ask for buyers and invoices.
func company(t *testing.T, rows int) string {
	t.Helper()
	dir := t.TempDir()
	draw := rand.New(rand.NewPCG(7, 8))
	pick := func(words ...string) string { return words[draw.IntN(len(words))] }
	text := map[string]*bytes.Buffer{"deals-2026-07.csv": {}, "deals-2026-08.csv": {}}
	for _, b := range text {
		b.WriteString("line_id,order,document,date,client,category,product,quantity,list_amount,net_amount,kind,reason,approved_rate,approved_by,requested_at,recorded_at\n")
	}
	var before string
	for k := range rows {
		net := pick("90000", "97000", "88000", "100000", "99000", "x", "")
		kind, reason := "", ""
		switch k % 29 {
		case 3:
			kind, net = "return", "-90000"
		case 11:
			kind, reason, net = "credit_note", "price", "5000"
		case 17:
			kind, reason, net = "rebate", "volume", "3000"
		}
		row := fmt.Sprintf("L%d,o%d,D%d,2026-%02d-%02d,%s,%s,%s,10,%d,%s,%s,%s,%s,%s,%s,2026-08-%02d\n", k, draw.IntN(5), k/4, 1+draw.IntN(8), 1+draw.IntN(28),
			pick("青井", "青 井", "\"赤\n木\"", "白川", "㈱白川", "黒田", "黒日"), pick("金物", "樹脂"), pick("ねじ", "ばね", "ステンレス ねし"), 50000+1000*draw.IntN(100), net, kind, reason,
			pick("", "", "10%"), pick("", "部長"), pick("", "2026-05-01"), 1+draw.IntN(9))
		name := pick("deals-2026-07.csv", "deals-2026-08.csv")
		text[name].WriteString(row)
		switch k % 31 {
		case 5:
			text["deals-2026-08.csv"].WriteString(row)
		case 9:
			text["deals-2026-08.csv"].WriteString(strings.Replace(before, ",10,", ",11,", 1))
		case 13:
			text[name].WriteString(strings.Replace(row, ",10,", ",12,", 1))
		}
		before = row
	}
	text["deals-2026-07.csv"].WriteString("合計,,,,,,,,1,1,,,,,,\n\n\n")
	for name, s := range map[string]string{
		"orders.csv":       "order,rep,area\no0,佐藤,東\no1,佐藤,東\no2,加藤,東\no3,admin,西\n",
		"roster.csv":       "salesperson,name,team,manager\np1,佐藤,東,m\np2,加藤,東,m\np3,高橋,西,m\n",
		"policy.csv":       "category,authorised_rate\n金物,5%\n樹脂,8%\n",
		"prices.csv":       "product,list_price,from\nねじ,100,2025-01-01\nステンレスねじ,300,2025-01-01\n",
		"instructions.csv": "instruction_id,salesperson,client,category,trigger,issued,due,target_increase,effective_from\ni1,p1,青井,,price_increase,2026-03-01,2026-05-10,5%,2026-04-01\ni2,*,,金物,price_increase,2026-06-01,2026-07-10,3%,2026-07-01\ni3,p2,赤木,,reallocation,2026-06-05,2026-07-10,,\n",
		"tenbin.yaml": `version: 1
sources:
  deals:
    - files: [deals-*.csv]
      join:
        - files: [orders.csv]
          on: {order: order}
          take: {salesperson: rep, region: area}
  roster: [{files: [roster.csv]}]
  policy: [{files: [policy.csv]}]
  price_list: [{files: [prices.csv]}]
  instructions: [{files: [instructions.csv]}]
`} {
		text[name] = bytes.NewBufferString(s)
	}
	for name, b := range text {
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "tenbin.yaml")
}

// carry takes v over the way between machines.
func carry[T any](t *testing.T, v *T) *T {
	t.Helper()
	out := new(T)
	if m, ok := any(v).(encoding.BinaryMarshaler); ok {
		b, err := m.MarshalBinary()
		if err == nil {
			err = any(out).(encoding.BinaryUnmarshaler).UnmarshalBinary(b)
		}
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	b, err := ingest.Carry(v)
	if err == nil {
		err = ingest.Carried(b, out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// bytesOf is a reading as it stands in a file.
func bytesOf(t *testing.T, r *cubefile.Reading) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := cubefile.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Law: several machines that each read some parts, in any order, with everything carried
// between them, write the file that one machine writes.
func TestApartEqualsRead(t *testing.T) {
	path := company(t, 400)
	m := table.MonthOf(2026, 8)
	for _, fixed := range []bool{false, true} {
		c, err := config.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		if fixed { // bands and L_min given: nothing needs to be surveyed
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if c, err = config.Parse(path, append([]byte("size_bands: [60000, 90000]\nl_min: 55000\n"), text...)); err != nil {
				t.Fatal(err)
			}
		}
		sources := c.Sources()
		sources.Report = true
		in, err := ingest.Open(t.Context(), sources, 2)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		whole, err := dataset.Read(t.Context(), c, in, m, 2)
		if err != nil {
			t.Fatal(err)
		}
		want := bytesOf(t, whole)
		for _, x := range []string{`"Superseded":true`, `"Returns":`, `"Reaches":["`, `"Alone":[{`, `"near_product"`, `"Reason":9`} {
			if !bytes.Contains(want, []byte(x)) {
				t.Errorf("the reading holds no %s: the case is too poor", x)
			}
		}
		if len(whole.Cube.Cells) < 80 || len(whole.Rows) < 100 || len(whole.Cube.Exceptions) == 0 || !fixed && (whole.Plan.Returns == 0 || whole.Plan.Credits == 0) {
			t.Errorf("%d cells, %d rows, %d exceptions, %d returns, %d credits: the case is too poor", len(whole.Cube.Cells), len(whole.Rows), len(whole.Cube.Exceptions), whole.Plan.Returns, whole.Plan.Credits)
		}
		for _, piece := range []int64{0, 4000, 900} {
			got := bytesOf(t, together(t, c, m, piece))
			if !bytes.Equal(got, want) {
				t.Errorf("bands given %v, pieces of %d: other bytes\n%s", fixed, piece, firstDifference(got, want))
			}
		}
	}
}

// together reads the company on as many machines as there are parts.
func together(t *testing.T, c *config.Config, m table.Month, piece int64) *cubefile.Reading {
	t.Helper()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	sources := c.Sources()
	sources.Piece = piece
	seen, err := ingest.DealFiles(sources)
	must(err)
	for k := range seen {
		f, err := ingest.SeeFile(ctx, sources, seen[k], 1)
		must(err)
		seen[k] = *carry(t, &f)
	}
	parts, err := dataset.Parts(seen)
	must(err)
	if piece > 0 && len(parts) < 10 {
		t.Errorf("%d parts: the case is too poor", len(parts))
	}
	draw := rand.New(rand.NewPCG(uint64(piece), 3))
	shuffled := func() []dataset.Part {
		draw.Shuffle(len(parts), func(a, b int) { parts[a], parts[b] = parts[b], parts[a] })
		return parts
	}
	scanner, err := dataset.OpenScanner(ctx, c, seen)
	must(err)
	defer scanner.Close()
	looks := &ingest.Scans{}
	for _, p := range shuffled() {
		l, err := scanner.Scan(ctx, p)
		must(err)
		looks.Merge(carry(t, l))
	}
	settled, err := dataset.Resolve(ctx, c, seen, carry(t, looks), 2)
	must(err)
	settled = carry(t, settled)
	site, err := dataset.NewSite(ctx, c, m, seen, settled)
	must(err)
	defer site.Close()
	survey, gathered := (*cube.Survey)(nil), &cube.Gathered{}
	for _, p := range shuffled() {
		s, err := site.Survey(ctx, p)
		must(err)
		if s = carry(t, s); survey == nil {
			survey = s
		} else {
			survey.Merge(s)
		}
	}
	for _, p := range shuffled() {
		g, err := site.Gather(ctx, p, carry(t, survey))
		must(err)
		gathered.Merge(carry(t, g))
	}
	plan, err := site.Plan(survey, gathered)
	must(err)
	plan = carry(t, plan)
	var reduced *dataset.Reduced
	for _, p := range shuffled() {
		r, err := site.Reduce(ctx, p, plan)
		must(err)
		if r = carry(t, r); reduced == nil {
			reduced = r
		} else {
			must(reduced.Merge(r))
		}
	}
	rows, want := &cube.KeptRows{}, carry(t, reduced.Want())
	for _, p := range shuffled() {
		k, err := site.Keep(ctx, p, want, plan)
		must(err)
		rows.Merge(carry(t, k))
	}
	other, err := dataset.NewSite(ctx, c, m, seen, settled) // one that has read nothing
	must(err)
	defer other.Close()
	r, err := other.Finish(ctx, carry(t, reduced), plan, rows)
	must(err)
	return r
}

// firstDifference shows where two files part.
func firstDifference(a, b []byte) string {
	k := 0
	for k < len(a) && k < len(b) && a[k] == b[k] {
		k++
	}
	around := func(x []byte) []byte { return x[max(0, k-300):min(len(x), k+300)] }
	return fmt.Sprintf("at %d: %s\n\nwant: %s", k, around(a), around(b))
}
