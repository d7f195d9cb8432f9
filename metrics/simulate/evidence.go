package simulate

import (
	"fmt"
	"math"
	"math/rand/v2"

	"tenbin/ingest/table"
)

// Outcome is what became of a price increase.
type Outcome string

// The outcomes, in the order of the table.
const (
	WentInFull Outcome = "in full"
	WentHalf   Outcome = "half"
	WentNo     Outcome = "nothing"      // the price stayed
	WentDown   Outcome = "negative"     // the price fell by half of what was asked
	WentBack   Outcome = "reverted"     // in full for three months, and the old price since
	WasGiven   Outcome = "given back"   // in full, and four fifths of it returned by credit notes
	WentUnseen Outcome = "nothing, few" // the price stayed, and only three lines show it
)

// Outcomes are all of them.
var Outcomes = []Outcome{WentInFull, WentHalf, WentNo, WentDown, WentBack, WasGiven, WentUnseen}

// Increase is an announced price increase with its truth.
type Increase struct {
	ID      string
	Outcome Outcome
}

// Allotment is an allotted quantity with its truth: whether more was delivered in its period
// than allotted, what came back taken off.
type Allotment struct {
	ID   string
	Over bool
}

// Evidence is a company whose invoices show what became of its instructions: price increases
// of every outcome, by line noise, size, items and months since, and allotments of which the
// client buys before and after the period as well.
type Evidence struct {
	Month      table.Month
	Increases  []Increase
	Allotments []Allotment

	deals, orders *table.Builder
	lines         int
	dice
}

// The grid of increases: noise of unit prices by category, announced rise, items, months since.
var (
	priceNoise = [...]float64{.005, .02, .04}
	announced  = [...]float64{.03, .05, .10}
	itemCounts = [...]int{1, 3, 10}
	monthsOn   = [...]int{2, 4, 7}
)

const (
	allotments     = 60
	allotmentDays  = 60   // days for which an allotment without a due date stands
	ordinaryCredit = .005 // of revenue, every month
)

// NewEvidence draws such a company at the end of month.
func NewEvidence(month table.Month, source rand.Source) *Evidence {
	e := &Evidence{Month: month, dice: diceOf(source), deals: table.NewBuilder(table.Deals, 0), orders: table.NewBuilder(table.Instructions, 1)}
	for _, outcome := range Outcomes {
		for k := range priceNoise {
			for _, rise := range announced {
				for _, items := range itemCounts {
					for _, months := range monthsOn {
						switch outcome {
						case WentBack:
							months = monthsOn[len(monthsOn)-1]
						case WentUnseen:
							items, months = 1, monthsOn[0]
						}
						e.increase(outcome, k, rise, items, months)
					}
				}
			}
		}
	}
	for range allotments {
		e.allot()
	}
	return e
}

// line writes one deal line of a client.
func (e *Evidence) line(client, product, category string, date table.Day, kind int, net, pieces int64) {
	e.lines++
	e.deals.Set("line_id", fmt.Sprintf("L%07d", e.lines)).Set("date", date).Set("salesperson", "S001").Set("client", client).Set("product", product).Set("category", category).
		Set("net_amount", net).Set("list_amount", net).Set("reference", table.ReferenceLine).Set("kind", kind)
	switch kind {
	case table.CreditNote:
		e.deals.Set("reason", table.ReasonPrice)
	default:
		e.deals.Set("quantity", pieces*table.QuantityScale)
	}
	e.deals.EndRow()
}

// landedIn is the share of the announced rise in force in a month since it took effect.
func (f Outcome) landedIn(month int) float64 {
	switch {
	case f == WentInFull, f == WasGiven, f == WentBack && month < 3:
		return 1
	case f == WentHalf:
		return .5
	case f == WentDown:
		return -.5
	}
	return 0
}

// increase draws a client's lines in the year before an increase and the months since. An
// item's price drifts from half-year to half-year, and every line has noise of its own.
func (e *Evidence) increase(outcome Outcome, category int, rise float64, items, months int) {
	id := fmt.Sprintf("P%05d", len(e.Increases)+1)
	client, name, noise := "C"+id, fmt.Sprintf("K%d", category), priceNoise[category]
	start := e.Month - table.Month(months) + 1
	revenue := make([]float64, 12+months)
	for item := range items {
		price, product := 2000*math.Exp(e.normal(.5)), fmt.Sprintf("%s-%d", client, item)
		drift := 0.
		for m := range revenue {
			if m%6 == 0 {
				drift = e.normal(noise / 2)
			}
			for range e.linesIn(outcome, m) {
				p := price * math.Exp(drift+e.normal(noise))
				if m >= 12 {
					p *= math.Pow(1+rise, outcome.landedIn(m-12))
				}
				pieces := int64(5 + e.draw.IntN(26))
				net := int64(math.Round(p * float64(pieces)))
				e.line(client, product, name, e.dayOf(start+table.Month(m-12)), table.Sale, net, pieces)
				revenue[m] += float64(net)
			}
		}
	}
	for m, r := range revenue { // the share of a month is lognormal with SD ≈ its mean
		credit := ordinaryCredit * math.Exp(e.normal(.83)-.35) * r
		if outcome == WasGiven && m >= 12 {
			credit += .8 * r * rise / (1 + rise)
		}
		if x := int64(math.Round(credit)); x > 0 {
			e.line(client, "", name, e.dayOf(start+table.Month(m-12)), table.CreditNote, -x, 0)
		}
	}
	from := (start - 1).CutOff(0) + 1
	e.orders.Set("instruction_id", id).Set("issued", from-60).Set("salesperson", "S001").Set("client", client).Set("category", name).Set("trigger", table.PriceIncrease).
		Set("effective_from", from).Set("target_increase", int64(math.Round(rise*table.RateScale))).Set("status", table.StatusOpen).EndRow()
	e.Increases = append(e.Increases, Increase{id, outcome})
}

