package reporttest

import (
	"tenbin/ingest/table"
	"tenbin/reports/reader"
)

// WholeCompany is the division of all three managers; the third, P-023, sells too.
var WholeCompany = reader.DivisionOf{Managers: []string{"M-101", "M-102", "P-023"}}

// Stamp is a stamp with a reader's name, as a publication gives it.
var Stamp = reader.Stamp{Version: 1, Since: &reader.Since{Compared: true, Resolved: 2, New: 1}, Names: table.Names{People: map[string]string{"M-101": "三浦 健"}}}
