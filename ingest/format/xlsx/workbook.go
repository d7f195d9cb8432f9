package xlsx

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"tenbin/ingest/format/raw"
)

// workbook is what the sheets share.
type workbook struct {
	c         *container
	sheets    []sheet
	remarks   []string
	epoch1904 bool
	strings   texts
	kinds     []kind   // by cell style
	masks     []string // by cell style: the form of a code, "" for other numbers
}

type sheet struct {
	name, part string
	hidden     bool
}

// texts is the table of shared strings, one behind another.
type texts struct {
	data []byte
	ends []int
}

func (t *texts) len() int { return len(t.ends) }

func (t *texts) at(i int) []byte {
	if i == 0 {
		return t.data[:t.ends[0]]
	}
	return t.data[t.ends[i-1]:t.ends[i]]
}

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
	} else if c.has("_rels/.rels") {
		return nil, err
	}
	switch {
	case c.foreign(main) != nil:
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, c.foreign(main))
	case !c.has(main):
		return nil, fmt.Errorf("%w: a zip file without %s", ErrNotWorkbook, main)
	}
	related, err := c.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), path.Dir(main))
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, related); err != nil {
		return nil, err
	}
	for _, r := range related {
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			if w.strings.len() > 0 {
				return nil, fmt.Errorf("%w: it has two tables of shared strings", ErrTruncated)
			}
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

// readSheets lists the worksheets in their order; chart sheets hold no cells.
func (w *workbook) readSheets(main string, related []relation) error {
	byID := map[string]relation{}
	for _, r := range related {
		byID[r.id] = r
	}
	err := w.c.walk(main, func(x *scanner) error {
		switch {
		case x.depth() == 1 && !x.is("workbook"):
			return fmt.Errorf("%w: its main part is a %s", ErrNotWorkbook, x.local())
		case x.depth() == 2 && x.is("workbookPr"):
			v, err := x.attribute("date1904")
			w.epoch1904 = string(v) == "1" || string(v) == "true"
			return err
		case x.depth() == 3 && x.is("sheet"):
			v, err := values(x, "name", ":id", "state")
			if err != nil {
				return err
			}
			r, ok := byID[v[1]]
			switch {
			case v[1] == "": // a module of Excel 95, or of a macro
				w.remarks = append(w.remarks, fmt.Sprintf("sheet %s has no cells, left out", v[0]))
				return nil
			case !ok:
				return fmt.Errorf("%w: sheet %s has no part", ErrTruncated, v[0])
			case !strings.HasSuffix(r.kind, "/worksheet"):
				w.remarks = append(w.remarks, fmt.Sprintf("sheet %s left out: a %s", v[0], path.Base(r.kind)))
				return nil
			case strings.HasSuffix(strings.ToLower(v[2]), "hidden"):
				w.remarks = append(w.remarks, fmt.Sprintf("sheet %s is hidden", v[0]))
			}
			w.sheets = append(w.sheets, sheet{v[0], r.part, strings.HasSuffix(strings.ToLower(v[2]), "hidden")})
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		return fmt.Errorf("%w: it has no worksheet", ErrNotWorkbook)
	}
	return err
}

// values returns several attributes as strings.
func values(x *scanner, names ...string) ([]string, error) {
	out := make([]string, len(names))
	for i, n := range names {
		v, err := x.attribute(n)
		if err != nil {
			return nil, err
		}
		out[i] = string(v)
	}
	return out, nil
}

type relation struct{ id, kind, part string }

// relations reads a .rels part; targets become part names, external ones are ignored.
func (c *container) relations(part, base string) ([]relation, error) {
	var out []relation
	err := c.walk(part, func(x *scanner) error {
		if !x.is("Relationship") {
			return nil
		}
		v, err := values(x, "Id", "Type", "Target", "TargetMode")
		if err != nil || v[3] == "External" {
			return err
		}
		target := strings.ReplaceAll(v[2], "\\", "/")
		if strings.HasPrefix(target, "/") {
			target = target[1:]
		} else {
			target = path.Join(base, target)
		}
		out = append(out, relation{v[0], v[1], target})
		return nil
	})
	return out, err
}

// walk calls f at every start tag of a part, which must be well-formed to its end.
func (c *container) walk(part string, f func(*scanner) error) error {
	return c.events(part, func(e event, x *scanner) error {
		if e == startTag {
			return f(x)
		}
		return nil
	})
}

// events calls f with every event of a part.
func (c *container) events(part string, f func(event, *scanner) error) error {
	r, err := c.open(context.Background(), part)
	if err != nil {
		return err
	}
	defer r.Close()
	for x := newScanner(r); ; {
		e, err := x.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = f(e, x)
		}
		if err != nil {
			return broken(part, err)
		}
	}
}

// stopped carries the error of whoever receives the blocks past all wrapping.
type stopped struct{ error }

// broken says in which part the XML is damaged; errors that say so themselves and those
// of the receiver pass.
func broken(part string, err error) error {
	var stop *stopped
	switch {
	case errors.As(err, &stop):
		return stop.error
	case errors.Is(err, errDoctype):
		return fmt.Errorf("%w: %s: %v", ErrNotWorkbook, part, err)
	case errors.Is(err, errSyntax), errors.Is(err, io.ErrNoProgress):
		return fmt.Errorf("%w: %s: %v", ErrTruncated, part, err)
	}
	return err
}

// readStrings keeps the shared strings; readings of kanji (rPh) are not part
// of them, nor is what only another program understands (Choice).
func (w *workbook) readStrings(part string) error {
	phonetic, collect, from := 0, -1, 0 // collect: depth of the t being read
	most := w.c.limits.Cell
	return w.c.events(part, func(e event, x *scanner) error {
		t := &w.strings
		switch e {
		case startTag:
			switch {
			case x.depth() == 2:
				phonetic, collect, from = 0, -1, len(t.data)
			case x.is("rPh"), x.is("Choice"):
				phonetic++
			case x.is("t") && phonetic == 0 && collect < 0:
				collect = x.depth()
			}
		case endTag:
			switch {
			case x.depth() == 1 && x.is("si"):
				t.ends = append(t.ends, len(t.data))
				if int64(len(t.data)+8*len(t.ends)) > w.c.limits.Unpacked {
					return &raw.LimitError{Key: "unpacked", Limit: w.c.limits.Unpacked, Got: int64(len(t.data) + 8*len(t.ends))}
				}
			case x.depth() < collect:
				collect = -1
			case x.is("rPh"), x.is("Choice"):
				phonetic--
			}
		case charData:
			if collect == x.depth() {
				if t.data = append(t.data, x.text...); len(t.data)-from > most {
					return &raw.LimitError{Key: "cell", Limit: int64(most), Got: int64(len(t.data) - from)}
				}
			}
		}
		return nil
	})
}

// readStyles finds what each cell style makes of a number. Alternatives for other programs
// (mc:AlternateContent) are one style.
func (w *workbook) readStyles(part string) error {
	custom := map[int]string{}
	var ids []int
	inCells, choosing, at := false, false, 0 // at: where the style of the alternatives stands
	err := w.c.walk(part, func(x *scanner) error {
		switch {
		case x.depth() == 2:
			inCells, choosing = x.is("cellXfs"), false
		case x.depth() == 3 && x.is("AlternateContent"):
			if choosing = inCells; choosing {
				at, ids = len(ids), append(ids, 0)
			}
		case x.depth() == 5 && choosing && x.is("xf"):
			v, err := values(x, "numFmtId")
			if err != nil {
				return err
			}
			ids[at], _ = strconv.Atoi(v[0]) // the last one is the fallback's
		case x.depth() == 3 && x.is("numFmt"), x.depth() == 5 && !inCells && x.is("numFmt"), x.depth() == 3 && inCells && x.is("xf"):
			choosing = false
			v, err := values(x, "numFmtId", "formatCode")
			if err != nil {
				return err
			}
			id, err := strconv.Atoi(v[0])
			if err != nil && v[0] != "" {
				return fmt.Errorf("%w: %s: number format %.20q", ErrTruncated, part, v[0])
			}
			if inCells {
				ids = append(ids, id)
			} else {
				custom[id] = v[1]
			}
		}
		return nil
	})
	w.kinds, w.masks = w.kinds[:0], w.masks[:0]
	for _, id := range ids {
		w.kinds, w.masks = append(w.kinds, kindOf(id, custom[id])), append(w.masks, maskOf(custom[id]))
	}
	return err
}
