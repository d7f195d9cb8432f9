package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tenbin/cmd/tenbin/month"
)

// lookUp says which key of assessment.json a column shows, and in which unit.
type lookUp struct {
	heading, key string
	scale        float64 // what the file's figure is multiplied by: .01 for cents; 0 stands for 1
	day          bool
}

// comparison looks up the figures of sheets in assessment.json and counts them.
type comparison struct {
	*testing.T
	checked int
}

// compare looks up every cell of the columns of one row of a sheet in the object that
// it stands for.
func (c *comparison) compare(where string, row map[string]string, object map[string]any, fields []lookUp) {
	c.Helper()
	for _, f := range fields {
		cell, ok := row[f.heading]
		if !ok {
			c.Errorf("%s: no column %q", where, f.heading)
			continue
		}
		want := leafAt(object, f.key)
		if want == nil {
			if cell != "" && cell != "–" {
				c.Errorf("%s, %s: %q, and %s is null", where, f.heading, cell, f.key)
			}
			c.checked++
			continue
		}
		switch v := want.(type) {
		case float64:
			scale := f.scale
			if scale == 0 {
				scale = 1
			}
			got, err := strconv.ParseFloat(cell, 64)
			if err != nil || math.Abs(got-v*scale) > 1e-9*math.Max(1, math.Abs(v*scale)) {
				c.Errorf("%s, %s: %q, and %s is %.9g", where, f.heading, cell, f.key, v*scale)
			}
		case string:
			if f.day {
				d, err := time.Parse("2006-01-02", v)
				if err != nil {
					c.Fatal(err)
				}
				v = strconv.Itoa(int(d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24))
			}
			if cell != v {
				c.Errorf("%s, %s: %q, and %s is %q", where, f.heading, cell, f.key, v)
			}
		default:
			c.Errorf("%s: %s is %v", where, f.key, want)
		}
		c.checked++
	}
}

// leafAt is what stands at a dotted key.
func leafAt(m map[string]any, key string) any {
	if v, ok := at(m, key); ok {
		return v
	}
	if head, tail, more := strings.Cut(key, "."); more {
		inner, _ := m[head].(map[string]any)
		return inner[tail]
	}
	return m[key]
}

