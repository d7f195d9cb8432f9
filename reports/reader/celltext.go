package reader

import (
	"strconv"

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
		return strconv.FormatFloat(100*c.Value, 'f', 1, 64) + "%"
	case sheet.Decimal:
		return strconv.FormatFloat(c.Value, 'f', 2, 64)
	case sheet.Events:
		return strconv.FormatFloat(c.Value, 'f', 1, 64)
	case sheet.Score:
		return strconv.FormatFloat(c.Value, 'f', 0, 64)
	}
	return words.Nine(c.Value)
}
