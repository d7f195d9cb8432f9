package instruction

import (
	"slices"

	"tenbin/ingest/table"
)

// InheritedDays is how long nobody is asked about an instruction after taking it over,
// in days of the clock.
const InheritedDays = 20

// Handovers returns records with the day on which the present holder took each over:
//
//   - the client's account passed to that person after the instruction was issued
//     (accounts: owner_from), or
//   - the same instruction stands in another person's name as transferred; the holder's
//     time begins when that one was closed.
//
// The clock keeps running, but the person's own exposure begins there, and so do the
// days that sentences hold against somebody. A change of holder that was itself the
// instruction (trigger reallocation) is no such event. The input is not changed.
func Handovers(records []Record, accounts []Account, cut table.Day) []Record {
	type matter struct {
		client, category, product string
		trigger                   int
		issued                    table.Day
	}
	of := func(r *Record) matter {
		return matter{r.Client, r.Category, r.Product, r.Trigger, r.Issued}
	}
	type ownership struct{ client, owner string }
	owned := map[ownership]table.Day{}
	for _, a := range accounts {
		k := ownership{a.Client, a.Owner}
		if from, ok := owned[k]; a.OwnerFrom.Known() && a.OwnerFrom <= cut && (!ok || a.OwnerFrom > from) {
			owned[k] = a.OwnerFrom
		}
	}
	type closing struct {
		person string
		day    table.Day
	}
	passed := map[matter][]closing{}
	for i := range records {
		if r := &records[i]; r.Client != "" && r.Status == table.StatusTransferred && r.Closed.Known() {
			passed[of(r)] = append(passed[of(r)], closing{r.Person, r.Closed})
		}
	}
	if len(owned) == 0 && len(passed) == 0 {
		return records
	}
	records = slices.Clone(records)
	for i := range records {
		r := &records[i]
		if r.Client == "" || r.Trigger == table.Reallocation || r.Status == table.StatusTransferred {
			continue
		}
		if d, ok := owned[ownership{r.Client, r.Person}]; ok && d > r.Issued {
			r.HeldFrom = max(r.HeldFrom, d)
		}
		for _, p := range passed[of(r)] {
			if p.person != r.Person {
				r.HeldFrom = max(r.HeldFrom, p.day)
			}
		}
	}
	return records
}

// Inherited reports whether the present holder took the instruction over after it was
// issued.
func (r *Record) Inherited() bool { return r.HeldFrom > r.Issued }

// AnswersFrom is the day from which the present holder answers for the instruction.
func (r *Record) AnswersFrom() table.Day { return max(r.Issued, r.HeldFrom) }
