package export

import (
	"io"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"
)

// ParquetColumn is one column of a table of words and whole numbers: Text or Int tells the
// value of row i, nil = null.
type ParquetColumn struct {
	Name string
	Text func(i int) *string
	Int  func(i int) *int64
}

// WriteParquetRows writes n rows of columns as one Parquet file, called name inside. The
// same rows give the same bytes.
func WriteParquetRows(w io.Writer, name string, columns []ParquetColumn, n int) error {
	var fields schema.FieldList
	for _, c := range columns {
		if c.Int != nil {
			fields = append(fields, schema.NewInt64Node(c.Name, parquet.Repetitions.Optional, -1))
			continue
		}
		node, err := schema.NewPrimitiveNodeLogical(c.Name, parquet.Repetitions.Optional, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1)
		if err != nil {
			return err
		}
		fields = append(fields, node)
	}
	root, err := schema.NewGroupNode(name, parquet.Repetitions.Required, fields, -1)
	if err != nil {
		return err
	}
	f := file.NewParquetWriter(w, root, file.WithWriterProps(parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Snappy), parquet.WithCreatedBy("tenbin"))))
	rows := f.AppendRowGroup()
	for _, c := range columns {
		next, err := rows.NextColumn()
		if err != nil {
			return err
		}
		levels := make([]int16, n)
		switch to := next.(type) {
		case *file.ByteArrayColumnChunkWriter:
			var values []parquet.ByteArray
			for i := range n {
				if v := c.Text(i); v != nil {
					values, levels[i] = append(values, parquet.ByteArray(*v)), 1
				}
			}
			_, err = to.WriteBatch(values, levels, nil)
		case *file.Int64ColumnChunkWriter:
			var values []int64
			for i := range n {
				if v := c.Int(i); v != nil {
					values, levels[i] = append(values, *v), 1
				}
			}
			_, err = to.WriteBatch(values, levels, nil)
		}
		if err != nil {
			return err
		}
		if err := next.Close(); err != nil {
			return err
		}
	}
	if err := rows.Close(); err != nil {
		return err
	}
	return f.Close()
}
