package simulate

import (
	"fmt"
	"math"
	"math/rand/v2"

	"tenbin/ingest/table"
)

// Fixed shape of every company.
const (
	Categories = 8
	Regions    = 4
	Kinds      = 6
	medianList = 375_000 // yen
)

// bandEdges are the true size bands, in yen.
var bandEdges = [4]int64{100_000, 400_000, 1_600_000, 6_400_000}

// ages are the interval edges of the hazard, in calendar days after issue.
var ages = [5]float64{7, 14, 30, 60, 120}

// hazards are the true daily chances of being carried out, by age interval; hardness
// multiplies them by trigger kind; otherEnd is the daily hazard of ending otherwise.
// These, the sizes and the concessions are the shape of the reference company of
// the specification (its 12,057 lines and 775 instructions), fitted to it: a Poisson
// model in kind × interval for the hazards, moments for the rest.
var (
	hazards  = [6]float64{.0195, .026, .0295, .021, .0135, .0065}
	hardness = [Kinds]float64{.76, 1.33, .98, 2.21, .24, 1.87}
)

const otherEnd = .0028

// Truth is what was planted for a person.
type Truth struct {
	ID         string
	Team       string
	Captured   bool
	Onset      int     // month index from which the planted effect holds; 0 = always
	Concession float64 // true effect θ_c on conceded share at the end of the history, without the clients'
	Speed      float64 // true effect on the hazard of carrying out; below 1 is slow
	Role       string  // "" or the part that an attack gives the person
	Expected   float64 // Σ true rate over the person's deals, θ = 1, clients as they are
	Hazard     float64 // Σ true hazard × days over the person's instructions, θ = 1
}

// LogTruth is what a ranking should order by: (ln θ_c + ln slowness)/2.
func (t Truth) LogTruth() float64 { return (math.Log(t.Concession) - math.Log(t.Speed)) / 2 }

// person is Truth with what is needed to draw rows.
type person struct {
	Truth
	healthy    [2]float64 // own effect before the planted one
	planted    [2]float64
	coached    int     // month index from which the person is coached; 0 = never
	change     float64 // effect of the coaching on conceded share
	until      int     // month index at which the planted effect is gone
	region     int
	volume     float64 // times the ordinary number of deals
	tasks      float64 // times the ordinary number of instructions
	categories []int
	mix        []float64 // over categories
	kinds      []float64 // over trigger kinds
	clients    []int
	weight     []float64 // over clients
}

// client is a buying company with its own true effects.
type client struct {
	id     string
	effect [2]float64
}

// Line is one deal line before it becomes a row.
type Line struct {
	ID                               string
	Date                             table.Day
	Person, Client, Category, Region int
	List, Net                        int64
	Authorised                       int64   // 10⁻⁹; negative: none
	Rate                             float64 // true expected y of an ordinary person with this client
	Copies                           int     // repeated rows beyond the first
	Recorded                         table.Day
}

// Order is one management instruction before it becomes a row.
type Order struct {
	ID                         string
	Person, Client, Kind       int
	Issued, Due, Logged, Acked table.Day
	Done, Closed               table.Day
	Status                     int
	Hazard                     float64 // Σ true hazard × days, θ = 1
	Pauses                     []Pause
}

// Pause is a stretch that somebody says was spent waiting.
type Pause struct {
	From, To, Next table.Day
	WaitingFor     int
	ConfirmedBy    string
}

// Company is a drawn company with its truth.
type Company struct {
	Setting Setting
	Month   table.Month // the data month
	People  []Truth
	Lines   []Line
	Orders  []Order
	Notes   []Note // of those who promise (Promise)

	// SeenFrom is the day from which publications let an order be watched, by id; nil: nothing
	// was published.
	SeenFrom map[string]table.Day

	people  []person
	clients []client
	rate    func(category, region, band int) float64
	list    List
	dice
}

// New draws a company of setting s whose history ends with month.
func New(s Setting, month table.Month, source rand.Source) *Company {
	return NewListed(s, month, source, nil)
}

// List says how bad everybody is by what a company shows before month index Coach, of
// which the deals are drawn so far; higher is worse.
type List func(*Company) []float64

// NewListed draws a company in which those who are coached are chosen from a list.
func NewListed(s Setting, month table.Month, source rand.Source, list List) *Company {
	c := &Company{Setting: s, Month: month, dice: diceOf(source), list: list}
	c.drawRates()
	c.drawPeople()
	c.drawDeals()
	c.drawOrders()
	c.attack()
	for _, l := range c.Lines {
		c.people[l.Person].Expected += l.Rate
	}
	for _, o := range c.Orders {
		c.people[o.Person].Hazard += o.Hazard
	}
	for i := range c.people {
		c.People = append(c.People, c.people[i].Truth)
	}
	return c
}

