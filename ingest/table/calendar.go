package table

import "sort"

// Calendar counts days between two dates. The zero value counts calendar days.
type Calendar struct {
	Business bool
	closed   []Day // sorted, weekdays only: public holidays and company closing days
	From, To Day   // where Business may be asked; outside days are refused by Covers
}

// BusinessCalendar returns a calendar that leaves out Saturdays, Sundays and closed.
func BusinessCalendar(from, to Day, closed []Day) Calendar {
	c := Calendar{Business: true, From: from, To: to}
	seen := map[Day]bool{}
	for _, d := range closed {
		if !weekend(d) && !seen[d] {
			seen[d] = true
			c.closed = append(c.closed, d)
		}
	}
	sort.Slice(c.closed, func(i, j int) bool { return c.closed[i] < c.closed[j] })
	return c
}

// InCalendarDays returns a calendar that counts every day and knows on which people work.
func (c Calendar) InCalendarDays() Calendar { return Calendar{closed: c.closed} }

// weekend: 1970-01-01 was a Thursday.
func weekend(d Day) bool {
	w := (int64(d) + 3) % 7 // 0 = Monday
	if w < 0 {
		w += 7
	}
	return w >= 5
}

// Covers reports whether every day of (from, to] can be counted.
func (c Calendar) Covers(from, to Day) bool {
	return !c.Business || (from >= c.From && to <= c.To)
}

// Open reports whether d is a day that counts.
func (c Calendar) Open(d Day) bool {
	return !c.Business || c.Working(d)
}

// Working reports whether people work on d, whatever unit days are counted in: neither
// Saturday nor Sunday, nor a closing day that is known.
func (c Calendar) Working(d Day) bool {
	if weekend(d) {
		return false
	}
	i := sort.Search(len(c.closed), func(i int) bool { return c.closed[i] >= d })
	return i == len(c.closed) || c.closed[i] != d
}

// Days returns the number of counting days after from up to and including to:
// the age of an instruction issued on from and looked at on to. Negative when to
// lies before from.
func (c Calendar) Days(from, to Day) int {
	if to < from {
		return -c.Days(to, from)
	}
	if !c.Business {
		return int(to - from)
	}
	n := weekdays(to) - weekdays(from)
	i := sort.Search(len(c.closed), func(i int) bool { return c.closed[i] > from })
	j := sort.Search(len(c.closed), func(i int) bool { return c.closed[i] > to })
	return n - (j - i)
}

// weekdays counts Mondays to Fridays up to and including d since a fixed Monday.
func weekdays(d Day) int {
	x := int64(d) + 3 + 7*100000 // Monday-based, positive
	full, rest := x/7, x%7
	return int(full*5 + min(rest+1, 5))
}

// Add returns the n-th counting day after d (n ≥ 0; n = 0 returns d).
func (c Calendar) Add(d Day, n int) Day {
	if !c.Business {
		return d + Day(n)
	}
	for n > 0 {
		d++
		if c.Open(d) {
			n--
		}
	}
	return d
}
