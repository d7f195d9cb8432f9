package assessment

import (
	"fmt"
	"math"

	"tenbin/ingest/table"
)

// Evidence is something that the figures say, without words: which statement it is, what
// it is about, and the clauses it consists of. The zero Evidence says nothing; decisions
// ask for that by its Kind, never by a text. It is a tree two deep.
type Evidence struct {
	Kind  Kind
	Args  []Arg
	Parts []Evidence
}

// Arg is one value of a statement.
type Arg struct {
	Unit Unit
	Int  int64   // whole counts and days, minor units of money, a day, a month
	Frac float64 // shares and ratios, counts and days that are not whole; NaN = not measurable
	ID   string  // who or what: an id, a category, "list.word" of a closed list
}

// Unit is what an Arg counts or names.
type Unit uint8

// The units: a closed list.
const (
	Count Unit = iota
	Ratio
	Share
	Money
	Date
	Month
	Days
	BusinessDays
	PersonID
	ClientID
	Category
	Word
	InstructionID
)

// String names a unit.
func (u Unit) String() string {
	return [...]string{"count", "ratio", "share", "money", "day", "month", "days", "businessDays", "person", "client", "category", "word", "instruction"}[u]
}

// Say is a clause: kind with its args. It panics where kind takes others, which is a
// mistake of the program.
func Say(kind Kind, args ...Arg) Evidence { return Join(kind, nil, args...) }

// Join is a statement that consists of clauses; those that say nothing are left out.
func Join(kind Kind, parts []Evidence, args ...Arg) Evidence {
	e := Evidence{Kind: kind, Args: args}
	for _, p := range parts {
		if p.Kind != SaysNothing {
			e.Parts = append(e.Parts, p)
		}
	}
	if err := e.Check(); err != nil {
		panic("metrics/assessment: " + err.Error())
	}
	return e
}

// Check compares e with what its kind takes.
func (e Evidence) Check() error {
	k := &kinds[e.Kind]
	if len(e.Args) != len(k.args) {
		return fmt.Errorf("%s takes %d values, not %d", k.name, len(k.args), len(e.Args))
	}
	for i, a := range e.Args {
		if a.Unit != k.args[i] && !(k.args[i] == Days && a.Unit == BusinessDays) {
			return fmt.Errorf("value %d of %s is %v, not %v", i+1, k.name, k.args[i], a.Unit)
		}
	}
	if (len(e.Parts) > 0) != k.parts {
		return fmt.Errorf("%s: %d clauses", k.name, len(e.Parts))
	}
	return nil
}

// OfCount is a whole number of things.
func OfCount[T int | int64](n T) Arg { return Arg{Unit: Count, Int: int64(n)} }

// OfEvents is a number of things that need not be whole.
func OfEvents(x float64) Arg { return Arg{Unit: Count, Frac: x} }

// OfRatio is one figure against another.
func OfRatio(x float64) Arg { return Arg{Unit: Ratio, Frac: x} }

// OfShare is a fraction of 1; nil = not measurable.
func OfShare(x Number) Arg {
	if x == nil {
		return Arg{Unit: Share, Frac: math.NaN()}
	}
	return Arg{Unit: Share, Frac: *x}
}

// OfMoney is an amount in minor units; nil = not measurable.
func OfMoney(v Amount) Arg {
	if v == nil {
		return Arg{Unit: Money, Frac: math.NaN()}
	}
	return Arg{Unit: Money, Int: *v}
}

// OfDay is a date.
func OfDay(d table.Day) Arg { return Arg{Unit: Date, Int: int64(d)} }

// OfMonth is a data month.
func OfMonth(m table.Month) Arg { return Arg{Unit: Month, Int: int64(m)} }

// OfDays is a number of days of the clock: working days where business is set.
func OfDays(n int, business bool) Arg {
	if business {
		return Arg{Unit: BusinessDays, Int: int64(n)}
	}
	return Arg{Unit: Days, Int: int64(n)}
}

// OfTime is a number of days that need not be whole.
func OfTime(days float64) Arg { return Arg{Unit: Days, Frac: days} }

// OfClient is a client by id.
func OfClient(id table.ClientID) Arg { return Arg{Unit: ClientID, ID: string(id)} }

// OfCategory is a product category.
func OfCategory(name string) Arg { return Arg{Unit: Category, ID: name} }

// OfTrigger is a trigger of instructions.
func OfTrigger(name string) Arg { return ofWord("trigger", name) }

// OfFactor is a factor of the rating.
func OfFactor(name string) Arg { return ofWord("factor", name) }

// OfVerdict is what evidence makes of an instruction.
func OfVerdict(word string) Arg { return ofWord("verdict", word) }

// ofWord is a word of a closed list.
func ofWord(list, word string) Arg { return Arg{Unit: Word, ID: list + "." + word} }

// OfInstruction is an instruction by id.
func OfInstruction(id string) Arg { return Arg{Unit: InstructionID, ID: id} }
