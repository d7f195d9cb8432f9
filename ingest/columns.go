package ingest

import "tenbin/ingest/table"

// Kinds of input columns beside the canonical ones.
const (
	exact table.Kind = 100 + iota // an exact decimal: a price, before it is multiplied
)

// inputColumn is a column that a source may have: a canonical one, or one from which
// canonical ones are derived at the door.
type inputColumn struct {
	table.Column
	target int // index in the schema, -1 = derived from only
}

// Positions of the columns that deals have beside the canonical ones; they stand after
// those of table.Deals in this order.
var dealsExtra = []table.Column{
	{Name: "line", Kind: table.Text},
	{Name: "list_price", Kind: exact},
	{Name: "net_price", Kind: exact},
	{Name: "discount_rate", Kind: table.Rate},
	{Name: "discount_amount", Kind: table.Money},
	{Name: "agreed_price", Kind: exact},
	{Name: "standard_price", Kind: exact},
	{Name: "tax_rate", Kind: table.Rate},
	{Name: "currency", Kind: table.Text},
	{Name: "record_start", Kind: table.Text},
}

// inputColumns returns the columns that a source of table s may have: the canonical
// ones first, in their order.
func inputColumns(s table.Schema) []inputColumn {
	var cols []inputColumn
	for i, c := range s.Columns {
		if s.Name == "fx" && c.Name == "rate" {
			c.Kind = exact // a price of money, not a share
		}
		cols = append(cols, inputColumn{c, i})
	}
	extra := []table.Column(nil)
	switch s.Name {
	case "deals":
		extra = dealsExtra
	case "instructions":
		extra = []table.Column{{Name: "record_start", Kind: table.Text}}
	}
	for _, c := range extra {
		cols = append(cols, inputColumn{c, -1})
	}
	return cols
}

// columnIndex returns the position of name in cols, or -1.
func columnIndex(cols []inputColumn, name string) int {
	for i, c := range cols {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// idColumn names the column whose value must be unique in a table, "" for none.
func idColumn(tableName string) string {
	switch tableName {
	case "deals":
		return "line_id"
	case "instructions":
		return "instruction_id"
	case "events":
		return "event_id"
	case "coaching":
		return "plan_id"
	}
	return ""
}

// Who a column's values stand for.
type role uint8

const (
	plain  role = iota
	person      // a member of the sales force: resolved against the roster
	client      // a buying company: resolved against the accounts
)

// roleOf tells whom the values of a column stand for.
func roleOf(tableName, column string) role {
	switch column {
	case "salesperson", "manager":
		return person
	case "owner":
		if tableName == "accounts" || tableName == "milestones" {
			return person
		}
	case "author", "coach", "approved_by":
		return person
	case "client":
		return client
	}
	return plain
}
