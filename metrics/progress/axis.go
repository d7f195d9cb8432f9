package progress

import (
	"math"
	"sort"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/lag"
)

// lagAxis is the axis with what became of every record.
type Axis struct {
	*lag.Axis
	LeftOut map[string]int64
	Reason  []string // per record: why it is not scored, "" = scored
	rowOf   []int    // per record: its row, -1 where it is not scored
}

// newLag lays out the exposures. person maps ids to positions; with buyer false no
// wait for the buyer stops the clock.
//
// Exposure runs from the later of issue, entry into the log and the day on which the
// present holder took over (delayed entry: what ended before cannot be seen) to the day
// on which it was carried out, ended otherwise, or the cut-off. Carried out on the day
// of issue it counts half a day.
func New(records []instruction.Record, person map[string]int, people int, o assessment.Options, buyer bool) *Axis {
	a := &Axis{LeftOut: map[string]int64{}, Reason: make([]string, len(records)), rowOf: make([]int, len(records))}
	var rows []lag.Row
	var kinds []string
	var owner []int
	kind := KindsOf(records, o)
	index, pair := map[string]int{}, map[[2]string]int{}
	cut := o.CutOff()
	clock := NewClock(records, person, people, o, buyer)
	for i := range records {
		r := &records[i]
		why := ""
		row := lag.Row{Record: i, Person: person[r.Person], Done: r.Implemented.Known()}
		end := r.End(cut)
		row.To = clock.End(i, end)
		if row.Done && row.To <= 0 {
			row.To = .5 // done on the day of issue
		}
		if entry := max(r.LoggedAt, r.SeenFrom, r.HeldFrom); entry.Known() && entry > r.Issued {
			row.From = math.Max(0, clock.Age(i, entry))
			if row.To <= row.From {
				why = "before_entry"
			}
		}
		switch {
		case r.Person == "":
			why = "no_person"
		case r.Undated && !row.Done:
			why = "done_undated"
		case !o.Lag.Covers(r.Issued, end):
			why = "outside_calendar"
		case why == "" && row.To <= 0:
			why = "no_exposure"
		}
		if r.Due.Known() && r.Due > r.Issued {
			row.Sla = math.Max(1, float64(o.Lag.Days(r.Issued, r.Due)))
		}
		if a.Reason[i] = why; why != "" {
			a.rowOf[i] = -1
			a.LeftOut[why]++
			continue
		}
		k, ok := index[kind[i]]
		if !ok {
			k = len(kinds)
			index[kind[i]] = k
			kinds = append(kinds, kind[i])
		}
		pk := [2]string{r.Person, r.Client}
		if r.Client == "" {
			pk = [2]string{r.Person, "\x00" + r.ID}
		}
		p, ok := pair[pk]
		if !ok {
			p = len(owner)
			pair[pk] = p
			owner = append(owner, row.Person)
		}
		row.Kind, row.Pair = k, p
		a.rowOf[i] = len(rows)
		rows = append(rows, row)
	}
	a.Axis = lag.New(rows, kinds, owner, people)
	return a
}

// DueShare is the share of instructions with a due date from which bands are formed.
const DueShare = .8

// FewestEvents is the number of events below which a due band joins its kind.
const FewestEvents = 20

// KindsOf names the difficulty class of every record: the trigger, and where due dates
// are given for 80 % of the instructions the due band within it (due − issued in the lower,
// middle or upper third of the kind, none); a band with fewer than 20 events joins its kind.
//
// Note: two bands, cut at the median, left .16 of the healthy people with mostly hard
// instructions at a score of 50 or more, three leave .13 (160 simulated companies).
func KindsOf(records []instruction.Record, o assessment.Options) []string {
	kinds := make([]string, len(records))
	days := map[int][]int{}
	due := 0
	for i := range records {
		r := &records[i]
		kinds[i] = table.Triggers.Words[r.Trigger].Name
		if r.Due.Known() {
			due++
			days[r.Trigger] = append(days[r.Trigger], int(r.Due-r.Issued))
		}
	}
	if !o.DueBand || float64(due) < DueShare*float64(len(records)) || len(records) == 0 {
		return kinds
	}
	lower, upper := map[int]int{}, map[int]int{}
	for t, d := range days {
		sort.Ints(d)
		lower[t], upper[t] = d[len(d)/3], d[2*len(d)/3]
	}
	events := map[string]int{}
	band := func(r *instruction.Record) string {
		if !r.Due.Known() {
			return "/none"
		}
		switch days, lo, hi := int(r.Due-r.Issued), lower[r.Trigger], upper[r.Trigger]; {
		case days <= lo && days < hi:
			return "/short"
		case days >= hi && days > lo:
			return "/long"
		}
		return "/middle"
	}
	for i := range records {
		if records[i].Implemented.Known() {
			events[kinds[i]+band(&records[i])]++
		}
	}
	for i := range records {
		if k := kinds[i] + band(&records[i]); events[k] >= FewestEvents {
			kinds[i] = k
		}
	}
	return kinds
}
