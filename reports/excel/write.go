package excel

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"tenbin/ingest/table"
	"tenbin/reports/sheet"
)

// Write renders b to Excel: excelize makes the frame of the workbook, the cells are
// ours (see rowWriter). The same book gives the same bytes.
func Write(w io.Writer, b *sheet.Book) error { return new(Pool).Write(w, b) }

// Write is [Write] with what p has made before.
func (p *Pool) Write(w io.Writer, b *sheet.Book) error {
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
	for i := range b.Sheets {
		rows.r = &renderer{b: b, s: &b.Sheets[i], name: b.Sheets[i].Name}
		name := sheetParts + strconv.Itoa(i+1) + ".xml"
		if rows.out, err = z.create(name, b.Sheets[i].Long != nil && !b.Sheets[i].Long.Quick); err != nil {
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

// excelDay is the serial of a date in the 1900 system.
func excelDay(d table.Day) int64 { return int64(d) + 25569 }
