package simulate

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"reflect"
	"testing"

	"tenbin/ingest/table"
)

var month = table.MonthOf(2026, 10)

func TestSeedIsTheHashOfItsName(t *testing.T) {
	h := sha256.Sum256([]byte("tenbin/validate/1/base/7"))
	if got, want := Seed("base", 7), binary.BigEndian.Uint64(h[:8]); got != want {
		t.Errorf("seed = %x, want %x", got, want)
	}
}

func TestSameSeedSameCompany(t *testing.T) {
	s, _ := Named("dirty_data")
	a, b := New(s, month, Source(5)), New(s, month, Source(5))
	if !reflect.DeepEqual(a.Lines, b.Lines) || !reflect.DeepEqual(a.Orders, b.Orders) || !reflect.DeepEqual(a.People, b.People) {
		t.Error("the same seed drew two companies")
	}
	if reflect.DeepEqual(a.Lines, New(s, month, Source(6)).Lines) {
		t.Error("two seeds drew the same company")
	}
}

// What is planted must be there: over a large company the conceded share divided by
// the true rate recovers θ_c, and the implemented orders divided by the integrated
// hazard recover θ_l (both are martingales around it).
func TestPlantedEffectsAreRecovered(t *testing.T) {
	s := Base
	s.People, s.DealsPerMonth, s.OrdersPerMonth = 60, 40, 6
	c := New(s, month, Source(1))
	y, done := make([]float64, s.People), make([]float64, s.People)
	index := map[string]int{}
	for i, p := range c.People {
		index[p.ID] = i
	}
	for _, l := range c.Lines {
		y[l.Person] += float64(l.List-int64(math.RoundToEven(float64(l.List)*.05))-l.Net) / float64(l.List)
	}
	for _, o := range c.Orders {
		if o.Done.Known() {
			done[o.Person]++
		}
	}
	var offC, offL, se float64
	for i, p := range c.People {
		offC += math.Log(y[i]/p.Expected) - math.Log(p.Concession)
		offL += math.Log(done[i]/p.Hazard) - math.Log(p.Speed)
		se += 1 / done[i]
	}
	n := float64(len(c.People))
	if d := offC / n; math.Abs(d) > .05 {
		t.Errorf("conceded share is off the planted effect by %.3f on the log scale", d)
	}
	if d := offL / n; math.Abs(d) > 4*math.Sqrt(se)/n+.01 {
		t.Errorf("implementations are off the planted effect by %.3f on the log scale", d)
	}
}

func TestEverySettingDraws(t *testing.T) {
	for _, s := range Settings() {
		s.People = min(s.People, 40)
		if s.Months > 24 {
			s.Months = 30
		}
		c := New(s, month, Source(Seed(s.Name, 0)))
		if len(c.Lines) == 0 || len(c.Orders) == 0 || len(c.People) != s.People {
			t.Errorf("%s: %d lines, %d orders, %d people", s.Name, len(c.Lines), len(c.Orders), len(c.People))
		}
		captured := 0
		for _, p := range c.People {
			if p.Captured {
				captured++
			}
		}
		if want := int(math.Round(s.Captured * float64(s.People))); captured != want {
			t.Errorf("%s: %d planted people, want %d", s.Name, captured, want)
		}
		cut := month.CutOff(0)
		for _, o := range c.Orders {
			if o.Done > cut || o.Closed > cut || o.Done.Known() && o.Done <= o.Issued || o.Done.Known() && o.Closed.Known() {
				t.Fatalf("%s: impossible instruction %+v", s.Name, o)
			}
		}
		for _, l := range c.Lines {
			if l.List <= 0 || l.Net < 0 || l.Net > l.List {
				t.Fatalf("%s: impossible line %+v", s.Name, l)
			}
		}
	}
}

func TestAttacksDoWhatTheySay(t *testing.T) {
	count := func(c *Company, role string) (n int) {
		for _, p := range c.People {
			if p.Role == role {
				n++
			}
		}
		return n
	}
	for name, role := range map[string]string{"batch_entry": "batch", "specialist": "specialist", "unregistered_campaign": "joiner",
		"hidden_difficulty": "hard", "large_deal_conceder": "large", "tough_clients": "tough", "captured_team": "team"} {
		s, ok := Named(name)
		if !ok {
			t.Fatalf("no setting %s", name)
		}
		if c := New(s, month, Source(3)); count(c, role) == 0 {
			t.Errorf("%s: nobody plays %s", name, role)
		}
	}
	s, _ := Named("late_log")
	c := New(s, month, Source(3))
	start := (month - 12).CutOff(0) + 1
	for _, o := range c.Orders {
		if o.Done.Known() && o.Done < start {
			t.Fatalf("finished before the log began: %+v", o)
		}
		if o.Issued < start && o.Logged != start {
			t.Fatalf("entered without its date: %+v", o)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Base, month, Source(1))
	}
}