// TestNorthwindSheets walks the workbooks of the Northwind run: every figure of a person,
// a pair, an instruction and a finding, and the totals, are those of assessment.json.
func TestNorthwindSheets(t *testing.T) {
	if _, err := os.Stat("../../../shared/data/northwind"); err != nil {
		t.Skip("the Northwind sample is not beside this checkout")
	}
	dir, a := runIn(t, "1998-05", "run", "--config", "../../testdata/northwind.yaml")
	c := &comparison{T: t}
	byName, byPair, byInstruction, byFinding := map[string]map[string]any{}, map[string]map[string]any{}, map[string]map[string]any{}, map[string]map[string]any{}
	nameOf := map[string]string{}
	for _, p := range list(a, "people") {
		byName[p["name"].(string)] = p
		nameOf[p["id"].(string)] = p["name"].(string)
	}
	for _, p := range list(a, "pairs") {
		byPair[nameOf[p["person"].(string)]+" × "+p["client"].(string)] = p
	}
	compared := 0
	for _, p := range byPair {
		if n, _ := at(p, "compared_lines"); n > 0 {
			compared++
		}
	}
	for _, i := range list(a, "instructions") {
		byInstruction[i["id"].(string)] = i
	}
	for _, f := range list(a, "step_in") {
		byFinding[f["finding_id"].(string)] = f
	}
	if len(byName) != 9 || len(byPair) != len(list(a, "pairs")) || len(byInstruction) != 830 || len(byFinding) == 0 {
		t.Fatalf("%d people, %d pairs, %d instructions, %d findings", len(byName), len(byPair), len(byInstruction), len(byFinding))
	}

	f := workbookAt(t, filepath.Join(dir, "managers", "all", "manager.xlsx"))
	// each looks up the rows of a table by what identifies them.
	each := func(sheet, first string, all map[string]map[string]any, id func(map[string]string) string, fields []lookUp) int {
		n := 0
		for _, r := range sheetRows(t, f, sheet, first) {
			if len(r) < 4 {
				continue // a note
			}
			object := all[id(r)]
			if object == nil {
				t.Errorf("%s: %q stands in no list of assessment.json", sheet, id(r))
				continue
			}
			n++
			c.compare(sheet+" "+id(r), r, object, fields)
		}
		return n
	}
	person := func(r map[string]string) string { return r["Person"] }
	if n := each("Order of checking", "Order", byName, person, []lookUp{
		{heading: "Worth a check (%)", key: "score"},
		{heading: "Disc. ratio (peers = 1)", key: "concession.ratio"}, {heading: "Disc. lower", key: "concession.lo"}, {heading: "Disc. upper", key: "concession.hi"},
		{heading: "Discount (USD)", key: "concession.compared_amount", scale: .01}, {heading: "Peers on the same mix (USD)", key: "concession.expected_amount", scale: .01},
		{heading: "Lag ratio (peers = 1)", key: "lag.slowness"}, {heading: "Lag lower", key: "lag.lo"}, {heading: "Lag upper", key: "lag.hi"},
		{heading: "Discounts: observed O (sum of shares)", key: "concession.observed"}, {heading: "Discounts: expected E (sum of shares)", key: "concession.expected"},
		{heading: "Share of list (%)", key: "concession.compared_share"}, {heading: "Effective peers", key: "concession.peers"},
		{heading: "Instructions: carried out O", key: "lag.observed"}, {heading: "Instructions: expected E", key: "lag.expected"},
	}); n != 9 {
		t.Errorf("%d people are ordered, want 9", n)
	}
	for _, r := range sheetRows(t, f, "Order of checking", "Order") {
		if len(r) > 4 && byName[r["Person"]]["tier"] != "healthy" { // who is, carries no order
			c.compare("Order of checking "+r["Person"], r, byName[r["Person"]], []lookUp{{heading: "Order", key: "rank"}, {heading: "Order from", key: "rank_lo"}, {heading: "Order to", key: "rank_hi"}})
		}
	}
	if n := each("Salesperson × client", "Person", byPair, func(r map[string]string) string { return r["Person"] + " × " + r["Client"] }, []lookUp{
		{heading: "Lines", key: "compared_lines"}, {heading: "List amount (USD)", key: "compared_list_amount", scale: .01}, {heading: "Excess expected to last (USD)", key: "excess_amount", scale: .01},
		{heading: "Share of the excess (%)", key: "share_of_excess"}, {heading: "Ratio (peers = 1)", key: "ratio"}, {heading: "Lower limit (90 %)", key: "lo"}, {heading: "Upper limit (90 %)", key: "hi"},
		{heading: "Evidence (events)", key: "n"},
	}); n != compared {
		t.Errorf("%d pairs on the sheet, %d in assessment.json with lines that are compared", n, compared)
	}
	if n := each("Instructions", "▲", byInstruction, func(r map[string]string) string { return r["Id"] }, []lookUp{
		{heading: "Client", key: "client"}, {heading: "Issued", key: "issued", day: true}, {heading: "Due", key: "due", day: true}, {heading: "Carried out", key: "implemented", day: true},
		{heading: "Age (days)", key: "age_days"}, {heading: "Past due (days)", key: "overdue_days"}, {heading: "Chance within 20 days (%)", key: "p20"}, {heading: "At stake (USD)", key: "amount_at_stake", scale: .01},
	}); n != len(byInstruction) {
		t.Errorf("%d instructions on the sheet, %d in assessment.json", n, len(byInstruction))
	}
	if n := each("Decisions", "No.", byFinding, func(r map[string]string) string { return r["Finding (do not change)"] }, []lookUp{
		{heading: "Recorded facts", key: "evidence.en"}, {heading: "At stake (USD)", key: "amount_at_stake", scale: .01}, {heading: "By", key: "by", day: true},
	}); n != len(byFinding) {
		t.Errorf("%d findings on the sheet, %d in assessment.json", n, len(byFinding))
	}
	if n := each("Compared with peers", "Person", byName, person, []lookUp{{heading: "Evidence (events)", key: "concession.n"}, {heading: "Observed ÷ expected, clients weighed (peers = 1)", key: "concession.weighted_ratio"}}); n != 9 {
		t.Errorf("%d people in the funnel, want 9", n)
	}
	sums := c.cards(dir, byName)
	totals := a["totals"].(map[string]any)
	for key, got := range map[string]float64{"list_amount": sums["List amount (USD)"] * 100, "conceded_amount": sums["Conceded (USD)"] * 100, "instructions": sums["Instructions in the period"],
		"instructions_open": sums["Open"], "instructions_overdue": sums["Past due"]} {
		if want, _ := at(totals, key); math.Abs(got-want) > .01 {
			t.Errorf("the cards add up to %s = %.2f, the total is %.2f", key, got, want)
		}
	}
	if want, _ := at(totals, "conceded_share"); math.Abs(sums["Conceded (USD)"]/sums["List amount (USD)"]-want) > 1e-9 {
		t.Errorf("the cards concede %.9f, the total is %.9f", sums["Conceded (USD)"]/sums["List amount (USD)"], want)
	}
	c.months(dir, totals)
	if c.checked < 10000 {
		t.Errorf("only %d figures were compared", c.checked)
	}
	t.Logf("%d figures of the workbooks are those of assessment.json", c.checked)
}

