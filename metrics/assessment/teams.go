package assessment

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"tenbin/ingest/table"
)

// FewestTogether is the number of people below which a team is not shown by itself: whoever
// knows one or two of a team of four could read the others out of its sums. It holds for
// the people of a team, and for those of them who have deals and who have instructions:
// five people of whom one sells would tell that one's discounts.
const FewestTogether = 5

// ErrTooFew says that even all people together are too few to hide anybody.
var ErrTooFew = errors.New("too few people for figures that name nobody")

// TeamsOnly returns what of a may be shown where nobody is to be named: counts, sums,
// parameters, the months' trend, and the figures of each team of at least FewestTogether
// people behind every figure. Smaller teams, and people without one, stand together in one
// row; while that row is itself too small the next smallest team joins it, since the
// difference between the sum of all and the teams shown would tell it otherwise. A list
// that is not named here is empty: what is added to the Assessment stays away until
// somebody decides that it names nobody.
//
// It returns ErrTooFew, with the figure, when all people together are fewer than
// FewestTogether, or those of them with deals or with instructions.
func (a *Assessment) TeamsOnly() (*Assessment, error) {
	sizes, all := a.crowds()
	if !all.enough() || all[0] == 0 {
		return nil, fmt.Errorf("%w: %d, %d of them with deals and %d with instructions; at least %d are needed", ErrTooFew, all[0], all[1], all[2], FewestTogether)
	}
	shown := StandAlone(sizes)
	b := &Assessment{Month: a.Month, CutOff: a.CutOff, WindowFrom: a.WindowFrom, RunID: a.RunID, Currency: a.Currency, MinorUnits: a.MinorUnits,
		Inputs: a.Inputs, Totals: a.Totals, Hyper: a.Hyper, Company: a.Company, Options: a.Options, RowErrors: a.RowErrors,
		Files: a.Files, People20: a.People20, Definitions: a.Definitions, Plan: a.Plan}
	b.Options.SuspendedPeople = nil
	for _, w := range a.Warnings {
		if !slices.Contains(ofPeople, w.Code) {
			b.Warnings = append(b.Warnings, w)
		}
	}
	b.TeamFigures = a.teamFigures(shown)
	for i := range b.TeamFigures {
		t := &b.TeamFigures[i].Reference
		if b.TeamFigures[i].Team != "" {
			b.Teams = append(b.Teams, *t)
		}
	}
	names := a.teamNames()
	for _, m := range a.Trend {
		for _, sums := range []*map[string]int64{&m.Conceded, &m.Expected, &m.Overdue, &m.Instructed, &m.Landed} {
			byTeam := map[string]int64{}
			for person, x := range *sums {
				switch team := names[table.PersonID(person)]; {
				case person == "":
					byTeam[""] = x
				case team != "" && shown[team]:
					byTeam[team] += x
				}
			}
			*sums = byTeam
		}
		b.Trend = append(b.Trend, m)
	}
	return b, nil
}

// NoPolicy reports whether nothing says which discounts are authorised: all count then, and
// nothing may be said of an authority.
func (a *Assessment) NoPolicy() bool {
	return slices.ContainsFunc(a.Warnings, func(w Warning) bool { return w.Code == table.WarnNoPolicyGiven })
}

// ofPeople are the warnings that speak of ranks or of single people, which are not shown.
var ofPeople = []table.WarningCode{table.WarnFewPeople, table.WarnNoColleague, table.WarnBatchDates, table.WarnAgreePauses, table.WarnWholeTeam}

// Crowd counts the people behind figures: all, those with deals, those with instructions.
type Crowd [3]int

// enough reports whether nobody can be read out of the figures: behind each of them stand
// FewestTogether people or none.
func (c Crowd) enough() bool {
	for _, n := range c {
		if n > 0 && n < FewestTogether {
			return false
		}
	}
	return true
}

func (c Crowd) plus(d Crowd) Crowd {
	for k := range c {
		c[k] += d[k]
	}
	return c
}

// crowds counts the people by team, and all of them.
func (a *Assessment) crowds() (sizes map[string]Crowd, all Crowd) {
	instructed := map[string]bool{}
	for i := range a.Instructions {
		instructed[string(a.Instructions[i].Person)] = true
	}
	sizes = map[string]Crowd{}
	names := a.teamNames()
	for i := range a.People {
		p := &a.People[i]
		one := Crowd{1}
		if p.Concession.Lines > 0 {
			one[1] = 1
		}
		if instructed[string(p.ID)] {
			one[2] = 1
		}
		sizes[names[p.ID]], all = sizes[names[p.ID]].plus(one), all.plus(one)
	}
	return sizes, all
}