// linesIn is the number of lines of an item in a month, of which 12 lie before the increase.
func (e *Evidence) linesIn(outcome Outcome, month int) int {
	switch {
	case outcome != WentUnseen:
		return 1 + e.poisson(.3)
	case month == 3 || month == 9 || month == 12:
		return 1
	}
	return 0
}

func (e *Evidence) dayOf(m table.Month) table.Day {
	first, last := (m-1).CutOff(0)+1, m.CutOff(0)
	return first + table.Day(e.draw.IntN(int(last-first)+1))
}

// allot draws an allotment: two in three stay within it, at half of it or more. The deliveries
// are split; some clients return a part in the same period, and of some the last lot before the
// period is invoiced in its first days.
func (e *Evidence) allot() {
	id := fmt.Sprintf("A%05d", len(e.Allotments)+1)
	client, cut := "C"+id, e.Month.CutOff(0)
	over, quantity := e.draw.IntN(3) == 0, int64(200+e.draw.IntN(1800))
	issued := cut - table.Day(20+e.draw.IntN(600))
	start := issued
	if e.draw.IntN(3) == 0 {
		start += table.Day(5 + e.draw.IntN(20))
	}
	end, due := start+allotmentDays, table.NoDay
	if e.draw.IntN(2) == 0 {
		due = start + table.Day(25+e.draw.IntN(30))
		end = due
	}
	end = min(end, cut)
	deliver := func(from, to table.Day, pieces int64) {
		if to < from || pieces <= 0 {
			return
		}
		for n := int64(2 + e.draw.IntN(7)); n > 0 && pieces > 0; n-- {
			x := pieces
			if n > 1 {
				x = max(1, int64(float64(pieces)/float64(n)*(.5+e.draw.Float64())))
				x = min(x, pieces)
			}
			pieces -= x
			e.line(client, "P1", "K9", from+table.Day(e.draw.IntN(int(to-from)+1)), table.Sale, 1000*x, x)
		}
	}
	amount := int64(float64(quantity) * (.5 + .5*e.draw.Float64()))
	if over {
		amount = int64(float64(quantity)*(1.05+.9*e.draw.Float64())) + 1
	}
	switch e.draw.IntN(10) {
	case 0: // a part came back
		if back := amount / 5; !over {
			amount += back
			e.line(client, "P1", "K9", end, table.Return, -1000*back, back)
		}
	case 1: // the lot before, invoiced late
		e.line(client, "P1", "K9", min(start+table.Day(e.draw.IntN(4)), end), table.Sale, 1000*(quantity/20), quantity/20)
	}
	deliver(start, end, amount)
	for day := start - 300; day < cut; day += 30 { // what was bought before, and is bought since
		if to := day + 29; to < start || day > end {
			deliver(day, min(to, cut), int64(float64(quantity)*(.2+e.draw.Float64())))
		}
	}
	e.orders.Set("instruction_id", id).Set("issued", issued).Set("salesperson", "S001").Set("client", client).Set("product", "P1").Set("trigger", table.StockShortage).
		Set("due", due).Set("client_contacted", issued+2).Set("allocation_qty", quantity*table.QuantityScale).Set("status", table.StatusOpen)
	if start > issued {
		e.orders.Set("effective_from", start)
	}
	e.orders.EndRow()
	e.Allotments = append(e.Allotments, Allotment{id, over})
}

// Tables returns the rows as record batches of the canonical tables.
func (e *Evidence) Tables() map[string][]table.Shard {
	return map[string][]table.Shard{"deals": {e.deals.Shard()}, "instructions": {e.orders.Shard()}}
}

// Roster is the one person who sells.
func (e *Evidence) Roster() *table.Roster {
	return &table.Roster{People: []table.RosterPerson{{ID: "S001", Name: "S001", Periods: []table.Period{{Team: "T01", Manager: "MT01", From: table.NoDay, To: table.NoDay}}}}}
}
