// Package cell turns the text of a cell into a value.
//
// The trip: a Profile observes every cell of a column (Observe, and Merge across
// shards); Decide resolves once for the whole column what no cell can resolve alone:
// decimal point or comma, fractions or whole per cent, the order of day, month and
// year, date serials; Decimal, Rate, Date, Stamp, Bool and Word then read each cell
// by that Decision, and say why not where they cannot.
//
// All readers share one answer: the value, a reason, and whether there is a value.
// A null cell (Null) gives ok = false with the reason table.Empty.
package cell
