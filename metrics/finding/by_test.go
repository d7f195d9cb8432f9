package finding

import (
	"testing"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/metrics/instruction"
	"tenbin/metrics/instruction/instructiontest"
)

// TestByIsAWorkingDayAhead: whatever the month, the unit of days and the day on which an
// increase takes effect, what is asked for is asked by a day on which people work, when the
// month is out, and a rehearsal before the talk.
func TestByIsAWorkingDayAhead(t *testing.T) {
	holiday := table.DayOf(2026, 11, 3)
	before := instructiontest.Done("2", "a", "y", 0, 300, 90)
	before.Due = 60
	late := instructiontest.Open("1", "a", "x", 0, 60)
	late.Due = 30
	asked := map[table.Action]int{}
	for _, business := range []bool{true, false} {
		for month := range 15 {
			o := instructiontest.Options()
			o.Month += table.Month(month)
			o.Lag = table.BusinessCalendar(o.CutOff()-4000, o.CutOff()+400, []table.Day{holiday, o.CutOff() + 6, o.CutOff() + 7, o.CutOff() + 10})
			if !business {
				o.Lag = o.Lag.InCalendarDays()
			}
			cut := o.CutOff()
			for effective := 1; effective <= 40; effective++ {
				ahead := instructiontest.Open("1", "a", "x", 0, 10)
				ahead.Effective, ahead.Due = 10+effective, 60+effective
				for _, one := range []instructiontest.Order{ahead, late} {
					d := desk(o, &instruction.Tables{Sessions: []instruction.Session{{InstructionID: "9", Date: cut - 5, Held: true}}}, assessment.StepIn, one, before)
					f, ok := d.instructionFinding(0, d.Person["a"])
					if !ok {
						continue
					}
					asked[f.Action]++
					if !o.Lag.Working(f.By) || f.By <= cut+OutAfter {
						t.Fatalf("business %v, cut-off %s, effective %s: %s by %s (%s)", business, cut, d.Records[0].EffectiveFrom, f.Action, f.By, f.By.Time().Weekday())
					}
					if f.Action == table.ActionRehearse && f.By >= d.Records[0].EffectiveFrom {
						t.Fatalf("rehearse by %s for %s", f.By, d.Records[0].EffectiveFrom)
					}
				}
			}
		}
	}
	if asked[table.ActionRehearse] == 0 || len(asked) < 2 {
		t.Errorf("asked for %v", asked)
	}
}
