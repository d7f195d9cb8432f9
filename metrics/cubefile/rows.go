package cubefile

import (
	"bytes"
	"encoding/json"
	"fmt"

	"tenbin/ingest/table"
	"tenbin/metrics/cube"
)

// shardOf returns the rows as a shard of deals.
func shardOf(rows []cube.KeptRow) (table.Shard, error) {
	build := table.NewBuilder(table.Deals, 0)
	for _, r := range rows {
		d := json.NewDecoder(bytes.NewReader(r.Line))
		d.UseNumber()
		var values []any
		if err := d.Decode(&values); err != nil || len(values) != table.FirstColumn+len(table.Deals.Columns) {
			return nil, ErrWrongCube
		}
		if err := setRow(build.At(r.File, r.Row), values[table.FirstColumn:]); err != nil {
			return nil, err
		}
		build.EndRow()
	}
	return build.Shard(), nil
}

// rowOf is the row that a line of a cube's file holds.
func rowOf(line []byte) (cube.KeptRow, error) {
	r := cube.KeptRow{Line: line}
	if _, err := fmt.Sscanf(string(line[:min(len(line), 40)]), "[%d,%d", &r.File, &r.Row); err != nil {
		return r, ErrTornCube
	}
	return r, nil
}

// setRow fills the builder's current row.
func setRow(build *table.Builder, values []any) error {
	for k, c := range table.Deals.Columns {
		var v any
		switch x := values[k].(type) {
		case nil:
			continue
		case bool:
			if c.Kind != table.Bool {
				return ErrWrongCube
			}
			v = x
		case string:
			if c.Kind != table.Text && c.Kind != table.Code {
				return ErrWrongCube
			}
			v = table.Verbatim(x)
		case json.Number:
			n, err := x.Int64()
			if err != nil {
				return ErrWrongCube
			}
			switch c.Kind {
			case table.Date:
				v = table.Day(n)
			case table.Word:
				v = int(n)
			case table.Text, table.Code, table.Bool:
				return ErrWrongCube
			default:
				v = n
			}
		default:
			return ErrWrongCube
		}
		build.Set(c.Name, v)
	}
	return nil
}

// Shard returns the kept rows as a shard of deals.
func (r *Reading) Shard() (table.Shard, error) { return shardOf(r.Rows) }
