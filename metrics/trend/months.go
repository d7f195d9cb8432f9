// Package trend answers: how did the numbers of page one come about over the last twelve
// months, and what became of the price increases that were instructed?
//
// In come the cube, the records and the rates of the concession axis; out come twelve
// months and a waterfall a person.
package trend

import (
	"math"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/concession"
	"tenbin/metrics/cube"
	"tenbin/metrics/instruction"
)

// length is the number of months of the sparklines on page one.
const length = 12

// Input is what the trend is computed from.
type Input struct {
	Options assessment.Options
	Cube    *cube.Cube
	Records []instruction.Record
	Axis    *concession.Axis
	People  []string // ids in the order of the axis
	// WaitsForBuyer reports whether an open record waits for the buyer with evidence.
	WaitsForBuyer func(*instruction.Record) bool
}

// Of returns the three numbers of page one for the last twelve data months, for the
// company ("") and by person, each month as today's input shows it, and the
// waterfall of the last of them.
func Of(in *Input) (months []assessment.TrendMonth, waterfalls []assessment.Waterfall) {
	inc := &increases{in: in}
	first := in.Options.Month - length + 1
	months = make([]assessment.TrendMonth, length)
	for k := range months {
		months[k] = assessment.TrendMonth{Month: first + table.Month(k), Conceded: map[string]int64{}, Expected: map[string]int64{}, Overdue: map[string]int64{}, Instructed: map[string]int64{}, Landed: map[string]int64{}}
	}
	in.money(first, months)
	for k := range months {
		in.overdue(&months[k])
	}
	for k := range months {
		inc.landing(&months[k], k)
	}
	return months, inc.waterfall()
}

// both calls f with the company and with a person.
func both(id string, f func(key string)) {
	f("")
	if id != "" {
		f(id)
	}
}

// money fills the yen conceded and expected, both of the scored lines of those who have
// peers; where nobody has, what was conceded alone.
func (in *Input) money(first table.Month, months []assessment.TrendMonth) {
	expected := make([]map[string]float64, len(months))
	for k := range expected {
		expected[k] = map[string]float64{}
	}
	c := in.Axis
	compared := slices.ContainsFunc(c.N, func(n float64) bool { return n > 0 })
	for i := range c.Cells {
		x := &c.Cells[i]
		m := table.Month(x.Month)
		if m < first || m > in.Options.Month {
			continue
		}
		if compared && c.N[x.Person] <= 0 { // nobody says what peers would concede
			continue
		}
		both(in.People[x.Person], func(key string) {
			months[m-first].Conceded[key] += int64(x.X)
			if !compared {
				return
			}
			expected[m-first][key] += float64(x.List * c.MoneyRate[x.Row])
		})
	}
	for k := range months {
		for key, v := range expected[k] {
			months[k].Expected[key] = int64(math.RoundToEven(v))
		}
	}
}

// overdue counts the records that were past due at the end of a month.
func (in *Input) overdue(m *assessment.TrendMonth) {
	end := m.Month.CutOff(in.Options.ClosingDay)
	for i := range in.Records {
		r := &in.Records[i]
		if _, _, past := r.PastDue(end, in.Options); past {
			both(r.Person, func(key string) { m.Overdue[key]++ })
		}
	}
}
