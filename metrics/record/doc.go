// Package record answers: what is on record about one instruction at the cut-off?
//
// In come the small tables as known at the cut-off and the names; out come a Register that
// finds contacts, updates, waits and steps of one instruction without reading the tables
// through every time, whose turn the instruction is, and how often people report.
package record
