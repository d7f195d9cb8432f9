package month

import (
	"fmt"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/cmd/tenbin/config"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports/publish"
)

// retain erases the months that are kept no longer, counted from the month of a: the
// shorter of publish.keep_months and governance.retention_months holds. Each leaves a
// tombstone that says what stood there and by which rule it went.
func retain(con *cli.Console, c *config.Config, store *publish.Store, a *assessment.Assessment) error {
	keep, rule := c.KeepMonths(), "publish.keep_months"
	if g, ok := c.Governance(); ok && g.RetentionMonths > 0 && g.RetentionMonths < keep {
		keep, rule = g.RetentionMonths, "governance.retention_months"
	}
	set, err := store.Expire((a.Month - table.Month(keep) + 1).String(), publish.Tombstone{Rule: fmt.Sprintf("%s: %d", rule, keep), ErasedBy: a.RunID, AsOf: a.CutOff.String()})
	for _, t := range set {
		con.Note("erased", cli.Text(fmt.Sprintf("%s の公開分(%d 版)を保存期間(%s)により消去しました", t.Month, len(t.Versions), t.Rule),
			fmt.Sprintf("%s (%d versions) was erased by the retention rule %s", t.Month, len(t.Versions), t.Rule)))
	}
	return err
}

// missing says which months between the first that is published and a's have no
// publication: a month that was forgotten leaves a hole in every trend.
func missing(con *cli.Console, out string, a *assessment.Assessment) error {
	months, err := publish.Months(out)
	if err != nil || len(months) == 0 {
		return err
	}
	there := map[string]bool{}
	for _, m := range months {
		there[m] = true
	}
	first, err := table.ParseMonth(months[0])
	if err != nil {
		return err
	}
	var gaps []table.Month
	for m := first; m < a.Month; m++ {
		if !there[m.String()] {
			gaps = append(gaps, m)
		}
	}
	if len(gaps) == 0 {
		return nil
	}
	from, to, list := gaps[0], gaps[len(gaps)-1], make([]string, len(gaps))
	for i, m := range gaps {
		list[i] = m.String()
	}
	shown := strings.Join(list, ", ")
	con.Note("missing_months", cli.Text(fmt.Sprintf("公開されていない月があります: %s(--from %s --to %s で補えます)", shown, from, to),
		fmt.Sprintf("months without a publication: %s (--from %s --to %s fills them in)", shown, from, to)))
	return nil
}
