package excel

import (
	"github.com/xuri/excelize/v2"

	"tenbin/reports/sheet"
)

// Fonts. A workbook names one font: Yu Gothic, which Office has on Windows and Mac;
// the Japanese character set beside it lets Excel fall back to Meiryo or whatever
// Japanese font there is where Yu Gothic is missing.
const (
	FontName = "Yu Gothic"
	shiftJIS = 128 // the font's character set in the file format
)

// Colours: dark text on light ground everywhere, readable in grey.
const (
	ink        = "1F2937"
	bandFill   = sheet.Navy
	bandInk    = "FFFFFF"
	headFill   = "DCE6F1"
	urgentInk  = "9B1C1C"
	urgentFill = "FDE8E8"
	soonInk    = "7A4B00"
	soonFill   = "FFF4DE"
	fineInk    = "14532D"
	fillInFill = "FFFBD6"
	ruleInk    = "B8C2CC"
	linkInk    = "1D4ED8"
)

// cellStyle is everything that decides a cell's style.
type cellStyle struct {
	role  sheet.Role
	tone  sheet.Tone
	kind  sheet.Kind
	right bool
	wrap  bool
	link  bool
	page  bool
}

// styles makes each style once, in the order of first use, so that the numbers are
// the same in every run.
type styles struct {
	file  *excelize.File
	money string // number format of Money
	ja    bool
	made  map[cellStyle]int
}

// of returns the style of l.
func (s *styles) of(l cellStyle) (int, error) {
	if id, ok := s.made[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(s.describe(l))
	if err == nil {
		s.made[l] = id
	}
	return id, err
}

// describe says what l is for excelize.
func (s *styles) describe(l cellStyle) *excelize.Style {
	charset := shiftJIS
	size := sheet.BodyFont
	if l.page {
		size = sheet.PageFont
	}
	font := &excelize.Font{Family: FontName, Charset: &charset, Size: size, Color: ink}
	st := &excelize.Style{Font: font, Alignment: &excelize.Alignment{Vertical: "center", WrapText: l.wrap}}
	switch l.kind {
	case sheet.Words:
	case sheet.Date, sheet.ShortDate:
		st.Alignment.Horizontal = "center"
	default:
		st.Alignment.Horizontal = "right"
	}
	if l.right {
		st.Alignment.Horizontal = "right"
	}
	if l.role == sheet.Body && st.Alignment.Horizontal != "center" && (l.page || l.kind == sheet.Words) {
		st.Alignment.Indent = 1
		if st.Alignment.Horizontal == "" {
			st.Alignment.Horizontal = "left"
		}
	}
	if l.page && l.kind == sheet.Words && !l.right && l.tone >= sheet.Urgent && l.tone <= sheet.Fine {
		st.Alignment.Horizontal, st.Alignment.Indent = "center", 0
	}
	// A figure longer than its column is made smaller rather than shown as ####.
	st.Alignment.ShrinkToFit = l.role == sheet.Body && l.kind != sheet.Words
	if f := s.format(l.kind); f != "" {
		if l.role == sheet.Body && !l.page && st.Alignment.Horizontal == "right" && f != "General" {
			f = f + "_ ;-" + f + "_ ;" + f + "_ ;@_ " // keeps figure and dash off the rule
		}
		st.CustomNumFmt = &f
	}
	rule := func(sides ...string) {
		for _, side := range sides {
			st.Border = append(st.Border, excelize.Border{Type: side, Color: ruleInk, Style: 1})
		}
	}
	fill := func(colour string) { st.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}} }
	switch l.role {
	case sheet.Title:
		font.Bold, font.Size = true, size+3.5
		if l.right {
			font.Size = size + .5
		}
	case sheet.Band:
		font.Bold, font.Color = true, bandInk
		fill(bandFill)
	case sheet.Heading:
		font.Bold = true
		fill(headFill)
		rule("top", "bottom", "left", "right")
		st.Alignment.WrapText = true
		if !l.right {
			st.Alignment.Horizontal = "center"
		}
	case sheet.Note:
		font.Size = sheet.SmallestPrint
		if l.page {
			font.Size = size
		}
	case sheet.Body:
		switch {
		case !l.page:
			rule("top", "bottom", "left", "right")
		default:
			rule("bottom")
		}
	}
	s.tone(l, st, fill)
	if l.link {
		font.Color, font.Underline = linkInk, "single"
	}
	return st
}

// tone lays the tone of l over st.
func (s *styles) tone(l cellStyle, st *excelize.Style, fill func(string)) {
	font := st.Font
	switch l.tone {
	case sheet.Bold:
		font.Bold = true
	case sheet.Large:
		font.Bold, font.Size = true, font.Size+1
	case sheet.Small:
		font.Size = sheet.SmallestPrint
	case sheet.Urgent:
		font.Bold, font.Color = true, urgentInk
		fill(urgentFill)
	case sheet.Soon:
		font.Bold, font.Color = true, soonInk
		fill(soonFill)
	case sheet.Fine:
		font.Color = fineInk
	case sheet.FillIn:
		fill(fillInFill)
	case sheet.Important:
		font.Bold, font.Color = true, urgentInk
	}
}

// format is the number format of a kind. A figure is shown rounded, and held whole.
func (s *styles) format(k sheet.Kind) string {
	switch k {
	case sheet.Integer, sheet.Days:
		return "#,##0"
	case sheet.Score:
		return "0"
	case sheet.Money:
		return s.money
	case sheet.Percent:
		return "0.0%"
	case sheet.Precise:
		return "General"
	case sheet.Decimal:
		return "0.00"
	case sheet.Events:
		return "0.0"
	case sheet.Date:
		if s.ja {
			return "yyyy/mm/dd"
		}
		return "d mmm yyyy"
	case sheet.ShortDate:
		if s.ja {
			return "m/d"
		}
		return "d mmm"
	}
	return "@"
}
