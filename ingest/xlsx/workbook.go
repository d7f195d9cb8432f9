package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"tenbin/ingest/raw"
)

// workbook is what the sheets share.
type workbook struct {
	c         *container
	sheets    []sheet
	epoch1904 bool
	strings   []string
	kinds     []kind // by cell style
}

type sheet struct{ name, part string }

// workbook reads workbook.xml, its relations, the styles and the shared strings.
func (c *container) workbook() (*workbook, error) {
	w := &workbook{c: c}
	main := "xl/workbook.xml"
	if targets, err := c.relations("_rels/.rels", ""); err == nil {
		for _, t := range targets {
			if strings.HasSuffix(t.kind, "/officeDocument") {
				main = t.part
			}
		}
	}
	if _, ok := c.parts[strings.ToLower(main)]; !ok {
		return nil, fmt.Errorf("%w: a zip file without %s", ErrNotWorkbook, main)
	}
	related, err := c.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), path.Dir(main))
	if err != nil {
		return nil, err
	}
	byID := map[string]relation{}
	for _, r := range related {
		byID[r.id] = r
	}
	err = c.walk(main, func(e xml.StartElement, _ *xml.Decoder) error {
		switch e.Name.Local {
		case "workbookPr":
			v := attribute(e, "date1904")
			w.epoch1904 = v == "1" || v == "true"
		case "sheet":
			r, ok := byID[attribute(e, "id")]
			if ok && strings.HasSuffix(r.kind, "/worksheet") {
				w.sheets = append(w.sheets, sheet{attribute(e, "name"), r.part})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, r := range related {
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = w.readStrings(r.part)
		case strings.HasSuffix(r.kind, "/styles"):
			err = w.readStyles(r.part)
		}
		if err != nil {
			return nil, err
		}
	}
	return w, nil
}

type relation struct{ id, kind, part string }

// relations reads a .rels part; targets become part names.
func (c *container) relations(part, base string) ([]relation, error) {
	var out []relation
	err := c.walk(part, func(e xml.StartElement, _ *xml.Decoder) error {
		if e.Name.Local == "Relationship" && attribute(e, "TargetMode") != "External" {
			target := attribute(e, "Target")
			if strings.HasPrefix(target, "/") {
				target = target[1:]
			} else {
				target = path.Join(base, target)
			}
			out = append(out, relation{attribute(e, "Id"), attribute(e, "Type"), target})
		}
		return nil
	})
	return out, err
}

// attribute returns an attribute by its local name.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk calls f with every start element of a part, which must be well-formed to its end.
func (c *container) walk(part string, f func(xml.StartElement, *xml.Decoder) error) error {
	r, err := c.open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	d := decoder(r)
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return broken(part, err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			if err := f(e, d); err != nil {
				return err
			}
		case xml.Directive:
			return fmt.Errorf("%w: %s carries a DOCTYPE", ErrNotWorkbook, part)
		}
	}
}

// decoder reads XML strictly; entities beyond XML's own five are errors.
func decoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Strict = true
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "utf-8") {
			return in, nil
		}
		return nil, fmt.Errorf("encoding %s", charset)
	}
	return d
}

// broken wraps what the XML reader says, limits excepted.
func broken(part string, err error) error {
	var limit *raw.LimitError
	if errors.As(err, &limit) || errors.Is(err, ErrTruncated) {
		return err
	}
	return fmt.Errorf("%w: %s: %v", ErrTruncated, part, err)
}

// readStrings keeps the shared strings; readings of kanji (rPh) are not part of them.
func (w *workbook) readStrings(part string) error {
	kept := int64(0)
	return w.c.walk(part, func(e xml.StartElement, d *xml.Decoder) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := richText(d, "si", w.c.limits.Cell)
		if err != nil {
			return broken(part, err)
		}
		if kept += int64(len(s)) + 16; kept > w.c.limits.Unpacked {
			return &raw.LimitError{Key: "unpacked", Limit: w.c.limits.Unpacked, Got: kept}
		}
		w.strings = append(w.strings, s)
		return nil
	})
}

// richText collects the t elements up to the end of the element called end.
func richText(d *xml.Decoder, end string, most int) (string, error) {
	var b strings.Builder
	inText, phonetic := false, 0
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "t":
				inText = phonetic == 0
			case "rPh":
				phonetic++
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "t":
				inText = false
			case "rPh":
				phonetic--
			case end:
				return b.String(), nil
			}
		case xml.CharData:
			if inText {
				b.Write(e)
				if b.Len() > most {
					return "", &raw.LimitError{Key: "cell", Limit: int64(most), Got: int64(b.Len())}
				}
			}
		case xml.Directive:
			return "", fmt.Errorf("%w: a DOCTYPE", ErrNotWorkbook)
		}
	}
}

// readStyles finds what each cell style makes of a number.
func (w *workbook) readStyles(part string) error {
	custom := map[int]string{}
	inCells := false
	return w.c.walk(part, func(e xml.StartElement, _ *xml.Decoder) error {
		switch e.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attribute(e, "numFmtId")); err == nil {
				custom[id] = attribute(e, "formatCode")
			}
		case "cellXfs":
			inCells = true
		case "cellStyleXfs", "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells {
				id, _ := strconv.Atoi(attribute(e, "numFmtId"))
				w.kinds = append(w.kinds, kindOf(id, custom[id]))
			}
		}
		return nil
	})
}
