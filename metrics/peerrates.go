package metrics

import "tenbin/ingest/table"

// peerRates answers what peers concede on a scored line: the chain's rate of the
// person's kind of work times the calendar factor of the person, category and month.
type peerRates struct {
	bands   []int64
	closing int
	rate    map[workKey]float64
	factor  map[monthKey]float64
}

type workKey struct {
	person, category, region string
	band                     int
}

type monthKey struct {
	person, category string
	month            table.Month
}

// peerRatesOf collects the rates and factors behind E.
func (a *assessor) peerRatesOf() *peerRates {
	c := a.e.concession
	p := &peerRates{bands: a.Hyper.SizeBands, closing: a.o.ClosingDay, rate: make(map[workKey]float64, len(c.rows)), factor: map[monthKey]float64{}}
	for i := range c.cells {
		x := &c.cells[i]
		k := a.cube.Strata[c.stratumOf[i]]
		person, category := a.e.people[x.person], a.cube.Categories[k.Category]
		p.rate[workKey{person, category, a.cube.Regions[k.Region], int(k.Band)}] = c.rate[x.row]
		p.factor[monthKey{person, category, x.month}] = x.f
	}
	return p
}

// of is the peers' rate of a line; 0 where no scored line of the person is of its kind.
func (p *peerRates) of(l *LedgerLine) float64 {
	band := 0
	for _, e := range p.bands {
		if l.List >= e {
			band++
		}
	}
	return p.rate[workKey{l.Person, l.Category, l.Region, band}] * p.factor[monthKey{l.Person, l.Category, l.Date.DataMonth(p.closing)}]
}

// fillLedger gives each evidence line its peers' rate, the calendar factor of its month
// included, so that the rates of a person's scored lines sum to E.
func (a *assessor) fillLedger() {
	a.peers = a.peerRatesOf()
	for i := range a.Lines {
		a.Lines[i].Expected = a.peers.of(&a.Lines[i])
	}
}
