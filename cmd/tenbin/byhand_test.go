package main

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenbin/cmd/tenbin/config"
	"tenbin/cmd/tenbin/month"
	"tenbin/metrics/simulate"
)

// TestCardsByHand takes the workbook of everybody in the made-up company and computes O,
// E, n, the posterior, K and the score from its rows, with none of the program's code,
// as somebody with a spreadsheet would; the results are those of assessment.json.
func TestCardsByHand(t *testing.T) {
	dir := t.TempDir()
	if err := writeDemo(dir); err != nil {
		t.Fatal(err)
	}
	if n := cardsByHand(t, simulate.DemoMonth.String(), "run", "--config", filepath.Join(dir, config.DefaultName)); n < 20 {
		t.Errorf("only %d people of the made-up company have a card to compute", n)
	}
}

// TestNorthwindCardsByHand is the same on the Northwind sample.
func TestNorthwindCardsByHand(t *testing.T) {
	if _, err := os.Stat("../../../shared/data/northwind"); err != nil {
		t.Skip("the Northwind sample is not beside this checkout")
	}
	if n := cardsByHand(t, "1998-05", "run", "--config", "../../testdata/northwind.yaml"); n != 9 {
		t.Errorf("%d people of Northwind have a card to compute, want 9", n)
	}
}

// cardsByHand computes every card of a run and returns how many there were.
func cardsByHand(t *testing.T, when string, args ...string) int {
	dir, a := runIn(t, when, args...)
	n := 0
	for _, p := range list(a, "people") {
		if p["tier"] == "not_enough_evidence" {
			continue
		}
		n++
		id := p["id"].(string)
		c := &cardTest{T: t, who: id, person: p, hyper: a["hyper"].(map[string]any), money: " (" + a["currency"].(string) + ")", book: workbookAt(t, filepath.Join(dir, "people", month.Folder(id, "nobody"), "card.xlsx"))}
		c.compute()
	}
	return n
}

// cardTest computes one card.
type cardTest struct {
	*testing.T
	who    string
	person map[string]any
	hyper  map[string]any
	money  string // how headings name the currency
	book   *excelize.File
}

// same compares a result by hand with a figure of assessment.json, which has nine
// digits.
func (c *cardTest) same(key string, got, tolerance float64) {
	c.Helper()
	want, ok := at(c.person, key)
	if !ok {
		c.Errorf("%s: %s is null; by hand %.9g", c.who, key, got)
	} else if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		c.Errorf("%s: %s by hand %.9g, published %.9g", c.who, key, got, want)
	}
}

// number is the figure of a cell; 0 where none stands.
func (c *cardTest) number(text string) float64 {
	if text == "" || text == "–" {
		return 0
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		c.Helper()
		c.Errorf("%s: %q is no figure", c.who, text)
	}
	return v
}

func (c *cardTest) rows(sheet, first string) []map[string]string {
	c.Helper()
	return sheetRows(c.T, c.book, sheet, first)
}

// axisByHand is one axis: what its rows gave and what was made of it.
type axisByHand struct{ o, e, y, n, l1, l2, v1, v2, bayes, meanLog float64 }

