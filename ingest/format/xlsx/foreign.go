package xlsx

import (
	"io"
	"path"
	"slices"
	"strings"

	"tenbin/ingest/format/raw"
)

// foreign names the form of a zip whose main part is no workbook of ours; nil when it is,
// or when it has the parts of one but not this.
func (c *container) foreign(main string) *raw.FormatError {
	if strings.HasSuffix(main, ".bin") || c.has("xl/workbook.bin") {
		return raw.Foreign("xlsb")
	}
	if c.has(main) {
		return nil
	}
	for _, k := range []struct{ part, format string }{
		{"index/document.iwa", "numbers"}, {"index.zip", "numbers"}, {"word/document.xml", "word"}, {"ppt/presentation.xml", "powerpoint"},
	} {
		if c.has(k.part) {
			return raw.Foreign(k.format)
		}
	}
	if f := c.parts["mimetype"]; f != nil {
		switch kind := c.firstBytes("mimetype"); {
		case strings.Contains(kind, "opendocument.spreadsheet"):
			return raw.Foreign("ods")
		case strings.Contains(kind, "opendocument.text"):
			return raw.Foreign("word")
		}
	}
	var names []string
	for name, f := range c.parts {
		if strings.HasPrefix(name, "xl/") || strings.HasPrefix(name, "_rels/") || name == "[content_types].xml" {
			return nil // a workbook that lost a part
		}
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, path.Base(f.Name))
		}
	}
	slices.Sort(names)
	if len(names) > 3 {
		names = append(names[:3], "…")
	}
	return raw.Foreign("zip").Holding(strings.Join(names, ", "))
}

// firstBytes returns the beginning of a small part.
func (c *container) firstBytes(name string) string {
	r, err := c.parts[name].Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, 256))
	return string(b)
}
