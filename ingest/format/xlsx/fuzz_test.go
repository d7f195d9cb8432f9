package xlsx

import (
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"tenbin/ingest/format/raw"
)

// oracle reads a sheet the plain way, all at once and with encoding/xml: where each
// cell with a value stands, and what is saved in it.
func oracle(sheet string) (map[string]string, error) {
	type cell struct {
		R  string  `xml:"r,attr"`
		F  *string `xml:"f"`
		V  *string `xml:"v"`
		Is *struct {
			T []string `xml:"t"`
		} `xml:"is"`
	}
	var s struct {
		Rows []struct {
			R string `xml:"r,attr"`
			C []cell `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.Unmarshal([]byte(sheet), &s); err != nil {
		return nil, err
	}
	out := map[string]string{}
	row := 0
	for _, r := range s.Rows {
		if row++; r.R != "" {
			row, _ = strconv.Atoi(r.R)
		}
		column := -1
		for _, c := range r.C {
			if column++; c.R != "" {
				column = 0
				for _, l := range c.R {
					if l >= 'A' && l <= 'Z' {
						column = column*26 + int(l-'A') + 1
					}
				}
				column--
			}
			v := ""
			if c.V != nil {
				v = *c.V
			}
			if c.Is != nil {
				v = strings.Join(c.Is.T, "")
			}
			if strings.Trim(v, " \t\r\n") != "" || c.F != nil {
				out[fmt.Sprint(row, ",", column)] = v
			}
		}
	}
	return out, nil
}

// Whatever stands in a sheet part: it is refused, or every cell that the oracle finds
// comes out at its place, and no other.
func FuzzOpenXLSX(f *testing.F) {
	for _, s := range []string{
		`<row r="1"><c r="A1"><v>1</v></c></row>`, `<row><c t="s"><v>1</v></c></row>`, `<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row><row r="1"/>`,
		`<row r="1"><c r="A1"><f>1</f></c></row>`, `<row r="7"><c r="C7" t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row>`, `</sheetData><sheetData>`,
		`<row><c s="1"><v>46326</v></c></row><row r="9"/><row><c r="XFD10"/></row>`, `<!--<row/>--><row><c><v><![CDATA[1]]></v></c></row>`, `<row><x:c xmlns:x="u"><x:v>1</x:v></x:c></row>`,
	} {
		f.Add(s)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, rows string) {
		if strings.Contains(rows, "rPh") || strings.Count(rows, "<is") > strings.Count(rows, "</is>") {
			return // the oracle knows no phonetic runs
		}
		sheet := data(rows)
		path := filepath.Join(dir, fmt.Sprint(os.Getpid(), ".xlsx"))
		if err := os.WriteFile(path, zipped(t, parts(sheet)), 0o600); err != nil {
			t.Fatal(err)
		}
		book, err := Open(path, "", raw.Limits{})
		if err != nil {
			t.Fatal(err) // only the sheet is hostile
		}
		defer book.Close()
		got := map[string]string{}
		if err := book.Sheets[0].Read(context.Background(), 0, func(b *raw.Block) error {
			for i := range b.Rows() {
				for j := range b.Width(i) {
					if v, h := b.Cell(i, j); len(v) > 0 || h == raw.NoCache {
						got[fmt.Sprint(b.Row[i], ",", j)] = string(v)
					}
				}
			}
			return nil
		}); err != nil {
			return
		}
		want, err := oracle(sheet)
		if err != nil {
			return // it is stricter about names
		}
		for place := range got {
			if _, ok := want[place]; !ok {
				t.Errorf("%q: a cell at %s that is not in the file", rows, place)
			}
		}
		for place, v := range want {
			if _, ok := got[place]; !ok && strings.Trim(v, " \t\r\n") != "" && !strings.Contains(rows, `t="s"`) && !strings.Contains(rows, "t='s'") {
				t.Errorf("%q: the cell at %s is lost", rows, place)
			}
		}
	})
}
