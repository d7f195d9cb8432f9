package xlsx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"sync/atomic"

	"tenbin/ingest/format/raw"
)

// What a block holds at most: rows, and bytes of text unless one row has more.
const (
	blockRows  = 1024
	blockBytes = 1 << 20
	rowCells   = 64 // the text of a row is at most that of so many cells at their limit
)

// reader returns the Read function of a sheet; unseen is told how many rows are hidden.
func (w *workbook) reader(s sheet, unseen *atomic.Int64) func(context.Context, int, func(*raw.Block) error) error {
	return func(ctx context.Context, _ int, f func(*raw.Block) error) (err error) {
		p, err := w.c.open(ctx, s.part)
		if err != nil {
			return err
		}
		defer p.Close()
		g := &grid{w: w, name: s.name, limits: w.c.limits, x: newScanner(p), emit: f}
		g.block.Reset()
		if err = g.read(); err == nil {
			unseen.Store(g.hidden)
			err = g.flush()
		}
		return broken("sheet "+s.name, err)
	}
}

// grid reads one sheet from top to bottom.
type grid struct {
	w      *workbook
	name   string
	limits raw.Limits
	x      *scanner
	emit   func(*raw.Block) error

	block   raw.Block
	row     int64
	width   int   // cells of the row in the block
	hidden  int64 // rows that the workbook does not show
	rowFrom int   // where the row's text begins in the block
	sent    int64 // bytes of text in the blocks before
	value   []byte
	out     []byte
}

