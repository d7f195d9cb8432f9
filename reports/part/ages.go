package part

import (
	"tenbin/metrics/assessment"
	"tenbin/reports/sheet"
)

// PastStake is what is at stake in the instructions past due: nothing where none is,
// a dash where due dates or amounts are not known.
func PastStake(dated bool, past int64, stake *int64) sheet.Cell {
	if dated && past == 0 {
		return sheet.MoneyOf(0)
	}
	return sheet.Amount(stake)
}

// Dated reports whether any instruction of the company names a due date or milestone.
func Dated(a *assessment.Assessment) bool {
	for i := range a.Instructions {
		if r := &a.Instructions[i]; r.Due.Known() || r.Milestones > 0 {
			return true
		}
	}
	return false
}

// Late reports whether an instruction is open and past its due date.
func Late(i *assessment.Instruction) bool {
	return i.OverdueDays != nil && *i.OverdueDays > 0 && i.Open()
}

// AgeBands are the upper ends of the age bands of the stalled instructions, in days
// past due; the last band has none.
var AgeBands = [...]int{10, 20, 40}

// AgesOf are counts by age band.
type AgesOf struct {
	Name   string
	Counts [len(AgeBands) + 1]int64
	Total  int64
}

// Add counts an instruction that is so many days past due.
func (g *AgesOf) Add(overdue int) {
	k := 0
	for k < len(AgeBands) && overdue > AgeBands[k] {
		k++
	}
	g.Counts[k]++
	g.Total++
}
