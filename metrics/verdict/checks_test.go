package verdict

import "testing"

// Each rule of METHOD 6a for the triggers that are not price increases.
func TestShortage(t *testing.T) {
	base := Shortage{Allocation: 100, Delivered: 80, Measurable: true, Contacted: 3, Due: 10, Today: 30, Contacts: true}
	for _, x := range []struct {
		name   string
		change func(*Shortage)
		want   Word
	}{
		{"told in time, less delivered than allotted", func(*Shortage) {}, AsInstructed},
		{"exactly the allocation", func(s *Shortage) { s.Delivered = 100 }, AsInstructed},
		{"one more", func(s *Shortage) { s.Delivered = 101 }, OverAllocation},
		{"too much is known before the due date", func(s *Shortage) { s.Delivered, s.Today = 101, 2 }, OverAllocation},
		{"told on the due date", func(s *Shortage) { s.Contacted = 10 }, AsInstructed},
		{"told a day late", func(s *Shortage) { s.Contacted = 11 }, NotTold},
		{"never told", func(s *Shortage) { s.Contacted = None }, NotTold},
		{"due date ahead", func(s *Shortage) { s.Today = 10 }, NotTestable},
		{"no due date, nobody told", func(s *Shortage) { s.Due, s.Contacted = None, None }, NotTestable},
		{"no due date, told", func(s *Shortage) { s.Due = None }, AsInstructed},
		{"no contacts recorded", func(s *Shortage) { s.Contacts = false }, CannotBeVerified},
		{"no quantities", func(s *Shortage) { s.Measurable = false }, CannotBeVerified},
		{"no contacts, but too much delivered", func(s *Shortage) { s.Contacts, s.Delivered = false, 150 }, OverAllocation},
	} {
		s := base
		x.change(&s)
		if got := s.Judge(); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

func TestContact(t *testing.T) {
	base := Contact{Contacted: 1, Limit: 2, Today: 30, Agreed: 9, Contacts: true, Dates: true}
	for _, x := range []struct {
		name   string
		change func(*Contact)
		want   Word
	}{
		{"in time and agreed", func(*Contact) {}, AsInstructed},
		{"on the last day", func(c *Contact) { c.Contacted = 2 }, AsInstructed},
		{"a day late, agreed", func(c *Contact) { c.Contacted = 3 }, Afterwards},
		{"nothing agreed", func(c *Contact) { c.Agreed = None }, NotAgreed},
		{"late and nothing agreed", func(c *Contact) { c.Contacted, c.Agreed = 3, None }, NotAgreed},
		{"nobody, still within the limit", func(c *Contact) { c.Contacted, c.Today = None, 2 }, NotTestable},
		{"nobody", func(c *Contact) { c.Contacted = None }, NoContact},
		{"contacts are not recorded", func(c *Contact) { c.Contacted, c.Contacts = None, false }, CannotBeVerified},
		{"agreements are never dated", func(c *Contact) { c.Agreed, c.Dates = None, false }, CannotBeVerified},
	} {
		c := base
		x.change(&c)
		if got := c.Judge(); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

// The lower 95 % limit of k of n by R's binom.test(k, n, alternative = "greater"):
// 1 of 5 .0102, 2 of 6 .0628, 3 of 6 .1532, 5 of 20 .1041, 4 of 20 .0714.
func TestHanded(t *testing.T) {
	for _, x := range []struct {
		old, all, since int
		want            Word
	}{
		{0, 5, 20, AsInstructed}, {0, 4, 20, TooFew}, {9, 9, 19, NotTestable}, {1, 10, 60, AsInstructed},
		{1, 5, 60, TooFew}, {2, 6, 60, TooFew}, {3, 6, 60, StillOld}, {5, 20, 60, StillOld}, {4, 20, 60, TooFew},
		{6, 6, 60, StillOld},
	} {
		if got := (Handed{x.old, x.all, x.since}).Judge(); got != x.want {
			t.Errorf("%d of %d after %d days: %s, want %s", x.old, x.all, x.since, got, x.want)
		}
	}
}

// Every word that stands against somebody is one that an instruction can get, and the
// words that only say that nothing can be said do not.
func TestAgainst(t *testing.T) {
	for w, want := range map[Word]bool{OverAllocation: true, NotTold: true, NoContact: true, NotAgreed: true, StillOld: true, Unsupported: true, NotApplied: true, InPart: true,
		AsInstructed: false, Afterwards: false, TooFew: false, NotTestable: false, CannotBeVerified: false, Reported: false, Confirmed: false, TooNoisy: false, Landed: false} {
		if w.Against() != want {
			t.Errorf("%s against somebody: %v", w, w.Against())
		}
	}
}
