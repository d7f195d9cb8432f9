package instruction

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tenbin/ingest/table"
)

// Numbers are given when a row is written down. They say so where a list has so many rows of
// one form, and so large a share of them is in the order of issue; a row came afterwards where
// so many with a lower number were issued more than BackfilledDays after it.
const (
	NumberedFewest = 50
	NumberedShare  = .8
	NumberedLater  = 20
	NumberedNear   = 14 // in a list with such rows: so many days are enough for the others of the batch
)

// numbered is a record with the numbers in its id.
type numbered struct {
	record      int
	year, count int64 // year: the year or month that stands in front, 0 without
}

// numberedFrom is, by record, the first day on which a row can have been written down by the
// numbers of the list, NoDay where they say nothing: the issue of the twentieth-latest of
// those with a lower number. A note or a pause of its own proves that it was there before.
// Where one of them was finished by then, they are no selection of what was still open, but
// another series of numbers or a whole history, and count from their issue.
func (t *Tables) numberedFrom() []table.Day {
	from := make([]table.Day, len(t.Instructions))
	for i := range from {
		from[i] = table.NoDay
	}
	forms, late := map[string][]numbered{}, false
	for i := range t.Instructions {
		if form, n, ok := numbersIn(&t.Instructions[i]); ok {
			n.record = i
			forms[form] = append(forms[form], n)
		}
	}
	for _, list := range forms {
		late = t.lateNumbers(list, from) || late
	}
	if !late {
		return from
	}
	trace := map[string]table.Day{}
	add := func(id string, d table.Day) {
		if first, ok := trace[id]; d.Known() && (!ok || d < first) {
			trace[id] = d
		}
	}
	for i := range t.Updates {
		add(t.Updates[i].InstructionID, t.Updates[i].At)
	}
	for i := range t.Pauses {
		add(t.Pauses[i].InstructionID, t.Pauses[i].From)
	}
	for i := range from {
		if d, ok := trace[t.Instructions[i].ID]; ok && d < from[i] {
			from[i] = d
		}
	}
	return from
}

// lateNumbers sets the day of those of one form that came afterwards, and reports whether any did.
func (t *Tables) lateNumbers(list []numbered, from []table.Day) bool {
	if len(list) < NumberedFewest {
		return false
	}
	slices.SortFunc(list, func(x, y numbered) int {
		if x.year != y.year {
			return int(x.year - y.year)
		}
		return int(min(max(x.count-y.count, -1), 1))
	})
	var late, near []numbered
	var day, nearDay []table.Day
	var latest []table.Day // of the lower numbers, ascending, at most NumberedLater
	dated := 0
	for _, n := range list {
		r := &t.Instructions[n.record]
		if n.year == 0 || yearOf(n.year, r.Issued) {
			dated++
		}
		if len(latest) == NumberedLater && latest[0]-r.Issued > BackfilledDays {
			if late, day = append(late, n), append(day, latest[0]); r.End(latest[0]) < latest[0] {
				return false
			}
		} else if len(latest) == NumberedLater && latest[0]-r.Issued > NumberedNear && r.End(latest[0]) >= latest[0] {
			near, nearDay = append(near, n), append(nearDay, latest[0])
		}
		if k, _ := slices.BinarySearch(latest, r.Issued); len(latest) < NumberedLater {
			latest = slices.Insert(latest, k, r.Issued)
		} else if k > 0 {
			copy(latest, latest[1:k])
			latest[k-1] = r.Issued
		}
	}
	enough := NumberedShare * float64(len(list))
	if len(late) == 0 || float64(len(list)-len(late)) < enough || float64(dated) < enough {
		return false
	}
	day = append(day, nearDay...)
	for k, n := range append(late, near...) {
		from[n.record] = day[k]
	}
	return true
}

// yearOf reports whether a number in front of another is the year or the month of a day.
func yearOf(n int64, d table.Day) bool {
	x := d.Time()
	year, month := int64(x.Year()), int64(x.Month())
	return n == year || n == year%100 || n == 100*year+month || n == 100*(year%100)+month
}

// numbersIn takes the one number of an id, or the year and the number, with the form of the
// rest; false for other ids.
func numbersIn(r *Record) (form string, n numbered, ok bool) {
	id := r.ID
	for k := 0; k < 2 && r.Expanded; k++ { // id/person/client
		id = id[:max(strings.LastIndexByte(id, '/'), 0)]
	}
	runs := 0
	var b strings.Builder
	for rest := id; rest != ""; {
		k := strings.IndexFunc(rest, func(c rune) bool { return c >= '0' && c <= '9' })
		if k < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:k])
		b.WriteByte('0')
		rest = rest[k:]
		end := strings.IndexFunc(rest, func(c rune) bool { return !unicode.IsDigit(c) || c > '9' })
		if end < 0 {
			end = len(rest)
		}
		v, err := strconv.ParseInt(rest[:end], 10, 64)
		if err != nil {
			return "", n, false
		}
		n.year, n.count = n.count, v
		rest, runs = rest[end:], runs+1
	}
	return b.String(), n, runs == 1 || runs == 2 && n.year > 0
}
