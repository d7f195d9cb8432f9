package instruction

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/verdict"
)

// evidenceCase is an instruction of day 100 with what is on record about it.
type evidenceCase struct {
	name        string
	record      Record
	contacts    []table.Day // of s with c
	busy        []table.Day // of s with another client
	sales, back []saleLine
	want        verdict.Word
	done        table.Day // NoDay = open
	said        bool
}

// Days are calendar days here; the cut-off is day 200. Every row of METHOD 6a's rules
// for the other triggers, and what becomes of the clock.
func TestOtherVerdicts(t *testing.T) {
	const no = table.NoDay
	record := func(trigger int, change func(*Record)) Record {
		r := Record{ID: "i", Person: "s", Client: "c", Trigger: trigger, Issued: 100, Due: 110, LoggedAt: no, Acknowledged: no, ClientContacted: no,
			Implemented: no, Closed: no, AgreedOn: no, EffectiveFrom: no, Reported: no}
		if change != nil {
			change(&r)
		}
		return r
	}
	done := func(d table.Day) func(*Record) {
		return func(r *Record) { r.Implemented, r.Status = d, table.StatusImplemented }
	}
	pieces := int64(50_000_000) // 50, in 10⁻⁶
	allotted := func(r *Record) { r.AllocationQuantity = &pieces }
	sold := func(d table.Day, person string, n int64) saleLine {
		return saleLine{date: d, person: person, quantity: n * 1_000_000}
	}
	moved := func(r *Record) { r.EffectiveFrom = 120 }
	lines := func(old, others int) (s []saleLine) {
		for k := range old + others {
			p := "s"
			if k >= old {
				p = "new"
			}
			s = append(s, sold(table.Day(130+k), p, 1))
		}
		return
	}
	agreed := func(r *Record) { r.AgreedOn = 105 }
	for _, x := range []evidenceCase{
		{name: "shortage: told and within the allocation, nobody reported it", record: record(table.StockShortage, allotted), contacts: []table.Day{103}, sales: []saleLine{sold(105, "s", 50), sold(111, "s", 99)}, want: verdict.AsInstructed, done: 103},
		{name: "shortage: one piece more", record: record(table.StockShortage, allotted), contacts: []table.Day{103}, sales: []saleLine{sold(105, "s", 51)}, want: verdict.OverAllocation, done: no},
		{name: "shortage: reported, nobody told", record: record(table.StockShortage, func(r *Record) { allotted(r); done(104)(r) }), busy: []table.Day{104}, sales: []saleLine{sold(105, "s", 1)}, want: verdict.NotTold, done: 104},
		{name: "shortage: activities of the person are not recorded", record: record(table.StockShortage, func(r *Record) { allotted(r); done(104)(r) }), sales: []saleLine{sold(105, "s", 1)}, want: verdict.Reported, done: 104},
		{name: "shortage: what was sold after its sixty days is not of it", record: record(table.StockShortage, func(r *Record) { allotted(r); r.Due = no }), contacts: []table.Day{103}, sales: []saleLine{sold(105, "s", 50), sold(161, "s", 900)}, want: verdict.AsInstructed, done: 103},
		{name: "shortage: over within its sixty days, reported: it is past and not opened again", record: record(table.StockShortage, func(r *Record) { allotted(r); r.Due = no; done(104)(r) }), contacts: []table.Day{103}, sales: []saleLine{sold(105, "s", 51)}, want: verdict.OverAllocation, done: 104},
		{name: "shortage: over within a period that runs, reported", record: record(table.StockShortage, func(r *Record) { allotted(r); r.Due = 210; done(104)(r) }), contacts: []table.Day{103}, sales: []saleLine{sold(105, "s", 51)}, want: verdict.OverAllocation, done: no, said: true},
		{name: "shortage: what came back in its days is not kept", record: record(table.StockShortage, func(r *Record) { allotted(r); r.Due = no }), contacts: []table.Day{103}, sales: []saleLine{sold(105, "s", 60)}, back: []saleLine{sold(120, "s", 10)}, want: verdict.AsInstructed, done: 103},
		{name: "shortage: what came back before its days is not of it", record: record(table.StockShortage, func(r *Record) { allotted(r); r.Due = no }), contacts: []table.Day{103}, sales: []saleLine{sold(105, "s", 60)}, back: []saleLine{sold(99, "s", 10)}, want: verdict.OverAllocation, done: no},
		{name: "quality: contacted in time and agreed", record: record(table.QualityIssue, agreed), contacts: []table.Day{102}, want: verdict.AsInstructed, done: 105},
		{name: "quality: contacted on the third day", record: record(table.QualityIssue, agreed), contacts: []table.Day{103}, want: verdict.Afterwards, done: 105},
		{name: "delay: nobody contacted", record: record(table.DeliveryDelay, agreed), busy: []table.Day{101}, want: verdict.NoContact, done: no},
		{name: "delay: reported done long ago, nothing agreed", record: record(table.DeliveryDelay, done(150)), contacts: []table.Day{101}, want: verdict.NotAgreed, done: 150},
		{name: "delay: reported done 20 days before the cut-off, nothing agreed", record: record(table.DeliveryDelay, done(180)), contacts: []table.Day{101}, want: verdict.NotAgreed, done: 180},
		{name: "handed over", record: record(table.Reallocation, moved), sales: lines(1, 9), want: verdict.AsInstructed, done: 120},
		{name: "not handed over", record: record(table.Reallocation, func(r *Record) { moved(r); done(121)(r) }), sales: lines(9, 1), want: verdict.StillOld, done: no, said: true},
		{name: "a late line of five accuses nobody", record: record(table.Reallocation, func(r *Record) { moved(r); done(121)(r) }), contacts: []table.Day{121}, sales: lines(1, 4), want: verdict.Reported, done: 121},
		{name: "other: a contact stands behind the report", record: record(table.OtherTrigger, done(110)), contacts: []table.Day{115}, want: verdict.Reported, done: 110},
		{name: "other: no contact in the 20 days after it", record: record(table.OtherTrigger, done(110)), contacts: []table.Day{131}, busy: []table.Day{112}, want: verdict.Unsupported, done: 110},
		{name: "other: the same, confirmed by the manager", record: record(table.OtherTrigger, func(r *Record) { done(110)(r); r.ConfirmedBy = "m" }), busy: []table.Day{112}, want: verdict.Confirmed, done: 110},
		{name: "other: the 20 days are not over", record: record(table.OtherTrigger, done(180)), busy: []table.Day{182}, want: verdict.Reported, done: 180},
		{name: "other: without a client nothing could be on record", record: record(table.OtherTrigger, func(r *Record) { done(110)(r); r.Client = "" }), busy: []table.Day{112}, want: verdict.Reported, done: 110},
	} {
		tables := &Tables{Instructions: []Record{x.record}}
		tables.Instructions = append(tables.Instructions, record(table.OtherTrigger, agreed)) // agreements are dated in this log
		for _, d := range x.contacts {
			tables.Activities = append(tables.Activities, Activity{Date: d, Person: "s", Client: "c", Kind: Visit + 1})
		}
		for _, d := range x.busy {
			tables.Activities = append(tables.Activities, Activity{Date: d, Person: "s", Client: "elsewhere", Kind: Visit + 1})
		}
		v := &Invoices{sales: map[string][]saleLine{"c": x.sales}, back: map[string][]saleLine{"c": x.back}}
		o := assessment.Options{Month: table.Day(200).DataMonth(0)}
		cut := o.CutOff()
		shift := func(d table.Day) table.Day {
			if !d.Known() {
				return d
			}
			return d + cut - 200
		}
		r := &tables.Instructions[0]
		for i := range tables.Instructions {
			q := &tables.Instructions[i]
			for _, d := range []*table.Day{&q.Issued, &q.Due, &q.Implemented, &q.AgreedOn, &q.EffectiveFrom} {
				*d = shift(*d)
			}
		}
		for k := range tables.Activities {
			tables.Activities[k].Date = shift(tables.Activities[k].Date)
		}
		for k := range v.sales["c"] {
			v.sales["c"][k].date = shift(v.sales["c"][k].date)
		}
		for k := range v.back["c"] {
			v.back["c"][k].date = shift(v.back["c"][k].date)
		}
		verifyOthers(tables, v, o)
		if r.Word != x.want || r.Implemented != shift(x.done) || r.SaidNotDone != x.said {
			t.Errorf("%s: %s, carried out %v, said not done %v; want %s, %v, %v", x.name, r.Word, r.Implemented, r.SaidNotDone, x.want, shift(x.done), x.said)
		}
		if x.said && (r.Reported == table.NoDay || r.Status != table.StatusOpen || r.Reopened != r.Reported+HeldDays+1) {
			t.Errorf("%s: the report %v is kept and the instruction is open again (%v) from %v", x.name, r.Reported, r.Status, r.Reopened)
		}
	}
}
