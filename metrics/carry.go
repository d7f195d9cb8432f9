package metrics

import (
	"bytes"
	"encoding/gob"

	"tenbin/ingest/table"
)

// encoded is v as bytes for another machine that runs the same program.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

func decoded(b []byte, v any) error { return gob.NewDecoder(bytes.NewReader(b)).Decode(v) }

// carriedSurvey is a Survey for the way between machines.
type carriedSurvey struct {
	Total, Others  int64
	Coarse         bool
	Values, Counts []int64
	Prints         []uint64
	Acts           []carriedAct
}

type carriedAct struct {
	File                      int32
	Row                       int64
	Kind                      uint8
	Date                      table.Day
	Document, Client, Product string
	Amount                    int64
}

// MarshalBinary returns the survey as bytes, for another machine to merge.
func (s *Survey) MarshalBinary() ([]byte, error) {
	c := carriedSurvey{Total: s.amounts.total, Coarse: s.amounts.coarse, Others: s.others}
	for i, v := range s.amounts.values {
		if v != 0 {
			c.Values, c.Counts = append(c.Values, v), append(c.Counts, s.amounts.counts[i])
		}
	}
	for _, part := range s.prints.parts {
		c.Prints = append(c.Prints, part...)
	}
	for _, a := range s.acts {
		c.Acts = append(c.Acts, carriedAct{a.place.file, a.place.row, a.kind, a.date, a.document, a.client, a.product, a.amount})
	}
	return encoded(c)
}

// UnmarshalBinary reads what MarshalBinary returned.
func (s *Survey) UnmarshalBinary(b []byte) error {
	var c carriedSurvey
	if err := decoded(b, &c); err != nil {
		return err
	}
	*s = Survey{amounts: newHistogram(), others: c.Others}
	s.amounts.coarse = c.Coarse
	for i, v := range c.Values {
		s.amounts.put(v, c.Counts[i])
	}
	s.amounts.total = c.Total
	for _, h := range c.Prints {
		s.prints.parts[h>>56] = append(s.prints.parts[h>>56], h)
	}
	for _, a := range c.Acts {
		s.acts = append(s.acts, act{linePlace{a.File, a.Row}, a.Kind, a.Date, a.Document, a.Client, a.Product, a.Amount})
	}
	return nil
}

// carriedGathered is Gathered for the way between machines.
type carriedGathered struct {
	Sightings []carriedSighting
	Lines     []carriedTarget
}

type carriedSighting struct {
	ID              string
	Content         [32]byte
	File            int32
	Row             int64
	Recorded        int64
	Known, Surveyed bool
	List            int64
}

type carriedTarget struct {
	File                      int32
	Row                       int64
	Date                      table.Day
	Document, Client, Product string
	List, Net                 int64
	HasNet, Priced, Surveyed  bool
}

// MarshalBinary returns the lines as bytes, for another machine to merge.
func (g *Gathered) MarshalBinary() ([]byte, error) {
	var c carriedGathered
	for _, s := range g.sightings {
		c.Sightings = append(c.Sightings, carriedSighting{s.id, s.content, s.place.file, s.place.row, s.recorded, s.known, s.surveyed, s.list})
	}
	for _, t := range g.lines {
		c.Lines = append(c.Lines, carriedTarget{t.place.file, t.place.row, t.date, t.document, t.client, t.product, t.list, t.net, t.hasNet, t.priced, t.surveyed})
	}
	return encoded(c)
}

// UnmarshalBinary reads what MarshalBinary returned.
func (g *Gathered) UnmarshalBinary(b []byte) error {
	var c carriedGathered
	if err := decoded(b, &c); err != nil {
		return err
	}
	*g = Gathered{}
	for _, s := range c.Sightings {
		g.sightings = append(g.sightings, sighting{s.ID, s.Content, linePlace{s.File, s.Row}, s.Recorded, s.Known, s.Surveyed, s.List})
	}
	for _, t := range c.Lines {
		g.lines = append(g.lines, target{linePlace{t.File, t.Row}, t.Date, t.Document, t.Client, t.Product, t.List, t.Net, t.HasNet, t.Priced, t.Surveyed})
	}
	return nil
}

// carriedPlan is a Plan for the way between machines.
type carriedPlan struct {
	Frozen  frozenPlan
	Marks   []markedLine
	Checked bool
}

// MarshalBinary returns the plan as bytes, for the machines that reduce under it.
func (p *Plan) MarshalBinary() ([]byte, error) {
	return encoded(carriedPlan{frozenPlan(*p), p.marked(), p.check})
}

// frozenPlan is a Plan without its methods.
type frozenPlan Plan

// UnmarshalBinary reads what MarshalBinary returned.
func (p *Plan) UnmarshalBinary(b []byte) error {
	var c carriedPlan
	if err := decoded(b, &c); err != nil {
		return err
	}
	*p = Plan(c.Frozen)
	p.check = c.Checked
	for _, l := range c.Marks {
		p.of(l.File)[l.Row] = mark{l.Fate, l.Extra}
	}
	return nil
}
