package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tenbin/cmd/tenbin/cli"
)

// untidy is a company whose exports overlap, contradict each other, are damaged, need
// other files, and whose instructions ask for invoices and for buyers.
var untidy = map[string]string{
	"tenbin.yaml": `version: 1
company: 青井商事
thresholds: {unmatched_share: .9}
sources:
  deals:
    - files: [exports/deals-*.csv]
      join:
        - files: [exports/orders.csv]
          on: {order: order}
          take: {salesperson: rep, region: area}
  accounts:
    - files: [exports/accounts.csv]
  price_list:
    - files: [exports/prices.csv]
  instructions:
    - files: [exports/instructions.csv]
  activities:
    - files: [exports/visits.csv]
      columns: {date: day, salesperson: rep, client: client}
`,
	"exports/orders.csv":   "order,rep,area,day,client\no1,佐藤,東,2026-06-01,青井\no2,加藤,東,2026-06-02,赤木\no3,admin,西,2026-06-03,赤木\no4,佐籐,西,2026-06-04,白川\n\n",
	"exports/visits.csv":   "day,rep,client\n2026-06-01,佐藤,青井\n2026-06-02,加藤,赤木\n",
	"exports/accounts.csv": "client,owner,segment\n青井,佐藤,大口\n白川,加藤,小口\n",
	"exports/prices.csv":   "product,list_price,from\nねじ,100,2025-01-01\nばね,250,2025-01-01\nステンレスねじ,300,2025-01-01\n",
	"exports/instructions.csv": "instruction_id,salesperson,client,category,product,trigger,issued,due,target_increase,effective_from\n" +
		"i1,佐藤,青井,,,price_increase,2026-03-01,2026-05-10,5%,2026-04-01\n" +
		"i2,*,,金物,,price_increase,2026-06-01,2026-07-10,3%,2026-07-01\n" +
		"i3,*,大口,金物,,stock_shortage,2026-06-05,2026-07-10,,\n" +
		"i4,加藤,赤木,,,reallocation,2026-06-05,2026-07-10,,\n",
}

// untidyDeals writes the rows of two exports that overlap.
func untidyDeals() map[string]string {
	var one, two strings.Builder
	head := "line_id,order,date,client,category,product,quantity,list_amount,net_amount,kind,recorded_at\n"
	one.WriteString(head)
	two.WriteString(head)
	for k := range 120 {
		client := []string{"青井", "青 井", "赤木", "白川", "㈱白川"}[k%5]
		product := []string{"ねじ", "ばね", "ステンレスねじ", "ステンレス ねし"}[k%4]
		amount := []string{"90000", "97000", "", "100000", "x"}[k*7/3%5]
		month, day := []string{"01", "02", "03", "04", "05", "06", "07", "08"}[k%8], []string{"03", "14", "25"}[k%3]
		id := []string{"L", "M"}[k%2] + strings.Repeat("0", k%3) + string(rune('a'+k%26)) + string(rune('a'+k/26))
		row := func(net string) string {
			return strings.Join([]string{id, []string{"o1", "o2", "o3", "o4", "o9"}[k%5], "2026-" + month + "-" + day, client, "金物", product, "10", "100000", net, []string{"", "", "", "return", "credit_note"}[k%23/19+k%5/4], "2026-08-0" + string(rune('1'+k%9))}, ",") + "\n"
		}
		one.WriteString(row(amount))
		switch {
		case k%11 == 0:
			two.WriteString(row(amount)) // the same in both
		case k%13 == 0:
			two.WriteString(row("88000")) // another content
		case k%17 == 0:
			one.WriteString(row("77000")) // another in the same file
		}
	}
	one.WriteString("合計,,,,,,,12000000,11000000,,\n\n\n")
	two.WriteString("Z1,o1,2026-08-03,\"青\xff井\",金物,ねじ,10,100000,90000,,\nZ2,o1,2026-08-33,青井,金物,ねじ,10,100000,90\xfe000,,\nこの資料は社外秘です\n")
	return map[string]string{"exports/deals-2026-07.csv": one.String(), "exports/deals-2026-08.csv": two.String()}
}

// Law: what a run publishes from deals that were read elsewhere is what it publishes
// from its own reading, in every byte of every file.
func TestRunFromCubeEqualsRun(t *testing.T) {
	company := t.TempDir()
	files := maps.Clone(untidy)
	maps.Copy(files, untidyDeals())
	for name, text := range files {
		path := filepath.Join(company, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, config, month string
		least               int // files published
		holds               []string
	}{
		{"untidy", filepath.Join(company, "tenbin.yaml"), "2026-08", 10, []string{`"Superseded":true`, `"Superseded":false`, `"Reason":9`, `"Reason":6`,
			`"Kind":"total"`, `"Kind":"footer"`, `"Reaches":["`, `"Prices":["`, `"Lines":["`, `"Code":"near_product"`, `"Code":"join_unmatched"`, `"Alone":[{`, `"Paths":["`, `"Exceptions":0`}},
		{"northwind", "../../testdata/northwind.yaml", "1998-05", 10, []string{`"Entry":0`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := os.Stat("../../../shared/data/northwind"); err != nil && c.name == "northwind" {
				t.Skip("the Northwind sample is not beside this checkout")
			}
			dir := t.TempDir()
			cube := filepath.Join(dir, "cube")
			var said [3]bytes.Buffer
			command := func(k int, args ...string) int {
				args = append(args, "--config", c.config, "--month", c.month)
				return run(args, host{stdout: &said[k], stderr: &said[k], env: os.Getenv})
			}
			if code := command(0, "reduce", "--cube", cube); code != cli.ExitDone {
				t.Fatalf("reduce: exit %d\n%s", code, &said[0])
			}
			file, err := os.ReadFile(cube)
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range c.holds {
				if !bytes.Contains(file, []byte(part)) {
					t.Errorf("the cube holds no %s: the case is too poor", part)
				}
			}
			own := command(1, "run", "--out", filepath.Join(dir, "own"))
			if from := command(2, "run", "--out", filepath.Join(dir, "from"), "--cube", cube); from != own {
				t.Errorf("exit %d, want %d", from, own)
			}
			if a, b := strings.ReplaceAll(said[1].String(), filepath.Join(dir, "own"), "OUT"), strings.ReplaceAll(said[2].String(), filepath.Join(dir, "from"), "OUT"); a != b {
				t.Errorf("said (-own +from the cube):\n%s", cmp.Diff(a, b))
			}
			want, got := treeOf(t, filepath.Join(dir, "own")), treeOf(t, filepath.Join(dir, "from"))
			if len(want) < c.least {
				t.Errorf("%d files published, want %d or more\n%s", len(want), c.least, &said[1])
			}
			if a, b := slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)); !slices.Equal(a, b) {
				t.Fatalf("published %q, want %q", b, a)
			}
			for name := range want {
				if !bytes.Equal(want[name], got[name]) {
					t.Errorf("%s differs (%d and %d bytes)", name, len(want[name]), len(got[name]))
					if strings.HasSuffix(name, ".json") {
						t.Log(cmp.Diff(string(want[name]), string(got[name])))
					}
				}
			}
		})
	}
}

// treeOf reads every file below dir but the lock.
func treeOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".lock" {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