// cards compares the figures of everybody's card and returns their sums.
func (c *comparison) cards(dir string, people map[string]map[string]any) map[string]float64 {
	one := func(figure, value, lo, hi string, scale float64) []lookUp {
		list := []lookUp{{heading: figure + " Value", key: value, scale: scale}}
		if lo != "" {
			list = append(list, lookUp{heading: figure + " Lower (90 %)", key: lo}, lookUp{heading: figure + " Upper (90 %)", key: hi})
		}
		return list
	}
	var fields []lookUp
	for _, x := range []struct {
		figure, value, lo, hi string
		scale                 float64
	}{
		{"Both together, K", "k.value", "k.lo", "k.hi", 0}, {"Chance that a check is worth while (%)", "score", "", "", 0}, {"Reliability", "reliability", "", "", 0},
		{"Lines measured", "concession.lines", "", "", 0}, {"List amount (USD)", "concession.list_amount", "", "", .01}, {"Conceded (USD)", "concession.conceded_amount", "", "", .01},
		{"Share of list", "concession.share", "", "", 0}, {"Peers on the same work (USD)", "concession.expected_amount", "", "", .01},
		{"Observed O (sum of rates)", "concession.observed", "", "", 0}, {"Expected E (sum of peers' rates)", "concession.expected", "", "", 0}, {"Effective count n", "concession.n", "", "", 0},
		{"O ÷ E as it is", "concession.raw_ratio", "", "", 0}, {"O ÷ E, shrunken", "concession.ratio", "concession.lo", "concession.hi", 0}, {"Effective peers", "concession.peers", "", "", 0},
		{"Instructions in the period", "lag.instructions", "", "", 0}, {"Open", "lag.open", "", "", 0}, {"Past due", "lag.overdue", "", "", 0},
		{"Carried out O", "lag.observed", "", "", 0}, {"Expected E", "lag.expected", "", "", 0}, {"lag n", "lag.n", "", "", 0},
		{"E ÷ O as it is", "lag.raw_slowness", "lag.raw_lo", "lag.raw_hi", 0}, {"E ÷ O, shrunken", "lag.slowness", "lag.lo", "lag.hi", 0},
		{"Typical days", "lag.typical_days", "", "", 0}, {"Peers' typical days", "lag.peer_days", "", "", 0},
	} {
		fields = append(fields, one(x.figure, x.value, x.lo, x.hi, x.scale)...)
	}
	sums := map[string]float64{}
	for name, p := range people {
		id := p["id"].(string)
		f := workbookAt(c.T, filepath.Join(dir, "people", month.Folder(id, "nobody"), "card.xlsx"))
		figures, section := map[string]string{}, ""
		for _, r := range sheetRows(c.T, f, "Card", "Figure") {
			figure := r["Figure"]
			if len(r) == 1 {
				section = figure
			}
			if section == "Instructions" && figure == "Effective count n" {
				figure = "lag n" // the figure has one name on both axes
			}
			for _, column := range []string{"Value", "Lower (90 %)", "Upper (90 %)"} {
				figures[figure+" "+column] = r[column]
			}
			if v, err := strconv.ParseFloat(r["Value"], 64); err == nil {
				sums[figure] += v
			}
		}
		c.compare("card of "+name, figures, p, fields)
	}
	return sums
}

// months compares the last month of the trend with the totals, and page one with both.
func (c *comparison) months(dir string, totals map[string]any) {
	f := workbookAt(c.T, filepath.Join(dir, "managers", "all", "manager.xlsx"))
	rows := sheetRows(c.T, f, "Twelve months", "Month")
	var last map[string]string
	for _, r := range rows {
		if r["Month"] == "1998-05" {
			last = r
		}
	}
	overdue, _ := at(totals, "instructions_overdue")
	if last == nil || last["Instructions past due"] != fmt.Sprint(overdue) {
		c.Errorf("the trend ends with %v, %v instructions are past due", last, overdue)
	}
	page, err := f.GetRows("This month")
	if err != nil {
		c.Fatal(err)
	}
	for _, row := range page {
		if len(row) > 4 && row[0] == "Instructions past their due date" {
			if row[4] != fmt.Sprint(overdue) {
				c.Errorf("page one counts %s past due, the total is %v", row[4], overdue)
			}
			return
		}
	}
	c.Error("page one has no row of instructions past due")
}
