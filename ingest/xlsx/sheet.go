package xlsx

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"tenbin/ingest/raw"
)

// blockRows bounds the rows of a block.
const blockRows = 1024

// cellValue is a cell of the row being read.
type cellValue struct {
	column int // 0-based
	text   string
	hint   raw.Hint
}

// reader returns the Read function of a sheet.
func (w *workbook) reader(s sheet) func(context.Context, int, func(*raw.Block) error) error {
	return func(ctx context.Context, _ int, f func(*raw.Block) error) (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("%w: sheet %s: %v", ErrTruncated, s.name, r)
			}
		}()
		p, err := w.c.open(s.part)
		if err != nil {
			return err
		}
		defer p.Close()
		g := &grid{w: w, sheet: s, d: decoder(p), emit: f, ctx: ctx}
		return g.read()
	}
}

// grid reads one sheet from top to bottom.
type grid struct {
	w     *workbook
	sheet sheet
	d     *xml.Decoder
	emit  func(*raw.Block) error
	ctx   context.Context
	block raw.Block
	row   int64
	cells []cellValue
	seen  bool // the sheetData element
}

func (g *grid) read() error {
	g.block.Reset()
	for {
		t, err := g.d.Token()
		if err == io.EOF {
			if !g.seen {
				return fmt.Errorf("%w: sheet %s holds no data element", ErrTruncated, g.sheet.name)
			}
			return g.flush()
		}
		if err != nil {
			return broken("sheet "+g.sheet.name, err)
		}
		switch e := t.(type) {
		case xml.Directive:
			return fmt.Errorf("%w: sheet %s carries a DOCTYPE", ErrNotWorkbook, g.sheet.name)
		case xml.StartElement:
			switch e.Name.Local {
			case "sheetData":
				g.seen = true
			case "row":
				if err := g.readRow(e); err != nil {
					return err
				}
			}
		}
	}
}

// readRow reads one row element. A row that stands before or on an earlier one is
// refused: nobody can tell which of the two was meant.
func (g *grid) readRow(e xml.StartElement) error {
	next := g.row + 1
	if r := attribute(e, "r"); r != "" {
		n, err := strconv.ParseInt(r, 10, 64)
		if err != nil || n < 1 {
			return fmt.Errorf("%w: sheet %s: row number %q", ErrTruncated, g.sheet.name, r)
		}
		if n < next {
			return fmt.Errorf("%w: sheet %s, row %d comes after row %d", ErrDisordered, g.sheet.name, n, g.row)
		}
		next = n
	}
	if next > g.w.c.limits.Rows {
		return &raw.LimitError{Key: "rows", Limit: g.w.c.limits.Rows, Got: next}
	}
	g.row, g.cells = next, g.cells[:0]
	last := -1
	for {
		t, err := g.d.Token()
		if err != nil {
			return broken("sheet "+g.sheet.name, err)
		}
		switch x := t.(type) {
		case xml.EndElement:
			if x.Name.Local == "row" {
				return g.endRow()
			}
		case xml.StartElement:
			if x.Name.Local != "c" {
				if err := g.d.Skip(); err != nil {
					return broken("sheet "+g.sheet.name, err)
				}
				continue
			}
			if last, err = g.readCell(x, last); err != nil {
				return err
			}
		}
	}
}

// endRow writes the row into the block; a row without any text is left out (its number
// shows as a gap).
func (g *grid) endRow() error {
	width, filled := 0, false
	for _, c := range g.cells {
		if c.text != "" || c.hint == raw.NoCache {
			width, filled = max(width, c.column+1), true
		}
	}
	if !filled {
		return nil
	}
	at := 0
	for j := range width {
		if at < len(g.cells) && g.cells[at].column == j {
			g.block.Add([]byte(g.cells[at].text), g.cells[at].hint)
			at++
		} else {
			g.block.Add(nil, raw.Plain)
		}
	}
	g.block.EndRow(g.row)
	if g.block.Rows() >= blockRows || len(g.block.Data) > 1<<20 {
		return g.flush()
	}
	return nil
}

