package advocacy

import (
	"tenbin/ingest/table"
	"tenbin/metrics/retention"
	"tenbin/metrics/verdict"
)

// Half-yearly checks of who still buys: at least three, at most five.
const (
	halfMonths   = 6
	fewestHalves = 4 // 24 months: three checks
	mostHalves   = 6 // 36 months: five
)

// Seldom is the number of months of a half-year in which a client must have bought for
// its silence to mean anything: of those who bought in one or two of six, many are silent
// for half a year and come back.
const Seldom = 3

// clientHalf is what the lines say of a client in one half-year.
type clientHalf struct {
	owner  int   // who sold it most, by list amount
	list   int64 // of the owner
	months uint8 // bit m: bought in month m of the half
}

// checks looks at every client at the end of every half-year but the last, back
// from the data month: up to six halves, as many as the lines reach.
func (in *Input) checks() (checks []retention.Check, halves int) {
	first, any := in.Options.Month, false
	for i, k := range in.Cube.Keys {
		if in.Cube.Cells[i].Lines > 0 && k.Month <= first {
			first, any = k.Month, true
		}
	}
	if !any {
		return nil, 0
	}
	halves = min(mostHalves, int(in.Options.Month-first+1)/halfMonths)
	begin := in.Options.Month - table.Month(halves*halfMonths) + 1
	clients := make([]clientHalf, len(in.Cube.Clients)*halves)
	var lists [mostHalves]int64
	for i, k := range in.Cube.Keys { // sorted by person and client
		c := &in.Cube.Cells[i]
		if k.Month >= begin && k.Month <= in.Options.Month && c.Lines > 0 && in.Cube.Clients[k.Client] != "" {
			h := int(k.Month-begin) / halfMonths
			lists[h] += c.List
			clients[int(k.Client)*halves+h].months |= 1 << (int(k.Month-begin) % halfMonths)
		}
		if i+1 < len(in.Cube.Keys) && in.Cube.Keys[i+1].Person == k.Person && in.Cube.Keys[i+1].Client == k.Client {
			continue
		}
		owner, known := in.Estimates.Index[in.Cube.People[k.Person]]
		for h := range halves {
			if x := &clients[int(k.Client)*halves+h]; known && lists[h] > x.list {
				x.owner, x.list = owner, lists[h]
			}
		}
		lists = [mostHalves]int64{}
	}
	landed := in.landedMonths()
	for c, name := range in.Cube.Clients {
		for h := 0; h+1 < halves; h++ {
			x := &clients[c*halves+h]
			if x.list <= 0 {
				continue
			}
			bought, last := 0, 0
			for m := range halfMonths {
				if x.months>>m&1 == 1 {
					bought, last = bought+1, m
				}
			}
			if bought < Seldom {
				continue
			}
			check := retention.Check{Person: x.owner, Half: h, Rhythm: (bought - Seldom + 1) / 2, Lost: clients[c*halves+h+1].months == 0}
			at := begin + table.Month(h*halfMonths+last)
			for _, e := range landed[name] {
				check.SetAside = check.SetAside || e <= at && at-e < halfMonths
			}
			checks = append(checks, check)
		}
	}
	return checks, halves
}

// landedMonths are the months in which price increases took effect that invoices show
// to have landed, by client.
func (in *Input) landedMonths() map[string][]table.Month {
	m := map[string][]table.Month{}
	for i := range in.Records {
		r := &in.Records[i]
		if r.Verdict != nil && r.Client != "" && r.EffectiveFrom.Known() && (r.Verdict.Word == verdict.Landed || r.Verdict.Word == verdict.Late) {
			m[r.Client] = append(m[r.Client], r.EffectiveFrom.DataMonth(in.Options.ClosingDay))
		}
	}
	return m
}