func (c *cardTest) compute() {
	steps := map[string]map[string]string{}
	for _, r := range c.rows("Calculation", "Step") {
		steps[r["Step"]] = r
	}
	step := func(name, axis string) float64 {
		if steps[name] == nil {
			return 0 // the whole section is missing where nothing can be said
		}
		return c.number(steps[name][axis])
	}
	d, i := c.discounts(step), c.instructions(step)
	c.posterior(&d, "Discounts", step)
	c.posterior(&i, "Instructions", step)
	if d.n > 0 {
		c.same("concession.ratio", math.Exp(d.meanLog)/step("m", "Discounts"), 1e-6)
	}
	if i.n > 0 {
		c.same("lag.slowness", step("m", "Instructions")/math.Exp(i.meanLog), 1e-6)
	}
	md, mi := math.Log(step("m", "Discounts")), math.Log(step("m", "Instructions"))
	var p, m, v [4]float64
	for k, r := range c.rows("Four classes", "Class")[:4] {
		p[k] = c.number(r["p (company)"])
	}
	bayes, sum := [4]float64{1, d.bayes, i.bayes, d.bayes * i.bayes}, 0.
	for k := range p {
		sum += p[k] * bayes[k]
		ld, vd, li, vi := d.l1, d.v1, i.l1, i.v1
		if k&1 == 1 {
			ld, vd = d.l2, d.v2
		}
		if k&2 == 2 {
			li, vi = i.l2, i.v2
		}
		m[k], v[k] = ((ld-md)-(li-mi))/2, (vd+vi)/4
	}
	score, mu := 0., 0.
	for k := range p {
		w := p[k] * bayes[k] / sum
		mu += w * m[k]
		score += 100 * w * (1 + math.Erf((m[k]-math.Log(1.25))/math.Sqrt(v[k])/math.Sqrt2)) / 2
	}
	c.same("score", score, 1e-5)
	c.same("k.value", math.Exp(mu), 1e-6)
}

var levelInNote = regexp.MustCompile(`ϑ = ([0-9.e+-]+), α = ([0-9.e+-]+), θ = ([0-9.e+-]+), φ = ([0-9.e+-]+), ω² = ([0-9.e+-]+), m = ([0-9.e+-]+)\.$`)

// discounts computes O, E, n and the yen of the first axis from the deal lines and the
// clients.
func (c *cardTest) discounts(step func(name, axis string) float64) (x axisByHand) {
	const axis = "Discounts"
	lines, scored, shownMoney := 0., 0., 0.
	var list, conceded float64
	for _, r := range c.rows("Deal lines", "Date") {
		if len(r) < 5 {
			continue // a note
		}
		lines++
		list += c.number(r["List"+c.money])
		conceded += c.number(r["Conceded"+c.money])
		if r["Scored (or why not)"] == "yes" {
			scored++
			rate, ok := r["Rate beyond"]
			if !ok { // without a policy nothing is beyond one
				rate = r["Discount rate"]
			}
			x.o += c.number(rate)
			x.e += c.number(r["Peers' rate"])
			shownMoney += c.number(r["List"+c.money]) * c.number(r["Peers' rate on money"])
		}
	}
	minor := math.Round(c.minor())
	c.same("concession.lines", lines, 0)
	c.same("concession.list_amount", math.Round(list*minor), 0)
	c.same("concession.conceded_amount", math.Round(conceded*minor), 0)
	c.same("concession.share", conceded/list, 1e-8)
	if part := step("E, the part shown row by row", axis); math.Abs(part-x.e) > 1e-6 {
		c.Errorf("%s: the rows show E = %.9g, the sheet says %.9g", c.who, x.e, part)
	}
	x.e += step("E, the part given as one sum", axis)
	some, rest := step("Peers' amount, the part shown row by row"+c.money, axis), step("Peers' amount, the part given as one sum"+c.money, axis)
	if math.Abs(some-shownMoney) > 1/minor {
		c.Errorf("%s: the rows show peers conceding %.2f, the sheet says %.2f", c.who, shownMoney, some)
	}
	c.same("concession.expected_amount", math.Round((some+rest)*minor), 0)
	c.same("concession.observed", x.o, 1e-6)
	c.same("concession.expected", x.e, 1e-6)
	if _, ok := at(c.person, "concession.ratio"); !ok {
		return x // no relative result
	}
	phi, omega2 := step("φ", axis), step("ω²", axis)
	var so, se, wo, we, w2e, w2e2, level float64
	clients := c.rows("By client", "Client")
	found := levelInNote.FindStringSubmatch(clients[len(clients)-1]["Client"])
	if found == nil {
		c.Fatalf("%s: no constants below the clients: %v", c.who, clients[len(clients)-1])
	}
	level = c.number(found[1])
	alpha, mean, m := c.number(found[2]), c.number(found[3]), c.number(found[6])
	for _, r := range clients[:len(clients)-1] {
		o, e := c.number(r["Observed O"]), c.number(r["Expected E"])
		if e == 0 {
			continue
		}
		if got, ratio := c.number(r["Ratio"]), (alpha+o/phi)/(alpha/mean+e/phi)/m; math.Abs(got-ratio) > 1e-6*math.Max(1, ratio) {
			c.Errorf("%s: ratio of %s by hand %.9g, on the card %.9g", c.who, r["Client"], ratio, got)
		}
		w := 1 / (phi + level*omega2*e)
		if got := c.number(r["Weight w"]); math.Abs(got-w) > 1e-6*w {
			c.Errorf("%s: weight of %s by hand %.9g, on the card %.9g", c.who, r["Client"], w, got)
		}
		so, se, wo, we, w2e, w2e2 = so+o, se+e, wo+w*o, we+w*e, w2e+w*w*e, w2e2+w*w*e*e
	}
	if math.Abs(so-x.o) > 1e-6 || math.Abs(se-x.e) > 1e-6*math.Max(1, se) {
		c.Errorf("%s: the clients add up to O %.9g and E %.9g, the lines to %.9g and %.9g", c.who, so, se, x.o, x.e)
	}
	x.y = wo / we
	x.n = 1 / (phi*w2e/(we*we) + step("ϑ", axis)*(omega2*w2e2/(we*we)+step("(3) V_peer", axis)+step("(4) V_chain, V_λ", axis)))
	c.same("concession.raw_ratio", x.o/x.e, 1e-6)
	c.same("concession.n", x.n, 1e-6)
	return x
}