func (g *grid) flush() error {
	if err := g.ctx.Err(); err != nil {
		return err
	}
	if g.block.Rows() == 0 {
		return nil
	}
	err := g.emit(&g.block)
	g.block.Reset()
	return err
}

// readCell reads one cell element and returns its column.
func (g *grid) readCell(e xml.StartElement, last int) (int, error) {
	column := last + 1
	if r := attribute(e, "r"); r != "" {
		c, row, ok := reference(r)
		if !ok || row != g.row {
			return 0, fmt.Errorf("%w: sheet %s: cell %q stands in row %d", ErrDisordered, g.sheet.name, r, g.row)
		}
		if c < column {
			return 0, fmt.Errorf("%w: sheet %s: cell %s comes after column %d", ErrDisordered, g.sheet.name, r, column)
		}
		column = c
	}
	if column >= g.w.c.limits.Columns {
		return 0, &raw.LimitError{Key: "columns", Limit: int64(g.w.c.limits.Columns), Got: int64(column + 1)}
	}
	style, _ := strconv.Atoi(attribute(e, "s"))
	kind := number
	if style >= 0 && style < len(g.w.kinds) {
		kind = g.w.kinds[style]
	}
	v := cellValue{column: column}
	typ := attribute(e, "t")
	formula, hasValue, value := false, false, ""
	for {
		t, err := g.d.Token()
		if err != nil {
			return 0, broken("sheet "+g.sheet.name, err)
		}
		switch x := t.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "v":
				hasValue = true
				value, err = content(g.d, "v", g.w.c.limits.Cell)
			case "is":
				hasValue = true
				value, err = richText(g.d, "is", g.w.c.limits.Cell)
			case "f":
				formula = true
				err = g.d.Skip()
			default:
				err = g.d.Skip()
			}
			if err != nil {
				return 0, broken("sheet "+g.sheet.name, err)
			}
		case xml.EndElement:
			if x.Name.Local != "c" {
				continue
			}
			if err := g.meaning(&v, typ, value, kind, formula, hasValue); err != nil {
				return 0, err
			}
			g.cells = append(g.cells, v)
			return column, nil
		}
	}
}

// meaning fills text and hint from the cell's type, value and format.
func (g *grid) meaning(v *cellValue, typ, value string, k kind, formula, hasValue bool) error {
	switch {
	case formula && !hasValue, formula && value == "" && typ != "str":
		v.hint = raw.NoCache
		return nil
	case !hasValue:
		return nil
	}
	switch typ {
	case "s":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(g.w.strings) {
			return fmt.Errorf("%w: sheet %s, row %d: shared string %s of %d", ErrTruncated, g.sheet.name, g.row, value, len(g.w.strings))
		}
		v.text, v.hint = g.w.strings[i], raw.String
	case "str", "inlineStr":
		v.text, v.hint = value, raw.String
	case "b":
		v.text, v.hint = strconv.FormatBool(value == "1" || value == "true"), raw.Bool
	case "e":
		v.text, v.hint = value, raw.Error
	case "d":
		v.text, v.hint = value, raw.Stamp
		if len(value) == 10 {
			v.hint = raw.Date
		}
	default:
		v.text, v.hint = present(value, k, g.w.epoch1904)
	}
	return nil
}

// content collects the text up to the end of an element.
func content(d *xml.Decoder, end string, most int) (string, error) {
	var out []byte
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch x := t.(type) {
		case xml.CharData:
			if out = append(out, x...); len(out) > most {
				return "", &raw.LimitError{Key: "cell", Limit: int64(most), Got: int64(len(out))}
			}
		case xml.EndElement:
			if x.Name.Local == end {
				return string(out), nil
			}
		}
	}
}

// reference reads a cell reference: "F214" → column 5, row 214.
func reference(s string) (column int, row int64, ok bool) {
	i := 0
	for ; i < len(s) && s[i] >= 'A' && s[i] <= 'Z' && i < 4; i++ {
		column = column*26 + int(s[i]-'A') + 1
	}
	if i == 0 || i == len(s) {
		return 0, 0, false
	}
	row, err := strconv.ParseInt(s[i:], 10, 64)
	return column - 1, row, err == nil && row > 0
}
