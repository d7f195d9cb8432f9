package table

import "github.com/apache/arrow/go/v15/arrow"

// Kind says what a canonical column holds and so which Arrow type carries it.
type Kind uint8

// The kinds of canonical columns. Money is int64 minor units of the reporting
// currency; Rate is int64 in units of 10⁻⁹ (5 % = 50 000 000); Quantity is int64
// in units of 10⁻⁶; Date is days since 1970-01-01; Stamp is microseconds UTC.
const (
	Text     Kind = iota // arrow utf8
	Code                 // arrow dictionary<int32, utf8>: names and ids that repeat
	Money                // arrow int64, minor units
	Rate                 // arrow int64, 10⁻⁹
	Quantity             // arrow int64, 10⁻⁶
	Date                 // arrow date32
	Stamp                // arrow timestamp[us, UTC]
	Int                  // arrow int64
	Bool                 // arrow bool
	Word                 // arrow uint8: position in the column's Vocabulary
)

// Scales of the integer kinds.
const (
	RateScale     = 1_000_000_000
	QuantityScale = 1_000_000
)

// Arrow returns the Arrow type that carries k.
func (k Kind) Arrow() arrow.DataType {
	switch k {
	case Text:
		return arrow.BinaryTypes.String
	case Code:
		return &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}
	case Date:
		return arrow.FixedWidthTypes.Date32
	case Stamp:
		return arrow.FixedWidthTypes.Timestamp_us
	case Bool:
		return arrow.FixedWidthTypes.Boolean
	case Word:
		return arrow.PrimitiveTypes.Uint8
	default:
		return arrow.PrimitiveTypes.Int64
	}
}

// Column is one canonical column of a table.
type Column struct {
	Name     string
	Kind     Kind
	Required bool        // a row without it is a row error; a file without the column blocks
	Words    *Vocabulary // for Kind Word
	NotYet   bool        // read and checked, and nothing is computed from it yet: whoever gives it is told
}

// Schema names a canonical table and its columns. Every column of a Schema stands
// in every record batch of that table, null where the source has none, after the
// two position columns "_file" (int32, index into the run's file list) and "_row"
// (int64, physical line or sheet row, 1-based).
type Schema struct {
	Name    string
	Columns []Column
}

// Positions of the two columns that stand before the canonical ones.
const (
	FileColumn  = 0
	RowColumn   = 1
	FirstColumn = 2
)

// Arrow returns the schema of the record batches that carry s.
func (s Schema) Arrow() *arrow.Schema {
	fields := []arrow.Field{
		{Name: "_file", Type: arrow.PrimitiveTypes.Int32},
		{Name: "_row", Type: arrow.PrimitiveTypes.Int64},
	}
	for _, c := range s.Columns {
		fields = append(fields, arrow.Field{Name: c.Name, Type: c.Kind.Arrow(), Nullable: true})
	}
	return arrow.NewSchema(fields, nil)
}

// Index returns the position of the column name in s.Columns, or -1. In a record
// batch the column stands at FirstColumn + Index.
func (s Schema) Index(name string) int {
	for i, c := range s.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}
