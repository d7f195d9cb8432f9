package simulate

import (
	"fmt"

	"tenbin/ingest/table"
)

// Planted is one error of the bad example: where it stands and what a reader must say.
type Planted struct {
	File   string // name of the file
	Sheet  string // of a workbook
	Row    int64  // physical line
	Column int    // 1-based field; 0 = the row as a whole
	Value  string // the cell as written
	Reason table.Reason
}

// PlantedRemark is something in the bad example that is no error and that a person must
// be asked about: where it stands, and words that the question must hold.
type PlantedRemark struct {
	Code          string
	File, Sheet   string // "" = it stands in no one place
	Row           int64
	Column        int
	First, Second string
}

// BadSheet is the sheet of the bad example's workbooks.
const BadSheet = "売上"

// DemoBadConfig is the tenbin.yaml that reads the bad example.
const DemoBadConfig = `# An export with planted errors, made up from end to end.
version: 1
limits: {unusable_share: 1}   # so that a file made of errors is listed to its end
company: 見本商事
currency: JPY
language: both
date_basis: invoice
window_months: 24
clock: business
sources:
  roster:
    - files: [exports/roster.csv]
      columns: {salesperson: 社員番号, name: 氏名}
  deals:
    - files: [exports/bad-example.csv]
      encoding: utf-8
      delimiter: comma
      columns:
        line_id: 伝票No
        date: {from: 日付, format: ymd}
        salesperson: 担当者名
        client: 得意先名
        quantity: 数量
        list_price: 定価
        net_price: 売値
        net_amount: 金額
        authorised_rate: {from: 承認値引率, scale: percent}
        kind: 区分
        currency: 通貨
      join:
        - files: [exports/goods.csv]
          on: {商品コード: 商品コード}
          take: {category: 分類}
    - files: [exports/orders-2026-09.xlsx, exports/orders-2026-10.xlsx]
      columns: {line_id: 伝票No, date: 日付, salesperson: 担当者名, client: 得意先名, list_amount: 定価金額, discount_rate: 値引率}
  activities:
    - files: [exports/visits.csv]
      columns: {date: 日付, salesperson: 担当者, client: 取引先, kind: 種別}
  instructions:
    - files: [exports/bad-instructions.csv]
      columns: {instruction_id: 指示番号, issued: 起票日, salesperson: 担当者, client: 取引先, trigger: 種別, due: 回答期限, implemented: 完了日, status: 状況}
publish: {directory: out}
`