func (c *Company) drawRates() {
	cat := make([]float64, Categories)
	reg := make([]float64, max(Regions, c.Setting.People))
	var band [5]float64
	for i := range cat {
		cat[i] = math.Exp(c.normal(c.Setting.RateSD[0]))
	}
	for i := range reg {
		reg[i] = math.Exp(c.normal(c.Setting.RateSD[1]))
	}
	for i := range band {
		band[i] = math.Exp(c.normal(c.Setting.RateSD[2]))
	}
	if c.Setting.Attack == Specialist { // categories beyond the common ones belong to one person each
		for range c.Setting.People / 8 {
			cat = append(cat, math.Exp(c.normal(c.Setting.RateSD[0])))
		}
	}
	c.rate = func(category, region, b int) float64 {
		return math.Min(c.Setting.BaseShare*cat[category]*reg[region]*band[b], .3)
	}
}

func (c *Company) drawPeople() {
	s := c.Setting
	captured := c.draw.Perm(s.People)[:int(math.Round(s.Captured*float64(s.People)))]
	plan := map[int]int{} // person → turn
	for k, i := range captured {
		plan[i] = k
	}
	for i := range s.People {
		p := person{Truth: Truth{ID: fmt.Sprintf("S%03d", i+1), Team: fmt.Sprintf("T%02d", i/max(s.TeamSize, 1)+1)}}
		if s.People > 999 {
			p.ID = fmt.Sprintf("S%05d", i+1)
		}
		p.healthy = [2]float64{math.Exp(c.normal(s.HealthySD[0])), math.Exp(c.normal(s.HealthySD[1]))}
		p.planted, p.until = [2]float64{1, 1}, s.Months
		if s.Heeded {
			p.until = s.Step + pipeline
		}
		if k, ok := plan[i]; ok {
			p.Captured = true
			if s.Onset[1] > 0 {
				p.Onset = s.Onset[0] + c.draw.IntN(s.Onset[1]-s.Onset[0])
			}
			up := math.Exp(math.Log(1.5) + c.draw.Float64()*math.Log(2))         // × 1.5 … 3
			down := math.Exp(math.Log(.30) + c.draw.Float64()*math.Log(.61/.30)) // × .30 … .61
			switch {
			case !s.OneAxis:
				p.planted = [2]float64{up, down}
			case k%2 == 0:
				p.planted[0] = up
			default:
				p.planted[1] = down
			}
		}
		p.Concession, p.Speed = p.healthy[0]*p.planted[0], p.healthy[1]*p.planted[1]
		p.region = c.draw.IntN(Regions)
		if s.Attack == OwnTerritories {
			p.region = i
		}
		for k := range Categories {
			p.categories = append(p.categories, k)
		}
		p.mix = c.dirichlet(Categories, .3) // most of the work lies in two or three of them
		p.volume, p.tasks = c.lift(s.Spread[0]), c.lift(s.Spread[1])
		p.kinds = c.dirichlet(Kinds, s.KindMix)
		for range 3 + c.poisson(9) {
			p.clients = append(p.clients, len(c.clients))
			c.clients = append(c.clients, client{fmt.Sprintf("C%05d", len(c.clients)+1), [2]float64{c.lift(s.ClientSD[0]), c.lift(s.ClientSD[1])}})
		}
		p.weight = c.dirichlet(len(p.clients), 1)
		c.people = append(c.people, p)
	}
	c.assignRoles()
}

// pipeline is the number of months for which deals and promises already made go on as
// before when somebody changes.
const pipeline = 2

// effect is the person's true effect on an axis in month index t.
func (p *person) effect(axis, t int) float64 {
	if p.Captured && t >= p.Onset && t < p.until {
		return p.healthy[axis] * p.planted[axis]
	}
	return p.healthy[axis]
}

// firstMonth is the month with index 0.
func (c *Company) firstMonth() table.Month { return c.Month - table.Month(c.Setting.Months) + 1 }

// dayIn draws a day of month index t.
func (c *Company) dayIn(t int) table.Day {
	m := c.firstMonth() + table.Month(t)
	first, last := (m-1).CutOff(0)+1, m.CutOff(0)
	return first + table.Day(c.draw.IntN(int(last-first)+1))
}

// bandOf returns the size band of a list amount.
func bandOf(list int64) int {
	b := 0
	for b < len(bandEdges) && list >= bandEdges[b] {
		b++
	}
	return b
}
