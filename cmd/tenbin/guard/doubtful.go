package guard

import (
	"fmt"
	"strings"

	"tenbin/ingest/fault"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
)

// Doubtful warns of instructions whose dates cannot all be right, or that are done on a day
// that nobody noted: they are never overdue and take no part in the days that others took.
func Doubtful(a *assessment.Assessment) (counting, notes []publish.Warning) {
	var undated, order []table.Place
	for i := range a.Instructions {
		switch x := &a.Instructions[i]; {
		case x.Undated():
			undated = append(undated, x.Place)
		case before(x.Due, x.Issued), before(x.Acknowledged, x.Issued):
			order = append(order, x.Place)
		}
	}
	if n := len(undated); n > 0 {
		counting = append(counting, publish.Warning{Code: "done_without_date", JA: fmt.Sprintf("完了とあるのに完了日のない指示が %d 件あります。完了(日付不明)とし、期限超過や日数には数えません(%s)", n, firstOf(undated)),
			EN: fmt.Sprintf("%d instructions are done without a date: done on an unknown day, never overdue, not counted in days (%s)", n, firstOf(undated))})
	}
	if n := len(order); n > 0 {
		notes = append(notes, publish.Warning{Code: "dates_out_of_order", JA: fmt.Sprintf("日付の前後が合わない指示が %d 件あります(期限や了解が起票より前。%s)", n, firstOf(order)),
			EN: fmt.Sprintf("the dates of %d instructions are out of order: due or acknowledged before issued (%s)", n, firstOf(order))})
	}
	return counting, notes
}

// House says how many rows are sales of the firm itself, nil where none are: they are nobody's
// and no lack of a name.
func House(a *assessment.Assessment) *publish.Warning {
	var rows []table.Place
	list := int64(0)
	for i := range a.RowErrors {
		if e := &a.RowErrors[i]; e.Table == table.Deals.Name && !e.Kept && OnlyBy(e, table.HouseAccount) {
			rows, list = append(rows, e.Place), list+max(0, e.ListAmount)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	money := fault.Money(list, a.Options.MinorUnits)
	return &publish.Warning{Code: "house_account", JA: fmt.Sprintf("会社自身の扱い(直販など)の行が %d 行あり(定価 %s)、だれの数字にも入れていません(%s)", len(rows), money, firstOf(rows)),
		EN: fmt.Sprintf("%d rows are sales of the firm itself (list %s) and count for nobody (%s)", len(rows), money, firstOf(rows))}
}

// before reports whether a day that is known lies before another one that is.
func before(a, b table.Day) bool { return a.Known() && b.Known() && a < b }

// firstOf lists the first three places.
func firstOf(places []table.Place) string {
	list := make([]string, 0, 3)
	for _, p := range places[:min(len(places), 3)] {
		list = append(list, p.String())
	}
	if len(places) > 3 {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}
