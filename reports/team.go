package reports

import (
	"fmt"
	"sort"
	"strings"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// Stamp is what a publication prints on every page beside the figures.
type Stamp struct {
	Version int    // of the month's publication
	Trial   bool   // no governance is configured: trial, not for distribution
	Purpose string // what governance says the evaluation is for; on every page
	Contact string // who answers questions; "" where nobody is configured
	Since   *Since
	// Published is what was said before; nil where nothing was.
	Published *Published
	Names     table.Names // of managers and clients, whom the assessment names by id only
}

// Since counts what differs from the month before; nil in a first month.
type Since struct {
	Compared      bool // Resolved and New are known; otherwise nothing is said of them
	Resolved, New int  // findings
	Restated      int  // figures corrected by late data
}

// Reader is what one manager may see: his own team without himself.
type Reader struct {
	Base
	stamp   Stamp
	manager string

	people       []*assessment.Person // in rank order; those without rank after them, in kana order
	member       map[string]*assessment.Person
	clients      map[string]string // names by id
	teams        []string
	instructions []*assessment.Instruction
	pairs        []*assessment.Pair
	lines        []*assessment.LedgerLine
	findings     []*assessment.StepInRow
	done         []*assessment.DoneWellRow
	coaching     []*assessment.CoachingRow
}

// Team selects manager's team. A playing manager's own rows are left out: they belong
// to the sheet of the manager above.
func (s *Index) Team(manager string, stamp Stamp, language string) (*Reader, error) {
	c, err := words.Of(language)
	if err != nil {
		return nil, err
	}
	a := s.a
	v := &Reader{Base: BaseOf(a, c), stamp: stamp, manager: manager,
		member: map[string]*assessment.Person{}, clients: map[string]string{}}
	seen := map[string]bool{}
	for i := range a.People {
		p := &a.People[i]
		if p.Manager != manager || p.ID == manager {
			continue
		}
		v.people = append(v.people, p)
		v.member[p.ID] = p
		if !seen[p.Team] {
			seen[p.Team] = true
			v.teams = append(v.teams, p.Team)
		}
	}
	if len(v.people) == 0 {
		return nil, fmt.Errorf("manager %s: nobody in the assessment reports to this manager", manager)
	}
	sort.Strings(v.teams)
	sort.SliceStable(v.people, func(i, j int) bool { return before(v.people[i], v.people[j]) })
	v.choose(s.holdings())
	if stamp.Published != nil {
		v.stamp.Since = v.counted()
	}
	return v, nil
}

// choose takes the team's rows of every list.
func (v *Reader) choose(own *holdings) {
	a := v.a
	v.pairs = of(a.Pairs, own.pairs, v.member)
	for _, p := range v.pairs {
		v.named(p.Client, p.ClientName)
	}
	v.instructions = of(a.Instructions, own.instructions, v.member)
	for _, r := range v.instructions {
		v.named(r.Client, r.ClientName)
	}
	v.lines = of(a.Lines, own.lines, v.member)
	for _, r := range of(a.StepIn, own.stepIn, v.member) {
		if r.Manager == v.manager {
			v.findings = append(v.findings, r)
		}
	}
	v.done = of(a.DoneWell, own.doneWell, v.member)
	v.coaching = of(a.Coaching, own.coached, v.member)
}

func (v *Reader) named(id, name string) {
	if name != "" {
		v.clients[id] = name
	}
}

// ranked reports whether p carries a rank: those in healthy and those without enough
// evidence do not.
func ranked(p *assessment.Person) bool {
	return p.Tier != assessment.Healthy && p.Tier != assessment.NotEnoughEvidence && p.Rank != nil
}

// group orders tiers on the sheets: with a rank, an alarm without one, healthy, not rated.
func group(p *assessment.Person) int {
	switch {
	case ranked(p):
		return 0
	case p.Tier == assessment.NotEnoughEvidence:
		return 3
	case p.Tier == assessment.Healthy:
		return 2
	}
	return 1
}

// before orders people: by rank, then without rank in kana order.
func before(p, q *assessment.Person) bool {
	if g, h := group(p), group(q); g != h {
		return g < h
	}
	if group(p) == 0 && *p.Rank != *q.Rank {
		return *p.Rank < *q.Rank
	}
	if k, l := reading(p), reading(q); k != l {
		return k < l
	}
	return p.ID < q.ID
}

// reading is the kana of a person, else the name.
func reading(p *assessment.Person) string {
	if p.Kana != "" {
		return hiragana(p.Kana)
	}
	return p.Name
}

// hiragana folds katakana, so that both scripts stand in one order.
func hiragana(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'ァ' && r <= 'ヶ' {
			return r - 'ァ' + 'ぁ'
		}
		return r
	}, s)
}

// person is the name of a person id.
func (v *Reader) person(id string) string {
	if p := v.member[id]; p != nil && p.Name != "" {
		return p.Name
	}
	return id
}

// client is the name of a client id.
func (v *Reader) client(id string) string {
	if n := v.clients[id]; n != "" {
		return n
	}
	return v.stamp.Names.Client(id)
}

// say is the sentence of e.
func (v *Reader) say(e assessment.Evidence) string {
	s := v.c.Speaker(v.a)
	s.Client = v.client
	return s.Say(e)
}

// managerName is the name of the reader.
func (v *Reader) managerName() string {
	for i := range v.a.People {
		if p := &v.a.People[i]; p.ID == v.manager && p.Name != "" {
			return p.Name
		}
	}
	if v.manager == "" {
		return v.c.Text("page.nobody")
	}
	return v.stamp.Names.Person(v.manager)
}

// teamName is the name of the team or teams.
func (v *Reader) teamName() string {
	var names []string
	for _, t := range v.teams {
		if t != "" {
			names = append(names, t)
		}
	}
	if len(names) == 0 {
		if v.manager == "" {
			return v.a.Company
		}
		return v.c.Text("page.team_of", v.managerName())
	}
	return strings.Join(names, v.c.Text("list.separator"))
}

// trend sums one number of the team in month m; it is not known where no team of the
// view has a figure.
func (v *Reader) trend(m *assessment.TrendMonth, f func(*assessment.TrendMonth) map[string]int64) (int64, bool) {
	sum, any := int64(0), false
	for _, t := range v.teams {
		if x, ok := f(m)[t]; ok {
			sum, any = sum+x, true
		}
	}
	return sum, any
}

// scored is how many people of the whole company carry a score.
func (v *Reader) scored() int {
	n := 0
	for i := range v.a.People {
		if v.a.People[i].Score != nil && v.a.People[i].Tier != assessment.NotEnoughEvidence {
			n++
		}
	}
	return n
}
