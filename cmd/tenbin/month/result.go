package month

import (
	"fmt"
	"io"
	"strings"

	"tenbin/cmd/tenbin/cli"
	"tenbin/ingest/table"
	"tenbin/metrics/assessment"
	"tenbin/reports"
	"tenbin/reports/words"
)

// shownRows is how many rows of the step-in list are printed.
const shownRows = 5

// printResult prints the paths written, one a line, then the first rows of the step-in list.
func printResult(con *cli.Console, paths []string, a *assessment.Assessment) error {
	var b strings.Builder
	for _, path := range paths {
		b.WriteString(path + "\n")
	}
	if n := len(a.StepIn); n > 0 {
		fmt.Fprintf(&b, "\n%s\n", cli.Text(
			fmt.Sprintf("今月上司が動く案件 %s(%d件中%d件)", a.Month, n, min(n, shownRows)),
			fmt.Sprintf("Step in, %s (%d of %d)", a.Month, min(n, shownRows), n)).In(con.Language))
		say := words.BothOf(a)
		for _, r := range a.StepIn[:min(n, shownRows)] {
			amount := cli.Text("算定不可", "no amount").In(con.Language)
			if r.AmountAtStake != nil {
				amount = amountOf(*r.AmountAtStake, a).In(con.Language)
			}
			who := nameOf(a, r.Person)
			if r.Client != "" {
				who += " × " + clientOf(a, r)
			}
			fmt.Fprintf(&b, "%d. %s | %s | %s | %s | %s\n", r.Rank, who, amount, reports.Action(string(r.Action), con.Language), r.By, say.In(con.Language, r.Evidence))
		}
	}
	_, err := io.WriteString(con.Stdout, b.String())
	return err
}

// nameOf is how the person id is shown.
func nameOf(a *assessment.Assessment, id table.PersonID) string {
	for _, p := range a.People {
		if p.ID == id && p.Name != "" {
			return p.Name
		}
	}
	return string(id)
}

// clientOf is how the client of r is shown.
func clientOf(a *assessment.Assessment, r assessment.StepInRow) string {
	for _, i := range a.Instructions {
		if i.Client == r.Client && i.ClientName != "" {
			return i.ClientName
		}
	}
	for _, p := range a.Pairs {
		if p.Client == r.Client && p.ClientName != "" {
			return p.ClientName
		}
	}
	return string(r.Client)
}

// amountOf is an amount as it is said: yen by their sign, other currencies by their code.
func amountOf(v int64, a *assessment.Assessment) cli.Words {
	m := money(v, a.MinorUnits)
	if a.Currency == "JPY" {
		return cli.Text(m+"円", strings.Replace("¥"+m, "¥-", "-¥", 1))
	}
	return cli.Text(m+" "+a.Currency, m+" "+a.Currency)
}

// money writes minor units with grouping: 1234567 in a currency with two places is
// 12,345.67. On a terminal the minus is a hyphen.
func money(v int64, places int) string {
	return strings.Replace(words.Currency{Places: places}.Plain(v), "−", "-", 1)
}
