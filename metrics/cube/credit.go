package cube

import (
	"cmp"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/fixed"
)

// balance lets returns cancel their lines, then adds price credits to what is left. It
// returns the surveyed amounts of the cancelled lines.
func (p *Plan) balance(acts []act, lines []target, o assessment.Options) (back []int64) {
	acts = slices.DeleteFunc(slices.Clone(acts), func(a act) bool { return p.mark(a.place).disposition != kept })
	lines = slices.DeleteFunc(lines, func(t target) bool { return p.mark(t.place).disposition != kept })
	slices.SortFunc(acts, func(a, b act) int { return cmp.Or(cmp.Compare(a.date, b.date), a.place.Compare(b.place)) })
	slices.SortFunc(lines, func(a, b target) int { return a.place.Compare(b.place) })
	documents, goods, quarters := map[string][]int{}, map[goodsKey][]int{}, map[clientQuarter][]int{}
	for k, t := range lines {
		if t.document != "" {
			documents[t.document] = append(documents[t.document], k)
		}
		key := goodsKey{t.client, t.product, t.amount()}
		goods[key] = append(goods[key], k)
		if t.priced {
			q := clientQuarter{t.client, quarterOf(t.date, o)}
			quarters[q] = append(quarters[q], k)
		}
	}
	gone := make([]bool, len(lines))
	for _, a := range acts {
		if a.kind != table.Return {
			continue
		}
		k := returnedLine(a, lines, gone, documents[a.document], goods[goodsKey{a.client, a.product, a.amount}])
		if k < 0 {
			p.ReturnsUnmatched++
			continue
		}
		gone[k] = true
		p.put(lines[k].place, cancelled)
		p.put(a.place, returned)
		p.Returns++
		if lines[k].surveyed {
			back = append(back, lines[k].list)
		}
	}
	for _, a := range acts {
		if a.kind == table.Return {
			continue
		}
		to := creditedLines(a, lines, gone, documents[a.document])
		if len(to) == 0 {
			to = creditedLines(act{client: a.client}, lines, gone, quarters[clientQuarter{a.client, quarterOf(a.date, o)}])
		}
		if len(to) == 0 {
			p.CreditsUnmatched++
			continue
		}
		weights := make([]int64, len(to))
		for n, k := range to {
			weights[n] = lines[k].list
		}
		amount := min(a.amount, fixed.MaxAmount) // a larger one is refused when its row is reduced
		for n, extra := range fixed.Apportion(amount, weights) {
			if extra != 0 {
				p.add(lines[to[n]].place, extra)
			}
		}
		p.put(a.place, credited)
		p.Credits++
		p.CreditedAmount += amount
	}
	return back
}

// returnedLine finds the line that a return cancels, -1 for none: one of its document
// for the same client, of the same product where both name one, rather the one of the
// same amount; else the latest line not after it with the same client, product and amount.
func returnedLine(a act, lines []target, gone []bool, document, goods []int) int {
	found := -1
	if a.document != "" {
		for _, k := range document {
			t := &lines[k]
			if gone[k] || t.client != a.client && a.client != "" || a.product != "" && t.product != "" && t.product != a.product {
				continue
			}
			if t.amount() == a.amount {
				return k
			}
			if found < 0 {
				found = k
			}
		}
	}
	if found >= 0 {
		return found
	}
	for _, k := range goods {
		if !gone[k] && lines[k].date <= a.date && (found < 0 || lines[k].date > lines[found].date) {
			found = k
		}
	}
	return found
}

// creditedLines returns the lines among candidates that a credit is spread over: those
// for the same client that are measured but for the window, of the same product where
// the credit names one that is there.
func creditedLines(a act, lines []target, gone []bool, candidates []int) []int {
	var all, same []int
	for _, k := range candidates {
		t := &lines[k]
		if gone[k] || !t.priced || a.client != "" && t.client != a.client {
			continue
		}
		all = append(all, k)
		if a.product != "" && t.product == a.product {
			same = append(same, k)
		}
	}
	if len(same) > 0 {
		return same
	}
	return all
}
