package excel

import (
	"io"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/sheet"
)

// WriteLetter renders a page of text to Excel. The same letter gives the same bytes.
func WriteLetter(w io.Writer, l *sheet.Letter) error {
	f := excelize.NewFile()
	defer f.Close()
	for _, step := range []func() error{
		func() error { return f.SetDefaultFont(FontName) },
		func() error { return f.SetSheetName("Sheet1", l.Name) },
		func() error { return f.SetColWidth(l.Name, "A", "A", l.Width) },
		func() error { return lines(f, l) },
		func() error { return upright(f, l.Name) },
		func() error { return undated(f, l.Name, l.Language) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	_, err := f.WriteTo(w)
	return err
}

// lines writes the rows of a letter.
func lines(f *excelize.File, l *sheet.Letter) error {
	st := stylesIn(f, l.Language)
	for _, form := range formStyles { // Note: the numbers of styles are published bytes
		if _, err := st.of(form); err != nil {
			return err
		}
	}
	for k := range l.Rows {
		r := &l.Rows[k]
		id, err := st.of(cellStyle{role: r.Role, wrap: r.Role == sheet.Lead})
		if err != nil {
			return err
		}
		at, _ := excelize.CoordinatesToCellName(1, k+1)
		if err := f.SetCellStr(l.Name, at, r.Cells[0].Text); err != nil {
			return err
		}
		if err := f.SetCellStyle(l.Name, at, at, id); err != nil {
			return err
		}
		if err := f.SetRowHeight(l.Name, k+1, r.Height); err != nil {
			return err
		}
	}
	return nil
}

// upright prints a sheet on one upright page.
func upright(f *excelize.File, sheet string) error {
	portrait, a4, one, fit, margin, grid := "portrait", 9, 1, true, .6, false
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait, FitToWidth: &one, FitToHeight: &one}); err != nil {
		return err
	}
	if err := f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin}); err != nil {
		return err
	}
	return f.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid})
}
