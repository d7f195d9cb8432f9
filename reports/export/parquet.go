package export

import (
	"io"

	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/schema"

	"tenbin/metrics/assessment"
	"tenbin/reports/words"
)

// column is one column of assessment.parquet: its dotted key and how a person's value
// is read. A nil value is null; exactly one of the functions is set.
type column struct {
	name    string
	text    func(*personJSON) *string
	float   func(*personJSON) *number
	integer func(*personJSON) *int64
	boolean func(*personJSON) bool
}

func wide(v *int) *int64 {
	if v == nil {
		return nil
	}
	w := int64(*v)
	return &w
}

// peopleColumns are the keys of "people" in assessment.json, dotted, in their order.
func peopleColumns() []column {
	t := func(n string, f func(*personJSON) *string) column { return column{name: n, text: f} }
	f := func(n string, g func(*personJSON) *number) column { return column{name: n, float: g} }
	i := func(n string, g func(*personJSON) *int64) column { return column{name: n, integer: g} }
	b := func(n string, g func(*personJSON) bool) column { return column{name: n, boolean: g} }
	type p = personJSON
	return []column{
		t("id", func(p *p) *string { return &p.ID }), t("name", func(p *p) *string { return &p.Name }),
		t("team", func(p *p) *string { return p.Team }), t("manager", func(p *p) *string { return p.Manager }),
		t("tier", func(p *p) *string { return &p.Tier }), b("money_flag", func(p *p) bool { return p.MoneyFlag }),
		f("score", func(p *p) *number { return p.Score }), i("rank", func(p *p) *int64 { return wide(p.Rank) }),
		i("rank_lo", func(p *p) *int64 { return wide(p.RankLo) }), i("rank_hi", func(p *p) *int64 { return wide(p.RankHi) }),
		f("k.value", func(p *p) *number { return p.K.Value }), f("k.lo", func(p *p) *number { return p.K.Lo }), f("k.hi", func(p *p) *number { return p.K.Hi }),
		f("reliability", func(p *p) *number { return p.Reliability }),
		t("reason.ja", func(p *p) *string { return &p.Reason.JA }), t("reason.en", func(p *p) *string { return &p.Reason.EN }),
		f("concession.observed", func(p *p) *number { return p.Concession.Observed }), f("concession.expected", func(p *p) *number { return p.Concession.Expected }),
		f("concession.n", func(p *p) *number { return p.Concession.N }), f("concession.ratio", func(p *p) *number { return p.Concession.Ratio }),
		f("concession.lo", func(p *p) *number { return p.Concession.Lo }), f("concession.hi", func(p *p) *number { return p.Concession.Hi }),
		f("concession.weighted_ratio", func(p *p) *number { return p.Concession.WeightedRatio }), f("concession.raw_ratio", func(p *p) *number { return p.Concession.RawRatio }), f("concession.raw_lo", func(p *p) *number { return p.Concession.RawLo }),
		f("concession.raw_hi", func(p *p) *number { return p.Concession.RawHi }), f("concession.peers", func(p *p) *number { return p.Concession.Peers }),
		i("concession.lines", func(p *p) *int64 { return &p.Concession.Lines }), i("concession.list_amount", func(p *p) *int64 { return p.Concession.ListAmount }),
		i("concession.conceded_amount", func(p *p) *int64 { return p.Concession.ConcededAmount }),
		i("concession.expected_amount", func(p *p) *int64 { return p.Concession.ExpectedAmount }), f("concession.share", func(p *p) *number { return p.Concession.Share }),
		i("concession.compared_list_amount", func(p *p) *int64 { return p.Concession.ComparedList }), i("concession.compared_amount", func(p *p) *int64 { return p.Concession.ComparedAmount }),
		f("concession.compared_share", func(p *p) *number { return p.Concession.ComparedShare }),
		f("lag.observed", func(p *p) *number { return p.Lag.Observed }), f("lag.expected", func(p *p) *number { return p.Lag.Expected }),
		f("lag.n", func(p *p) *number { return p.Lag.N }), f("lag.slowness", func(p *p) *number { return p.Lag.Slowness }),
		f("lag.lo", func(p *p) *number { return p.Lag.Lo }), f("lag.hi", func(p *p) *number { return p.Lag.Hi }),
		f("lag.raw_slowness", func(p *p) *number { return p.Lag.RawSlowness }), f("lag.raw_lo", func(p *p) *number { return p.Lag.RawLo }),
		f("lag.raw_hi", func(p *p) *number { return p.Lag.RawHi }), i("lag.instructions", func(p *p) *int64 { return &p.Lag.Instructions }),
		i("lag.open", func(p *p) *int64 { return &p.Lag.Open }), i("lag.overdue", func(p *p) *int64 { return &p.Lag.Overdue }),
		f("lag.typical_days", func(p *p) *number { return p.Lag.TypicalDays }), f("lag.peer_days", func(p *p) *number { return p.Lag.PeerDays }),
		b("signal.alarm", func(p *p) bool { return p.Signal.Alarm }), t("signal.since", func(p *p) *string { return p.Signal.Since }),
		f("signal.chart", func(p *p) *number { return p.Signal.Chart }), f("signal.limit", func(p *p) *number { return p.Signal.Limit }),
	}
}

