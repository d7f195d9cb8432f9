package inspect

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tenbin/cmd/tenbin/config"
	"tenbin/ingest/table"
	"tenbin/metrics/simulate"
)

// WriteExample writes the made-up export with planted errors and the configuration
// that reads it below dir.
func WriteExample(dir string) error {
	exports := filepath.Join(dir, "exports")
	if err := os.MkdirAll(exports, 0o700); err != nil {
		return err
	}
	files, _ := simulate.DemoBad()
	for _, f := range files {
		content := badText(f)
		if filepath.Ext(f.Name) == ".xlsx" {
			var err error
			if content, err = badBook(f); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(exports, f.Name), content, 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, config.DefaultName), []byte(simulate.DemoBadConfig), 0o600)
}

// badText joins cells as they are: a file with mistakes cannot be made by a writer
// that avoids them.
func badText(f simulate.File) []byte {
	lines := []string{strings.Join(f.Header, ",")}
	for _, r := range f.Rows {
		lines = append(lines, strings.Join(r, ","))
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// badBook writes a workbook part by part, for the same reason: error cells, and formulas
// without a saved result.
func badBook(f simulate.File) ([]byte, error) {
	var sheet strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for i, cells := range append([][]string{f.Header}, f.Rows...) {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for k, text := range cells {
			badCell(&sheet, table.ColumnLetters(k+1)+strconv.Itoa(i+1), text)
		}
		sheet.WriteString(`</row>`)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const packages = "http://schemas.openxmlformats.org/package/2006/"
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + office + `"><sheets><sheet name="` + simulate.BadSheet + `" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet.String()},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(head + part[1])); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// badCell writes one cell: a formula, an error, a number or a text.
func badCell(b *strings.Builder, name, text string) {
	var escaped strings.Builder
	xml.EscapeText(&escaped, []byte(text)) // a Builder takes everything
	switch _, err := strconv.ParseFloat(text, 64); {
	case text == "":
	case strings.HasPrefix(text, "="):
		fmt.Fprintf(b, `<c r="%s"><f>%s</f></c>`, name, strings.TrimPrefix(escaped.String(), "="))
	case strings.HasPrefix(text, "#"):
		fmt.Fprintf(b, `<c r="%s" t="e"><v>%s</v></c>`, name, escaped.String())
	case err == nil:
		fmt.Fprintf(b, `<c r="%s"><v>%s</v></c>`, name, text)
	default:
		fmt.Fprintf(b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, name, escaped.String())
	}
}
