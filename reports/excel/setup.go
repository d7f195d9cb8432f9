package excel

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/sheet"
)

// page sets paper, margins, print area and titles, header and footer.
func (r *renderer) page(heading int) error {
	height := r.row
	if r.s.Chart != nil {
		height = max(height, heading+sheet.ChartRows)
	}
	for _, d := range r.s.Charts {
		if d.Heading < 0 {
			height = max(height, heading+d.Rows)
		}
	}
	end, err := excelize.CoordinatesToCellName(r.width(), height)
	if err != nil {
		return err
	}
	abs, err := absolute(end)
	if err != nil {
		return err
	}
	a4, landscape, one, no, yes := 9, "landscape", 1, 0, true
	layout := &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &no}
	if r.s.OnePage {
		layout.FitToHeight = &one
	}
	fit := !r.s.FullSize
	if r.s.FullSize {
		layout.FitToWidth, layout.FitToHeight = nil, nil
	}
	side, top, bottom, header, footer := sheet.MarginSide/72, sheet.MarginTop/72, sheet.MarginBottom/72, .2, .2
	grid := false
	quoted := "'" + strings.ReplaceAll(r.name, "'", "''") + "'!"
	steps := []func() error{
		func() error { return r.f.SetSheetProps(r.name, &excelize.SheetPropsOptions{FitToPage: &fit}) },
		func() error { return r.f.SetPageLayout(r.name, layout) },
		func() error {
			return r.f.SetPageMargins(r.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &header, Footer: &footer, Horizontally: &yes})
		},
		func() error { return r.f.SetSheetView(r.name, 0, &excelize.ViewOptions{ShowGridLines: &grid}) },
		func() error { return r.f.SetHeaderFooter(r.name, stamps(r.b)) },
		func() error {
			return r.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: quoted + "$A$1:" + abs, Scope: r.name})
		},
	}
	if heading > 0 {
		steps = append(steps, func() error {
			return r.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted + "$" + strconv.Itoa(heading) + ":$" + strconv.Itoa(heading), Scope: r.name})
		})
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func absolute(cell string) (string, error) {
	k, n, err := excelize.CellNameToCoordinates(cell)
	if err != nil {
		return "", err
	}
	return excelize.CoordinatesToCellName(k, n, true)
}

// stamps are the header and footer of every page.
func stamps(b *sheet.Book) *excelize.HeaderFooterOptions {
	font := `&"` + FontName + `,Regular"&9`
	escape := func(s string) string { return strings.ReplaceAll(Clean(s), "&", "&&") }
	return &excelize.HeaderFooterOptions{
		OddHeader: "&L" + font + " " + escape(b.Header[0]) + "&R" + font + " " + escape(b.Header[1]),
		OddFooter: "&L" + font + " " + escape(b.Footer[0]) + "&R" + font + " " + escape(b.Footer[1]) + "   &P / &N",
	}
}
