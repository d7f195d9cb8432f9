// Package column reads the columns of a record batch as slices, at the speed of slices.
//
// In come Arrow arrays; out come typed views with their nulls (columns.go), and for
// dictionary columns the numbers of their texts in one list of names that all batches,
// shards and workers share (interner.go). It knows no table and no measure.
package column
