package reader

import (
	"tenbin/reports/sheet"
	"tenbin/reports/words"
)

// CellText is a cell in text, as the number formats of the workbook show it.
func (v Base) CellText(c *sheet.Cell) string {
	if c.Kind == sheet.Words {
		return sheet.OneLine(c.Text)
	}
	if !c.Set {
		return sheet.Missing
	}
	switch c.Kind {
	case sheet.Integer, sheet.Days:
		return words.Grouped(c.Int)
	case sheet.Money:
		return v.Money.Plain(c.Int)
	case sheet.Date:
		return v.Words.LongDay(c.Day)
	case sheet.ShortDate:
		return v.Words.Day(c.Day)
	case sheet.Percent:
		return words.Fixed(100*c.Value, 1) + "%"
	case sheet.Decimal:
		return words.Fixed(c.Value, 2)
	case sheet.Events:
		return words.Fixed(c.Value, 1)
	case sheet.Score:
		return words.Fixed(c.Value, 0)
	}
	return words.Nine(c.Value)
}