// read walks the sheet: rows count only as children of worksheet/sheetData, since
// drawings anchored in a sheet have elements called row of their own.
func (g *grid) read() error {
	seen := false
	for {
		e, err := g.x.next()
		switch {
		case err == io.EOF && !seen:
			return fmt.Errorf("%w: sheet %s has no sheetData", ErrTruncated, g.name)
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		switch {
		case e != startTag:
		case g.x.depth() == 1 && !g.x.is("worksheet"):
			return fmt.Errorf("%w: sheet %s is a %s", ErrTruncated, g.name, g.x.local())
		case g.x.depth() == 2 && g.x.is("sheetData"):
			if seen {
				return fmt.Errorf("%w: sheet %s has its data twice", ErrDisordered, g.name)
			}
			seen = true
			if err := g.readData(); err != nil {
				return err
			}
		}
	}
}

// readData reads the rows.
func (g *grid) readData() error {
	for {
		e, err := g.x.next()
		switch {
		case err != nil:
			return err
		case e == endTag && g.x.depth() == 1:
			return nil
		case e == startTag && g.x.depth() == 3 && g.x.is("row"):
			if err := g.readRow(); err != nil {
				return err
			}
		}
	}
}

// readRow reads one row element. A row that stands before or on an earlier one is
// refused: nobody can tell which of the two was meant.
func (g *grid) readRow() error {
	next := g.row + 1
	r, err := g.x.attribute("r")
	if err != nil {
		return err
	}
	if r != nil {
		n, err := strconv.ParseInt(string(r), 10, 64)
		if errors.Is(err, strconv.ErrRange) && n > 0 {
			return &raw.LimitError{Key: "rows", Limit: g.limits.Rows, Got: n}
		}
		if err != nil || n < 1 {
			return fmt.Errorf("%w: sheet %s: row number %.20q", ErrTruncated, g.name, r)
		}
		if n < next {
			return fmt.Errorf("%w: sheet %s: row %d comes after row %d", ErrDisordered, g.name, n, g.row)
		}
		next = n
	}
	if next > g.limits.Rows {
		return &raw.LimitError{Key: "rows", Limit: g.limits.Rows, Got: next}
	}
	h, err := g.x.attribute("hidden")
	if err != nil {
		return err
	}
	if string(h) == "1" || string(h) == "true" {
		g.hidden++
	}
	g.row, g.width, g.rowFrom = next, 0, len(g.block.Data)
	for last := -1; ; {
		e, err := g.x.next()
		switch {
		case err != nil:
			return err
		case e == endTag && g.x.depth() == 2:
			return g.endRow()
		case e == startTag && g.x.depth() == 4 && g.x.is("c"):
			if last, err = g.readCell(last); err != nil {
				return err
			}
		}
	}
}

// endRow closes the row; one without any text has no cells.
func (g *grid) endRow() error {
	g.block.EndRow(g.row)
	if g.block.Rows() >= blockRows || len(g.block.Data) > blockBytes {
		return g.flush()
	}
	return nil
}

func (g *grid) flush() error {
	if g.block.Rows() == 0 {
		return nil
	}
	if g.sent += int64(len(g.block.Data)); g.sent > g.limits.Unpacked {
		return &raw.LimitError{Key: "unpacked", Limit: g.limits.Unpacked, Got: g.sent}
	}
	if err := g.emit(&g.block); err != nil {
		return &stopped{err}
	}
	g.block.Reset()
	return nil
}

// add puts a cell into the row; the cells between it and the one before are empty.
func (g *grid) add(column int, text []byte, h raw.Hint) error {
	if column >= g.limits.Columns {
		return &raw.LimitError{Key: "columns", Limit: int64(g.limits.Columns), Got: int64(column + 1)}
	}
	if len(text) > g.limits.Cell {
		return &raw.LimitError{Key: "cell", Limit: int64(g.limits.Cell), Got: int64(len(text))}
	}
	if most := min(rowCells*int64(g.limits.Cell), math.MaxInt32); int64(len(g.block.Data)-g.rowFrom+len(text)) > most {
		return fmt.Errorf("row %d: the text of all its cells %w", g.row, &raw.LimitError{Key: "cell", Limit: int64(g.limits.Cell)})
	}
	for ; g.width < column; g.width++ {
		g.block.Add(nil, raw.Plain)
	}
	g.block.Add(text, h)
	g.width++
	return nil
}

// cell is what the XML says of a cell before its meaning is known.
type cell struct {
	column         int
	typ            byte
	kind           kind
	mask           string // of the cell's number format, where it shows a code
	formula, value bool
	inline         bool // the value is that of an is
}

// readCell reads one cell element and returns its column.
func (g *grid) readCell(last int) (int, error) {
	c, err := g.head(last)
	if err != nil {
		return 0, err
	}
	g.value = g.value[:0]
	phonetic, skip := 0, false
	collect := -1 // depth of the element whose own text is the value: v, or a t of is
	for {
		e, err := g.x.next()
		if err != nil {
			return 0, err
		}
		switch depth := g.x.depth(); e {
		case startTag:
			switch {
			case depth == 5 && g.x.is("f"):
				c.formula = true
			case depth == 5 && (g.x.is("v") || g.x.is("is")):
				if skip, err = g.begins(&c); err != nil {
					return 0, err
				}
				if !skip && !c.inline {
					collect = depth
				}
			case depth > 5 && (g.x.is("rPh") || g.x.is("Choice")):
				phonetic++
			case depth > 5 && g.x.is("t") && c.inline && !skip && phonetic == 0 && collect < 0:
				collect = depth
			}
		case endTag:
			switch {
			case depth == 3:
				return c.column, g.meaning(c)
			case depth < collect:
				collect = -1
			case depth > 4 && (g.x.is("rPh") || g.x.is("Choice")):
				phonetic--
			}
		case charData:
			if collect == g.x.depth() {
				if g.value = append(g.value, g.x.text...); len(g.value) > g.limits.Cell {
					return 0, &raw.LimitError{Key: "cell", Limit: int64(g.limits.Cell), Got: int64(len(g.value))}
				}
			}
		}
	}
}

// begins notes a v or an is. Of both in one cell that of the cell's type counts, and skip says
// that the other is passed over; two of one kind nobody can choose between.
func (g *grid) begins(c *cell) (skip bool, err error) {
	inline := g.x.is("is")
	switch {
	case c.value && c.inline == inline:
		return false, fmt.Errorf("%w: sheet %s: cell %s has two values", ErrDisordered, g.name, g.place(c.column))
	case c.value && inline != (c.typ == typeInline):
		return true, nil
	}
	c.value, c.inline, g.value = true, inline, g.value[:0]
	return false, nil
}

// The values of t.
const (
	typeNumber byte = iota
	typeShared
	typeString
	typeInline
	typeBool
	typeError
	typeDate
	typeUnknown
)

func typeOf(t []byte) byte {
	switch string(t) {
	case "", "n":
		return typeNumber
	case "s":
		return typeShared
	case "str":
		return typeString
	case "inlineStr":
		return typeInline
	case "b":
		return typeBool
	case "e":
		return typeError
	case "d":
		return typeDate
	}
	return typeUnknown
}

// head reads the attributes of a cell: place, type and style.
func (g *grid) head(last int) (c cell, err error) {
	c.column = last + 1
	r, err := g.x.attribute("r")
	if err != nil {
		return c, err
	}
	if r != nil {
		column, row, ok := position(string(r))
		if !ok {
			return c, fmt.Errorf("%w: sheet %s: row %d: the reference %.20q is none", ErrDisordered, g.name, g.row, r)
		}
		if row != g.row {
			return c, fmt.Errorf("%w: sheet %s: cell %.20q stands in row %d", ErrDisordered, g.name, r, g.row)
		}
		if column < c.column {
			return c, fmt.Errorf("%w: sheet %s: cell %s comes after %s", ErrDisordered, g.name, r, g.place(last))
		}
		c.column = column
	}
	if c.column >= 16384 {
		return c, &raw.LimitError{Key: "columns", Limit: int64(g.limits.Columns), Got: int64(c.column + 1)}
	}
	t, err := g.x.attribute("t")
	if err != nil {
		return c, err
	}
	c.typ = typeOf(t)
	s, err := g.x.attribute("s")
	if err != nil || len(s) == 0 {
		return c, err
	}
	style, err := strconv.ParseUint(string(s), 10, 31)
	switch {
	case err == nil && int(style) < len(g.w.kinds):
		c.kind, c.mask = g.w.kinds[style], g.w.masks[style]
	case err != nil || style > 0 && len(g.w.kinds) > 0:
		return c, fmt.Errorf("%w: sheet %s: cell %s has style %.20q of %d", ErrTruncated, g.name, g.place(c.column), s, len(g.w.kinds))
	}
	return c, nil
}

// meaning puts the cell into the row, with the text and hint of its type and format.
func (g *grid) meaning(c cell) error {
	v := g.value
	if c.typ != typeString && c.typ != typeInline {
		v = bytes.Trim(v, " \t\r\n")
	}
	if c.formula && (!c.value || len(v) == 0 && c.typ != typeString) {
		return g.add(c.column, nil, raw.NoCache)
	}
	if !c.value || len(v) == 0 {
		return nil
	}
	switch c.typ {
	case typeShared:
		i, err := strconv.ParseUint(string(v), 10, 31)
		if err != nil || int(i) >= g.w.strings.len() {
			return fmt.Errorf("%w: sheet %s: cell %s points at shared string %.20q of %d", ErrTruncated, g.name, g.place(c.column), v, g.w.strings.len())
		}
		if v = g.w.strings.at(int(i)); len(v) == 0 {
			return nil
		}
		return g.add(c.column, v, raw.String)
	case typeString, typeInline:
		return g.add(c.column, v, raw.String)
	case typeBool:
		switch string(v) {
		case "1", "true":
			return g.add(c.column, []byte("true"), raw.Bool)
		case "0", "false":
			return g.add(c.column, []byte("false"), raw.Bool)
		}
	case typeError:
		return g.add(c.column, v, raw.Error)
	case typeDate:
		g.out = toMillisecond(g.out[:0], v)
		return g.add(c.column, g.out, isoHint(g.out))
	case typeNumber:
		var h raw.Hint
		if c.mask != "" {
			var ok bool
			if g.out, h, ok = masked(g.out[:0], v, c.mask); ok {
				return g.add(c.column, g.out, h)
			}
		}
		g.out, h = present(g.out[:0], v, c.kind, g.w.epoch1904)
		return g.add(c.column, g.out, h)
	}
	return g.add(c.column, v, raw.Plain) // not what its type says: the reader of cells decides
}