// minor is how many minor units the card's currency has, by the list amount.
func (c *cardTest) minor() float64 {
	for _, r := range c.rows("Card", "Figure") {
		if v, ok := at(c.person, "concession.list_amount"); ok && r["Figure"] == "List amount"+c.money {
			return v / c.number(r["Value"])
		}
	}
	return 1
}

// instructions computes O, E and n of the second axis from the days and the peers' pace.
func (c *cardTest) instructions(step func(name, axis string) float64) (x axisByHand) {
	const axis = "Instructions"
	ages := []string{"0–7", "7–14", "14–30", "30–60", "60–120", "over 120"}
	type cell struct{ kind, age string }
	days, events, hazard := map[cell]float64{}, map[cell]float64{}, map[cell]float64{}
	type row struct {
		client string
		cells  map[cell]float64
	}
	var all []row
	var sla, slaDone float64
	for _, r := range c.rows("Days counted", "Instruction") {
		if len(r) < 5 {
			continue
		}
		kind := r["Kind (difficulty)"]
		one, total := row{client: r["Client"], cells: map[cell]float64{}}, 0.
		if one.client == "" {
			one.client = "\x00" + r["Instruction"] // a pair of its own
		}
		for _, age := range ages {
			one.cells[cell{kind, age}] = c.number(r[age])
			days[cell{kind, age}] += c.number(r[age])
			total += c.number(r[age])
		}
		all = append(all, one)
		done := r["Carried out in"] != "–"
		if done {
			x.o++
			events[cell{kind, r["Carried out in"]}]++
		}
		if given := c.number(r["Days given"]); given > 0 {
			sla += math.Log(5) * total / given
			if done {
				slaDone++
			}
		}
	}
	if _, ok := at(c.person, "lag.observed"); !ok {
		return x
	}
	c.same("lag.observed", x.o, 0)
	hidden := false
	for _, r := range c.rows("Peers' pace", "Kind (difficulty)") {
		k := cell{r["Kind (difficulty)"], r["Age"]}
		if math.Abs(c.number(r["Your days"])-days[k]) > 1e-6 || c.number(r["Carried out"]) != events[k] {
			c.Errorf("%s: %v: %s days and %s carried out, by hand %v and %v", c.who, k, r["Your days"], r["Carried out"], days[k], events[k])
		}
		hazard[k] = c.number(r["Peers' rate a day"])
		hidden = hidden || hazard[k] == 0
		x.e += days[k] * hazard[k]
		delete(days, k)
	}
	for k, d := range days {
		if d > 0 {
			c.Errorf("%s: %v has %v days and no row of peers' pace", c.who, k, d)
		}
	}
	if part := step("E, the part shown row by row", axis); math.Abs(part-x.e) > 1e-6*math.Max(1, x.e) {
		c.Errorf("%s: the rows show E = %.9g, the sheet says %.9g", c.who, x.e, part)
	}
	x.e += step("E, the part given as one sum", axis)
	c.same("lag.expected", x.e, 1e-6)
	if _, ok := at(c.person, "lag.slowness"); !ok {
		return x
	}
	if !hidden {
		byClient, h := map[string]float64{}, 0.
		for _, r := range all {
			for k, d := range r.cells {
				byClient[r.client] += d * hazard[k]
			}
		}
		for _, e := range byClient {
			h += e / x.e * e / x.e
		}
		if got := step("H", axis); math.Abs(got-h) > 1e-6 {
			c.Errorf("%s: H by hand %.9g, on the card %.9g", c.who, h, got)
		}
	}
	if sla > 0 && slaDone > 0 {
		for _, r := range c.rows("Card", "Figure") {
			if r["Figure"] == "Against the due dates" && math.Abs(c.number(r["Value"])-sla/slaDone) > 1e-6 {
				c.Errorf("%s: against the due dates by hand %.9g, on the card %s", c.who, sla/slaDone, r["Value"])
			}
		}
	}
	x.y = math.Min(x.o/x.e, 3)
	x.n = 1 / (1/x.e + step("ω²", axis)*step("H", axis) + step("(3) V_peer", axis) + step("(4) V_chain, V_λ", axis))
	c.same("lag.n", x.n, 1e-6)
	return x
}

