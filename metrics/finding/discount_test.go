package finding

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/assessment/assessmenttest"
	"tenbin/metrics/instruction/instructiontest"
)

// seller is a company of one salesperson, a, with clients x0, x1, … of so much conceded,
// so much expected and so much excess.
func seller(tier assessment.Tier, ratio float64, clients ...[3]int64) (*Matters, *assessment.Person) {
	m := desk(instructiontest.Options(), nil, tier, instructiontest.Open("1", "a", "x", 0, 60))
	m.Months = 24
	m.Options.VisitCost = 50_000
	p := m.Person["a"]
	c := &p.Concession
	c.Ratio, c.Lo, c.ComparedLines = assessment.Of(ratio), assessment.Of(ratio*.85), 100
	c.ComparedList, c.ComparedAmount, c.ExpectedAmount = assessment.Yen(90_000_000), assessment.Yen(0), assessment.Yen(0)
	var sum, squares float64
	for k, x := range clients {
		*c.ComparedAmount += x[0]
		*c.ExpectedAmount += x[1]
		pair := assessment.Pair{Person: "a", Client: table.ClientID(fmt.Sprintf("x%d", k)), ComparedLines: 20, ComparedAmount: x[0], ExpectedAmount: float64(x[1]), ExcessAmount: assessment.Yen(x[2]), Lo: assessment.Of(.9)}
		if x[2] > 0 {
			pair.Lo = assessment.Of(1.3)
		}
		m.Pairs = append(m.Pairs, pair)
		sum += float64(x[2])
		squares += float64(x[2]) * float64(x[2])
	}
	if squares > 0 {
		p.ExcessClients = assessment.Of(sum * sum / squares)
	}
	p.ExcessAmount = *c.ComparedAmount - *c.ExpectedAmount
	m.Lines = append(m.Lines, assessment.LedgerLine{Person: "a", Scored: true, Conceded: *c.ComparedAmount, List: 4 * *c.ComparedAmount})
	return m, p
}

// The steps of the ladder, one case each, and cases that stand beside them.
func TestWhatToDoAboutDiscounts(t *testing.T) {
	spread := [][3]int64{{3_000_000, 2_000_000, 900_000}, {3_000_000, 2_000_000, 900_000}, {3_000_000, 2_000_000, 900_000}, {3_000_000, 2_000_000, 800_000}}
	one := [][3]int64{{4_000_000, 1_000_000, 2_500_000}, {1_000_000, 2_000_000, 0}, {1_000_000, 900_000, 0}}
	below := [][3]int64{{2_000_000, 1_000_000, 700_000}, {1_000_000, 4_000_000, 0}, {1_000_000, 3_000_000, 0}}
	for _, c := range []struct {
		name    string
		tier    assessment.Tier
		ratio   float64
		flag    bool
		clients [][3]int64
		want    string
	}{
		{"spread over the clients", assessment.Coach, 1.5, false, spread, "coach"},
		{"spread, in step in", assessment.StepIn, 1.5, false, spread, "coach"},
		{"spread and nothing else", assessment.Watch, 1.1, false, nil, ""},
		{"like peers, in coach for the instructions", assessment.Coach, 1.1, false, [][3]int64{{9, 9, 0}}, ""},
		{"the ratio is not sure", assessment.Coach, 1.16, false, [][3]int64{{900, 800, 0}}, ""},
		{"one client", assessment.Coach, 1.5, false, one, "deal_review x0"},
		{"one client, one pair", assessment.Healthy, 1.02, false, one, "deal_review x0"},
		{"one pair, below peers overall", assessment.Healthy, .7, false, below, "deal_review x0 not_overall"},
		{"large deals", assessment.Healthy, 1, true, [][3]int64{{3_000_000, 2_000_000, 0}}, "deal_review"},
		{"large deals, but fewer yen than peers", assessment.Healthy, .8, true, [][3]int64{{1_000_000, 2_000_000, 0}}, ""},
		{"large deals, mostly with one client", assessment.Watch, 1, true, one, "deal_review x0"},
		{"not rated", assessment.NotEnoughEvidence, 3, true, one, ""},
	} {
		m, p := seller(c.tier, c.ratio, c.clients...)
		p.MoneyFlag = c.flag
		f, ok := m.discountFinding(p)
		got := strings.TrimSpace(string(f.Action) + " " + string(f.Client))
		if strings.Contains(assessmenttest.Says(f.Evidence), "not_overall") {
			got += " not_overall"
		}
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// In any company: who stands in a finding is above peers in the measure that it names, an
// advice is never for somebody at or below peers, and every ¥ mark has a sentence.
func TestNobodyBelowPeersStandsInADiscountFinding(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 4))
	seen := map[table.Action]int{}
	for range 4000 {
		var clients [][3]int64
		for range 1 + r.IntN(6) {
			e := 100_000 + r.Int64N(3_000_000)
			o := int64(float64(e) * r.Float64() * 2.5)
			clients = append(clients, [3]int64{o, e, max(0, int64(float64(o-e)*r.Float64()*1.2))})
		}
		m, p := seller([...]assessment.Tier{assessment.StepIn, assessment.Coach, assessment.Watch, assessment.Healthy}[r.IntN(4)], .5+r.Float64()*1.5, clients...)
		p.MoneyFlag = r.IntN(4) == 0
		f, ok := m.discountFinding(p)
		if !ok {
			continue
		}
		seen[f.Action]++
		c, said := &p.Concession, assessmenttest.Says(f.Evidence)
		switch {
		case f.Client != "":
			for _, x := range m.Pairs {
				if x.Client == f.Client && float64(x.ComparedAmount) <= x.ExpectedAmount {
					t.Fatalf("%s is at or below peers: %s", f.Client, said)
				}
			}
			if overall := strings.Contains(said, "not_overall"); overall != (*c.Ratio <= 1 && *c.ComparedAmount <= *c.ExpectedAmount) {
				t.Fatalf("overall %v: %s", *c.Ratio, said)
			}
		case f.Action == table.ActionCoach:
			if *c.Ratio <= 1 || p.FewClients() {
				t.Fatalf("coach at %v: %s", *c.Ratio, said)
			}
		default:
			if *c.ComparedAmount <= *c.ExpectedAmount || !strings.Contains(said, "large_deals") {
				t.Fatalf("large deals: %s", said)
			}
		}
	}
	if seen[table.ActionCoach] == 0 || seen[table.ActionDealReview] == 0 {
		t.Errorf("never advised: %v", seen)
	}
}

// Eleven lines of two hundred that hold 87 % of the yen: seven of them hold the first half.
func TestManyLargeDealsHaveASentence(t *testing.T) {
	m, p := seller(assessment.Healthy, 1, [3]int64{10_000_000, 6_000_000, 0})
	m.Lines = nil
	for range 11 {
		m.Lines = append(m.Lines, assessment.LedgerLine{Person: "a", Scored: true, Conceded: 790_000, List: 8_000_000})
	}
	for range 189 {
		m.Lines = append(m.Lines, assessment.LedgerLine{Person: "a", Scored: true, Conceded: 6_900, List: 8_000_000})
	}
	m.Lines = append(m.Lines, assessment.LedgerLine{Person: "a", Conceded: 5_000_000, List: 8_000_000}) // not compared
	if s := assessmenttest.Says(m.largeDeals(p)); s != "large_deals(7 5.53e+06 1e+07)" {
		t.Error(s)
	}
}
