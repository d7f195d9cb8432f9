package convert

import (
	"tenbin/ingest/cell"
	"tenbin/ingest/heading"
	"tenbin/ingest/table"
)

// spokenDate is a cell of a date column that says in words what it says.
type spokenDate struct {
	slot   *heading.Slot
	column heading.InputColumn
	text   string
}

// inWords keeps a date cell that holds no date for resolveWords, which knows the whole row;
// false in a table or column where words are an error.
func inWords(c *Converter, s *heading.Slot, col heading.InputColumn, text []byte) bool {
	spoken, _ := cell.Speak(text, table.DayOf(2000, 1, 1))
	switch c.s.Layout.Schema.Name {
	case table.Instructions.Name:
		if col.Name == "issued" || spoken == cell.Unspoken {
			return false
		}
		c.spoken = append(c.spoken, spokenDate{s, col, string(text)})
		return true
	case table.Milestones.Name, table.Coaching.Name, table.Updates.Name, table.Pauses.Name:
		return !col.Required && spoken == cell.NoDate
	}
	return false
}

// resolveWords settles the date cells of an instruction that hold words: 月末 counts from the
// day of issue, 至急 is no due date, and 済 says that it is done on a day that nobody noted.
// The due dates among them are listed.
func resolveWords(c *Converter) {
	issued := c.out.day(c.at["issued"])
	for _, w := range c.spoken {
		spoken, day := cell.Speak([]byte(w.text), issued)
		switch w.column.Name {
		case "implemented", "closed":
			if spoken != cell.DoneWord && spoken != cell.PartOfDate {
				continue
			}
			if status := c.at["status"]; !c.out.has(status) || c.out.byte(status) == table.StatusOpen {
				c.out.setByte(status, table.StatusImplemented)
			}
		case "due", "effective_from", "agreed_on":
			if spoken == cell.PartOfDate {
				c.out.setDay(w.column.Target, day)
			}
			if w.column.Name == "due" {
				c.fault(w.slot, w.column.Name, []byte(w.text), table.NotDate)
			}
		}
	}
}
