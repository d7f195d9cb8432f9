package table

import (
	"context"
	"fmt"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// Builder makes record batches of one canonical table row by row, for tables that
// are made and not read: simulation, demo, tests. Values are canonical: string for
// Text and Code, int64 for Money, Rate, Quantity and Int, Day for Date, bool for
// Bool, int for Word. Setting a column of another type panics: it is our own mistake.
type Builder struct {
	schema Schema
	build  *array.RecordBuilder
	file   int32
	row    int64
	set    []bool
	done   memoryShard
	rows   int
}

// batchRows bounds the rows of a batch.
const batchRows = 1 << 16

// NewBuilder returns a builder for schema whose rows belong to file.
func NewBuilder(schema Schema, file int32) *Builder {
	return &Builder{schema: schema, file: file, row: 1, set: make([]bool, len(schema.Columns)),
		build: array.NewRecordBuilder(memory.DefaultAllocator, schema.Arrow())}
}

// Set gives column name of the current row a value; a nil value leaves it empty.
func (b *Builder) Set(name string, value any) *Builder {
	i := b.schema.Index(name)
	if i < 0 {
		panic(fmt.Sprintf("table: %s has no column %q", b.schema.Name, name))
	}
	if value == nil || b.set[i] {
		return b
	}
	b.set[i] = true
	switch f := b.build.Field(FirstColumn + i).(type) {
	case *array.StringBuilder:
		f.Append(value.(string))
	case *array.BinaryDictionaryBuilder:
		if err := f.AppendString(value.(string)); err != nil {
			panic(err)
		}
	case *array.Int64Builder:
		f.Append(value.(int64))
	case *array.Date32Builder:
		if d := value.(Day); d == NoDay {
			f.AppendNull()
		} else {
			f.Append(arrow.Date32(d))
		}
	case *array.TimestampBuilder:
		f.Append(arrow.Timestamp(value.(int64)))
	case *array.BooleanBuilder:
		f.Append(value.(bool))
	case *array.Uint8Builder:
		f.Append(uint8(value.(int)))
	}
	return b
}

// At says where the current row stands, for rows that were read elsewhere: in file, as its
// row-th. Without it the rows of the builder's file are numbered from 2.
func (b *Builder) At(file int32, row int64) *Builder {
	b.file, b.row = file, row-1
	return b
}

// EndRow closes the row; columns that were not set are null.
func (b *Builder) EndRow() {
	b.row++
	b.build.Field(FileColumn).(*array.Int32Builder).Append(b.file)
	b.build.Field(RowColumn).(*array.Int64Builder).Append(b.row)
	for i, set := range b.set {
		if !set {
			b.build.Field(FirstColumn + i).AppendNull()
		}
		b.set[i] = false
	}
	if b.rows++; b.rows == batchRows {
		b.flush()
	}
}

func (b *Builder) flush() {
	if b.rows > 0 {
		b.done = append(b.done, b.build.NewRecord())
		b.rows = 0
	}
}

// Shard returns the rows built so far as a shard; the builder is then empty.
func (b *Builder) Shard() Shard {
	b.flush()
	s := b.done
	b.done = nil
	return s
}

// memoryShard is a shard of records held in memory.
type memoryShard []arrow.Record

// Records calls f with each batch.
func (m memoryShard) Records(ctx context.Context, f func(arrow.Record) error) error {
	for _, r := range m {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}
