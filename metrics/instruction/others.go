package instruction

import (
	"math"
	"slices"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/verdict"
)

// Visit is the position of "visit" among the kinds of activity.
const Visit = 0

// ContactLimit is the number of days within which a client hears of a quality issue or a
// late delivery, where the instruction names none.
const ContactLimit = 2

// lineClients are the clients whose invoices the other verdicts look at line by line:
// those of allocations and of hand-overs.
func lineClients(records []Record) map[string]bool {
	w := map[string]bool{}
	for i := range records {
		if r := &records[i]; r.Client != "" && !r.Ended() && (r.Trigger == table.StockShortage || r.Trigger == table.Reallocation) {
			w[r.Client] = true
		}
	}
	return w
}

// pair is a salesperson with a client.
type pair struct{ person, client string }

// activityLog finds what the tables record about a salesperson and a client.
type activityLog struct {
	contacts        map[pair][]table.Day   // sorted
	active          map[string][]table.Day // days on which a salesperson has any record, sorted
	byClient        map[string][]Activity
	dates, reported bool // agreements are dated; contacts are noted in the log
}

func newActivityLog(t *Tables, cut table.Day) *activityLog {
	e := &activityLog{contacts: map[pair][]table.Day{}, active: map[string][]table.Day{}, byClient: map[string][]Activity{}}
	for _, x := range t.Activities {
		if x.Date > cut {
			continue
		}
		k := pair{x.Person, x.Client}
		e.contacts[k], e.active[x.Person] = append(e.contacts[k], x.Date), append(e.active[x.Person], x.Date)
		e.byClient[x.Client] = append(e.byClient[x.Client], x)
	}
	for _, list := range e.contacts {
		slices.Sort(list)
	}
	for _, list := range e.active {
		slices.Sort(list)
	}
	for i := range t.Instructions {
		e.dates = e.dates || t.Instructions[i].AgreedOn.Known()
		e.reported = e.reported || t.Instructions[i].ClientContacted.Known()
	}
	return e
}

// within returns the first day of a sorted list from … to, NoDay without one.
func within(days []table.Day, from, to table.Day) table.Day {
	if k := sort.Search(len(days), func(k int) bool { return days[k] >= from }); k < len(days) && days[k] <= to {
		return days[k]
	}
	return table.NoDay
}

// firstContact is the first contact with the client from issue to day to, by record or by the
// log's own column; known says whether one could have been recorded: the salesperson has
// records in that time, or the log notes contacts.
func (e *activityLog) firstContact(r *Record, to table.Day) (first table.Day, known bool) {
	first = within(e.contacts[pair{r.Person, r.Client}], r.Issued, to)
	if d := r.ClientContacted; d.Known() && d >= r.Issued && d <= to && (!first.Known() || d < first) {
		first = d
	}
	return first, e.reported || within(e.active[r.Person], r.Issued, to).Known()
}

// verifyOthers gives every instruction that is not a tested price increase its verdict
// (METHOD section 6a) and lets the evidence overrule the report:
//
//	shown        carried out on the day that shows it, also where nobody reported it
//	contradicted reported done, and invoices or visits show the contrary for 20 days: open
//	             again from the day on which that could be known
//	no evidence  reported done, and in the 20 days after it no contact with the client on
//	             record, although the salesperson has other records in that time: the report
//	             stands, and that nothing confirms it stands beside it
//
// The manager's confirmation decides it. A missing record contradicts nobody.
func verifyOthers(t *Tables, v *Invoices, o assessment.Options) {
	cut := o.CutOff()
	e := newActivityLog(t, cut)
	for i := range t.Instructions {
		r := &t.Instructions[i]
		if r.Ended() || r.Verdict != nil && r.Verdict.Word != verdict.CannotBeVerified {
			continue
		}
		if r.Implemented.Known() && r.ConfirmedBy != "" {
			r.Word = verdict.Confirmed
			continue
		}
		word, day := e.decide(r, v, o)
		switch {
		case word == verdict.AsInstructed || word == verdict.Afterwards:
			r.Word, r.Implemented, r.Status = word, day, table.StatusImplemented
		case !r.Implemented.Known():
			r.Word = word
		case word.Against():
			r.Word = word
			if known := o.Lag.Add(r.Implemented, HeldDays) + 1; word.Contradicts() && known <= cut && r.periodRuns(cut, o) {
				r.reopen(known)
			}
		default:
			r.Word = verdict.Reported
			if held := o.Lag.Add(r.Implemented, HeldDays); held < cut && e.missing(r, held) {
				r.Word = verdict.Unsupported
			}
		}
	}
}

// reopen opens an instruction that was reported as done, from the day on which the contrary
// could be known; the days between are nobody's.
func (r *Record) reopen(known table.Day) {
	r.Reported, r.Implemented, r.SaidNotDone, r.Status, r.Reopened = r.Implemented, table.NoDay, true, table.StatusOpen, known
	for d := r.Reported + 1; d < known; d++ {
		r.Paused = append(r.Paused, d)
	}
	slices.Sort(r.Paused)
	r.Paused = slices.Compact(r.Paused)
}

