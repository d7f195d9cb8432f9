package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// said is one text of a file and where it stands.
type said struct {
	place string // part of the file, and the cell
	kind  string // cell, number, formula, name, note, property, style, part
	text  string
}

// everything returns every text of a workbook: cells of all sheets, sheet and defined
// names, headers and footers, comments, choices, links, chart titles, properties.
func everything(t *testing.T, raw []byte) []said {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	var names []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	shared := sharedStrings(t, parts["xl/sharedStrings.xml"])
	var list []said
	for _, name := range names {
		list = append(list, said{name, "part", name})
		switch {
		case name == "xl/sharedStrings.xml" || !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") && !strings.HasSuffix(name, ".vml"):
		case strings.HasPrefix(name, "xl/worksheets/sheet"):
			list = append(list, sheetTexts(t, name, parts[name], shared)...)
		default:
			list = append(list, partTexts(t, name, parts[name])...)
		}
	}
	// A shared string that no cell shows would still be read by a curious eye.
	for i, s := range shared {
		list = append(list, said{"xl/sharedStrings.xml:" + strconv.Itoa(i), "cell", s})
	}
	return list
}

func sharedStrings(t *testing.T, part []byte) []string {
	t.Helper()
	var x struct {
		Items []struct {
			Text string   `xml:"t"`
			Runs []string `xml:"r>t"`
		} `xml:"si"`
	}
	if len(part) == 0 {
		return nil
	}
	if err := xml.Unmarshal(part, &x); err != nil {
		t.Fatal(err)
	}
	list := make([]string, len(x.Items))
	for i, s := range x.Items {
		list[i] = s.Text + strings.Join(s.Runs, "")
	}
	return list
}

// sheetTexts reads a sheet: its cells, and whatever else it says.
func sheetTexts(t *testing.T, name string, part []byte, shared []string) []said {
	t.Helper()
	var list []said
	d := xml.NewDecoder(bytes.NewReader(part))
	cell, kind, element := "", "", ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			element = x.Name.Local
			for _, a := range x.Attr {
				switch {
				case element == "c" && a.Name.Local == "r":
					cell, kind = a.Value, ""
				case element == "c" && a.Name.Local == "t":
					kind = a.Value
				case spoken[a.Name.Local]:
					list = append(list, said{name + ":" + element + " " + a.Name.Local, "note", a.Value})
				}
			}
		case xml.EndElement:
			if x.Name.Local == "c" {
				cell = ""
			}
			element = ""
		case xml.CharData:
			text := string(x)
			switch {
			case strings.TrimSpace(text) == "":
			case element == "f" && cell != "":
				list = append(list, said{name + "!" + cell, "formula", text})
			case element == "v" && kind == "s":
				i, err := strconv.Atoi(text)
				if err != nil || i < 0 || i >= len(shared) {
					t.Fatalf("%s!%s: no shared string %q", name, cell, text)
				}
				list = append(list, said{name + "!" + cell, "cell", shared[i]})
			case element == "v" && kind != "str" && kind != "e":
				list = append(list, said{name + "!" + cell, "number", text})
			case cell != "":
				list = append(list, said{name + "!" + cell, "cell", text})
			default: // header, footer, choices, ranges
				list = append(list, said{name + ":" + element, "note", text})
			}
		}
	}
}

// spoken are the attributes that a reader can see, whatever the element.
var spoken = map[string]bool{"name": true, "displayName": true, "prompt": true, "promptTitle": true, "error": true, "errorTitle": true, "display": true,
	"tooltip": true, "location": true, "descr": true, "title": true, "comment": true, "Target": true, "customPrompt": true, "author": true}

// partTexts reads any other part: names, comments, charts, properties, links.
func partTexts(t *testing.T, name string, part []byte) []said {
	t.Helper()
	kind := "note"
	switch {
	case strings.HasPrefix(name, "docProps/"):
		kind = "property"
	case name == "xl/styles.xml" || strings.HasPrefix(name, "xl/theme") || strings.HasSuffix(name, ".rels") || name == "[Content_Types].xml":
		kind = "style"
	case name == "xl/workbook.xml":
		kind = "name"
	}
	var list []said
	d := xml.NewDecoder(bytes.NewReader(part))
	d.Strict = false
	element := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			element = x.Name.Local
			for _, a := range x.Attr {
				if spoken[a.Name.Local] || kind == "property" {
					list = append(list, said{name + ":" + element + " " + a.Name.Local, kind, a.Value})
				}
			}
		case xml.CharData:
			if s := string(x); strings.TrimSpace(s) != "" {
				list = append(list, said{name + ":" + element, kind, s})
			}
		}
	}
}

// rewritten is a workbook with the part name changed; a part that is not there is added.
func rewritten(t *testing.T, raw []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	found := false
	put := func(name string, b []byte) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(b)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			found = true
			changed := change(b)
			if bytes.Equal(changed, b) {
				t.Fatalf("%s: nothing was planted", name)
			}
			b = changed
		}
		put(f.Name, b)
	}
	if !found {
		put(name, change(nil))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func (s said) String() string {
	text := []rune(s.text)
	if len(text) > 160 {
		text = append(text[:160], '…')
	}
	return fmt.Sprintf("%s (%s): %s", s.place, s.kind, string(text))
}