// node is the column's place in the Parquet schema.
func (c *column) node() (schema.Node, error) {
	switch {
	case c.text != nil:
		return schema.NewPrimitiveNodeLogical(c.name, parquet.Repetitions.Optional, schema.StringLogicalType{}, parquet.Types.ByteArray, -1, -1)
	case c.float != nil:
		return schema.NewFloat64Node(c.name, parquet.Repetitions.Optional, -1), nil
	case c.integer != nil:
		return schema.NewInt64Node(c.name, parquet.Repetitions.Optional, -1), nil
	}
	return schema.NewBooleanNode(c.name, parquet.Repetitions.Required, -1), nil
}

// WriteParquet writes the "people" of assessment.json with dotted keys as columns,
// one row a person in the same order and with the same rounding.
func WriteParquet(w io.Writer, a *assessment.Assessment) (err error) {
	say := words.BothOf(a)
	columns, people := peopleColumns(), each(a.People, func(p *assessment.Person) personJSON { return personOf(p, say) })
	var fields schema.FieldList
	for i := range columns {
		n, err := columns[i].node()
		if err != nil {
			return err
		}
		fields = append(fields, n)
	}
	root, err := schema.NewGroupNode("people", parquet.Repetitions.Required, fields, -1)
	if err != nil {
		return err
	}
	f := file.NewParquetWriter(w, root, file.WithWriterProps(parquet.NewWriterProperties(
		parquet.WithCompression(compress.Codecs.Snappy), parquet.WithCreatedBy("tenbin"))))
	rows := f.AppendRowGroup()
	for i := range columns {
		next, err := rows.NextColumn()
		if err != nil {
			return err
		}
		if err := columns[i].write(next, people); err != nil {
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

// write writes the column of all people.
func (c *column) write(to file.ColumnChunkWriter, people []personJSON) error {
	levels := make([]int16, len(people))
	var err error
	switch w := to.(type) {
	case *file.ByteArrayColumnChunkWriter:
		values := present(people, levels, c.text, func(s string) parquet.ByteArray { return parquet.ByteArray(s) })
		_, err = w.WriteBatch(values, levels, nil)
	case *file.Float64ColumnChunkWriter:
		values := present(people, levels, c.float, func(n number) float64 { return words.Round9(float64(n)) })
		_, err = w.WriteBatch(values, levels, nil)
	case *file.Int64ColumnChunkWriter:
		values := present(people, levels, c.integer, func(v int64) int64 { return v })
		_, err = w.WriteBatch(values, levels, nil)
	case *file.BooleanColumnChunkWriter:
		values := make([]bool, len(people))
		for i := range people {
			values[i] = c.boolean(&people[i])
		}
		_, err = w.WriteBatch(values, nil, nil)
	}
	return err
}

// present collects the values that are there and marks them in the definition levels.
func present[T, U any](people []personJSON, levels []int16, get func(*personJSON) *T, convert func(T) U) []U {
	values := make([]U, 0, len(people))
	for i := range people {
		if v := get(&people[i]); v != nil {
			values = append(values, convert(*v))
			levels[i] = 1
		}
	}
	return values
}
