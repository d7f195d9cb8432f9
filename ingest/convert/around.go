package convert

import (
	"context"
	"errors"
	"math"

	"tenbin/ingest/cell"
	"tenbin/ingest/format"
	"tenbin/ingest/format/raw"
	"tenbin/ingest/heading"
	"tenbin/ingest/rows"
	"tenbin/ingest/table"
)

// Line is a row of deals as it reads by itself, for rules that look at the rows around it.
type Line struct {
	Row                               int64
	Document, Person, Client, Product string // as they are kept; "" = empty
	Day                               table.Day
	Quantity, List, Net               int64 // 10⁻⁶; minor units
	HasQuantity, HasList, HasNet      bool
	Bad                               bool     // it is a row error
	Texts                             []string // every cell that is no number, as written
	Empty                             int      // cells of the heading that are empty
	Blank                             string   // which, a letter for each cell
	Won                               bool
	Looked                            []Looked
	Kind                              uint8 // by the row's word, else a sale
}

// Looked is a number in a column that nothing is made of, in minor units.
type Looked struct {
	Value int64
	OK    bool
}

// Lines calls f with every line of a file of deals, in its order. look are further cells that
// a line is wanted with.
func Lines(ctx context.Context, s *rows.Source, env *Environment, look []int, f func(Line)) error {
	return lines(ctx, s, env, look, sample{every: 1, most: math.MaxInt64}, f)
}

// Sample calls f with about most of the n lines of a file of deals, in its order and spread
// over it: with the heads of its parts where it has several, else with every so many-th line.
func Sample(ctx context.Context, s *rows.Source, env *Environment, n, most int64, f func(Line)) error {
	take := sample{every: 1, most: math.MaxInt64}
	parts := max(1, int64(s.Found.Sheet.Parts))
	switch {
	case n <= most || s.Layout.Named("record_start") != nil:
	case parts > 1 || n == math.MaxInt64: // not known how many
		take.most = max(20, most/parts)
	default:
		take.every = n / most
	}
	return lines(ctx, s, env, nil, take, f)
}

// sample is which lines of a part are read: every so many-th, at most so many.
type sample struct{ every, most int64 }

// errEnough ends the reading of a part.
var errEnough = errors.New("enough")

func lines(ctx context.Context, s *rows.Source, env *Environment, look []int, take sample, f func(Line)) error {
	c := New(s, env, nil)
	for part := range max(1, s.Found.Sheet.Parts) {
		seen, taken := int64(0), int64(0)
		err := s.Found.Sheet.Read(ctx, part, func(b *raw.Block) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			for i := range b.Rows() {
				if b.Row[i] <= s.Found.Row || s.Shape.Class(b, i) != heading.IsRow {
					continue
				}
				if seen++; seen%take.every != 0 {
					continue
				}
				if taken++; taken > take.most {
					return errEnough
				}
				ok := c.row(b, i)
				l := lineOf(c, b, i)
				l.Bad = !ok
				for _, j := range look {
					text, h := b.Cell(i, j)
					if len(text) > 0 && text[0] == '=' {
						text, _ = cell.Unwrapped(text)
					}
					v, _, read := cell.Decimal(text, h, cell.Decision{}, c.env.MinorUnits)
					l.Looked = append(l.Looked, Looked{v, read})
				}
				c.out.drop()
				f(l)
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return format.Unreadable(s.Path, err)
		}
	}
	return nil
}

// lineOf is the current row of c, row i of b, as a Line.
func lineOf(c *Converter, b *raw.Block, i int) Line {
	p := c.price
	l := Line{Row: b.Row[i], Document: c.out.text(p.iDocument), Person: c.out.text(p.iPerson), Client: c.out.text(p.iClient), Product: c.out.text(p.iProduct),
		Day: c.out.day(p.iDate), Won: c.out.byte(p.iStage) == table.Won, Kind: c.out.byte(p.iKind)}
	if p.bySign {
		l.Kind = table.Sale
	}
	l.Quantity, l.HasQuantity = c.out.int(p.iQuantity)
	l.List, l.HasList = c.out.int(p.iList)
	l.Net, l.HasNet = c.out.int(p.iNet)
	blank := make([]byte, len(c.s.Shape.Heads))
	for j := range blank {
		if blank[j] = '.'; j >= b.Width(i) {
			l.Empty++
			blank[j] = '-'
			continue
		}
		text, _ := b.Cell(i, j)
		if len(text) > 0 && text[0] == '=' {
			text, _ = cell.Unwrapped(text)
		}
		switch {
		case heading.Blank(text):
			l.Empty++
			blank[j] = '-'
		case text[0] < '0' || text[0] > '9':
			l.Texts = append(l.Texts, string(text))
		}
	}
	l.Blank = string(blank)
	return l
}
