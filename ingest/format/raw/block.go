// Package raw is the one form in which every source format hands over its rows,
// before anything is known of their meaning: text cells by position, each with a
// hint of what the source itself said it was.
package raw

import (
	"context"
	"slices"
)

// Hint is what the source format knows about a cell beside its text.
type Hint uint8

// The hints. Delimited text knows nothing: all its cells are Plain.
const (
	Plain   Hint = iota // text; may be a number or a date in any of the written forms
	String              // the source says: text, not a number (xlsx shared string, Parquet utf8)
	Number              // decimal text with point, no grouping: "-1234.5", "1.2E+3"
	Percent             // a Number that the source shows as per cent: "0.05" is 5 %
	Date                // "2026-10-31"
	Stamp               // "2026-10-31T09:15:00.123456", zone-less unless it ends in Z or ±hh:mm
	Time                // a time of day: "09:15:00"
	Bool                // "true" or "false"
	Error               // an error cell: the text is "#REF!" and so on
	NoCache             // a formula without a cached value: the text is empty
	Invalid             // bytes that do not decode: the text is what could be read
)

// Block is a run of consecutive rows. Rows may differ in width. The bytes belong to
// the block and are valid until it is handed back.
type Block struct {
	Row   []int64  // physical row of each row: line where it starts, or sheet row (1-based)
	First []uint32 // index of each row's first cell in Start; len = rows+1
	Start []uint32 // cell i is Data[Start[i]:End[i]]
	End   []uint32
	Data  []byte
	// Dict is where the texts begin that belong to one cell each. A cell that starts before
	// it has a text of its column's dictionary, at a multiple of DictStep: while a piece is
	// read, a cell of the column that starts there has that text and that hint again.
	Dict  uint32
	Hints []Hint // per cell; nil when all are Plain
	Bad   []int  // indexes of rows with a quote that never closes, ascending
	// Coded are the columns of a block that Sheet.ReadCoded delivered, by position; nil in
	// any other. Cells of a column with codes or numbers have no text before Spell has
	// written it.
	Coded []Coded
	spell func() error
}

// Want is the form in which a column may come.
type Want uint8

// The forms, each including those before it.
const (
	AsText Want = iota
	AsCodes
	AsNumbers
)

// NoNumber stands in Coded.Hundredths for a cell that is no number of hundredths.
const NoNumber = -1 << 63

// Coded is a column that does not stand as text, or with neither codes nor numbers one
// that does.
type Coded struct {
	// Hundredths are numbers times 100 per row, each below 10^15.
	Hundredths []int64
	// Codes are the numbers of the cells' values per row; −1 = an empty cell.
	Codes []int32
	// Value returns the text of a code, good until the next call. A code means the same
	// until the piece is read.
	Value func(code int32) ([]byte, Hint)
}

// Code makes b a block with codes; spell writes the text of their cells.
func (b *Block) Code(columns []Coded, spell func() error) { b.Coded, b.spell = columns, spell }

// Spell writes the text of cells that stand as codes.
func (b *Block) Spell() error {
	if b.spell == nil {
		return nil
	}
	spell := b.spell
	b.Coded, b.spell = nil, nil
	return spell()
}

// Rows returns the number of rows.
func (b *Block) Rows() int { return len(b.Row) }

// Width returns the number of cells in row i.
func (b *Block) Width(i int) int { return int(b.First[i+1] - b.First[i]) }

// Cell returns the text and hint of column j (0-based) of row i; nothing beyond the row's width.
func (b *Block) Cell(i, j int) ([]byte, Hint) {
	k := b.First[i] + uint32(j)
	if j < 0 || k >= b.First[i+1] {
		return nil, Plain
	}
	if b.Hints == nil {
		return b.Data[b.Start[k]:b.End[k]], Plain
	}
	return b.Data[b.Start[k]:b.End[k]], b.Hints[k]
}