// posterior goes from n and y to E ln θ with the spreadsheet's recipes.
func (c *cardTest) posterior(x *axisByHand, axis string, step func(name, axis string) float64) {
	ln := func(v float64) float64 { g, _ := math.Lgamma(v); return g }
	const terms = 1000 // of ψ(v) = ψ(v+N) − Σ 1/(v+k) and ψ′(v) = ψ′(v+N) + Σ 1/(v+k)², with Stirling's series at v+N
	psi := func(v float64) float64 {
		far := v + terms
		sum := math.Log(far) - 1/(2*far) - 1/(12*far*far)
		for k := range terms {
			sum -= 1 / (v + float64(k))
		}
		return sum
	}
	prime := func(v float64) float64 {
		far := v + terms
		sum := 1/far + 1/(2*far*far) + 1/(6*far*far*far)
		for k := range terms {
			sum += 1 / (v + float64(k)) / (v + float64(k))
		}
		return sum
	}
	a, m, kappa, pi := step("a", axis), step("m", axis), step("κ", axis), step("π", axis)
	hyper := c.hyper[map[string]string{"Discounts": "concession", "Instructions": "lag"}[axis]].(map[string]any)
	for key, got := range map[string]float64{"a": a, "m": m, "kappa": kappa, "pi": pi, "omega2": step("ω²", axis)} {
		if want, _ := at(hyper, key); math.Abs(want-got) > 1e-8*math.Max(1, want) {
			c.Errorf("%s: %s of %s is %.9g on the card, %.9g in assessment.json", c.who, key, axis, got, want)
		}
	}
	o, b1, b2 := x.n*x.y, a/m, 6/(m*kappa)
	fit := func(a, b float64) float64 {
		if x.n == 0 {
			return 0
		}
		return ln(a+o) - ln(a) + a*math.Log(b/(b+x.n)) - o*math.Log((b+x.n)/x.n)
	}
	x.bayes = math.Exp(fit(6, b2) - fit(a, b1))
	w := pi * x.bayes / (1 - pi + pi*x.bayes)
	x.l1, x.l2 = psi(a+o)-math.Log(b1+x.n), psi(6+o)-math.Log(b2+x.n)
	x.v1, x.v2 = prime(a+o), prime(6+o)
	x.meanLog = (1-w)*x.l1 + w*x.l2
}
