package config

import (
	"fmt"
	"slices"

	"tenbin/ingest/table"
	"tenbin/metrics"
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

// factors that a configuration may suspend.
var factors = []string{metrics.FactorConcession, metrics.FactorLag, metrics.FactorSignal}

// checkPeople refuses suspensions and sign-offs that no run can follow.
func (c *Config) checkPeople() error {
	if s := c.doc.Suspend; s != nil {
		for i, f := range s.Factors {
			if !slices.Contains(factors, f) {
				return c.oneOf(fmt.Sprintf("suspend.factors[%d]", i), f, factors...)
			}
		}
	}
	if r := c.doc.Review; r != nil {
		if r.By == "" {
			return c.wrong("review", "by がありません", "by is missing", "確認した人または部署を書いてください", "name the person or department that looked it over")
		}
		if _, err := table.ParseDay(r.On); err != nil {
			return c.wrong("review.on", fmt.Sprintf("%q は日付ではありません", r.On), fmt.Sprintf("%q is no date", r.On), "2026-11-09 の形にしてください", "write it as 2026-11-09")
		}
	}
	return nil
}