// Reset empties b and keeps its memory.
func (b *Block) Reset() {
	b.Row, b.First, b.Start, b.End = b.Row[:0], append(b.First[:0], 0), b.Start[:0], b.End[:0]
	b.Data, b.Hints, b.Bad = b.Data[:b.Dict], b.Hints[:0], b.Bad[:0]
	b.Coded, b.spell = nil, nil
}

// DictStep is the distance of the texts of a dictionary.
const DictStep = 16

// Add appends a cell to the row being built; EndRow closes it. For readers that
// build blocks cell by cell (xlsx, Parquet); the text scanner fills the slices itself.
func (b *Block) Add(text []byte, h Hint) {
	b.Start = append(b.Start, uint32(len(b.Data)))
	b.Data = append(b.Data, text...)
	b.End = append(b.End, uint32(len(b.Data)))
	b.Hints = append(b.Hints, h)
}

// Grid makes b hold rows of width empty cells, numbered from first on, for a reader that
// fills it column by column.
func (b *Block) Grid(rows, width int, first int64) {
	b.Reset()
	cells := rows * width
	b.Start, b.End, b.Hints = slices.Grow(b.Start, cells)[:cells], slices.Grow(b.End, cells)[:cells], slices.Grow(b.Hints, cells)[:cells]
	for i := range rows {
		b.Row, b.First = append(b.Row, first+int64(i)), append(b.First, uint32((i+1)*width))
	}
}

// EndRow closes the row whose cells were added, at physical row number.
func (b *Block) EndRow(number int64) {
	if len(b.First) == 0 {
		b.First = append(b.First, 0)
	}
	b.Row = append(b.Row, number)
	b.First = append(b.First, uint32(len(b.Start)))
}

// Sheet is one grid of rows in a source file: a sheet of a workbook, or the only
// grid of a text, Parquet or Arrow file (Name "").
type Sheet struct {
	Name string
	// Hidden: the workbook does not show it.
	Hidden bool
	// Parts is the number of pieces that can be read at once (≥ 1).
	Parts int
	// Read calls f with the blocks of piece part, in row order. f borrows the block.
	// Piece k's rows all stand before piece k+1's. It may be called again.
	Read func(ctx context.Context, part int, f func(*Block) error) error
	// ReadCoded is Read for one who takes columns in other forms than text, by position;
	// nil where the format has no other.
	ReadCoded func(ctx context.Context, part int, want []Want, f func(*Block) error) error
	// HiddenRows is how many hidden rows the last whole Read met; nil where the format has
	// none.
	HiddenRows func() int64
	// Merged returns the merged cells of the sheet; nil where the format has none.
	Merged func(ctx context.Context) ([]Range, error)
	// Named holds the column names where the format itself has them (Parquet, Arrow);
	// row numbers then start at 1 for the first data row.
	Named []string
}

// Book is an opened source file.
type Book struct {
	Sheets []Sheet
	Traits Traits
	// Remarks are what the reader understood, for `tenbin read` (dialect, encoding, …).
	Remarks []string
	// Warnings are what the reader doubts.
	Warnings []Warning
	Close    func() error
}

// Limits bound what one file may cost. Zero fields mean the defaults.
type Limits struct {
	Unpacked int64 // bytes after decompression (4 GiB)
	Ratio    int64 // unpacked ÷ packed (200)
	Rows     int64 // per sheet of a workbook (1 048 576)
	Columns  int   // used columns per sheet (2 000)
	Cell     int   // bytes of one cell (1 MiB)
}

// WithDefaults fills the zero fields.
func (l Limits) WithDefaults() Limits {
	if l.Unpacked == 0 {
		l.Unpacked = 4 << 30
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
	if l.Rows == 0 {
		l.Rows = 1 << 20
	}
	if l.Columns == 0 {
		l.Columns = 2000
	}
	if l.Cell == 0 {
		l.Cell = 1 << 20
	}
	return l
}
