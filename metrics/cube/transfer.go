package cube

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/cube/amounts"
	"tenbin/metrics/cube/dedup"
)

// encoded is v as bytes for another machine that runs the same program.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(v)
	return b.Bytes(), err
}

func decoded(b []byte, v any) error { return gob.NewDecoder(bytes.NewReader(b)).Decode(v) }

// encodedSurvey is a Survey for the way between machines.
type encodedSurvey struct {
	Amounts amounts.State
	Others  int64
	Prints  []uint64
	Acts    []encodedAct
}

type encodedAct struct {
	File                      int32
	Row                       int64
	Kind                      uint8
	Date                      table.Day
	Document, Client, Product string
	Amount                    int64
}

// MarshalBinary returns the survey as bytes, for another machine to merge.
func (s *Survey) MarshalBinary() ([]byte, error) {
	c := encodedSurvey{Amounts: s.amounts.State(), Others: s.others}
	for _, part := range s.prints.Parts {
		c.Prints = append(c.Prints, part...)
	}
	for _, a := range s.acts {
		c.Acts = append(c.Acts, encodedAct{a.place.File, a.place.Row, a.kind, a.date, a.document, a.client, a.product, a.amount})
	}
	return encoded(c)
}

// UnmarshalBinary reads what MarshalBinary returned.
func (s *Survey) UnmarshalBinary(b []byte) error {
	var c encodedSurvey
	if err := decoded(b, &c); err != nil {
		return err
	}
	*s = Survey{amounts: amounts.Restore(c.Amounts), others: c.Others}
	for _, h := range c.Prints {
		s.prints.Parts[h>>56] = append(s.prints.Parts[h>>56], h)
	}
	for _, a := range c.Acts {
		s.acts = append(s.acts, act{dedup.At(a.File, a.Row), a.Kind, a.Date, a.Document, a.Client, a.Product, a.Amount})
	}
	return nil
}

// encodedGathered is Gathered for the way between machines.
type encodedGathered struct {
	Duplicates []encodedDuplicate
	Lines      []encodedTarget
}

type encodedDuplicate struct {
	ID              string
	Content         [32]byte
	File            int32
	Row             int64
	Recorded        int64
	Known, Surveyed bool
	List            int64
}

type encodedTarget struct {
	File                      int32
	Row                       int64
	Date                      table.Day
	Document, Client, Product string
	List, Net                 int64
	HasNet, Priced, Surveyed  bool
}

// MarshalBinary returns the lines as bytes, for another machine to merge.
func (g *Gathered) MarshalBinary() ([]byte, error) {
	var c encodedGathered
	for _, d := range g.duplicates {
		c.Duplicates = append(c.Duplicates, encodedDuplicate{d.ID, d.Content, d.Place.File, d.Place.Row, d.Recorded, d.Known, d.surveyed, d.Amount})
	}
	for _, t := range g.lines {
		c.Lines = append(c.Lines, encodedTarget{t.place.File, t.place.Row, t.date, t.document, t.client, t.product, t.list, t.net, t.hasNet, t.priced, t.surveyed})
	}
	return encoded(c)
}

// UnmarshalBinary reads what MarshalBinary returned.
func (g *Gathered) UnmarshalBinary(b []byte) error {
	var c encodedGathered
	if err := decoded(b, &c); err != nil {
		return err
	}
	*g = Gathered{}
	for _, d := range c.Duplicates {
		g.duplicates = append(g.duplicates, duplicate{dedup.Candidate{ID: d.ID, Content: d.Content, Place: dedup.At(d.File, d.Row), Recorded: d.Recorded, Known: d.Known, Amount: d.List}, d.Surveyed})
	}
	for _, t := range c.Lines {
		g.lines = append(g.lines, target{dedup.At(t.File, t.Row), t.Date, t.Document, t.Client, t.Product, t.List, t.Net, t.HasNet, t.Priced, t.Surveyed})
	}
	return nil
}

// MarkedLine is what the plan says about one line.
type MarkedLine struct {
	File        int32
	Row         int64
	Disposition disposition `json:"Fate"` // so named in the cube's file
	Extra       int64
}

// Marked returns the plan's marks by file and row.
func (p *Plan) Marked() []MarkedLine {
	var out []MarkedLine
	for file, rows := range p.marks {
		for row, m := range rows {
			out = append(out, MarkedLine{file, row, m.disposition, m.extra})
		}
	}
	slices.SortFunc(out, func(a, b MarkedLine) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row)) })
	return out
}

// Checked reports whether no survey was run, so that the reduction itself looks for repeats
// and returns.
func (p *Plan) Checked() bool { return p.check }

// RestorePlan is a plan as it was: frozen without its marks, what it said about lines, and
// whether it was checked.
func RestorePlan(frozen Plan, marks []MarkedLine, checked bool) *Plan {
	p := frozen
	p.marks, p.check = nil, checked
	for _, l := range marks {
		p.of(l.File)[l.Row] = mark{l.Disposition, l.Extra}
	}
	return &p
}

// encodedPlan is a Plan for the way between machines.
type encodedPlan struct {
	Frozen  frozenPlan
	Marks   []MarkedLine
	Checked bool
}

// MarshalBinary returns the plan as bytes, for the machines that reduce under it.
func (p *Plan) MarshalBinary() ([]byte, error) {
	return encoded(encodedPlan{frozenPlan(*p), p.Marked(), p.check})
}

// frozenPlan is a Plan without its methods.
type frozenPlan Plan

// UnmarshalBinary reads what MarshalBinary returned.
func (p *Plan) UnmarshalBinary(b []byte) error {
	var c encodedPlan
	if err := decoded(b, &c); err != nil {
		return err
	}
	*p = *RestorePlan(Plan(c.Frozen), c.Marks, c.Checked)
	return nil
}
