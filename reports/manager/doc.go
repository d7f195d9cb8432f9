// Package manager describes a manager's workbook: who needs help this month, and how is
// that known?
//
// In comes a reader with one team; out go its sheets, page one first: what to step into,
// the list of decisions, ledgers, talk cards, the manager's own part, what changed, and
// the analysis with its charts. Each sheet is a function of the reader.
package manager
