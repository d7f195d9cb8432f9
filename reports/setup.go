package reports

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// page sets paper, margins, print area and titles, header and footer.
func (r *renderer) page(heading int) error {
	height := r.row
	if r.s.Chart != nil {
		height = max(height, heading+chartRows)
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
	side, top, bottom, header, footer := marginSide/72, marginTop/72, marginBottom/72, .2, .2
	grid := false
	quoted := "'" + strings.ReplaceAll(r.name, "'", "''") + "'!"
	steps := []func() error{
		func() error { return r.f.SetSheetProps(r.name, &excelize.SheetPropsOptions{FitToPage: &fit}) },
		func() error { return r.f.SetPageLayout(r.name, layout) },
		func() error {
			return r.f.SetPageMargins(r.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &header, Footer: &footer, Horizontally: &yes})
		},
		func() error { return r.f.SetSheetView(r.name, 0, &excelize.ViewOptions{ShowGridLines: &grid}) },
		func() error { return r.f.SetHeaderFooter(r.name, r.stamps()) },
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

// stamps are the header and footer of every page: for whom, whether a trial, and what
// the figures may not be used for.
func (r *renderer) stamps() *excelize.HeaderFooterOptions {
	font := `&"` + fontName + `,Regular"&9`
	limit := r.b.limit
	if r.b.stamp.Trial {
		limit = r.b.c.Text("stamp.trial") + "  " + limit
	}
	escape := func(s string) string { return strings.ReplaceAll(clean(s), "&", "&&") }
	cut := func(s string, n int) string {
		if runes := []rune(s); len(runes) > n {
			return string(runes[:n-1]) + "…"
		}
		return s
	}
	company := cut(r.b.a.Company, 30)
	if r.b.stamp.Purpose != "" {
		company += "  " + r.b.c.Text("stamp.purpose", cut(r.b.stamp.Purpose, 50))
	}
	return &excelize.HeaderFooterOptions{
		OddHeader: "&L" + font + " " + escape(company) + "&R" + font + " " + escape(cut(limit, 120)),
		OddFooter: "&L" + font + " " + escape(cut(r.b.c.Text("stamp.never"), 130)) + "&R" + font + " " + r.b.c.Month(r.b.a.Month) + "   &P / &N",
	}
}
