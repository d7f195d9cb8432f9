package metrics

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
)

// KeptRow is a row of deals with all its columns, as one line of JSON: file, row, then
// the columns of the schema, null where empty.
type KeptRow struct {
	File int32
	Row  int64
	Line []byte
}

// sortRows puts rows in the order of the inputs.
func sortRows(rows []KeptRow) {
	slices.SortFunc(rows, func(a, b KeptRow) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row)) })
}

// wantedRows says which rows are looked at one by one behind the cube.
type wantedRows struct {
	clients map[string]bool    // whose invoices are asked for
	places  map[linePlace]bool // the sales that tell whom an instruction for several is for
	every   bool               // every measured line
}

func newWantedRows(t *Tables, every bool) *wantedRows {
	w, inv := &wantedRows{clients: map[string]bool{}, places: map[linePlace]bool{}, every: every}, t.wanted()
	for c := range inv.prices {
		w.clients[c] = true
	}
	for c := range inv.lines {
		w.clients[c] = true
	}
	for _, at := range t.sold {
		w.places[at] = true
	}
	return w
}

// rowKeeper keeps wanted rows, shard by shard. What is measured the reduction decides.
type rowKeeper struct {
	*Partial
	want *wantedRows
	asks []bool // by the scan's number of the client
	rows []KeptRow
}

func newRowKeeper(want *wantedRows, plan *Plan, data Data, o assessment.Options) *rowKeeper {
	return &rowKeeper{Partial: NewPartial(plan, data, o), want: want}
}

func (k *rowKeeper) read(ctx context.Context, shard table.Shard) error {
	return shard.Records(ctx, k.keepRows)
}

// keepRows keeps the wanted rows of one record batch.
func (k *rowKeeper) keepRows(r arrow.Record) error {
	b := &k.batch
	k.scan.view(r, b)
	clients := k.scan.client.names.list
	for n := len(k.asks); n < len(clients); n++ {
		k.asks = append(k.asks, k.want.clients[clients[n]])
	}
	var l dealLine
	for i := range b.rows {
		at := linePlace{b.file[i], b.row[i]}
		if k.wants(b, i, at, &l) {
			line, err := appendRow(nil, r, i)
			if err != nil {
				return err
			}
			k.rows = append(k.rows, KeptRow{at.file, at.row, line})
		}
	}
	return nil
}

func (k *rowKeeper) wants(b *dealBatch, i int, at linePlace, l *dealLine) bool {
	if k.want.places[at] || k.asks[b.client.at(i)] && !k.plan.Dropped(at.file, at.row) {
		return true
	}
	if !k.want.every {
		return false
	}
	m := k.plan.mark(at)
	switch m.fate {
	case repeated, superseded, conflicting:
		return false
	}
	k.scan.read(b, i, l)
	_, counts := k.decide(b, i, l, m)
	return counts && (l.reason == measured || l.reason >= noPolicy)
}

// appendRow writes row i of r behind b.
func appendRow(b []byte, r arrow.Record, i int) ([]byte, error) {
	b = append(b, '[')
	for k := range int(r.NumCols()) {
		if k > 0 {
			b = append(b, ',')
		}
		c := r.Column(k)
		if c.IsNull(i) {
			b = append(b, "null"...)
			continue
		}
		switch c := c.(type) {
		case *array.String:
			b = appendText(b, c.Value(i))
		case *array.Dictionary:
			b = appendText(b, c.Dictionary().(*array.String).Value(c.GetValueIndex(i)))
		case *array.Int32:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Int64:
			b = strconv.AppendInt(b, c.Value(i), 10)
		case *array.Date32:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Timestamp:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Uint8:
			b = strconv.AppendInt(b, int64(c.Value(i)), 10)
		case *array.Boolean:
			b = strconv.AppendBool(b, c.Value(i))
		default:
			return nil, fmt.Errorf("a column of %s cannot be kept", c.DataType())
		}
	}
	return append(b, ']'), nil
}

func appendText(b []byte, s string) []byte {
	quoted, err := json.Marshal(table.Exact(s))
	if err != nil {
		panic(err) // a string is never refused
	}
	return append(b, quoted...)
}

// shardOf returns the rows as a shard of deals.
func shardOf(rows []KeptRow) (table.Shard, error) {
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
func rowOf(line []byte) (KeptRow, error) {
	r := KeptRow{Line: line}
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
