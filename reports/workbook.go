package reports

import (
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// audience is for whom a workbook is made; it stands in its properties, so that what
// comes back is read as what it is.
type audience string

// book is a workbook to be written: sheets in order and what its pages say.
type book struct {
	a        *assessment.Assessment
	c        catalogue
	money    currency
	stamp    Stamp
	audience audience
	title    string // in the header and the properties
	limit    string // distribution limit, on every page
	sheets   []Sheet
	press    *press // shared with other books; nil = its own
}

// write renders b to Excel: excelize makes the frame of the workbook, the cells are
// ours (see rowWriter). The same book gives the same bytes.
func (b *book) write(w io.Writer) error {
	p := b.press
	if p == nil {
		p = new(press)
	}
	frame, err := p.framed(b)
	if err != nil {
		return err
	}
	rest := parts{}
	for name, part := range frame {
		if name != stringsPart && name != stylesPart && !strings.HasPrefix(name, sheetParts) {
			rest[name] = part
		}
	}
	z := p.archive(w)
	if err := z.all(rest); err != nil {
		return err
	}
	rows := p.rowWriter(b)
	defer p.done(rows)
	for i := range b.sheets {
		rows.r = &renderer{b: b, s: &b.sheets[i], name: b.name(b.sheets[i].Key)}
		name := sheetParts + strconv.Itoa(i+1) + ".xml"
		if rows.out, err = z.create(name, b.sheets[i].Long != nil && !b.sheets[i].Long.Quick); err != nil {
			return err
		}
		if err := rows.write(frame[name]); err != nil {
			return fmt.Errorf("sheet %s: %w", rows.r.name, err)
		}
	}
	out, err := z.create(stringsPart, false)
	if err != nil {
		return err
	}
	if err := rows.texts.write(out); err != nil {
		return err
	}
	sheet, err := p.styleSheet(rows.n.list)
	if err != nil {
		return err
	}
	if err := z.part(stylesPart, sheet); err != nil {
		return err
	}
	return z.zip.Close()
}

// frame is everything of the workbook but cells, texts and styles, part by part.
func (b *book) frame() (parts, error) {
	f := excelize.NewFile()
	defer f.Close()
	for i := range b.sheets {
		name := b.name(b.sheets[i].Key)
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return nil, err
		}
	}
	// A first text, so that the frame knows of a part for texts.
	if err := f.SetCellStr(b.name(b.sheets[0].Key), "A1", missing); err != nil {
		return nil, err
	}
	for i := range b.sheets {
		r := renderer{b: b, f: f, s: &b.sheets[i], name: b.name(b.sheets[i].Key)}
		if err := r.render(); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", r.name, err)
		}
	}
	if err := b.properties(f); err != nil {
		return nil, err
	}
	f.SetActiveSheet(0)
	// Image and chart types enter the content types in map order.
	sort.Slice(f.ContentTypes.Defaults, func(i, j int) bool {
		return f.ContentTypes.Defaults[i].Extension < f.ContentTypes.Defaults[j].Extension
	})
	return partsOf(f)
}

// name is the sheet name of key; Excel allows 31 letters.
func (b *book) name(key string) string { return b.c.Text("sheet." + key) }

// properties come from the cut-off, never the clock.
func (b *book) properties(f *excelize.File) error {
	at := b.a.CutOff.Time().Format(time.RFC3339)
	if err := f.SetDocProps(&excelize.DocProperties{Title: b.title, Subject: b.limit, Creator: "tenbin", LastModifiedBy: "tenbin",
		Description: b.c.Text("stamp.never"), Created: at, Modified: at, Language: b.c.Language}); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "tenbin", Company: b.a.Company}); err != nil {
		return err
	}
	for _, p := range []excelize.CustomProperty{
		{Name: "tenbin.schema", Value: int32(SchemaVersion)},
		{Name: "tenbin.run_id", Value: b.a.RunID},
		{Name: "tenbin.audience", Value: string(b.audience)},
		{Name: "tenbin.purpose", Value: b.stamp.Purpose},
	} {
		if p.Value == "" {
			continue
		}
		if err := f.SetCustomProps(p); err != nil {
			return err
		}
	}
	return nil
}

// heading is the text of a column's heading, with its unit.
func (b *book) heading(key string) string {
	unit := b.c.Text("days.calendar")
	if b.a.Options.Lag.Business {
		unit = b.c.Text("days.business")
	}
	// Every heading takes the currency and the unit of days, and uses what it needs.
	s := b.c.Text(key)
	s = strings.ReplaceAll(s, "%[1]s", b.money.Name())
	s = strings.ReplaceAll(s, "%[2]s", unit)
	return strings.ReplaceAll(s, "%%", "%")
}

// excelDay is the serial of a date in the 1900 system.
func excelDay(d table.Day) int64 { return int64(d) + 25569 }

// Manager writes the workbook of one manager: his own team without himself, page one
// first. The same assessment, stamp and language give the same bytes.
func Manager(w io.Writer, a *assessment.Assessment, manager string, s Stamp, language string) error {
	return BooksOf(a).Manager(w, manager, s, language)
}

// book puts the manager's sheets in their order.
func (v *view) book() *book {
	instructions, at := v.instructionLedger()
	pairs, pairAt := v.pairSheet()
	ranking, rankAt := v.rankingSheet()
	sheets := []Sheet{v.pageOne(places{at, pairAt, rankAt}), v.decisionSheet(), instructions, v.discountLedger(), pairs, v.talkSheet(at), v.ownPart(at), ranking, v.changedSheet(), v.definitionSheet(), v.trendSheet("trend")}
	sheets = append(sheets, v.analysis()...)
	return &book{
		a: v.a, c: v.c, money: v.money, stamp: v.stamp, audience: "manager:" + audience(v.manager),
		title: v.c.Text("page.title", v.teamName(), len(v.people)), limit: v.c.Text("stamp.confidential", v.managerName()),
		sheets: sheets,
	}
}
