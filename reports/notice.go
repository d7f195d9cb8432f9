package reports

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// NoticeFacts are what the firm has decided about the evaluation; what is empty stays a
// bracket to be filled in by hand.
type NoticeFacts struct {
	Company, Purpose, Responsible, StaffTold string
	RetentionMonths                          string
}

// noticeParts are the paragraphs of the staff notice, each a heading and its text.
// {company}, {purpose}, {responsible}, {told} and {months} are filled in.
var noticeParts = [...]string{"notice.begin", "notice.purpose", "notice.records", "notice.figures", "notice.never", "notice.readers", "notice.object", "notice.keep"}

// Notice writes the one-page staff notice of tenbin template notice: what is evaluated,
// from which data, for what and not for what, who sees it and how to object. It is a
// draft for the firm to complete, and no legal advice, and says so.
func Notice(w io.Writer, facts NoticeFacts, language string) error {
	c, err := catalogueOf(language)
	if err != nil {
		return err
	}
	t := &templateBook{c: c, s: &entrySheet{table: "notice"}, f: excelize.NewFile()}
	defer t.f.Close()
	if err := t.styles(); err != nil {
		return err
	}
	blank := func(s, key string) string {
		if s == "" {
			return c.Text(key)
		}
		return s
	}
	fill := strings.NewReplacer("{company}", blank(facts.Company, "notice.blank.company"), "{purpose}", blank(facts.Purpose, "notice.blank.purpose"),
		"{responsible}", blank(facts.Responsible, "notice.blank.responsible"), "{told}", blank(facts.StaffTold, "notice.blank.told"), "{months}", blank(facts.RetentionMonths, "notice.blank.months"))
	st := &styles{file: t.f, ja: language == "ja", money: "#,##0", made: map[look]int{}}
	sheet, row := t.sheet(), 0
	put := func(text string, l look, lines float64) error {
		row++
		id, err := st.of(l)
		if err != nil {
			return err
		}
		at, _ := excelize.CoordinatesToCellName(1, row)
		if err := t.f.SetCellStr(sheet, at, text); err != nil {
			return err
		}
		if err := t.f.SetCellStyle(sheet, at, at, id); err != nil {
			return err
		}
		return t.f.SetRowHeight(sheet, row, lines)
	}
	const width = 75.
	plain := func(text string) error {
		return put(text, look{role: Lead, wrap: true}, lineHeight(linesOf(text, width, sheetFont), sheetFont)+3)
	}
	if err := t.f.SetColWidth(sheet, "A", "A", width); err != nil {
		return err
	}
	if err := put(c.Text("notice.title"), look{role: Title}, lineHeight(1, sheetFont+3.5)+4); err != nil {
		return err
	}
	for _, p := range noticeParts {
		if err := put(c.Text(p), look{role: Band}, lineHeight(1, sheetFont)); err != nil {
			return err
		}
		if err := plain(fill.Replace(c.Text(p + ".text"))); err != nil {
			return err
		}
	}
	if err := plain(c.Text("notice.draft")); err != nil {
		return err
	}
	portrait, a4, one, fit := "portrait", 9, 1, true
	if err := t.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := t.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &one, FitToHeight: &one}); err != nil {
		return err
	}
	margin := .6
	if err := t.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin}); err != nil {
		return err
	}
	grid := false
	if err := t.f.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	if err := t.properties(); err != nil {
		return err
	}
	_, err = t.f.WriteTo(w)
	return err
}