// allotmentDays is how many business days an allotted quantity stands for where the instruction
// has no due date.
const allotmentDays = 60

// periodEnd is the last day for which an allotted quantity stands.
func (r *Record) periodEnd(o assessment.Options) table.Day {
	if r.Due.Known() {
		return r.Due
	}
	return o.Lag.Add(max(r.Issued, r.EffectiveFrom), allotmentDays)
}

// periodRuns reports whether something can still be done: an allotment is over with its period.
func (r *Record) periodRuns(cut table.Day, o assessment.Options) bool {
	return r.Trigger != table.StockShortage || r.periodEnd(o) >= cut
}

// missing reports whether a contact with the client up to day to could have been on
// record and is not.
func (e *activityLog) missing(r *Record, to table.Day) bool {
	if r.Client == "" || r.AgreedOn.Known() || r.Evidence != "" {
		return false
	}
	first, _ := e.firstContact(r, to)
	return !first.Known() && within(e.active[r.Person], r.Issued, to).Known()
}

// decide applies the rule of the instruction's trigger; day is the one that shows it done.
func (e *activityLog) decide(r *Record, v *Invoices, o assessment.Options) (word verdict.Word, day table.Day) {
	cut := o.CutOff()
	if r.Client == "" {
		return "", table.NoDay
	}
	since := func(d table.Day) int {
		if !d.Known() {
			return verdict.None
		}
		return int(d - r.Issued)
	}
	start := max(r.Issued, r.EffectiveFrom)
	switch r.Trigger {
	case table.StockShortage:
		end := min(cut, r.periodEnd(o))
		first, known := e.firstContact(r, end)
		s := verdict.Shortage{Contacted: since(first), Due: since(r.Due), Today: since(cut), Contacts: known}
		if r.AllocationQuantity != nil && v != nil {
			s.Allocation = float64(*r.AllocationQuantity)
			s.Delivered, s.Measurable = v.delivered(r, start, end)
			if s.Measurable {
				r.Counted, r.CountedOf = pieces(s.Delivered), pieces(s.Allocation)
			}
		}
		return s.Judge(), first
	case table.QualityIssue, table.DeliveryDelay:
		first, known := e.firstContact(r, cut)
		c := verdict.Contact{Contacted: verdict.None, Limit: ContactLimit, Today: o.Lag.Days(r.Issued, cut), Agreed: since(r.AgreedOn), Contacts: known, Dates: e.dates}
		if first.Known() {
			c.Contacted = o.Lag.Days(r.Issued, first)
		}
		if r.ContactDays != nil {
			c.Limit = int(*r.ContactDays)
		}
		return c.Judge(), max(first, r.AgreedOn)
	case table.Reallocation:
		if !r.EffectiveFrom.Known() || r.EffectiveFrom > cut {
			return "", table.NoDay
		}
		h := verdict.Handed{Since: o.Lag.Days(r.EffectiveFrom, cut)}
		h.Old, h.All = e.handed(r, v, cut)
		r.Counted, r.CountedOf = int64(h.Old), int64(h.All)
		return h.Judge(), start
	}
	return "", table.NoDay
}

// pieces are whole ones, of 10⁻⁶.
func pieces(v float64) int64 { return int64(math.Round(v / table.QuantityScale)) }

// handed counts the client's invoices and visits from effective_from on, and those of the
// salesperson who was to hand over.
func (e *activityLog) handed(r *Record, v *Invoices, cut table.Day) (old, all int) {
	count := func(person string) {
		all++
		if person == r.Person {
			old++
		}
	}
	if v != nil {
		for _, s := range v.sales[r.Client] {
			if s.date >= r.EffectiveFrom && s.date <= cut && s.person != "" && (r.Category == "" || s.category == r.Category) {
				count(s.person)
			}
		}
	}
	for _, x := range e.byClient[r.Client] {
		if x.Kind == Visit && x.Date >= r.EffectiveFrom {
			count(x.Person)
		}
	}
	return old, all
}

// delivered sums what the client was sold of the instruction's product or category, what came
// back in the same days taken off, 10⁻⁶ pieces; false where the invoices carry no quantity.
func (v *Invoices) delivered(r *Record, from, to table.Day) (float64, bool) {
	sum, measurable := 0., len(v.sales[r.Client]) == 0 && v.hasQuantity
	for _, s := range v.sales[r.Client] {
		if r.about(s) {
			measurable = measurable || s.quantity > 0
			sum += s.within(from, to)
		}
	}
	for _, s := range v.back[r.Client] {
		if r.about(s) {
			sum -= s.within(from, to)
		}
	}
	return sum, measurable
}

// about reports whether a line is of the instruction's product and category, where it names them.
func (r *Record) about(s saleLine) bool {
	return (r.Category == "" || s.category == r.Category) && (r.Product == "" || s.product == r.Product)
}

// within is the line's quantity where it lies in the days, else 0.
func (s saleLine) within(from, to table.Day) float64 {
	if s.date < from || s.date > to {
		return 0
	}
	return float64(s.quantity)
}
