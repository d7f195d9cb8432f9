package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const statement = "governance: {purpose: p, responsible: r, staff_told: 2026-09-01, consultation: not applicable, retention_months: 24}\n"

// The gate: nothing is delivered without a whole statement.
func TestGovernanceGate(t *testing.T) {
	for text, want := range map[string]string{
		"deliver: {hr: share}\n":                                                   "nothing may be delivered without governance",
		"governance: {purpose: p}\n":                                               "responsible is missing",
		strings.Replace(statement, "2026-09-01", "soon", 1):                        `"soon" is no date`,
		strings.Replace(statement, "not applicable", "perhaps", 1):                 "use one of yes, no, not applicable",
		strings.Replace(statement, ", retention_months: 24", "", 1):                "retention_months is missing",
		"suspend: {factors: [mood]}\n":                                             "use one of concession, lag, signal",
		"review: {by: audit, on: yesterday}\n":                                     `"yesterday" is no date`,
		statement + "deliver: {hr: share, managers: [cp, -v]}\n":                   "",
		"suspend: {people: [E1], factors: [lag]}\nreview: {by: a, on: 2026-11-09}": "",
	} {
		_, err := Parse("tenbin.yaml", []byte(text))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	c, err := Parse("dir/tenbin.yaml", []byte(statement+"deliver: {operator: /abs, managers: [send, --to]}\nsuspend: {people: [E1]}\nnotify: {command: [tell], webhook_env: HOOK}\npublish: {password_env: PW}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]Target{{Audience: "managers", Command: []string{"send", "--to"}}, {Audience: "operator", Folder: "/abs"}}, c.Deliver()); d != "" {
		t.Error(d)
	}
	command, hook := c.Notify()
	if o := c.Options(0); len(o.SuspendedPeople) != 1 || len(command) != 1 || hook != "HOOK" || c.WorkbookPasswordEnv() != "PW" {
		t.Errorf("%v %v %s", o.SuspendedPeople, command, hook)
	}
}
