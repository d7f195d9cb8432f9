// Package progress answers: how do instructions get on, as the records show it at the
// cut-off?
//
// In come instruction records; out come their exposure on a clock without the days on
// which nobody could have carried them out, laid out for metrics/lag, what became of
// every record, and the curve of a group of them.
package progress