// StandAlone chooses the teams that are shown by themselves.
func StandAlone(sizes map[string]Crowd) map[string]bool {
	teams := slices.Sorted(maps.Keys(sizes))
	slices.SortStableFunc(teams, func(s, t string) int { return cmp.Compare(sizes[s][0], sizes[t][0]) })
	shown, together := map[string]bool{}, sizes[""]
	for _, t := range teams { // those too small by themselves
		if t != "" && !sizes[t].enough() {
			together = together.plus(sizes[t])
		}
	}
	for _, t := range teams {
		switch {
		case t == "" || !sizes[t].enough():
		case !together.enough():
			together = together.plus(sizes[t])
		default:
			shown[t] = true
		}
	}
	return shown
}

// teamFigures sums people and open instructions by team, the teams in order of name and
// those that are not shown together at the end.
func (a *Assessment) teamFigures(shown map[string]bool) []TeamFigures {
	of := map[string]*TeamFigures{}
	at := func(team string) *TeamFigures {
		if !shown[team] {
			team = ""
		}
		if of[team] == nil {
			of[team] = &TeamFigures{Team: team, Teams: 1}
		}
		return of[team]
	}
	team, together, people := a.teamNames(), map[string]bool{}, map[table.PersonID]bool{}
	for i := range a.People {
		p := &a.People[i]
		people[p.ID] = true
		t := at(team[p.ID])
		t.People++
		if t.Team == "" {
			together[team[p.ID]] = true
			t.Teams = len(together)
		}
		c := &p.Concession
		t.lines += c.Lines
		for _, x := range []struct {
			sum *int64
			of  Amount
		}{{&t.ListAmount, c.ListAmount}, {&t.Conceded, c.ComparedAmount}, {&t.Expected, c.ExpectedAmount}} {
			if x.of != nil {
				*x.sum += *x.of
			}
		}
		switch p.theme() {
		case themePriceTalk:
			t.PriceTalk++
		case themeNegotiation:
			t.Negotiation++
		}
	}
	for i := range a.Instructions {
		r := &a.Instructions[i]
		if people[r.Person] && r.Open() {
			at(team[r.Person]).count(r)
		}
	}
	for _, t := range a.Teams {
		for i := range a.People {
			p := &a.People[i]
			if name := team[p.ID]; shown[name] && p.Group() == (Group{t.Team, t.Manager}) {
				t.Team, t.Manager = name, ""
				at(name).Reference = t
				break
			}
		}
	}
	var list []TeamFigures
	for _, name := range slices.Sorted(maps.Keys(of)) {
		slices.Sort(of[name].OverdueDays)
		list = append(list, *of[name])
	}
	if len(list) > 0 && list[0].Team == "" {
		list = append(list[1:], list[0])
	}
	return list
}

// The themes of coaching that figures can tell apart, in the words of the coaching table.
const (
	themePriceTalk   = "role_play"
	themeNegotiation = "negotiation"
)

// theme is what p would profit from, "" for nothing. It follows the driver: price talk is
// rehearsed, slow instructions ask for structure in the negotiation.
func (p *Person) theme() string {
	switch {
	case p.Tier != StepIn && p.Tier != Coach:
		return ""
	case likePeers(p.Concession.Ratio) >= likePeers(p.Lag.Slowness):
		return themePriceTalk
	}
	return themeNegotiation
}

// likePeers is a ratio that may be not measurable, which then is 1.
func likePeers(v Number) float64 {
	if v == nil {
		return 1
	}
	return *v
}

// AllTeams sums the figures of all teams; nothing is said of policy and due dates.
func (a *Assessment) AllTeams() *TeamFigures {
	all := &TeamFigures{}
	for i := range a.TeamFigures {
		t := &a.TeamFigures[i]
		all.Teams, all.People, all.lines = all.Teams+t.Teams, all.People+t.People, all.lines+t.lines
		all.ListAmount, all.Conceded, all.Expected = all.ListAmount+t.ListAmount, all.Conceded+t.Conceded, all.Expected+t.Expected
		all.Open, all.Undated, all.Early = all.Open+t.Open, all.Undated+t.Undated, all.Early+t.Early
		all.OverdueDays = append(all.OverdueDays, t.OverdueDays...)
		all.PriceTalk, all.Negotiation = all.PriceTalk+t.PriceTalk, all.Negotiation+t.Negotiation
		if t.Stake != nil {
			if all.Stake == nil {
				all.Stake = Yen(0)
			}
			*all.Stake += *t.Stake
		}
	}
	slices.Sort(all.OverdueDays)
	return all
}

// count adds an open instruction.
func (t *TeamFigures) count(r *Instruction) {
	t.Open++
	switch {
	case r.OverdueDays != nil && *r.OverdueDays > 0:
		t.OverdueDays = append(t.OverdueDays, *r.OverdueDays)
		if r.AmountAtStake != nil {
			if t.Stake == nil {
				t.Stake = Yen(0)
			}
			*t.Stake += *r.AmountAtStake
		}
	case r.Due.Known():
		t.Early++
	default:
		t.Undated++
	}
}
