package config

import (
	"fmt"
	"slices"

	"tenbin/ingest/table"
)

// Review is the sign-off of whoever looked over figures and configuration.
type Review struct{ By, On, Note string }

// Review returns the sign-off and whether there is one.
func (c *Config) Review() (Review, bool) {
	if c.doc.Review == nil {
		return Review{}, false
	}
	return Review(*c.doc.Review), true
}

// Notify is whom to tell after a run: a command with its arguments, and the variable that
// holds the address of a webhook. Both are empty by default: nobody is told.
func (c *Config) Notify() (command []string, webhookEnv string) {
	if c.doc.Notify == nil {
		return nil, ""
	}
	return c.doc.Notify.Command, c.doc.Notify.WebhookEnv
}

// WorkbookPasswordEnv is the variable that holds the password of the workbooks, "" for
// workbooks without one.
func (c *Config) WorkbookPasswordEnv() string { return c.doc.Publish.PasswordEnv }

// Target is where the files of an audience go: a folder, or a command that is given one
// file at a time.
type Target struct {
	Audience string // the folder of the publication: managers, divisions, people, hr, operator
	Folder   string
	Command  []string
}

// Deliver lists where the files of each audience go, in the order of the folders; none
// without deliver.
func (c *Config) Deliver() []Target {
	d := c.doc.Deliver
	if d == nil {
		return nil
	}
	var list []Target
	for _, x := range []struct {
		audience string
		to       *target
	}{{"managers", d.Managers}, {"divisions", d.Divisions}, {"people", d.People}, {"hr", d.HR}, {"operator", d.Operator}} {
		if x.to != nil && (x.to.Folder != "" || len(x.to.Command) > 0) {
			list = append(list, Target{x.audience, c.resolve(x.to.Folder), x.to.Command})
		}
	}
	return list
}

// checkGovernance holds to the gate: nothing is delivered without the firm's statement,
// and a statement says all that it must.
func checkGovernance(f file, d *document) error {
	g := d.Governance
	if g == nil {
		if d.Deliver != nil {
			return f.wrong("deliver", "governance がないため配布できません。資料は試行(配布不可)です", "nothing may be delivered without governance: the files are a trial, not for distribution",
				"governance に目的・責任者・周知日・協議・保存期間を書くか、deliver を外してください", "state purpose, responsible person, date staff were told, consultation and retention under governance, or leave deliver out")
		}
		return nil
	}
	for _, x := range []struct{ key, value string }{{"purpose", g.Purpose}, {"responsible", g.Responsible}, {"staff_told", g.StaffInformed}, {"consultation", g.Consultation}} {
		if x.value == "" {
			return f.wrong("governance", x.key+" がありません", x.key+" is missing", "値を書いてください", "state it")
		}
	}
	if _, err := table.ParseDay(g.StaffInformed); err != nil {
		return f.wrong("governance.staff_told", fmt.Sprintf("%q は日付ではありません", g.StaffInformed), fmt.Sprintf("%q is no date", g.StaffInformed), "2026-09-01 の形にしてください", "write it as 2026-09-01")
	}
	if g.RetentionMonths < 1 {
		return f.wrong("governance", "retention_months がありません", "retention_months is missing", "保存する月数を書いてください", "say for how many months the files are kept")
	}
	return f.oneOf("governance.consultation", g.Consultation, "yes", "no", "not applicable")
}

// factors that a configuration may suspend.
var factors = []string{string(table.FactorConcession), string(table.FactorLag), string(table.FactorSignal)}

// checkPeople refuses suspensions and sign-offs that no run can follow.
func checkPeople(f file, d *document) error {
	if s := d.Suspend; s != nil {
		for i, x := range s.Factors {
			if !slices.Contains(factors, x) {
				return f.oneOf(fmt.Sprintf("suspend.factors[%d]", i), x, factors...)
			}
		}
	}
	if r := d.Review; r != nil {
		if r.By == "" {
			return f.wrong("review", "by がありません", "by is missing", "確認した人または部署を書いてください", "name the person or department that looked it over")
		}
		if _, err := table.ParseDay(r.On); err != nil {
			return f.wrong("review.on", fmt.Sprintf("%q は日付ではありません", r.On), fmt.Sprintf("%q is no date", r.On), "2026-11-09 の形にしてください", "write it as 2026-11-09")
		}
	}
	return nil
}
