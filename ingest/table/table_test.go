package table

import (
	"context"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

func day(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Days of a business calendar counted one by one are the second source.
func TestCalendarDays(t *testing.T) {
	closed := []Day{day(t, "2026-05-04"), day(t, "2026-05-05"), day(t, "2026-05-06"), day(t, "2026-05-09")}
	c := BusinessCalendar(day(t, "2026-01-01"), day(t, "2026-12-31"), closed)
	for from := day(t, "2026-04-20"); from < day(t, "2026-05-20"); from++ {
		n := 0
		for to := from; to < day(t, "2026-06-10"); to++ {
			if to > from && c.Open(to) {
				n++
			}
			if got := c.Days(from, to); got != n {
				t.Fatalf("Days(%v, %v) = %d, counted %d", from, to, got, n)
			}
			if got := c.Days(to, from); got != -n {
				t.Fatalf("Days(%v, %v) = %d, want %d", to, from, got, -n)
			}
		}
	}
	if got := c.Add(day(t, "2026-05-01"), 1); got != day(t, "2026-05-07") {
		t.Errorf("the business day after Friday 1 May 2026 = %v, want 7 May", got)
	}
	if got := (Calendar{}).Days(day(t, "2026-02-27"), day(t, "2026-03-02")); got != 3 {
		t.Errorf("calendar days = %d, want 3", got)
	}
}

func TestMonths(t *testing.T) {
	m, err := ParseMonth("2026-10")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		closing int
		want    string
	}{{0, "2026-10-31"}, {20, "2026-10-20"}, {31, "2026-10-31"}} {
		if got := m.CutOff(c.closing).String(); got != c.want {
			t.Errorf("cut-off with closing day %d = %s, want %s", c.closing, got, c.want)
		}
	}
	if got := day(t, "2026-10-21").DataMonth(20).String(); got != "2026-11" {
		t.Errorf("21 October with closing day 20 belongs to %s, want 2026-11", got)
	}
	if got := day(t, "2026-10-20").DataMonth(20).String(); got != "2026-10" {
		t.Errorf("20 October with closing day 20 belongs to %s, want 2026-10", got)
	}
	if got := DayOf(1969, time.December, 31).Month().String(); got != "1969-12" {
		t.Errorf("month before the epoch = %s", got)
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		p    Place
		want string
	}{
		{Place{File: "q3.xlsx", Sheet: "Deals", Row: 214, Column: 6}, "q3.xlsx:Deals!F214"},
		{Place{File: "q3.csv", Row: 214, Column: 17}, "q3.csv:214:17"},
		{Place{File: "q3.csv"}, "q3.csv"},
		{Place{File: "a.xlsx", Sheet: "S", Row: 1, Column: 703}, "a.xlsx:S!AAA1"},
	} {
		if got := c.p.String(); got != c.want {
			t.Errorf("place = %s, want %s", got, c.want)
		}
	}
}

// Every reason says what is wrong and what to do, in both languages.
func TestReasonsHaveWords(t *testing.T) {
	seen := map[string]bool{}
	for r := Reason(0); r < reasonCount; r++ {
		for i, w := range reasonWords[r] {
			if w == "" {
				t.Errorf("reason %d lacks word %d", r, i)
			}
		}
		if seen[r.Code()] {
			t.Errorf("two reasons are called %s", r.Code())
		}
		seen[r.Code()] = true
	}
}

func TestPolicyMostSpecificWins(t *testing.T) {
	from := day(t, "2026-04-01")
	p := &Policy{Rules: []PolicyRule{
		{Rate: 1, From: NoDay, To: NoDay}, {Category: "A", Rate: 2, From: NoDay, To: NoDay},
		{Client: "X", Rate: 3, From: NoDay, To: from - 1}, {Category: "A", Rate: 4, From: from, To: NoDay},
	}}
	for _, c := range []struct {
		category, client string
		on               Day
		want             int64
	}{{"B", "Y", from, 1}, {"A", "Y", from - 1, 2}, {"A", "Y", from, 4}, {"A", "X", from - 1, 3}} {
		if got, ok := p.Rate(c.category, "", c.client, c.on); !ok || got != c.want {
			t.Errorf("Rate(%s, %s, %v) = %d, want %d", c.category, c.client, c.on, got, c.want)
		}
	}
	if _, ok := (&Policy{}).Rate("A", "", "X", from); ok {
		t.Error("an empty policy answers")
	}
}

// What goes into a builder comes out of its shard, in order, nulls where nothing was set.
func TestBuilderRoundTrip(t *testing.T) {
	b := NewBuilder(Deals, 3)
	const n = batchRows + 10
	for i := range n {
		b.Set("line_id", "L").Set("salesperson", []string{"A", "B", "C"}[i%3]).Set("list_amount", int64(i))
		if i%2 == 0 {
			b.Set("date", Day(i))
		}
		b.EndRow()
	}
	s := b.Shard()
	for range 2 {
		i := 0
		err := s.Records(context.Background(), func(r arrow.Record) error {
			date := r.Column(FirstColumn + Deals.Index("date")).(*array.Date32)
			list := r.Column(FirstColumn + Deals.Index("list_amount")).(*array.Int64)
			seller := r.Column(FirstColumn + Deals.Index("salesperson")).(*array.Dictionary)
			words := seller.Dictionary().(*array.String)
			for k := range int(r.NumRows()) {
				if list.Value(k) != int64(i) || date.IsNull(k) != (i%2 == 1) || words.Value(seller.GetValueIndex(k)) != []string{"A", "B", "C"}[i%3] {
					t.Fatalf("row %d came back changed", i)
				}
				i++
			}
			return nil
		})
		if err != nil || i != n {
			t.Fatalf("%d rows came back, want %d (%v)", i, n, err)
		}
	}
}

// Every word of every vocabulary has a spelling in both languages unless it is the empty one.
func TestVocabularies(t *testing.T) {
	for _, s := range All {
		for _, c := range s.Columns {
			if (c.Kind == Word) != (c.Words != nil) {
				t.Errorf("%s.%s: kind and words disagree", s.Name, c.Name)
			}
			if c.Words == nil {
				continue
			}
			for i, w := range c.Words.Words {
				if w.Name == "" || (w.JA == "") != (w.EN == "") || c.Words.Find(w.Name) != i {
					t.Errorf("%s.%s: word %d is incomplete or double", s.Name, c.Name, i)
				}
			}
		}
	}
}
