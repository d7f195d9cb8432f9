package excel_test

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"tenbin/reports/excel"
	"tenbin/reports/sheet"
)

// A sheet is described without Excel, bound into a book, and written.
func ExampleWrite() {
	amounts := sheet.Sheet{Key: "amounts", Name: "Amounts", Heading: true,
		Columns: []sheet.Column{{Key: "person", Heading: "Salesperson", Width: 12}, {Key: "yen", Heading: "Conceded (JPY)", Width: 14}},
		Body:    []sheet.Row{sheet.RowOf(sheet.String("Aizawa"), sheet.MoneyOf(6_420_000)), sheet.RowOf(sheet.String("Iijima"), sheet.Amount(nil))}}
	var file bytes.Buffer
	if err := excel.Write(&file, &sheet.Book{Language: "en", Title: "Amounts", Limit: "for nobody", Sheets: []sheet.Sheet{amounts}}); err != nil {
		fmt.Println(err)
		return
	}
	f, err := excelize.OpenReader(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	rows, err := f.GetRows("Amounts")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Printf("%q\n", r)
	}
	// Output:
	// ["Salesperson" "Conceded (JPY)"]
	// ["Aizawa" "6,420,000 "]
	// ["Iijima" "– "]
}
