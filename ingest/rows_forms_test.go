package ingest

import (
	"strconv"
	"strings"
	"testing"
)

// repeat is n cells of the same text.
func repeat(n int, text string) []string {
	return strings.Split(strings.TrimSuffix(strings.Repeat(text+"\x00", n), "\x00"), "\x00")
}

// forms is the table "Reading a cell" of the data contract, line by line: what must be
// read, then what must be refused. Names, which are about two cells, stand in
// rows_names_test.go; what only a workbook can hold in rows_typed_test.go.
var forms = []written{
	// Numbers that must be read.
	{"numbers", "1,234", nil, "net_amount", "1234"},
	{"numbers", "¥1,234", nil, "net_amount", "1234"},
	{"numbers", "1,234円", nil, "net_amount", "1234"},
	{"numbers", "１，２３４", nil, "net_amount", "1234"},
	{"numbers", "(1,234)", nil, "net_amount", "-1234"},
	{"numbers", "▲1,234", nil, "net_amount", "-1234"},
	{"numbers", "△1,234", nil, "net_amount", "-1234"},
	{"numbers", "-1,234", nil, "net_amount", "-1234"},
	{"numbers", "1.234,5", []string{"12,75", "3,5"}, "quantity", "1234.5"},
	{"numbers", "1.234", []string{"12,75", "3,5"}, "quantity", "1234"},
	{"numbers", "1.234", []string{"12.75", "3.5"}, "quantity", "1.234"},
	{"numbers", "1.2E+3", nil, "net_amount", "1200"},
	{"numbers", "3千円", nil, "net_amount", "3000"},
	{"numbers", "2.5百万円", nil, "net_amount", "2500000"},
	// Numbers that must be refused.
	{"numbers", "1.234,5", []string{"12.75", "3.5", "1,234.5"}, "quantity", "error not_number"},
	{"numbers", "1,234", []string{"12.75", "12,75"}, "quantity", "error scale_conflict"},
	{"numbers", "要問合せ", nil, "net_amount", "error not_number"},
	{"numbers", "99999999999999999999", nil, "net_amount", "error too_large"},

	// Rates that must be read; the scale is the column's.
	{"rates", "0.05", nil, "authorised_rate", "0.05"},
	{"rates", "5%", nil, "authorised_rate", "0.05"},
	{"rates", "５％", nil, "authorised_rate", "0.05"},
	{"rates", "5", repeat(3, "7.5"), "authorised_rate", "0.05"},
	{"rates", "10.0", repeat(3, "7.5"), "authorised_rate", "0.1"},
	{"rates", "1", repeat(3, "7.5"), "authorised_rate", "0.01"},
	{"rates", "1", repeat(3, "0.075"), "authorised_rate", "1"},
	{"rates", "5%", repeat(3, "0.075"), "authorised_rate", "0.05"},
	// Rates that must be refused: a column that mixes scales, and what is no rate.
	{"rates", "0.05", []string{"5", "7.5", "0.1"}, "authorised_rate", "error scale_conflict"},
	{"rates", "5", []string{"0.05", "7.5", "0.1"}, "authorised_rate", "error scale_conflict"},
	{"rates", "140%", nil, "authorised_rate", "error not_rate"},
	{"rates", "-5%", nil, "authorised_rate", "error not_rate"},

	// Dates that must be read; the order of day and month is the column's.
	{"dates", "2026-04-01", nil, "date", "2026-04-01"},
	{"dates", "2026/4/1", nil, "date", "2026-04-01"},
	{"dates", "20-10-16", []string{"20-10-31", "21-01-15"}, "date", "2020-10-16"},
	{"dates", "10/20/2016", nil, "date", "2016-10-20"},
	{"dates", "05/06/2016", []string{"10/20/2016"}, "date", "2016-05-06"},
	{"dates", "05/06/2016", []string{"20/10/2016"}, "date", "2016-06-05"},
	{"dates", "2026年4月1日", nil, "date", "2026-04-01"},
	{"dates", "令和8年4月1日", nil, "date", "2026-04-01"},
	{"dates", "R8.4.1", nil, "date", "2026-04-01"},
	{"dates", "46113", []string{"46114", "46115"}, "date", "2026-04-01"},
	{"dates", "2026-10-31T23:30:00Z", nil, "date", "2026-11-01"}, // Tokyo
	{"dates", "2026-10-31T23:30:00+09:00", nil, "date", "2026-10-31"},
	// Dates that must be refused.
	{"dates", "05/06/2016", []string{"10/20/2016", "20/10/2016"}, "date", "error scale_conflict"},
	{"dates", "20/10/2016", append(repeat(40, "10/20/2016"), "05/06/2016"), "date", "error not_date"},
	{"dates", "00:00.0", nil, "date", "error not_date"},
	{"dates", "00/01/1900", []string{"20/10/2016"}, "date", "error not_date"},
	{"dates", "1899/10/08", nil, "date", "error date_range"},
	{"dates", "2126-04-01", nil, "date", "error date_range"},
	{"dates", "2026-02-29", nil, "date", "error not_date"},

	// Nulls: nothing in a column that may be empty, an error in one that may not.
	{"nulls", "", nil, "authorised_rate", "-"},
	{"nulls", "NULL", nil, "authorised_rate", "-"},
	{"nulls", "N/A", nil, "authorised_rate", "-"},
	{"nulls", "#N/A", nil, "authorised_rate", "-"},
	{"nulls", "?", nil, "authorised_rate", "-"},
	{"nulls", "-", nil, "authorised_rate", "-"},
	{"nulls", "―", nil, "authorised_rate", "-"},
	{"nulls", "NULL", nil, "category", "-"},
	{"nulls", "―", nil, "category", "-"},
	{"nulls", "#N/A", nil, "date", "error empty"},
	{"nulls", "―", nil, "client", "error empty"},
	{"nulls", "?", nil, "salesperson", "-"}, // nobody: never ranked
	{"nulls", "?", nil, "client", "error empty"},

	// Text that is cleaned for display.
	{"text", "工具_x000D_", nil, "category", "工具"},
	{"text", "工具_x0007_刃物", nil, "category", "工具刃物"},
	{"text", "刃物 &amp; 工具", nil, "category", "刃物 & 工具"},
	{"text", "刃物&#x3000;工具", nil, "category", "刃物　工具"},
	{"text", "刃\u200b物\u00a0", nil, "category", "刃物"},
}

// TestForms reads every form of the page as a CSV file and as a sheet of text cells.
func TestForms(t *testing.T) {
	for _, f := range forms {
		rows, column := f.grid()
		for _, file := range []struct{ name, content, cell string }{
			{"d.csv", asCSV(t, rows), "2:" + strconv.Itoa(column+1)}, {"d.xlsx", asXLSX(t, rows), "Sheet1!" + at(column, 1)},
		} {
			want := f.want
			if strings.HasPrefix(want, "error ") {
				want += " (" + file.cell + ")"
			}
			if got := seen(t, deals(t, file.name, file.content), f.column); got != want {
				t.Errorf("%s: %q among %q as %s in %s is read as %q, want %q", f.row, f.text, f.among, f.column, file.name, got, want)
			}
		}
	}
}