// DemoBad is an export of the demo company as the worst month would bring it: good
// rows and one row of each error, with the list of what was planted. The cells of text
// files need no quotes and are joined as they are. In a workbook (.xlsx) a cell that
// begins with = is a formula without a saved result, one with # an error.
func DemoBad() ([]File, []Planted) {
	roster := File{Name: "roster.csv", Header: []string{"社員番号", "氏名"}, Rows: [][]string{{"E1", "津田 誠"}, {"E2", "相沢 美咲"}, {"E3", "大村 健一"}, {"E4", "大村 健一"}}}
	goods := File{Name: "goods.csv", Header: []string{"商品コード", "分類"}, Rows: [][]string{{"P001", "締結部品"}, {"P002", "軸受"}, {"P009", "工具"}, {"P009", "電装部品"}}}
	deals := File{Name: "bad-example.csv", Header: []string{"伝票No", "日付", "担当者名", "得意先名", "商品コード", "数量", "定価", "売値", "金額", "承認値引率", "区分", "通貨"}}
	orders := File{Name: "bad-instructions.csv", Header: []string{"指示番号", "起票日", "担当者", "取引先", "種別", "回答期限", "完了日", "状況"}}
	good := func(id string) []string {
		return []string{id, "2026/10/08", "相沢 美咲", "関東機工", "P001", "10", "1800", "1746", "17460", "3%", "売上", "JPY"}
	}
	var planted []Planted
	// put adds a good row with the given cell replaced.
	put := func(id string, column int, value string, reason table.Reason) {
		row := good(id)
		row[column-1] = value
		deals.Rows = append(deals.Rows, row)
		planted = append(planted, Planted{deals.Name, "", int64(len(deals.Rows)) + 1, column, value, reason})
	}
	for _, id := range []string{"G01", "G02", "G03", "G04", "G05", "G06"} {
		deals.Rows = append(deals.Rows, good(id))
	}
	put("B01", 4, "", table.Empty)
	put("B02", 7, "要問合せ", table.NotNumber)
	put("B03", 10, "140%", table.NotRate)
	put("B04", 2, "2026/13/45", table.NotDate)
	put("B05", 2, "1899/10/08", table.DateRange)
	put("B06", 11, "謎区分", table.UnknownWord)
	put("B07", 4, "関東\xff機工", table.Undecodable)
	put("B08", 8, "9999", table.PriceConflict)
	put("B10", 7, "99999999999999999999", table.TooLarge)
	put("B11", 12, "XAU", table.NoRate)
	put("B12", 3, "大村 健一", table.Homonym)
	put("B13", 5, "P009", table.JoinTwice)
	planted[len(planted)-1].Column, planted[len(planted)-1].Value = 0, ""
	deals.Rows = append(deals.Rows, append(good("B14"), "余分"))
	planted = append(planted, Planted{deals.Name, "", int64(len(deals.Rows)) + 1, len(deals.Header) + 1, "余分", table.FieldCount})
	put("B15", 1, "B15", table.DuplicateID)
	put("B15", 1, "B15", table.DuplicateID)
	deals.Rows[len(deals.Rows)-1][3] = "日進工業"
	deals.Rows = append(deals.Rows, []string{"合計", "", "", "", "", "", "", "", "104760", "", "", ""})
	// The quote that never closes swallows what follows: it stands on the last row.
	last := good("B16")
	last[3] = `"関東機工`
	deals.Rows = append(deals.Rows, last)
	planted = append(planted, Planted{deals.Name, "", int64(len(deals.Rows)) + 1, 0, "", table.BadQuote})

	orders.Rows = [][]string{
		{"I1", "2026/10/02", "津田 誠", "ミナト精機", "値上げ", "2026/10/30", "", "対応中"},
		{"I2", "2026/10/05", "相沢 美咲", "関東機工", "値上げ", "2026/10/30", "2026/09/01", "完了"},
	}
	planted = append(planted, Planted{orders.Name, "", 3, 7, "2026/09/01", table.EndsBeforeStart})
	orders.Rows = append(orders.Rows, []string{"I3", "2026/10/06", "津田 誠", "関東機工", "値上げ", "2026/10/30", "", "謎の状況"})
	planted = append(planted, Planted{orders.Name, "", 4, 8, "謎の状況", table.UnknownWord})
	september, october, more := badBooks()
	visits := File{Name: "visits.csv", Header: []string{"日付", "担当者", "取引先", "種別"},
		Rows: [][]string{{"05/06/2026", "津田 誠", "ミナト精機", "訪問"}, {"07/08/2026", "津田 誠", "ミナト精機", "電話"}, {"09/10/2026", "相沢 美咲", "関東機工", "訪問"}}}
	return []File{roster, goods, deals, orders, september, october, visits}, append(planted, more...)
}

// badBooks are two months of a workbook that overlap. What only a workbook can hold
// stands in October's.
func badBooks() (september, october File, planted []Planted) {
	head := []string{"伝票No", "日付", "担当者名", "得意先名", "定価金額", "値引率"}
	september = File{Name: "orders-2026-09.xlsx", Header: append(head[:6:6], "備考")}
	october = File{Name: "orders-2026-10.xlsx", Header: head}
	good := func(n int) []string {
		return []string{fmt.Sprintf("W%02d", n), fmt.Sprintf("2026/09/%02d", n), "相沢 美咲", "関東機工", "100000", "3"}
	}
	for n := 1; n <= 24; n++ { // so many that one rate written otherwise is the slip
		october.Rows = append(october.Rows, good(n))
	}
	september.Rows = [][]string{append(good(1), ""), append(good(2), ""), append(good(3), "")}
	september.Rows[1][5] = "8" // corrected in October
	put := func(id string, column int, value string) {
		row := good(25)
		row[0], row[column-1] = id, value
		october.Rows = append(october.Rows, row)
	}
	bad := func(id string, column int, value, shown string, reason table.Reason) {
		put(id, column, value)
		planted = append(planted, Planted{october.Name, BadSheet, int64(len(october.Rows)) + 1, column, shown, reason})
	}
	bad("X01", 5, "#REF!", "#REF!", table.ErrorCell)
	bad("X02", 5, "=SUM(E2:E3)", "", table.NoCache)
	bad("X03", 6, "0.05", "0.05", table.ScaleConflict)
	for _, r := range [][2]string{{"X04", "Siebel"}, {"X05", "?"}} { // nobody: small, or the month would be blocked
		put(r[0], 3, r[1])
		october.Rows[len(october.Rows)-1][4] = "1000"
	}
	put("X06", 4, "Minato Precision")
	put("X07", 4, "Minato Precison")
	october.Rows = append(october.Rows, []string{"総計", "", "", "", "2802000", ""})
	return september, october, planted
}

// DemoBadRemarks lists what the bad example must ask a person about.
func DemoBadRemarks() []PlantedRemark {
	return []PlantedRemark{
		{Code: "system_account", First: "Siebel", Second: "Siebel"},
		{Code: "near_client", First: "Minato Precision", Second: "Minato Precison"},
		{Code: "unproved_column", File: "visits.csv", Row: 1, Column: 1, First: "日付", Second: "date"},
	}
}
