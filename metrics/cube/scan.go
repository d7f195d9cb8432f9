package cube

import (
	"time"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/cube/column"
	"tenbin/metrics/cube/policy"
)

// monitoringMonths are the data months before the window that monitoring reads.
const monitoringMonths = 36

// leftReason is why a line is left out or not scored.
type leftReason uint8

// The closed list, in the order in which reasons apply.
const (
	measured leftReason = iota
	beforeWindow
	afterCutOff
	stageOpen
	stageLost
	notPositiveList
	noPerson
	beforePerson
	noPrice
	returnUnmatched
	noPolicy // from here on: measured, not scored
	belowListMin
	notPriceReason
	reasons
)

// reasonNames are the words of the contract.
var reasonNames = [reasons]string{"", "before_window", "after_cut_off", "stage_open", "stage_lost", "not_positive_list", "no_person", "before_person",
	"no_price", "return_unmatched", "no_policy", "below_l_min", "not_price_reason"}

// dealLine is what one row says, in integers.
type dealLine struct {
	reason                                    leftReason // why it is left out; measured when it is not
	eligible                                  bool       // but for the window it would be measured: monitoring reads it
	known                                     bool       // dated and recorded up to the cut-off
	won                                       bool
	answered                                  bool // policy has an answer
	after                                     bool // an exception was approved after the order date
	kind                                      uint8
	date                                      table.Day
	month                                     table.Month
	person, client, category, region, segment int32
	list, net                                 int64
	hasList                                   bool
	hasNet                                    bool
	rate                                      int64 // authorised, 10⁻⁹, exceptions included
	policy                                    int64 // authorised without the exception, 10⁻⁹
}

// dealScan reads the rows of deals batches: one for each goroutine. It numbers the names it
// meets and knows what the roster and the policy say about each.
type dealScan struct {
	cut, from   table.Day
	cutMicros   int64 // first microsecond after the cut-off, in the business time zone
	closing     int
	monitorFrom table.Month
	firstDay    table.Day // days[0] of months
	months      []table.Month
	roster      *table.Roster
	policy      *policy.Table
	person, client, product, category, region,
	segment, approver column.Mapper
	starts []table.Day // by person: first day on the roster
	listed []bool      // by person: on the roster, or no roster is given
}

// dealNames are the names that a reader of deals numbers.
type dealNames [7]*column.Interner

func newDealNames() (n dealNames) {
	for k := range n {
		n[k] = column.NewInterner()
	}
	return n
}

// newDealScan prepares a reader of deals for the settings o.
func newDealScan(src Source, o assessment.Options) *dealScan {
	return dealScanOf(newDealNames(), src, o)
}

// dealScanOf prepares a reader that numbers names together with others.
func dealScanOf(names dealNames, src Source, o assessment.Options) *dealScan {
	s := &dealScan{cut: o.CutOff(), from: o.WindowFrom(), closing: o.ClosingDay, roster: src.Roster, policy: policy.New(src.Policy, src.HasPolicy)}
	s.cutMicros = AfterCutOffMicros(o)
	if s.monitorFrom = -1 << 31; o.WindowMonths != assessment.All {
		s.monitorFrom = o.Month - table.Month(o.WindowMonths) + 1 - monitoringMonths
	}
	for k, m := range [...]*column.Mapper{&s.person, &s.client, &s.product, &s.category, &s.region, &s.segment, &s.approver} {
		m.Names = names[k]
	}
	s.firstDay = s.cut - 30*366
	s.months = make([]table.Month, s.cut-s.firstDay+1)
	for i := range s.months {
		s.months[i] = (s.firstDay + table.Day(i)).DataMonth(s.closing)
	}
	s.refresh()
	return s
}

// AfterCutOffMicros is the first moment that the run does not know of.
func AfterCutOffMicros(o assessment.Options) int64 {
	t := (o.CutOff() + 1).Time()
	if o.Zone != nil {
		t = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, o.Zone)
	}
	return t.UnixMicro()
}

// refresh looks up what the roster and the policy say about names that are new.
func (s *dealScan) refresh() {
	people := s.person.Names.All()
	for k := len(s.starts); k < len(people); k++ {
		start, listed := table.NoDay, k > 0
		if listed && s.roster != nil && len(s.roster.People) > 0 {
			p := s.roster.Find(people[k])
			if listed = p != nil; listed {
				start = p.Start()
			}
		}
		s.starts, s.listed = append(s.starts, start), append(s.listed, listed)
	}
	s.policy.Refresh(s.category.Names.All(), s.segment.Names.All(), s.client.Names.All())
}

func (s *dealScan) month(d table.Day) table.Month {
	if k := int(d) - int(s.firstDay); k >= 0 && k < len(s.months) {
		return s.months[k]
	}
	return d.DataMonth(s.closing)
}

// read fills l from row i and decides whether the line is measured: the first reason of
// the contract's list that applies. Lines of another kind than sale stop behind the
// stage; what they mean the plan says.
func (s *dealScan) readLine(b *dealBatch, i int, l *dealLine) {
	*l = dealLine{kind: b.kind.At(i), date: table.Day(b.date.Values[i]), client: b.client.At(i), person: b.person.At(i)}
	l.hasList, l.hasNet = b.list.Set(i), b.net.Set(i)
	if l.hasList {
		l.list = b.list.Values[i]
	}
	if l.hasNet {
		l.net = b.net.Values[i]
	}
	l.known = l.date <= s.cut && !(b.recorded.Set(i) && b.recorded.Micros(i) >= s.cutMicros)
	stage := b.stage.At(i)
	l.won = stage == table.Won
	window := measured
	switch {
	case l.date < s.from:
		window = beforeWindow
	case !l.known:
		l.reason = afterCutOff
		return
	}
	switch {
	case stage == table.Open:
		l.reason = stageOpen
	case stage == table.Lost:
		l.reason = stageLost
	case l.kind != table.Sale:
	case l.hasList && l.list <= 0:
		l.reason = notPositiveList
	case !s.listed[l.person]:
		l.reason = noPerson
	case l.date < s.starts[l.person]:
		l.reason = beforePerson
	case !l.hasList || !l.hasNet:
		l.reason = noPrice
	}
	l.eligible = l.reason == measured && l.known && l.kind == table.Sale
	if window != measured {
		l.reason = window
	}
	l.month = s.month(l.date)
}

// authorise fills the strata and the authorised rate of an eligible line. An exception
// approved on or before the order date is authorised, one approved later is marked; one
// without any date of approval or request is taken as authorised, since what is missing
// must not accuse.
func (s *dealScan) authorise(b *dealBatch, i int, l *dealLine) {
	l.category, l.region, l.segment = b.category.At(i), b.region.At(i), b.segment.At(i)
	if b.authorised.Set(i) {
		l.rate, l.answered = b.authorised.Values[i], true
	} else {
		l.rate, l.answered = s.policy.Rate(l.category, l.segment, l.client, l.date)
	}
	l.policy = min(max(l.rate, 0), table.RateScale)
	if b.approved.Set(i) {
		on := b.approvedAt.At(i)
		if !on.Known() {
			on = b.requestedAt.At(i)
		}
		if on <= l.date { // NoDay lies before every date
			l.rate = max(l.rate, b.approved.Values[i])
		} else {
			l.after = true
		}
	}
	l.rate = min(max(l.rate, 0), table.RateScale)
}
