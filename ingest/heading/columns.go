package heading

import (
	"strings"

	"tenbin/ingest/name"
	"tenbin/ingest/table"
)

// Kinds of input columns beside the canonical ones.
const (
	Exact table.Kind = 100 + iota // an exact decimal: a price, before it is multiplied
)

// InputColumn is a column that a source may have: a canonical one, or one from which
// canonical ones are derived at the door.
type InputColumn struct {
	table.Column
	Target int // index in the schema, -1 = derived from only
}

// Positions of the columns that deals have beside the canonical ones; they stand after
// those of table.Deals in this order.
var dealsExtra = []table.Column{
	{Name: "line", Kind: table.Text},
	{Name: "list_price", Kind: Exact},
	{Name: "net_price", Kind: Exact},
	{Name: "discount_rate", Kind: table.Rate},
	{Name: "discount_amount", Kind: table.Money},
	{Name: "agreed_price", Kind: Exact},
	{Name: "standard_price", Kind: Exact},
	{Name: "tax_rate", Kind: table.Rate},
	{Name: "currency", Kind: table.Text},
	{Name: "tax_kind", Kind: table.Text},
	{Name: "split_rate", Kind: table.Rate},
	{Name: "record_start", Kind: table.Text},
}

// InputColumns returns the columns that a source of table s may have: the canonical
// ones first, in their order.
func InputColumns(s table.Schema) []InputColumn {
	var cols []InputColumn
	for i, c := range s.Columns {
		if s.Name == "fx" && c.Name == "rate" {
			c.Kind = Exact // a price of money, not a share
		}
		cols = append(cols, InputColumn{c, i})
	}
	extra := []table.Column(nil)
	switch s.Name {
	case "deals":
		extra = dealsExtra
	case "instructions":
		extra = []table.Column{{Name: "record_start", Kind: table.Text}}
	}
	for _, c := range extra {
		cols = append(cols, InputColumn{c, -1})
	}
	return cols
}

// columnIndex returns the position of name in cols, or -1.
func columnIndex(cols []InputColumn, name string) int {
	for i, c := range cols {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// IdColumn names the column whose value must be unique in a table, "" for none.
func IdColumn(tableName string) string {
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
type Role uint8

const (
	Anyone Role = iota
	Person      // a member of the sales force: resolved against the roster
	Client      // a buying company: resolved against the accounts
)

// RoleOf tells whom the values of a column stand for.
func RoleOf(tableName, column string) Role {
	switch column {
	case "salesperson", "manager":
		return Person
	case "owner":
		if tableName == "accounts" || tableName == "milestones" {
			return Person
		}
	case "author", "coach", "approved_by":
		return Person
	case "client":
		return Client
	}
	return Anyone
}

// SaysTotal reports whether the heading calls what stands below it a sum over several lines.
func (s *Slot) SaysTotal() bool {
	h := name.Plain(s.Heading)
	for _, w := range []string{"合計", "総計", "総額", "小計", "TOTAL"} {
		if strings.Contains(h, w) {
			return true
		}
	}
	return false
}
